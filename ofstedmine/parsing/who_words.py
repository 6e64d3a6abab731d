"""The words around names: ``data/names.toml``, ``titles.toml`` and ``correspondents.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.gazetteer_words import alternatives, loosely

__all__ = ["Body", "Label", "PeopleWords", "TitleWords", "people_words", "title_words"]

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that inspects.

    Attributes
    ----------
    name, code : str
        Its name, and its short name in records.
    pattern : regex.Pattern
        What it is called.
    office : regex.Pattern
        The same, or the office that acts for it ("Chief Inspector of Probation").
    """

    name: str
    code: str
    pattern: regex.Pattern[str]
    office: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A label above names of inspectors.

    Attributes
    ----------
    lead : bool
        Whether those named lead.
    role : str or None
        Their role where no title stands beside a name.
    skip : bool
        Whether those named are no inspectors of the visit.
    """

    lead: bool = False
    role: str | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What is known of inspectors' titles.

    Attributes
    ----------
    title : regex.Pattern
        A title, as it stands beside a name.
    label : regex.Pattern
        A label; the name of its group, ``l0`` and so on, is a key of `labels`.
    labels : mapping of str to Label
        What each label means.
    sentence : regex.Pattern
        The words of a sentence after which inspectors are named.
    before : regex.Pattern
        A title that counts before a name only.
    others : regex.Pattern
        Words after a name that show that it is no inspector's.
    post : regex.Pattern
        The same before a name, up to the end of what is searched.
    """

    title: regex.Pattern[str]
    label: regex.Pattern[str]
    labels: Mapping[str, Label]
    sentence: regex.Pattern[str]
    before: regex.Pattern[str]
    others: regex.Pattern[str]
    post: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What is known of the people that write and get letters.

    Attributes
    ----------
    honorific, rank, letterhead, stop, copies, address : regex.Pattern
        What stands before a name, above the salutation, after a sign-off, before those who get a
        copy, and in an address.
    whole : regex.Pattern
        A name with commas or "and" in it that gets a copy.
    particles, post_nominals : frozenset of str
        Words inside and after names.
    no_names : frozenset of str
        Words that no name holds, in lower case.
    surnames : frozenset of str
        Those that may be a surname all the same.
    role_start, role_word, organisation : regex.Pattern
        The beginning of a role, a word of a role, a word of an organisation.
    bodies : tuple of Body
        The bodies that inspect, the longest names first.
    """

    honorific: regex.Pattern[str]
    rank: regex.Pattern[str]
    letterhead: regex.Pattern[str]
    stop: regex.Pattern[str]
    copies: regex.Pattern[str]
    whole: regex.Pattern[str]
    address: regex.Pattern[str]
    particles: frozenset[str]
    post_nominals: frozenset[str]
    no_names: frozenset[str]
    surnames: frozenset[str]
    role_start: regex.Pattern[str]
    role_word: regex.Pattern[str]
    organisation: regex.Pattern[str]
    bodies: tuple[Body, ...]


@cache
def title_words() -> TitleWords:
    """Return what is known of inspectors' titles, read and compiled once.

    Returns
    -------
    TitleWords
        From ``data/titles.toml``.

    Raises
    ------
    DataError
        If the file does not hold what it should.

    Examples
    --------
    >>> title_words().title.match("Her Majesty’s Inspector, Northmoor").group()
    'Her Majesty’s Inspector'
    """
    where, data = _read("titles.toml")
    labels = _tables(where, data, "label")
    known = {
        f"l{n}": Label(lead=bool(one.get("lead")), skip=bool(one.get("skip")))
        for n, one in enumerate(labels)
    }
    groups = [f"(?<l{n}>{loosely(_text(where, one, 'pattern'))})" for n, one in enumerate(labels)]
    sentences = [_text(where, one, "pattern") for one in _tables(where, data, "sentence")]
    # The longest wording wins of itself with titles of one beginning: try all, keep the longest.
    return TitleWords(
        title=_compile(where, rf"(?|{'|'.join(map(loosely, _list(where, data, 'titles')))})\b"),
        label=_compile(
            where, rf"\b(?:{'|'.join(groups)})(?:\s*+[:：–]\s*+|(?<=\s)(?=\S)|\s++(?=\S)|\s*+$)"
        ),
        labels=known,
        sentence=_compile(where, rf"\b(?:{'|'.join(map(loosely, sentences))})"),
        before=_compile(where, _any(where, data, "before")),
        post=_compile(where, rf"{_any(where, data, 'others')}[\p{{L}}'’ ]{{0,40}}+,?\s++$"),
        others=_compile(
            where,
            rf"\s{{0,9}}+[,(–-]\s{{0,9}}+(?:[\p{{L}}'’]{{1,40}}+\s){{0,4}}?"
            rf"{_any(where, data, 'others')}",
        ),
    )


@cache
def people_words() -> PeopleWords:
    """Return what is known of the people of letters, read and compiled once.

    Returns
    -------
    PeopleWords
        From ``data/names.toml`` and ``data/correspondents.toml``.

    Raises
    ------
    DataError
        If a file does not hold what it should.

    Examples
    --------
    >>> people_words().honorific.match("Mr. Archer").group()
    'Mr. '
    """
    where, data = _read("names.toml")
    honorific = rf"(?:(?:{alternatives(_list(where, data, 'honorifics'))})\b\.?\s++)++"
    particles = frozenset(_list(where, data, "particles"))
    post_nominals = frozenset(_list(where, data, "post_nominals"))
    surnames = frozenset(_list(where, data, "also_surnames"))
    where, data = _read("correspondents.toml")
    roles, words = _list(where, data, "roles"), _list(where, data, "role_words")
    organisations = _list(where, data, "organisation_words")
    single = {word for word in (*roles, *organisations) if " " not in word}
    address = alternatives(_list(where, data, "address_words"))
    bodies = tuple(_body(where, one) for one in _tables(where, data, "body"))
    return PeopleWords(
        honorific=regex.compile(honorific),
        rank=_compile(where, rf"(?:{alternatives(_list(where, data, 'ranks'))})\s++"),
        letterhead=_compile(where, _any(where, data, "letterheads")),
        stop=_compile(where, rf"\W{{0,4}}+{_any(where, data, 'stops')}"),
        copies=_compile(where, _any(where, data, "copies")),
        whole=_compile(where, rf"\b{_any(where, data, 'whole')}"),
        address=_compile(
            where,
            rf"\b[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}}\b|\bp\.?o\.?\sbox\b|\b\d++[a-z]?\b"
            rf"|(?-i:\p{{Lu}})[\p{{L}}'’]{{1,40}}+\s++(?-i:(?=\p{{Lu}}))(?:{address})\b",
        ),
        particles=particles,
        post_nominals=post_nominals,
        no_names=frozenset({*_list(where, data, "no_names"), *words, *single}),
        surnames=surnames,
        role_start=_compile(where, rf"(?:{alternatives(roles)})\b"),
        role_word=_compile(where, rf"\b(?:{alternatives(words)})\b"),
        organisation=_compile(where, rf"\b(?:{alternatives(organisations)})\b"),
        bodies=bodies,
    )


def _body(where: str, entry: Mapping[str, Any]) -> Body:
    called = _any(where, entry, "patterns")
    office = rf"|\b{_any(where, entry, 'offices')}" if "offices" in entry else ""
    return Body(
        _text(where, entry, "name"),
        _text(where, entry, "code"),
        _compile(where, rf"\b{called}"),
        _compile(where, rf"\b{called}{office}"),
    )


def _read(name: str) -> tuple[str, dict[str, Any]]:
    path = _DATA / name
    try:
        return name, tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error


def _list(where: str, data: Mapping[str, Any], name: str) -> list[str]:
    values = data.get(name)
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        msg = f"{where}: {name}: a list of words is wanted"
        raise DataError(msg)
    return values


def _text(where: str, data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value:
        msg = f"{where}: {name}: some text is wanted, not {value!r}"
        raise DataError(msg)
    return value


def _tables(where: str, data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    values = data.get(name)
    if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
        msg = f"{where}: {name}: tables headed [[{name}]] are wanted"
        raise DataError(msg)
    return values


def _any(where: str, data: Mapping[str, Any], name: str) -> str:
    return rf"(?:{'|'.join(map(loosely, _list(where, data, name)))})"


def _compile(where: str, source: str) -> regex.Pattern[str]:
    try:
        return regex.compile(source, regex.IGNORECASE)
    except regex.error as error:
        msg = f"{where}: {error}: {source!r}"
        raise DataError(msg) from error
