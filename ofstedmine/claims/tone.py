"""The tone of a letter and of what a document passes on of it: counts and passages, no verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ofstedmine.claims.models import LeftOut, Passage, Tone
from ofstedmine.claims.wording import scope_words
from ofstedmine.findings.shares import counted_findings, sentiment_counts

if TYPE_CHECKING:
    from ofstedmine.claims.shelf import Held
    from ofstedmine.records import Finding, Theme

__all__ = ["tone_of"]

_NOT_VALIDATED = "tagger_not_validated"


def tone_of(held: Held, passed_on: Collection[str]) -> Tone | None:
    """Count the findings of a letter by sentiment, and those that a document passes on.

    Parameters
    ----------
    held : Held
        The letter.
    passed_on : collection of str
        The ids of the findings that the document's supported claims match.

    Returns
    -------
    Tone or None
        None where the letter's findings have no tags.
    """
    counted = counted_findings(held.record)
    if not any(one.sentiment for one in counted):
        return None
    told = [one for one in counted if one.id in passed_on]
    weak = [one for one in counted if one.sentiment == "negative" and one.id not in passed_on]
    return Tone(
        document_id=held.record.document_id,
        letter=held.name,
        in_letter=sentiment_counts(counted),
        passed_on=sentiment_counts(told),
        left_out=_by_theme(held, weak),
        validated=all(one.code != _NOT_VALIDATED for one in held.record.warnings),
    )


def _by_theme(held: Held, findings: Iterable[Finding]) -> list[LeftOut]:
    """Group findings by their themes; one of several themes stands under each."""
    groups: dict[Theme | None, list[Passage]] = {}
    for one in findings:
        passage = Passage(
            document_id=held.record.document_id,
            letter=held.name,
            text=one.text,
            start=one.start,
            end=one.end,
            page=one.page,
            scope=scope_words(one.text),
        )
        themes: list[Theme | None] = [*one.themes] or [None]
        for theme in themes:
            groups.setdefault(theme, []).append(passage)
    order = sorted(groups, key=lambda theme: (theme is None, str(theme)))
    return [LeftOut(theme=theme, passages=groups[theme]) for theme in order]
