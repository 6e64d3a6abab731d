"""The README says what is so: its outputs are the command's, its Python runs."""

from __future__ import annotations

import contextlib
import io

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
