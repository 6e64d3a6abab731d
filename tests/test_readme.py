"""The README says what is so: its outputs are the command's, its Python runs."""

from __future__ import annotations

import contextlib
import io
import shlex
import subprocess
import sys

import pytest
import readme
import regex


def test_outputs_are_what_the_command_prints():
    assert readme.OUTPUT.search(readme.README.read_text("utf-8"))
    assert readme.rendered() == readme.README.read_text("utf-8"), (
        "run python -m tests.readme --write and look at the difference"
    )


def test_python_runs(monkeypatch):
    monkeypatch.chdir(readme.ROOT)
    blocks = regex.findall(r"```python\n(.*?)```", readme.README.read_text("utf-8"), regex.S)
    assert blocks
    for block in blocks:
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            exec(compile(block, "README.md", "exec"), {})
        assert "Northmoor 2 2017-10-10" in shown.getvalue()


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
