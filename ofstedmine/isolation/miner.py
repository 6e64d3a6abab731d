"""Mining in a child process: the same records and errors as without, whatever the file does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import BinaryIO

from ofstedmine.errors import UnreadableLetter
from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.messages import error_from, gazetteer_said, letter_from, metadata_said
from ofstedmine.isolation.supervisor import DEADLINE, MEMORY, Supervisor, python_command
from ofstedmine.parsing.gazetteer import Gazetteer
from ofstedmine.parsing.metadata import Metadata
from ofstedmine.reading import Letter, Limits, bytes_of
from ofstedmine.records import VisitRecord

__all__ = ["IsolatedMiner"]

CHILD = "ofstedmine.child"
Source = str | os.PathLike[str] | bytes | BinaryIO


class IsolatedMiner:
    r"""Mines files in one child process, which is started with the first of them.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    metadata : Metadata or mapping of str to str, optional
        What is known of the documents from elsewhere.
    limits : Limits, optional
        How much one file may cost its reader.
    boxes : bool, default True
        Whether evidence carries the rectangles of its words (PDF only).
    deadline : float, default 10
        Seconds that one file may take.
    memory : int, default 500 MB
        Bytes that the child may hold.

    Examples
    --------
    >>> with IsolatedMiner(deadline=30) as miner:
    ...     miner.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n").kind
    'other'
    """

    def __init__(
        self,
        *,
        gazetteer: Gazetteer | None = None,
        metadata: Metadata | Mapping[str, str] | None = None,
        limits: Limits | None = None,
        boxes: bool = True,
        deadline: float = DEADLINE,
        memory: int = MEMORY,
    ) -> None:
        self._limits = limits or Limits()
        settings = {
            "gazetteer": gazetteer_said(gazetteer),
            "metadata": metadata_said(metadata),
            "limits": asdict(self._limits),
            "boxes": boxes,
        }
        self._supervisor = Supervisor(
            python_command(CHILD), settings=settings, deadline=deadline, memory=memory
        )

    def __enter__(self) -> IsolatedMiner:
        """Return itself; the child is ended at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child; another file starts a fresh one."""
        self._supervisor.close()

    def mine(self, source: Source) -> VisitRecord:
        """Return the record of a letter, as `ofstedmine.mine` does.

        Parameters
        ----------
        source : path, bytes or binary file object
            The letter.

        Returns
        -------
        VisitRecord
            Its record.

        Raises
        ------
        UnreadableLetter
            If no letter can be read from it; ``reason`` says why.
        OSError
            If there is no such file, or it may not be opened.
        InternalError
            If the library itself is at fault.
        IsolationError
            If no child process can be started.
        """
        return self._record(self._ask(source, letter=False))

    def mine_letter(self, source: Source, *, uri: str | None = None) -> tuple[Letter, VisitRecord]:
        """Return a letter with its record.

        Parameters
        ----------
        source : path, bytes or binary file object
            The letter.
        uri : str, optional
            Where it came from; a path's own name by default.

        Returns
        -------
        tuple of Letter and VisitRecord
            The letter has its text, blocks and pages, but finds no boxes and draws no pages: its
            file is not opened in this process.
        """
        answer = self._ask(source, letter=True, uri=uri)
        return letter_from(answer.head["letter"]), self._record(answer)

    def _record(self, answer: Frame) -> VisitRecord:
        return VisitRecord.model_validate_json(answer.body)

    def _ask(self, source: Source, *, letter: bool, uri: str | None = None) -> Frame:
        head: dict[str, object] = {"letter": letter, "uri": uri}
        body = b""
        if isinstance(source, str | os.PathLike):
            # The child opens it, so that a device or a drive that hangs is under the deadline.
            head["path"] = os.fsdecode(source)
            uri = os.fsencode(source).decode("utf-8", "backslashreplace")
            if not os.path.isabs(source):  # noqa: PTH117 - text that is no path is told as such
                head["folder"] = os.getcwd()  # noqa: PTH109
        else:
            body = bytes_of(source, self._limits)
        try:
            answer = self._supervisor.ask(Frame(head, body))
        except UnreadableLetter as error:
            raise UnreadableLetter(error.reason, error.detail, uri) from None
        if "error" in answer.head:
            raise error_from(answer.head["error"])
        return answer
