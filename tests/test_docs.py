"""The pages in docs say what is so: some are made from the library, the examples of all others run."""

from __future__ import annotations

import doctest
import shlex
import shutil
import sqlite3
import subprocess
import sys

import codebook_page
import pytest
import readme
import record_page
import regex
import sample_dataset
import test_docstrings
import typer.main

import ofstedmine as om
from ofstedmine import cli

DOCS = readme.ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FENCE = regex.compile(r"^```(?P<language>[\w{}-]*)[^\n]*\n(?P<code>.*?)^```$", regex.M | regex.S)
# Code that runs, code that is not run here (see below), and what is no code.
RUN = {"python", "sh", "sql"}
LANGUAGES = RUN | {"", "{toctree}", "{include}", "{eval-rst}"}
# Programs that pages name and that are none of ours.
OTHERS = {"datasette"}
COMMAND = regex.compile(r"^ofstedmine [^\n]+$", regex.M)


def name_of(page):
    return page.relative_to(DOCS).with_suffix("").as_posix()


def fences(page):
    """Return (line, language, code) of each block of a page."""
    text = page.read_text("utf-8")
    return [
        (text.count("\n", 0, found.start()) + 1, found["language"], found["code"])
        for found in FENCE.finditer(text)
    ]


def run_python(page, line, code, names):
    """Run a block in the names of its page; with prompts, what it prints must be what stands there."""
    where = f"{name_of(page)}.md"
    if ">>> " not in code:
        exec(compile("\n" * line + code, where, "exec"), names)
        return
    example = doctest.DocTestParser().get_doctest(code, {}, where, str(page), line)
    example.globs = names
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    shown = []
    runner.run(example, out=shown.append, clear_globs=False)
    assert not runner.failures, "".join(shown)


def run_commands(code, monkeypatch):
    for line in code.splitlines():
        words = shlex.split(line, comments=True)
        if not words or words[0] in OTHERS:
            continue
        assert words[0] == "ofstedmine", line
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert ended.value.code == 0, line


def run_query(code, database):
    with sqlite3.connect(database) as connection:
        assert connection.execute(code).fetchall()
    connection.close()


def furnish(workplace, page):
    """Put into a folder what pages speak of: the sample letters, and a dataset and records of them."""
    text = page.read_text("utf-8")
    (workplace / "corpus").symlink_to(readme.ROOT / "corpus")
    if "out/" in text:
        shutil.copytree(sample_dataset.sample_dataset().path, workplace / "out")
    if "letters.jsonl" in text:
        sample_dataset.sample_dataset().export("jsonl", workplace / "letters.jsonl")


RUNNING = [page for page in PAGES if RUN & {kind for _, kind, _ in fences(page)}]


@pytest.mark.parametrize("page", RUNNING, ids=name_of)
def test_examples_run(page, tmp_path, monkeypatch):
    if "ofstedmine import charts" in page.read_text("utf-8"):
        pytest.importorskip("altair", reason="charts need the extra 'notebooks'")
    # What a page writes is there for its later blocks, and nowhere else.
    furnish(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__", "om": om}
    for line, language, code in fences(page):
        if language == "python":
            run_python(page, line, code, names)
        elif language == "sh":
            run_commands(code, monkeypatch)
        elif language == "sql":
            run_query(code, tmp_path / "letters.db")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_code_is_of_a_language_that_is_checked(page):
    unknown = [(line, kind) for line, kind, _ in fences(page) if kind not in LANGUAGES]
    assert unknown == [], f"only {LANGUAGES}; ``` is for commands on files of the reader's own"
    text = page.read_text("utf-8")
    assert text.count("```") == 2 * len(fences(page))
    assert ">>> " not in FENCE.sub("", text), "an example outside of a block is not run"


def complaint(words):
    """Return what is wrong with a call, or None: no command of the name, no such option."""
    command = typer.main.get_command(cli.app)
    while hasattr(command, "commands"):
        name = words.pop(0)
        if name not in command.commands:
            return f"no command {name}"
        command = command.commands[name]
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    given = {word.partition("=")[0] for word in words if word.startswith("-")}
    return f"no option {given - known}" if given - known else None


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_not_run_exist(page):
    # They name folders of the reader's own.
    for line, language, code in fences(page):
        if language == "":
            for call in COMMAND.findall(code):
                _, *words = shlex.split(call, comments=True)
                assert complaint(words) is None, (line, call)


@pytest.mark.parametrize("made", [codebook_page, record_page], ids=lambda made: made.__name__)
def test_pages_that_are_made_are_what_makes_them(made):
    assert made.PAGE.read_text("utf-8") == made.rendered(), (
        f"run python -m tests.{made.__name__} --write"
    )


def test_every_meaning_of_a_field_has_its_field():
    assert record_page.strangers() == []


def places():
    """Return the names that the page of the interface documents."""
    text = (DOCS / "api.md").read_text("utf-8")
    return set(regex.findall(r"^\.\. auto\w+:: ([\w.]+)$", text, regex.M))


def listed():
    """Return (module, name) of every public name."""
    return [
        (module, name)
        for module in test_docstrings.MODULES
        for name in test_docstrings.public_names(module)
        if not name.startswith("__")
    ]


def test_every_public_name_has_a_place_in_the_reference():
    # A name that several modules list is told once.
    known = places()
    shown = {where.rpartition(".")[2] for where in known}
    lacking = [
        f"{module}.{name}"
        for module, name in listed()
        if f"{module}.{name}" not in known and not (name in shown and module != "ofstedmine")
    ]
    assert lacking == [], "add it to docs/api.md"


def test_the_reference_names_nothing_else():
    known = {f"{module}.{name}" for module, name in listed()}
    assert places() - known == set()


@pytest.mark.slow
def test_the_site_is_made_without_a_warning(tmp_path):
    pytest.importorskip("sphinx", reason="the site needs the extra `docs`")
    pytest.importorskip("pydata_sphinx_theme", reason="the site needs the extra `docs`")
    pytest.importorskip("myst_parser", reason="the site needs the extra `docs`")
    call = ["sphinx", "--fail-on-warning", "--keep-going", "-q", "-d", str(tmp_path / "trees")]
    done = subprocess.run(
        [sys.executable, "-m", *call, str(DOCS), str(tmp_path / "site")],
        cwd=readme.ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    made = {page.relative_to(tmp_path / "site") for page in (tmp_path / "site").rglob("*.html")}
    assert {page.relative_to(DOCS).with_suffix(".html") for page in PAGES} <= made
