"""Keyboard, screen reader and contrast: WCAG 2.2 AA as far as a program can tell."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from builders.axe import violations
from builders.chromium import until

WHERE = {
    "list": "#/letters",
    "filtered": "#/letters?theme=workforce&words=caseloads",
    "nothing": "#/letters?words=zebra",
    "letter": "#/letter/{letter}",
    "fact": "#/letter/{letter}?fact=/visit/number",
    "theme": "#/letter/{letter}?theme=front_door",
    "table": "#/letter/{table}",
    "road": "#/authority/Aldermere",
    "authorities": "#/authority",
    "about": "#/about",
    "error": "#/letter/nobody",
}


# Of WCAG's 24 pixels links inside a sentence are free.
SMALL = """[...document.querySelectorAll('button, select, input, nav a, h2 a')]
  .map(node => [node.id || node.textContent, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 23.5 || box.width < 23.5)).map(([name]) => name)"""


@pytest.fixture(scope="module")
def ids(data):
    return {
        "letter": next(
            o["id"] for o in data["letters"] if o["number"] == 3 and "Aldermere" in o["who"]
        ),
        "table": next(o["id"] for o in data["letters"] if o["kind"] == "ilacs_inspection"),
    }


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", WHERE)
def test_axe_finds_nothing_serious(tabs, explorer, ids, name, scheme, width):
    tab = tabs(color_scheme=scheme, reduced_motion="reduce")
    tab.page.set_viewport_size({"width": width, "height": 900})
    page = tab.open(explorer, WHERE[name].format(**ids))
    found = violations(page)
    assert not found, json.dumps(found, indent=1)


def test_all_is_done_by_keyboard(tab, explorer):
    page = tab.open(explorer)
    press = page.keyboard.press

    def at():
        return page.evaluate("document.activeElement.id || document.activeElement.textContent")

    press("Tab")
    assert at() == "skip"
    press("Enter")
    assert at() == "main"
    for _ in range(20):
        press("Tab")
        if at() == "f-words":
            break
    assert at() == "f-words"
    page.keyboard.type("front door")
    page.wait_for_selector(".hits .term")
    for _ in range(40):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.letter h2 a')"):
            break
    press("Enter")
    page.wait_for_selector(".words")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    for _ in range(60):
        press("Tab")
        if page.evaluate("document.activeElement.matches('.theme')"):
            break
    press("Space")
    page.wait_for_selector(".themes .hits")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    press("Tab")
    press("Enter")
    page.wait_for_selector("mark.found")
    assert page.evaluate("document.activeElement.matches('mark.found')")
    press("Escape")
    until(page, "document.querySelector('.shown').hidden")
    assert page.evaluate("document.activeElement.matches('.quote')")


def test_focus_is_always_seen(tab, explorer):
    page = tab.open(explorer)
    for _ in range(30):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        name = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        assert width >= 2, name


def test_a_screen_reader_hears_what_changed(tab, explorer, ids):
    page = tab.open(explorer)
    assert page.locator("#told").get_attribute("role") == "status"
    page.get_by_role("link", name="Authorities", exact=True).click()
    until(page, "document.querySelector('#said').textContent.startsWith('Authorities over time')")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.goto(f"{explorer}#/letter/{ids['letter']}?fact=/no/such")
    until(page, "document.querySelector('#said').textContent.includes('not in this letter')")


def test_headings_go_down_step_by_step(tab, explorer, ids):
    page = tab.open(explorer, f"#/letter/{ids['letter']}")
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(n => +n.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_targets_are_large_enough_on_a_phone(tabs, explorer):
    tab = tabs()
    tab.page.set_viewport_size({"width": 390, "height": 844})
    page = tab.open(explorer)
    page.get_by_text("Filters", exact=True).click()
    assert page.evaluate(SMALL) == []
