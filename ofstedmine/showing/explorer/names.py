"""Letters without the names of people: for a page that is to be passed on.

Names that the record knows are covered in the text as well, sign for sign, so that places in it
stay right. A surname alone is covered after a title ("Mrs Quennell"): many are words or places too.
The name of the greeting is always covered; another that the record does not know stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from ofstedmine.records import VisitRecord

__all__ = ["without_names", "without_people"]

COVER = "▒"
_PEOPLE = ("inspectors", "addressees", "signatories")
_TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Councillor Cllr".split()
)
_GREETING = "Dear"
_LONGEST_GREETED = 3
_WORD = regex.compile(r"\w[\w’'-]*+")
_ENDS = ("’s", "'s")


def without_people(record: VisitRecord) -> VisitRecord:
    r"""Return a record without inspectors, addressees, signatories and who gets a copy.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> without_people(record).inspectors
    []
    """
    return record.model_copy(update={name: [] for name in (*_PEOPLE, "copied_to")})


def without_names(value: Any, record: VisitRecord) -> Any:
    r"""Return what JSON can hold with the names that a record knows covered in every text.

    Parameters
    ----------
    value : object
        Texts in lists and mappings.
    record : VisitRecord
        The record, with its people.

    Returns
    -------
    object
        The same with ``▒`` for each sign of a name.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> without_names({"text": "Dear Ms Archer, the hedge"}, record)
    {'text': 'Dear Ms ▒▒▒▒▒▒, the hedge'}
    """
    people = [one.name for name in _PEOPLE for one in getattr(record, name)]
    words = [tuple(word.text for word in _words(name)) for name in people]
    return _covered(value, [name for name in words if name])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, without the s of a genitive, and what stands between it and the last."""

    text: str
    start: int
    gap: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def joined(self) -> bool:
        """Whether it may be part of the same name as the last."""
        return not self.gap.strip(" .\t\n")


def _words(text: str) -> Iterator[_Word]:
    last = 0
    for found in _WORD.finditer(text):
        word = found.group()
        gap = text[last : found.start()]
        last = found.end()
        yield _Word(word[:-2] if word.endswith(_ENDS) else word, found.start(), gap)


def _covered(value: Any, names: Sequence[tuple[str, ...]]) -> Any:
    if isinstance(value, str):
        return _cover(value, names)
    if isinstance(value, dict):
        return {key: _covered(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_covered(one, names) for one in value]
    return value


def _cover(text: str, names: Sequence[tuple[str, ...]]) -> str:
    words = list(_words(text))
    parts = []
    at = 0
    for word in _named(words, names):
        if word.start >= at:
            parts += [text[at : word.start], COVER * len(word.text)]
            at = word.end
    return "".join([*parts, text[at:]])


def _named(words: Sequence[_Word], names: Sequence[tuple[str, ...]]) -> Iterator[_Word]:
    """Yield the words of names; one may come twice."""
    surnames = {name[-1] for name in names}
    for i, word in enumerate(words):
        count = max((len(n) for n in names if _stands(words, i, n)), default=0)
        if not count and i and word.joined and words[i - 1].text in _TITLES:
            count = _after_title(words, i, surnames)
        yield from words[i : i + count]


def _stands(words: Sequence[_Word], at: int, name: tuple[str, ...]) -> bool:
    found = words[at : at + len(name)]
    return tuple(one.text for one in found) == name and all(one.joined for one in found[1:])


def _after_title(words: Sequence[_Word], at: int, surnames: set[str]) -> int:
    """Return how many words after a title are a name: a known surname, or who is greeted."""
    if words[at].text in surnames:
        return 1
    following = words[at + 1 : at + 2]
    if following and following[0].joined and following[0].text in surnames:
        return 2
    count = 0
    if at > 1 and words[at - 2].text == _GREETING:
        while count < _LONGEST_GREETED and at + count < len(words):
            word = words[at + count]
            if not word.text[0].isupper() or "\n" in word.gap or not word.joined:
                break
            count += 1
    return count
