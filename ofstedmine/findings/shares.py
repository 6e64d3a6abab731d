"""Which findings count, and how many there are of each sentiment.

A sentence about one child is no finding about the service, and what a headline or a list of
improvements says again was counted where the body says it. So case studies never count, and lists
and overviews count only in letters that have no body of findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import regex

from ofstedmine.findings.codebook import load_codebook

if TYPE_CHECKING:
    from ofstedmine.records import Finding, Sentiment, VisitRecord

__all__ = ["by_theme", "counted_findings", "sentiment_counts"]

_NEVER = frozenset({"case_study"})
_BODY = "findings"
_NOT_WORD = regex.compile(r"\W++")


def counted_findings(record: VisitRecord) -> list[Finding]:
    r"""Return the findings of a record that shares are made of.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    list of Finding
        In order, without case studies and without what repeats the body.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = b"# Focused visit to Northmoor\n\n## Overview\n\nPlans help.\n\n" + (
    ...     b"## Findings\n\nPlans help children.\n\n### Case study\n\nA child is safe.\n"
    ... )
    >>> [one.text for one in counted_findings(om.parse(om.read(letter)))]
    ['Plans help children.']
    """
    kept = [one for one in record.findings if one.role not in _NEVER]
    body = [one for one in kept if one.role == _BODY]
    seen: dict[str, Finding] = {}
    for finding in body or kept:
        seen.setdefault(_NOT_WORD.sub(" ", finding.text.casefold()), finding)
    return list(seen.values())


def sentiment_counts(findings: Iterable[Finding]) -> dict[Sentiment, int]:
    """Return how many tagged findings there are of each sentiment.

    Parameters
    ----------
    findings : iterable of Finding
        Those that count; the ones without tags are left out.

    Returns
    -------
    dict of str to int
        Every sentiment in the order of the codebook.

    Examples
    --------
    >>> sentiment_counts([])
    {'positive': 0, 'negative': 0, 'mixed': 0, 'neutral': 0}
    """
    counts = Counter(one.sentiment for one in findings)
    # The codebook's slugs are those of the record: a test holds them together.
    return {slug: counts[slug] for slug in load_codebook().sentiment_slugs}  # type: ignore[index,misc]


def by_theme(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by theme; one with several themes stands under each.

    Parameters
    ----------
    findings : iterable of Finding
        Those that count.

    Returns
    -------
    dict of str to list of Finding
        The themes that occur, in the order of the codebook.

    Examples
    --------
    >>> by_theme([])
    {}
    """
    found: dict[str, list[Finding]] = {slug: [] for slug in load_codebook().theme_slugs}
    for finding in findings:
        for theme in finding.themes:
            found[theme].append(finding)
    return {slug: some for slug, some in found.items() if some}
