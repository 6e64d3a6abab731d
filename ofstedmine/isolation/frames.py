"""Messages between the two processes: a mark, two lengths, a head in JSON, a body of bytes.

Nothing in them can make the receiver run code, and a length that is too large is refused before
anything is allocated: what comes from a child that a file has taken over is only text.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, NamedTuple

__all__ = ["BadFrame", "Frame", "read_frame", "write_frame"]

MARK = b"OMF1"
LENGTHS = struct.Struct(">4sQQ")


class BadFrame(Exception):
    """What came through the pipe is no message."""


class Frame(NamedTuple):
    """A message: what it says, and the bytes that go with it."""

    head: dict[str, Any]
    body: bytes = b""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Write a message.

    Examples
    --------
    >>> from io import BytesIO
    >>> pipe = BytesIO()
    >>> write_frame(pipe, Frame({"path": "a.pdf"}))
    >>> _ = pipe.seek(0)
    >>> read_frame(pipe, 1000)
    Frame(head={'path': 'a.pdf'}, body=b'')
    """
    # Escapes of ASCII also carry the lone surrogates that names of undecodable bytes hold.
    head = json.dumps(frame.head).encode("ascii")
    stream.write(LENGTHS.pack(MARK, len(head), len(frame.body)))
    stream.write(head)
    stream.write(frame.body)
    stream.flush()


def read_frame(stream: BinaryIO, most: int) -> Frame | None:
    """Read a message of at most so many bytes; None where the other side has gone.

    Raises
    ------
    BadFrame
        If it is none, or too long.
    """
    start = stream.read(LENGTHS.size)
    if len(start) < LENGTHS.size:
        if start.startswith(MARK) or not start:
            return None
        raise BadFrame(f"no message begins with {start[:20]!r}")
    mark, head_size, body_size = LENGTHS.unpack(start)
    if mark != MARK:
        raise BadFrame(f"no message begins with {start[:20]!r}")
    if head_size + body_size > most:
        raise BadFrame(f"a message of more than {most:,} bytes")
    head, body = _exactly(stream, head_size), _exactly(stream, body_size)
    if head is None or body is None:
        return None
    try:
        told = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"a message without a head: {error}") from error
    if not isinstance(told, dict):
        raise BadFrame("the head of a message is no object")
    return Frame(told, body)


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    """Return the next bytes, or None where there are fewer."""
    got = stream.read(size)
    return got if len(got) == size else None
