"""The errors a caller can meet: what happened, where, and what to do about it."""

from __future__ import annotations

import traceback
from typing import Literal, get_args

Reason = Literal[
    "encrypted",
    "corrupt",
    "html_error_page",
    "no_text_layer",
    "empty",
    "unsupported",
    "too_large",
    "crashed",
    "timeout",
    "out_of_memory",
]
REASONS: tuple[Reason, ...] = get_args(Reason)


class OfstedmineError(Exception):
    """Base of every error that the library raises on purpose."""


class UnreadableLetter(OfstedmineError):
    """A file from which no letter can be read.

    Parameters
    ----------
    reason : str
        One of ``encrypted``, ``corrupt``, ``html_error_page``, ``no_text_layer``,
        ``empty``, ``unsupported``, ``too_large``; of a file read in isolation also ``crashed``,
        ``timeout``, ``out_of_memory``.
    detail : str
        What was seen, in words for the user.
    uri : str, optional
        The file, where known.

    Examples
    --------
    >>> error = UnreadableLetter("empty", "the file has no bytes", uri="letter.pdf")
    >>> error.reason
    'empty'
    >>> print(error)
    letter.pdf: empty: the file has no bytes
    """

    def __init__(self, reason: Reason, detail: str, uri: str | None = None) -> None:
        self.reason: Reason = reason
        self.detail = detail
        self.uri = uri
        super().__init__(reason, detail, uri)

    def __str__(self) -> str:
        where = f"{self.uri}: " if self.uri else ""
        return f"{where}{self.reason}: {self.detail}"


class DataError(OfstedmineError):
    """A data file (profile, gazetteer, metadata, gold table) that does not hold what it should."""


class IsolationError(OfstedmineError):
    """The child process that files are to be read in cannot be started: no file is to blame."""


class InternalError(OfstedmineError):
    """A fault of the library's own, met while a file was read in isolation.

    Without isolation the exception itself is raised. Its traceback is told in a note.
    """


def describe_fault(error: BaseException) -> str:
    """Return an unexpected exception and the place it comes from, in one line.

    Parameters
    ----------
    error : BaseException
        What was raised.

    Returns
    -------
    str
        Such as ``ValueError('no day') at /parsing/dates.py:12``.

    Examples
    --------
    >>> describe_fault(ValueError("no day"))
    "ValueError('no day')"
    """
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return repr(error)
    return f"{error!r} at {frames[-1].filename.rsplit('ofstedmine', 1)[-1]}:{frames[-1].lineno}"
