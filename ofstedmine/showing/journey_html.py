"""A journey for notebooks: the timeline and what does not fit, without names of inspectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofstedmine.showing.folder_html import titled_card
from ofstedmine.showing.html import Html, tag
from ofstedmine.showing.journey_words import (
    gap_words,
    judged_words,
    tone_words,
    visit_days,
    visit_name,
)
from ofstedmine.showing.sentiment_html import machine_mark
from ofstedmine.showing.tags_text import MACHINE_TAGGED
from ofstedmine.showing.words import join

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Journey, Judged, Round
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["journey_html"]

_LEVELS = {"contradiction": "does not fit", "gap": "not there", "note": "to know"}


def journey_html(journey: Journey) -> Html:
    """Return a journey as a card.

    Parameters
    ----------
    journey : Journey
        The journey to show.

    Returns
    -------
    Html
        A table of judgements and visits, and a list of remarks, with its styles.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.parse(om.read("corpus/letters/aldermere_monitoring_1_2020.pdf"))
    >>> "1st monitoring visit" in journey_html(om.journey([letter], "Aldermere"))
    True
    """
    place = journey.authority
    rows = [row for one in journey.rounds for row in _rows(one)]
    rows += [_visit(visit) for visit in journey.unplaced]
    heads = (tag("th", one, scope="col") for one in ("When", "What", "Areas covered", "Findings"))
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="om-road")
    remarks = [
        tag("li", tag("span", f"{_LEVELS[one.level]}: ", class_="om-soft"), one.message)
        for one in journey.remarks
    ]
    about = join([place.region, place.ons_code and f"ONS {place.ons_code}"])
    return titled_card(
        f"Journey: {place.name}",
        tag("p", about, class_="om-soft") if about else None,
        table if rows else None,
        tag("ul", *remarks) if remarks else None,
        tag("p", "Tags are ", machine_mark(MACHINE_TAGGED)),
    )


def _rows(one: Round) -> Iterator[Html]:
    if one.judgement:
        yield _judged(one.judgement)
    for visit in one.visits:
        yield _visit(visit)


def _judged(judged: Judged) -> Html:
    days, words = judged_words(judged)
    return _row(days, tag("b", words), None, None)


def _visit(visit: JourneyVisit) -> Html:
    gap = gap_words(visit)
    areas = [tag("li", " ".join(area.text.split())) for area in visit.areas]
    return _row(
        visit_days(visit),
        tag("div", visit_name(visit), tag("p", gap, class_="om-soft") if gap else None),
        tag("ul", *areas) if areas else None,
        tone_words(visit.tone()),
    )


def _row(days: str, *cells: Html | str | None) -> Html:
    return tag("tr", tag("th", days, scope="row"), *(tag("td", cell) for cell in cells))
