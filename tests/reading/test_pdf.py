"""Reading PDFs: what decides kinds, places, pictures, refusals.

The oddities of real files have files of their own in ``tests/traps``.
"""

from __future__ import annotations

import threading

import pytest
from builders.tagged_pdf import Flow, Line, Node, Page, build

import ofstedmine as om
from ofstedmine.reading import pdf_images

BODY = "Social workers visit children regularly and record what children tell them with care."


def blocks(*flows: Flow, tagged: bool = True):
    return om.read(build([flow.page for flow in flows], tagged=tagged)).blocks


def texts(found, kind=None):
    return [block.text for block in found if kind in (None, block.kind)]


# -- the tags decide ------------------------------------------------------------------------------


def test_headings_paragraphs_bullets_and_furniture_are_told_apart():
    flow = Flow()
    flow.add("H1", "Focused visit to Northmoor children\u2019s services", size=16, font="bold")
    flow.add("P", "Leaders have a clear plan,", "and they follow it.")
    flow.bullets("the quality of plans", "the pace of change")
    flow.number("1")
    found = blocks(flow)
    assert [(b.kind, b.text) for b in found] == [
        ("heading", "Focused visit to Northmoor children\u2019s services"),
        ("paragraph", "Leaders have a clear plan, and they follow it."),
        ("bullet", "the quality of plans"),
        ("bullet", "the pace of change"),
        ("furniture", "1"),
    ]
    assert [b.marker for b in found if b.kind == "bullet"] == ["•", "•"]


def test_offsets_are_slices_of_the_text_and_boxes_lie_on_the_page():
    first, second = Flow(), Flow()
    first.add("P", BODY, "Managers read these records, and")
    second.add("P", "they act on what they read.")
    letter = om.read(build([first.page, second.page]))
    for block in letter.blocks:
        assert letter.text[block.start : block.end] == block.text
    start = letter.text.index("records, and they act")
    boxes = letter.boxes(start, start + len("records, and they act"))
    assert [box.page for box in boxes] == [1, 2]
    assert all(0 < box.x0 < box.x1 < 595 and 0 < box.top < box.bottom < 842 for box in boxes)
    assert letter.page_at(start) == 1
    assert letter.page_at(letter.text.index("they act")) == 2


def test_reading_is_safe_from_threads():
    flow = Flow()
    flow.add("P", BODY)
    data = build([flow.page] * 5)
    found = []
    threads = [threading.Thread(target=lambda: found.append(om.read(data).text)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize(("mark", "expected"), [("\u2022", "•"), ("\u2013", "–")])
def test_plain_list_marks(mark, expected):
    flow = Flow()
    flow.bullets("the quality of plans", mark=mark)
    (bullet,) = blocks(flow)
    assert (bullet.kind, bullet.marker, bullet.text) == ("bullet", expected, "the quality of plans")


def test_a_break_says_where_the_next_page_begins():
    first, second = Flow(), Flow()
    first.add("P", BODY, "Managers read these records, and")
    second.add("P", "they act on what they read.")
    (paragraph,) = blocks(first, second)
    assert paragraph.breaks == ((paragraph.text.index("they act"), 2),)


def table(*rows: tuple[str, ...], y: float = 100) -> Node:
    lines = []
    for number, row in enumerate(rows):
        cells = [
            Node("TD", [], [Node("P", [Line(text, 72 + 300 * n, y + 20 * number)])])
            for n, text in enumerate(row)
        ]
        lines.append(Node("TR", [], cells))
    return Node("Table", [], lines)


# -- what is no part of the letter ------------------------------------------------------------------


def test_the_back_page_is_furniture():
    first, second = Flow(), Flow()
    first.add("P", BODY)
    second.add(
        "P",
        "The Office for Standards in Education, Children\u2019s Services and Skills (Ofsted) regulates",
        "and inspects to achieve excellence.",
    )
    second.add("P", "W: www.gov.uk/ofsted")
    found = blocks(first, second)
    assert [b.kind for b in found] == ["paragraph", "furniture", "furniture"]


def test_a_table_of_contents_is_furniture():
    flow = Flow()
    flow.page.nodes.append(Node("TOC", [], [Node("TOCI", [Line("Executive summary 3", 72, 100)])]))
    flow.page.nodes.append(Node("H1", [Line("Executive summary", 72, 200, 14, "bold")]))
    assert [(b.kind, b.text) for b in blocks(flow)] == [
        ("heading", "Executive summary"),
        ("furniture", "Executive summary 3"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Dear Ms Archer",
        "Shadow inspector: Jo Archer",
        "Quality assurance manager: Jo Archer",
        "Senior data analyst: Jo Archer",
        "Inspection dates: 3 to 7 June 2024",
        "14 March 2024",
        "Good",
        "Yours sincerely",
    ],
)
def test_bold_lines_that_are_no_headings(words):
    flow = Flow()
    flow.add("P", words, font="bold")
    flow.add("P", BODY)
    assert blocks(flow)[0].kind == "paragraph"


def test_bold_names_of_those_who_sign_are_no_headings():
    flow = Flow()
    flow.add("P", "Yours sincerely")
    flow.add("P", "Rhona Vale", font="bold")
    assert texts(blocks(flow), "heading") == []


def test_levels_follow_sizes():
    flow = Flow()
    for words, size in (("Report", 26), ("Findings", 14), ("Care leavers", 12)):
        flow.add("P", words, size=size, font="bold")
        flow.add("P", BODY)
    assert [b.level for b in blocks(flow) if b.kind == "heading"] == [1, 2, 3]


# -- files that cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing more", "corrupt"),
        (build([Flow().page]), "no_text_layer"),
    ],
)
def test_unreadable(data, reason):
    with pytest.raises(om.UnreadableLetter) as error:
        om.read(data)
    assert error.value.reason == reason


def test_no_text_layer_names_the_way_out():
    with pytest.raises(om.UnreadableLetter, match="OCR"):
        om.read(build([Flow().page]))


def test_streams_are_counted_before_they_are_read():
    flow = Flow()
    flow.add("P", BODY)
    data = build([flow.page])
    with pytest.raises(om.UnreadableLetter) as error:
        om.read(data, limits=om.Limits(max_inflated_bytes=100))
    assert error.value.reason == "too_large"


def test_too_many_pages():
    flow = Flow()
    flow.add("P", BODY)
    with pytest.raises(om.UnreadableLetter) as error:
        om.read(build([flow.page] * 4), limits=om.Limits(max_pages=3))
    assert error.value.reason == "too_large"


# -- to look at -------------------------------------------------------------------------------------


def test_a_page_can_be_looked_at_with_words_marked():
    flow = Flow()
    flow.add("P", BODY)
    letter = om.read(build([flow.page]))
    start = letter.text.index("children")
    plain = letter.image(1)
    marked = letter.image(1, [(start, start + len("children"))])
    assert plain.size == marked.size
    changed = [
        (x, y)
        for x in range(0, plain.width, 3)
        for y in range(0, plain.height, 3)
        if plain.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    (box,) = letter.boxes(start, start + len("children"))
    scale = plain.width / 595
    assert changed
    assert all(
        box.x0 * scale - 3 <= x <= box.x1 * scale + 3
        and box.top * scale - 3 <= y <= box.bottom * scale + 3
        for x, y in changed
    )
    with pytest.raises(ValueError, match="pages 1 to 1"):
        letter.image(2)


PAGES_SHOWN_OTHERWISE = {
    "as it is": {},
    "turned": {"entries": b"/Rotate 90 "},
    "upside down": {"entries": b"/Rotate 180 "},
    "turned the other way": {"entries": b"/Rotate 270 "},
    "cropped": {"entries": b"/CropBox [40 500 400 800] "},
    "cropped and turned": {"entries": b"/CropBox [40 500 400 800] /Rotate 90 "},
    "cropped and turned the other way": {"entries": b"/CropBox [40 500 400 800] /Rotate 270 "},
    "cropped to more than there is": {"entries": b"/CropBox [-40 -50 900 900] "},
    "counted from elsewhere": {"media": (-30, -50, 565, 792)},
    "counted from elsewhere and turned": {"media": (-30, -50, 565, 792), "entries": b"/Rotate 90 "},
}


@pytest.mark.parametrize("how", PAGES_SHOWN_OTHERWISE)
def test_boxes_lie_on_the_words_however_the_page_is_shown(how):
    page = Page([Node("P", [Line("Inspectors", 100, 200)])], **PAGES_SHOWN_OTHERWISE[how])
    letter = om.read(build([page]))
    picture = letter.image(1, resolution=72)
    assert picture.size == (letter.pages[0].width, letter.pages[0].height)
    ink = picture.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    (box,) = letter.boxes(0, len(letter.text))
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx(ink, abs=1.5)
    marked = letter.image(1, [(0, len(letter.text))], resolution=72)
    coloured = marked.getchannel("B").point(lambda value: 255 * (value < 230)).getbbox()
    assert coloured == pytest.approx(ink, abs=2)


def test_a_picture_of_a_huge_page_is_drawn_smaller(monkeypatch):
    monkeypatch.setattr(pdf_images, "MOST_PIXELS", 1_000_000)
    page = Page([Node("P", [Line("Inspectors", 100, 200)])], media=(0, 0, 14_000, 14_000))
    picture = om.read(build([page])).image(1)
    assert 900_000 < picture.width * picture.height <= 1_001_000


@pytest.mark.parametrize("tagged", [True, False])
def test_a_turned_page_is_read_as_it_is_shown(tagged):
    def flow():
        flow = Flow()
        flow.add("P", "Findings of the visit", size=14, font="bold")
        flow.add("P", BODY, "Most plans are up to date.")
        flow.bullets("the quality of plans", "the pace of change")
        return flow

    level, turned = blocks(flow(), tagged=tagged), blocks(flow().turn(), tagged=tagged)
    assert [(b.kind, b.text) for b in level] == [(b.kind, b.text) for b in turned]
    assert [b.kind for b in level] == ["heading", "paragraph", "bullet", "bullet"]


def test_tables_as_rows():
    flow = Flow()
    flow.page.nodes.append(table(("Judgement", "Grade"), ("Overall effectiveness", "Good")))
    letter = om.read(build([flow.page]))
    assert letter.tables() == [[["Judgement", "Grade"], ["Overall effectiveness", "Good"]]]


def test_untagged_cells_that_nearly_touch_stay_apart():
    flow = Flow()
    # In Helvetica at 12 points the second area ends some ten points before its grade.
    rows = (
        ("The impact of leaders", "Good"),
        ("The experiences and progress of children who need help", "Inadequate"),
        ("Adoption", "Outstanding"),
    )
    for area, grade in rows:
        flow.y += 25
        flow.page.nodes.append(Node("P", [Line(area, 72, flow.y), Line(grade, 385, flow.y)]))
    flow.y += 40
    flow.add("P", BODY)
    cells = [b.text for b in blocks(flow, tagged=False) if b.kind == "table_cell"]
    assert cells == [words for row in rows for words in row]


@pytest.mark.parametrize(
    ("end", "rest", "is_one"),
    [
        (
            "Support comes late:",
            "workers meet young people in the month in which they leave care, and seldom before.",
            True,
        ),
        (
            "Leaders know this;",
            "they have asked for a review of all plans that were made in the past two years.",
            True,
        ),
        ("Inspectors reviewed:", "the quality of plans and the oversight of managers over them;", False),
        ("Inspectors reviewed:", "the quality of plans.", False),
        ("They said this:", "The plans that managers make are of good quality, and they are used.", False),
    ],
)  # fmt: skip
def test_a_page_that_ends_with_a_colon(end, rest, is_one):
    first, second = Flow(), Flow()
    first.add("P", BODY, end)
    second.add("P", rest)
    found = blocks(first.number("1"), second)
    assert texts(found, "paragraph") == (
        [f"{BODY} {end} {rest}"] if is_one else [f"{BODY} {end}", rest]
    )
