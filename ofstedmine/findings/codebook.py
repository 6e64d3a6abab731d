"""The codebook as data: what each theme, sentiment and progress means, in which order.

It is written once, in ``corpus/codebook.toml``, for people and programs alike. Everything else
that lists labels takes them from here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import Any, TypeVar

from ofstedmine.errors import DataError
from ofstedmine.resources import find

__all__ = [
    "Codebook",
    "Group",
    "Label",
    "Theme",
    "TieBreak",
    "codebook",
    "load_codebook",
    "read_codebook",
]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of themes, for charts; groups are derived, nobody labels them."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of findings.

    Attributes
    ----------
    slug : str
        Its name in records; never renamed.
    label : str
        Its name for people.
    covers : str
        What belongs to it.
    excludes : str
        What looks alike and belongs elsewhere; empty if nothing does.
    group : str
        The slug of its group.
    """

    slug: str
    label: str
    covers: str
    excludes: str
    group: str


@dataclass(frozen=True, slots=True)
class Label:
    """A sentiment or a progress: of each a finding has exactly one."""

    slug: str
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class TieBreak:
    """What holds where two labels seem right; ``field`` is what it decides."""

    field: str
    rule: str


@dataclass(frozen=True, slots=True, repr=False)
class Codebook:
    """All labels with their definitions, each list in the order that tables and charts use.

    The rows are plain data classes: ``pandas.DataFrame(om.codebook().themes)`` is a table.

    Attributes
    ----------
    version, title, finding, rule : str
        Which codebook it is, what a finding is, and what is labelled.
    theme_rule : str
        When a theme is given.
    sentiment_question, progress_question : str
        What the two single labels answer.
    sentiment_notes : tuple of str
        What the words of letters mean for the sentiment.
    groups : tuple of Group
        Groups of themes.
    themes : tuple of Theme
        Themes.
    sentiments, progresses : tuple of Label
        The classes of the two single labels.
    tie_breaks : tuple of TieBreak
        Rules for hard cases.
    limits : tuple of str
        What to know before using the labels.

    Examples
    --------
    >>> book = load_codebook()
    >>> book
    Codebook 1: 27 themes in 6 groups, 4 sentiments, 5 progresses
    >>> book["workforce"].label
    'Workforce and caseloads'
    """

    version: str
    title: str
    finding: str
    rule: str
    theme_rule: str
    sentiment_question: str
    sentiment_notes: tuple[str, ...]
    progress_question: str
    groups: tuple[Group, ...]
    themes: tuple[Theme, ...]
    sentiments: tuple[Label, ...]
    progresses: tuple[Label, ...]
    tie_breaks: tuple[TieBreak, ...]
    limits: tuple[str, ...]

    @property
    def theme_slugs(self) -> tuple[str, ...]:
        """Slugs of the themes, in order."""
        return tuple(theme.slug for theme in self.themes)

    @property
    def sentiment_slugs(self) -> tuple[str, ...]:
        """Slugs of the sentiments, in order."""
        return tuple(label.slug for label in self.sentiments)

    @property
    def progress_slugs(self) -> tuple[str, ...]:
        """Slugs of the progresses, in order."""
        return tuple(label.slug for label in self.progresses)

    def in_group(self, slug: str) -> tuple[Theme, ...]:
        """Return the themes of a group.

        Parameters
        ----------
        slug : str
            The slug of the group.

        Returns
        -------
        tuple of Theme
            In order.

        Examples
        --------
        >>> [theme.slug for theme in load_codebook().in_group("care_leavers")]
        ['care_leavers']
        """
        known = [group.slug for group in self.groups]
        if slug not in known:
            raise KeyError(f"no group {slug!r}; there are {', '.join(known)}")
        return tuple(theme for theme in self.themes if theme.group == slug)

    def __getitem__(self, slug: str) -> Theme | Label:
        """Return the theme, sentiment or progress of a slug."""
        rows: tuple[Theme | Label, ...] = (*self.themes, *self.sentiments, *self.progresses)
        for row in rows:
            if row.slug == slug:
                return row
        raise KeyError(f"the codebook has no label {slug!r}")

    def __repr__(self) -> str:
        return (
            f"Codebook {self.version}: {len(self.themes)} themes in {len(self.groups)} groups, "
            f"{len(self.sentiments)} sentiments, {len(self.progresses)} progresses"
        )

    def _repr_html_(self) -> str:
        """Return the labels as tables, for notebooks."""
        themes = ((t.slug, t.label, t.covers, t.excludes, t.group) for t in self.themes)
        tables = [_table("Themes", ("slug", "label", "covers", "not", "group"), themes)]
        for name, labels in (("Sentiment", self.sentiments), ("Progress", self.progresses)):
            rows = ((one.slug, one.label, one.when) for one in labels)
            tables.append(_table(name, ("slug", "label", "when"), rows))
        return f"<div><p><b>{escape(self.title)}</b></p>{''.join(tables)}</div>"


def _table(name: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    def row(cells: Iterable[str], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f"<table><caption>{name}</caption>{row(head, 'th')}{body}</table>"


_Row = TypeVar("_Row", Group, Theme, Label, TieBreak)
_KEYS = {"excludes": "not"}  # a word of Python's own cannot name a field
_TABLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "theme": frozenset({"multiple", "maximum", "rule"}),
        "sentiment": frozenset({"multiple", "question", "notes"}),
        "progress": frozenset({"multiple", "question", "notes"}),
    }
)
_TEXTS = ("version", "title", "finding", "rule")


def read_codebook(data: dict[str, Any]) -> Codebook:
    """Check a codebook.

    Parameters
    ----------
    data : dict
        The file's tables, as ``tomllib`` reads them.

    Returns
    -------
    Codebook
        The codebook.

    Raises
    ------
    DataError
        If something is missing, unknown or said twice, or a theme has a group that is not there.

    Examples
    --------
    >>> read_codebook({"version": "1"})
    Traceback (most recent call last):
    ofstedmine.errors.DataError: codebook.toml: finding, groups, limits, ...
    """
    lists = ("groups", "themes", "sentiments", "progresses", "tie_breaks", "limits")
    if odd := set(data) ^ {*_TEXTS, *_TABLES, *lists}:
        raise DataError(f"codebook.toml: {', '.join(sorted(odd))}: missing or unknown")
    for name, keys in _TABLES.items():
        if set(data[name]) != keys:
            raise DataError(f"codebook.toml: [{name}] has {sorted(data[name])}")
    book = Codebook(
        **{name: " ".join(str(data[name]).split()) for name in _TEXTS},
        theme_rule=" ".join(data["theme"]["rule"].split()),
        sentiment_question=data["sentiment"]["question"],
        sentiment_notes=tuple(data["sentiment"]["notes"]),
        progress_question=data["progress"]["question"],
        groups=_rows(Group, data["groups"]),
        themes=_rows(Theme, data["themes"]),
        sentiments=_rows(Label, data["sentiments"]),
        progresses=_rows(Label, data["progresses"]),
        tie_breaks=_rows(TieBreak, data["tie_breaks"]),
        limits=tuple(limit["text"] for limit in data["limits"]),
    )
    for rows in (book.groups, book.themes, book.sentiments, book.progresses):
        slugs = [row.slug for row in rows]
        if len(set(slugs)) != len(slugs):
            raise DataError(f"codebook.toml: a slug stands twice among {', '.join(slugs)}")
    groups = {group.slug for group in book.groups}
    for theme in book.themes:
        if theme.group not in groups:
            raise DataError(f"codebook.toml: {theme.slug}: no group {theme.group!r}")
    return book


def _rows(cls: type[_Row], rows: list[dict[str, str]]) -> tuple[_Row, ...]:
    """Make a list of the file into rows, each with the keys that it must have."""
    names = {_KEYS.get(field.name, field.name): field.name for field in fields(cls)}
    made = []
    for row in rows:
        if set(row) != set(names) or not all(isinstance(value, str) for value in row.values()):
            raise DataError(f"codebook.toml: {cls.__name__}: {row} needs texts {sorted(names)}")
        made.append(cls(**{names[key]: value for key, value in row.items()}))
    return tuple(made)


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """Return the codebook that comes with the library, checked.

    Returns
    -------
    Codebook
        The codebook; it is read once.

    Examples
    --------
    >>> load_codebook().sentiment_slugs
    ('positive', 'negative', 'mixed', 'neutral')
    """
    return read_codebook(tomllib.loads(find("corpus/codebook.toml").read_text(encoding="utf-8")))


def codebook() -> Codebook:
    """Return the codebook: themes, sentiments and progresses with their definitions.

    Returns
    -------
    Codebook
        The codebook; notebooks show it as tables.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.codebook().progress_slugs
    ('improved', 'early', 'no_progress', 'declined', 'not_stated')
    """
    return load_codebook()
