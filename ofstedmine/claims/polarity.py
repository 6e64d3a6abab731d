"""Whether two tellings of one thing say the opposite: words of two sides, and what is denied.

Phrases that stand for one word ("in good time") are put as it first; the lists lie in
``data/wording.toml``.
"""

from __future__ import annotations

from functools import cache

import regex

from ofstedmine.claims.wording import content, load_table, load_words, stem, words_of
from ofstedmine.parsing.date_grammar import find_months

__all__ = ["denied_by_one", "opposed", "other_month", "plainly", "reversed_by_denial"]

_CLAUSE = regex.compile(r"[,;:–—]|\b(?:but|although|though|while|whereas)\b")
_REACH = 3
"""So many words behind a denial are denied."""


@cache
def _phrases() -> list[tuple[regex.Pattern[str], str]]:
    return [
        (regex.compile(rf"\b(?:{'|'.join(group[1:])})\b", regex.IGNORECASE), group[0])
        for group in load_table("wording")["phrases"]["groups"]
    ]


def plainly(text: str) -> str:
    """Return a text with phrases put as the words that they stand for.

    Examples
    --------
    >>> plainly("Planning begins in good time.")
    'Planning begins promptly.'
    """
    for pattern, word in _phrases():
        text = pattern.sub(word, text)
    return text


def opposed(one: str, other: str) -> bool:
    """Tell whether two tellings have words of opposite sides, and neither has both.

    Examples
    --------
    >>> opposed("Reviews begin in good time.", "Reviews start too late.")
    True
    >>> opposed("Reviews are late.", "Reviews are not timely.")
    False
    """
    one, other = plainly(one), plainly(other)
    ours = {stem(word.plain) for word in words_of(one)}
    theirs = {stem(word.plain) for word in words_of(other)}
    for left, right in load_words().opposites:
        for a, b in ((left, right), (right, left)):
            if ours & a and theirs & b and not (ours & b) and not (theirs & a):
                return _denies(one) == _denies(other)
    return False


def reversed_by_denial(one: str, other: str) -> bool:
    """Tell whether one telling denies what the other says outright.

    Examples
    --------
    >>> reversed_by_denial("Audits are followed up.", "Audits are not followed up.")
    True
    >>> reversed_by_denial("Nobody follows up audits.", "Audits are not followed up.")
    False
    """
    one, other = plainly(one), plainly(other)
    shared = content(one) & content(other)
    ours, theirs = _denied(one) & shared, _denied(other) & shared
    if bool(ours) == bool(theirs):
        return False
    # What a sentence denies in another clause is about something else.
    if ours:
        return denied_by_one(one, _clauses(other, ours))
    return denied_by_one(_clauses(one, theirs), other)


def denied_by_one(one: str, other: str) -> bool:
    """Tell whether one of two tellings has a denial and the other no word that may stand for one.

    Examples
    --------
    >>> denied_by_one("They are in touch.", "They are not in touch.")
    True
    >>> denied_by_one("They are out of touch.", "They are not in touch.")
    False
    """
    ours, theirs = _denies(one), _denies(other)
    outright = {word.plain for word in words_of(other if ours else one)}
    return ours != theirs and not outright & load_words().hidden


def other_month(one: str, other: str) -> bool:
    """Tell whether two tellings name months, and none that both name.

    Examples
    --------
    >>> other_month("Audits found this in May.", "Audits found this in April.")
    True
    >>> other_month("Audits found this in May.", "Audits found this.")
    False
    """
    ours, theirs = ({found.month for found in find_months(text)} for text in (one, other))
    return bool(ours and theirs) and not ours & theirs


def _clauses(text: str, words: frozenset[str]) -> str:
    """Return the clauses of a text that have some of the words; all of it where they are apart."""
    parts = [part for part in _CLAUSE.split(text) if content(part) & words]
    return " ".join(parts) or text


def _denies(text: str) -> bool:
    return any(word.plain in load_words().negations for word in words_of(text))


def _denied(text: str) -> frozenset[str]:
    """Return the words that say something right behind a denial."""
    words = words_of(text)
    found: set[str] = set()
    for i, word in enumerate(words):
        if word.plain in load_words().negations:
            reach = words[i + 1 : i + 1 + _REACH]
            found |= content(" ".join(one.plain for one in reach))
    return frozenset(found)
