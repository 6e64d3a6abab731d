"""Bridge tables: what a row holds as a list becomes rows of its own, that join and pivot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.codebook import load_codebook

if TYPE_CHECKING:
    from ofstedmine.batch.rows import Row
    from ofstedmine.batch.timeline import Timeline

__all__ = ["codebook_rows", "cohort_rows", "day_rows", "inspector_rows", "theme_rows"]

_PLACE = ("letter_id", "finding_id", "authority", "kind", "visit_start")


def theme_rows(finding: Mapping[str, Any], timeline: Timeline) -> Iterator[Row]:
    """Yield a row for each theme of a finding.

    Parameters
    ----------
    finding : mapping
        A row of the table of findings.
    timeline : Timeline
        Knows what the tags of the letter are worth.

    Yields
    ------
    dict
        Rows of ``finding_themes``.
    """
    book = load_codebook()
    groups = {group.slug: group.label for group in book.groups}
    of = {theme.slug: groups[theme.group] for theme in book.themes}
    scores = dict(finding["scores"] or ())
    for theme in finding["themes"]:
        yield {
            **{name: finding[name] for name in _PLACE},
            "theme": theme,
            "theme_group": of[theme],
            "score": scores.get(f"theme.{theme}"),
            "sentiment": finding["sentiment"],
            "progress": finding["progress"],
            "counted": finding["counted"],
            "tag_status": timeline.letters[finding["letter_id"]].tag_status,
        }


def cohort_rows(finding: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each group of children that a finding is about.

    Parameters
    ----------
    finding : mapping
        A row of the table of findings.

    Yields
    ------
    dict
        Rows of ``cohorts``.
    """
    for cohort in finding["cohort"]:
        yield {**{name: finding[name] for name in _PLACE}, "cohort": cohort}


def day_rows(visit: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each day of a visit.

    Parameters
    ----------
    visit : mapping
        A row of the table of visits.

    Yields
    ------
    dict
        Rows of ``visit_days``.
    """
    names = ("letter_id", "document_id", "authority", "kind")
    for position, day in enumerate(visit["visit_days"], 1):
        yield {**{name: visit[name] for name in names}, "day": day, "position": position}


def inspector_rows(letter: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each inspector that a letter names.

    Parameters
    ----------
    letter : mapping
        ``letter_id``, ``document_id`` and ``record`` of the table of letters.

    Yields
    ------
    dict
        Rows of ``inspectors``.

    Examples
    --------
    >>> record = '{"inspectors": [{"name": "Helen Marchbank", "role": "HMI", "lead": true}]}'
    >>> letter = {"letter_id": "ab", "document_id": "1", "record": record}
    >>> [(row["position"], row["name"], row["lead"]) for row in inspector_rows(letter)]
    [(1, 'Helen Marchbank', True)]
    """
    for position, one in enumerate(json.loads(letter["record"])["inspectors"], 1):
        yield {
            "letter_id": letter["letter_id"],
            "document_id": letter["document_id"],
            "position": position,
            "name": one["name"],
            "role": one.get("role"),
            "lead": one.get("lead", False),
        }


def codebook_rows() -> Iterator[Row]:
    """Yield a row for each label of the codebook.

    Yields
    ------
    dict
        Rows of ``codebook``.

    Examples
    --------
    >>> next(codebook_rows())["slug"]
    'early_help'
    """
    book = load_codebook()
    groups = {group.slug: group.label for group in book.groups}
    for theme in book.themes:
        yield {
            "field": "theme",
            "slug": theme.slug,
            "label": theme.label,
            "theme_group": groups[theme.group],
            "meaning": theme.covers,
            "elsewhere": theme.excludes or None,
        }
    for field, labels in (("sentiment", book.sentiments), ("progress", book.progresses)):
        for label in labels:
            yield {
                "field": field,
                "slug": label.slug,
                "label": label.label,
                "meaning": label.when,
            }
