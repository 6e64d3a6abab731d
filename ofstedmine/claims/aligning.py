"""Quotations laid beside a letter: word for word, with changed words, or stitched together.

Words are compared without case, marks and line ends. What a quotation marks as left out ("...")
or as put in ("[the council]") is no change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from ofstedmine.claims.models import Change
from ofstedmine.claims.wording import Weights, load_words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.claims.wording import Word

__all__ = ["Alignment", "Indexed", "align"]

Kind = Literal["exact", "altered", "stitched", "not_there"]

_LEFT_OUT = regex.compile(r"\s?(?:\.\s?\.\s?\.+|…|\[\s?…\s?\]|\[\s?\.{3}\s?\])\s?")
_PUT_IN = regex.compile(r"\[[^\]]{0,60}+\]")
_RUN = 3
"""Words in a row that are a piece of a letter."""
_PIECE = 5
"""A shorter piece may be what a changed quotation has in common with any sentence."""
_COVERED = 0.8
_SAME = 0.62
"""How much of what a quotation says must stand in order in one place, to be that place altered."""
_NEAR = 6
_SLACK = 8
_SMALL = 0.15


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quotation stands to a letter: places are numbers of words of the letter."""

    kind: Kind
    spans: tuple[tuple[int, int], ...] = ()
    changes: tuple[Change, ...] = ()
    share: float = 0.0


class Indexed:
    """A letter's words, found by the pairs that they stand in.

    Parameters
    ----------
    text : str
        The letter's text.
    weights : Weights
        How much each word tells.

    Examples
    --------
    >>> letter = Indexed("Plans are clear.", Weights(["Plans are clear."]))
    >>> letter.plain
    ['plans', 'are', 'clear']
    """

    def __init__(self, text: str, weights: Weights) -> None:
        self.text = text
        self.words: list[Word] = words_of(text)
        self.plain = [word.plain for word in self.words]
        self.stems = [stem(word) for word in self.plain]
        self.weights = weights
        self.stops = _sentence_numbers(text, self.words)
        self.pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in range(len(self.plain) - 1):
            self.pairs[self.plain[i], self.plain[i + 1]].append(i)
        self.places: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(self.stems):
            self.places[one].append(i)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the words from a first to before a last."""
        return self.words[first].start, self.words[last - 1].end


def _sentence_numbers(text: str, words: Sequence[Word]) -> list[int]:
    """Return the number of the sentence that each word stands in, roughly."""
    numbers, number, last = [], 0, 0
    for word in words:
        between = text[last : word.start]
        number += "\n" in between or (any(mark in between for mark in ".!?") and between != ".")
        numbers.append(number)
        last = word.end
    return numbers


def align(quote: str, letter: Indexed) -> Alignment:
    """Lay a quotation beside a letter.

    Parameters
    ----------
    quote : str
        The words inside the quotation marks.
    letter : Indexed
        The letter.

    Returns
    -------
    Alignment
        Its kind, the places of the letter, and the changed words.

    Examples
    --------
    >>> text = "Children wait too long. Plans for most children are clear and kind."
    >>> letter = Indexed(text, Weights([text]))
    >>> found = align("plans for children are clear and kind", letter)
    >>> found.kind, [(one.quoted, one.letter) for one in found.changes]
    ('altered', [('', 'most')])
    """
    pieces = [part for part in _LEFT_OUT.split(_PUT_IN.sub(" … ", quote)) if words_of(part)]
    if not pieces:
        return Alignment("not_there")
    lists = [[word.plain for word in words_of(piece)] for piece in pieces]
    exact = [_exact(words, letter) for words in lists]
    if all(exact):
        placed = _in_order([spans for spans in exact if spans])
        if placed is not None:
            near = letter.stops[placed[-1][1] - 1] - letter.stops[placed[0][0]] <= 2
            kind: Kind = "exact" if near or len(placed) == 1 else "stitched"
            return Alignment(kind, tuple(placed), (), 1.0)
    words = [word for one in lists for word in one]
    stitched = _stitched(words, letter)
    altered = _altered(words, letter)
    if stitched is not None:
        small = min(last - first for first, last in stitched.spans) < _PIECE
        across = altered is not None and _leaps(altered, letter)
        if altered is None or across or (not small and stitched.share > altered.share + _SMALL):
            return stitched
    return altered or Alignment("not_there")


def _leaps(found: Alignment, letter: Indexed) -> bool:
    """Tell whether a place runs over the end of a sentence."""
    return any(letter.stops[first] != letter.stops[last - 1] for first, last in found.spans)


def _exact(words: list[str], letter: Indexed) -> list[tuple[int, int]]:
    """Return all places where words stand as they are."""
    size = len(words)
    if size == 1:
        return [(i, i + 1) for i, one in enumerate(letter.plain) if one == words[0]]
    starts = letter.pairs.get((words[0], words[1]), ())
    return [(i, i + size) for i in starts if letter.plain[i : i + size] == words]


def _in_order(places: list[list[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """Choose one place a piece, each after the one before; None where there is no such choice."""
    best: list[tuple[int, int]] | None = None
    for first in places[0]:
        chosen = [first]
        for spans in places[1:]:
            after = [span for span in spans if span[0] >= chosen[-1][1]]
            if not after:
                break
            chosen.append(min(after))
        else:
            if best is None or chosen[-1][1] - chosen[0][0] < best[-1][1] - best[0][0]:
                best = chosen
    return best or ([spans[0] for spans in places] if len(places) > 1 else None)


def _runs(words: list[str], letter: Indexed) -> list[tuple[int, int, int]]:
    """Cover words by the longest runs of the letter: place, place there, size."""
    found = []
    i = 0
    while i < len(words) - 1:
        best, at = 0, 0
        for j in letter.pairs.get((words[i], words[i + 1]), ()):
            size = 2
            while (
                i + size < len(words)
                and j + size < len(letter.plain)
                and words[i + size] == letter.plain[j + size]
            ):
                size += 1
            if size > best:
                best, at = size, j
        if best >= _RUN or (best == 2 and _tells(words[i : i + 2])):
            found.append((i, at, best))
            i += best
        else:
            i += 1
    return found


def _tells(words: list[str]) -> bool:
    return all(word not in load_words().stop for word in words)


def _stitched(words: list[str], letter: Indexed) -> Alignment | None:
    """Return pieces of several sentences that make up a quotation, or None."""
    runs = [run for run in _runs(words, letter) if run[2] >= _RUN]
    if len(runs) < 2:
        return None
    share = sum(size for _, _, size in runs) / len(words)
    groups: list[list[tuple[int, int, int]]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        gap = run[1] - (last[1] + last[2]) if last else -1
        # What stands between two sentences and is left out makes two pieces of them.
        same = last is not None and letter.stops[run[1]] == letter.stops[last[1] + last[2] - 1]
        if gap == 0 or (same and 0 < gap <= _NEAR):
            groups[-1].append(run)
        else:
            groups.append([run])
    sentences = {letter.stops[group[0][1]] for group in groups}
    if len(groups) < 2 or len(sentences) < 2 or share < _COVERED:
        return None
    spans = tuple((group[0][1], group[-1][1] + group[-1][2]) for group in groups)
    return Alignment("stitched", spans, (), share)


def _altered(words: list[str], letter: Indexed) -> Alignment | None:
    """Return the place of the letter whose words a quotation changes, or None."""
    stems = [stem(word) for word in words]
    stop = load_words().stop
    total = sum(_weight(word, letter) for word in words)
    telling = [one for word, one in zip(words, stems, strict=True) if word not in stop]
    centres = sorted(
        {place - i for i, one in enumerate(stems) for place in letter.places.get(one, ())}
        if len(telling) < _RUN
        else {
            place - i
            for i, one in enumerate(stems)
            if words[i] not in stop and len(letter.places.get(one, ())) <= 40
            for place in letter.places.get(one, ())
        }
    )
    best: tuple[float, int, int] | None = None
    last = -99
    room = len(words) + _SLACK
    for centre in centres:
        if centre - last < 3:
            continue
        last = centre
        low, high = max(0, centre - 4), min(len(letter.stems), centre + room)
        blocks = _matching(stems, letter.stems[low:high])
        if not blocks:
            continue
        weight = sum(_weight(words[i], letter) for i, _ in blocks)
        first, final = low + blocks[0][1], low + blocks[-1][1] + 1
        if best is None or weight > best[0] + 1e-9:
            best = (weight, first, final)
    if best is None or not total:
        return None
    share = best[0] / total
    kept = _matching(stems, letter.stems[best[1] : best[2]])
    kept_telling = [i for i, _ in kept if words[i] not in stop]
    if share < _SAME or len(kept_telling) < min(2, len(telling)) or not kept_telling:
        return None
    first, final = _widened(words, letter, best[1], best[2], kept)
    changes = _changes(words, letter, first, final)
    return Alignment("altered", ((first, final),), changes, share)


def _matching(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Return pairs of places of equal words, in order."""
    return [
        (block.src_start + i, block.dest_start + i)
        for block in LCSseq.opcodes(one, other)
        if block.tag == "equal"
        for i in range(block.src_end - block.src_start)
    ]


def _weight(word: str, letter: Indexed) -> float:
    """Return how much a word of a quotation tells."""
    if word in load_words().stop:
        return 0.25
    return 1.0 + 0.2 * letter.weights.of(load_words().same.get(stem(word), stem(word)))


def _widened(
    words: list[str], letter: Indexed, first: int, final: int, kept: list[tuple[int, int]]
) -> tuple[int, int]:
    """Take along as many words before and after as the quotation has there, in the sentence."""
    before, after = kept[0][0], len(words) - 1 - kept[-1][0]
    number_first, number_last = letter.stops[first], letter.stops[final - 1]
    while before and first and letter.stops[first - 1] == number_first:
        first, before = first - 1, before - 1
    while after and final < len(letter.plain) and letter.stops[final] == number_last:
        final, after = final + 1, after - 1
    return first, final


def _changes(words: list[str], letter: Indexed, first: int, final: int) -> tuple[Change, ...]:
    """Return the words that differ, both tellings side by side."""
    there = letter.plain[first:final]
    found = []
    for block in Levenshtein.opcodes(words, there):
        if block.tag == "equal":
            continue
        quoted = " ".join(words[block.src_start : block.src_end])
        told = " ".join(there[block.dest_start : block.dest_end])
        found.append(Change(quoted=quoted, letter=told))
    return tuple(_joined(found))


def _joined(changes: list[Change]) -> list[Change]:
    """Leave out changes of spelling only ("recognized" for "recognised")."""
    return [one for one in changes if not one.quoted or fuzz.ratio(one.quoted, one.letter) < 96]
