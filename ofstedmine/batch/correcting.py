"""Puts corrections into a dataset: while letters are mined, and into letters mined before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.batch.overrides import NOT_APPLIED
from ofstedmine.batch.parts import Parts, place, stage
from ofstedmine.batch.rows import Row, letter_of, rows_of
from ofstedmine.records import VisitRecord

if TYPE_CHECKING:
    from ofstedmine.batch.overrides import Overrides
    from ofstedmine.parsing import Gazetteer
    from ofstedmine.reading import Letter

__all__ = ["correct_anew", "corrected_rows", "not_applied"]


def corrected_rows(
    letter: Letter,
    record: VisitRecord,
    overrides: Overrides,
    *,
    uri: str,
    settings: str,
    gazetteer: Gazetteer | None = None,
) -> dict[str, list[Row]]:
    """Return the rows of a letter with its corrections, if there are any.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord
        Its record as it was read.
    overrides : Overrides
        The corrections of the dataset.
    uri, settings : str
        As for `rows_of`.
    gazetteer : Gazetteer, optional
        Knows the codes of authorities.

    Returns
    -------
    dict of str to list of dict
        Rows by table.
    """
    corrected, _ = overrides.apply(record, gazetteer)
    return rows_of(
        letter,
        corrected,
        uri=uri,
        settings=settings,
        as_read=None if corrected is record else record,
        overrides=overrides.digest(record.document_id),
    )


def correct_anew(
    root: Path, run: str, overrides: Overrides, gazetteer: Gazetteer | None = None
) -> int:
    """Correct letters whose corrections are others than when they were mined.

    Their files are not read for it: a dataset keeps each record as it was read.

    Parameters
    ----------
    root : Path
        The dataset's folder.
    run : str
        Name of the run's temporary folder.
    overrides : Overrides
        The corrections of now.
    gazetteer : Gazetteer, optional
        Knows the codes of authorities.

    Returns
    -------
    int
        How many letters were corrected, or are again as they were read.
    """
    parts = Parts(root)
    number = parts.next_number
    changed = 0
    columns = ["letter_id", "document_id", "overrides"]
    for rows, part in zip(parts.batches("letters", columns), parts.parts, strict=True):
        others = {
            row["letter_id"]
            for row in rows.to_pylist()
            if row["overrides"] != overrides.digest(row["document_id"])
        }
        if not others:
            continue
        found: dict[str, list[Row]] = {}
        for row in part.read("letters").to_pylist():
            if row["letter_id"] not in others:
                continue
            made = corrected_rows(
                letter_of(row),
                VisitRecord.model_validate_json(row["as_read"] or row["record"]),
                overrides,
                uri=parts.names[row["letter_id"]][0],
                settings=row["settings"],
                gazetteer=gazetteer,
            )
            for table, more in made.items():
                found.setdefault(table, []).extend(more)
        place(stage(root, f"{run}/{number}", found), root, number)
        number += 1
        changed += len(others)
    return changed


def not_applied(parts: Parts) -> list[str]:
    """Return the corrections that do not fit the records that they are for.

    Parameters
    ----------
    parts : Parts
        The dataset's parts.

    Returns
    -------
    list of str
        The document and what does not fit.
    """
    return sorted(
        f"{row['document_id']}: {warning.message}"
        for rows in parts.batches("letters", ["document_id", "overrides", "record"])
        for row in rows.filter(rows["overrides"].is_valid()).to_pylist()
        for warning in VisitRecord.model_validate_json(row["record"]).warnings
        if warning.code == NOT_APPLIED
    )
