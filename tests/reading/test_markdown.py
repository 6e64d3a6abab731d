"""Markdown as converters write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.reading import Letter, read
from ofstedmine.reading.markdown import plain_words

LETTER = """\
Clive House 70 Petty France London SW1H 9EX **T** 0300 000 0000 [www.gov.uk/ofsted](https://www.gov.uk/ofsted)

**3 March 2023**

Ms Jane Archer
Northmoor Council
NM1 2AB

Dear Ms Archer

## Focused visit to Northmoor children\\'s services

This letter summarises the findings of the *focused visit* on 7 and 8 February 2023.[^1]

**What needs to improve in this area of social work practice**

* The *pace* of plans.
* Oversight:
  - by day
  - by night

<!-- PageBreak -->

2

---

### **Help for families**

| Area | Grade |
|------|:-----:|
| Leaders \\| staff | **Good** |

Families said that they get help 24/7 \\- and in their own words 5 * 5 hours, from people with snake_case names,
which they like.

> Quoted words are read as well.

[^1]: A note about the visit.

Yours sincerely

Ann Other **His Majesty\u2019s Inspector**
"""


def md(source: str) -> Letter:
    return read(source.encode())


def test_letter() -> None:
    letter = md(LETTER)
    assert letter.media_type == "text/markdown"
    assert [
        (b.kind, b.level, b.text) for b in letter.blocks if b.kind in ("heading", "bullet")
    ] == [
        ("heading", 1, "Focused visit to Northmoor children's services"),
        ("heading", 2, "What needs to improve in this area of social work practice"),
        ("bullet", 1, "The pace of plans."),
        ("bullet", 1, "Oversight:"),
        ("bullet", 2, "by day"),
        ("bullet", 2, "by night"),
        ("heading", 2, "Help for families"),
    ]
    assert [(b.row, b.column, b.text) for b in letter.blocks if b.kind == "table_cell"] == [
        (0, 0, "Area"),
        (0, 1, "Grade"),
        (1, 0, "Leaders | staff"),
        (1, 1, "Good"),
    ]
    assert [b.text for b in letter.blocks if b.kind == "furniture"] == ["2"]
    notes = [(b.marker, b.text) for b in letter.blocks if b.kind == "footnote"]
    assert notes == [("1", "A note about the visit.")]
    texts = {b.text for b in letter.blocks if b.kind == "paragraph"}
    assert {"3 March 2023", "Dear Ms Archer", "Quoted words are read as well."} <= texts
    assert "Ann Other His Majesty’s Inspector" in texts
    assert any("24/7 - and in their own words 5 * 5 hours" in t for t in texts)
    assert any(t.endswith("T 0300 000 0000 www.gov.uk/ofsted") for t in texts)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**bold** and *italic*", "bold and italic"),
        ("***both*** and __old__ and _thin_", "both and old and thin"),
        ("**bold *inner* words**", "bold inner words"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("snake_case_name and _ alone", "snake_case_name and _ alone"),
        ("starred * note and **", "starred * note and **"),
        (r"a \* b \_c\_ 1\. \#", "a * b _c_ 1. #"),
        ("[text](http://a.b/c) and ![picture](x.png)", "text and picture"),
        ("see [1] and (brackets)", "see [1] and (brackets)"),
        ("<a@b.example>", "a@b.example"),
        ("Q&amp;A on 1<sup>st</sup> May<br>end", "Q&A on 1st May end"),
        ("fewer < 5 and > 3", "fewer < 5 and > 3"),
        ("area[^2] of work<sup>3</sup>.", "area of work."),
    ],
)
def test_marks_go_and_words_stay(source: str, expected: str) -> None:
    assert plain_words(source) == expected


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("# Overview #", "heading", "Overview"),
        ("Overview\n========", "heading", "Overview"),
        ("A heading of mine\n---\n\nWords.", "heading", "A heading of mine"),
        ("## 24 March 2017", "paragraph", "24 March 2017"),
        ("### Dear Ms Archer", "paragraph", "Dear Ms Archer"),
        ("## T 0300 000 0000", "paragraph", "T 0300 000 0000"),
        (
            "#hashtag is a word, not **a** heading.",
            "paragraph",
            "#hashtag is a word, not a heading.",
        ),
    ],
)
def test_headings(source: str, kind: str, text: str) -> None:
    first = md(source).blocks[0]
    assert (first.kind, first.text) == (kind, text)


def test_bold_lines_head_but_names_and_dates_do_not() -> None:
    letter = md(
        "**24 March 2017**\n\nDear Mr Bow\n\n**Help at night**\n\nStaff come when they are called.\n\n"
        "Yours sincerely\n\n**Ann Other**\n\n**Her Majesty's Inspector**\n"
    )
    assert [b.text for b in letter.blocks if b.kind == "heading"] == ["Help at night"]


@given(st.text(st.sampled_from("*_[]()<>#|-\\`!&; \nab1."), max_size=80))
def test_any_marks_give_a_letter(source: str) -> None:
    try:
        letter = md("## Heading\n\n" + source)
    except om.UnreadableLetter:
        return
    for block in letter.blocks:
        assert letter.text[block.start : block.end] == block.text
    assert sorted(c for c in source if c in "ab") == sorted(
        c for b in letter.blocks[1:] for c in b.text + (b.marker or "") if c in "ab"
    ) or any(c in source for c in "[<&")
