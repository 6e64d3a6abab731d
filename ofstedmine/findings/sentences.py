"""Where sentences end: one rule for the prose of letters and reports, as offsets.

One regular expression finds every stop that might end a sentence; a few questions about the words
around it decide. Nothing looks back beyond the sentence's own beginning or far ahead, so cutting a
sentence again gives the sentence, and the time is linear in the length of the text.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from ofstedmine.errors import DataError
from ofstedmine.resources import find

__all__ = ["Rules", "cut_sentences", "load_rules", "read_rules"]

# A stop, what closes with it, a footnote's digits; then white space and what a sentence can begin
# with, or nothing and a capital, as PDFs have it. Or a blank line. All repeats are possessive.
_CANDIDATE = regex.compile(
    r"""
    (?<![.?!…])
    (?P<stop>[.?!…]++)
    (?P<close>[’”'"»)\]]*+)
    (?P<note>[0-9]{1,2}+(?![0-9]|[.,][0-9])|[¹²³⁰⁴⁵⁶⁷⁸⁹]++)?+
    (?:
        (?P<gap>\s++)
        (?=
            (?:[‘“"'«(\[£–—-]\s?)*+ (?P<next>[\p{Lu}\p{Nd}\p{Co}•◼▪■●]|\p{Ll}{1,2}\p{Lu})
          | (?P<next>\()\p{Ll}
        )
      | (?=[‘“«(\[]*+ (?P<next>\p{Lu}))
    )
  | (?P<blank>\n[^\S\n]*+\n\s*+)
    """,
    regex.VERBOSE,
)
_FIRST = regex.compile(r"\S")
_LAST = regex.compile(r"(?r)\S")
_BLANK_LINE = regex.compile(r"\n[^\S\n]*+\n")
_CAPITALISED = regex.compile(r"\p{Lu}\p{Ll}")
_WORD = regex.compile(r"[\p{L}\p{M}]{1,24}")
_PARAGRAPH_NUMBER = regex.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*|\p{L}|[ivx]{2,4}")
_STRAY_NUMBER = regex.compile(r"[0-9]{1,3}+(?=\s*+\Z|[^\S\n]*+\n[^\S\n]*+\n)")
_INITIALS = regex.compile(r"\p{Lu}(?:\.\p{Lu})*")
_YEAR = regex.compile(r".*(?<![0-9])(?:19|20)[0-9]{2}")
_ADDRESS = regex.compile(r"(?<!\S)\S*?(?:@|://|www\.)\S*+")
_LOOK_BACK = 40  # characters before a stop that a question may look at
_LISTS = ("never_end", "before_number", "may_end", "labels", "starters", "references")
_ABBREVIATIONS = _LISTS[:3]


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists of ``findings/data/sentences.toml``, ready to be asked.

    Attributes
    ----------
    abbreviations : dict of str to str
        Each abbreviation in lower case without its last stop, with the list that it is in.
    labels : frozenset of str
        Words, in lower case, before a capital letter that names something: "child A".
    starters : frozenset of str
        Capitalised words that begin sentences and are no surnames.
    reference : regex.Pattern
        A reference in brackets that stands after the sentence it belongs to.

    Examples
    --------
    >>> load_rules().abbreviations["cllr"]
    'never_end'
    """

    abbreviations: dict[str, str]
    labels: frozenset[str]
    starters: frozenset[str]
    reference: regex.Pattern[str]


def read_rules(data: dict[str, Any]) -> Rules:
    """Check the word lists of a data file.

    Parameters
    ----------
    data : dict
        The file's tables, as ``tomllib`` reads them.

    Returns
    -------
    Rules
        The word lists.

    Raises
    ------
    DataError
        If a list is missing, unknown or empty, holds anything but words, or two lists of
        abbreviations share a word.

    Examples
    --------
    >>> lists = {"never_end": ["mr"], "before_number": ["no"], "may_end": ["etc"]}
    >>> more = {"labels": ["child"], "starters": ["The"], "references": ["page"]}
    >>> read_rules(lists | more).abbreviations["no"]
    'before_number'
    """
    if set(data) != set(_LISTS):
        raise DataError(f"sentences.toml: expected {sorted(_LISTS)}, found {sorted(data)}")
    for name, words in data.items():
        _check_words(name, words)
    abbreviations: dict[str, str] = {}
    for kind in _ABBREVIATIONS:
        for word in data[kind]:
            if word in abbreviations:
                raise DataError(f"sentences.toml: {word!r}: in {abbreviations[word]} and in {kind}")
            abbreviations[word] = kind
    references = "|".join(map(regex.escape, data["references"]))
    reference = regex.compile(
        r"(\((?:[^().?!…]{1,80}+|(?i:(?:see )?(?:"
        + references
        + r"))\b[^()]{0,80}+)\)\.?)(?:\s*+\Z|\s++(?=[‘“\"'(\[]?\p{Lu}))"
    )
    return Rules(abbreviations, frozenset(data["labels"]), frozenset(data["starters"]), reference)


def _check_words(name: str, words: object) -> None:
    """Raise `DataError` unless a list of the data file holds words, each once."""
    if not isinstance(words, list) or not words:
        raise DataError(f"sentences.toml: {name} must be a list of words")
    for word in words:
        if not isinstance(word, str) or not regex.fullmatch(r"\p{L}+(?:\.\p{L}+)*", word):
            raise DataError(f"sentences.toml: {name}: not a word without its stop: {word!r}")
        if name != "starters" and word != word.casefold():
            raise DataError(f"sentences.toml: {name}: write {word!r} in lower case")
    if len(set(words)) != len(words):
        raise DataError(f"sentences.toml: {name} holds a word twice")


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Return the word lists that come with the library, checked.

    Returns
    -------
    Rules
        The word lists.

    Examples
    --------
    >>> "They" in load_rules().starters
    True
    """
    path = find("findings/data/sentences.toml")
    return read_rules(tomllib.loads(path.read_text(encoding="utf-8")))


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a block of text.

    A blank line always ends a sentence, a single line end by itself never does. Footnote digits
    glued to a stop, closing quotes and brackets, and a reference in brackets after the stop
    ("... each plan. (Recommendation)") belong to the sentence before; the number of a paragraph
    belongs to the sentence after it. Semicolons and colons do not cut.

    Parameters
    ----------
    text : str
        The words of a paragraph or a list item, or several of them parted by blank lines.

    Returns
    -------
    list of (int, int)
        Start and end of each sentence, in order: no overlap, no white space at either end, and
        every character that is not white space lies in one of them.

    Examples
    --------
    >>> text = "Dr. Hale met 1.5 teams. ‘Are they safe?’ Most are."
    >>> [text[start:end] for start, end in cut_sentences(text)]
    ['Dr. Hale met 1.5 teams.', '‘Are they safe?’', 'Most are.']
    """
    first = _FIRST.search(text)
    if first is None:
        return []
    rules = load_rules()
    addresses: list[tuple[int, int]] | None = None
    spans: list[tuple[int, int]] = []
    start = first.start()
    for match in _CANDIDATE.finditer(text, start):
        if match.start() < start:
            continue
        if match["blank"] and match.end() == len(text):
            break
        if not match["gap"] and not match["blank"]:
            if addresses is None:
                addresses = [found.span() for found in _ADDRESS.finditer(text)]
            if _is_inside(match.start(), addresses):
                continue
        border = _border(text, start, match, rules)
        if border is None:
            continue
        spans.append((start, _last(text, start, border[0])))
        start = border[1]
    spans.append((start, _last(text, start, len(text))))
    return spans


def _border(text: str, start: int, match: regex.Match[str], rules: Rules) -> tuple[int, int] | None:
    """Return where the sentence ends and the next one begins, or None if it goes on."""
    at = match.end()
    gap = match["gap"] or ""
    if match["blank"] or ("\n" in gap and _BLANK_LINE.search(gap)):
        return match.start() if match["blank"] else at - len(gap), at
    if not _ends(text, start, match, rules):
        return None
    if text[at] == "(":
        reference = rules.reference.match(text, at)
        if reference:
            at = reference.end()
            return (reference.end(1), at) if at < len(text) else None
        if match["next"] == "(":
            return None
    elif match["next"][0].isdigit() and _STRAY_NUMBER.match(text, at):
        return None
    return match.end() - len(gap), at


def _ends(text: str, start: int, match: regex.Match[str], rules: Rules) -> bool:
    """Decide whether a stop ends the sentence that began at `start`, given what follows it."""
    stop = match.start("stop")
    before = text[max(start, stop - _LOOK_BACK) : stop]
    if not any(map(str.isalnum, before)):
        return False
    words = before.rsplit(None, 2)
    word = words[-1].lstrip("‘“\"'«([–—-/")
    if before[-1].isspace():  # "needed ." is a slip, " .NET" is a name
        return bool(match["gap"] or _CAPITALISED.match(text, match.end()))
    if match["stop"] != "." or not word:
        return True
    if not match["close"] and _is_number(word, stop - start, match["note"]):
        return False
    kind = rules.abbreviations.get(word if len(word) == 1 else word.casefold())
    if kind:
        return _abbreviation_ends(kind, match)
    if match["close"] or not _INITIALS.fullmatch(word):
        return True
    if len(word) == 1 and len(words) > 1 and words[-2].casefold() in rules.labels:
        return True
    following = _WORD.match(text, match.start("next"))
    return bool(following and not match["note"] and following.group() in rules.starters)


def _is_number(word: str, length: int, note: str | None) -> bool:
    """Tell whether the stop is part of a number: of a paragraph ("37. The"), or "47.2 The"."""
    if length == len(word) and _PARAGRAPH_NUMBER.fullmatch(word):
        return True
    return bool(note) and word[-1].isdigit() and not _YEAR.fullmatch(word)


def _abbreviation_ends(kind: str, match: regex.Match[str]) -> bool:
    """Decide whether an abbreviation of a kind ends the sentence."""
    if kind == "never_end" or match["next"][0].isdigit():
        return False
    if kind == "before_number":
        return not match["note"]
    return ")" not in match["close"] and "]" not in match["close"]


def _last(text: str, start: int, end: int) -> int:
    """Return the end of the last character before `end` that is not white space."""
    found = _LAST.search(text, start, end)
    return found.end() if found else end


def _is_inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of the spans, which are in order."""
    at = bisect_right(spans, (offset, len(spans) and spans[-1][1])) - 1
    return at >= 0 and offset < spans[at][1]
