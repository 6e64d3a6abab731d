"""A journey for notebooks: the timeline and what does not fit, without names of inspectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from ofstedmine.showing.journey_words import (
    gap_words,
    judged_words,
    tone_words,
    visit_days,
    visit_name,
)
from ofstedmine.showing.tags_text import MACHINE_TAGGED

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Journey, Round
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["journey_html"]

_STYLE = "text-align:left;vertical-align:top"


def journey_html(journey: Journey) -> str:
    """Return a journey as a piece of HTML.

    Parameters
    ----------
    journey : Journey
        The journey to show.

    Returns
    -------
    str
        A table of judgements and visits, and a list of remarks; everything is escaped.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.parse(om.read("corpus/letters/aldermere_monitoring_1_2020.pdf"))
    >>> "1st monitoring visit" in journey_html(om.journey([letter], "Aldermere"))
    True
    """
    rows = [row for one in journey.rounds for row in _rows(one)]
    rows += [_visit(visit) for visit in journey.unplaced]
    head = _row(("When", "What", "Areas covered", "Findings"), "th")
    body = "".join(_row(cells, "td") for cells in rows)
    remarks = "".join(
        f"<li>{escape(one.level)}: {escape(one.message)}</li>" for one in journey.remarks
    )
    return (
        f"<div><h4>{escape(journey.authority.name)}</h4>"
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
        f"<ul>{remarks}</ul><p><small>{MACHINE_TAGGED}</small></p></div>"
    )


def _rows(one: Round) -> Iterator[tuple[str, ...]]:
    if one.judgement:
        yield (*judged_words(one.judgement), "", "")
    for visit in one.visits:
        yield _visit(visit)


def _visit(visit: JourneyVisit) -> tuple[str, ...]:
    name = "\n".join(filter(None, (visit_name(visit), gap_words(visit))))
    areas = "\n".join(" ".join(area.text.split()) for area in visit.areas)
    return visit_days(visit), name, areas, tone_words(visit.tone())


def _row(cells: Iterable[str], tag: str) -> str:
    filled = (escape(cell).replace("\n", "<br>") for cell in cells)
    return "<tr>" + "".join(f'<{tag} style="{_STYLE}">{cell}</{tag}>' for cell in filled) + "</tr>"
