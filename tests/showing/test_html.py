"""HTML for notebooks and pages: whatever a letter holds is shown as text and never obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys.made import inspection, visit
from lxml import html as lxml_html

import ofstedmine as om
from ofstedmine.records import (
    Evidence,
    Finding,
    Item,
    Judgement,
    Person,
    RecordWarning,
)
from ofstedmine.showing.folder_html import dataset_html
from ofstedmine.showing.html import SCOPE, Html, styles, tag, words

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</div></style></p><iframe src='//example.org'>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "[click](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<!-- --!> <![CDATA[ ]]> <?php ?>",
    "&lt;b&gt; &amp;lt; &#60;b&#62;",
    "\x00\x07\x1b[31m\x7f\x9f",
    "a\u202eb\u2066c\u200fd\u200ee\u061cf",
    "\ud800\udfff\ufffe\uffff",
    "</textarea></title><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7 %>",
]
ELEMENTS = set(
    "article b body dd details div dl dt h1 head html li main mark meta ol p span style summary "
    "table tbody td th thead title tr ul".split()
)
ATTRIBUTES = set(
    "aria-hidden aria-label aria-level charset class content dir http-equiv lang name role scope "
    "style tabindex".split()
)


def filled(text, letter):
    """Return a record of a letter, with a text in every place that a file can fill."""
    record = om.parse(letter)
    evidence = [Evidence(quote=text, page=1, start=2, end=9, rule=text)]
    changes = {
        "title": text,
        "provider": text,
        "document_id": text,
        "addressees": [Person(name=text, role=text, organisation=text)],
        "copied_to": [text],
        "judgements": [Judgement(area=text, grade="good", grade_as_written=text)],
        "areas_covered": [Item(text=text, start=0, end=1)],
        "improvements": [Item(text=text, start=0, end=1)],
        "warnings": [RecordWarning(code=text, message=text, page=1)],
        "findings": [
            Finding(
                id=text,
                text=text,
                paragraph=1,
                start=start,
                end=start + 6,
                section=text,
                role="findings",
                source="sentence",
                themes=["workforce"],
                sentiment="negative",
                progress="declined",
                uncertain=True,
            )
            for start in (1, 4)
        ],
        "evidence": dict.fromkeys(["/title", "/letter_date", "/areas_covered/0"], evidence)
        | {f"/{text}": evidence},
    }
    return record.model_copy(
        update=changes | {"source": record.source.model_copy(update={"uri": text})}
    )


def shown(text):
    """Return every HTML that a letter with a text in it, and its record, are shown as."""
    # Offsets in the letter are of no account to what is tested: it holds the text itself.
    letter = om.read(b"Dear Ms Archer\n\nPlans are clear.\n")
    block = letter.blocks[0]
    block.text, letter.text = text, text + letter.text[block.end :]
    moved = len(text) - block.end
    block.end = len(text)
    for one in letter.blocks[1:]:
        one.start, one.end = one.start + moved, one.end + moved
    letter.uri = text
    record = filled(text, letter)
    return {
        "card": record._repr_html_(),
        "finding": record.findings[0]._repr_html_(),
        "letter": letter._repr_html_(),
        "marked letter": letter.to_html(record),
        "page": letter.to_html(record, page=True),
    }


def assert_only_ours(page):
    tree = lxml_html.document_fromstring(page)
    for element in tree.iter():
        assert isinstance(element.tag, str), "a comment or instruction"
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert re.fullmatch(r"(flex-grow:\d+)?", element.get("style", ""))
        assert re.fullmatch(r"(?:[a-z0-9-]+(?: |\b))*", element.get("class", ""))
        if element.tag == "style":
            assert element.text == str(styles())[len("<style>") : -len("</style>")]
    return tree


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_letter_holds_is_text_everywhere(text):
    for page in shown(text).values():
        tree = assert_only_ours(page)
        seen = "".join(tree.itertext())
        for sign in ("alert(1)", "<b>", "&lt;b&gt;"):
            if sign in text:
                assert sign in seen
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
            page,
        )


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("<>&\"'/= "), min_size=9))
def test_any_text_stays_text(text):
    for page in shown(text).values():
        assert_only_ours(page)
        page.encode("utf-8")


def test_a_sentence_of_a_million_characters_is_cut_in_reprs_and_whole_in_the_letter():
    text = "word " * 200_000
    pages = shown(text)
    assert len(pages["marked letter"]) > len(text)
    letter = om.read(b"Dear Ms Archer\n\nPlans are clear.\n")
    record = filled(text, letter)
    assert len(repr(record.findings[0])) < len(text) + 500
    finding = record.findings[0].model_copy(update={"id": "1"})
    assert len(repr(finding)) < 300


def test_markup_is_made_of_tags_only():
    assert tag("p", "<b>", Html("<i></i>"), None, class_="a'b") == (
        '<p class="a&#x27;b">&lt;b&gt;<i></i></p>'
    )
    assert words("\u202e") == "\ufffd"


def test_every_style_stands_under_the_one_class():
    sheet = re.sub(r"/\*.*?\*/", "", str(styles()).removeprefix("<style>"), flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", sheet):
        for selector in selectors.split(","):
            if "(" in selector or ")" in selector or selector.strip().startswith("@"):
                assert SCOPE in selector or "@" in selector or "om-" in selector
            else:
                assert f".{SCOPE}" in selector


def test_nothing_is_fetched_and_nothing_runs():
    for page in shown("Plans are clear.").values():
        assert not re.search(r"@import|url\(|<script|<link|src=|href=| on[a-z]+=", page)


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, two):
    light, dark = sorted([luminance(one), luminance(two)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(scheme):
    found = dict(re.findall(r"--([a-z-]+): light-dark\((#\w{6}, #\w{6})\)", str(styles())))
    colours = {name: pair.split(", ")[scheme] for name, pair in found.items()}
    grounds = ("paper", "shade", "positive", "negative", "mixed", "neutral")
    for ground in grounds:
        assert contrast(colours["ink"], colours[ground]) >= 7, ground
    assert contrast(colours["soft"], colours["paper"]) >= 4.5
    for line in ("positive", "negative", "mixed", "neutral"):
        assert contrast(colours[f"line-{line}"], colours["paper"]) >= 3


@pytest.mark.parametrize("text", HOSTILE)
def test_cards_of_folders_and_journeys_show_text(text):
    record = visit("a", "2020-06-02", 1, authority=text, areas=[text], title=text, provider=text)
    journey = om.journey([record], text)
    for page in (dataset_html(text, {"other": 2}, failed=1), journey._repr_html_()):
        assert_only_ours(page)
        assert "machine-tagged, unreviewed" in page


def test_a_journey_stands_in_its_order_with_what_is_known():
    records = [
        visit("b", "2020-10-06", 3, inspectors=[{"name": "Rhona Vale"}]),
        visit("a", "2020-06-02", 1, areas=["the front door"]),
        inspection(),
    ]
    text = lxml_html.document_fromstring(om.journey(records, "Northmoor")._repr_html_())
    words = text.text_content()
    places = [
        words.index(one) for one in ("inadequate", "2 and 3 June", "the front door", "3rd monitor")
    ]
    assert places == sorted(places)
    assert "no letter about the 2nd visit" in words
    assert "Rhona Vale" not in words
