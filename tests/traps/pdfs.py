"""The traps that are PDFs, numbered as in the list of traps that real files set to a reader."""

from __future__ import annotations

from builders.tagged_pdf import Flow, Line, Node, width

from traps.parts import BODY, in_a_row, on_pages, trap


@trap("03_footer_comes_first")
def footer_first():
    flow = Flow()
    flow.add("P", BODY)
    flow.number("1").page.artifacts_first = True
    return on_pages(flow)


@trap("04_hyphen_at_a_line_end")
def line_end_hyphen():
    flow = Flow()
    flow.add("P", "There is good multi-", "agency work.")
    flow.add("P", "They have short- and", "long-term plans.")
    return on_pages(flow)


@trap("05_hyphen_before_digits")
def hyphen_before_digits():
    flow = Flow()
    flow.add("P", "In the year 2013-", "14 numbers rose.")
    flow.add("P", "Inspection dates: 3 June -", "28 June 2019")
    return on_pages(flow)


@trap("06_number_touches_its_words")
def number_touches():
    flow = Flow()
    label = Node("Lbl", [Line("37.", 72, 100)])
    body = Node("LBody", [Line("The offer to care leavers is strong.", 72 + width("37."), 100)])
    flow.page.nodes.append(Node("L", [], [Node("LI", [], [label, body])]))
    flow.page.nodes.append(Node("L", [], [Node("LI", [Line("38.The council listens.", 72, 130)])]))
    return on_pages(flow)


@trap("07_list_marks_of_private_use")
def private_marks():
    flow = Flow()
    flow.bullets("the quality of plans", mark="n", font="odd")  # U+F06E
    flow.bullets("the pace of change", mark="-", font="odd")  # U+F02D
    flow.bullets("the reach of the service", mark="q", font="odd")  # U+25FC
    return on_pages(flow)


@trap("08_list_mark_glued_to_its_word")
def glued_mark():
    flow = Flow()
    label = Node("Lbl", [Line("s", 72, 100, font="odd")])  # U+0336, a combining stroke
    body = Node("LBody", [Line("leaders who know their area", 72 + width("s"), 100)])
    flow.page.nodes.append(Node("L", [], [Node("LI", [], [label, body])]))
    return on_pages(flow)


@trap("09_drawn_dash_in_a_year_range")
def drawn_dash():
    flow = Flow()
    before = "Numbers rose in 2014"
    at = 72 + width(before)
    lines = [
        Line(before, 72, 100),
        Line("t", at, 100, font="odd"),  # U+0335
        Line("15.", at + width("t"), 100),
    ]
    flow.page.nodes.append(Node("P", lines))
    struck = [  # the stroke goes through a dash that is there as well
        Line("They fell in 2015", 72, 130),
        Line("t", 72 + width("They fell in 2015"), 130, font="odd"),
        Line("\u201316.", 72 + width("They fell in 2015t"), 130),
    ]
    flow.page.nodes.append(Node("P", struck, nested=True))
    return on_pages(flow)


@trap("10_control_character_as_list_mark")
def control_mark():
    flow = Flow()
    flow.bullets("the quality of plans", mark="x", font="odd")  # U+0083
    return on_pages(flow)


@trap("11_stray_space_of_a_neighbour_line")
def stray_space():
    flow = Flow()
    flow.page.nodes += [
        Node("P", [Line("Ms Ada Archer", 72, 90), Line("  ", 72 + width("D"), 98)]),
        Node("P", [Line("Dear Ms Archer", 72, 101)]),
        Node("P", [Line(BODY, 72, 130)]),
    ]
    return on_pages(flow)


@trap("12_invisible_copy_of_a_line")
def invisible_copy():
    flow = Flow()
    hidden = Line("Ms Ada Archer, Director", 72, 160, clip=(72, 700, 450, 100))
    for line in (
        Line("Mr Bo Stand, Chief Constable", 72, 85),
        hidden,
        Line("Mx Kit Marsh, Chair of the Board", 72, 100),
        Line("Ms Ada Archer, Director", 72, 115),
        Line("Dear local partnership", 72, 140),
        Line(BODY, 72, 170),
    ):
        flow.page.nodes.append(Node("P", [line]))
    return on_pages(flow)


@trap("13_wrapped_cells_of_a_judgement_table")
def wrapped_cells():
    flow = Flow()
    rows = [
        in_a_row("Judgement", "Grade", y=80, tag="TH"),
        in_a_row(
            ("The impact of leaders on", "social work practice"),
            ("Requires improvement", "to be good"),
        ),
        in_a_row(("The experiences and progress of", "care leavers"), "Good", y=140),
    ]
    flow.page.nodes.append(Node("Table", [], rows))
    return on_pages(flow)


@trap("14_one_cell_in_two_paragraphs")
def two_paragraph_cell():
    flow = Flow()
    row = in_a_row("Adoption performance", "Requires improvement")
    row.children[1].children.append(Node("P", [Line("to be good", 372, 114)]))
    flow.page.nodes.append(Node("Table", [], [row]))
    return on_pages(flow)


@trap("15_label_holds_body_text")
def label_holds_text():
    flow = Flow()
    label = Node("Lbl", [Line("The area partnership knows", 72, 100)])
    body = Node("LBody", [Line("its children.", 230, 100)])
    flow.page.nodes.append(Node("L", [], [Node("LI", [], [label, body])]))
    return on_pages(flow)


@trap("16_heading_tag_on_a_body_paragraph")
def tagged_body():
    flow = Flow()
    flow.add("H1", BODY, BODY)
    return on_pages(flow)


@trap("17_plain_sub_headings")
def plain_sub_headings():
    flow = Flow()
    flow.add("H2", "Findings", size=14, font="bold")
    flow.add("P", "Help at night")
    flow.add("P", BODY)
    flow.add("P", "Support for foster carers")
    flow.add("P", BODY)
    return on_pages(flow)


@trap("18_note_inside_a_heading")
def note_in_heading():
    flow = Flow()
    note = Node(
        "Note",
        [],
        [
            Node("P", [Line("1 This review was made under", 72, 780, 10)]),
            Node("P", [Line("section 20 of the Act.", 72, 792, 10)]),
        ],
    )
    heading = Node("H2", [Line("What needs to improve", 72, 100, 14, "bold")], [note])
    flow.page.nodes.append(heading)
    flow.page.nodes.append(Node("P", [Line(BODY, 72, 130)]))
    return on_pages(flow)


@trap("19_raised_marks_and_endings")
def raised():
    flow = Flow()
    for y, before, mark, after in (
        (100, "This is the only area", "2", ""),
        (130, "They meet the agencies", "2", "."),
        (160, "The team sits on the 4", "th", " Floor of the hall."),
    ):
        at = 72 + width(before)
        lines = [Line(before, 72, y), Line(mark, at, y - 4, 7)]
        if after:
            lines.append(Line(after, at + width(mark, 7), y))
        flow.page.nodes.append(Node("P", lines))
    return on_pages(flow)


@trap("20_numbered_paragraph_over_a_page_break")
def over_a_page_break():
    first, second = Flow(), Flow()
    item = Node("LI", [Line("4. Workers know the children whom they", 72, 700)])
    first.page.nodes.append(Node("L", [], [item]))
    rest = Node("LI", [Line("visit, and plan with them.", 72, 80)])
    second.page.nodes.append(Node("L", [], [rest]))
    return on_pages(first.number("3"), second.number("4"))


@trap("21_hyphen_at_a_page_end")
def page_end_hyphen():
    first, second = Flow(), Flow()
    first.add("P", "Young people told inspectors about the support for those who self-")
    second.add("P", "harm, and said that it had come in time.")
    return on_pages(first.number("41"), second.number("42"))


def report(flow: Flow, title: str, dates: str) -> None:
    """Begin a report: its title and the days of the inspection."""
    flow.add("H1", title, size=26)
    flow.add("P", dates)


@trap("22_no_overall_effectiveness")
def no_overall():
    flow = Flow()
    report(
        flow,
        "Inspection of Northmoor local authority children\u2019s services",
        "Inspection dates: 1 to 5 June 2026",
    )
    rows = [
        in_a_row("Judgement", "Grade", y=200, tag="TH"),
        in_a_row(("The impact of leaders on social work", "practice"), "Good", y=225),
        in_a_row(("The experiences and progress of", "care leavers"), "Outstanding", y=265),
    ]
    flow.page.nodes.append(Node("Table", [], rows))
    flow.y = 320
    flow.add("P", BODY)
    return on_pages(flow)


@trap("23_old_layout_in_a_later_year")
def old_layout():
    flow = Flow()
    flow.add("H1", "Northmoor County Council", size=26)
    flow.add(
        "H2",
        "Re-inspection of services for children in need of help and",
        "protection, children looked after and care leavers",
        size=16,
    )
    flow.add("P", "Inspection date: 6 November 2017 to 30 November 2017")
    flow.add("P", "Report published: 19 January 2018")
    y = flow.y + 30
    rows = [
        in_a_row("Children\u2019s services in Northmoor are good", "", y=y),
        in_a_row(("1. Children who need help and", "protection"), "Good", y=y + 25),
        in_a_row(("2. Children looked after and", "achieving permanence"), "Good", y=y + 65),
    ]
    flow.page.nodes.append(Node("Table", [], rows))
    return on_pages(flow)


def joint_letter(flow: Flow, day: str, *title: str) -> None:
    """Begin the letter of a joint inspection."""
    flow.add("P", day)
    flow.add("P", "To: Ms Ada Archer, Director of Children\u2019s Services, Northmoor")
    flow.add("P", "Dear local partnership")
    flow.add("H1", *title, size=14, font="bold")
    flow.add("P", BODY)


@trap("24_letter_of_2_december_published_2016-12-05")
def two_dates():
    flow = Flow()
    joint_letter(
        flow,
        "2 December 2016",
        "Joint targeted area inspection of the multi-agency response to abuse",
        "and neglect in Northmoor",
    )
    return on_pages(flow)


@trap("25_last_page_only_a_number", info=b"/CreationDate (D:20170202120000Z)")
def only_a_number():
    first, second = Flow(), Flow()
    joint_letter(
        first,
        "27 June 2016",
        "Joint targeted area inspection of the multi-agency response to abuse",
        "and neglect in Northmoor",
    )
    return on_pages(first.number("1"), second.number("2"))
