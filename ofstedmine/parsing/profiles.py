"""Profiles: what is known of each kind of letter, read from the TOML files in ``profiles/``.

A new kind of letter is a new TOML file; the logic that uses it stays as it is.

Patterns in these files are regular expressions with three conveniences: case does not matter, an
apostrophe stands for a straight or a curly one, and a space for any white space (``" ?"`` for that
or none). Neither may stand in a set (``[...]``), where they would not mean that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.bounded import BoundedPattern, TextPattern
from ofstedmine.records import Kind, MissingReason, SectionRole

__all__ = ["HeadingRule", "Profile", "compile_pattern", "load_profiles", "read_profile"]

SPACE = r"\s{1,9}+"
"""What a space of a pattern stands for. Texts that were read have no longer run of white space;
without a bound a search would run through a long one from each of its places."""
SPACE_OR_NONE = r"\s{0,9}+"

_FOLDER = Path(__file__).parent / "profiles"
_FIELDS = frozenset(
    {
        "kind",
        "label",
        "framework",
        "judgements",
        "nested",
        "titles",
        "sentences",
        "signs",
        "headings",
        "absent",
    }
)


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading that letters of a kind have.

    Attributes
    ----------
    pattern : regex.Pattern or BoundedPattern
        Matches the whole heading, without its number and its grade.
    role : str
        The role of the section under it.
    level : int or None
        Its level from 1, or None where only the letter's layout tells.
    topic : bool
        Whether it also heads a part of a list ("Leadership" among areas for improvement), where
        it takes the role of the list.
    """

    pattern: TextPattern
    role: SectionRole
    level: int | None = None
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one kind of letter.

    Attributes
    ----------
    kind : str
        One of the record's kinds.
    label : str
        Its name for people.
    framework : str or None
        The inspection framework that the kind follows from, or None where it does not follow.
    has_judgements : bool
        Whether letters of this kind grade anything.
    nested : bool
        Whether a heading that no table knows stands below the known one before it, even in the
        same type.
    titles : tuple of regex.Pattern or BoundedPattern
        What a title or cover of this kind matches, the surest first.
    sentences : tuple of regex.Pattern or BoundedPattern
        What the sentence that opens a letter of this kind matches.
    signs : tuple of regex.Pattern or BoundedPattern
        What a letter of this kind has besides and a text about it has not, as a rule: a title
        counts only with two of them.
    headings : tuple of HeadingRule
        Its headings; the first that matches decides.
    absent : mapping of str to str
        JSON Pointer of a field to the reason why a letter of this kind has no value there; for
        all other fields that is ``not_found``.
    """

    kind: Kind
    label: str
    framework: str | None
    has_judgements: bool
    nested: bool
    titles: tuple[TextPattern, ...]
    sentences: tuple[TextPattern, ...]
    signs: tuple[TextPattern, ...]
    headings: tuple[HeadingRule, ...]
    absent: Mapping[str, MissingReason]

    def why_absent(self, pointer: str) -> MissingReason:
        """Return the reason why a letter of this kind has no value at a pointer.

        Parameters
        ----------
        pointer : str
            JSON Pointer of a field.

        Returns
        -------
        str
            One of the record's reasons.

        Examples
        --------
        >>> load_profiles()["jtai"].why_absent("/inspectors")
        'not_in_framework'
        >>> load_profiles()["jtai"].why_absent("/letter_date")
        'not_found'
        """
        return self.absent.get(pointer, "not_found")


def compile_pattern(source: str, where: str) -> regex.Pattern[str]:
    """Compile a pattern of a data file.

    Parameters
    ----------
    source : str
        The pattern as written.
    where : str
        Where it stands, for the error.

    Returns
    -------
    regex.Pattern
        Case-insensitive; apostrophes and spaces as the module says.

    Raises
    ------
    DataError
        If it is no pattern, or could match nothing at all.

    Examples
    --------
    >>> bool(compile_pattern("care leavers' plan", "here").search("Care  leavers’ plan"))
    True
    """
    if regex.search(r"(?<!\\)\[[^\] ']{0,200}+[ '][^\]]{0,200}+\]", source):
        msg = f"{where}: a space or an apostrophe in a set: {source!r}"
        raise DataError(msg)
    written = source.replace("'", "['’‘]").replace(" ?", SPACE_OR_NONE).replace(" ", SPACE)
    try:
        pattern = regex.compile(written, regex.IGNORECASE | regex.VERSION0)
    except regex.error as error:
        msg = f"{where}: {source!r} is no pattern: {error}"
        raise DataError(msg) from error
    if pattern.match(""):
        msg = f"{where}: {source!r} matches the empty string"
        raise DataError(msg)
    return pattern


@cache
def load_profiles() -> Mapping[Kind, Profile]:
    """Return the profiles of all kinds, read once.

    Returns
    -------
    mapping of str to Profile
        One for each kind of the record.

    Raises
    ------
    DataError
        If a file is wrong, or a kind has none.

    Examples
    --------
    >>> load_profiles()["jtai"].label
    'Joint targeted area inspection letter'
    """
    found = {p.kind: p for p in (_read(path, own=False) for path in sorted(_FOLDER.glob("*.toml")))}
    lacking = [kind for kind in get_args(Kind) if kind not in found]
    if lacking:
        msg = f"{_FOLDER}: no profile for {', '.join(lacking)}"
        raise DataError(msg)
    return MappingProxyType(found)


def read_profile(path: Path) -> Profile:
    """Read a profile of one's own and check it.

    Parameters
    ----------
    path : Path
        A TOML file that is named after its kind.

    Returns
    -------
    Profile
        The profile, its patterns compiled and bound: one that takes too long on a letter is given
        up and warned of (see `BoundedPattern`).

    Raises
    ------
    DataError
        If it does not hold what it should; the message names the file and the entry.

    Examples
    --------
    >>> shipped = Path(__file__).parent / "profiles" / "jtai.toml"
    >>> read_profile(shipped).label
    'Joint targeted area inspection letter'
    """
    return _read(path, own=True)


def _read(path: Path, *, own: bool) -> Profile:
    """Read a profile; bind the patterns of one that nobody has measured."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    where = path.name
    for name in data:
        if name not in _FIELDS:
            msg = f"{where}: unknown field {name!r}"
            raise DataError(msg)
    kind = _one_of(data.get("kind"), get_args(Kind), f"{where}: kind")
    if kind != path.stem:
        msg = f"{where}: holds the profile of {kind!r}"
        raise DataError(msg)
    absent = {
        _pointer(pointer, where): _one_of(reason, get_args(MissingReason), f"{where}: {pointer}")
        for pointer, reason in data.get("absent", {}).items()
    }
    return Profile(
        kind=kind,
        label=_text(data.get("label"), f"{where}: label"),
        framework=data.get("framework"),
        has_judgements=bool(data.get("judgements", False)),
        nested=bool(data.get("nested", False)),
        titles=_patterns(data.get("titles", []), f"{where}: titles", own=own),
        sentences=_patterns(data.get("sentences", []), f"{where}: sentences", own=own),
        signs=_patterns(data.get("signs", []), f"{where}: signs", own=own),
        headings=heading_rules(data.get("headings", []), where, own=own),
        absent=MappingProxyType(absent),
    )


def heading_rules(
    entries: list[dict[str, Any]], where: str, *, own: bool = False
) -> tuple[HeadingRule, ...]:
    """Return the heading rules of a data file: tables of patterns, role, level, topic."""
    rules = []
    for n, entry in enumerate(entries, 1):
        place = f"{where}: headings[{n}]"
        unknown = entry.keys() - {"patterns", "role", "level", "topic"}
        if unknown:
            msg = f"{place}: unknown field {min(unknown)!r}"
            raise DataError(msg)
        role = _one_of(entry.get("role"), get_args(SectionRole), f"{place}: role")
        level = entry.get("level")
        if level is not None and (not isinstance(level, int) or level < 1):
            msg = f"{place}: level {level!r} is no whole number from 1"
            raise DataError(msg)
        topic = bool(entry.get("topic", False))
        patterns = _patterns(entry.get("patterns"), place, own=own)
        rules += [HeadingRule(pattern, role, level, topic) for pattern in patterns]
    return tuple(rules)


def _patterns(sources: Any, where: str, *, own: bool) -> tuple[TextPattern, ...]:
    if not isinstance(sources, list):
        msg = f"{where}: a list of patterns is wanted"
        raise DataError(msg)
    compiled = [(compile_pattern(_text(s, where), where), f"{where}: {s!r}") for s in sources]
    return tuple(BoundedPattern(pattern, name) if own else pattern for pattern, name in compiled)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value:
        msg = f"{where}: some text is wanted, not {value!r}"
        raise DataError(msg)
    return value


def _pointer(value: str, where: str) -> str:
    if not value.startswith("/"):
        msg = f"{where}: absent: {value!r} is no JSON Pointer"
        raise DataError(msg)
    return value


def _one_of(value: Any, allowed: tuple[Any, ...], where: str) -> Any:
    if value not in allowed:
        msg = f"{where}: {value!r} is none of {', '.join(allowed)}"
        raise DataError(msg)
    return value
