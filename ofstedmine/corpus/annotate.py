"""From labelled sentences to labels that stand apart from the text.

Labels were given to sentences that another reader cut. They are kept under the id of our own
sentence, so that whoever reads the documents with this library finds it. Corrections are a table
apart, each with its reason.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ofstedmine.corpus.annotations import Annotation
from ofstedmine.corpus.manifest import Source, documents_by_name, find_documents
from ofstedmine.corpus.placing import Places
from ofstedmine.corpus.sentences import read_documents
from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding

__all__ = ["Correction", "annotate", "correct", "place_labelled", "read_corrections"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A label that is not the one that was first given.

    Attributes
    ----------
    id : str
        The sentence.
    field : str
        ``themes``, ``sentiment`` or ``progress``.
    was, now : str
        The label; of themes all slugs, parted by blanks.
    reason : str
        The rule of the codebook that decides.
    """

    id: str
    field: str
    was: str
    now: str
    reason: str


def read_corrections(path: Path) -> list[Correction]:
    """Read a table of corrections.

    Parameters
    ----------
    path : Path
        A CSV with the fields of `Correction` as columns.

    Returns
    -------
    list of Correction
        In the order of the file.

    Raises
    ------
    DataError
        If a row lacks a value, or names a field or label that the codebook does not know.

    Examples
    --------
    >>> from ofstedmine.resources import find
    >>> {one.field for one in read_corrections(find("corpus/annotations/corrections.csv"))} <= {
    ...     "themes", "sentiment", "progress"
    ... }
    True
    """
    book = load_codebook()
    labels = {
        "themes": book.theme_slugs,
        "sentiment": book.sentiment_slugs,
        "progress": book.progress_slugs,
    }
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        for row in table:
            where = f"{path}, line {table.line_num}"
            try:
                one = Correction(**row)
            except TypeError as error:
                raise DataError(f"{where}: no correction ({error})") from error
            if one.field not in labels or not one.reason:
                raise DataError(f"{where}: no field {one.field!r}, or no reason")
            if unknown := set(f"{one.was} {one.now}".split()) - set(labels[one.field]):
                raise DataError(f"{where}: unknown {one.field} {', '.join(sorted(unknown))}")
            found.append(one)
    return found


def place_labelled(
    rows: Sequence[LabelledFinding],
    sources: list[Source],
    folder: Path,
    *,
    workers: int = 1,
    progress: bool = True,
) -> dict[int, PlacedFinding]:
    """Find labelled sentences in their documents, also those that were cut in another way.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The sentences, with the names of their documents.
    sources : list of Source
        Documents that are known by their hash.
    folder : Path
        Where the documents lie: those of `sources` under any name, others under their own.
    workers : int, default 1
        Processes that read.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Returns
    -------
    dict of int to PlacedFinding
        Our sentence of each row, by the row's number; those that were not found are missing. No
        sentence is given to two rows.

    Examples
    --------
    >>> place_labelled([], [], Path("."))
    {}
    """
    by_document: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_document.setdefault(row.document, []).append(number)
    known = {source.document: source for source in sources if source.document in by_document}
    paths = find_documents(list(known.values()), folder)
    paths |= documents_by_name(by_document.keys() - paths.keys(), folder)
    todo = [
        (known.get(name) or _source(rows[numbers[0]]), paths[name])
        for name, numbers in by_document.items()
        if name in paths
    ]
    found: dict[int, PlacedFinding] = {}
    for document in read_documents(todo, workers=workers, progress=progress):
        places = Places(document)
        numbers = by_document[document.document]
        exact = {number: places.by_id(rows[number].id, rows[number].page) for number in numbers}
        found |= {number: place for number, place in exact.items() if place is not None}
        taken = {place.id for place in exact.values() if place is not None}
        for number in numbers:
            if number not in found:
                place = places.by_words(rows[number].text, rows[number].page)
                if place is not None and place.id not in taken:
                    taken.add(place.id)
                    found[number] = place
    return found


def _source(row: LabelledFinding) -> Source:
    """Return what a row says of its document, where no manifest knows it."""
    year = str(row.year or "")
    return Source(row.document, row.kind, row.authority, year, "", 0, "", "", "")


def annotate(
    rows: Sequence[LabelledFinding],
    places: dict[int, PlacedFinding],
    corrections: Iterable[Correction] = (),
) -> list[Annotation]:
    """Return the labels of sentences without the sentences.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        The sentences.
    places : dict of int to PlacedFinding
        What `place_labelled` found.
    corrections : iterable of Correction, optional
        Labels to change, by the id that a sentence has here or had before.

    Returns
    -------
    list of Annotation
        In the order of documents, pages and ids. A sentence that was not found keeps its id.

    Raises
    ------
    DataError
        If a correction names no sentence, or another label than the sentence has.

    Examples
    --------
    >>> row = LabelledFinding(text="Plans drift.", id="1", document="letter", themes=(),
    ...                       sentiment="negative", progress="not_stated")
    >>> annotate([row], {0: PlacedFinding(text="Plans drift. 3", id="2", page=4)})[0].former_id
    '1'
    """
    made = []
    for number, row in enumerate(rows):
        place = places.get(number)
        made.append(
            Annotation(
                id=place.id if place else row.id,
                document=row.document,
                page=place.page if place else row.page,
                draw=row.draw,
                themes=row.themes,
                sentiment=row.sentiment,
                progress=row.progress,
                former_id=row.id if place and place.id != row.id else None,
            )
        )
    made = correct(made, corrections)
    return sorted(made, key=lambda one: (one.document, one.page or 0, one.id))


def correct(rows: Sequence[Annotation], corrections: Iterable[Correction]) -> list[Annotation]:
    """Return annotations with some labels changed.

    Parameters
    ----------
    rows : sequence of Annotation
        The labels as they were given.
    corrections : iterable of Correction
        What to change, by the id that a sentence has or had before.

    Returns
    -------
    list of Annotation
        In the same order.

    Raises
    ------
    DataError
        If a correction names no sentence, or another label than the sentence has.

    Examples
    --------
    >>> correct([], [])
    []
    """
    changed = list(rows)
    number_of = {name: n for n, one in enumerate(rows) for name in (one.former_id, one.id) if name}
    for one in corrections:
        number = number_of.get(one.id)
        if number is None:
            raise DataError(f"correction of {one.id}: there is no such sentence")
        labels = changed[number]
        was = " ".join(labels.themes) if one.field == "themes" else getattr(labels, one.field)
        if was != one.was:
            raise DataError(f"correction of {one.id}: its {one.field} is not {one.was!r}")
        now: Any = tuple(one.now.split()) if one.field == "themes" else one.now
        reasons = "; ".join(filter(None, (labels.corrected, one.reason)))
        values: dict[str, Any] = {one.field: now, "corrected": reasons}
        changed[number] = replace(labels, **values)
    return changed
