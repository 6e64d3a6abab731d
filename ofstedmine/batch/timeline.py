"""The letters of a dataset by authority and day: what one letter's row has to know of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

__all__ = ["FULL", "VISITS", "Seen", "Timeline", "tag_status"]

FULL = frozenset({"ilacs_inspection", "sif_inspection"})
"""Inspections that judge a council's services for children as a whole."""
VISITS = FULL | {"monitoring_visit", "focused_visit", "assurance_visit", "jtai", "area_send"}
RECALLING = FULL | {"monitoring_visit", "focused_visit", "assurance_visit"}
"""Kinds whose letters look back to the last full inspection, and to nothing else."""
REPORTED_WITHIN = timedelta(days=183)
"""A judgement dated later than this after an inspection is another one's."""
NOT_VALIDATED = "tagger_not_validated"
TAGGED = "machine-tagged, unreviewed"
COLUMNS = (
    "letter_id", "document_id", "visit_id", "kind", "authority", "other_authorities", "visit_start",
    "visit_end", "visit_number", "published", "overall_grade", "previous_grade", "previous_scope",
    "previous_year", "previous_month", "positive", "warning_codes",
)  # fmt: skip
"""Columns of the table of visits that a timeline is made from."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter, as little of it as the rows of other letters need."""

    letter_id: str
    document_id: str
    visit_id: str
    kind: str
    authorities: tuple[str, ...]
    start: date | None
    number: int | None
    published: date | None
    overall_grade: str | None
    tag_status: str | None

    @property
    def authority(self) -> str | None:
        """The authority that it is about first of all."""
        return self.authorities[0] if self.authorities else None


class Timeline:
    """All letters, in the order of their days.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of the table of visits, of `COLUMNS` at least.

    Attributes
    ----------
    letters : dict of str to Seen
        By key, in the order of authority and first day.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        found = sorted((_seen(row) for row in rows), key=_order)
        self.letters = {one.letter_id: one for one in found}
        self._by_authority: dict[str, list[Seen]] = {}
        for one in found:
            for name in one.authorities:
                self._by_authority.setdefault(name, []).append(one)
        for some in self._by_authority.values():
            some.sort(key=lambda one: (one.start or date.max, one.visit_id, one.letter_id))

    @property
    def authorities(self) -> Mapping[str, list[Seen]]:
        """The letters that each authority is named in, in order of their days."""
        return self._by_authority

    def previous(self, letter: Seen, kinds: frozenset[str] = VISITS) -> Seen | None:
        """Return the visit before that of a letter.

        Parameters
        ----------
        letter : Seen
            A letter.
        kinds : frozenset of str
            Kinds that are looked for.

        Returns
        -------
        Seen or None
            The latest earlier one of the same authority; of several letters of one visit one that
            states a grade.
        """
        if letter.start is None or letter.authority is None:
            return None
        earlier = [
            (one.start, one.overall_grade is not None, one.letter_id, one)
            for one in self._by_authority[letter.authority]
            if one.kind in kinds
            and one.start is not None
            and one.start < letter.start
            and one.visit_id != letter.visit_id
        ]
        return max(earlier)[-1] if earlier else None

    def derived(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns of a visit that other letters, or a calculation, have to tell.

        Parameters
        ----------
        row : mapping
            Its row in the table of visits.

        Returns
        -------
        dict
            Values by column.
        """
        letter = self.letters[row["letter_id"]]
        before, full = self.previous(letter), self.previous(letter, FULL)
        grade, source, stated_by = grade_at_visit(row, full)
        return {
            "days_start_to_published": _days(letter.start, letter.published),
            "days_since_previous_visit": _days(before.start if before else None, letter.start),
            "days_since_full_inspection": _days(full.start if full else None, letter.start),
            "grade_at_visit": grade,
            "grade_at_visit_source": source,
            "grade_at_visit_letter": stated_by,
            "tag_status": letter.tag_status,
        }


def grade_at_visit(
    row: Mapping[str, Any], full: Seen | None
) -> tuple[str | None, str | None, str | None]:
    """Return the overall grade in force when a visit began, where it can be told.

    The report of the latest earlier full inspection says it. Where the dataset has none, or the
    letter looks back to a newer judgement than that, the letter says it. Where the inspection gives
    no overall grade, only a judgement that is no older than the inspection counts.

    Parameters
    ----------
    row : mapping
        The visit's row in the table of visits.
    full : Seen or None
        The latest earlier full inspection of the authority.

    Returns
    -------
    tuple of (str or None, str or None, str or None)
        The grade, who says so (``inspection`` or ``letter``), and that letter's key.

    Examples
    --------
    >>> row = {"letter_id": "ab", "kind": "focused_visit", "visit_start": date(2023, 5, 1)}
    >>> stated = {"previous_grade": "good", "previous_scope": None, "previous_year": 2021}
    >>> grade_at_visit({**row, **stated, "previous_month": None}, None)
    ('good', 'letter', 'ab')
    """
    nothing = (None, None, None)
    if row["visit_start"] is None or row["kind"] not in VISITS:
        return nothing
    says = (row["previous_grade"], "letter", row["letter_id"])
    scope = (row["previous_scope"] or "overall").casefold()
    states = row["previous_grade"] and row["kind"] in RECALLING and "overall" in scope
    year, month = row["previous_year"], row["previous_month"]
    if full is None or full.start is None:
        return says if states else nothing
    if states and year and date(year, month or 1, 1) > full.start + REPORTED_WITHIN:
        return says
    if full.overall_grade is not None:
        return full.overall_grade, "inspection", full.letter_id
    known = states and year and (year, month or 12) >= (full.start.year, full.start.month)
    return says if known else nothing


def tag_status(row: Mapping[str, Any]) -> str | None:
    """Return what the tags of a letter's findings are worth.

    Parameters
    ----------
    row : mapping
        Its row in the table of visits.

    Returns
    -------
    str or None
        None where its findings were not tagged.

    Examples
    --------
    >>> tag_status({"positive": 3, "warning_codes": None})
    'machine-tagged, unreviewed'
    """
    if row["positive"] is None:
        return None
    if NOT_VALIDATED in (row["warning_codes"] or "").split("; "):
        return f"{TAGGED}; tagger not validated on this kind of letter"
    return TAGGED


def _seen(row: Mapping[str, Any]) -> Seen:
    others = (row["other_authorities"] or "").split("; ")
    names = dict.fromkeys(name for name in (row["authority"], *others) if name)
    return Seen(
        letter_id=row["letter_id"],
        document_id=row["document_id"],
        visit_id=row["visit_id"],
        kind=row["kind"],
        authorities=tuple(names),
        start=row["visit_start"],
        number=row["visit_number"],
        published=row["published"],
        overall_grade=row["overall_grade"],
        tag_status=tag_status(row),
    )


def _order(one: Seen) -> tuple[bool, str, date, str]:
    return (one.authority is None, one.authority or "", one.start or date.max, one.letter_id)


def _days(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None
