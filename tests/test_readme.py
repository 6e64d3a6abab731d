"""The README says what is so: its outputs are the command's, its figures those measured."""

from __future__ import annotations

import shlex
import subprocess
import sys

import facts_figures
import pytest
import readme
import regex

SAY = "run python -m tests.readme --write and look at the difference"


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_outputs_are_what_the_command_prints(page):
    text = page.read_text("utf-8")
    assert readme.OUTPUT.search(text)
    assert readme.with_outputs(text) == text, SAY


def test_python_prints_what_stands_there():
    pytest.importorskip("altair", reason="charts need the extra 'notebooks'")
    text = readme.README.read_text("utf-8")
    assert readme.with_printed(text) == text, SAY
    assert "Northmoor 2 2017-10-10" in text


def test_figures_are_those_that_were_measured():
    text = readme.README.read_text("utf-8")
    assert len(readme.FIGURES.findall(text)) == 1
    assert readme.with_figures(text) == text, SAY


@pytest.mark.slow
@pytest.mark.skipif(
    not (facts_figures.CORPUS / "pdf").is_dir(),
    reason=f"real documents are not part of the project; looked in {facts_figures.CORPUS} "
    "(OFSTEDMINE_REAL_CORPUS)",
)
def test_figures_of_facts_are_those_of_today():
    assert facts_figures.measured() == facts_figures.FILE.read_text("utf-8"), (
        "run python -m tests.facts_figures --write, and tests.readme"
    )


def test_every_kind_is_in_the_table():
    from typing import get_args

    from ofstedmine.records import Kind

    text = readme.README.read_text("utf-8")
    assert all(f"| `{kind}` |" in text for kind in get_args(Kind))


@pytest.mark.slow
def test_commands_run_one_after_the_other(tmp_path):
    blocks = regex.findall(r"```sh\n(.*?)```", readme.README.read_text("utf-8"), regex.S)
    commands = [shlex.split(line, comments=True) for line in "".join(blocks).splitlines()]
    assert len(commands) > 4
    (tmp_path / "corpus").symlink_to(readme.ROOT / "corpus")
    for name, *arguments in commands:
        assert name == "ofstedmine"
        done = subprocess.run(
            [sys.executable, "-m", "ofstedmine", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()


def test_links_lead_somewhere():
    links = regex.findall(r"\]\(([^)#:]+)\)", readme.README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (readme.ROOT / link).exists()] == []
