"""Hazards of letters' closings, copies, signatures and page furniture, as PDFs."""

from __future__ import annotations

from builders.tagged_pdf import Flow, Line, Node, width

from traps.parts import BODY, on_pages, trap


def four_bodies(flow: Flow) -> list[list[str]]:
    flow.add("P", BODY)
    flow.add("P", "Yours sincerely")
    flow.y += 10
    return [
        ["Ofsted", "Care Quality Commission"],
        ["Ana Wood", "Sam Lee"],
        ["Regional Director", "Deputy Chief Inspector"],
        ["HMI Constabulary", "HMI Probation"],
        ["Kit Marsh", "Ivy Stone"],
        ["HM Inspector of Constabulary", "Assistant Chief Inspector"],
    ]


@trap("signatures_of_four_bodies_in_columns", tagged=False)
def columns_of_signatures():
    flow = Flow()
    for left, right in four_bodies(flow):
        flow.y += 20
        lines = [Line(left, 72, flow.y), Line(right, 320, flow.y)]
        flow.page.nodes.append(Node("P", lines))
    return on_pages(flow)


@trap("signatures_of_four_bodies_in_a_table")
def table_of_signatures():
    flow = Flow()
    rows = []
    for left, right in four_bodies(flow):
        flow.y += 20
        cells = [
            Node("TD", [], [Node("P", [Line(text, x, flow.y)])])
            for text, x in ((left, 72), (right, 320))
        ]
        rows.append(Node("TR", [], cells))
    flow.page.nodes.append(Node("Table", [], rows))
    return on_pages(flow)


@trap("note_in_the_middle_of_a_sentence")
def note_in_a_sentence():
    flow = Flow()
    before, after = "The duties of the Children Act 2004", " are met by the council,"
    mark = Line("1", 72 + width(before), 96, 7)
    flow.page.nodes += [
        Node(
            "P",
            [Line(before, 72, 100), mark, Line(after, 76 + width(before), 100)],
            [Node("Note", [], [Node("P", [Line("1 As it was amended later.", 72, 770, 9)])])],
        ),
        Node("P", [Line("Partners know it well.", 72, 130)]),
    ]
    flow.page.nodes[0].children.append(Node("Span", [Line("and by its partners.", 72, 115)]))
    return on_pages(flow.number("2"))


@trap("letterhead_after_the_first_page", tagged=False)
def letterhead_last():
    first, second = Flow(), Flow()
    first.add("P", "27 March 2018")
    first.add("P", "Ms Ada Archer")
    first.add("P", "Director of Children\u2019s Services")
    first.add("P", "Dear Ms Archer")
    first.add("P", "Monitoring visit of Northmoor children\u2019s services", size=14, font="bold")
    first.add("P", BODY, "Leaders know the area.")
    for n, text in enumerate(
        ("Ofsted", "Agora", "Nottingham NG1 6HJ", "T 0300 000 0000", "Textphone 0161 000 0000",
         "enquiries@example.gov.uk", "www.example.gov.uk")
    ):  # fmt: skip
        first.page.nodes.append(Node("P", [Line(text, 430, 50 + 11 * n, 9)]))
    second.add("P", "Ofsted is proud to use recycled paper", size=8)
    second.add("P", "Findings and evaluation of progress", size=14, font="bold")
    second.add("P", BODY)
    return on_pages(first.number("1"), second.number("2"))


@trap("back_page_with_a_telephone")
def back_page():
    first, second = Flow(), Flow()
    first.add("P", BODY)
    first.add("P", "Yours sincerely")
    first.add("P", "Ana Wood")
    first.add("P", "Her Majesty\u2019s Inspector")
    second.add(
        "P",
        "The Office for Standards in Education, Children\u2019s Services and Skills (Ofsted) regulates",
        "and inspects.",
    )
    second.add(
        "P",
        "If you would like a copy of this document in a different format, such as large print or",
        "Braille, please telephone 0300 000 0000, or email enquiries@example.gov.uk.",
    )
    second.add("P", "Piccadilly Gate")
    second.add("P", "T: 0300 000 0000")
    second.add("P", "\u00a9 Crown copyright 2018")
    return on_pages(first, second.number("4"))
