"""Compressed documents are inflated against a budget before any reader sees them."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ofstedmine.errors import UnreadableLetter

from .limits import Limits

CHUNK = 1 << 20
# An XML part that declares entities: Word never writes one, so it can only do harm.
DECLARATIONS = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)
MOST_TAGS = 1_500_000
"""Parsed, a tag takes a hundred times its bytes; the longest reports have a tenth of these."""
LONGEST = max(map(len, DECLARATIONS))


def check_archive(data: bytes, limits: Limits) -> None:
    """Inflate every member of a ZIP container once, within the limits, and throw it away.

    Raises
    ------
    UnreadableLetter
        ``too_large`` if the members inflate to more than the limit (a ZIP bomb does), ``corrupt``
        if a member cannot be inflated or declares XML entities, ``encrypted`` if it has a password.
    """
    left = limits.max_inflated_bytes
    tags = 0
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > limits.max_parts:
                raise UnreadableLetter("too_large", f"more than {limits.max_parts:,} parts")
            for member in members:
                if member.flag_bits & 1:
                    raise UnreadableLetter(
                        "encrypted", "a document with a password; save a copy without"
                    )
                is_xml = member.filename.casefold().endswith((".xml", ".rels"))
                with archive.open(member) as stream:
                    tail = b""
                    declares = False
                    # the sizes a ZIP states are not believed: what comes out is counted
                    while chunk := stream.read(min(CHUNK, left + 1)):
                        left -= len(chunk)
                        if left < 0:
                            detail = f"it inflates to more than {limits.max_inflated_bytes:,} bytes"
                            raise UnreadableLetter(
                                "too_large", f"{detail}; raise the limit in Limits"
                            )
                        if is_xml:
                            chunk = tail + chunk
                            declares = declares or any(mark in chunk for mark in DECLARATIONS)
                            tail = chunk[-LONGEST:]
                            tags += chunk.count(b"<")
                            if tags > MOST_TAGS:
                                raise UnreadableLetter("too_large", f"more than {MOST_TAGS:,} tags")
                if declares:
                    detail = (
                        f"its part {member.filename!r} declares XML entities, which Word never does"
                    )
                    raise UnreadableLetter("corrupt", detail)
    except (BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
        # NotImplementedError (an unknown compression) is a RuntimeError
        raise UnreadableLetter("corrupt", f"the compressed file is damaged ({error})") from error
