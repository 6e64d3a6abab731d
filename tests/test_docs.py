"""The pages in docs say what is so: one is made from the codebook, the examples of others run."""

from __future__ import annotations

import doctest

import codebook_page
import pytest
import readme

PAGES = [
    page
    for page in sorted((readme.ROOT / "docs").glob("*.md"))
    if ">>> " in page.read_text("utf-8")
]


def test_the_page_of_the_codebook_is_the_codebook():
    assert codebook_page.PAGE.read_text("utf-8") == codebook_page.rendered(), (
        "run python -m tests.codebook_page --write"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_run(page, monkeypatch):
    monkeypatch.chdir(readme.ROOT)
    failed, run = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert run
    assert not failed
