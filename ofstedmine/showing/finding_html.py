"""A finding with its tags: in a letter's text, and alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.showing.evidence_html import tip
from ofstedmine.showing.html import Html, Node, fragment, tag
from ofstedmine.showing.sentiment_html import machine_mark
from ofstedmine.showing.tags_text import MACHINE_TAGGED, tags_words
from ofstedmine.showing.words import join, load_words

if TYPE_CHECKING:
    from ofstedmine.records import Finding

__all__ = ["finding_html", "mark", "themes_of"]


def finding_html(finding: Finding) -> Html:
    """Return a finding with its tags, for notebooks.

    Parameters
    ----------
    finding : Finding
        Any finding.

    Returns
    -------
    Html
        An element with its styles.
    """
    where = join(
        [
            finding.section,
            f"p. {finding.page}" if finding.page else None,
            f"paragraph {finding.paragraph}",
            f"finding {finding.id}",
        ]
    )
    tagged = machine_mark(MACHINE_TAGGED) if finding.sentiment else None
    return fragment(
        tag(
            "div",
            tag("p", mark(finding, [finding.text]), themes_of(finding), class_="om-text"),
            tag("p", join([tags_words(finding) or "not tagged"]), " ", tagged),
            tag("p", where, class_="om-soft"),
            class_="om-card",
        )
    )


def mark(finding: Finding, children: list[Node], *, first: bool = True) -> Html:
    """Return a part of a letter's text as highlighted by its finding.

    Parameters
    ----------
    finding : Finding
        The finding.
    children : list of Html or str
        The words, with what is marked in them.
    first : bool, default True
        Whether the finding begins here; where it goes on, its sign is not said again.

    Returns
    -------
    Html
        An element that the mouse and the Tab key reach.
    """
    sign = load_words()["signs"][finding.sentiment] if finding.sentiment else None
    return tag(
        "mark",
        tag("span", sign, class_="om-sign") if sign and first else None,
        *children,
        tip(_lines(finding)),
        class_=f"om-{finding.sentiment or 'untagged'}",
        tabindex="0",
    )


def themes_of(finding: Finding) -> Html | None:
    """Return the themes of a finding as labels that follow it.

    Examples
    --------
    >>> from ofstedmine.records import Finding
    >>> themes_of(Finding(id="1", text="Plans drift.", paragraph=1, start=0, end=12,
    ...                   role="findings", source="sentence"))
    """
    if not finding.themes:
        return None
    book = load_codebook()
    labels = (tag("span", book[slug].label) for slug in finding.themes)
    return tag("span", *(part for label in labels for part in (" ", label)), class_="om-themes")


def _lines(finding: Finding) -> Iterator[Node]:
    said = tags_words(finding)
    yield f"{said} ({MACHINE_TAGGED})" if said else "finding, not tagged"
    if finding.cohort:
        yield f"about {', '.join(one.replace('_', ' ') for one in finding.cohort)} (by rules)"
    yield join([f"paragraph {finding.paragraph}", f"finding {finding.id}"])
