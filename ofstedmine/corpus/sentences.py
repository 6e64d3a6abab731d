"""The sentences of documents, each with its place, by our own reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tqdm.auto import tqdm

from ofstedmine.corpus.manifest import Source
from ofstedmine.errors import UnreadableLetter
from ofstedmine.findings.context import inputs_of
from ofstedmine.findings.cut import cut_findings
from ofstedmine.findings.labelled import PlacedFinding, finding_id
from ofstedmine.pipeline import parse
from ofstedmine.reading import read

__all__ = ["DocumentSentences", "read_documents", "read_sentences"]

_CHUNK = 4  # documents that a worker is given at a time


@dataclass(frozen=True, slots=True)
class DocumentSentences:
    """All sentences of a document.

    Attributes
    ----------
    document : str
        Its name.
    sentences : tuple of PlacedFinding
        In the order of the document.
    findings : frozenset of int
        Which of them are findings, by their place in `sentences`.
    unreadable : str
        Why it could not be read; empty if it was.
    """

    document: str
    sentences: tuple[PlacedFinding, ...] = ()
    findings: frozenset[int] = frozenset()
    unreadable: str = ""


def read_sentences(source: Source, path: Path) -> DocumentSentences:
    """Read a document and cut all of it into sentences.

    Parameters
    ----------
    source : Source
        What is known of it.
    path : Path
        The file.

    Returns
    -------
    DocumentSentences
        Its sentences with heading, role and the sentence before; those that are no findings for
        us (the area's context, courtesy) are there too.
    """
    try:
        letter = read(path)
    except UnreadableLetter as error:
        return DocumentSentences(source.document, unreadable=f"{error.reason}: {error.detail}")
    record = parse(letter)
    every = cut_findings(letter, record.sections, record.document_id, record.kind, everything=True)
    # A finding has the finding before it as its context, as when letters are tagged.
    inputs = {one.id: asked for one, asked in zip(every, inputs_of(every), strict=True)}
    own = {
        one.id: asked
        for one, asked in zip(record.findings, inputs_of(record.findings), strict=True)
    }
    inputs |= own
    sentences = tuple(
        PlacedFinding(
            text=one.text,
            id=finding_id(one.text),
            document=source.document,
            authority=source.authority,
            kind=source.kind,
            year=source.year,
            page=one.page,
            previous=inputs[one.id].previous,
            heading=one.section,
            role=one.role,
            bullet=one.source == "bullet",
        )
        for one in every
    )
    findings = frozenset(at for at, one in enumerate(every) if one.id in own)
    return DocumentSentences(source.document, sentences, findings)


def read_documents(
    documents: Sequence[tuple[Source, Path]], *, workers: int = 1, progress: bool = True
) -> Iterator[DocumentSentences]:
    """Read documents, in order, on as many processes as are wanted.

    Parameters
    ----------
    documents : sequence of (Source, Path)
        What to read.
    workers : int, default 1
        Processes; what comes out is the same however many there are.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Yields
    ------
    DocumentSentences
        One a document.

    Examples
    --------
    >>> list(read_documents([]))
    []
    """
    bar = tqdm(total=len(documents), desc="Reading", unit="doc", disable=None if progress else True)
    with bar:
        if workers <= 1 or len(documents) <= 1:
            for source, path in documents:
                yield read_sentences(source, path)
                bar.update()
            return
        # A forked child would share the locks of whatever threads the caller runs.
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            sources, paths = zip(*documents, strict=True)
            for found in pool.map(read_sentences, sources, paths, chunksize=_CHUNK):
                yield found
                bar.update()
