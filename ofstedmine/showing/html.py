"""HTML from plain Python: every text is escaped, only what `tag` made is mark-up.

A letter may hold anything. What it holds is shown and never obeyed: control characters become
pictures, marks that turn the direction of writing become a replacement sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from ofstedmine.errors import DataError
from ofstedmine.showing.words import visible

__all__ = [
    "SCOPE",
    "Html",
    "Node",
    "document",
    "fragment",
    "scrolled",
    "shown",
    "styles",
    "tag",
    "words",
]

SCOPE = "ofstedmine"
"""The class that all styles stand under."""
_VOID = frozenset({"meta"})
# Single marks that turn the words beside them, and signs that no character stands for.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, 0xFFFE, 0xFFFF], "\ufffd")
# No script, no picture, no address: a browser refuses what escaping might have missed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Html(str):
    """Mark-up that is safe as it stands: only `tag`, `words` and `fragment` make it."""

    __slots__ = ()


Node = Html | str | None


def words(text: str) -> Html:
    r"""Return any text as HTML that shows it.

    Parameters
    ----------
    text : str
        Words of a letter, a name, a label.

    Returns
    -------
    Html
        With every sign of mark-up escaped, for attributes too.

    Examples
    --------
    >>> words("<b onclick='x'>\x1b")
    '&lt;b onclick=&#x27;x&#x27;&gt;␛'
    """
    return Html(escape(shown(text), quote=True))


def shown(text: str) -> str:
    r"""Return text without signs that steer what shows it or turn the words beside them.

    Examples
    --------
    >>> shown("a\x1b\u202eb")
    'a␛�b'
    """
    return visible(text).translate(_TURNING)


def tag(element: str, /, *children: Node | Iterable[Node], **attributes: str | bool | None) -> Html:
    """Return an element.

    Parameters
    ----------
    element : str
        What it is.
    *children : Html, str, None or iterable of them
        What stands in it; texts are escaped, None is left out.
    **attributes : str, bool or None
        Its attributes: ``class_`` for ``class``, ``aria_label`` for ``aria-label``; those that
        are None or False are left out.

    Returns
    -------
    Html
        The element.

    Examples
    --------
    >>> tag("p", "1 < 2", tag("b", "yes"), class_="sum")
    '<p class="sum">1 &lt; 2<b>yes</b></p>'
    """
    given = (
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{words(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    start = f"<{element}{''.join(given)}>"
    return Html(start if element in _VOID else f"{start}{_inner(children)}</{element}>")


def _inner(children: Iterable[Node | Iterable[Node]]) -> str:
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            parts.append(child if isinstance(child, Html) else words(child))
        else:
            parts.append(_inner(child))
    return "".join(parts)


def scrolled(table: Html, name: str) -> Html:
    """Return what may be wider than a small screen so that the keyboard can scroll it too.

    Examples
    --------
    >>> scrolled(tag("table"), "Findings")
    '<div class="om-scroll" tabindex="0" role="group" aria-label="Findings"><table></table></div>'
    """
    return tag("div", table, class_="om-scroll", tabindex="0", role="group", aria_label=name)


@cache
def styles() -> Html:
    """Return the style sheet as an element; everything in it stands under one class."""
    path = Path(__file__).parent / "data" / "look.css"
    try:
        return Html(f"<style>{path.read_text(encoding='utf-8')}</style>")
    except (OSError, ValueError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error


def fragment(*children: Node | Iterable[Node]) -> Html:
    """Return what a notebook shows: the children under the class of the styles, and the styles.

    Parameters
    ----------
    *children : Html, str, None or iterable of them
        What to show.

    Returns
    -------
    Html
        One element that needs nothing beside it.

    Examples
    --------
    >>> fragment(tag("p", "Plans help."))[-24:]
    '<p>Plans help.</p></div>'
    """
    return tag("div", styles(), *children, class_=SCOPE)


def document(title: str, *children: Node | Iterable[Node]) -> Html:
    """Return a whole page that needs no other file and asks for none.

    Parameters
    ----------
    title : str
        Its title.
    *children : Html, str, None or iterable of them
        What to show.

    Returns
    -------
    Html
        The page.

    Examples
    --------
    >>> document("Northmoor", tag("p", "Plans help."))[:15]
    '<!DOCTYPE html>'
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", " ".join(title.split())),
        styles(),
    )
    body = tag("body", tag("main", *children), class_=f"{SCOPE} om-page")
    return Html(f"<!DOCTYPE html>{tag('html', head, body, lang='en-GB')}")
