"""Local authorities: what the gazetteer knows of them, and which letters of a dataset they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.timeline import FULL, VISITS
from ofstedmine.parsing import load_gazetteer

if TYPE_CHECKING:
    from ofstedmine.batch.rows import Row
    from ofstedmine.batch.timeline import Seen, Timeline

__all__ = ["authority_rows", "codes_of"]

CODES = ("region", "ons_code", "la_code", "ofsted_urn")
_COUNTED = {"monitoring_visit": "monitoring_visits", "focused_visit": "focused_visits"}


def codes_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Row]:
    """Return codes and regions of authorities, as the letters about them have them.

    Parameters
    ----------
    rows : iterable of mapping
        ``authority``, ``region``, ``ons_code``, ``la_code`` and ``ofsted_urn`` of the visits.

    Returns
    -------
    dict of str to dict
        By name; that is how an authority of a user's own gazetteer gets its codes.
    """
    found: dict[str, Row] = {}
    for row in rows:
        if row["authority"]:
            known = found.setdefault(row["authority"], dict.fromkeys(CODES))
            for name in CODES:
                known[name] = known[name] or row[name]
    return found


def authority_rows(timeline: Timeline, codes: Mapping[str, Row]) -> Iterator[Row]:
    """Yield a row for each authority that the gazetteer knows or a letter is about.

    Parameters
    ----------
    timeline : Timeline
        The letters.
    codes : mapping
        What `codes_of` returns.

    Yields
    ------
    dict
        Rows of ``authorities``, by name.
    """
    known = {one.name: one for one in load_gazetteer().authorities}
    for name in sorted({*known, *timeline.authorities}):
        one = known.get(name)
        row: Row = {"authority": name, **codes.get(name, dict.fromkeys(CODES))}
        if one is not None:
            row |= {
                "region": one.region or row["region"],
                "authority_type": one.authority_type,
                "ons_code": one.ons_code or row["ons_code"],
                "superseded_codes": "; ".join(one.superseded_codes) or None,
                "la_code": one.la_code or row["la_code"],
                "ofsted_urn": one.ofsted_urn or row["ofsted_urn"],
                "other_names": "; ".join(one.aliases) or None,
                "abolished": one.abolished,
                "successors": "; ".join(one.successors) or None,
            }
        row["in_gazetteer"] = one is not None
        row["current"] = one is None or one.abolished is None
        yield row | _counts(timeline.authorities.get(name, []))


def _counts(letters: list[Seen]) -> Row:
    counts = Counter(
        "full_inspections" if one.kind in FULL else _COUNTED.get(one.kind, "other_letters")
        for one in letters
    )
    names = ("full_inspections", *_COUNTED.values(), "other_letters")
    days = [one.start for one in letters if one.start is not None and one.kind in VISITS]
    return {
        "letters": len(letters),
        **{name: counts[name] for name in names},
        "first_visit": min(days, default=None),
        "latest_visit": max(days, default=None),
    }
