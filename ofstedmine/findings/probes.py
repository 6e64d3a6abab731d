"""Probe sentences: what a tagger says of them shows whether it is still the one that was saved."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache

from ofstedmine.findings.tags import TagInput, Tags
from ofstedmine.resources import find

__all__ = ["load_probes", "scores_of"]

Scores = dict[str, dict[str, float]]


@lru_cache(maxsize=1)
def load_probes() -> tuple[TagInput, ...]:
    """Return the sentences of ``findings/data/probes.toml``.

    Returns
    -------
    tuple of TagInput
        Invented sentences, many with context.

    Examples
    --------
    >>> load_probes()[0].heading
    'What needs to improve'
    """
    data = tomllib.loads(find("findings/data/probes.toml").read_text(encoding="utf-8"))
    return tuple(TagInput(**row) for row in data["probe"])


def scores_of(tags: Iterable[Tags]) -> list[Scores]:
    """Return all scores of tagged sentences.

    Parameters
    ----------
    tags : iterable of Tags
        What a tagger gave.

    Returns
    -------
    list of dict
        By ``themes``, ``sentiment`` and ``progress``, then by slug.

    Examples
    --------
    >>> import ofstedmine as om
    >>> [scores] = scores_of(om.tag(["Plans drift."]))
    >>> list(scores["sentiment"])
    ['positive', 'negative', 'mixed', 'neutral']
    """
    return [
        {
            "themes": one.theme_scores,
            "sentiment": one.sentiment_scores,
            "progress": one.progress_scores,
        }
        for one in tags
    ]
