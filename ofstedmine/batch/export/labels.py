"""Values of vocabularies in words for people."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ofstedmine.batch.columns import CATEGORY
from ofstedmine.batch.export.sheets import JOINED
from ofstedmine.batch.export.texts import words
from ofstedmine.findings.codebook import load_codebook

if TYPE_CHECKING:
    from ofstedmine.batch.columns import Column

__all__ = ["label_of", "labeller"]


def labeller(column: Column) -> Callable[[str], str] | None:
    """Return what gives the words for a column's values; None where they are words already.

    Parameters
    ----------
    column : Column
        Any column.

    Returns
    -------
    callable or None
        From a value, or several that are joined, to words.

    Examples
    --------
    >>> from ofstedmine.batch.columns import shown_tables
    >>> visits = shown_tables()["visits"].columns
    >>> labeller(visits["kind"])("focused_visit"), labeller(visits["title"])
    ('Focused visit', None)
    """
    if not column.item.startswith(CATEGORY):
        return None
    return lambda value: JOINED.join(label_of(one) for one in value.split(JOINED))


@cache
def label_of(slug: str) -> str:
    """Return a value of a vocabulary in words.

    Parameters
    ----------
    slug : str
        A kind, grade, role, cohort, theme, sentiment or progress.

    Returns
    -------
    str
        The codebook's label, or the slug as words.

    Examples
    --------
    >>> label_of("front_door"), label_of("requires_improvement"), label_of("jtai")
    ('Front door and thresholds', 'Requires improvement', 'JTAI')
    """
    book = load_codebook()
    labels = {one.slug: one.label for one in book.themes}
    labels |= {one.slug: one.label for one in (*book.sentiments, *book.progresses)}
    known: str | None = words()["values"].get(slug) or labels.get(slug)
    return known or slug.replace("_", " ").capitalize()
