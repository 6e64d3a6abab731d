"""The traps on the documents in which they were met, where these are at hand.

What is asserted is form, never a sentence: none of Ofsted's words may stand here.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
import regex

import ofstedmine as om
from ofstedmine.reading.pdf import letter_of_pages
from ofstedmine.reading.pdf_plumber import read_pages_slowly

REAL = (
    Path(
        os.environ.get("OFSTEDMINE_REAL_CORPUS")
        or Path(__file__).resolve().parents[3] / "shared" / "corpus"
    )
    / "pdf"
)
PRIVATE = "\uf06e\uf02d\uf0a7\uf0b7\u0335\u0336\u0083\ufffe"

NOT_SUPPLIED = {
    1: "Birmingham, 19 October 2012",
    4: "Kensington and Chelsea, 29 March 2016",
    5: "Brent, 30 November 2015",
    8: "Blackburn with Darwen, 8 December 2017",
    15: "Blackpool (special educational needs), 25 July 2024",
    16: "Redcar and Cleveland, 22 September 2022",
    17: "Blackpool, 8 September 2014",
    18: "Doncaster, 18 March 2025",
    19: "Blackburn with Darwen, 8 December 2017",
    20: "Brent, 11 April 2023",
    22: "Brent, 17 June 2026",
    23: "Norfolk, 19 January 2018",
    25: "Medway (joint inspection), 3 August 2018, and Isles of Scilly, 27 June 2016",
}


def file(document: str) -> Path:
    path = REAL / f"{document}.pdf"
    if not path.exists():
        pytest.skip(f"{path.name} is not in {REAL}")
    return path


@cache
def letter(document: str):
    return om.read(file(document))


def on_page(document: str, page: int, kind: str | None = None):
    blocks = [b for b in letter(document).blocks if b.page == page]
    return [b for b in blocks if kind in (None, b.kind)]


@pytest.mark.parametrize("number", NOT_SUPPLIED)
def test_a_trap_whose_document_is_not_supplied(number):
    pytest.skip(f"trap {number} was met in a document that is not supplied: {NOT_SUPPLIED[number]}")


@pytest.mark.parametrize(
    "document",
    [
        "sif_inspection_cheshire-east_2015-09-15",
        "sif_inspection_peterborough_2015-09-18",
        "sif_inspection_telford-wrekin_2016-08-26",
    ],
)
def test_trap_2_untagged(document):
    data = file(document).read_bytes()
    slow = letter_of_pages(read_pages_slowly(data, om.Limits(), most=4), data, "").blocks
    fast = [b for b in letter(document).blocks if b.page <= 3]
    assert [b.text for b in fast] == [b.text for b in slow if b.page <= 3]
    kinds = {b.kind for b in letter(document).blocks}
    assert {"heading", "paragraph", "bullet", "table_cell", "furniture"} <= kinds


def test_trap_3_the_page_number_comes_first():
    blocks = on_page("ilacs_inspection_southend-on-sea_2019-08-27", 1)
    assert blocks[0].kind == "heading"
    assert (blocks[-1].kind, blocks[-1].text) == ("furniture", "1")


def test_trap_6_numbers_that_touch_their_words():
    blocks = on_page("ilacs_inspection_lewisham_2024-01-31", 7)
    numbered = [b for b in blocks if b.marker]
    assert [b.marker for b in numbered] == [f"{n}." for n in range(35, 42)]
    assert all(b.text[0].isupper() for b in numbered)


@pytest.mark.parametrize(
    ("document", "page", "marks"),
    [
        ("sif_inspection_hartlepool_2014-02-11", 3, {"•"}),
        ("sif_inspection_isle-of-wight_2014-11-19", 7, {"•", "–"}),
        ("other_haringey_2009-07-03", 4, {"•"}),  # trap 10
    ],
)
def test_traps_7_and_10_list_marks(document, page, marks):
    bullets = on_page(document, page, "bullet")
    assert len(bullets) >= 5
    assert {b.marker for b in bullets} == marks
    assert not any(char in b.text for b in bullets for char in PRIVATE)


def test_trap_10_both_readers():
    data = file("other_haringey_2009-07-03").read_bytes()
    slow = letter_of_pages(read_pages_slowly(data, om.Limits(), most=4), data, "")
    fast = on_page("other_haringey_2009-07-03", 4, "bullet")
    assert [b.text for b in fast] == [
        b.text for b in slow.blocks if b.kind == "bullet" and b.page == 4
    ]


def test_trap_9_drawn_dashes_in_year_ranges():
    text = letter("sif_inspection_bury_2016-05-16").text
    assert regex.search(r"\b2014–15\b", text)
    assert not regex.search(r"[\u0335\u0336]|\d[-–]{2}\d", text)


def test_trap_11_no_stray_space():
    (salutation,) = [b for b in on_page("jtai_salford_2016-10-28", 1) if b.text.startswith("D")]
    assert salutation.text == "Dear local partnership"


def test_trap_12_an_invisible_copy():
    blocks = on_page("jtai_salford_2016-10-28", 1, "paragraph")
    addressees = [b.text for b in blocks if "Chair" in b.text]
    assert len(addressees) == 1


def test_trap_13_cells_are_not_interleaved():
    cells = on_page("ilacs_inspection_southend-on-sea_2019-08-27", 1, "table_cell")
    grades = [b.text for b in cells if b.column == 1 and b.text.startswith("Requires")]
    assert grades == ["Requires improvement to be good"] * 4


def test_trap_14_one_cell_in_two_paragraphs():
    cells = on_page("sif_inspection_lancashire_2018-08-17", 1, "table_cell")
    places = [(b.row, b.column) for b in cells]
    assert len(places) == len(set(places)) == 10
    assert {b.text for b in cells if b.column == 2} == {"Good", "Requires improvement"}


def test_trap_21_a_hyphen_at_the_end_of_a_page():
    document = "sif_inspection_west-sussex_2016-01-20"
    over = [b for b in on_page(document, 41) if b.breaks]
    assert len(over) == 1
    at = over[0].breaks[0][0]
    assert regex.fullmatch(r"self-\p{Ll}+", letter(document).text[at - 5 : at + 8])


def test_trap_24_the_letter_is_dated_before_its_file():
    document = "jtai_lincolnshire_2016-12-05"
    record = om.parse(letter(document))
    assert str(record.letter_date) == "2016-12-02"
    assert record.kind == "jtai"
