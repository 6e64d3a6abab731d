"""What goes into a tagger and what comes out of it: no model, no rule.

`TagInput` is a sentence with its context, `Tags` what a tagger says of it, `Reason` a word that
moved it, `Tagger` what every tagger can do, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

__all__ = ["Reason", "TagInput", "Tagger", "Tags"]

SHOWN_FROM = 0.1
"""Scores of themes that are not given are kept in a record from here on."""


@dataclass(frozen=True, slots=True)
class TagInput:
    """A sentence to tag, with what stands around it.

    Attributes
    ----------
    text : str
        The sentence, or the item of a list.
    previous : str or None
        The sentence before it.
    heading : str or None
        The heading of the section that it stands in.
    role : str or None
        The role of that section, as records have it: ``improvements``, ``strengths``.
    bullet : bool
        Whether it is an item of a list.

    Examples
    --------
    >>> TagInput("timeliness of strategy discussions", heading="What needs to improve", bullet=True)
    TagInput(text='timeliness of strategy discussions', previous=None, \
heading='What needs to improve', role=None, bullet=True)
    """

    text: str
    previous: str | None = None
    heading: str | None = None
    role: str | None = None
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A word that spoke for or against a label.

    Attributes
    ----------
    word : str
        The word, or the words, as the tagger saw them.
    weight : float
        How much it spoke for the label; below zero, against it.
    label : str
        What for: ``theme.<slug>``, ``sentiment.<slug>`` or ``progress.<slug>``.
    """

    word: str
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tagger says of one sentence: machine-tagged, unreviewed.

    Two of them are equal when all that they say is equal, whichever tagger said it.

    Attributes
    ----------
    themes : tuple of str
        Slugs of themes in the order of the codebook; none, one or several.
    sentiment : str
        One slug.
    progress : str
        One slug.
    theme_scores, sentiment_scores, progress_scores : dict of str to float
        The probability of every slug.
    uncertain : bool
        Whether a person should look.
    explain : callable, optional
        What gives the reasons, for `why`: it is called with the number that is wanted. It does
        not travel to other processes.

    Examples
    --------
    >>> tags = Tags(
    ...     themes=("workforce",), sentiment="negative", progress="not_stated",
    ...     theme_scores={"workforce": 0.9, "neglect": 0.01}, sentiment_scores={"negative": 0.8},
    ...     progress_scores={"not_stated": 0.7}, uncertain=False,
    ... )
    >>> tags
    Tags(themes=['workforce'], sentiment='negative', progress='not_stated')
    >>> tags.scores["theme.workforce"]
    0.9
    """

    themes: tuple[str, ...]
    sentiment: str
    progress: str
    theme_scores: dict[str, float]
    sentiment_scores: dict[str, float]
    progress_scores: dict[str, float]
    uncertain: bool
    explain: Callable[[int], list[Reason]] | None = field(default=None, compare=False)

    @property
    def scores(self) -> dict[str, float]:
        """The scores as a record keeps them: of all classes, and of the themes that count.

        Returns
        -------
        dict of str to float
            By ``theme.<slug>``, ``sentiment.<slug>`` and ``progress.<slug>``. Themes that were
            not given and are less likely than one in ten are left out.
        """
        themes = {
            f"theme.{slug}": score
            for slug, score in self.theme_scores.items()
            if score >= SHOWN_FROM or slug in self.themes
        }
        sentiments = {f"sentiment.{slug}": score for slug, score in self.sentiment_scores.items()}
        progresses = {f"progress.{slug}": score for slug, score in self.progress_scores.items()}
        return themes | sentiments | progresses

    def why(self, n: int = 5) -> list[Reason]:
        """Return the words that decided, the weightiest first.

        Parameters
        ----------
        n : int, default 5
            How many at most.

        Returns
        -------
        list of Reason
            For the labels that were given.

        Raises
        ------
        LookupError
            If the tagger gave no reasons, or the tags come from another process.
        """
        if n < 0:
            msg = f"why(n): n must not be negative, got {n}"
            raise ValueError(msg)
        if self.explain is None:
            msg = (
                "these tags know no reasons: their tagger gave none, or they come from another "
                "process; tag the sentence again here"
            )
            raise LookupError(msg)
        return self.explain(n)[:n]

    def __repr__(self) -> str:
        unsure = ", uncertain" if self.uncertain else ""
        return (
            f"Tags(themes={list(self.themes)}, sentiment={self.sentiment!r}, "
            f"progress={self.progress!r}{unsure})"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        # The reasons hang on the tagger, which is large and stays where it is.
        bare = replace(self, explain=None)
        return (Tags, tuple(getattr(bare, name) for name in Tags.__slots__))


class Tagger(Protocol):
    """What every tagger can do.

    Attributes
    ----------
    version : str
        Names the model; records keep it as ``source.model_version``.
    validated_kinds : frozenset of str
        The kinds of letter that its figures were measured on.
    """

    version: str
    validated_kinds: frozenset[str]

    def tag(self, inputs: Sequence[TagInput]) -> list[Tags]:
        """Tag sentences, each as if it were alone.

        Parameters
        ----------
        inputs : sequence of TagInput
            The sentences.

        Returns
        -------
        list of Tags
            One an input, in order.
        """
        ...
