"""The explorer of the sample letters: found, opened, read, shared, taken away as a sheet."""

from __future__ import annotations

import csv
import re

import pytest
from builders.chromium import until

ALL = 32


@pytest.fixture(params=["file", "served"])
def address(request, explorer, served):
    return {"file": explorer, "served": served}[request.param]


def told(page):
    return page.locator("#told").inner_text()


def counted(page):
    return int(re.match(r"[\d,]+", told(page)).group().replace(",", ""))


def letter_id(data, who, number):
    return next(
        one["id"] for one in data["letters"] if who in one["who"] and one["number"] == number
    )


def test_all_letters_are_there(tab, address):
    page = tab.open(address)
    assert counted(page) == ALL
    assert page.title().startswith("Letters – samples")
    assert page.locator(".letters > li").count() == 25
    page.get_by_role("link", name="Next page").click()
    until(page, "document.querySelectorAll('.letters > li').length === 7")
    assert "page=2" in page.url


def test_nothing_leaves_the_page(tab, explorer, data):
    page = tab.open(explorer)
    page.locator("#f-words").fill("caseloads")
    page.goto(f"{explorer}#/letter/{letter_id(data, 'Aldermere', 3)}")
    page.goto(f"{explorer}#/authority/Aldermere")
    page.wait_for_timeout(300)
    assert {url.split("#")[0] for url in tab.requests} == {explorer}


def test_a_served_page_asks_only_its_server(tab, served, data):
    page = tab.open(served)
    page.goto(f"{served}#/letter/{letter_id(data, 'Aldermere', 3)}")
    page.wait_for_selector(".words")
    assert all(url.startswith(served) for url in tab.requests)
    assert "Served from a dataset" in page.locator("#foot").inner_text()


FILTERS = [
    ("#f-authority", "Aldermere", 10),
    ("#f-region", "North East", 1),
    ("#f-region", "?", 21),
    ("#f-kind", "jtai", 2),
    ("#f-from", "2023", 8),
    ("#f-to", "2016", 2),
]


@pytest.mark.parametrize(("field", "value", "count"), FILTERS)
def test_letters_are_filtered(tab, address, field, value, count):
    page = tab.open(address)
    page.locator(field).select_option(value)
    until(
        page,
        "n => document.querySelector('#told').textContent.startsWith(`${n} letter`)",
        arg=count,
    )
    page.get_by_role("button", name="Clear all filters").click()
    until(
        page, "n => document.querySelector('#told').textContent.startsWith(`${n} letter`)", arg=ALL
    )


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("#f-theme", "workforce", "Workforce and caseloads"),
        ("#f-sentiment", "negative", "negative"),
        ("#f-progress", "improved", "improved"),
    ],
)
def test_findings_are_filtered_by_tag(tab, address, field, value, shown):
    page = tab.open(address)
    page.locator(field).select_option(value)
    until(page, "document.querySelector('#told').textContent.includes('that fit')")
    for line in page.locator(".tagline").all_inner_texts():
        assert shown in line


def test_words_are_found_and_marked(tab, address):
    page = tab.open(address)
    page.locator("#f-words").fill('"front door"')
    page.wait_for_selector(".hits .term")
    assert {text.lower() for text in page.locator(".hits .term").all_inner_texts()} == {
        "front door"
    }
    assert page.locator("#f-words").evaluate("node => node === document.activeElement")
    assert "words=" in page.url


def test_what_fits_nothing_says_what_to_do(tab, address):
    page = tab.open(address, "#/letters?words=zebra")
    assert told(page).startswith("No letter fits")
    assert page.locator("#csv-letters").is_disabled()


def test_filters_work_together_and_a_chip_takes_one_away(tab, address):
    page = tab.open(address, "#/letters?theme=workforce&sentiment=negative&words=caseloads")
    some = counted(page)
    page.get_by_role("button", name="Take away the filter Words").click()
    until(page, "!location.hash.includes('words')")
    until(page, "n => parseInt(document.querySelector('#told').textContent) > n", arg=some)
    assert page.locator("#f-sentiment").input_value() == "negative"


def test_the_page_and_the_server_find_the_same(tab, explorer, served):
    queries = [
        "words=plans&sort=newest", "words=%22social+workers%22+aldermere", "theme=none", "theme=permanence&sentiment=mixed",
        "progress=declined&all=1", "from=2019&to=2021&kind=monitoring_visit", "region=%3F&words=children", "authority=%3F",
        "sort=oldest&page=2", "theme=unknown", "from=abc",
    ]  # fmt: skip
    seen = []
    for address in (explorer, served):
        page = tab.open(address)
        found = []
        for query in queries:
            page.goto(f"{address}#/letters?{query}")
            page.wait_for_timeout(400)
            found.append((query, told(page), page.locator(".letters").inner_text()))
        seen.append(found)
    assert seen[0] == seen[1]


def test_a_fact_leads_to_its_words_and_back(tab, address, data):
    page = tab.open(address, f"#/letter/{letter_id(data, 'Aldermere', 3)}")
    assert page.locator("h1").inner_text().startswith("Aldermere")
    fact = page.locator("a.fact", has_text="25 and 26 May 2021")
    fact.click()
    mark = page.locator("mark.evidence[data-goal]").first
    mark.wait_for()
    assert "25 and 26 May 2021" in mark.inner_text()
    assert mark.evaluate("node => node === document.activeElement")
    until(
        page,
        "(() => { const box = document.querySelector('[data-goal]').getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; })()",
    )
    page.get_by_role("button", name="Back to the fact").click()
    assert page.evaluate("document.activeElement.dataset.fact") == "/visit/periods/0"
    page.keyboard.press("Escape")
    until(page, "document.querySelector('.shown').hidden")


def test_a_theme_shows_its_findings(tab, address, data):
    page = tab.open(address, f"#/letter/{letter_id(data, 'Aldermere', 3)}")
    theme = page.locator("[data-theme=front_door]")
    theme.click()
    page.wait_for_selector("#theme-front_door")
    assert page.locator("[data-theme=front_door]").get_attribute("aria-expanded") == "true"
    quotes = page.locator("#theme-front_door q")
    bright = page.locator(".words mark.finding.first:not(.faded)")
    assert quotes.count() == bright.count() == 10
    quotes.first.click()
    found = page.locator(".words mark.found")
    found.first.wait_for()
    assert found.first.inner_text() == page.locator("#theme-front_door q").first.inner_text()


def test_a_finding_in_the_text_tells_its_tags(tab, explorer, data):
    page = tab.open(explorer, f"#/letter/{letter_id(data, 'Aldermere', 3)}")
    mark = page.locator(".words mark.finding").nth(3)
    words = mark.inner_text()
    mark.click()
    page.wait_for_selector(".shown:not([hidden])")
    assert "Finding:" in page.locator(".shown").inner_text()
    assert page.locator("mark.found").first.inner_text() == words


def test_highlights_can_be_put_out(tab, explorer, data):
    page = tab.open(explorer, f"#/letter/{letter_id(data, 'Aldermere', 3)}")
    look = "document.querySelector('.words mark.finding.positive') && getComputedStyle(document.querySelector('.words mark.finding.positive')).backgroundColor"
    assert page.evaluate(look) != "rgba(0, 0, 0, 0)"
    page.get_by_label("Highlight findings").uncheck()
    assert page.evaluate(look) == "rgba(0, 0, 0, 0)"


def test_a_road_has_its_letters_in_order_and_breaks(tab, address):
    page = tab.open(address, "#/authority/Aldermere")
    page.wait_for_selector(".stop")
    years = [int(text[-4:]) for text in page.locator(".stop h2").all_inner_texts()]
    assert len(years) == 10
    assert years == sorted(years)
    assert page.locator(".gap").count() == 9
    assert "n = " in page.locator(".stop .key").first.inner_text()
    page.locator("#which").select_option("Northmoor")
    until(page, "document.querySelectorAll('.stop').length === 1")


def test_a_link_brings_back_what_was_seen(tabs, address, data):
    first = tabs().open(address)
    first.locator("#f-theme").select_option("permanence")
    first.locator("#f-words").fill("planning")
    until(first, "location.hash.includes('words=planning')")
    until(first, "document.querySelector('#told').textContent.includes('that fit')")
    first.wait_for_timeout(300)
    link, text = first.url, told(first)
    second = tabs().open(link)
    assert told(second) == text
    assert second.locator("#f-theme").input_value() == "permanence"
    assert second.locator("#f-words").input_value() == "planning"
    second.locator(".hit a").first.click()
    second.wait_for_selector("mark.found")
    third = tabs().open(second.url)
    assert (
        third.locator("mark.found").first.inner_text()
        == second.locator("mark.found").first.inner_text()
    )
    second.go_back()
    second.wait_for_selector("#told")
    assert told(second) == text


def test_a_link_to_nothing_is_told(tab, address):
    page = tab.open(address, "#/letter/nobody")
    assert "no such letter" in page.get_by_role("alert").inner_text()
    page.goto(f"{address}#/authority/%E0%A4%A")
    until(page, "document.querySelector('[role=alert]').textContent.includes('no letter of such')")
    page.goto(f"{address}#/nonsense")
    page.wait_for_selector("#told")
    tab.errors = [error for error in tab.errors if "404" not in error]


def rows(download):
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_filtered_is_taken_as_sheets(tab, address):
    page = tab.open(address, "#/letters?authority=Aldermere&kind=monitoring_visit")
    with page.expect_download() as got:
        page.get_by_role("button", name="Letters as CSV").click()
    letters = rows(got.value)
    assert got.value.suggested_filename == "samples-letters.csv"
    assert [row["visit_number"] for row in letters] == ["1", "2", "3", "4", "5", "6", "7"]
    assert all("machine-tagged, unreviewed" in row["tags"] for row in letters)
    assert all("Open Government Licence" in row["attribution"] for row in letters)
    with page.expect_download() as got:
        page.get_by_role("button", name="Findings as CSV").click()
    findings = rows(got.value)
    assert len(findings) == sum(int(row["findings"]) for row in letters)
    assert {row["authority"] for row in findings} == {"Aldermere"}
    assert all(row["text"] for row in findings)


def test_a_sheet_of_findings_holds_those_that_fit(tab, address):
    page = tab.open(address, "#/letters?theme=workforce&sentiment=negative")
    fit = int(re.search(r"with (\d+) finding", told(page)).group(1))
    with page.expect_download() as got:
        page.get_by_role("button", name="Findings as CSV").click()
    findings = rows(got.value)
    assert len(findings) == fit
    assert {row["sentiment"] for row in findings} == {"negative"}
    assert all("workforce" in row["themes"] for row in findings)


def test_it_prints_the_letter_and_not_the_controls(tab, explorer, data):
    page = tab.open(explorer, f"#/letter/{letter_id(data, 'Aldermere', 3)}")
    page.emulate_media(media="print")
    assert page.locator(".words").is_visible()
    for control in (".trail", ".top nav", ".paper-top .check"):
        assert not page.locator(control).is_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_needs_no_scrolling_sideways(tabs, explorer, data, width):
    tab = tabs(is_mobile=True, has_touch=True)
    tab.page.set_viewport_size({"width": width, "height": 844})
    letter = letter_id(data, "Aldermere", 3)
    report = next(one["id"] for one in data["letters"] if one["kind"] == "ilacs_inspection")
    where = ["", "#/letters?theme=workforce&words=caseloads", f"#/letter/{letter}?fact=/visit/number",
             f"#/letter/{report}", "#/authority/Aldermere", "#/authority", "#/about"]  # fmt: skip
    for one in where:
        page = tab.open(explorer, one)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, one
    page = tab.open(explorer)
    assert not page.locator("#f-authority").is_visible()
    page.get_by_text("Filters", exact=True).tap()
    assert page.locator("#f-authority").is_visible()


def test_dark_mode_is_dark(tabs, explorer):
    page = tabs(color_scheme="dark").open(explorer)
    red, green, blue = map(
        int,
        re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3],
    )
    assert max(red, green, blue) < 60
