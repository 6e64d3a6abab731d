"""The grammar of personal names, as letters print them: pure, without a letter.

`read_name` reads one name at a place in a text: "Ms Jo Archer", "Sam Lee, CBE", "Ken O'Dell",
"Ana van der Berg", "Jo Archer -Lee". Words that no name holds (roles, organisations, addresses; see
``data/correspondents.toml``) end it, so that names can be read out of lines without commas.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

import regex

from ofstedmine.parsing.who_words import PeopleWords, people_words

__all__ = ["Name", "read_name", "read_name_before", "same_person"]

_MOST_WORDS = 4
_WINDOW = 80
_PART = r"(?:(?:d|l|o|m)['’‘](?=\p{Lu}))?\p{Lu}[\p{L}\p{M}]*+(?:['’‘]\p{L}[\p{L}\p{M}]*+)*+"
# A hyphen may have got a space on one side when lines were joined.
_WORD = regex.compile(
    rf"{_PART}(?:(?:[-‐‑]|\s[-‐‑](?=\S)|[-‐‑]\s(?=\p{{Lu}}))\p{{L}}[\p{{L}}\p{{M}}'’‘]*+)*+"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.\s?)+(?=\p{L})|\p{Lu}(?=\s\p{Lu})")
_INITIAL = regex.compile(r"\p{Lu}\b\.?\s")
_WORD_START = regex.compile(r"(?<![\p{L}'’.-])(?=\p{Lu}|d['’])")
_LAST_WORD = regex.compile(r"(?<![\p{L}'’-])([\p{L}'’-]++)[\s)]*+$")
_SPACE = regex.compile(r"\s++")
_POST_NOMINAL = regex.compile(r"\s*+,?\s*+\(?([\p{L}]{2,8}+)(?![\p{L}'’-])\)?")
_GLUED = regex.compile(
    r"(?!Mc|Mac|Fitz|De|La|Le|Van|Di|Du)(\p{Lu}\p{Ll}{2,15})(\p{Lu}\p{Ll}{3,15})(?![\p{L}'’-])"
    r"(?=\s*+(?:[,;:]|\n|$))"
)
_HYPHEN = regex.compile(r"\s{0,9}+([-‐‑])\s*+")
_OWNER = regex.compile(r"['’‘]s$")
_LETTERS = regex.compile(r"[^a-z]++")
# What follows a surname that is also a common word: "Neville Hall, Assistant Director".
_AFTER_SURNAME = regex.compile(
    r"\s*+(?:[,;:)(–.]|$|[A-Z]{2,4}\b|\n|and\b|&|HMI|Her\s|His\s|was\b|is\b)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name in a text.

    Attributes
    ----------
    start, end : int
        The span with honorific and post-nominals.
    printed : str
        The words of the span, white space and split hyphens mended.
    bare : str
        The name without honorific and post-nominals.
    honorific : bool
        Whether an honorific stands before it.
    words : int
        How many words the bare name has.
    """

    start: int
    end: int
    printed: str
    bare: str
    honorific: bool
    words: int


def read_name(
    text: str, pos: int = 0, endpos: int | None = None, *, barred: Collection[int] = ()
) -> Name | None:
    """Read the personal name that begins at a place.

    Parameters
    ----------
    text : str
        Any text.
    pos, endpos : int, optional
        Where the name begins, and where the text ends for it.
    barred : collection of int
        Offsets at which something begins that is no part of a name, as a council's name.

    Returns
    -------
    Name or None
        None where no name begins: a name has two words at least, or one after an honorific.

    Examples
    --------
    >>> read_name("Ms Jo Archer-Lee OBE, Director").printed
    'Ms Jo Archer-Lee OBE'
    >>> read_name("Archer -Lee, Jo") is None
    True
    >>> read_name("Chief Constable of Northmoor") is None
    True
    """
    words = people_words()
    end = len(text) if endpos is None else min(endpos, len(text))
    if glued := _GLUED.match(text, pos, end):
        # "JoArcher": the space was lost when lines were joined.
        return Name(pos, glued.end(), " ".join(glued.groups()), " ".join(glued.groups()), False, 2)
    opening = words.honorific.match(text, pos, end)
    first = opening.end() if opening else pos
    at, count = _read_words(text, first, end, words, barred, opening is not None)
    if not count or (count == 1 and opening is None):
        return None
    bare = text[first:at]
    stop = at
    while found := _POST_NOMINAL.match(text, stop, end):
        if found.group(1) not in words.post_nominals:
            break
        stop = found.end()
    return Name(pos, stop, _mend(text[pos:stop]), _mend(bare), opening is not None, count)


def read_name_before(
    text: str, pos: int, stop: int, places: Collection[tuple[int, int]] = ()
) -> Name | None:
    """Read the personal name that ends at a place, in a line that parts nothing.

    Parameters
    ----------
    text : str
        Any text.
    pos, stop : int
        The earliest that the name may begin, and where it ends.
    places : collection of (int, int)
        Spans of names of places, which are no part of the name.

    Returns
    -------
    Name or None
        All words back to one that no name holds; two words where there is no such word.

    Examples
    --------
    >>> line = "Chair, Safeguarding Partnership Mary Jo Archer OBE, Director"
    >>> read_name_before(line, 0, line.index(", Director")).printed
    'Mary Jo Archer OBE'
    """
    stop = len(text[:stop].rstrip(" ,–-"))
    last_place = max((end for start, end in places if pos <= start and end < stop), default=pos)
    found = []
    for begin in _WORD_START.finditer(text, max(last_place, stop - _WINDOW), stop):
        name = read_name(text, begin.start(), stop)
        if name is not None and name.end == stop:
            before = _LAST_WORD.search(text, pos, name.start)
            is_whole = before is not None and not _is_name_word(before.group(1))
            found.append((is_whole or (name.start - last_place < 3 and last_place > pos), name))
    whole = [name for is_whole, name in found if is_whole]
    if whole:
        return whole[0]
    short = [name for _, name in found if not _INITIAL.match(text, name.start)]
    return short[-1] if short else None


def same_person(one: str, other: str) -> bool:
    """Say whether two printed names are of one person: case, accents and hyphens do not matter.

    Parameters
    ----------
    one, other : str
        Names as printed.

    Returns
    -------
    bool
        Whether they are alike.

    Examples
    --------
    >>> same_person("Máire O’Dowd", "Maire O'Dowd")
    True
    >>> same_person("Dick Archer", "Rick Archer")
    False
    """
    return _letters(one) == _letters(other)


def _read_words(
    text: str, at: int, end: int, words: PeopleWords, barred: Collection[int], titled: bool
) -> tuple[int, int]:
    """Return where the words of a name end, and how many they are initials being one."""
    count = 0
    initials = 0
    stop = at
    while count < _MOST_WORDS and at < end:
        if at in barred and count >= (1 if titled else 2):
            break
        if found := _INITIALS.match(text, at, end):
            stop = found.end()
            initials = 1
            at = _after_space(text, stop, end)
            continue
        particle = _particle(text, at, end, words)
        word = _WORD.match(text, particle, end)
        if word is None or not _may_be_name(text, word, end, words, count):
            break
        if count >= 2 and word.group() in words.post_nominals:
            break
        # "Northmoor LDU": an acronym after a word in small letters.
        is_acronym = word.group().isupper() and len(word.group()) in (3, 4)
        if count and is_acronym and not text[stop - 1].isupper():
            break
        count += 1
        stop = word.end()
        at = _after_space(text, stop, end)
        if at == stop:
            break
    return stop, count + initials if count else 0


def _particle(text: str, at: int, end: int, words: PeopleWords) -> int:
    """Return the end of the particles at a place: "van der " before "Berg"."""
    while (
        word := regex.match(r"(\p{L}{1,5})(?:\s++|-(?=\p{Lu}))", text[at : min(end, at + 8)])
    ) and (word.group(1) in words.particles):
        at += word.end()
    return at


def _may_be_name(
    text: str, word: regex.Match[str], end: int, words: PeopleWords, count: int
) -> bool:
    """Say whether a word can belong to a name, as the n-th of it."""
    plain = word.group().casefold().replace("’", "'")
    if _OWNER.search(plain):
        return False
    if plain not in words.no_names:
        return True
    if count != 1 or plain not in words.surnames:
        return False
    after = text[word.end() : min(end, word.end() + 40)]
    return bool(_AFTER_SURNAME.match(after)) or bool(words.role_start.match(after.lstrip()))


def _is_name_word(word: str) -> bool:
    """Say whether a word may be part of a name, as far as one can tell without its place."""
    return word[0].isupper() and word.casefold().replace("’", "'") not in people_words().no_names


def _after_space(text: str, at: int, end: int) -> int:
    space = _SPACE.match(text, at, end)
    return space.end() if space and "\n" not in space.group() else at


def _mend(printed: str) -> str:
    return _HYPHEN.sub(r"\1", _SPACE.sub(" ", printed)).strip(" ,")


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o"))
    return _LETTERS.sub("", plain)
