"""Which areas of concern were looked at again, and which never."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.journeys.models import AreaVisits, Concern
from ofstedmine.journeys.topics import cohorts_named, themes_named

if TYPE_CHECKING:
    from ofstedmine.journeys.telling import Told
    from ofstedmine.journeys.visits import JourneyVisit
    from ofstedmine.records import Item, Theme

__all__ = ["areas_of", "concerns_of"]


def concerns_of(inspection: Told | None, visits: Sequence[JourneyVisit]) -> list[Concern]:
    """Return what an inspection wanted improved, each with the visits that looked at it.

    Parameters
    ----------
    inspection : Told or None
        The report that began the round; without one no concern is known.
    visits : sequence of JourneyVisit
        The visits of the round, in order.

    Returns
    -------
    list of Concern
        Priority actions first, then improvements.
    """
    if inspection is None:
        return []
    record = inspection.main
    items = [*record.priority_actions, *record.improvements]
    return [_concern(item, record.document_id, visits) for item in items]


def _concern(item: Item, document: str, visits: Sequence[JourneyVisit]) -> Concern:
    themes = themes_named(item.text)
    cohorts = cohorts_named(item.text)
    looked: dict[str, set[Theme]] = {}
    for visit in visits:
        for area in visit.areas:
            same = set(themes).intersection(area.themes)
            apart = cohorts and area.cohorts and not set(cohorts).intersection(area.cohorts)
            if same and not apart:
                looked.setdefault(visit.id, set()).update(same)
    never = [theme for theme in themes if not any(theme in some for some in looked.values())]
    concern = Concern(
        text=item.text,
        document_id=document,
        page=item.page,
        themes=list(themes),
        cohorts=list(cohorts),
        revisited="yes",
        visits=list(looked),
        themes_never=never,
    )
    # Where a visit's areas are not known, nobody can say that it did not look.
    silent = not visits or any(not visit.looked_at for visit in visits)
    if not themes or (not looked and silent):
        concern.revisited = "not_known"
    elif never:
        concern.revisited = "partly" if looked else "never"
    return concern


def areas_of(visits: Sequence[JourneyVisit]) -> list[AreaVisits]:
    """Return the themes that visits looked at, each with those visits.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        The visits of a round, in order.

    Returns
    -------
    list of AreaVisits
        In the order of the codebook.

    Examples
    --------
    >>> areas_of([])
    []
    """
    found: dict[str, list[str]] = {slug: [] for slug in load_codebook().theme_slugs}
    for visit in visits:
        for theme in visit.looked_at:
            found[theme].append(visit.id)
    return [AreaVisits(theme=slug, visits=some) for slug, some in found.items() if some]
