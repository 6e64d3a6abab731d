"""Short reports with a cover, a table of judgements and numbered paragraphs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from corpus.render.document import Block, Heading, NewPage, Paragraph, Table
from generator.bodies import listing, prose
from generator.dates import report_stay
from generator.people import lead

if TYPE_CHECKING:
    from generator.letters import Draw

_LEADERS = "The impact of leaders on social work practice with children and families"
_HELP = "The experiences and progress of children who need help and protection"
_CARE = "The experiences and progress of children in care"
_LEAVERS = "The experiences and progress of care leavers"
_BOTH = "The experiences and progress of children in care and care leavers"
_OVERALL = "Overall effectiveness"
GRADES = {
    "Outstanding": "outstanding",
    "Good": "good",
    "Requires improvement to be good": "requires_improvement",
    "Inadequate": "inadequate",
}


def report(draw: Draw) -> list[Block]:
    """Return a short report with a cover, a table of judgements and numbered paragraphs."""
    year = draw.rng.randint(2018, 2025)
    draw.stay = report_stay(draw.rng, year)
    draw.choices["dates"] = draw.stay.form
    draw.day = draw.stay.end + timedelta(days=50)
    draw.expect(kind="ilacs_inspection", visit__periods=draw.stay.periods)
    title = f"Inspection of {draw.written} local authority children's services"
    if draw.choose("title", ["plain", "possessive"]) == "possessive":
        title = f"Inspection of {draw.written} children's services"
    draw.expect(title=title)
    label = draw.choose("label", ["Inspection dates:", "Inspection dates:", "Inspection date:"])
    form, line, people = lead(draw.cast, draw.day)
    draw.choices["inspectors"] = form
    draw.expect(inspectors=people)
    dates = draw.stay.text
    draw.layout["footer"] = (title, dates)
    areas_judged = [
        _LEADERS,
        _HELP,
        *([_BOTH] if draw.stay.start.year < 2023 else [_CARE, _LEAVERS]),
        _OVERALL,
    ]
    grades = [draw.rng.choice(list(GRADES)) for _ in areas_judged]
    draw.expect(judgements=[(a, GRADES[g]) for a, g in zip(areas_judged, grades, strict=True)])
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(f"**{label}** {dates}"),
        Paragraph(line),
        Table((("Judgement", "Grade"), *zip(areas_judged, grades, strict=True))),
        Paragraph(prose(draw, 3, distract=False)),
        NewPage(),
    ]
    draw.expected["headings"] = []
    blocks += listing(
        draw, "What needs to improve?" if draw.day.year > 2021 else "What needs to improve"
    )
    number = 0
    for area, grade in list(zip(areas_judged, grades, strict=True))[1:-1]:
        heading = f"{area}: {grade.lower()}"
        blocks.append(Heading(heading))
        draw.expected["headings"].append(heading)
        for _ in range(2):
            number += 1
            blocks.append(Paragraph(prose(draw, 3), number=f"{number}."))
    return blocks
