"""Datasets for the tests: of the sample letters, and of any records."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ofstedmine as om
from ofstedmine.batch.dataset import FORMAT, INFO
from ofstedmine.batch.parts import TEMPORARY, place, stage
from ofstedmine.batch.rows import file_name, rows_of
from ofstedmine.resources import sample_letters


def write_dataset(folder: Path, mined: Iterable[tuple[str, om.Letter, om.VisitRecord]],
                  failures: Iterable[dict] = (), size: int = 16) -> om.Dataset:  # fmt: skip
    """Write letters with their records as a dataset, some letters a part."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / INFO).write_text(json.dumps({"format": FORMAT}), "utf-8")
    part: dict[str, list] = {}
    number = 0
    for count, (uri, letter, record) in enumerate(mined, 1):
        rows = rows_of(letter, record, uri=uri, settings="")
        for name, some in rows.items():
            part.setdefault(name, []).extend(some)
        source = {"uri": uri, "file": file_name(uri), "sha256": letter.sha256, "state": "read",
                  "letter_id": rows["letters"][0]["letter_id"],
                  "document_id": record.document_id}  # fmt: skip
        part.setdefault("sources", []).append(source)
        if count % size == 0:
            number += 1
            (folder / TEMPORARY).mkdir(exist_ok=True)
            place(stage(folder, "test", part), folder, number)
            part = {}
    for one in failures:
        part.setdefault("failures", []).append(one)
        part.setdefault("sources", []).append(
            {"uri": one["uri"], "file": one["file"], "state": "failed"}
        )
    (folder / TEMPORARY).mkdir(exist_ok=True)
    place(stage(folder, "test", part), folder, number + 1)
    return om.open_dataset(folder)


BROKEN = {
    "uri": "letters/broken.pdf",
    "file": "broken.pdf",
    "reason": "corrupt",
    "message": "it is damaged",
}


@cache
def sample_dataset() -> om.Dataset:
    """Return the sample letters as a dataset, with one file that could not be read; made once."""
    home = TemporaryDirectory(prefix="samples")
    atexit.register(home.cleanup)
    letters = ((path, om.read(path)) for path in sample_letters())
    mined = (
        (f"letters/{path.name}", letter, om.mine(path, boxes=False)) for path, letter in letters
    )
    return write_dataset(Path(home.name) / "letters", mined, [BROKEN])


def small(text: str, **fields: object) -> tuple[str, om.Letter, om.VisitRecord]:
    """Return a letter of some words, with fields of its record set."""
    letter = om.read(text.encode())
    record = om.parse(letter)
    for name, value in fields.items():
        setattr(record, name, value)
    return f"letters/{letter.sha256[:8]}.md", letter, record
