"""Datasets of letters that are at hand, written as the batch engine writes them."""

from __future__ import annotations

import json

from ofstedmine.batch.parts import TEMPORARY, place, stage
from ofstedmine.batch.rows import letter_id, rows_of


def write_dataset(folder, pairs, size=100):
    """Write letters and records as a dataset in parts of so many letters."""
    (folder / TEMPORARY).mkdir(parents=True, exist_ok=True)
    (folder / "dataset.json").write_text(json.dumps({"format": 1}), encoding="utf-8")
    for number, first in enumerate(range(0, len(pairs), size), 1):
        rows = {}
        for letter, record in pairs[first : first + size]:
            uri = record.source.uri or f"{record.document_id}.txt"
            for table, some in rows_of(letter, record, uri=uri, settings="").items():
                rows.setdefault(table, []).extend(some)
            rows.setdefault("sources", []).append(
                {
                    "uri": uri,
                    "file": uri.rpartition("/")[2],
                    "sha256": letter.sha256,
                    "state": "read",
                    "letter_id": letter_id(letter.sha256),
                    "document_id": record.document_id,
                }
            )
        place(stage(folder, str(number), rows), folder, number)
    return folder
