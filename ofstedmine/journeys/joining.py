"""The same visit in several documents: which records tell of one event.

Records are joined, in this order, when they are one document, when they state a common day, when
they were issued on one day, and, where a record has no day, when it was issued as long after the
one visit as letters usually are, or when it has the same number, and nothing speaks against it.
Where too little is dated to tell two visits of one number apart, records stay apart and are named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ofstedmine.journeys.telling import Told, days_before, days_of, load_gaps

if TYPE_CHECKING:
    from ofstedmine.records import VisitRecord

__all__ = ["MONTHS_OF_ONE_JUDGEMENT", "in_one_order", "join"]

MONTHS_OF_ONE_JUDGEMENT = 2
"""Letters date a judgement by its inspection or its publication: so many months apart."""
_COUNTED = frozenset({"monitoring_visit", "focused_visit", "assurance_visit"})
# One event is called by any of these names.
_SAME = {
    "focused_visit": "visit",
    "assurance_visit": "visit",
    "monitoring_visit": "visit",
    "sif_inspection": "inspection",
    "ilacs_inspection": "inspection",
}


def in_one_order(records: Iterable[VisitRecord]) -> list[VisitRecord]:
    """Return records in an order that does not depend on the one they came in.

    Parameters
    ----------
    records : iterable of VisitRecord
        Any records.

    Returns
    -------
    list of VisitRecord
        By their documents; records of one and the same file by all that they say.
    """
    same: dict[tuple[str, str, str], list[VisitRecord]] = {}
    for record in records:
        key = (record.document_id, record.source.sha256, record.source.uri or "")
        same.setdefault(key, []).append(record)
    found = []
    for key in sorted(same):
        some = same[key]
        # A record that is given twice says nothing new.
        said = {one.model_dump_json(): one for one in some} if len(some) > 1 else {}
        found += [said[words] for words in sorted(said)] or some
    return found


def join(records: Sequence[VisitRecord]) -> tuple[list[Told], list[list[Told]]]:
    """Join the records that tell of one event.

    Parameters
    ----------
    records : sequence of VisitRecord
        The records of one authority, in one order.

    Returns
    -------
    list of Told
        The events, in the order of their first records.
    list of list of Told
        Events of one number that may be one and the same.

    Examples
    --------
    >>> join([])
    ([], [])
    """
    groups = _Groups(records)
    for keys in (_documents, _days):
        found: dict[Hashable, list[VisitRecord]] = {}
        for record in records:
            for key in keys(record):
                found.setdefault(key, []).append(record)
        for same in found.values():
            groups.unite(same)
    for events in _by(groups.told(), _issued).values():
        if _fit(events):
            groups.unite([event.main for event in events])
    for events in _letters_of(groups.told()):
        if _fit(events):
            groups.unite([event.main for event in events])
    doubts: list[set[str]] = []
    for events in _by(groups.told(), _numbers).values():
        chains, unsure = _parted(events)
        for chain in chains:
            groups.unite([event.main for event in chain])
        doubts += [{one.main.document_id for one in some} for some in unsure]
    told = groups.told()
    apart = [[one for one in told if one.main.document_id in names] for names in doubts]
    return told, [events for events in apart if len(events) > 1]


class _Groups:
    """Which records are joined: a forest, each tree one event."""

    def __init__(self, records: Sequence[VisitRecord]) -> None:
        self._records = records
        self._places = {id(record): n for n, record in enumerate(records)}
        self._parents = list(range(len(records)))

    def unite(self, same: Sequence[VisitRecord]) -> None:
        """Make one event of those that records belong to."""
        for other in same[1:]:
            first, second = sorted(self._root(self._places[id(one)]) for one in (same[0], other))
            self._parents[second] = first

    def told(self) -> list[Told]:
        """Return the events, in the order of their first records."""
        found: dict[int, list[VisitRecord]] = {}
        for n, record in enumerate(self._records):
            found.setdefault(self._root(n), []).append(record)
        return [Told.of(some) for some in found.values()]

    def _root(self, n: int) -> int:
        while self._parents[n] != n:
            self._parents[n] = self._parents[self._parents[n]]
            n = self._parents[n]
        return n


# -- what may tell that two records are of one event ----------------------------------------------


def _documents(record: VisitRecord) -> Iterator[Hashable]:
    yield "document", record.document_id
    yield "bytes", record.source.sha256


def _days(record: VisitRecord) -> Iterator[Hashable]:
    kind = _SAME.get(record.kind, record.kind)
    for day in days_of(record):
        yield kind, day


def _issued(event: Told) -> set[Hashable]:
    return {
        (record.kind, day)
        for record in event.records
        for day in (record.letter_date, record.published)
        if day
    }


def _letters_of(events: Sequence[Told]) -> Iterator[list[Told]]:
    """Yield visits, each with the undated documents that were issued when its letter is usual.

    Between two visits lie more days than between a visit and its letter, so one visit is meant.
    """
    letter = load_gaps()["letter"]
    dated: dict[str, list[Told]] = {}
    for event in sorted((one for one in events if one.days), key=lambda one: one.days[0]):
        dated.setdefault(event.kind, []).append(event)
    found: dict[int, list[Told]] = {}
    for event in events:
        issued = event.letter_date or event.published
        if event.days or issued is None or event.kind not in _COUNTED:
            continue
        visits = dated.get(event.kind, [])
        earliest = days_before(issued, letter["usual_days"])
        latest = days_before(issued, letter["least_days"])
        first = bisect_left(visits, earliest, key=lambda one: one.days[0])
        last = bisect_right(visits, latest, key=lambda one: one.days[0])
        if last - first == 1:
            found.setdefault(id(visits[first]), [visits[first]]).append(event)
    yield from found.values()


def _numbers(event: Told) -> set[Hashable]:
    kinds = _COUNTED.intersection(record.kind for record in event.records)
    return {(kind, count) for kind in kinds for count in event.counts}


def _by(
    events: Iterable[Told], keys: Callable[[Told], set[Hashable]]
) -> dict[Hashable, list[Told]]:
    """Return the lists of events that have something in common."""
    found: dict[Hashable, list[Told]] = {}
    for event in events:
        for key in keys(event):
            found.setdefault(key, []).append(event)
    return {key: found[key] for key in sorted(found, key=repr) if len(found[key]) > 1}


# -- what speaks against it -----------------------------------------------------------------------


def _fit(events: Sequence[Told]) -> bool:
    """Say whether nothing that events state speaks against their being one."""
    if max(event.window[0] for event in events) > min(event.window[1] for event in events):
        return False
    months = [month for event in events for month in event.months]
    if months and max(months) - min(months) > MONTHS_OF_ONE_JUDGEMENT:
        return False
    common: dict[str, set[int]] = {}
    for event in events:
        for family in {family for family, _ in event.counts}:
            numbers = set(event.numbers(family))
            common[family] = common.get(family, numbers) & numbers
    return all(common.values())


def _parted(events: Sequence[Told]) -> tuple[list[list[Told]], list[list[Told]]]:
    """Part events of one number into those that are one, and lists of which that is not sure."""
    if _fit(events):
        return [list(events)], []
    chains = list(_overlapping([event for event in events if not event.is_vague]))
    unsure = [chain for chain in chains if not _fit(chain)]
    chains = [chain for chain in chains if _fit(chain)]
    vague: dict[tuple[int, ...], list[Told]] = {}
    for event in events:
        if event.is_vague:
            vague.setdefault(tuple(event.months), []).append(event)
    # Those that recall one judgement are of one visit; those that recall none may be of any.
    dated = list(chains)
    for months, some in sorted(vague.items()):
        homes = [chain for chain in dated if _may_follow(chain, months) and _fit([*chain, *some])]
        if len(homes) == 1:
            homes[0] += some
        elif not homes and months and _fit(some):
            chains.append(some)
        else:
            unsure.append([*(event for chain in homes for event in chain), *some])
    return chains, unsure


def _overlapping(events: list[Told]) -> Iterator[list[Told]]:
    """Yield lists of events whose windows hang together, in order of time."""
    chain: list[Told] = []
    last = date.min
    for event in sorted(events, key=lambda one: one.window):
        if chain and event.window[0] > last:
            yield chain
            chain = []
        chain.append(event)
        last = max(last, event.window[1]) if len(chain) > 1 else event.window[1]
    if chain:
        yield chain


def _may_follow(chain: Sequence[Told], months: Sequence[int]) -> bool:
    """Say whether a visit may have come after a judgement of that month."""
    last = max(event.window[1] for event in chain)
    return all(month <= last.year * 12 + last.month - 1 for month in months)
