"""What the page knows, as JSON: labels, letters, roads; and how it travels inside the page."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ofstedmine._version import __version__
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.parsing.profiles import load_profiles
from ofstedmine.showing.citation import LICENCE
from ofstedmine.showing.explorer.detail import detail
from ofstedmine.showing.explorer.names import without_names, without_people
from ofstedmine.showing.explorer.road import roads
from ofstedmine.showing.explorer.summary import FEWEST, summary
from ofstedmine.showing.tags_text import MACHINE_TAGGED
from ofstedmine.showing.words import load_words, visible

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.records import VisitRecord

__all__ = ["about", "entry", "pack", "page_data", "seen"]


def page_data(
    letters: Iterable[tuple[str, Letter, VisitRecord]], title: str, *, names: bool = True
) -> dict[str, Any]:
    """Return all that one page holds.

    Parameters
    ----------
    letters : iterable of (str, Letter, VisitRecord)
        A key of each, the letter, its record.
    title : str
        What the page calls the set.
    names : bool, default True
        Whether names of people are shown.

    Returns
    -------
    dict
        What JSON can hold: ``about``, ``letters``, ``roads``.

    Examples
    --------
    >>> page_data([], "out")["letters"]
    []
    """
    # By key: the same letters make the same page, however the dataset is cut into parts.
    entries = sorted((entry(*row, names=names) for row in letters), key=lambda one: str(one["id"]))
    return {"about": about(entries, title), "letters": entries, "roads": roads(entries)}


def entry(key: str, letter: Letter, record: VisitRecord, *, names: bool = True) -> dict[str, Any]:
    """Return a letter with its summary and, under ``detail``, its text, findings and facts."""
    known = record if names else without_people(record)
    shown: dict[str, Any] = seen(summary(known, key) | {"detail": detail(letter, known)})
    return shown if names else without_names(shown, record)


def about(letters: Iterable[Mapping[str, Any]], title: str) -> dict[str, Any]:
    """Return what the page says of the whole set, and the labels of all tags.

    Examples
    --------
    >>> about([], "out")["count"]
    0
    """
    book = load_codebook()
    letters = list(letters)
    groups = {group.slug: group.label for group in book.groups}
    kinds = {one["kind"] for one in letters}
    options = {
        "authority": [
            [name, n]
            for name, n in sorted(Counter(w for one in letters for w in one["who"]).items())
        ],
        "region": sorted({name for one in letters for name in one["regions"]}),
        "kind": [[slug, one.label] for slug, one in load_profiles().items() if slug in kinds],
        "years": sorted({one["year"] for one in letters if one["year"]}),
    }
    shown: dict[str, Any] = seen(
        {
            "title": title,
            "count": len(letters),
            "findings": sum(one["n"] for one in letters),
            "version": __version__,
            "licence": LICENCE,
            "tagged": MACHINE_TAGGED,
            "fewest": FEWEST,
            "options": options,
            "themes": [[one.slug, one.label, groups[one.group], one.covers] for one in book.themes],
            "sentiments": [[one.slug, one.label] for one in book.sentiments],
            "progress": [[one.slug, one.label] for one in book.progresses],
            "roles": dict(load_words()["roles"]),
        }
    )
    return shown


def pack(data: Mapping[str, Any]) -> str:
    r"""Return data as JSON that may stand in a script block of a page.

    It is deflated: a page of 500 letters is then a third as large and no slower to open. What is
    left is one JSON object with letters, digits and signs that end no block.

    Parameters
    ----------
    data : mapping
        What JSON can hold.

    Returns
    -------
    str
        ``{"deflated": "..."}``.

    Examples
    --------
    >>> pack({"text": "</script><!--"}).count("<")
    0
    """
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return json.dumps({"deflated": b64encode(squeeze.compress(raw) + squeeze.flush()).decode()})


def seen(value: Any) -> Any:
    r"""Return what JSON can hold with every text made visible.

    Control characters and signs that turn the direction of writing become pictures, one for
    one, so that offsets stay right and a letter steers nothing.

    Examples
    --------
    >>> seen({"a": ["b\u202e", 1]})
    {'a': ['b�', 1]}
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): seen(one) for key, one in value.items()}
    if isinstance(value, list):
        return [seen(one) for one in value]
    return value
