"""Corrections that people make, applied to the records of a dataset.

A correction says what is right, who says so and why. It becomes the value and its evidence. The
record as it was read is kept, so that a correction can be changed or taken back without the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import regex
from pydantic import ValidationError

from ofstedmine.parsing import load_gazetteer
from ofstedmine.parsing.finish import is_absent, places
from ofstedmine.parsing.identity import visit_id_of
from ofstedmine.records import Authority, Evidence, RecordWarning, VisitRecord

if TYPE_CHECKING:
    from ofstedmine.parsing import Gazetteer

__all__ = ["FILE", "NOT_APPLIED", "Override", "Overrides"]

FILE = "overrides.csv"
NOT_APPLIED = "override_not_applied"
RULE = "override"
BY_VALUES = "authority-kind-day"
DIGITS = 16
NAMES_VISIT = ("authority", "kind", "visit")
_INDEX = regex.compile(r"0|[1-9][0-9]{0,5}")


class _Unfit(Exception):
    """Why a correction does not fit a record."""


@dataclass(frozen=True, slots=True)
class Override:
    """A correction: which field of which document has which value, who says so and why.

    Attributes
    ----------
    document_id : str
        The document.
    field : str
        JSON Pointer of the field, ``/visit/number``; of a finding by its id,
        ``/findings/0123456789abcdef/sentiment``.
    value : str
        As text or JSON; empty for "there is none".
    who, why : str
        Who says so, and why.
    line : int
        Its line in the file.
    """

    document_id: str
    field: str
    value: str
    who: str
    why: str
    line: int = 0

    @property
    def steps(self) -> tuple[str, ...]:
        """Steps of the pointer."""
        return tuple(one.replace("~1", "/").replace("~0", "~") for one in self.field.split("/")[1:])


@dataclass(frozen=True, slots=True)
class Overrides:
    """Corrections by document.

    Attributes
    ----------
    by_document : mapping of str to tuple of Override
        In the order of the file.
    """

    by_document: Mapping[str, tuple[Override, ...]] = field(default_factory=dict)

    def digest(self, document_id: str) -> str | None:
        """Return a digest of the corrections of a document; None where there are none."""
        found = self.by_document.get(document_id)
        if not found:
            return None
        said = [[one.field, one.value, one.who, one.why] for one in found]
        return sha256(json.dumps(said).encode()).hexdigest()[:DIGITS]

    def apply(
        self, record: VisitRecord, gazetteer: Gazetteer | None = None
    ) -> tuple[VisitRecord, list[str]]:
        """Return a corrected copy of a record.

        Parameters
        ----------
        record : VisitRecord
            As it was read; it stays as it is.
        gazetteer : Gazetteer, optional
            Knows the codes of an authority that is corrected; the one that the library ships by
            default.

        Returns
        -------
        VisitRecord
            The values, their evidence (of kind ``override``) and a warning for each correction
            that does not fit; the record itself where there are no corrections.
        list of str
            What does not fit, in words for people.
        """
        found = self.by_document.get(record.document_id)
        if not found:
            return record, []
        problems = []
        corrected = record
        for one in found:
            try:
                corrected = _applied(corrected, one, gazetteer)
            except _Unfit as why:
                problems.append(f"{FILE}, line {one.line}: {one.field}: {why}")
        corrected = _mended(corrected, record, [one.steps[0] for one in found])
        corrected.warnings = [
            *corrected.warnings,
            *(RecordWarning(code=NOT_APPLIED, message=problem) for problem in problems),
        ]
        return corrected, problems


def _applied(record: VisitRecord, one: Override, gazetteer: Gazetteer | None) -> VisitRecord:
    """Return a record with one correction, its evidence included."""
    error: ValidationError | None = None
    for value in _readings(one.value):
        data = record.model_dump(mode="json")
        if one.steps[0] == "authority" and len(one.steps) <= 2:
            steps = _set_authority(data, one, value, gazetteer)
        else:
            steps = _set(data, one, value)
        pointer = "/" + "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        evidence = data["evidence"]
        for known in [key for key in evidence if key == pointer or key.startswith(f"{pointer}/")]:
            del evidence[known]
        quote = f"{one.who}: {one.why}"
        evidence[pointer] = [Evidence(quote=quote, rule=RULE, kind="override").model_dump()]
        try:
            return VisitRecord.model_validate(data)
        except ValidationError as refused:
            error = error or refused
    first = error.errors(include_url=False)[0] if error else {"msg": "no value", "loc": ()}
    raise _Unfit(f"{one.value!r} is no value of it: {first['msg']}")


def _readings(cell: str) -> list[Any]:
    """Return what a cell may mean: JSON first, then its text."""
    if not cell:
        return [None, []]
    try:
        return [json.loads(cell), cell]
    except (ValueError, RecursionError):
        return [cell]


def _set(data: dict[str, Any], one: Override, value: Any) -> list[str]:
    """Put a value into a record's data, and return the steps to where it stands."""
    steps = list(one.steps)
    at: Any = data
    for i, step in enumerate(steps[:-1]):
        if steps[0] == "findings" and i == 1:
            steps[1] = str(_finding(at, step))
            at = at[int(steps[1])]
        else:
            at = _step(at, step)
    last = steps[-1]
    if isinstance(at, list):
        if last == "-":
            steps[-1] = str(len(at))
            at.append(value)
        elif value is None:
            raise _Unfit("an item cannot be empty; give the whole list without it")
        else:
            _step(at, last)
            at[int(last)] = value
        return steps
    if not isinstance(at, dict) or last not in at:
        raise _Unfit(f"the record has no {last!r} there")
    at[last] = value
    if steps[0] == "findings" and last != "uncertain":
        at["uncertain"] = False
    return steps


def _step(at: Any, step: str) -> Any:
    if isinstance(at, list):
        if not _INDEX.fullmatch(step) or int(step) >= len(at):
            raise _Unfit(f"the list has no item {step!r}: it has {len(at)}, counted from 0")
        return at[int(step)]
    if not isinstance(at, dict) or step not in at:
        raise _Unfit(f"the record has no {step!r} there")
    return at[step]


def _finding(findings: Sequence[Mapping[str, Any]], wanted: str) -> int:
    for i, one in enumerate(findings):
        if one["id"] == wanted:
            return i
    raise _Unfit(
        f"there is no finding {wanted} any more: the letter is cut in another way now, so look "
        "for the new id"
    )


def _set_authority(
    data: dict[str, Any], one: Override, value: Any, gazetteer: Gazetteer | None
) -> list[str]:
    """Put an authority into a record's data; its codes come with its name, where it is known."""
    known = data["authority"]
    if len(one.steps) == 1 and not isinstance(value, str):
        return _set(data, one, value)
    if len(one.steps) == 2 and (one.steps[1] != "name" or not isinstance(value, str)):
        if known is None:
            raise _Unfit("the record has no authority; correct /authority with its name")
        return _set(data, one, value)
    found = (gazetteer or load_gazetteer()).get(value)
    written = known["as_written"] if known else value
    named = found.as_record(written) if found else Authority(name=value, as_written=written)
    data["authority"] = named.model_dump(mode="json")
    return ["authority"]


def _mended(record: VisitRecord, read: VisitRecord, corrected: Iterable[str]) -> VisitRecord:
    """Give each absence its reason, and the visit the id of its values."""
    record = record.model_copy(deep=True)
    absent = {pointer for pointer, value in places(record) if is_absent(value)}
    before = dict(places(read))
    record.missing = {
        pointer: reason
        for pointer, reason in record.missing.items()
        if pointer in absent or pointer not in before
    } | {pointer: record.missing.get(pointer, "not_found") for pointer in sorted(absent)}
    if set(NAMES_VISIT) & set(corrected):
        record.visit_id = visit_id_of(record)
        record.evidence["/visit_id"] = [
            Evidence(quote=record.visit_id, rule=BY_VALUES, kind="derived")
        ]
    return record
