"""Places of a record by JSON Pointer: their value, the evidence for them, the findings inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from ofstedmine.records import Evidence, VisitRecord

__all__ = ["evidence_for", "findings_by_section", "value_at"]


def value_at(record: VisitRecord, pointer: str) -> Any:
    """Return the value that a JSON Pointer names.

    Parameters
    ----------
    record : VisitRecord
        Any record.
    pointer : str
        Such as ``/visit/number`` or ``/inspectors/0/name``.

    Returns
    -------
    object
        A value, a model or a list; None where the field is absent.

    Raises
    ------
    LookupError
        If the record has no such place; the message says what there is.

    Examples
    --------
    >>> from ofstedmine.records import Framework, Source, Visit, VisitRecord
    >>> record = VisitRecord(
    ...     document_id="1", visit_id="2", kind="other", framework=Framework(),
    ...     visit=Visit(number=2),
    ...     source=Source(sha256="", media_type="", bytes=0, engine="", ofstedmine_version=""),
    ... )
    >>> value_at(record, "/visit/number")
    2
    """
    value: Any = record
    above = ""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, BaseModel):
            known: Sequence[str] = list(type(value).model_fields)
        elif isinstance(value, Mapping):
            known = list(value)
        elif isinstance(value, list):
            known = [str(i) for i in range(len(value))]
        else:
            known = []
        if name not in known:
            raise LookupError(_nothing_there(above, name, value, known))
        if isinstance(value, BaseModel):
            value = getattr(value, name)
        else:
            value = value[int(name)] if isinstance(value, list) else value[name]
        above = f"{above}/{token}"
    return value


def _nothing_there(above: str, name: str, value: Any, known: Sequence[str]) -> str:
    where = above or "the record"
    if value is None:
        return f"{above} is absent from this record, so it has no {name!r}"
    if isinstance(value, list):
        has = f"{len(known)} items, counted from 0" if known else "no items"
        return f"{where} has {has}; there is no {name!r}"
    if not known:
        return f"{where} is a single value; there is no {name!r} in it"
    return f"{where} has no {name!r}; it has {', '.join(known[:40])}"


def evidence_for(record: VisitRecord, pointer: str) -> list[Evidence]:
    """Return the evidence for a place: its own, else that of what holds it, else of its parts.

    Parameters
    ----------
    record : VisitRecord
        Any record.
    pointer : str
        A place in it.

    Returns
    -------
    list of Evidence
        Empty where there is none.

    Examples
    --------
    >>> from ofstedmine.records import Evidence, Framework, Source, Visit, VisitRecord
    >>> record = VisitRecord(
    ...     document_id="1", visit_id="2", kind="other", framework=Framework(),
    ...     visit=Visit(number=2),
    ...     source=Source(sha256="", media_type="", bytes=0, engine="", ofstedmine_version=""),
    ...     evidence={"/visit/number": [Evidence(quote="Second", rule="title")]},
    ... )
    >>> evidence_for(record, "/visit")[0].quote
    'Second'
    """
    above = pointer
    while above:
        if record.evidence.get(above):
            return record.evidence[above]
        above = above.rpartition("/")[0]
    below = [found for at, found in record.evidence.items() if at.startswith(f"{pointer}/")]
    return [one for found in below for one in found]


def findings_by_section(record: VisitRecord) -> list[int]:
    """Return how many findings stand in each section, not counting those in sections below it.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    list of int
        One number a section, in the order of ``record.sections``.

    Examples
    --------
    >>> from ofstedmine.records import Framework, Source, Visit, VisitRecord
    >>> record = VisitRecord(
    ...     document_id="1", visit_id="2", kind="other", framework=Framework(), visit=Visit(),
    ...     source=Source(sha256="", media_type="", bytes=0, engine="", ofstedmine_version=""),
    ... )
    >>> findings_by_section(record)
    []
    """
    # Of sections around one place, the last to begin is the innermost.
    order = sorted(
        range(len(record.sections)),
        key=lambda i: (record.sections[i].start, -record.sections[i].end, i),
    )
    counts: Counter[int] = Counter()
    for finding in record.findings:
        around = [
            i for i in order if record.sections[i].start <= finding.start < record.sections[i].end
        ]
        if around:
            counts[around[-1]] += 1
    return [counts[i] for i in range(len(record.sections))]
