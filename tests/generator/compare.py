"""Hold a record against what a generated letter says: each field in its own way.

Quotes, blanks and the stop at the end of a list item are not what is asked here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.letters import Case

_HMI = re.compile(r"(?:her|his) majesty's inspectors?|hmi")
_HONORIFIC = re.compile(r"^(?:ms|mr|mrs|miss|dr)\.? ")
_SUFFIX = re.compile(r",? (?:qpm|cbe|obe)$")


@dataclass(frozen=True)
class Difference:
    """A field that is not as the letter says."""

    field: str
    expected: Any
    got: Any
    quote: str


def differences(case: Case, record: Any, text: str) -> list[Difference]:
    """Return every field in which a record differs from what its letter says."""
    found = []
    for field, expected in case.expected.items():
        if expected is None and field == "visit.dates":
            continue
        wanted, got = _HOW.get(field, _plain)(record, field, expected)
        if wanted != got:
            found.append(Difference(field, wanted, got, _quote(record, field, text, expected)))
    return found


def say(text: Any) -> str:
    """Return text as it is compared."""
    said = " ".join(str(text or "").replace("’", "'").replace("‘", "'").split())
    return re.sub(r"(?:;| and|;? and|[.;,])+$", "", said)


def _reach(record: Any, field: str) -> Any:
    for name in field.split("."):
        record = getattr(record, name, None)
    return record


def _plain(record: Any, field: str, expected: Any) -> tuple[Any, Any]:
    got = _reach(record, field)
    if isinstance(expected, str):
        return say(expected), say(got)
    return expected, got


def _days(record: Any, field: str, expected: list[date]) -> tuple[Any, Any]:
    return [str(day) for day in expected], [str(day) for day in _reach(record, field)]


def _periods(record: Any, field: str, expected: list[tuple[date, date]]) -> tuple[Any, Any]:
    return (
        [f"{a} to {b}" for a, b in expected],
        [f"{p.start} to {p.end}" for p in record.visit.periods],
    )


def _anchors(record: Any, field: str, expected: list[int]) -> tuple[Any, Any]:
    return sorted(expected), sorted(a.number or 0 for a in record.visit.anchors)


def _inspectors(record: Any, field: str, expected: list[tuple[str, str]]) -> tuple[Any, Any]:
    return (
        [(say(name), _role(role)) for name, role in expected],
        [(say(i.name), _role(i.role)) for i in record.inspectors],
    )


def _role(role: str | None) -> str:
    return _HMI.sub("hmi", say(role).lower())


def _people(record: Any, field: str, expected: list[tuple[str, str, str | None]]) -> Any:
    got = [(p.name, p.role, p.organisation) for p in _reach(record, field)]
    return [_person(*person) for person in expected], [_person(*person) for person in got]


def _person(name: str, role: str | None, organisation: str | None) -> tuple[str, str]:
    """Return a name and what the person is; where a role ends and a body begins may be open."""
    plain = _SUFFIX.sub("", _HONORIFIC.sub("", say(name).lower()))
    return plain, say(", ".join(x for x in (role, organisation) if x)).lower()


def _items(record: Any, field: str, expected: list[str]) -> tuple[Any, Any]:
    return [say(x) for x in expected], [say(item.text) for item in _reach(record, field)]


def _held(record: Any, field: str, expected: list[str]) -> tuple[Any, Any]:
    """All of the words stand in some item; where items part is not for the letter to say."""
    got = say(" ".join(item.text for item in _reach(record, field.rstrip("~"))))
    return [], [] if all(say(x) in got for x in expected) else [f"not all of {expected} in {got!r}"]


def _references(record: Any, field: str, expected: list[str]) -> tuple[Any, Any]:
    return expected, [item.framework_ref for item in record.improvements]


def _judgements(record: Any, field: str, expected: list[tuple[str, str]]) -> tuple[Any, Any]:
    return expected, [(say(j.area), j.grade) for j in record.judgements]


def _headings(record: Any, field: str, expected: list[str]) -> tuple[Any, Any]:
    """All headings are there, and no inspectorate's name is taken for one."""
    got = [say(s.heading).lower() for s in record.sections if s.heading]
    lost = [x for x in expected if say(x).lower() not in got]
    return [], lost + [f"+ {x}" for x in got if x == "ofsted"]


def _findings(record: Any, field: str, expected: set[str]) -> tuple[Any, Any]:
    """Every finding is a whole sentence of the letter's: nothing glued, cut, or not its own.

    Whether a sentence evaluates anything is not asked here: these letters evaluate nothing.
    """
    sentences = {say(sentence) for sentence in expected}
    strange = [finding.text for finding in record.findings if say(finding.text) not in sentences]
    return [], strange + ([] if record.findings else ["no findings"])


def _missing(record: Any, field: str, expected: dict[str, str]) -> tuple[Any, Any]:
    return expected, {pointer: record.missing.get(pointer) for pointer in expected}


How = Callable[[Any, str, Any], tuple[Any, Any]]
_HOW: dict[str, How] = {
    "visit.periods": _periods,
    "visit.dates": _days,
    "visit.anchors": _anchors,
    "inspectors": _inspectors,
    "addressees": _people,
    "signatories": _people,
    "areas_covered": _items,
    "areas_covered~": _held,
    "improvements~": _held,
    "strengths~": _held,
    "priority_actions~": _held,
    "improvements": _items,
    "strengths": _items,
    "priority_actions": _items,
    "framework_refs": _references,
    "judgements": _judgements,
    "headings": _headings,
    "findings": _findings,
    "missing": _missing,
}


# -- showing where ------------------------------------------------------------------------------


def _quote(record: Any, field: str, text: str, expected: Any) -> str:
    """Return the words that a value came from; failing that, where they should have come from."""
    pointer = "/" + field.rstrip("~").replace(".", "/")
    quotes = [
        e.quote
        for at, found in record.evidence.items()
        if at == pointer or at.startswith(pointer + "/")
        for e in found
    ]
    if quotes:
        return " | ".join(dict.fromkeys(quotes))[:300]
    for word in _leaves(expected):
        at = text.find(word)
        if word and at >= 0:
            return f"... {text[max(0, at - 60) : at + 100]!r} ..."
    return ""


def _leaves(value: Any) -> Iterable[str]:
    if isinstance(value, date):
        yield f"{value.day} {value:%B}"
    elif isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
