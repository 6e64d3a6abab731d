"""The gazetteer: local authorities and the trusts that run services for them, found in text.

`Gazetteer.find` reads a text word by word against a tree of all names, so that it takes the longest
name ("Central Bedfordshire", never "Bedford"), whole words only ("Nottingham" is not in
"Nottinghamshire"), and does not care for apostrophes, hyphens, ``&`` or capitals throughout. What
belongs to a name as written ("London Borough of", "City Council") is taken along; what only begins
like a name ("Essex Police", "Greater Manchester", "Mr Bolton") is left out.

The names lie in ``data/authorities.csv`` and ``data/providers.csv``. `load_gazetteer` takes a file
of the same columns for authorities that are not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from ofstedmine.parsing.gazetteer_files import LocalAuthority, Provider, read_extra, read_shipped
from ofstedmine.parsing.gazetteer_words import load_words

__all__ = ["Gazetteer", "LocalAuthority", "Mention", "Provider", "load_gazetteer"]

_TOKEN = regex.compile(r"[\p{L}\p{N}]++(?:['’‘]\p{L}++)?+|&")
_GAP = regex.compile(r"[\s\-‐‑–.,]{0,3}+")
_LIST_GAP = regex.compile(r"\s*+(?:,\s*+)?(?:(?:and|&)\s++)?(?:the\s++)?")
_APOSTROPHE = regex.compile(r"['’‘]")
_OWNERS = frozenset({"'s", "’s", "‘s", "'S", "’S", "‘S"})
_SAME = {"&": "and", "saint": "st"}
# No word: a name ends here.
_LEAF = "."
_SMALL = frozenset({"and", "of", "on", "upon", "with", "the", "in", "under", "for"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names an authority.

    Attributes
    ----------
    start, end : int
        The span of the name as written, with "London Borough of" or "City Council".
    authority : LocalAuthority
        What is named.
    written : str
        The words of the span.
    formal : bool
        Whether words of a council stand with the name.
    """

    start: int
    end: int
    authority: LocalAuthority
    written: str
    formal: bool


class Gazetteer:
    """Authorities and providers by name, alias and code, and where texts name them.

    Parameters
    ----------
    authorities : iterable of LocalAuthority
        All authorities that are known.
    providers : iterable of Provider
        The trusts and companies that run services for them.

    Examples
    --------
    >>> gazetteer = load_gazetteer()
    >>> [m.written for m in gazetteer.find("The London Borough of Bexley, not Kent Police")]
    ['London Borough of Bexley']
    >>> gazetteer.get("hull").name
    'Kingston upon Hull'
    """

    def __init__(
        self, authorities: Iterable[LocalAuthority], providers: Iterable[Provider] = ()
    ) -> None:
        self.authorities = tuple(authorities)
        self.providers = tuple(providers)
        self._words = load_words()
        self._names: dict[str, Any] = {}
        self._provider_names: dict[str, Any] = {}
        self._by_key: dict[str, LocalAuthority] = {}
        for name in self._words.elsewhere:
            _plant(self._names, name, None)
        for one in self.authorities:
            for name in (one.name, *one.aliases):
                _plant(self._names, name, one)
                self._by_key[_key(name)] = one
            for code in (one.ons_code, one.la_code, one.ofsted_urn, *one.superseded_codes):
                if code:
                    self._by_key.setdefault(_key(code), one)
        for provider in self.providers:
            for name in (provider.name, *provider.aliases):
                _plant(self._provider_names, name, provider)

    def get(self, name: str) -> LocalAuthority | None:
        """Return the authority of a name, an alias or a code, also a superseded one.

        Parameters
        ----------
        name : str
            With or without the words of a council; case does not matter.

        Returns
        -------
        LocalAuthority or None
            None where nothing has that name.

        Examples
        --------
        >>> load_gazetteer().get("E08000016").name
        'Barnsley'
        >>> load_gazetteer().get("Telford & Wrekin Council").name
        'Telford and Wrekin'
        """
        known = self._by_key.get(_key(name))
        if known is not None:
            return known
        found = self.find(name.title() if name.islower() else name)
        if len(found) == 1 and _key(found[0].written) == _key(name):
            return found[0].authority
        return None

    def successors(self, name: str) -> tuple[LocalAuthority, ...]:
        """Return the authorities that took over from an abolished one.

        Parameters
        ----------
        name : str
            Whatever `get` understands.

        Returns
        -------
        tuple of LocalAuthority
            Empty where the authority goes on, or is not known.

        Examples
        --------
        >>> [one.name for one in load_gazetteer().successors("Cumbria")]
        ['Cumberland', 'Westmorland and Furness']
        """
        authority = self.get(name)
        if authority is None:
            return ()
        known = (self._by_key.get(_key(successor)) for successor in authority.successors)
        return tuple(one for one in known if one is not None)

    def find(self, text: str, pos: int = 0, endpos: int | None = None) -> list[Mention]:
        """Find the authorities that a text names.

        Parameters
        ----------
        text : str
            Any text; it should be short, as a title or a header is.
        pos, endpos : int, optional
            The part to look at.

        Returns
        -------
        list of Mention
            In order; offsets are those of `text`.

        Examples
        --------
        >>> found = load_gazetteer().find("Bedford's partners in Central Bedfordshire")
        >>> [mention.authority.name for mention in found]
        ['Bedford', 'Central Bedfordshire']
        """
        end = len(text) if endpos is None else min(endpos, len(text))
        tokens = _tokens(text, pos, end)
        found: list[tuple[Mention, bool]] = []
        at = 0
        while at < len(tokens):
            count, value, stop = _longest(self._names, text, tokens, at)
            if count and isinstance(value, LocalAuthority):
                before = tokens[at - 1] if at else None
                if not self._is_other_place(text, before, tokens[at]):
                    found.append(self._mention(text, value, (tokens[at].start, stop), (pos, end)))
            at += count or 1
        return _without_lists_of_bodies(text, found)

    def find_providers(
        self, text: str, pos: int = 0, endpos: int | None = None
    ) -> list[tuple[int, int, Provider]]:
        """Find the trusts and companies that a text names.

        Parameters
        ----------
        text : str
            Any text.
        pos, endpos : int, optional
            The part to look at.

        Returns
        -------
        list of (int, int, Provider)
            Start and end of each name, and the provider: a known one, or one that has the form of
            a name of a trust, whose authorities are not known.

        Examples
        --------
        >>> found = load_gazetteer().find_providers("Ms Archer of Northmoor Children's Trust")
        >>> [(provider.name, provider.authorities) for _, _, provider in found]
        [("Northmoor Children's Trust", ())]
        """
        end = len(text) if endpos is None else min(endpos, len(text))
        tokens = _tokens(text, pos, end)
        found: list[tuple[int, int, Provider]] = []
        at = 0
        while at < len(tokens):
            count, value, stop = _longest(self._provider_names, text, tokens, at)
            if count and isinstance(value, Provider):
                found.append((tokens[at].start, stop, value))
            at += count or 1
        for match in self._words.provider.finditer(text, pos, end):
            if not any(start < match.end() and match.start() < stop for start, stop, _ in found):
                name = regex.sub(r"\s++", " ", match.group())
                found.append((match.start(), match.end(), Provider(name)))
        return sorted(found, key=lambda one: one[0])

    def _is_other_place(self, text: str, before: _Token | None, first: _Token) -> bool:
        """Say whether the word before a name makes it another place, or a person."""
        if before is None or text[before.whole_end : first.start].strip(" .\n"):
            return False
        if before.word in self._words.honorifics:
            return True
        return before.word in self._words.compass and text[before.start].isupper()

    def _mention(
        self, text: str, authority: LocalAuthority, name: tuple[int, int], part: tuple[int, int]
    ) -> tuple[Mention, bool]:
        """Return a mention with the words of a council, and whether it is of another body."""
        start, end = name
        own = self._words.prefix.match(text, start, end)
        before = self._words.before.search(text, max(part[0], start - 40), start)
        after = self._words.suffix.match(text, end, part[1])
        if before:
            start = before.start()
        if after:
            end = after.end()
        is_council = bool(after and after.group("body"))
        other = not is_council and bool(self._words.not_before.match(text, end, part[1]))
        formal = bool(own or before) or is_council
        return Mention(start, end, authority, text[start:end], formal), other


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    whole_end: int
    word: str


@cache
def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """Return the gazetteer, read once.

    Parameters
    ----------
    extra : Path, optional
        A CSV file of more authorities: the column ``name`` and any of ``aliases``, ``ons_code``,
        ``superseded_codes``, ``la_code``, ``ofsted_urn``, ``region``, ``authority_type``,
        ``abolished`` (a date such as 2021-03-31) and ``successors``. Several names in one cell are
        parted by semicolons. A name that is known already is completed: cells that are not empty
        replace what is shipped, aliases are added.

    Returns
    -------
    Gazetteer
        The shipped authorities and providers, with those of `extra`.

    Raises
    ------
    DataError
        If a file does not hold what it should; the message names file, line and column.

    Examples
    --------
    >>> load_gazetteer().get("Richmond").ons_code
    'E09000027'
    """
    authorities, providers = read_shipped()
    if extra is not None:
        authorities = read_extra(Path(extra), authorities)
    return Gazetteer(authorities.values(), providers)


def _tokens(text: str, pos: int, end: int) -> list[_Token]:
    """Return the words of a text, as they are compared."""
    tokens = []
    for match in _TOKEN.finditer(text, pos, end):
        whole = match.group()
        owner = 2 if whole[-2:] in _OWNERS else 0
        word = whole[: len(whole) - owner].casefold()
        word = _SAME.get(word) or _APOSTROPHE.sub("", word)
        tokens.append(_Token(match.start(), match.end() - owner, match.end(), word))
    return tokens


def _key(name: str) -> str:
    return " ".join(token.word for token in _tokens(name, 0, len(name)))


def _plant(tree: dict[str, Any], name: str, value: object) -> None:
    """Put a name into a tree of words. A leaf knows how the name is written."""
    for token in _tokens(name, 0, len(name)):
        tree = tree.setdefault(token.word, {})
    tree[_LEAF] = (value, name.isupper(), name[-2:] in _OWNERS)


def _longest(
    tree: dict[str, Any], text: str, tokens: Sequence[_Token], at: int
) -> tuple[int, Any, int]:
    """Return how many words from one on are the longest name, what it names, and its end."""
    best: tuple[int, Any, int] = (0, None, 0)
    for n in range(at, len(tokens)):
        token = tokens[n]
        if n > at and not _GAP.fullmatch(text, tokens[n - 1].whole_end, token.start):
            break
        if token.word not in tree or not _is_capital(text, token, n > at):
            break
        tree = tree[token.word]
        if _LEAF in tree:
            value, capitals, owner = tree[_LEAF]
            if not capitals or text[tokens[at].start : token.end].isupper():
                best = (n - at + 1, value, token.whole_end if owner else token.end)
    return best


def _is_capital(text: str, token: _Token, inside: bool) -> bool:
    """Say whether a word is written as part of a name is: "reading" and "bury" are also verbs."""
    return text[token.start].isupper() or (inside and token.word in _SMALL)


def _without_lists_of_bodies(text: str, found: Sequence[tuple[Mention, bool]]) -> list[Mention]:
    """Drop names of other bodies: in "Kent and Medway NHS" both are no council's."""
    kept: list[Mention] = []
    dropped_from: int | None = None
    for mention, other in reversed(found):
        joined = dropped_from is not None and bool(
            _LIST_GAP.fullmatch(text, mention.end, dropped_from)
        )
        if other or (joined and not mention.formal):
            dropped_from = mention.start
        else:
            dropped_from = None
            kept.append(mention)
    return kept[::-1]
