"""What is built holds what it should, and works installed, away from this checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Run in the installed environment, far from the checkout. Prints one fact a line.
PROBE = """
import ofstedmine
from ofstedmine import resources
print(ofstedmine.__version__)
print(ofstedmine.__file__)
for name in ("models/README.md", "corpus/codebook.toml", "py.typed"):
    print(resources.find(name))
"""

# Read by every Python process of an environment, children of the command among them.
NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        # Processes of one machine may talk by a name in the file system.
        if not isinstance(arguments[-1], (str, bytes)) or event != "socket.connect":
            raise RuntimeError(f"network: {event} {arguments}")
sys.addaudithook(refuse)
"""
SAMPLE = ROOT / "corpus" / "letters" / "northmoor_monitoring_2017.pdf"


def run(*command, cwd):
    # What points Python at this checkout or at these settings must not leak into the probe.
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_", "VIRTUAL_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def data_files():
    """List what lies beside the code without being code."""
    package = ROOT / "ofstedmine"
    return {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.suffix in {".csv", ".toml", ".css", ".html", ".js"} and "_data" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build a wheel straight from the working copy: quick, and enough to see what is in it."""
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out, cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """Build as a release does: the sdist from the working copy, the wheel from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, cwd=ROOT)
    return {"wheel": next(out.glob("*.whl")), "sdist": next(out.glob("*.tar.gz"))}


def test_the_wheel_carries_code_data_and_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "ofstedmine/__init__.py",
        "ofstedmine/py.typed",
        "ofstedmine/_data/corpus/codebook.toml",
        "ofstedmine/_data/models/README.md",
    }
    assert wanted | data_files() <= names


def test_the_wheel_carries_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ofstedmine"}


def test_the_wheel_leaves_out_what_only_training_needs(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "corpus/annotations/" in name or name.endswith(".npz")]


def test_licence_and_notice_travel_with_the_wheel(wheel):
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" in name}
    assert {"LICENSE", "NOTICE.md"} <= names


def test_there_is_one_version():
    from ofstedmine import __version__, _version

    assert __version__ == _version.__version__


def test_the_readme_is_the_description_once_there_is_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("readme") == ("README.md" if (ROOT / "README.md").exists() else None)


@pytest.mark.slow
def test_the_sdist_carries_what_a_packager_needs(distributions):
    with tarfile.open(distributions["sdist"]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = {
        "pyproject.toml",
        "LICENSE",
        "NOTICE.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "corpus/annotations/vectors.npz",
        "corpus/codebook.toml",
        "corpus/letters/northmoor_monitoring_2017.pdf",
        "docs/record.schema.json",
        "models/README.md",
        "tests/test_packaging.py",
    }
    assert wanted | data_files() <= names


@pytest.mark.slow
def test_wheels_from_sdist_and_from_checkout_hold_the_same(distributions, wheel):
    from_sdist = zipfile.ZipFile(distributions["wheel"]).namelist()
    assert sorted(from_sdist) == sorted(zipfile.ZipFile(wheel).namelist())


def without_network():
    """Return what to put before a command so that it has no network; nothing where none is to be had."""
    cut = ["unshare", "--map-root-user", "--net"]
    able = shutil.which(cut[0]) and not subprocess.run([*cut, "true"], check=False).returncode
    return cut if able else []


def mines_a_sample(python, site, folder):
    """Check that the installed command reads a letter, away from here and without network."""
    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    letter = shutil.copy(SAMPLE, folder)
    command = python.with_name("ofstedmine" + python.suffix)
    record = json.loads(run(*without_network(), command, "mine", "--json", letter, cwd=folder))
    golden = json.loads(Path(f"{SAMPLE}.golden.json").read_text(encoding="utf-8"))
    for field in ("kind", "title", "visit_id", "authority", "letter_date", "inspectors"):
        assert without_empty(record[field]) == golden[field]
    texts = [[finding["text"] for finding in each["findings"]] for each in (record, golden)]
    assert texts[0] == texts[1]


def without_empty(value):
    if isinstance(value, dict):
        return {name: inner for name, inner in value.items() if inner not in (None, [], {})}
    return [without_empty(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def fresh(tmp_path):
    """Make an environment outside the checkout, its dependencies borrowed from this one.

    The packages of the running environment are put on its path as a plain folder, so nothing is
    downloaded, and what is installed editable there (this checkout) stays out: path files inside
    a plain folder are not read.
    """
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / ("python.exe" if os.name == "nt" else "python")
    site = Path(
        run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path
        ).strip()
    )
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n", encoding="utf-8")
    return python, site


@pytest.mark.slow
@pytest.mark.parametrize("way", ["wheel", "sdist", "editable"])
def test_installed_it_works_away_from_the_checkout(way, fresh, request, tmp_path):
    python, site = fresh
    what = ["-e", ROOT] if way == "editable" else [request.getfixturevalue("distributions")[way]]
    run(
        *[sys.executable, "-m", "pip", "--python", python, "install", "--quiet"],
        *["--no-index", "--no-deps", "--no-build-isolation", "--ignore-installed", *what],
        cwd=tmp_path,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    version, module, *found = run(python, "-c", PROBE, cwd=elsewhere).split("\n")[:-1]
    home = ROOT if way == "editable" else site
    assert version in str(next(site.glob("ofstedmine-*.dist-info")))
    if way == "editable":
        assert not (site / "ofstedmine").exists(), "a copy that would go stale"
    assert Path(module) == home / "ofstedmine" / "__init__.py"
    top = ROOT if way == "editable" else site / "ofstedmine" / "_data"
    assert [Path(path) for path in found] == [
        top / "models" / "README.md",
        top / "corpus" / "codebook.toml",
        home / "ofstedmine" / "py.typed",
    ]
    mines_a_sample(python, site, elsewhere)
