"""The dates of a letter: which are its own, which the visit's, which neither."""

from datetime import date

import pytest

from ofstedmine.parsing.dates import find_dates
from ofstedmine.parsing.draft import Draft
from ofstedmine.reading.letter import Block, Letter, assemble

DAY = date.fromisoformat


def draft_of(text, kind="monitoring_visit", cells=False):
    """Make a sheet of a text whose blocks are parted by blank lines."""
    parts = [p for p in text.split("\n\n") if p.strip()]
    blocks = [Block("table_cell" if cells else "paragraph", " ".join(p.split())) for p in parts]
    return Draft(
        Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 1, "text"), kind=kind
    )


def dated(text, kind="monitoring_visit", **options):
    draft = draft_of(text, kind, **options)
    find_dates(draft)
    return draft


def periods(draft):
    return [f"{p.start}..{p.end}" for p in draft.get("/visit/periods") or []]


def codes(draft):
    return [warning.code for warning in draft.warnings]


LETTER = """4 August 2021

Ms Jo Archer

Dear Ms Archer

Monitoring visit to Northmoor children's services

{sentence}

The inspectors were Ann Reed HMI and Kit Marsh HMI.
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "This letter summarises the findings of the monitoring visit to Northmoor children's"
                " services on 7 and 8 July 2021. This was the second monitoring visit since the local"
                " authority was judged inadequate in June 2019."
            ),
            ["2021-07-07..2021-07-08"],
        ),
        (
            (
                "This letter summarises the findings of the monitoring visit to Northmoor on"
                " 20 July 2021."
            ),
            ["2021-07-20..2021-07-20"],
        ),
        (
            (
                "This letter summarises the findings of a focused visit to Northmoor on 30 June and"
                " 1 July 2021."
            ),
            ["2021-06-30..2021-07-01"],
        ),
        (
            (
                "Between 5 and 9 July 2021, Ofsted, the CQC and HMI Constabulary undertook a joint"
                " inspection of the multi-agency response to neglect in Northmoor."
            ),
            ["2021-07-05..2021-07-09"],
        ),
        ("This inspection took place from 5 to 9 July 2021.", ["2021-07-05..2021-07-09"]),
        ("Between 5 to 9 July 2021, Ofsted conducted an inspection.", ["2021-07-05..2021-07-09"]),
        ("On 7 and 8 July 2021, inspectors visited Northmoor.", ["2021-07-07..2021-07-08"]),
        ("The visit was carried out on 7 July 2021.", ["2021-07-07..2021-07-07"]),
        # The year is the letter's.
        (
            "Between 14 June and 18 June, Ofsted and the CQC undertook a joint inspection.",
            ["2021-06-14..2021-06-18"],
        ),
        (
            "This letter summarises the findings of the visit to Northmoor on 15 and 16 December.",
            ["2020-12-15..2020-12-16"],
        ),
        # Two periods.
        (
            "This inspection took place from 17 to 21 May 2021 and 14 to 15 June 2021.",
            ["2021-05-17..2021-05-21", "2021-06-14..2021-06-15"],
        ),
        (
            "This visit took place on 5 and 6 July 2021, and again on 12 July 2021.",
            ["2021-07-05..2021-07-06", "2021-07-12..2021-07-12"],
        ),
        # Dates of other events beside those of the visit.
        (
            (
                "The report was published on 12 June 2019. Following the inspection that ended on"
                " 3 May 2019, we carried out this visit on 7 and 8 July 2021."
            ),
            ["2021-07-07..2021-07-08"],
        ),
        (
            (
                "Since the last focused visit on the 11 and 12 July 2020, progress is slow. This visit"
                " took place on 7 and 8 July 2021."
            ),
            ["2021-07-07..2021-07-08"],
        ),
        (
            (
                "The visit to Northmoor, which followed the inspection of 3 to 14 June 2019, took place"
                " on 7 and 8 July 2021."
            ),
            ["2021-07-07..2021-07-08"],
        ),
        (
            (
                "Since the last visit, which took place on 3 and 4 June 2020, staff have left."
                " This visit took place on 7 July 2021."
            ),
            ["2021-07-07..2021-07-07"],
        ),
        (
            "Following my recent visit to Northmoor on 7 and 8 July 2021, I am writing to tell you what we found.",
            ["2021-07-07..2021-07-08"],
        ),
        (
            "Between 7 and 9 July 2021, Ofsted and the CQC revisited Northmoor to see what had become of the statement required on 5 February 2019.",
            ["2021-07-07..2021-07-09"],
        ),
        # Nothing but dates of other events.
        ("Following the inspection on 7 and 8 July 2020, leaders made a plan.", []),
        ("Inspectors conducted this visit in the week beginning 5 July 2021.", []),
        ("Inspectors will carry out the next visit on 7 and 8 October 2021.", []),
        ("The visit is scheduled to be carried out on 7 and 8 October 2021.", []),
        ("The cabinet meeting on 6 July 2021 considered the visit.", []),
        ("Please make your written statement of action by 14 July 2021.", []),
        ("Since the last focused visit on the 11 and 12 July 2020, progress is slow.", []),
        ("Arrangements noted on the first monitoring visit in November 2020 are in place.", []),
        ("The trust was established on 1 April 2021.", []),
    ],
)
def test_the_visit_of_a_letter(sentence, expected):
    draft = dated(LETTER.format(sentence=sentence))
    assert periods(draft) == expected
    assert draft.get("/letter_date") == date(2021, 8, 4)


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("Inspection dates: 6 to 17 December 2021", ["2021-12-06..2021-12-17"]),
        ("Inspection date: 11 – 22 July 2022", ["2022-07-11..2022-07-22"]),
        ("Inspection dates : 20 June to 1 July 2022", ["2022-06-20..2022-07-01"]),
        ("Inspection date s: 20 June to 1 July 2022", ["2022-06-20..2022-07-01"]),
        ("INSPECTION DATES: 3 TO 7 JUNE 2024", ["2024-06-03..2024-06-07"]),
        ("Inspection dates 15 – 19 July 2013", ["2013-07-15..2013-07-19"]),
        ("Dates of inspection: 15 – 19 July 2013", ["2013-07-15..2013-07-19"]),
        ("Inspection dates:\n\n6 to 17\n\nDecember 2021", []),
        ("Inspection dates:\n\n6 to\n\n17 December 2021", ["2021-12-06..2021-12-17"]),
        ("Inspection dates:\n\n6 to 17 December 2021", ["2021-12-06..2021-12-17"]),
        (
            "Inspection dates:\n\nLead inspector:\n\n6 to 17 December 2021\n\nAnn Reed",
            ["2021-12-06..2021-12-17"],
        ),
        (
            "Inspection dates: 30 September to 11 October 2024 and 13 to 16 January 2025",
            ["2024-09-30..2024-10-11", "2025-01-13..2025-01-16"],
        ),
        ("Inspection of Northmoor Inspection dates: 3 to 7 June 2024 Lead inspector: Ann Reed",
         ["2024-06-03..2024-06-07"]),
        ("The inspection dates were agreed. We met on 3 June 2024.", []),
        ("", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("cells", [False, True])
def test_the_label_of_a_cover(cover, expected, cells):
    draft = dated(f"Northmoor\n\n{cover}\n\nGood", "ilacs_inspection", cells=cells)
    if cells and cover.startswith("Inspection dates:\n\n6 to 17\n\n"):
        expected = ["2021-12-06..2021-12-17"]  # cells are one line apart: the date is wrapped
    assert periods(draft) == expected
    assert draft.get("/letter_date") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspection date: 14 May – 8 June 2018\n\nReport published: 7 July 2018", "2018-07-07"),
        ("Report published: 07 July 2018", "2018-07-07"),
        ("Report Published: 07/07/2018", "2018-07-07"),
        ("Published: 7 July 2018", "2018-07-07"),
        ("Publication date: 7 July 2018", "2018-07-07"),
        ("The report published on Tuesday was long.", None),
        ("Report published: July 2018", None),
    ],
)
def test_publication(text, expected):
    draft = dated(f"Northmoor\n\n{text}", "sif_inspection")
    assert draft.get("/published") == (expected and DAY(expected))


VISIT = (
    "This letter summarises the findings of the monitoring visit to Wexcombe on 1 and 2 May 2019."
)


@pytest.mark.parametrize(
    "text",
    [
        f"24 May 2019\n\nMr Lee\n\nDear Mr Lee\n\n{VISIT}",
        f"Friday 24 May 2019\n\nDear Mr Lee\n\n{VISIT}",
        f"Mr Lee\n\n24 May 2019\n\nDear Mr Lee\n\n{VISIT}",
        f"Mr Lee\n\nDate: 24 May 2019\n\nDear Mr Lee\n\n{VISIT}",
        f"Ofsted letter 24 May 2019\n\nMr Lee\n\nDear Mr Lee\n\n{VISIT}",
        f"24 May 2019 Mr Lee Wexcombe Council\n\nDear Mr Lee\n\n{VISIT}",
        f"Aviation House **T** 0300 123 1231 www.ofsted.gov.uk 24 May 2019 Mr Lee Dear Mr Lee {VISIT}",
        f"Dear Mr Lee\n\n{VISIT}\n\nOfsted is proud to use recycled paper 24 May 2019 Mr Lee",
        f"{VISIT} Piccadilly Gate Manchester M1 2WD T 0300 123 1231 www.gov.uk/ofsted 24 May 2019",
        f"2 June 2019\n\nThe letter in full:\n\n24 May 2019\n\nMr Lee\n\nDear Mr Lee\n\n{VISIT}",
        f"Our reference 12 of 24 May 2019, Mr Lee\n\nDear Mr Lee\n\n{VISIT}",
    ],
)
def test_the_letters_own_date(text):
    draft = dated(text)
    assert draft.get("/letter_date") == date(2019, 5, 24)
    assert periods(draft) == ["2019-05-01..2019-05-02"]
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("29 November 2017\n\nThe council has welcomed a letter.", "other"),
        ("4 June 2020\n\nInspection dates: 1 to 3 May 2020", "ilacs_inspection"),
        (VISIT, "monitoring_visit"),
        ("", "monitoring_visit"),
    ],
)
def test_no_letter_date(text, kind):
    assert dated(text, kind).get("/letter_date") is None


def test_other_papers_have_visit_dates_by_label_only():
    assert periods(dated("Ofsted carried out a visit on 7 and 8 July 2021.", "other")) == []
    assert periods(dated("Inspection dates: 15 – 19 July 2013", "other")) == [
        "2013-07-15..2013-07-19"
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This visit took place on 7 and 8 July 2021.", []),
        ("This visit took place on 7 and 8 July.", ["year_inferred"]),
        ("This visit took place on 5 and 15 July 2021.", ["days_apart"]),
        ("This visit took place on Monday 7 July 2021.", ["weekday_mismatch"]),
        ("This inspection took place from 4 to 9 July 2021.", ["starts_at_weekend"]),
        ("This inspection took place from 5 to 10 July 2021.", ["ends_at_weekend"]),
        ("This visit took place on 7 and 8 July 2020.", ["long_before_letter"]),
        ("This visit took place on 9 and 10 August 2021.", ["dated_before_visit"]),
        ("This visit took place on 31 June 2021.", ["no_such_date"]),
    ],
)
def test_oddities_are_warnings(sentence, expected):
    assert codes(dated(LETTER.format(sentence=sentence))) == expected


def test_a_year_that_nothing_tells_is_ambiguous():
    draft = dated("This visit took place on 7 and 8 July. The inspectors were Ann Reed HMI.")
    assert draft.get("/visit/periods") is None
    assert draft.missing["/visit/periods"] == draft.missing["/visit/dates"] == "ambiguous"
    assert codes(draft) == ["year_not_stated"]


def test_every_value_cites_its_words():
    draft = dated(LETTER.format(sentence="This visit took place on 7 and 8 July."))
    assert draft.get("/visit/dates") == [date(2021, 7, 7), date(2021, 7, 8)]
    quotes = {pointer: [e.quote for e in found] for pointer, found in draft.evidence.items()}
    assert quotes == {
        "/letter_date": ["4 August 2021"],
        "/visit/periods/0": ["7 and 8 July", "4 August 2021"],
        "/visit/dates/0": ["7 and 8 July", "4 August 2021"],
        "/visit/dates/1": ["7 and 8 July", "4 August 2021"],
    }
    for found in draft.evidence.values():
        assert all(draft.letter.text[e.start : e.end] == e.quote for e in found)


def test_the_title_tells_where_no_sentence_does():
    draft = draft_of(
        "4 August 2021\n\nOFSTED MONITORING VISIT - 28 TO 29 APRIL 2021\n\nDear Mr Lee"
    )
    start = draft.letter.text.index("OFSTED")
    draft.put("/title", "x", draft.cite(start, start + 45, "title"))
    find_dates(draft)
    assert periods(draft) == ["2021-04-28..2021-04-29"]


def test_a_label_goes_before_sentences():
    draft = dated(
        "Inspection dates: 3 to 7 July 2023\n\nThe visit took place on 1 June 2023.", "area_send"
    )
    assert periods(draft) == ["2023-07-03..2023-07-07"]
