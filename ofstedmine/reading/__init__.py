"""Reading: a file (PDF, DOCX, HTML, Markdown, plain text) becomes a `Letter`."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import regex

from ofstedmine.errors import UnreadableLetter

from .bounds import bound
from .decoding import clean, decode, is_binary
from .letter import Block, Letter, PageInfo, assemble
from .limits import Limits
from .markdown import read_markdown
from .plain import read_plain
from .sniff import binary_kind, refuse, text_kind

__all__ = ["Block", "Letter", "Limits", "PageInfo", "UnreadableLetter", "read"]

DEFAULTS = Limits()
PIECE = 1 << 20
TEXT_TYPES = {
    "html": ("text/html", "lxml"),
    "markdown": ("text/markdown", "markdown"),
    "text": ("text/plain", "text"),
}
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    uri: str | None = None,
    limits: Limits = DEFAULTS,
) -> Letter:
    r"""Read a letter from a file, whatever it is written in.

    Parameters
    ----------
    source : path, bytes or binary file object
        The letter. Its type is told by its content, never by its name.
    uri : str, optional
        Where it came from; a path's own name by default.
    limits : Limits, optional
        How much one file may cost.

    Returns
    -------
    Letter
        Its text, blocks and pages.

    Raises
    ------
    UnreadableLetter
        If no letter can be read from it; ``reason`` says why.
    OSError
        If there is no such file, or it may not be opened.

    Examples
    --------
    >>> letter = read(b"Dear Ms Archer\n\nThis letter summarises the findings.\n")
    >>> letter.media_type, len(letter.blocks)
    ('text/plain', 2)
    """
    if uri is None and isinstance(source, str | os.PathLike):
        # A name of undecodable bytes must not break what is written of it later.
        uri = os.fsdecode(source).encode("utf-8", "backslashreplace").decode()
    try:
        data = bytes_of(source, limits)
        letter = _read_bytes(data, limits)
        if not regex.search(r"\w", letter.text):
            raise UnreadableLetter("empty", "the file holds no words")
        if len(letter.text) > limits.max_characters:
            raise _too_large("characters of text", limits.max_characters)
    except UnreadableLetter as error:
        if error.uri is not None or uri is None:
            raise
        raise type(error)(error.reason, error.detail, uri) from error.__cause__
    letter.uri = uri
    return letter


def bytes_of(source: str | os.PathLike[str] | bytes | BinaryIO, limits: Limits) -> bytes:
    """Return at most the allowed number of bytes of a source."""
    most = limits.max_file_bytes
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
    elif isinstance(source, str | os.PathLike):
        path = Path(_checked(os.fspath(source)))
        if path.is_dir():
            raise IsADirectoryError(
                21, "This is a folder; give one file, or mine the folder", str(path)
            )
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # Opening it may wait for ever, and /dev/zero has no end.
            refuse("no file but a pipe or a device", "save what it gives, or give its bytes")
        if about.st_size > most:
            raise _too_large("bytes", most)
        with path.open("rb") as file:
            data = _read(file, most)
    else:
        data = _read(source, most)
    if len(data) > most:
        raise _too_large("bytes", most)
    if not data:
        raise UnreadableLetter("empty", "the file has no bytes")
    return data


def _read(file: BinaryIO, most: int) -> bytes:
    """Return a file's bytes, or a little more than the allowed number of them."""
    pieces: list[bytes] = []
    size = 0
    # Piece by piece: asked for them at once, Python sets the allowed number of bytes aside.
    while size <= most:
        piece: bytes | str | None = file.read(min(PIECE, most + 1 - size))
        if not piece:
            break
        pieces.append(piece.encode("utf-8", "replace") if isinstance(piece, str) else bytes(piece))
        size += len(pieces[-1])
    return b"".join(pieces)


def _checked(path: str) -> str:
    """Return a path that could be one; text given by mistake gets a helpful error."""
    is_text = "\n" in path and not Path(path).exists()
    if "\0" in path or len(path) > 4096 or is_text:
        raise FileNotFoundError(
            2, "Not a path; to read text that is at hand, give its bytes: read(text.encode())",
            path[:60],
        )  # fmt: skip
    return path


def _read_bytes(data: bytes, limits: Limits) -> Letter:
    kind = binary_kind(data)
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(data, limits)
    pages = 0
    media_type = DOCX_TYPE
    if kind == "docx":
        from .docx import read_docx

        blocks, engine = read_docx(data, limits), "python-docx"
    else:
        text, _ = decode(data, html=True)
        if is_binary(text):
            refuse("a binary file of an unknown type", "give a PDF, DOCX, HTML or text file")
        if len(text) > 4 * limits.max_characters:  # the mark-up of a page may outweigh its words
            raise _too_large("characters", 4 * limits.max_characters)
        written = text_kind(text)
        media_type, engine = TEXT_TYPES[written]
        text = clean(text)
        if written == "html":
            from .html import read_html

            blocks = read_html(text)
        else:
            blocks, pages = (read_markdown if written == "markdown" else read_plain)(text)
            bound(blocks)
    return Letter(
        text=assemble(blocks),
        blocks=blocks,
        pages=[PageInfo(number) for number in range(1, pages + 1)],
        media_type=media_type,
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        engine=engine,
    )


def _too_large(what: str, most: int) -> UnreadableLetter:
    return UnreadableLetter("too_large", f"more than {most:,} {what}; raise the limit in Limits")
