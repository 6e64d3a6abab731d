"""Finding a sentence in its document: by its id, or, where another reader cut it, by its words.

A cruder reader glues the heading, a footnote or the page's furniture to a sentence, or leaves its
last words out. The sentence is then the one that shares nearly all of its letters, or of its words
in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import regex

from ofstedmine.corpus.sentences import DocumentSentences
from ofstedmine.findings.labelled import PlacedFinding

__all__ = ["Places"]

PART = 0.6
"""A sentence that is part of another is the same if it is at least so much of it."""
ALIKE = 0.8
"""So alike two sentences must be, word by word."""
_NEAR = 1  # pages that two readers may differ by
_SUBSTANCE = regex.compile(r"[^a-z0-9]+")
_WORD = regex.compile(r"[a-z0-9]+")


class Places:
    """The sentences of one document, to be found in it.

    Parameters
    ----------
    document : DocumentSentences
        The document.

    Examples
    --------
    >>> sentence = PlacedFinding(text="Plans are clear.", page=2)
    >>> places = Places(DocumentSentences("letter", (sentence,)))
    >>> places.by_words("Leaders: Plans are clear.", 2) is sentence
    True
    """

    def __init__(self, document: DocumentSentences) -> None:
        self._all = document.sentences
        self._ids: dict[str, list[int]] = {}
        for at, one in enumerate(self._all):
            self._ids.setdefault(one.id, []).append(at)
        self._findings = document.findings

    def by_id(self, name: str, page: int | None) -> PlacedFinding | None:
        """Return the sentence of an id; of several the one nearest to a page, findings first.

        Parameters
        ----------
        name : str
            The id.
        page : int or None
            The page on which it should be.

        Returns
        -------
        PlacedFinding or None
            The sentence, or None.
        """
        found = self._ids.get(name)
        return self._all[min(found, key=lambda at: self._badness(at, page))] if found else None

    def by_words(self, text: str, page: int | None) -> PlacedFinding | None:
        """Return the sentence that another reader cut as `text`.

        Parameters
        ----------
        text : str
            The sentence as it was cut elsewhere.
        page : int or None
            The page on which it should be.

        Returns
        -------
        PlacedFinding or None
            The sentence, or None where none is alike enough.
        """
        near = [
            at
            for at, one in enumerate(self._all)
            if page is None or one.page is None or abs(one.page - page) <= _NEAR
        ]
        return self._part(text, near, page) or self._alike(text, near, page)

    def _part(self, text: str, near: Sequence[int], page: int | None) -> PlacedFinding | None:
        wanted = _SUBSTANCE.sub("", text.lower())
        found = []
        for at in near:
            own = _SUBSTANCE.sub("", self._all[at].text.lower())
            short, long = sorted((own, wanted), key=len)
            if len(short) >= PART * len(long) and short in long:
                found.append((-len(short) / len(long), self._badness(at, page), at))
        return self._all[min(found)[-1]] if found else None

    def _alike(self, text: str, near: Sequence[int], page: int | None) -> PlacedFinding | None:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(_WORD.findall(text.lower()))
        found = []
        for at in near:
            matcher.set_seq1(_WORD.findall(self._all[at].text.lower()))
            if matcher.quick_ratio() >= ALIKE and (ratio := matcher.ratio()) >= ALIKE:
                found.append((-ratio, self._badness(at, page), at))
        return self._all[min(found)[-1]] if found else None

    def _badness(self, at: int, page: int | None) -> tuple[int, bool, int]:
        """Order places: the nearest to a page, findings before others, the first."""
        own = self._all[at].page
        away = abs(own - page) if own is not None and page is not None else 0
        return away, at not in self._findings, at
