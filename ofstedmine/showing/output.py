"""Printing what is meant for people, and JSON for programs, so that neither breaks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["console", "json_line", "print_json", "print_pieces"]


def console(*, stderr: bool = False) -> Console:
    """Return a console that takes no word of a letter for mark-up.

    Parameters
    ----------
    stderr : bool, default False
        Whether it is that of errors.

    Returns
    -------
    rich.console.Console
        Without colour where there is no terminal.

    Examples
    --------
    >>> console(stderr=True).stderr
    True
    """
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_pieces(pieces: Iterable[RenderableType], out: Console | None = None) -> None:
    """Print pieces; into a pipe or file without the blanks that fill up lines.

    Parameters
    ----------
    pieces : iterable of rich.console.RenderableType
        What to print, in order.
    out : rich.console.Console, optional
        Where to; the output by default.

    Examples
    --------
    >>> print_pieces(["Northmoor"])
    Northmoor
    """
    out = out or console()
    for piece in pieces:
        if out.is_terminal:
            out.print(piece)
            continue
        with out.capture() as shown:
            out.print(piece)
        lines = shown.get().splitlines() or [""]
        out.file.write("".join(f"{line.rstrip()}\n" for line in lines))
    out.file.flush()


def print_json(value: Any, indent: int | None = None) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal speaks.

    Parameters
    ----------
    value : object
        What JSON can hold.
    indent : int, optional
        Spaces of each level; one line where there are none.

    Examples
    --------
    >>> print_json({"number": 2})
    {"number": 2}
    """
    data = json_line(value, indent)
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode())


def json_line(value: Any, indent: int | None = None) -> bytes:
    r"""Return a value as JSON in UTF-8, with a line end.

    Examples
    --------
    >>> json_line({"number": 2})
    b'{"number": 2}\n'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
    # A file's name may hold bytes that are no characters; their escapes are good JSON.
    return text.encode("utf-8", "backslashreplace")
