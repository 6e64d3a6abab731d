"""A value with the words that it came from: on hover, by the keyboard, for readers of screens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ofstedmine.showing.html import Html, Node, tag
from ofstedmine.showing.reprs import shortened
from ofstedmine.showing.words import join, page_words

if TYPE_CHECKING:
    from ofstedmine.records import Evidence

__all__ = ["fact", "tip"]

_QUOTES = 6
_WORDS = 300
_NO_BREAK = "\u00a0"


def fact(value: Node, evidence: Sequence[Evidence], *, pages: bool = True) -> Html:
    """Return a value that brings up its evidence.

    Parameters
    ----------
    value : Html or str
        The value.
    evidence : sequence of Evidence
        What it came from; a value without any is shown alone.
    pages : bool, default True
        Whether its pages stand behind it.

    Returns
    -------
    Html
        An element that the mouse and the Tab key reach.

    Examples
    --------
    >>> fact("4 June 2024", [])
    '<span>4 June 2024</span>'
    """
    if not evidence:
        return tag("span", value)
    where = page_words(evidence).replace(" ", _NO_BREAK) if pages else ""
    shown = tag("span", value, tip(map(_quote, evidence)), class_="om-fact", tabindex="0")
    return tag("span", shown, tag("span", f" {where}", class_="om-soft") if where else None)


def tip(lines: Iterable[Node]) -> Html:
    """Return what the mouse and the keyboard bring up: a few lines.

    Examples
    --------
    >>> tip(["one", "two"])
    '<span class="om-tip"><span> one</span><span> two</span></span>'
    """
    listed = list(lines)
    more = len(listed) - _QUOTES
    shown = [*listed[:_QUOTES], f"… and {more} more"] if more > 0 else listed
    # The blank parts the words where no style is known, and for readers of screens.
    return tag("span", *(tag("span", " ", line) for line in shown), class_="om-tip")


def _quote(evidence: Evidence) -> str:
    kind = None if evidence.kind == "text" else evidence.kind
    about = join([f"p. {evidence.page}" if evidence.page else None, kind, evidence.rule])
    return f"“{shortened(evidence.quote, _WORDS)}” ({about})"
