"""In an empty environment, with what an index gives: newest versions, other Pythons, the demo.

What is installed comes from the index that pip is set up for; without one these are skipped.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path

import pytest
from test_packaging import ROOT, distributions, mines_a_sample

__all__ = ["distributions"]

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSIONS = [
    each.rsplit(" ", 1)[1]
    for each in PROJECT["classifiers"]
    if each.startswith("Programming Language :: Python :: 3.")
]
TRY_NEXT = [
    line.split()
    for line in (ROOT / "corpus" / "try_next.txt").read_text(encoding="utf-8").splitlines()
    if line.startswith("  .venv/bin/")
]

pytestmark = pytest.mark.slow


def pip(python, *arguments, cwd):
    return subprocess.run(
        [str(python), "-m", "pip", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.fixture(scope="module", autouse=True)
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    arguments = ("download", "--quiet", "--no-deps", "--no-cache-dir", "--retries", "0", "tqdm")
    if pip(sys.executable, *arguments, cwd=folder).returncode:
        pytest.skip("pip reaches no index")


def test_a_wheel_in_an_empty_environment_mines_without_network(distributions, tmp_path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    python = home / "bin" / "python"
    done = pip(python, "install", "--quiet", distributions["wheel"], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (site,) = home.glob("lib/python*/site-packages")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mines_a_sample(python, site, elsewhere)


# pip takes the wheels of the other version, but reads conditions ("python_version < ...") as this
# one: enough to see that every library with compiled parts has wheels for it.
@pytest.mark.parametrize("version", VERSIONS)
def test_the_dependencies_can_be_had_for_the_pythons_that_are_named(version, tmp_path):
    arguments = ("install", "--dry-run", "--quiet", "--ignore-installed", "--only-binary", ":all:")
    done = pip(
        sys.executable,
        *arguments,
        *("--target", "x", "--python-version", version),
        *PROJECT["dependencies"],
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def demo(distributions, tmp_path_factory):
    """Run the demo where nothing is installed yet: in what the sdist unpacks to."""
    folder = tmp_path_factory.mktemp("demo")
    with tarfile.open(distributions["sdist"]) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    shutil.rmtree(top / ".venv", ignore_errors=True)
    # The interpreter of this environment's own: of the version that the tests run with.
    base = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
    done = subprocess.run(
        ["make", "demo", f"PYTHON={base}"], cwd=top, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return top, done.stdout


def test_the_demo_ends_with_a_table_and_what_to_try_next(demo):
    top, shown = demo
    assert "Open build/demo/explorer.html in a browser" in shown
    assert "ofstedmine explorer</title>" in (top / "build/demo/explorer.html").read_text("utf-8")
    table, _, rest = shown.partition("What to try next")
    assert "Northmoor" in table.split("Inspectors")[-1]
    assert rest.count(".venv/bin/ofstedmine") == len(TRY_NEXT) >= 4


@pytest.mark.parametrize("command", TRY_NEXT, ids=" ".join)
def test_what_to_try_next_works_when_pasted(command, demo):
    top, _ = demo
    done = subprocess.run(
        shlex.join(command), shell=True, cwd=top, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or "-o" in command


def test_the_demo_says_which_python_it_lacks(demo):
    top, _ = demo
    done = subprocess.run(
        ["make", "demo", "VENV=.venv-none", "PYTHON=no-such-python"],
        cwd=top,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "PYTHON=/path/to/python3.11" in done.stderr
