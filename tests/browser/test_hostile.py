"""Letters that mean harm show as text and break nothing."""

from __future__ import annotations

import csv

import pytest
from builders.chromium import until
from builders.invented import letter_of, mined

from ofstedmine.showing.explorer.data import page_data
from ofstedmine.showing.explorer.page import page as make_page
from ofstedmine.showing.explorer.source import Mined

WORDS = {
    "script": "<script>window.harmed = 1</script></script><!-- <script> --!> plans are clear",
    "handler": '<img src=x onerror="window.harmed = 1"><svg onload=window.harmed=1> plans are clear',
    "link": "[plans](javascript:window.harmed=1) javascript:window.harmed=1 plans are clear",
    "entities": "&lt;script&gt; &#60;b&#62; &amp; plans are clear",
    "controls": "Plans\x01 are\x1b[31m clear\x7f \x9b and\x00 old",
    "direction": "Plans \u202egnp.exe\u202c are \u2066clear\u2069 \u200f\u200e and safe",
    "combining": "Plans a" + "\u0301" * 300 + " are clear",
    "wide": "Plans 😀𝒳 are clear \ufeff\u2028 and \u2029 good",
    "formula": "=HYPERLINK(1) plans are clear",
    "template": "{{data}} {{script}} ${window.harmed=1} plans are clear",
    "prototype": "__proto__ constructor toString plans are clear",
}
LONG = "Plans " + "are clear and " * 75_000 + "good."


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    pairs = [
        mined(letter_of(f"{name.title()} Vale", "focused visit", "7 June 2023", "2 May 2023", [words], [words, "Plans help."]), name=f"<i>{name}.md")
        for name, words in WORDS.items()
    ]  # fmt: skip
    pairs.append(
        mined(
            letter_of("Longdale", "focused visit", "7 June 2023", "2 May 2023", ["plans"], [LONG])
        )
    )
    for letter, record in pairs[:2]:
        record.title = record.authority.name = WORDS["script"]
        record.visit.focus = [WORDS["handler"]]
        letter.uri = record.source.uri = WORDS["link"]
    data = page_data(Mined(pairs, WORDS["script"]), WORDS["script"])
    file = tmp_path_factory.mktemp("hostile") / "explorer.html"
    file.write_text(make_page(data), encoding="utf-8")
    return file.as_uri(), data


SAFE = """() => !window.harmed && document.querySelectorAll('script').length <= 2
  && !document.querySelector('main script, main img, main svg, main iframe, main object, main [onerror], main [onload]')
  && [...document.links].every(link => link.getAttribute('href').startsWith('#'))"""


def test_they_show_as_text(tab, hostile):
    address, data = hostile
    page = tab.open(address)
    assert page.evaluate(SAFE)
    assert page.locator(".letters > li").count() == len(data["letters"])
    for letter in data["letters"]:
        page.goto(f"{address}#/letter/{letter['id']}")
        until(
            page,
            "id => location.hash.includes(id) && document.querySelector('.words')",
            arg=letter["id"],
        )
        assert page.evaluate(SAFE)
        shown = page.evaluate(
            "[...document.querySelectorAll('.words mark.finding.first')].map(n => n.textContent).join(' ')"
        )
        assert shown
    assert tab.page.title()


def test_the_words_are_all_there(tab, hostile):
    address, data = hostile
    for letter in data["letters"]:
        page = tab.open(address, f"#/letter/{letter['id']}")
        text = page.evaluate(
            "(() => { const copy = document.querySelector('.words').cloneNode(true); copy.querySelectorAll('.number, .page, .marker').forEach(n => n.remove()); return copy.textContent; })()"
        )
        held = "".join(letter["detail"]["text"].split())
        assert "".join(text.split()) == held


def test_names_of_theirs_work_as_names(tab, hostile):
    address, _ = hostile
    page = tab.open(address)
    name = WORDS["script"]
    page.locator("#f-authority").select_option(name)
    until(page, "document.querySelector('#told').textContent.startsWith('2 letters')")
    page.get_by_role("link", name="Over time").first.click()
    page.wait_for_selector(".stop")
    assert page.locator("h1").inner_text().startswith("<script>")
    assert page.evaluate(SAFE)
    for odd in ("__proto__", "constructor", "toString"):
        page.goto(f"{address}#/authority/{odd}")
        page.wait_for_selector("[role=alert]")


def test_a_sentence_of_a_megabyte_is_shown_and_found(tab, hostile):
    address, data = hostile
    letter = max(data["letters"], key=lambda one: len(one["detail"]["text"]))
    assert len(letter["detail"]["text"]) > 1_000_000
    page = tab.open(address, f"#/letter/{letter['id']}")
    assert page.locator(".words").evaluate("node => node.textContent.length") > 1_000_000
    page.goto(f"{address}#/letters?words=longdale")
    until(page, "document.querySelector('#told').textContent.startsWith('1 letter')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sheet_holds_no_formula(tab, hostile):
    address, _ = hostile
    page = tab.open(address)
    with page.expect_download() as got:
        page.get_by_role("button", name="Findings as CSV").click()
    csv.field_size_limit(10_000_000)
    with got.value.path().open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert any(row["text"].startswith("'=HYPERLINK") for row in found)
    for row in found:
        for value in row.values():
            assert not value or value[0] not in "=+-@\t\r\n"


@pytest.mark.parametrize(
    "where",
    ["#/letters?words=<script>window.harmed=1</script>", "#/letter/<img src=x onerror=window.harmed=1>", "#javascript:window.harmed=1",
     "#/letters?authority=%3Cimg src=x onerror=window.harmed=1%3E", "#/letters?page=-5&from=x&theme=__proto__", "#/letters?%", "#////", "#?"],
)  # fmt: skip
def test_a_hostile_link_does_nothing(tab, hostile, where):
    page = tab.open(hostile[0], where)
    page.wait_for_timeout(100)
    assert page.evaluate(SAFE)
    assert page.locator("main").inner_text()


@pytest.mark.parametrize(
    "attack",
    [
        "document.body.innerHTML = '<img src=x onerror=\"window.harmed = 1\">'",
        "const one = document.createElement('script'); one.textContent = 'window.harmed = 1'; document.body.append(one)",
        "fetch('https://127.0.0.1:9/').then(() => { window.harmed = 1; }).catch(() => {})",
        "new Image().src = 'https://127.0.0.1:9/x.png'",
        "document.body.setAttribute('onclick', 'window.harmed = 1'); document.body.click()",
    ],
)
def test_the_policy_holds_even_where_the_page_would_not(tabs, hostile, attack):
    tab = tabs()
    page = tab.open(hostile[0])
    tab.requests.clear()
    page.evaluate(f"() => {{ try {{ {attack} }} catch {{}} }}")
    page.wait_for_timeout(200)
    assert not page.evaluate("window.harmed")
    assert tab.requests == []
    tab.errors.clear()
