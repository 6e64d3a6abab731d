"""The page on isolation says what is so."""

from __future__ import annotations

import contextlib
import io

import readme
import regex

from ofstedmine.errors import REASONS

PAGE = readme.ROOT / "docs" / "isolation.md"


def test_every_reason_is_in_the_table():
    rows = regex.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), regex.M)
    assert rows == list(REASONS)


def test_python_runs(monkeypatch):
    monkeypatch.chdir(readme.ROOT)
    (block,) = regex.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), regex.S)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(block, PAGE.name, "exec"), {})
    assert shown.getvalue() == "VisitRecord\n"
