"""The whole way from a file to a record: read, parse, cut the findings, tag them.

Parsing and findings do not know each other; they are put together here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from ofstedmine.errors import (
    DataError,
    InternalError,
    IsolationError,
    UnreadableLetter,
    describe_fault,
)
from ofstedmine.findings.cohort import set_cohorts
from ofstedmine.findings.cut import cut_findings
from ofstedmine.findings.tagging import shipped_tagger, tag_record
from ofstedmine.isolation.supervisor import DEADLINE, MEMORY
from ofstedmine.parsing import default_steps, parse_letter
from ofstedmine.parsing.metadata import Metadata
from ofstedmine.reading import Limits, read
from ofstedmine.records import Failure, VisitRecord

if TYPE_CHECKING:
    from ofstedmine.findings.tags import Tagger
    from ofstedmine.parsing import Gazetteer, Step
    from ofstedmine.reading import Letter

__all__ = ["mine", "mine_many", "parse", "tag_findings"]

DEFAULT_LIMITS = Limits()


def parse(
    letter: Letter,
    *,
    steps: Iterable[Step] | None = None,
    gazetteer: Gazetteer | None = None,
    metadata: Metadata | Mapping[str, str] | None = None,
    boxes: bool = False,
) -> VisitRecord:
    r"""Turn a letter that was read into a record, without tags.

    Parameters
    ----------
    letter : Letter
        What `read` returned.
    steps : iterable of callables, optional
        Parsing steps to run in place of `ofstedmine.parsing.default_steps`.
    gazetteer : Gazetteer, optional
        The authorities to look for, from `ofstedmine.parsing.load_gazetteer`; those that the
        library ships by default. Not used where ``steps`` are given.
    metadata : Metadata or mapping of str to str, optional
        What is known of the document from elsewhere: a loaded metadata file, or the row of this
        document.
    boxes : bool, default False
        Whether evidence carries the rectangles of its words (PDF only). They can be had later
        from ``letter.boxes(start, end)``.

    Returns
    -------
    VisitRecord
        The record with its findings and whom they are about, each without themes, sentiment and
        progress.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(
    ...     b"Monitoring visit to Northmoor children's services\n\n"
    ...     b"This letter summarises the findings of the monitoring visit to Northmoor "
    ...     b"children's services on 4 and 5 June 2024.\n"
    ... )
    >>> record = om.parse(letter)
    >>> record.kind, [str(day) for day in record.visit.dates]
    ('monitoring_visit', ['2024-06-04', '2024-06-05'])
    """
    steps = default_steps(gazetteer) if steps is None else steps
    known = metadata.of(letter) if isinstance(metadata, Metadata) else metadata
    record = parse_letter(letter, steps=steps, metadata=known, boxes=boxes)
    record.findings = cut_findings(letter, record.sections, record.document_id, record.kind)
    set_cohorts(record.findings, record.sections)
    return record


def mine(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    gazetteer: Gazetteer | None = None,
    metadata: Metadata | Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    boxes: bool = True,
    isolate: bool = False,
    deadline: float = DEADLINE,
    memory: int = MEMORY,
    tag: bool = True,
    tagger: Tagger | None = None,
) -> VisitRecord:
    r"""Read a file and turn it into a record.

    Parameters
    ----------
    source : path, bytes or binary file object
        The letter, in any format that `read` knows.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    metadata : Metadata or mapping of str to str, optional
        What is known of the document from elsewhere.
    limits : Limits, optional
        How much one file may cost.
    boxes : bool, default True
        Whether evidence carries the rectangles of its words (PDF only).
    isolate : bool, default False
        Whether the file is read in a child process, so that no file can crash,
        block or exhaust this one: such a file is an unreadable letter (``crashed``, ``timeout``,
        ``out_of_memory``).
    deadline : float, default 10
        Seconds that it may take; only with ``isolate``.
    memory : int, default 500 MB
        Bytes that the child process may hold; only with ``isolate``.
    tag : bool, default True
        Whether the findings get themes, sentiment and progress.
    tagger : Tagger, optional
        A tagger of your own; the one that comes with the library by default.

    Returns
    -------
    VisitRecord
        The record of the letter.

    Raises
    ------
    UnreadableLetter
        If no letter can be read from the file; ``reason`` says why.
    OSError
        If there is no such file, or it may not be opened.
    IsolationError
        If no child process can be started for it.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n").kind
    'other'
    """
    if isolate:
        from ofstedmine.isolation.miner import IsolatedMiner

        with IsolatedMiner(
            gazetteer=gazetteer,
            metadata=metadata,
            limits=limits,
            boxes=boxes,
            deadline=deadline,
            memory=memory,
        ) as miner:
            record = miner.mine(source)
    else:
        letter = read(source, limits=limits)
        record = parse(letter, gazetteer=gazetteer, metadata=metadata, boxes=boxes)
    if tag:
        tag_findings(record, tagger)
    return record


def tag_findings(record: VisitRecord, tagger: Tagger | None = None) -> None:
    """Tag the findings of a record, in place.

    Parameters
    ----------
    record : VisitRecord
        What `parse` returned.
    tagger : Tagger, optional
        A tagger of your own; the one that comes with the library by default.
    """
    tag_record(record, shipped_tagger() if tagger is None else tagger)


def mine_many(
    sources: Iterable[str | os.PathLike[str]],
    *,
    gazetteer: Gazetteer | None = None,
    metadata: Metadata | None = None,
    limits: Limits = DEFAULT_LIMITS,
    boxes: bool = True,
    isolate: bool = False,
    deadline: float = DEADLINE,
    memory: int = MEMORY,
    tag: bool = True,
    tagger: Tagger | None = None,
) -> Iterator[VisitRecord | Failure]:
    """Mine files one after the other; a bad one yields a `Failure` and the next is taken.

    Parameters
    ----------
    sources : iterable of path
        The files, in the order in which their records are wanted.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    metadata : Metadata, optional
        A loaded metadata file; each document finds its own row.
    limits : Limits, optional
        How much one file may cost.
    boxes : bool, default True
        Whether evidence carries the rectangles of its words (PDF only).
    isolate : bool, default False
        Whether the files are read in a child process, so that no file can crash,
        block or exhaust this one: such a file is an unreadable letter (``crashed``, ``timeout``,
        ``out_of_memory``).
    deadline : float, default 10
        Seconds that one file may take; only with ``isolate``.
    memory : int, default 500 MB
        Bytes that the child process may hold; only with ``isolate``.
    tag : bool, default True
        Whether the findings get themes, sentiment and progress.
    tagger : Tagger, optional
        A tagger of your own; the one that comes with the library by default.

    Yields
    ------
    VisitRecord or Failure
        One a file, in order.

    Raises
    ------
    DataError
        If a data file of the library does not hold what it should.
    IsolationError
        If no child process can be started: no file is to blame.

    Examples
    --------
    >>> import ofstedmine as om
    >>> [type(result).__name__ for result in om.mine_many(["no such letter.pdf"])]
    ['Failure']
    """
    if not isolate:
        mine_here = partial(
            mine,
            gazetteer=gazetteer,
            metadata=metadata,
            limits=limits,
            boxes=boxes,
            tag=tag,
            tagger=tagger,
        )
        yield from (_result(source, mine_here) for source in sources)
        return
    from ofstedmine.isolation.miner import IsolatedMiner

    def mine_there(source: str | os.PathLike[str]) -> VisitRecord:
        # Tagged here: no file can harm the tagger, and it is loaded once.
        record = miner.mine(source)
        if tag:
            tag_findings(record, tagger)
        return record

    # One child for them all: it takes its time to start.
    with IsolatedMiner(
        gazetteer=gazetteer,
        metadata=metadata,
        limits=limits,
        boxes=boxes,
        deadline=deadline,
        memory=memory,
    ) as miner:
        yield from (_result(source, mine_there) for source in sources)


def _result(
    source: str | os.PathLike[str], mine_one: Callable[[str | os.PathLike[str]], VisitRecord]
) -> VisitRecord | Failure:
    """Return the record of a file, or what kept it from being read."""
    uri = os.fsdecode(source).encode("utf-8", "backslashreplace").decode()
    try:
        return mine_one(source)
    except UnreadableLetter as error:
        return Failure(uri=uri, reason=error.reason, message=error.detail)
    except OSError as error:
        return Failure(uri=uri, reason="cannot_open", message=error.strerror or str(error))
    except (DataError, IsolationError):
        raise
    except InternalError as error:
        return Failure(uri=uri, reason="internal_error", message=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one letter must not stop the batch
        return Failure(uri=uri, reason="internal_error", message=describe_fault(error))
