"""The report of a check as a web page, and as a piece of one for notebooks: both sides in pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofstedmine.showing import check_words as words
from ofstedmine.showing.html import Html, document, fragment, tag

if TYPE_CHECKING:
    from ofstedmine.claims.models import Change, Checked, CheckReport, Passage, Tone

__all__ = ["check_card", "check_html"]


def check_html(report: CheckReport) -> Html:
    """Return a report as a web page.

    Parameters
    ----------
    report : CheckReport
        The report.

    Returns
    -------
    Html
        To save, or to attach to an email.

    Examples
    --------
    >>> import ofstedmine as om
    >>> report = om.check(b"<b>Northmoor</b> Council was judged 'good' in May 2024.", om.Shelf([]))
    >>> "<script" in check_html(report)
    False
    """
    return document(words.TITLE, tag("h1", words.TITLE), *_parts(report))


def check_card(report: CheckReport) -> Html:
    """Return a report as an element with its styles, for notebooks.

    Parameters
    ----------
    report : CheckReport
        The report.

    Returns
    -------
    Html
        A card.
    """
    title = tag("p", words.TITLE, class_="om-title")
    return fragment(tag("article", title, *_parts(report), class_="om-card"))


def _parts(report: CheckReport) -> Iterator[Html]:
    yield tag("div", *(tag("p", line) for line in words.document_words(report)))
    yield tag("p", words.NOT_SAID, class_="om-note")
    yield _table(["Result", "Claims"], words.count_rows(report))
    for status, checks in words.ordered(report):
        yield tag("h2", f"{words.STATUS[status]} ({len(checks)})")
        yield from map(_pair, checks)
    for tone in report.tone:
        yield from _tone(tone, report.document.model_version)
    if report.between_documents:
        yield tag("h2", words.OTHERS)
        yield tag("p", words.OTHER_DAYS)
        yield tag("ul", *(tag("li", line) for line in words.difference_words(report)))
    yield tag("p", words.SOURCE, class_="om-foot")


def _pair(checked: Checked) -> Html:
    """Return a claim beside what the letters say."""
    before, own, after = words.claim_parts(checked)
    return tag(
        "section",
        tag(
            "div",
            tag("p", "The document", class_="om-head"),
            tag("p", before, tag("b", own), after),
            *(tag("p", line, class_="om-soft") for line in words.claim_words(checked)),
        ),
        tag(
            "div",
            tag("p", "The letter" if checked.passages else "The letters", class_="om-head"),
            *map(_passage, checked.passages),
            tag("ul", *map(_change, checked.changes)) if checked.changes else None,
            tag("p", words.alignment_words(checked), class_="om-soft"),
        ),
        class_="om-pair",
    )


def _passage(passage: Passage) -> Html:
    place = tag("p", words.passage_place(passage), class_="om-soft")
    return tag("div", tag("p", passage.text), place, class_="om-passage")


def _change(change: Change) -> Html:
    told, letter = (
        tag("span", "“", tag(name, one), "”") if one else "nothing"
        for name, one in (("del", change.quoted), ("ins", change.letter))
    )
    return tag("li", "document: ", told, ", letter: ", letter)


def _table(head: list[str], rows: list[list[str | int]]) -> Html:
    """Return a table whose cells behind the first are numbers."""
    body = (
        tag(
            "tr",
            tag("th", str(first), scope="row"),
            *(tag("td", str(one), class_="om-number") for one in cells),
        )
        for first, *cells in rows
    )
    heads = (
        tag("th", one, scope="col", class_="om-number" if i else None) for i, one in enumerate(head)
    )
    return tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *body),
    )


def _tone(tone: Tone, model: str | None) -> Iterator[Html]:
    yield tag("h2", f"Tone: {tone.letter}")
    yield tag("p", f"Findings, {words.tone_words(tone, model)}", class_="om-soft")
    yield _table(
        ["Sentiment", "In the letter", "Passed on"],
        words.tone_rows(tone),
    )
    if tone.left_out:
        yield tag("h3", words.LEFT_OUT)
    for left in tone.left_out:
        title = f"{words.theme_words(left.theme)} ({len(left.passages)})"
        yield tag("p", title, class_="om-head")
        yield tag("ul", *(tag("li", words.passage_line(one)) for one in left.passages))
