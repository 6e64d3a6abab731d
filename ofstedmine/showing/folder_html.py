"""A dataset as a card for notebooks, from plain facts about it; and what all such cards share."""

from __future__ import annotations

from collections.abc import Mapping
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

__all__ = ["dataset_html", "titled_card"]


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
    return titled_card(
        f"Dataset: {path}",
        tag("p", join(known), class_="om-soft"),
        tag("table", tag("tbody", *rows)) if kinds else None,
        tag("p", "Tags are ", machine_mark(MACHINE_TAGGED)),
    )


def titled_card(title: str, *children: Html | None) -> Html:
    """Return a card with a title, and the licence at its foot.

    Parameters
    ----------
    title : str
        The title.
    *children : Html or None
        What stands between.

    Returns
    -------
    Html
        An element with its styles.

    Examples
    --------
    >>> titled_card("Journey: Northmoor").count("Journey: Northmoor")
    2
    """
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
