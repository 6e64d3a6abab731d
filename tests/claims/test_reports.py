"""Reports of a check: words of documents and letters are shown and never obeyed; counts of tone."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import ofstedmine as om
from ofstedmine.claims import Paper
from ofstedmine.claims.models import LeftOut, Passage, Tone
from ofstedmine.findings.shares import counted_findings
from tests.claims import measure

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></section></style><iframe src='//example.org'>",
    '" onmouseover="alert(1)" x="',
    "<a href='javascript:alert(1)'>x</a>",
    "[click](javascript:alert(1)) ![x](https://example.org/x.png)",
    "<https://example.org> https://example.org www.example.org a@example.org",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "---",
    "=== x",
    "    indented",
    "# Heading\n- item\n1. item\n> quote\n| a | b |\n```\ncode",
    "**bold** _it_ ~~out~~ `code` \\ *",
    "$$x$$ &amp; &lt;b&gt; &#60;",
    "<!-- --!> <![CDATA[ ]]> <?php ?>",
    "\x00\x07\x1b[31m\x7f\x9f",
    "a\u202eb\u2066c\u200fd",
    "</textarea></title><svg onload=alert(1)>",
]
SIGNS = re.compile(r"[\W_]+")
ELEMENTS = set(
    "b body del div h1 h2 h3 head html ins li main meta p section span style table tbody td th "
    "thead title tr ul".split()
)
ATTRIBUTES = set("charset class content http-equiv lang name scope".split())
MARKS = set("h1 h2 h3 hr p ul li strong blockquote table thead tbody tr th td".split())


@cache
def report():
    return om.check(measure.DOCUMENTS / "dunmarsh_paper_2018.md", measure.shelf())


def filled(text):
    """Return a report with a text in every place that a document, letter or dataset can fill."""
    data = report().to_dict()
    passage = Passage(document_id=text, letter=text, text=text, page=1, scope=[text])
    tone = Tone(
        document_id=text,
        letter=text,
        in_letter={"positive": 1, "negative": 2, "mixed": 0, "neutral": 0},
        passed_on={"positive": 1},
        left_out=[LeftOut(theme=None, passages=[passage])],
        validated=True,
    )
    paper = {**data["document"], "authorities": [text], "uri": text, "model_version": text}
    checks = [{**one, "claim": put_in(one["claim"], text)} for one in data["checks"]]
    more = {
        "why": text,
        "scope": [text],
        "passages": [passage.model_dump()],
        "changes": [{"quoted": text, "letter": text}, {"quoted": "", "letter": text}],
    }
    figures = [one["claim"] for one in checks if one["claim"]["kind"] == "figure"]
    between = {"noun": text, "documents": [text, text], "claims": figures[:2]}
    return om.CheckReport.model_validate(
        {
            **data,
            "document": paper,
            "authority": text,
            "letters": [text],
            "checks": [one | more for one in checks],
            "tone": [tone.model_dump()],
            "between_documents": [between],
            "notes": [text],
        }
    )


def put_in(claim, text):
    """Return a claim that stands in the middle of a text, with the text as its own words."""
    words = {"text": f"{text} {text} {text}", "start": len(text) + 1, "end": 2 * len(text) + 1}
    claim = {**claim, **words, "sentence_start": 0}
    if claim["kind"] == "quotation":
        claim |= {"speaker": text, "quote": text}
    if claim["kind"] == "figure":
        claim["figure"] = {**claim["figure"], "as_written": text, "noun": text}
        claim["notes"] = [{"rule": "parts_sum_to_whole", "holds": False, "message": text}]
    return claim


def plain(text):
    """Return the letters of a text: what marks are shown as differs, and is looked at elsewhere."""
    return SIGNS.sub("", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_shows_words_and_obeys_none(text):
    shown = filled(text)
    for page in (shown.to_html(), shown._repr_html_()):
        tree = lxml_html.document_fromstring(page)
        for element in tree.iter():
            assert isinstance(element.tag, str), "a comment or instruction"
            assert element.tag in ELEMENTS | {"article"}
            assert set(element.attrib) <= ATTRIBUTES
        assert plain(tree.text_content()).count(plain(text)) > 3 * len(shown.checks)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_words_and_takes_none_for_markup(text):
    shown = filled(text)
    markdown = shown.to_markdown()
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(markdown)
    inner = [child for one in tokens for child in one.children or ()]
    kinds = {one.tag for one in tokens if one.nesting >= 0 and one.tag}
    assert kinds <= MARKS
    allowed = {"text", "strong_open", "strong_close", "softbreak"}
    assert {one.type for one in inner} <= allowed | {"text_special"}
    assert not any(one.type in ("html_block", "fence", "code_block") for one in tokens)
    words = plain("".join(one.content for one in inner))
    assert words.count(plain(text)) > 3 * len(shown.checks)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", markdown)
    assert markdown.count("\n## ") == headings()


def headings():
    """Return how many sections a filled report has: statuses, tone, other documents."""
    return sum(bool(count) for count in report().counts().values()) + 2


def test_hostile_words_of_real_documents_come_through_as_words():
    words = "<script>alert(1)</script> [x](javascript:alert(1))"
    text = (
        f"Published: 4 June 2024\n\nNorthmoor Council was visited. Ofsted said: “{words} and "
        "plans for children are clear”.\n"
    )
    record = om.mine(
        b"Monitoring visit to Northmoor children's services\n\nThis letter summarises the findings "
        b"of the monitoring visit on 7 May 2024.\n\nFindings\n\nPlans for children are clear.\n"
    )
    found = om.check(text.encode(), om.Shelf([record]))
    assert isinstance(found.document, Paper)
    assert "<script>" not in found.to_html()
    assert "&lt;script&gt;" in found.to_html()
    assert "<script>" not in found.to_markdown()
    assert "[x](" not in found.to_markdown()


def test_tone_counts_the_letter_and_what_is_passed_on():
    [tone] = report().tone
    record = next(one for one in measure.shelf().records() if one.document_id == tone.document_id)
    negative = [one for one in counted_findings(record) if one.sentiment == "negative"]
    assert tone.in_letter["negative"] == len(negative)
    assert sum(tone.passed_on.values()) > 0
    assert all(tone.passed_on[slug] <= count for slug, count in tone.in_letter.items())
    left = {passage.text for one in tone.left_out for passage in one.passages}
    assert len(left) == tone.in_letter["negative"] - tone.passed_on["negative"]
    assert left <= {one.text for one in negative}
    for shown in (report().to_markdown(), report().to_html()):
        assert "machine-tagged, unreviewed" in shown
        assert "say nothing about anybody's intention" in shown.replace("&#x27;", "'")
    row = f"| Negative | {tone.in_letter['negative']} | {tone.passed_on['negative']} |"
    assert row in report().to_markdown()


def test_the_counts_of_results_stand_first():
    counts = report().counts()
    assert sum(counts.values()) == len(report().checks)
    assert f"| Differs from the letter | {counts['differs_from_letter']} |" in (
        report().to_markdown()
    )
