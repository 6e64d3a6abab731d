"""How a gold table of header facts maps to a record, field by field.

The gold was typed by people who read the documents' first pages, so the two say the same things in
different shapes. A record's value is brought into the gold's shape before it is compared:

- a gold role contains the organisation where the letter writes both in one line: a record's role
  is right alone or with its organisation after ", " (the organisation of those who sign joint
  letters is the name above their block, which the gold leaves out);
- honorifics (Mr, Mrs, Ms, Miss) are left out on both sides when normalised;
- gold headings are those of the first pages only, so only their recall is measured;
- the judgement of the LSCB is left out: reports state it long after their first pages;
- null in the gold means that the document does not say it on its first pages: a value whose
  evidence stands on page 4 or later does not count against it;
- ``visit_start``, ``visit_end`` are the first period, ``further_periods`` the others;
- ``needs_to_improve_count`` is the number of items of the authority's improvement list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from ofstedmine.records import Person, VisitRecord

FIRST_PAGES = 3
LSCB = "lscb"
HONORIFIC = regex.compile(r"^(?:mrs?|ms|miss)\.?\s+")
_DASHES = regex.compile(r"\s{0,9}+[\u2010-\u2015\u2212-]\s*+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_SPACED = regex.compile(r"\s+([,;:.])|\s+")


def normalise(value: Any) -> Any:
    """Return a value without differences of case, dashes, quotes, spaces and honorifics."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).translate(_QUOTES)
        text = _SPACED.sub(lambda match: match[1] or " ", _DASHES.sub("-", text)).casefold()
        return HONORIFIC.sub("", text.strip(" .,;:"))
    if isinstance(value, list):
        return [normalise(each) for each in value]
    if isinstance(value, dict):
        return {name: normalise(each) for name, each in value.items()}
    return value


def _people(people: list[Person]) -> list[dict[str, str | None]]:
    return [each.model_dump(include={"name", "role", "organisation"}) for each in people]


def _as_gold(person: dict[str, str | None], gold: dict[str, str | None]) -> dict[str, str | None]:
    """Return a person with the role as the gold writes it, if it means the same."""
    role, organisation = person["role"], person["organisation"]
    joined = ", ".join(filter(None, (role, organisation))) or None
    alike = normalise(gold.get("role")) == normalise(role)
    return {"name": person["name"], "role": role if alike else joined}


def _lead(record: VisitRecord, field: str) -> str | None:
    leads = [each for each in record.inspectors if each.lead]
    value: str | None = getattr(leads[0], field) if leads else None
    return value


def _day(record: VisitRecord, which: str) -> str | None:
    periods = record.visit.periods
    return getattr(periods[0], which).isoformat() if periods else None


def _previous(record: VisitRecord) -> dict[str, Any] | None:
    found = record.previous_judgement
    return {"grade": found.grade, "year": found.year, "month": found.month} if found else None


FIELDS: dict[str, tuple[Callable[[VisitRecord], Any], str]] = {
    "kind": (lambda r: r.kind, "/kind"),
    "local_authority": (lambda r: r.authority.name if r.authority else None, "/authority"),
    "letter_date": (lambda r: r.letter_date and r.letter_date.isoformat(), "/letter_date"),
    "published": (lambda r: r.published and r.published.isoformat(), "/published"),
    "visit_start": (lambda r: _day(r, "start"), "/visit/periods"),
    "visit_end": (lambda r: _day(r, "end"), "/visit/periods"),
    "further_periods": (
        lambda r: [[p.start.isoformat(), p.end.isoformat()] for p in r.visit.periods[1:]],
        "/visit/periods",
    ),
    "lead_inspector": (lambda r: _lead(r, "name"), "/inspectors"),
    "lead_role": (lambda r: _lead(r, "role"), "/inspectors"),
    "inspectors": (lambda r: [each.name for each in r.inspectors], "/inspectors"),
    "addressees": (lambda r: _people(r.addressees), "/addressees"),
    "signatories": (lambda r: _people(r.signatories), "/signatories"),
    "inspectorates": (lambda r: list(r.inspectorates), "/inspectorates"),
    "judgements": (
        lambda r: [{"area": j.area, "grade": j.grade} for j in r.judgements if j.area_code != LSCB],
        "/judgements",
    ),
    "previous_judgement": (_previous, "/previous_judgement"),
    "needs_to_improve_count": (lambda r: len(r.improvements) or None, "/improvements"),
}
"""Gold field -> (how it is made of a record, the pointer of its evidence)."""

PEOPLE = frozenset({"addressees", "signatories"})
_UNORDERED = frozenset({"inspectors", "addressees", "signatories", "inspectorates", "judgements"})


def same(field: str, gold: Any, got: Any, *, strict: bool) -> bool:
    """Tell whether two values of a field are the same, exactly or normalised."""
    if field in PEOPLE and gold and got and len(gold) == len(got):
        got = [_as_gold(each, wanted) for each, wanted in zip(got, gold, strict=True)]
    if not strict:
        gold, got = normalise(gold), normalise(got)
    if field in _UNORDERED:
        gold, got = sorted(map(str, gold or [])), sorted(map(str, got or []))
    return (gold or None) == (got or None)


def is_said_later(record: VisitRecord, pointer: str) -> bool:
    """Tell whether all evidence of a value stands after the first pages."""
    pages = [
        one.page
        for at, found in record.evidence.items()
        if at == pointer or at.startswith(f"{pointer}/")
        for one in found
        if one.page is not None
    ]
    return bool(pages) and min(pages) > FIRST_PAGES
