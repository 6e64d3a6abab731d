"""What goes between the processes, as JSON can hold it: settings, letters, errors.

A record goes as its own JSON. Each pair of functions here is one thing there and back.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ofstedmine import errors
from ofstedmine.errors import DataError, InternalError, UnreadableLetter, describe_fault
from ofstedmine.parsing.gazetteer import Gazetteer, LocalAuthority, Provider
from ofstedmine.parsing.metadata import Metadata
from ofstedmine.reading import Block, Letter, PageInfo

__all__ = [
    "error_from",
    "error_said",
    "gazetteer_from",
    "gazetteer_said",
    "letter_from",
    "letter_said",
    "metadata_from",
    "metadata_said",
]

BYTES_OF_A_LETTER = frozenset({"locate", "draw"})
Said = dict[str, Any]


def gazetteer_said(gazetteer: Gazetteer | None) -> Said | None:
    """Return a gazetteer as JSON can hold it.

    Raises
    ------
    TypeError
        If it is of a class of the user's own, whose code the child does not have.
    """
    if gazetteer is None:
        return None
    _only(gazetteer, Gazetteer)
    authorities = [asdict(one) for one in gazetteer.authorities]
    for one in authorities:
        one["abolished"] = one["abolished"] and one["abolished"].isoformat()
    return {"authorities": authorities, "providers": [asdict(one) for one in gazetteer.providers]}


def gazetteer_from(said: Said | None) -> Gazetteer | None:
    """Return the gazetteer that was said."""
    if said is None:
        return None
    authorities = [LocalAuthority(**_tuples(one)) for one in said["authorities"]]
    return Gazetteer(
        [
            replace(one, abolished=date.fromisoformat(str(one.abolished))) if one.abolished else one
            for one in authorities
        ],
        [Provider(**_tuples(one)) for one in said["providers"]],
    )


def metadata_said(metadata: Metadata | Mapping[str, str] | None) -> Said | None:
    """Return metadata as JSON can hold it: a whole file, or what is known of one document."""
    if metadata is None:
        return None
    if not isinstance(metadata, Metadata):
        return {"line": dict(metadata)}
    _only(metadata, Metadata)
    by_name = {
        name: [[parts, dict(line)] for parts, line in lines]
        for name, lines in metadata.by_name.items()
    }
    by_sha256 = {key: dict(line) for key, line in metadata.by_sha256.items()}
    return {"by_sha256": by_sha256, "by_name": by_name}


def metadata_from(said: Said | None) -> Metadata | Mapping[str, str] | None:
    """Return the metadata that was said."""
    if said is None:
        return None
    if "line" in said:
        return MappingProxyType(said["line"])
    by_name = {
        name: [(tuple(parts), line) for parts, line in lines]
        for name, lines in said["by_name"].items()
    }
    return Metadata(said["by_sha256"], by_name)


def letter_said(letter: Letter) -> Said:
    """Return a letter as JSON can hold it, without the means to look at its file again."""
    said = {
        name: getattr(letter, name)
        for name in Letter.__dataclass_fields__
        if name not in BYTES_OF_A_LETTER
    }
    return {
        **said,
        "blocks": [asdict(block) for block in letter.blocks],
        "pages": [asdict(page) for page in letter.pages],
    }


def letter_from(said: Said) -> Letter:
    """Return the letter that was said; it knows no boxes and draws no page."""
    blocks = [
        Block(**{**block, "breaks": tuple(map(tuple, block["breaks"]))}) for block in said["blocks"]
    ]
    pages = [PageInfo(**page) for page in said["pages"]]
    notes = [tuple(note) for note in said["notes"]]
    return Letter(**{**said, "blocks": blocks, "pages": pages, "notes": notes})


def error_said(error: Exception) -> Said:
    """Return an error as JSON can hold it."""
    if isinstance(error, UnreadableLetter):
        told = [error.reason, error.detail, error.uri]
        return {"unreadable": told, "type": type(error).__name__}
    if isinstance(error, OSError):
        names = [_text(error.filename), _text(error.filename2)]
        return {"os": [error.errno, error.strerror or str(error)], "names": names}
    if isinstance(error, DataError):
        return {"data": str(error)}
    return {"internal": describe_fault(error), "traceback": traceback.format_exc()}


def error_from(said: Said) -> Exception:
    """Return the error that was said, of the same type; a fault of ours as `InternalError`."""
    if "unreadable" in said:
        kind = getattr(errors, said["type"], UnreadableLetter)
        error: Exception = kind(*said["unreadable"])
        return error
    if "os" in said:
        code, text = said["os"]
        if code is None:
            return OSError(text)
        # The system's number decides which subclass it becomes.
        first, second = said["names"]
        return OSError(code, text, first, None, second) if first else OSError(code, text)
    if "data" in said:
        return DataError(said["data"])
    fault = InternalError(said["internal"])
    fault.add_note(said["traceback"])
    return fault


def _only(value: object, known: type) -> None:
    if type(value) is not known:
        msg = f"with isolate=True a {known.__name__} of the library is wanted, not {type(value)}"
        raise TypeError(f"{msg}: the child process cannot be given code of your own")


def _tuples(said: Said) -> Said:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in said.items()}


def _text(name: object) -> str | None:
    return None if name is None else str(name)
