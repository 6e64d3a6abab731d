"""The tables of a dataset and their columns.

``data/columns.toml`` has those that a dataset keeps, ``data/derived.toml`` what is worked out from
them when it is asked for: whole tables, and further columns of kept ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from ofstedmine import records
from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.resources import find

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Column", "Table", "schema", "schema_of", "shown_tables", "tables", "vocabulary"]

FILE = "batch/data/columns.toml"
DERIVED = "batch/data/derived.toml"
PLAIN = frozenset({"text", "int", "float", "bool", "date", "json"})
STRUCTURES = frozenset({"blocks", "pages", "notes", "scores"})
CATEGORY, LIST = "category:", "list:"

_VOCABULARIES: dict[str, Callable[[], tuple[str, ...]]] = {
    "kind": lambda: get_args(records.Kind),
    "grade": lambda: get_args(records.Grade),
    "role": lambda: get_args(records.SectionRole),
    "cohort": lambda: get_args(records.Cohort),
    "theme": lambda: tuple(load_codebook().theme_slugs),
    "sentiment": lambda: tuple(load_codebook().sentiment_slugs),
    "progress": lambda: tuple(load_codebook().progress_slugs),
    "grade_source": lambda: ("inspection", "letter"),
    "coverage": lambda: ("here", "missing"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name, title : str
        Its name in programs, and for people.
    type : str
        Such as ``text``, ``date``, ``category:kind`` or ``list:date``.
    about : str
        What it holds.
    required : bool
        Whether it is never empty.
    tagged : bool
        Whether it holds what the tagger says: machine-tagged, unreviewed.
    people : bool
        Whether it holds names of people, or words of a letter that may hold them.
    derived : bool
        Whether it is worked out when it is asked for.
    """

    name: str
    type: str
    title: str
    about: str
    required: bool = False
    tagged: bool = False
    people: bool = False
    derived: bool = False

    @property
    def item(self) -> str:
        """Type of its values, or of the items of its lists."""
        return self.type.removeprefix(LIST)

    @property
    def is_list(self) -> bool:
        """Whether it holds lists."""
        return self.type.startswith(LIST)

    @property
    def is_structure(self) -> bool:
        """Whether it holds what only a program can use."""
        return self.type in STRUCTURES or self.type == "json"

    @property
    def categories(self) -> tuple[str, ...] | None:
        """The values that it may have, in their order; None where any will do."""
        if not self.item.startswith(CATEGORY):
            return None
        return vocabulary(self.item.removeprefix(CATEGORY))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a dataset: its name, title, meaning, the columns of its key, its columns.

    ``derived`` says whether it is worked out when it is asked for, ``people`` whether its rows are
    people.
    """

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    derived: bool = False
    people: bool = False


def vocabulary(name: str) -> tuple[str, ...]:
    """Return the values of a vocabulary in their order.

    Parameters
    ----------
    name : str
        Such as ``kind``, ``grade``, ``theme`` or ``sentiment``.

    Returns
    -------
    tuple of str
        In the order of the record's contract or of the codebook.

    Examples
    --------
    >>> vocabulary("sentiment")
    ('positive', 'negative', 'mixed', 'neutral')
    """
    return _VOCABULARIES[name]()


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Return the tables that a dataset keeps, by their names.

    Returns
    -------
    mapping of str to Table
        In the order of the file.

    Raises
    ------
    DataError
        If the file does not describe tables.

    Examples
    --------
    >>> list(tables())[:3]
    ['letters', 'visits', 'findings']
    """
    said = tomllib.loads(find(FILE).read_text("utf-8"))
    return MappingProxyType({name: _table(FILE, name, one) for name, one in said.items()})


@lru_cache(maxsize=1)
def shown_tables() -> Mapping[str, Table]:
    """Return the tables that users see: those that are kept, with what is derived from them.

    Returns
    -------
    mapping of str to Table
        The kept ones first.

    Raises
    ------
    DataError
        If a file does not describe tables.

    Examples
    --------
    >>> shown_tables()["visits"].columns["grade_at_visit"].derived
    True
    >>> shown_tables()["coverage"].derived
    True
    """
    shown = dict(tables())
    for name, said in tomllib.loads(find(DERIVED).read_text("utf-8")).items():
        kept = shown.get(name)
        if kept is None:
            shown[name] = replace(_table(DERIVED, name, said), derived=True)
            continue
        more = _columns(DERIVED, name, said, derived=True)
        shown[name] = replace(kept, columns={**kept.columns, **more})
    return MappingProxyType(shown)


def _table(file: str, name: str, said: Mapping[str, Any]) -> Table:
    columns = _columns(file, name, said)
    try:
        key, people = tuple(said["key"]), bool(said.get("people", False))
        table = Table(name, said["title"], said["about"], key, columns, people=people)
    except (KeyError, TypeError) as error:
        raise DataError(f"{file}: table {name}: {error}") from error
    if unknown := set(table.key) - set(columns):
        raise DataError(f"{file}: table {name}: its key names no column: {sorted(unknown)}")
    return table


def _columns(
    file: str, table: str, said: Mapping[str, Any], *, derived: bool = False
) -> dict[str, Column]:
    try:
        columns = {
            name: Column(name, **fields, derived=derived)
            for name, fields in said["columns"].items()
        }
    except (KeyError, TypeError) as error:
        raise DataError(f"{file}: table {table}: {error}") from error
    for column in columns.values():
        kind = column.item.removeprefix(CATEGORY)
        known = _VOCABULARIES if kind != column.item else PLAIN | STRUCTURES
        if kind not in known:
            raise DataError(f"{file}: {table}.{column.name}: there is no type {column.type!r}")
    return columns


@lru_cache(maxsize=16)
def schema(name: str) -> pa.Schema:
    """Return the Parquet schema of a kept table.

    Parameters
    ----------
    name : str
        The table.

    Returns
    -------
    pyarrow.Schema
        Its columns; what is required is not nullable.

    Examples
    --------
    >>> schema("areas").field("page").type
    DataType(int64)
    """
    return schema_of(tables()[name].columns.values())


def schema_of(columns: Iterable[Column]) -> pa.Schema:
    """Return the Parquet schema of some columns.

    Parameters
    ----------
    columns : iterable of Column
        In their order.

    Returns
    -------
    pyarrow.Schema
        What is required is not nullable.

    Examples
    --------
    >>> schema_of([Column("day", "date", "Day", "A day of the visit.")]).field("day").type
    DataType(date32[day])
    """
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(column.name, _arrow(column.type), nullable=not column.required)
            for column in columns
        ]
    )


def _arrow(kind: str) -> pa.DataType:
    import pyarrow as pa

    if kind.startswith(LIST):
        return pa.list_(_arrow(kind.removeprefix(LIST)))
    text, number, real = pa.string(), pa.int64(), pa.float64()
    structures = {
        "blocks": [
            ("kind", text), ("start", number), ("end", number), ("page", number),
            ("level", number), ("marker", text), ("size", real), ("bold", pa.bool_()),
            ("table", number), ("row", number), ("column", number),
            ("breaks", pa.list_(pa.list_(number))), ("why", text),
        ],
        "pages": [("number", number), ("width", real), ("height", real)],
        "notes": [("code", text), ("message", text), ("page", number)],
    }  # fmt: skip
    if kind in structures:
        return pa.list_(pa.struct(structures[kind]))
    plain = {
        "int": number,
        "float": real,
        "bool": pa.bool_(),
        "date": pa.date32(),
        "scores": pa.map_(text, real),
    }
    return plain.get(kind, text)
