"""The errors a caller can meet: what happened, where, and what to do about it."""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal[
    "encrypted",
    "corrupt",
    "html_error_page",
    "no_text_layer",
    "empty",
    "unsupported",
    "too_large",
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
        ``empty``, ``unsupported``, ``too_large``.
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
