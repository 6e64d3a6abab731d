"""The patterns of ``data/lists.toml``, read once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.profiles import compile_pattern
from ofstedmine.records import Kind

__all__ = ["Field", "ListRules", "load_list_rules", "read_list_rules"]

Field = Literal["areas_covered", "improvements", "strengths", "priority_actions"]

_FILE = Path(__file__).parent / "data" / "lists.toml"


@dataclass(frozen=True, slots=True)
class ListRules:
    """What the data file holds, each kind of pattern joined into one.

    Attributes
    ----------
    none : mapping of str to regex.Pattern
        What says that a list of the record is empty.
    header_kinds : frozenset of str
        The kinds of letter whose header may name the areas of the visit.
    areas : regex.Pattern
        The start of a sentence that names the areas of a visit.
    evidence : regex.Pattern
        The start of what looks like an area and is evidence.
    evidence_sentence : regex.Pattern
        The start of a sentence on evidence, with the space before it.
    evidence_lead : regex.Pattern
        What a paragraph holds that leads to a list of evidence.
    reference : regex.Pattern
        The words of a tag of the national framework, without its brackets.
    """

    none: Mapping[Field, regex.Pattern[str]]
    header_kinds: frozenset[Kind]
    areas: regex.Pattern[str]
    evidence: regex.Pattern[str]
    evidence_sentence: regex.Pattern[str]
    evidence_lead: regex.Pattern[str]
    reference: regex.Pattern[str]


@cache
def load_list_rules() -> ListRules:
    """Return the rules that come with the package, read once.

    Examples
    --------
    >>> bool(load_list_rules().reference.search("Outcome 3, national framework"))
    True
    """
    return read_list_rules(_FILE)


def read_list_rules(path: Path) -> ListRules:
    """Read a file of list rules and check it.

    Parameters
    ----------
    path : Path
        A TOML file with the tables ``none``, ``lead`` and ``reference``.

    Returns
    -------
    ListRules
        Its rules, compiled.

    Raises
    ------
    DataError
        If it does not hold what it should; the message names the file and the entry.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    none = _table(data, "none", path)
    unknown = none.keys() - set(get_args(Field))
    if unknown:
        msg = f"{path}: none: {min(unknown)!r} is no list of the record"
        raise DataError(msg)
    kinds = _table(data, "lead", path).get("header_kinds", [])
    strange = set(kinds) - set(get_args(Kind))
    if strange:
        msg = f"{path}: lead: header_kinds: {min(strange)!r} is no kind of letter"
        raise DataError(msg)
    lead, reference = _table(data, "lead", path), _table(data, "reference", path)
    return ListRules(
        MappingProxyType({f: _joined(none, f, path) for f in get_args(Field) if none.get(f)}),
        frozenset(kinds),
        _joined(lead, "areas", path),
        _joined(lead, "evidence", path),
        _joined(lead, "evidence_sentence", path),
        _joined(lead, "evidence_lead", path),
        _joined(reference, "patterns", path),
    )


def _table(data: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        msg = f"{path}: no table [{name}]"
        raise DataError(msg)
    return table


def _joined(table: dict[str, Any], name: str, path: Path) -> regex.Pattern[str]:
    sources = table.get(name)
    if not isinstance(sources, list) or not all(isinstance(s, str) and s for s in sources):
        msg = f"{path}: {name}: a list of patterns is wanted"
        raise DataError(msg)
    if not sources:
        msg = f"{path}: {name}: no pattern"
        raise DataError(msg)
    return compile_pattern("|".join(f"(?:{s})" for s in sources), f"{path.name}: {name}")
