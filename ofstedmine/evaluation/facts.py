"""Header facts against a gold table: strict, normalised and whole-record figures, every miss."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ofstedmine.errors import DataError
from ofstedmine.evaluation.facts_mapping import FIELDS, is_said_later, normalise, same
from ofstedmine.parsing import check_evidence
from ofstedmine.pipeline import mine_many
from ofstedmine.records import Failure, VisitRecord

__all__ = ["FactsReport", "Miss", "evaluate_facts"]

SUFFIXES = (".pdf", ".docx", ".html", ".md", ".txt")


@dataclass(frozen=True)
class Miss:
    """A field of a document in which record and gold differ."""

    document: str
    field: str
    gold: Any
    got: Any


@dataclass
class FactsReport:
    """What was measured; see `evaluate_facts`."""

    documents: int = 0
    strict: dict[str, int] = field(default_factory=dict)
    normalised: dict[str, int] = field(default_factory=dict)
    whole_records: int = 0
    whole_records_strict: int = 0
    headings_gold: int = 0
    headings_found: int = 0
    said_later: int = 0
    """Values that the gold lacks because they stand after the first pages."""
    misses: list[Miss] = field(default_factory=list)
    without_reason: dict[str, list[str]] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        found, gold = self.headings_found, self.headings_gold
        return {**asdict(self), "headings_recall": found / gold if gold else None}


def evaluate_facts(
    gold: Path, documents: Path, *, progress: Callable[[int, int], None] | None = None
) -> FactsReport:
    """Compare records with a gold table of header facts.

    Parameters
    ----------
    gold : Path
        JSON lines, one document each: ``doc_id`` and the fields of `facts_mapping`.
    documents : Path
        Folder that holds the documents, named by their ids.
    progress : callable, optional
        Called with (documents done, documents in all) after each.

    Returns
    -------
    FactsReport
        For each field, in how many documents it is right; misses list those that differ even
        when normalised.

    Raises
    ------
    DataError
        If the table cannot be read, or a document that it names is not in the folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "gold.jsonl")
    ...     _ = table.write_text("")
    ...     evaluate_facts(table, Path(folder)).documents
    0
    """
    rows = _rows(gold)
    paths = [_document(documents, row["doc_id"]) for row in rows]
    report = FactsReport(strict=dict.fromkeys(FIELDS, 0), normalised=dict.fromkeys(FIELDS, 0))
    results = mine_many(paths, boxes=False, tag=False)
    for number, (row, result) in enumerate(zip(rows, results, strict=True), 1):
        report.documents += 1
        if isinstance(result, Failure):
            report.unreadable[row["doc_id"]] = f"{result.reason}: {result.message}"
        else:
            _compare(row, result, report)
        if progress is not None:
            progress(number, len(rows))
    return report


def _rows(gold: Path) -> list[dict[str, Any]]:
    rows = []
    with gold.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row["doc_id"], str):
                    raise TypeError("doc_id is no string")
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(f"{gold}, line {number}: no row of facts ({error!r})") from error
            rows.append(row)
    return rows


def _document(folder: Path, name: str) -> Path:
    for suffix in SUFFIXES:
        path = folder / f"{name}{suffix}"
        if path.exists():
            return path
    raise DataError(f"{folder} holds no document {name} ({', '.join(SUFFIXES)})")


def _compare(row: dict[str, Any], record: VisitRecord, report: FactsReport) -> None:
    name = row["doc_id"]
    whole = whole_strict = True
    for each, (make, pointer) in FIELDS.items():
        wanted, got = row.get(each), make(record)
        if not wanted and got and is_said_later(record, pointer):
            got = wanted
            report.said_later += 1
        strict, right = (same(each, wanted, got, strict=s) for s in (True, False))
        report.strict[each] += strict
        report.normalised[each] += right
        whole, whole_strict = whole and right, whole_strict and strict
        if not right:
            report.misses.append(Miss(name, each, wanted, got))
    headings = {normalise(section.heading) for section in record.sections if section.heading}
    wanted_headings = row.get("headings") or []
    absent = [each for each in wanted_headings if normalise(each) not in headings]
    report.headings_gold += len(wanted_headings)
    report.headings_found += len(wanted_headings) - len(absent)
    report.misses += [Miss(name, "headings", each, None) for each in absent]
    report.whole_records += whole
    report.whole_records_strict += whole_strict
    if breaches := check_evidence(record):
        report.without_reason[name] = breaches
