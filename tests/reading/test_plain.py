"""Plain text: wrapped, paged, pasted and flattened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.reading import Letter, read
from ofstedmine.reading.known import furniture, known

SEEDS = Path(
    os.environ.get("OFSTEDMINE_SEEDS", Path(__file__).resolve().parents[3] / "shared" / "seeds")
)


def text(source: str) -> Letter:
    return read(source.encode())


def shapes(letter: Letter) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in letter.blocks]


def of_kind(letter: Letter, kind: str) -> list[str]:
    return [block.text for block in letter.blocks if block.kind == kind]


WRAPPED = """\
Aviation House
125 Kingsway
London
WC2B 6SE
T 0300 000 0000
www.example.gov.uk

3 March 2019

Ms Jane Archer
Director of Children's Services
Northmoor Council
NM1 2AB

Dear Ms Archer

Third monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor on 5
and 6 February 2019. The inspectors were Ann Other HMI and Bo Stand HMI.

Areas covered by the visit

Inspectors looked at what has been done in two areas, and spoke with multi-
agency partners about them:

\uf06e the front door, where pre-
and post-birth work begins
\uf06e help for those leaving
care.

Life after school

Young adults told inspectors that they like the new club, that it is warm, and that it

2

opens early enough for those who start work at seven.

I am copying this letter to the Department for Education.

Yours sincerely

Ann Other
Her Majesty's Inspector
"""


def test_wrapped_letter() -> None:
    letter = text(WRAPPED)
    assert of_kind(letter, "heading") == [
        "Third monitoring visit to Northmoor children's services",
        "Areas covered by the visit",
        "Life after school",
    ]
    assert [b.level for b in letter.blocks if b.kind == "heading"] == [1, 2, 2]
    assert of_kind(letter, "bullet") == [
        "the front door, where pre- and post-birth work begins",
        "help for those leaving care.",
    ]
    assert of_kind(letter, "furniture") == ["2"]
    words = of_kind(letter, "paragraph")
    assert {"3 March 2019", "Ms Jane Archer", "Dear Ms Archer", "Ann Other"} <= set(words)
    assert any("multi-agency partners" in w for w in words)
    assert any("that it opens early" in w for w in words)
    assert letter.pages == []


PAGES = """\
Practice is steady in most of the teams, and the staff who were met in the visit
are proud of it. The caseloads that social workers hold in these teams average

1

{begin} Newly qualified workers are well supported, and they say so to anyone who
asks them. They do not plan to leave, and few of their colleagues have left.

2

The rest of the letter is about other services, which are not as steady as those
and which a later visit will look at.
"""


@pytest.mark.parametrize("begin", ["29.", "29 or fewer.", "29%.", "1,200."])
def test_a_figure_at_the_top_of_a_page_belongs_to_the_sentence_before(begin: str) -> None:
    letter = text(PAGES.format(begin=begin))
    assert f"teams average {begin} Newly qualified" in of_kind(letter, "paragraph")[0]
    assert of_kind(letter, "furniture") == ["1", "2"]


def test_a_numbered_paragraph_at_the_top_of_a_page_is_one() -> None:
    closed = PAGES.replace("teams average\n", "teams are fair.\n")
    short = PAGES.replace("in these teams average\n", "average\n")
    follows = "28. " + PAGES
    for pages in (closed, short, follows):
        [numbered] = [b for b in text(pages.format(begin="29.")).blocks if b.marker == "29."]
        assert numbered.text.startswith("Newly qualified workers")


FLAT = (
    "Ofsted Clive House 70 Petty France London SW1H 9EX T 0300 000 0000 enquiries@ofsted.gov.uk"
    " www.gov.uk/ofsted 3 March 2019 Ms Jane Archer Northmoor Council Town Hall NM1 2AB"
    " Dear Ms Archer Third monitoring visit to Northmoor children's services This letter summarises"
    " the findings of the visit on 5 and 6 February 2019. Areas covered by the visit Inspectors"
    " looked at these: the front door the plans. Overview Things go well in places. Findings and"
    " evaluation of progress Staff like it here. Plans are short. I am copying this letter to the"
    " Department for Education. Yours sincerely Ann Other Her Majesty's Inspector"
)


def test_letter_flattened_to_one_line() -> None:
    letter = text(FLAT)
    assert shapes(letter)[1:4] == [
        ("paragraph", "3 March 2019"),
        ("paragraph", "Ms Jane Archer Northmoor Council Town Hall NM1 2AB"),
        ("paragraph", "Dear Ms Archer"),
    ]
    assert of_kind(letter, "heading") == [
        "Third monitoring visit to Northmoor children's services",
        "Areas covered by the visit",
        "Overview",
        "Findings and evaluation of progress",
    ]
    assert shapes(letter)[-3:] == [
        ("paragraph", "I am copying this letter to the Department for Education."),
        ("paragraph", "Yours sincerely"),
        ("paragraph", "Ann Other Her Majesty's Inspector"),
    ]
    assert letter.text.split() == FLAT.split()


def test_flattened_letterhead_after_the_first_page() -> None:
    start = FLAT.index(" 3 March")
    head, rest = FLAT[:start], FLAT[start + 1 :]
    at = rest.index(" Overview")
    moved = f"Ofsted is proud to use recycled paper {rest[:at]} {head}{rest[at:]}"
    letter = text(moved)
    assert shapes(letter)[:3] == [
        ("furniture", "Ofsted is proud to use recycled paper"),
        ("paragraph", "3 March 2019"),
        ("paragraph", "Ms Jane Archer Northmoor Council Town Hall NM1 2AB"),
    ]
    assert ("furniture", head) in shapes(letter)
    assert len(of_kind(letter, "heading")) == 4


def test_flattened_list_with_marks_is_cut_at_them() -> None:
    listed = FLAT.replace(
        "these: the front door the plans.",
        "these: - the front door - the plans - staff. All sat in.",
    )
    letter = text(listed)
    assert of_kind(letter, "bullet") == ["the front door", "the plans", "staff."]
    assert "All sat in." in of_kind(letter, "paragraph")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The plan is multi-\nagency and long.", "The plan is multi-agency and long."),
        ("This covers 2013-\n14 only.", "This covers 2013-14 only."),
        ("Good infor-\nmation. More information.", "Good information. More information."),
        ("Both pre-\nand post-birth.", "Both pre- and post-birth."),
        ("From 11 –\n22 July.", "From 11 – 22 July."),
    ],
)
def test_line_ends(source: str, expected: str) -> None:
    assert text(source).text == expected


@pytest.mark.parametrize("glyph", list("•◼▪■●◦‣\uf06e\uf0a7\uf02d\uf0b7\uf0be−–—─―-*"))
def test_bullet_glyphs(glyph: str) -> None:
    letter = text(
        f"They looked at:\n\n{glyph} front door work\n{glyph} plans and\nreviews\n\nIt was calm."
    )
    bullets = [b for b in letter.blocks if b.kind == "bullet"]
    assert [(b.text, b.marker, b.level) for b in bullets] == [
        ("front door work", glyph, 1),
        ("plans and reviews", glyph, 1),
    ]
    assert letter.blocks[-1].kind == "paragraph"


def test_nested_bullets() -> None:
    letter = text("Look:\n\n◼ one\n− a\n− b\n◼ two\n")
    assert [b.level for b in letter.blocks if b.kind == "bullet"] == [1, 2, 2, 1]


def test_bullets_without_marks_after_a_colon() -> None:
    letter = text(
        "Inspectors looked at:\n\nthe front door\n\nplans for care\n\nsupervision.\n\nAll is calm."
    )
    assert of_kind(letter, "bullet") == ["the front door", "plans for care", "supervision."]


def test_dash_in_a_sentence_is_no_bullet() -> None:
    wrapped = "The council now has a plan for all of its homes, which took a long time to write\n– far too long, as all agree."
    assert [b.kind for b in text(wrapped).blocks] == ["paragraph"]


def test_numbered_paragraphs_and_lists() -> None:
    long = "The offer is wide. It is known to all, and those who leave care use it when they wish."
    letter = text(f"36. {long}\n\n37.{long}\n\nSteps:\n\n1. Write the plan\n2. Read the plan\n")
    assert [(b.kind, b.marker) for b in letter.blocks] == [
        ("paragraph", "36."),
        ("paragraph", "37."),
        ("paragraph", None),
        ("bullet", "1."),
        ("bullet", "2."),
    ]


def test_form_feeds_give_pages_and_running_lines_go() -> None:
    pages = [
        f"Northmoor report\nThe first thing of page {n} is that homes are warm.\nAnd staff stay where they\n{n}"
        for n in range(1, 5)
    ]
    letter = text("\f".join(pages))
    assert [p.number for p in letter.pages] == [1, 2, 3, 4]
    assert of_kind(letter, "furniture").count("Northmoor report") == 4
    assert {"1", "2", "3", "4"} <= set(of_kind(letter, "furniture"))
    assert letter.page_at(letter.text.index("page 3")) == 3


def test_paragraph_over_a_page_break_knows_both_pages() -> None:
    letter = text(
        "Leaders have put much money into the homes that they run, and\f2\nnow they look again at staff."
    )
    first = letter.blocks[0]
    assert first.text.endswith("run, and now they look again at staff.")
    assert letter.page_at(first.start) == 1
    assert letter.page_at(letter.text.index("now they")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2019",
        "Friday 3 March 2019",
        "03/03/2019",
        "Dear Ms Archer",
        "Dear local partnership,",
        "Ms Jane Archer",
        "Jane Archer, Director of Children's Services, Northmoor",
        "Town Hall",
        "12 Long Lane",
        "Northmoor NM1 2AB",
        "T 0300 000 0000",
        "Yours sincerely",
    ],
)
def test_never_a_heading(line: str) -> None:
    prose = "This letter summarises the findings of the visit, which took two days in all, in Northmoor."
    assert line not in of_kind(text(f"{line}\n\n{prose}\n"), "heading")
    letter = text(
        f"3 March 2018\n\nDear Mr Bow\n\n{prose}\n\n{line}\n\n{prose}\n\nYours sincerely\n\n{line}\n"
    )
    assert line not in of_kind(letter, "heading")


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Second monitoring visit to Northmoor's local authority children's services", 1),
        ("Monitoring visit of Northmoor children’s services", 1),
        ("Focused visit to Northmoor local authority children’s services", 1),
        ("Focussed visit to North Moor and Fen Children’s Services", 1),
        ("Joint targeted area inspection of the multi-agency response to neglect in Northmoor", 1),
        ("Joint targeted area inspection of London Borough of Northmoor", 1),
        ("Inspection of Northmoor local authority children’s services", 1),
        ("AREAS COVERED BY THE VISIT", 2),
        ("What needs to improve?", 2),
        ("Case study: area(s) for improvement", 2),
        ("Practice study: a good club", 2),
        ("The experiences and progress of care leavers: requires improvement to be good", 2),
        ("Overview:", 2),
        ("1. Recommendations", 2),
        ("The visit was good.", None),
        ("What needs to be said", None),
    ],
)
def test_known_headings(title: str, level: int | None) -> None:
    assert known().level_of(title) == level


def test_run_in_headings() -> None:
    letter = text(
        "Areas covered by the visit Inspectors looked at the front door and at the plans for care."
    )
    assert shapes(letter)[0] == ("heading", "Areas covered by the visit")
    kept = text("Strengths and weaknesses are known to leaders, who work on them with great care.")
    assert [b.kind for b in kept.blocks] == ["paragraph"]


def test_judgement_table_pasted_as_lines() -> None:
    letter = text(
        "Inspection of Northmoor children's services\n\nJudgement Grade\n"
        "The impact of leaders on social work practice with children and families\n"
        "Requires improvement to be good\nThe experiences and progress of care leavers\nGood\n"
        "Overall effectiveness Requires improvement to be good\n\n"
        "Leaders know what they have to do next, and they do it well enough.\n"
    )
    cells = [b for b in letter.blocks if b.kind == "table_cell"]
    assert [(b.row, b.column) for b in cells] == [(r, c) for r in range(4) for c in range(2)]
    assert [b.text for b in cells[-2:]] == [
        "Overall effectiveness",
        "Requires improvement to be good",
    ]
    assert of_kind(letter, "heading") == ["Inspection of Northmoor children's services"]


def test_case_study_heading_does_not_swallow_its_first_line() -> None:
    letter = text(
        "Case study: area for improvement\nFor one child nobody had a plan, and the work that was done\n"
        "was not enough to keep the child safe.\n"
    )
    assert of_kind(letter, "heading") == ["Case study: area for improvement"]


def test_title_that_runs_on_every_page_is_a_heading_once() -> None:
    title = "Inspection of Northmoor children's services"
    pages = [
        f"{title}\nThing {n} is that homes are warm, say those who live in them.\n{n}"
        for n in range(1, 6)
    ]
    letter = text("\f".join(pages))
    assert of_kind(letter, "heading") == [title]
    assert of_kind(letter, "furniture").count(title) == 4


def test_long_heading_over_two_lines() -> None:
    letter = text(
        "Work is under way in all of the homes, and it goes on well enough for most.\n"
        "The experiences and progress of children who need help and\nprotection: good\n"
        "Children get help when they need it, from people who know them and like them.\n"
    )
    assert of_kind(letter, "heading") == [
        "The experiences and progress of children who need help and protection: good"
    ]


def test_double_spaced_text_is_read_as_paragraphs() -> None:
    line = "words that run on over the whole width of the page without an end and so"
    letter = text("\n\n".join([f"{line} {n}" for n in range(12)]) + " end.")
    assert len(letter.blocks) == 1


def test_reprint_in_a_paper_starts_at_the_letter() -> None:
    letter = text(
        "Northmoor won praise last week from inspectors who came to see it.\n\nThe following is the full letter:\n\n"
        + WRAPPED
    )
    body = [b.text for b in letter.body()]
    assert body[0] == "Aviation House"
    assert len(of_kind(letter, "furniture")) == 3


def test_data_files_hold_what_they_should() -> None:
    assert len(known().headings) > 60
    assert furniture().letter.fullmatch("Ofsted is proud to use recycled paper")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=12),
            max_size=12,
        ),
        max_size=8,
    )
)
def test_no_word_is_lost(paragraphs: list[list[str]]) -> None:
    source = "\n\n".join(" ".join(words) for words in paragraphs)
    try:
        letter = read(b"Words. " + source.encode())
    except om.UnreadableLetter:
        return
    if letter.media_type != "text/plain":
        return
    kept = "".join((b.marker or "") + b.text for b in letter.blocks)
    # what cannot be seen is dropped on purpose, and letters are composed
    reference = read(b"Words. " + " ".join(source.split()).encode()).text
    assert sorted("".join(kept.split())) == sorted("".join(reference.split()))


@pytest.fixture
def seeds() -> Path:
    if not SEEDS.is_dir():
        pytest.skip("the founding documents are not here (set OFSTEDMINE_SEEDS to their folder)")
    return SEEDS


def test_founding_letter(seeds: Path) -> None:
    letter = read(seeds / "monitoring_letter_2017-03-24.txt")
    headings = [(b.level, len(b.text.split())) for b in letter.blocks if b.kind == "heading"]
    assert headings == [(1, 9), (2, 5), (2, 1), (2, 5)]
    assert len(of_kind(letter, "bullet")) == 5
    assert letter.media_type == "text/markdown"
    assert not of_kind(letter, "furniture")
    assert "*" not in letter.text
    assert letter.text.count("where this is apparent") == 1


def test_founding_letter_flattened_has_the_same_headings(seeds: Path) -> None:
    source = (seeds / "monitoring_letter_2017-03-24.txt").read_text("utf-8")
    proper = read(source.encode())
    flat = text(" ".join(source.replace("#", "").replace("*", "").split()))
    assert of_kind(flat, "heading") == of_kind(proper, "heading")
    assert of_kind(flat, "bullet") == of_kind(proper, "bullet")
    assert shapes(flat)[:5] == shapes(proper)[:5]


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [
        ("committee_minutes_2017.txt", 9),
        ("magazine_article_2019-02.txt", 13),
        ("press_release_2017-11-29.txt", 8),
        ("press_release_2021-10-19.txt", 9),
    ],
)
def test_founding_papers_are_read_whole(seeds: Path, name: str, paragraphs: int) -> None:
    letter = read(seeds / name)
    long = [b for b in letter.blocks if b.kind == "paragraph" and len(b.text) > 120]
    assert len(long) >= paragraphs
    assert not any(b.kind == "furniture" and len(b.text) > 120 for b in letter.blocks)


def test_more_marks_than_any_letter_bears_are_left_out() -> None:
    words = text("Plans drift" + "\u0315\u0300" * 50_000 + " for long.").text
    assert len(words) < 60
    assert words.endswith(" for long.")
