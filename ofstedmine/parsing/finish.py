"""Finish a `Draft`: the `VisitRecord`, with a reason for everything that is absent.

The rule that is kept here: a value never appears without evidence, and a value that is absent
says why. `check_evidence` names every breach of it.

Which places count is decided once, by `places`: all values of the record but those that are their
own evidence (sections, findings, warnings, the source) and an item's page and offsets. Evidence at
a pointer covers what lies below it: that of ``/inspectors/0`` covers the name and the role.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ofstedmine.parsing.identity import name_document
from ofstedmine.records import (
    Box,
    Evidence,
    Finding,
    Framework,
    Item,
    RecordWarning,
    Source,
    Visit,
    VisitRecord,
)

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.reading.letter import Letter

__all__ = ["check_evidence", "finish", "is_absent", "places"]

_OWN_EVIDENCE = frozenset(
    {"schema_version", "sections", "findings", "evidence", "missing", "warnings", "source"}
)
_POSITIONS = frozenset({"page", "start", "end"})
# Pointers that name nothing in the record but may have a reason: the judgement of overall
# effectiveness is a row of a list, and its absence must still be said.
_ROWS = frozenset({"/judgements/overall"})


def finish(draft: Draft, *, version: str, boxes: bool = False) -> VisitRecord:
    """Build the record that a draft holds.

    Parameters
    ----------
    draft : Draft
        The sheet, after the steps.
    version : str
        The version of the library, for ``source``.
    boxes : bool
        Whether to find the rectangles of each piece of evidence, where the format has any.

    Returns
    -------
    VisitRecord
        Every value that is absent has its reason: what a step said, else what the profile of its
        kind says, else ``not_found``.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> blocks = [Block("paragraph", "Dear Ms Archer")]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 14, "text")
    >>> record = finish(Draft(letter), version="1.0")
    >>> record.document_id, record.missing["/title"]
    ('sha256-abababababababab', 'not_found')
    """
    if not (draft.get("/document_id") and draft.get("/visit_id")):
        name_document(draft)
    values = dict(draft.values)
    visit = values.pop("visit", None) or {}
    framework = values.pop("framework", None) or {}
    record = VisitRecord(
        kind=draft.kind,
        visit=visit if isinstance(visit, Visit) else Visit(**visit),
        framework=framework if isinstance(framework, Framework) else Framework(**framework),
        sections=draft.sections,
        evidence=_evidence(draft, boxes=boxes),
        warnings=[*_notes(draft.letter), *draft.warnings],
        source=_source(draft, version),
        **values,
    )
    record.missing = _reasons(record, draft)
    return record


def places(record: VisitRecord) -> Iterator[tuple[str, Any]]:
    """Yield the pointer and value of every place of a record that needs evidence or a reason.

    Parameters
    ----------
    record : VisitRecord
        A record, finished or not.

    Yields
    ------
    tuple of (str, object)
        Single values, and lists that are empty; ``None`` and ``[]`` are absent.

    Examples
    --------
    >>> from ofstedmine.records import Framework, Source, Visit, VisitRecord
    >>> record = VisitRecord(
    ...     document_id="1", visit_id="2", kind="other", framework=Framework(), visit=Visit(),
    ...     source=Source(sha256="", media_type="", bytes=0, engine="", ofstedmine_version=""),
    ... )
    >>> dict(places(record))["/visit/number"] is None
    True
    """
    for name in type(record).model_fields:
        if name not in _OWN_EVIDENCE:
            yield from _below(f"/{name}", getattr(record, name))


def check_evidence(record: VisitRecord) -> list[str]:
    """Name every breach of the rule that values have evidence and absences have reasons.

    Parameters
    ----------
    record : VisitRecord
        A finished record.

    Returns
    -------
    list of str
        One line a breach; empty where all is well.

    Examples
    --------
    >>> from ofstedmine.records import Framework, Source, Visit, VisitRecord
    >>> record = VisitRecord(
    ...     document_id="1", visit_id="2", kind="other", framework=Framework(), visit=Visit(),
    ...     source=Source(sha256="", media_type="", bytes=0, engine="", ofstedmine_version=""),
    ... )
    >>> check_evidence(record)[0]
    '/document_id: a value without evidence'
    """
    breaches = []
    known = dict(places(record))
    for pointer, value in known.items():
        if is_absent(value):
            if pointer not in record.missing:
                breaches.append(f"{pointer}: absent without a reason")
        elif not any(record.evidence.get(above) for above in _upwards(pointer)):
            breaches.append(f"{pointer}: a value without evidence")
    absent = {pointer for pointer, value in known.items() if is_absent(value)} | _ROWS
    breaches += [f"{p}: a reason without need" for p in record.missing if p not in absent]
    real = {above for pointer in known for above in _upwards(pointer)} | {"/source/uri"}
    # Tags are a program's; what a person says instead has evidence.
    real |= {
        f"/findings/{i}/{name}"
        for i in range(len(record.findings))
        for name in Finding.model_fields
    }
    for pointer, found in record.evidence.items():
        if pointer not in real and pointer not in record.missing:
            breaches.append(f"{pointer}: evidence of nothing")
        if any(e.kind == "text" and (not e.quote or e.start is None) for e in found):
            breaches.append(f"{pointer}: evidence from the text without its words or place")
    return breaches


def _below(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the places at and below a pointer."""
    if isinstance(value, BaseModel):
        own = _POSITIONS if isinstance(value, Item) else frozenset()
        for name in type(value).model_fields:
            if name not in own:
                yield from _below(f"{pointer}/{name}", getattr(value, name))
    elif isinstance(value, list) and value:
        for i, item in enumerate(value):
            yield from _below(f"{pointer}/{i}", item)
    else:
        yield pointer, value


def _upwards(pointer: str) -> Iterator[str]:
    """Yield a pointer and those above it."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def is_absent(value: object) -> bool:
    """Say whether a value is none.

    Parameters
    ----------
    value : object
        The value of a place of a record.

    Returns
    -------
    bool
        Whether it is ``None``, an empty list or an empty text.

    Examples
    --------
    >>> is_absent([]), is_absent(0)
    (True, False)
    """
    return value is None or value in ([], "")


def _reasons(record: VisitRecord, draft: Draft) -> dict[str, Any]:
    """Return the reason of every absence, and of nothing else."""
    absent = draft.profile.absent if draft.profile else {}
    reasons: dict[str, Any] = {p: r for p, r in draft.missing.items() if p in _ROWS}
    for pointer, value in places(record):
        if is_absent(value):
            reasons[pointer] = draft.missing.get(pointer) or absent.get(pointer) or "not_found"
    return reasons


def _notes(letter: Letter) -> Iterator[RecordWarning]:
    """Yield what the reader noted about the file."""
    for code, message, page in letter.notes:
        yield RecordWarning(code=code, message=message, page=page)


def _source(draft: Draft, version: str) -> Source:
    """Return where the record comes from; a published address says more than a file's path."""
    letter = draft.letter
    return Source(
        uri=draft.metadata.get("address") or letter.uri,
        sha256=letter.sha256,
        media_type=letter.media_type,
        pages=len(letter.pages) or None,
        bytes=letter.bytes,
        engine=letter.engine,
        ofstedmine_version=version,
    )


def _evidence(draft: Draft, *, boxes: bool) -> dict[str, list[Evidence]]:
    """Return the evidence, with the rectangles of its words if they are wanted and known."""
    evidence = {pointer: list(found) for pointer, found in draft.evidence.items() if found}
    if not boxes or draft.letter.locate is None:
        return evidence
    placed = [
        (one, (one.start, one.end))
        for found in evidence.values()
        for one in found
        if one.start is not None and one.end is not None
    ]
    # All at once: the file is opened again for it, and each of its pages only once.
    rectangles = draft.letter.locate([span for _, span in placed])
    found_boxes = {
        id(one): [Box(page=r.page, x0=r.x0, top=r.top, x1=r.x1, bottom=r.bottom) for r in found]
        for (one, _), found in zip(placed, rectangles, strict=True)
    }
    return {
        pointer: [one.model_copy(update={"boxes": found_boxes.get(id(one), [])}) for one in found]
        for pointer, found in evidence.items()
    }
