"""Findings by sentiment as a bar and in words, by theme as a table; with who tagged them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme, counted_findings, sentiment_counts
from ofstedmine.showing.html import Html, scrolled, tag
from ofstedmine.showing.reprs import count
from ofstedmine.showing.words import load_words

if TYPE_CHECKING:
    from ofstedmine.records import Sentiment, VisitRecord

__all__ = ["machine_mark", "sentiment_bar", "sentiment_words", "themes_html"]

_NARROW = 0.07
_NO_BREAK = "\u00a0"


def machine_mark(said: str) -> Html:
    """Return who tagged, as a mark that stands beside everything tagged.

    Examples
    --------
    >>> machine_mark("machine-tagged, unreviewed")
    '<span class="om-mark">machine-tagged, unreviewed</span>'
    """
    return tag("span", said, class_="om-mark")


def sentiment_words(counts: Mapping[Sentiment, int]) -> str:
    r"""Return how many findings there are of each sentiment, in words.

    Examples
    --------
    >>> sentiment_words({"positive": 3, "negative": 1, "mixed": 0})
    '4 findings: +\xa03 positive, −\xa01 negative'
    """
    signs, book = load_words()["signs"], load_codebook()
    each = [
        f"{signs[one]}{_NO_BREAK}{n} {book[one].label.lower()}" for one, n in counts.items() if n
    ]
    whole = count(sum(counts.values()), "finding")
    return f"{whole}: {', '.join(each)}" if each else whole


def sentiment_bar(counts: Mapping[Sentiment, int]) -> Html:
    """Return how many findings there are of each sentiment, as a bar with the words under it.

    Parameters
    ----------
    counts : mapping of str to int
        Sentiments in the order in which they are shown.

    Returns
    -------
    Html
        The bar, which readers of screens pass over, and the words.

    Examples
    --------
    >>> "flex-grow:3" in sentiment_bar({"positive": 3, "negative": 1})
    True
    """
    signs = load_words()["signs"]
    n = sum(counts.values())
    parts = (
        tag(
            "span",
            f"{signs[one]} {number}" if number >= _NARROW * n else None,
            class_=f"om-{one}",
            style=f"flex-grow:{number}",
        )
        for one, number in counts.items()
        if number
    )
    bar = tag("div", *parts, class_="om-bar", aria_hidden="true") if n else None
    return tag("div", bar, tag("p", sentiment_words(counts)))


def themes_html(record: VisitRecord) -> Html:
    """Return a tagged record's findings by theme and sentiment, as a table.

    Parameters
    ----------
    record : VisitRecord
        A record with tags.

    Returns
    -------
    Html
        A line a theme.
    """
    book, signs = load_codebook(), load_words()["signs"]
    findings = [one for one in counted_findings(record) if one.sentiment]
    head = ["Theme", "Findings", *(f"{signs[s.slug]} {s.label}" for s in book.sentiments)]
    rows = {book[slug].label: some for slug, some in by_theme(findings).items()}
    bare = [one for one in findings if not one.themes]
    if bare:
        rows["(no theme)"] = bare
    body = [
        tag(
            "tr",
            tag("th", label, scope="row"),
            tag("td", str(len(some)), class_="om-number"),
            *(tag("td", str(n or ""), class_="om-number") for n in sentiment_counts(some).values()),
        )
        for label, some in rows.items()
    ]
    heads = (
        tag("th", one, scope="col", class_="om-number" if i else None) for i, one in enumerate(head)
    )
    table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *body))
    return scrolled(table, "Findings by theme")
