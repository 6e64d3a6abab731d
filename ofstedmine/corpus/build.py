"""From the documents and the labels that stand apart back to the training file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ofstedmine.corpus.annotations import Annotation
from ofstedmine.corpus.manifest import Source, find_documents
from ofstedmine.corpus.placing import Places
from ofstedmine.corpus.sentences import read_documents
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding

__all__ = ["Built", "build_corpus", "with_labels"]


@dataclass(slots=True)
class Built:
    """What came of it, and what could not be found.

    Attributes
    ----------
    labelled : list of LabelledFinding
        The labelled sentences that were found, in the order of the annotations' documents.
    unlabelled : list of PlacedFinding
        All other findings of the same documents.
    wanted : dict of str to int
        How many sentences of each document have labels.
    not_found : dict of str to list of str
        The ids that its document does not hold, by document.
    absent : list of str
        Documents of which there was no file.
    unreadable : dict of str to str
        Documents that could not be read, and why.
    """

    labelled: list[LabelledFinding] = field(default_factory=list)
    unlabelled: list[PlacedFinding] = field(default_factory=list)
    wanted: dict[str, int] = field(default_factory=dict)
    not_found: dict[str, list[str]] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Return the share of the labelled sentences that were found."""
        return len(self.labelled) / max(1, sum(self.wanted.values()))

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values, without the sentences."""
        return {
            "documents": len(self.wanted),
            "documents_absent": self.absent,
            "documents_unreadable": self.unreadable,
            "wanted": sum(self.wanted.values()),
            "found": len(self.labelled),
            "share": round(self.share, 4),
            "unlabelled": len(self.unlabelled),
            "not_found": self.not_found,
        }


def build_corpus(
    annotations: Iterable[Annotation],
    sources: list[Source],
    folder: Path,
    *,
    workers: int = 1,
    progress: bool = True,
) -> Built:
    """Find labelled sentences in the documents of a folder.

    Parameters
    ----------
    annotations : iterable of Annotation
        The labels.
    sources : list of Source
        The documents that they name.
    folder : Path
        Where the documents lie, under any names.
    workers : int, default 1
        Processes that read; the result is the same however many there are.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Returns
    -------
    Built
        Labelled and unlabelled sentences, and what could not be found.

    Examples
    --------
    >>> build_corpus([], [], Path(".")).share
    0.0
    """
    by_document: dict[str, list[Annotation]] = {}
    for one in annotations:
        by_document.setdefault(one.document, []).append(one)
    paths = find_documents(sources, folder)
    known = {source.document: source for source in sources}
    built = Built(wanted={name: len(rows) for name, rows in by_document.items()})
    built.absent = [name for name in by_document if name not in paths]
    names = [name for name in by_document if name in paths]
    # A sentence that stands in several documents may have its labels from one of them only.
    taken = {one.id for rows in by_document.values() for one in rows}
    todo = [(known[name], paths[name]) for name in names]
    for document in read_documents(todo, workers=workers, progress=progress):
        if document.unreadable:
            built.unreadable[document.document] = document.unreadable
        places = Places(document)
        for one in by_document[document.document]:
            place = places.by_id(one.id, one.page)
            if place is None:
                built.not_found.setdefault(one.document, []).append(one.id)
            else:
                built.labelled.append(with_labels(place, one))
        built.unlabelled += [
            one
            for at, one in enumerate(document.sentences)
            if at in document.findings and one.id not in taken
        ]
    return built


def with_labels(
    place: PlacedFinding, labels: Annotation | LabelledFinding, **own: str
) -> LabelledFinding:
    """Return a sentence with labels.

    Parameters
    ----------
    place : PlacedFinding
        The sentence and where it stands.
    labels : Annotation or LabelledFinding
        Where the labels come from.
    **own : str
        Fields that are not to be those of `place`.

    Returns
    -------
    LabelledFinding
        Both.

    Examples
    --------
    >>> labels = LabelledFinding(text="", themes=(), sentiment="neutral", progress="not_stated")
    >>> with_labels(PlacedFinding(text="Plans drift."), labels).text
    'Plans drift.'
    """
    names = PlacedFinding.__dataclass_fields__
    return LabelledFinding(
        **({name: getattr(place, name) for name in names} | own),
        themes=labels.themes,
        sentiment=labels.sentiment,
        progress=labels.progress,
        draw=labels.draw,
    )
