"""Both PDF readers say the same: pdfium's fast one and pdfplumber's slow one, block by block."""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from pathlib import Path

import golden
import pytest
from builders.tagged_pdf import Flow, Line, Node, build

import ofstedmine as om
from ofstedmine.reading.pdf import letter_of_pages
from ofstedmine.reading.pdf_page import needs_geometry
from ofstedmine.reading.pdf_pdfium import LOCK, open_pdf, place_words, read_page
from ofstedmine.reading.pdf_plumber import read_pages_slowly

REAL = (
    Path(
        os.environ.get("OFSTEDMINE_REAL_CORPUS")
        or Path(__file__).resolve().parents[3] / "shared" / "corpus"
    )
    / "pdf"
)
PAGES = 4
THIRTY = 30
BODY = "Social workers visit children regularly and record what children tell them with care."


def said(pages, data):
    blocks = letter_of_pages(pages, data, "").blocks
    return [(b.kind, b.page, b.marker, b.row, b.column, b.text, b.breaks) for b in blocks]


def quickly(data, most=None):
    with LOCK:
        document = open_pdf(data)
        count = min(most or len(document), len(document))
        fonts = {}
        pages = [read_page(document[n], n + 1, fonts, om.Limits()) for n in range(count)]
        if needs_geometry(pages):
            place_words(document, pages)
        document.close()
    return said(pages, data)


def slowly(data, most=None):
    return said(read_pages_slowly(data, om.Limits(), most=most), data)


def list_and_table():
    flow = Flow()
    flow.add("H1", "Focused visit to Northmoor children\u2019s services", size=16, font="bold")
    flow.add("P", "Leaders have a clear multi-", "agency plan.")
    flow.bullets("the quality of plans", "the pace of change", mark="n", font="odd")
    cells = [("Overall effectiveness", 72), ("Good", 372)]
    flow.y += 20
    row = [Node("TD", [], [Node("P", [Line(text, x, flow.y)])]) for text, x in cells]
    flow.page.nodes.append(Node("Table", [], [Node("TR", [], row)]))
    return [flow.number("1").page]


def footnote_and_raised_marks():
    flow = Flow()
    lines = [
        Line("Workers of both agencies", 72, 100),
        Line("2", 205, 96, 7),
        Line("met on the 4", 72, 115),
        Line("th", 139, 111, 7),
        Line("of May.", 150, 115),
    ]
    note = Node("Note", [Line("2 The council and the trust.", 72, 760, 9)])
    flow.page.nodes.append(Node("P", lines, [note]))
    return [flow.page]


def number_beside_a_running_footer():
    flow = Flow()
    flow.add("P", BODY)
    flow.page.artifacts += [
        Line("Inspection of Northmoor", 72, 800, 8),
        Line(" ", 72, 812, 8),
        Line("2", 513, 806, 20),
    ]
    return [flow.page]


def a_turned_page():
    flow = Flow()
    flow.add("P", "Findings of the visit", size=14, font="bold")
    flow.add("P", BODY, "Most plans are up to date.")
    return [flow.turn().page]


def a_cropped_page():
    flow = Flow(top=150)
    flow.add("P", BODY, "Most plans are up to date.")
    flow.bullets("the quality of plans", "the pace of change")
    flow.page.entries = b"/CropBox [40 40 560 760] "
    return [flow.page]


def a_paragraph_over_a_page_break():
    first, second = Flow(), Flow()
    node = first.add("P", BODY, "Managers read these records, and")
    node.rest = second.lines("they act on what they read.")
    first.page.nodes = [Node("Sect", [], [node])]
    for flow in (first, second):
        flow.add("P", *[BODY] * 4)  # or so little is tagged that tags are not relied on
    return [first.page, second.page]


def a_link_inside_a_paragraph():
    flow = Flow()
    flow.add("P", "Inspectors read the", "plan of the council", "and spoke with its authors.")
    flow.page.nodes[0].nested = True
    flow.add("P", *[BODY] * 4)
    return [flow.page]


OWN = [
    a_paragraph_over_a_page_break,
    a_link_inside_a_paragraph,
    list_and_table,
    footnote_and_raised_marks,
    number_beside_a_running_footer,
    a_turned_page,
    a_cropped_page,
]


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("make", OWN, ids=lambda make: make.__name__)
def test_of_our_own_pages(make, tagged):
    data = build(make(), tagged=tagged)
    assert slowly(data) == quickly(data)


@pytest.mark.parametrize(
    "sample", [s for s in golden.samples() if s.suffix == ".pdf"], ids=lambda s: s.name
)
def test_of_the_sample_letters(sample):
    data = sample.read_bytes()
    assert slowly(data) == quickly(data)


@pytest.mark.slow
def test_of_thirty_real_documents():
    """On the 279 documents at hand, 13,256 of 13,257 blocks were the same (first four pages)."""
    files = sorted(REAL.glob("*.pdf"))
    if len(files) < THIRTY:
        pytest.skip(f"fewer than {THIRTY} PDFs in {REAL}")
    same = total = 0
    differ = []
    for file in files[:: len(files) // THIRTY][:THIRTY]:
        data = file.read_bytes()
        fast, slow = quickly(data, PAGES), slowly(data, PAGES)
        alike = SequenceMatcher(None, fast, slow, autojunk=False).get_matching_blocks()
        agree, most = sum(run.size for run in alike), max(len(fast), len(slow))
        same, total = same + agree, total + most
        if agree < most:
            differ.append(f"{file.name}: {most - agree} of {most} blocks")
    assert same / total > 0.998, f"{same} of {total} blocks are the same; {differ}"
