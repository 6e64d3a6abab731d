"""One file that lets nothing else in: policy, hashes, escaping, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from builders.invented import letter_of, mined

from ofstedmine.errors import DataError
from ofstedmine.showing.explorer.bundle import bundle, front, script
from ofstedmine.showing.explorer.data import page_data
from ofstedmine.showing.explorer.page import page, policy
from ofstedmine.showing.explorer.source import Mined


class Seen(HTMLParser):
    """The elements of a page with their attributes, and what stands in scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.inside = {}
        self._at = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._at = (tag, dict(attrs).get("type")) if tag in ("script", "style", "title") else None

    def handle_endtag(self, tag):
        self._at = None

    def handle_data(self, data):
        if self._at:
            self.inside[self._at] = self.inside.get(self._at, "") + data


@pytest.fixture(scope="module")
def html(data):
    return page(data)


@pytest.fixture(scope="module")
def seen(html):
    return Seen(html)


def sha(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_names_script_and_style(seen):
    rules = next(
        attrs["content"]
        for tag, attrs in seen.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert rules == policy()
    assert "default-src 'none'" in rules
    assert f"script-src {sha(seen.inside['script', 'module'])};" in rules
    assert f"style-src {sha(seen.inside['style', None])};" in rules
    assert "connect-src 'none'" in rules
    assert "unsafe" not in rules


def test_the_policy_stands_before_all_that_it_rules(html):
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script")


def test_nothing_is_fetched(seen):
    for tag, attrs in seen.tags:
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            assert attrs.get(name, "#")[0] == "#" or attrs[name] == "data:,", (tag, attrs)
    assert "url(" not in seen.inside["style", None]
    assert "@import" not in seen.inside["style", None]


def test_no_markup_is_made_from_text():
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                 "DOMParser", "srcdoc", "new Function", "javascript:"):  # fmt: skip
        assert word not in script()


def test_letters_stand_only_in_their_block(html):
    assert "caseloads remain high" not in html
    assert "Aldermere" not in html


def test_a_title_is_escaped():
    html = page(page_data([], "</title><script>alert(1)</script>"))
    assert len(re.findall(r"<script", html)) == 2
    assert Seen(html).inside["title", None].startswith("</title><script>")


@pytest.mark.parametrize("name", ["{{script}}", "{{data}}", "}}", "{{"])
def test_places_of_the_page_in_a_title_stay_what_they_are(name):
    assert name in Seen(page(page_data([], name))).inside["title", None]


def test_hostile_letters_add_no_element(html):
    words = "</script><img src=x onerror=alert(1)><!-- <script>alert(1)</script>"
    text = letter_of("Northmoor", "focused visit", "7 June 2023", "2 May 2023", [words], [words])
    hostile = page(page_data(Mined([mined(text)], words), "hostile"))
    assert [tag for tag, _ in Seen(hostile).tags] == [tag for tag, _ in Seen(html).tags]


def test_the_same_letters_make_the_same_page(data, html, letters):
    assert page(page_data(letters, letters.title)) == html


def test_a_served_page_may_ask_only_where_it_came_from():
    assert "connect-src 'self'" in policy(served=True)


def test_the_script_has_all_modules_and_no_import():
    assert "export " not in script()
    assert not re.search(r"^import ", script(), re.MULTILINE)
    assert script().rstrip().endswith("});")


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a.js": 'import { b } from "./b.js";\n'}, "missing"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": "const b = 1;\n"}, "does not export"),
        ({"a.js": 'import { b } from "./b.js";\nconst b = 2;\n', "b.js": "export const b = 1;\n"}, "both have 'b'"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n'}, "itself"),
        ({"a.js": 'import x from "./b.js";\n', "b.js": ""}, "can be inlined"),
        ({"a.js": "export default 1;\n"}, "can be inlined"),
    ],
)  # fmt: skip
def test_a_module_that_breaks_a_habit_is_told(modules, message):
    with pytest.raises(DataError, match=message):
        bundle(modules, "a.js")


def test_modules_are_taken_once_and_after_what_they_need():
    modules = {
        "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nb(c);\n',
        "b.js": 'import { c } from "./c.js";\nexport function b() { return c; }\n',
        "c.js": "export const c = 1;\n",
    }
    assert bundle(modules, "a.js") == "const c = 1;\nfunction b() { return c; }\nb(c);\n"


def test_the_page_says_its_language_and_has_its_landmarks(seen):
    tags = [tag for tag, _ in seen.tags]
    assert ("html", {"lang": "en-GB"}) in seen.tags
    for landmark in ("header", "nav", "main", "footer", "noscript"):
        assert landmark in tags
    assert front("page.html").count('role="status"') == 1
