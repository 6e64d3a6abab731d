"""The explorer as one file: markup, style, script, data, and a policy that lets nothing else in.

The policy names the script and the style by their hashes and allows no other, no address to ask
and no markup made from text. So even a letter that slipped through as markup could do nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Any

from ofstedmine._version import __version__
from ofstedmine.showing.explorer.bundle import front, script
from ofstedmine.showing.explorer.data import pack

__all__ = ["page", "policy"]


def policy(*, served: bool = False) -> str:
    """Return the Content-Security-Policy of the page.

    Parameters
    ----------
    served : bool, default False
        Whether the page asks the server that it came from.

    Returns
    -------
    str
        As a header or a ``meta`` element has it.

    Examples
    --------
    >>> policy().startswith("default-src 'none'; script-src 'sha256-")
    True
    """
    parts = [
        "default-src 'none'",
        f"script-src {_hash(script())}",
        f"style-src {_hash(front('style.css'))}",
        "img-src data:",
        "connect-src 'self'" if served else "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return "; ".join(parts)


def page(data: Mapping[str, Any], *, served: bool = False) -> str:
    """Return the page with its data.

    Parameters
    ----------
    data : mapping
        What `page_data` returned; or ``about`` and ``served``, where letters are asked for.
    served : bool, default False
        Whether the page asks the server that it came from.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> from ofstedmine.showing.explorer.data import page_data
    >>> "<title>out" in page(page_data([], "out"))
    True
    """
    parts = {
        "policy": escape(policy(served=served)),
        "version": escape(__version__),
        "title": escape(f"{data['about']['title']} – ofstedmine explorer"),
        "style": front("style.css"),
        "script": script(),
        "data": pack(data),
    }
    # Cut first, then filled: what stands in one part is never taken for the place of another.
    pieces = front("page.html").split("{{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        filled += [parts[name], rest]
    return "".join(filled)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
