"""Labels that stand apart from the text: which sentence of which document, and what it was given.

A sentence is known by its id, a hash of its letters and digits: the labels can be published where
the sentences cannot, and whoever has the documents has the sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.resources import find

__all__ = ["Annotation", "read_annotations", "write_annotations"]

_DRAWS = ("random", "selected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The labels of one sentence.

    Attributes
    ----------
    id : str
        See `ofstedmine.findings.labelled.finding_id`.
    document : str
        Its document in the manifest.
    page : int or None
        Page on which it begins, from 1.
    draw : str
        ``random`` or ``selected``.
    themes : tuple of str
        In the order of the codebook.
    sentiment, progress : str
        As in the codebook.
    former_id : str or None
        The id under which it was labelled, when it was cut in another way.
    corrected : str or None
        Why a label is not the one that was first given.

    Examples
    --------
    >>> read_annotations()[0].draw in ("random", "selected")
    True
    """

    id: str
    document: str
    page: int | None
    draw: str
    themes: tuple[str, ...]
    sentiment: str
    progress: str
    former_id: str | None = None
    corrected: str | None = None


def read_annotations(path: Path | None = None) -> list[Annotation]:
    """Read labels that stand apart from the text.

    Parameters
    ----------
    path : Path, optional
        JSON lines with the fields of `Annotation`; those of the project by default.

    Returns
    -------
    list of Annotation
        In the order of the file.

    Raises
    ------
    DataError
        If a line is no annotation or has a label that the codebook does not know, with the number
        of the line; if a sentence of a document stands twice.
    ResourceNotFound
        If the project's own are asked for where they are not, as in an installed wheel.

    Examples
    --------
    >>> len(read_annotations()) > 6000
    True
    """
    path = path or find("corpus/annotations/findings.jsonl")
    found: dict[tuple[str, str], Annotation] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                one = _annotation(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise DataError(f"{path}, line {number}: no annotation ({error})") from error
            if (one.document, one.id) in found:
                raise DataError(f"{path}, line {number}: {one.id} stands twice")
            found[one.document, one.id] = one
    return list(found.values())


def write_annotations(rows: Iterable[Annotation], path: Path) -> None:
    """Write labels as JSON lines, whole or not at all.

    Parameters
    ----------
    rows : iterable of Annotation
        The labels.
    path : Path
        The file to write.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_annotations([], Path(folder, "labels.jsonl"))
    ...     read_annotations(Path(folder, "labels.jsonl"))
    []
    """
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            values = {name: value for name, value in asdict(row).items() if value is not None}
            out.write(json.dumps(values, ensure_ascii=False) + "\n")
    part.replace(path)


def _annotation(row: Mapping[str, Any]) -> Annotation:
    book = load_codebook()
    one = Annotation(**{**row, "page": row.get("page"), "themes": tuple(row["themes"])})
    labels = [*one.themes, one.sentiment, one.progress, one.draw]
    known = [*[book.theme_slugs] * len(one.themes), book.sentiment_slugs, book.progress_slugs]
    for label, slugs in zip(labels, [*known, _DRAWS], strict=True):
        if label not in slugs:
            raise ValueError(f"unknown label {label!r}")
    return one
