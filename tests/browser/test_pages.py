"""Cards and marked letters as pages: WCAG 2.2 AA as far as a program can tell, at any width."""

from __future__ import annotations

import json

import pytest
from builders.axe import violations
from readme import ROOT

import ofstedmine as om
from ofstedmine.showing.html import document, tag

LETTERS = (
    "aldermere_monitoring_3_2021.pdf",
    "aldermere_ilacs_2019.pdf",
    "pellmouth_focused_2023.md",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Addresses of pages: a record's card alone, and its letter with it."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name in LETTERS:
        path = ROOT / "corpus" / "letters" / name
        letter, record = om.read(path), om.mine(path)
        # A notebook has the heading and the frame that a card is put into.
        card = document("A record", tag("h1", "A record"), om.VisitRecord._repr_html_(record))
        for what, page in (("card", card), ("letter", letter.to_html(record, page=True))):
            file = folder / f"{path.stem}-{what}.html"
            file.write_text(page, encoding="utf-8")
            made[name, what] = file.as_uri()
    return made


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("what", ["card", "letter"])
@pytest.mark.parametrize("name", LETTERS)
def test_axe_finds_nothing(chromium, pages, name, what, scheme, width):
    page = chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        page.goto(pages[name, what])
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = violations(page)
        assert not found, json.dumps(found, indent=1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        page.close()
