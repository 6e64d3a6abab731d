"""Which letters a chart shows, and whether they may stand beside each other.

Charts compare within one kind of letter and one framework. A letter whose framework was not found
is kept, and the chart says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ofstedmine.charts.look import safe
from ofstedmine.errors import OfstedmineError
from ofstedmine.findings.shares import counted_findings
from ofstedmine.findings.tagging import NOT_VALIDATED
from ofstedmine.records import VisitRecord
from ofstedmine.showing.html import shown
from ofstedmine.showing.reprs import count
from ofstedmine.showing.tags_text import machine_tagged
from ofstedmine.showing.words import join, kind_words, list_days, long_date

if TYPE_CHECKING:
    from ofstedmine.records import Finding, Theme

__all__ = [
    "Letters",
    "NotComparable",
    "Records",
    "findings_of",
    "first_day",
    "gather",
    "name_of",
    "visit_days",
]

Records = VisitRecord | Iterable[VisitRecord]


class NotComparable(OfstedmineError, ValueError):
    """Letters that no chart puts beside each other, or of which none may be shown."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one kind and framework, in order of authority and time.

    Attributes
    ----------
    records : sequence of VisitRecord
        The letters, no visit twice.
    repeated : int
        How many more letters there were about the same visits.
    """

    records: Sequence[VisitRecord]
    repeated: int = 0

    @property
    def authorities(self) -> list[str]:
        """The authorities, in the order of the alphabet."""
        return sorted({name_of(one) for one in self.records}, key=lambda name: name.casefold())

    def of(self, authority: str) -> list[VisitRecord]:
        """Return the letters of one authority."""
        return [one for one in self.records if name_of(one) == authority]

    def what(self) -> str:
        """Say which letters these are: how many, kind, framework."""
        kind = kind_words(self.records[0].kind)
        frameworks = [one.framework.name for one in self.records]
        known = next(filter(None, frameworks), None)
        missing = frameworks.count(None)
        if known is None:
            framework = "framework not found"
        elif missing:
            framework = f"framework {known} (not found in {missing} of {len(frameworks)})"
        else:
            framework = f"framework {known}"
        number = count(len(self.records), "letter")
        return shown(f"{number}, kind: {kind}, {framework}")

    def how(self) -> str:
        """Say who tagged, and what was left out."""
        models = dict.fromkeys(one.source.model_version for one in self.records)
        validated = all(
            warning.code != NOT_VALIDATED for one in self.records for warning in one.warnings
        )
        again = f"{self.repeated} more about the same visits left out" if self.repeated else None
        return join(
            [
                machine_tagged(join(models), validated=validated),
                "case studies and repeats are not counted",
                again,
            ],
            "; ",
        )


def gather(
    records: Records, *, authority: str | None = None, kind: str | None = None, single: bool = False
) -> Letters:
    """Return the letters that a chart is to show, if they may stand beside each other.

    Parameters
    ----------
    records : VisitRecord, iterable of VisitRecord or Dataset
        The letters.
    authority : str, optional
        Name or ONS code of the only authority to show.
    kind : str, optional
        The only kind of letter to show.
    single : bool, default False
        Whether they must be of one authority.

    Returns
    -------
    Letters
        With tags; in order.

    Raises
    ------
    NotComparable
        If there are none, or they are of several kinds, frameworks or (where only one is
        meant) authorities; the message says what there is.
    """
    given = [records] if isinstance(records, VisitRecord) else records
    wanted = [
        one
        for one in given
        if (authority is None or authority in _names(one)) and kind in (None, one.kind)
    ]
    if not wanted:
        asked = join([authority and f"authority {authority!r}", kind and f"kind {kind!r}"])
        raise NotComparable(f"there are no letters{f' of {shown(asked)}' if asked else ''}")
    untagged = [one for one in wanted if one.source.model_version is None]
    if untagged:
        raise NotComparable(
            f"{count(len(untagged), 'letter')} have no tags, such as {untagged[0].document_id}: "
            "mine them with tags"
        )
    _one_of("kind", Counter(one.kind for one in wanted), "kind='...'")
    frameworks = Counter(one.framework.name for one in wanted if one.framework.name)
    _one_of("framework", frameworks, "the letters of one of them")
    if single:
        names = Counter(name_of(one) for one in wanted)
        _one_of("authority", names, "authority='...'")
    wanted.sort(key=lambda one: (name_of(one).casefold(), first_day(one) or date.max))
    visits = {one.visit_id: one for one in reversed(wanted)}
    kept = [one for one in wanted if visits[one.visit_id] is one]
    return Letters(kept, len(wanted) - len(kept))


def _names(record: VisitRecord) -> set[str]:
    authorities = [*filter(None, [record.authority]), *record.other_authorities]
    return {name for one in authorities for name in (one.name, one.ons_code) if name}


def _one_of(what: str, found: Counter[str], give: str) -> None:
    if len(found) > 1:
        listed = ", ".join(f"{name} ({number})" for name, number in sorted(found.items())[:9])
        raise NotComparable(
            shown(f"a chart compares letters of one {what}; these have {listed}: give {give}")
        )


def name_of(record: VisitRecord) -> str:
    """Return the authority of a record as charts name it."""
    return safe(record.authority.name) if record.authority else "(authority not found)"


def findings_of(records: Iterable[VisitRecord], theme: Theme | None = None) -> list[Finding]:
    """Return the findings that shares are made of, or those of one theme."""
    return [
        one
        for record in records
        for one in counted_findings(record)
        if one.sentiment is not None and (theme is None or theme in one.themes)
    ]


def first_day(record: VisitRecord) -> date | None:
    """Return the first day of a visit, else the day of the letter."""
    days = [period.start for period in record.visit.periods]
    return min(days) if days else record.letter_date or record.published


def visit_days(record: VisitRecord) -> str:
    """Return the days of a visit in words, else the day of the letter."""
    visit = record.visit
    if visit.periods:
        return " and ".join(list_days(period, visit.dates) for period in visit.periods[:2])
    dated = record.letter_date or record.published
    return f"letter of {long_date(dated)}" if dated else "no day found"
