"""Whether the findings of two letters may be held against each other: one rule for everybody.

A journey states a change, a chart draws a line and the explorer joins two letters only where this
rule finds no reason against it. Letters that name no areas because their framework has none look at
all that it asks for. Areas are the same where the word list takes them for the same themes, or
where it knows none and their words are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import regex

from ofstedmine.journeys.topics import cohorts_named, themes_named

if TYPE_CHECKING:
    from ofstedmine.journeys.models import NotCompared
    from ofstedmine.records import Cohort, Theme, VisitRecord

__all__ = [
    "Looked",
    "NamedArea",
    "comparable",
    "comparable_on",
    "looked_at",
    "named_areas",
    "same_children",
]

_NOT_WORD = regex.compile(r"\W++")


class NamedArea(NamedTuple):
    """An area covered: its words, and the themes and children that they name."""

    text: str
    themes: Sequence[Theme]
    cohorts: Sequence[Cohort]


class Looked(NamedTuple):
    """What has to be alike: how a letter came about, who tagged it, and what was looked at.

    ``areas`` are None where they are not known, and empty where the framework has none.
    """

    kind: str
    framework: str | None
    inspection_type: str | None
    tagged: bool
    tagger: str | None
    areas: Sequence[NamedArea] | None

    @property
    def themes(self) -> set[Theme]:
        """The themes that the areas name."""
        return {theme for area in self.areas or () for theme in area.themes}


def named_areas(texts: Iterable[str], *, none_asked: bool) -> Sequence[NamedArea] | None:
    """Return areas by their words.

    Parameters
    ----------
    texts : iterable of str
        The areas as the letter has them.
    none_asked : bool
        Whether letters of this kind name no areas.

    Returns
    -------
    sequence of NamedArea or None
        None where areas should be named and were not found.

    Examples
    --------
    >>> named_areas(["the front door"], none_asked=False)[0].themes
    ('front_door',)
    """
    areas = tuple(NamedArea(text, themes_named(text), cohorts_named(text)) for text in texts)
    return areas if areas or none_asked else None


def looked_at(record: VisitRecord) -> Looked:
    """Return what has to be alike of a record.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    Looked
        For `comparable`.
    """
    return Looked(
        record.kind,
        record.framework.name,
        record.framework.inspection_type,
        any(one.sentiment for one in record.findings),
        record.source.model_version,
        named_areas(
            [area.text for area in record.areas_covered],
            none_asked=record.missing.get("/areas_covered") == "not_in_framework",
        ),
    )


def comparable(before: Looked, after: Looked) -> NotCompared | None:
    """Say why all findings of two letters cannot be compared; None where they can.

    Parameters
    ----------
    before, after : Looked
        The letters.

    Returns
    -------
    str or None
        The reason. Small numbers are none here.

    Examples
    --------
    >>> def letter(area):
    ...     areas = named_areas([area], none_asked=False)
    ...     return Looked("focused_visit", "ILACS", None, True, "1", areas)
    >>> comparable(letter("the front door"), letter("Contacts and referrals"))
    >>> comparable(letter("the front door"), letter("care leavers"))
    'areas_differ'
    """
    why_not = _made_alike(before, after)
    if why_not:
        return why_not
    if before.areas is None or after.areas is None:
        return "areas_not_known"
    if _keys(before.areas) != _keys(after.areas):
        return "areas_differ"
    alike = all(same_children(before, after, theme) for theme in after.themes)
    return None if alike else "other_children"


def comparable_on(before: Looked, after: Looked, theme: Theme) -> NotCompared | None:
    """Say why the findings of two letters on a theme cannot be compared; None where they can.

    Parameters
    ----------
    before, after : Looked
        The letters.
    theme : str
        A theme.

    Returns
    -------
    str or None
        The reason. Small numbers are none here.
    """
    why_not = _made_alike(before, after)
    if why_not:
        return why_not
    if not before.themes or not after.themes:
        return "areas_not_known"
    if theme not in after.themes:
        return "not_an_area"
    if theme not in before.themes:
        return "no_earlier_visit"
    return None if same_children(before, after, theme) else "other_children"


def same_children(before: Looked, after: Looked, theme: Theme) -> bool:
    """Say whether what two letters looked at under a theme may concern the same children."""
    first, second = (
        [set(area.cohorts) for area in one.areas or () if theme in area.themes]
        for one in (before, after)
    )
    return any(not a or not b or a & b for a in first for b in second)


def _made_alike(before: Looked, after: Looked) -> NotCompared | None:
    if before.kind != after.kind:
        return "other_kind"
    # Half of the monitoring letters do not name their framework: only two that do can differ.
    for one, other in zip(before[1:3], after[1:3], strict=True):
        if one and other and one != other:
            return "other_framework"
    if not (before.tagged and after.tagged):
        return "not_tagged"
    return None if before.tagger == after.tagger else "other_tagger"


def _keys(areas: Iterable[NamedArea]) -> set[str]:
    """Return what areas are the same by: their themes, or their words where no theme is known."""
    return {
        key
        for area in areas
        for key in area.themes or (_NOT_WORD.sub(" ", area.text.casefold()).strip(),)
    }
