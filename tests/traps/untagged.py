"""PDFs without tags: their lines are all there is to go by."""

from __future__ import annotations

from builders.tagged_pdf import Flow, Line, Node, width

from traps.parts import BODY, on_pages, trap


@trap("02_untagged", tagged=False)
def untagged():
    flow = Flow()
    flow.add("P", "Findings of the visit", size=14, font="bold")
    flow.add("P", BODY, "Most plans are up to date.")
    flow.bullets("the quality of plans", "the pace of change", mark="n", font="odd")
    return on_pages(flow.number("2"))


@trap("02_untagged_runs_cut_in_words", tagged=False)
def runs_cut_in_words():
    flow = Flow()
    for y, words in ((100, ("Lea", "ders kn", "ow the are", "a.")), (115, ("They act", " on it."))):
        x = 72.0
        for piece in words:
            flow.page.nodes.append(Node("P", [Line(piece, x, y)]))
            x += width(piece)
    return on_pages(flow)


@trap("02_untagged_judgement_table", tagged=False)
def untagged_judgement_table():
    flow = Flow()
    rows = (
        ("Judgement", "Grade"),
        (
            ("The impact of leaders on social", "work practice"),
            ("Requires improvement", "to be good"),
        ),
        ("The experiences of care leavers", "Inadequate"),
        (("The experiences and progress of", "children in care"), "Good"),
    )
    y = 100.0
    for row in rows:
        tall = max(len(cell) if isinstance(cell, tuple) else 1 for cell in row)
        for n, cell in enumerate(row):
            lines = cell if isinstance(cell, tuple) else (cell,)
            top = y + 7 * (tall - len(lines))  # a short cell is centred on its row
            drawn = [Line(text, 72 + 300 * n, top + 14 * i) for i, text in enumerate(lines)]
            flow.page.nodes.append(Node("P", drawn))
        y += 14 * tall + 12
    flow.y = y + 20
    flow.add("P", BODY)
    return on_pages(flow)


@trap("02_untagged_running_header", tagged=False)
def untagged_running_header():
    flows = []
    for number, words in enumerate(
        ("Leaders know the area.", "Plans are clear.", "Staff stay."), 2
    ):
        flow = Flow(top=80)
        flow.page.nodes.append(Node("P", [Line("Northmoor: report of a visit", 72, 60, 9)]))
        flow.add("P", BODY, words)
        flow.page.nodes.append(Node("P", [Line("Published 9 May 2019", 72, 780, 9)]))
        flows.append(flow.number(str(number)))
    return on_pages(*flows)


@trap("02_untagged_inner_list", tagged=False)
def untagged_inner_list():
    flow = Flow()
    flow.add("P", "Inspectors looked at:")
    flow.bullets("the front door:")
    flow.y -= 10
    for text in ("the advice that callers get", "what is done at night"):
        flow.y += 14.4
        flow.page.nodes.append(Node("P", [Line("\u2013", 90, flow.y), Line(text, 108, flow.y)]))
    flow.bullets("the plans for children, and whether those who work with the children")
    flow.page.nodes.append(Node("P", [Line("keep to what is written in them.", 90, flow.y)]))
    flow.y += 14
    flow.add("P", BODY)
    return on_pages(flow)


@trap("02_untagged_footnote_at_the_foot", tagged=False)
def untagged_footnote():
    first, second = Flow(), Flow()
    mark = Line("1", 72 + width("Workers of both agencies"), 96, 7)
    first.page.nodes.append(
        Node("P", [Line("Workers of both agencies", 72, 100), mark, Line("meet often.", 214, 100)])
    )
    first.y = 110
    first.add("P", BODY, "They know the children for whom they plan, and the")
    first.page.nodes.append(
        Node("P", [Line("1 The council and the health trust of the area.", 72, 740, 9)])
    )
    second.add("P", "children know them. They meet every month.")
    return on_pages(first.number("1"), second.number("2"))
