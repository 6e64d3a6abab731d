"""A dataset and a journey as cards for notebooks, from plain facts about them.

Neither names a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofstedmine.showing.citation import LICENCE
from ofstedmine.showing.html import Html, fragment, tag
from ofstedmine.showing.reprs import count
from ofstedmine.showing.sentiment_html import machine_mark
from ofstedmine.showing.tags_text import MACHINE_TAGGED
from ofstedmine.showing.words import join, kind_words, long_date

if TYPE_CHECKING:
    from datetime import date

    from ofstedmine.records import Kind

__all__ = ["Stop", "dataset_html", "journey_html"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A letter on an authority's road.

    Attributes
    ----------
    day : date or None
        First day of the visit.
    kind : str
        The kind of letter.
    number : int or None
        The number of the visit.
    said : sequence of str
        What is known of it: grades, areas covered.
    findings : int
        How many findings it has.
    document : str
        The id of its document.
    """

    day: date | None
    kind: Kind
    number: int | None = None
    said: Sequence[str] = ()
    findings: int = 0
    document: str = ""


def dataset_html(
    path: str,
    kinds: Mapping[Kind, int],
    *,
    failed: int = 0,
    authorities: int = 0,
    days: tuple[date, date] | None = None,
) -> Html:
    """Return a dataset as a card.

    Parameters
    ----------
    path : str
        Its folder.
    kinds : mapping of str to int
        How many letters of each kind.
    failed : int, default 0
        How many files could not be read.
    authorities : int, default 0
        How many authorities there are.
    days : tuple of date, optional
        First and last day of visits.

    Returns
    -------
    Html
        An element with its styles.

    Examples
    --------
    >>> "2 letters" in dataset_html("out", {"other": 2})
    True
    """
    known = [
        count(sum(kinds.values()), "letter"),
        count(authorities, "authority", "authorities"),
        f"visits from {long_date(days[0])} to {long_date(days[1])}" if days else None,
        f"{count(failed, 'file')} could not be read (see failures())" if failed else None,
    ]
    rows = (
        tag("tr", tag("th", kind_words(kind), scope="row"), tag("td", str(n), class_="om-number"))
        for kind, n in kinds.items()
    )
    return _card(
        f"Dataset: {path}",
        tag("p", join(known), class_="om-soft"),
        tag("table", tag("tbody", *rows)) if kinds else None,
        tag("p", "Tags are ", machine_mark(MACHINE_TAGGED)),
    )


def journey_html(authority: str, stops: Iterable[Stop], *, tagged: str = MACHINE_TAGGED) -> Html:
    """Return the letters about an authority as a card, in the order that is given.

    Parameters
    ----------
    authority : str
        Its name.
    stops : iterable of Stop
        The letters.
    tagged : str
        Who gave the tags.

    Returns
    -------
    Html
        An element with its styles.

    Examples
    --------
    >>> "no day found" in journey_html("Northmoor", [Stop(None, "other")])
    True
    """
    listed = list(stops)
    rows = (
        tag(
            "tr",
            tag("th", long_date(one.day) if one.day else "no day found", scope="row"),
            tag("td", join([kind_words(one.kind), f"visit {one.number}" if one.number else None])),
            tag("td", *(tag("div", said) for said in one.said)),
            tag("td", str(one.findings), class_="om-number"),
            tag("td", one.document, class_="om-soft"),
        )
        for one in listed
    )
    names = ("Visit", "Letter", "What it says", "Findings", "Document")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    return _card(
        f"Journey: {authority}",
        tag("p", count(len(listed), "letter"), class_="om-soft"),
        tag("div", tag("table", head, tag("tbody", *rows)), class_="om-scroll"),
        tag("p", "Tags are ", machine_mark(tagged)),
    )


def _card(title: str, *children: Html | None) -> Html:
    return fragment(
        tag(
            "article",
            tag("p", title, class_="om-title"),
            *children,
            tag("p", f"{LICENCE}.", class_="om-foot"),
            class_="om-card",
            aria_label=title,
        )
    )
