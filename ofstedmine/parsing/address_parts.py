"""What lines of an address are made of: councils, places, and where the address proper begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.gazetteer_words import alternatives, spelling
from ofstedmine.parsing.who_words import people_words

if TYPE_CHECKING:
    from ofstedmine.parsing.gazetteer import Gazetteer

__all__ = ["before_address", "council_spans", "parted", "place_spans"]


def council_spans(text: str, start: int, end: int, gazetteer: Gazetteer) -> dict[int, int]:
    """Return where councils begin in a line, and where they end."""
    found = {one.start(): one.end() for one in _council().finditer(text, start, end)}
    for mention in gazetteer.find(text, start, end):
        if mention.formal:
            found[mention.start] = mention.end
    return dict(sorted(found.items()))


def place_spans(
    text: str, start: int, end: int, gazetteer: Gazetteer, places: Sequence[str]
) -> list[tuple[int, int]]:
    """Return the spans of the places that a line names."""
    spans = [(mention.start, mention.end) for mention in gazetteer.find(text, start, end)]
    for place in places:
        spans += [
            found.span()
            for found in regex.finditer(
                rf"\b{regex.escape(place)}(?![\p{{L}}-])", text, pos=start, endpos=end
            )
        ]
    return spans


def parted(text: str, start: int, stop: int, councils: Mapping[int, int]) -> list[tuple[int, int]]:
    """Part what is said of a person before a council, where no comma does."""
    for council in councils:
        before = text[start:council].rstrip()
        if start < council < stop and before and not _binds(before):
            return [(start, start + len(before)), (council, stop)]
    return [(start, stop)]


def _binds(words: str) -> bool:
    """Say whether words ask for more after them: "Director of", "Chair, "."""
    return bool(regex.search(r"(?:,|\b(?:of|for|at|in|to|and|the|with|&))$", words))


def before_address(text: str, start: int, end: int, councils: Mapping[int, int]) -> int:
    """Return where an address begins in what is said of a person, or the end."""
    # "London Borough of Northmoor House Lane": the council's name is no part of the address.
    ends = [last for first, last in councils.items() if start <= first and last <= end]
    words = people_words()
    address = words.address.search(text, max([start, *ends]), end)
    stop = address.start() if address else end
    if ends and text[ends[-1] : ends[-1] + 1].isspace():
        # Capital words that run on after a council are where it sits: "... Council Civic Offices".
        after = text[ends[-1] : stop]
        if not (words.role_word.search(after) or words.organisation.search(after)):
            stop = min(stop, ends[-1])
    return start + len(text[start:stop].rstrip(" ,;\n"))


@cache
def _council() -> regex.Pattern[str]:
    """Return the pattern of a council's name, known or not."""
    not_in_name = (*spelling("ends"), *spelling("provider_stops"), *spelling("departments"))
    word = rf"(?!(?i:{alternatives(not_in_name)})\b)\p{{Lu}}[\p{{L}}'’-]{{1,40}}+"
    return regex.compile(
        rf"\b{word}(?:\s(?:and\s|upon\s|with\s|on\s|&\s)?{word}){{0,4}}?"
        r"(?:\s(?i:metropolitan|borough|county|city|district)){0,3}\s(?i:council)\b"
        rf"|\b(?i:{alternatives(spelling('prefixes'))})\s{word}"
    )
