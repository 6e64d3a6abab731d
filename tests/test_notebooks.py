"""Notebooks are kept without what they printed; `make test` runs them."""

from __future__ import annotations

import json

import pytest
import readme

NOTEBOOKS = sorted((readme.ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stripped_and_says_which_line_to_change(path):
    book = json.loads(path.read_text("utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    words = "".join("".join(cell["source"]) for cell in book["cells"] if cell not in code)
    assert "**" in words
    assert "change the next" in words


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_ends_in_a_chart(path):
    last = "".join(json.loads(path.read_text("utf-8"))["cells"][-1]["source"])
    assert "charts." in last or "alt.Chart" in last
