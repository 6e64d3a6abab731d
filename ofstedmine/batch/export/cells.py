"""Cells that a spreadsheet shows and does not obey."""

from __future__ import annotations

import regex

__all__ = ["CUT", "EXCEL_CHARACTERS", "clean", "fitting", "harmless"]

EXCEL_CHARACTERS = 32_767
"""What a cell of Excel holds, counted as UTF-16 does."""
CUT = " … [cut: a cell of Excel holds no more]"
_NO_XML = regex.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uD800-\uDFFF\uFFFE\uFFFF]")
_OBEYED = regex.compile(r"[ \u00A0]{0,9}+[=+\-@\t\r\n\x00-\x1F\x7F＝＋－＠]")


def clean(text: str) -> str:
    r"""Return a text without what no XML file, and no sheet, may hold.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Control characters, halves of characters and the like are U+FFFD; line ends are ``\n``.

    Examples
    --------
    >>> clean("a\x00b\r\nc")
    'a\ufffdb\nc'
    """
    return str(_NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def harmless(text: str) -> str:
    """Return a text that a spreadsheet takes for no formula when it opens a CSV file.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With an apostrophe before it where it begins with ``= + - @``, a tab, a line end or another
        control character, blanks before these aside.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Plans help.")
    ("'=1+1", 'Plans help.')
    """
    text = clean(text)
    return f"'{text}" if _OBEYED.match(text) else text


def fitting(text: str) -> tuple[str, bool]:
    """Return a text that a cell of a workbook holds, and whether it was cut.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of (str, bool)
        Its beginning with a note where it was too long.

    Examples
    --------
    >>> fitting("Plans help.")
    ('Plans help.', False)
    >>> text, cut = fitting("x" * 40_000)
    >>> len(text), cut, text[-12:]
    (32767, True, 'lds no more]')
    """
    text = clean(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # the library that writes workbooks would take it for marked-up text of its own
    if len(text) <= EXCEL_CHARACTERS // 2:
        return text, False
    units = text.encode("utf-16-le")
    if len(units) <= 2 * EXCEL_CHARACTERS:
        return text, False
    room = EXCEL_CHARACTERS - len(CUT)
    return units[: 2 * room].decode("utf-16-le", "ignore") + CUT, True
