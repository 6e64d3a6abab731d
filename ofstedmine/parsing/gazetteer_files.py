"""The gazetteer's files: authorities and providers read from CSV, every cell checked."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import regex

from ofstedmine.errors import DataError
from ofstedmine.records import Authority

__all__ = ["LocalAuthority", "Provider", "read_extra", "read_shipped"]

_DATA = Path(__file__).parent / "data"
_COLUMNS = (
    "name",
    "aliases",
    "ons_code",
    "superseded_codes",
    "la_code",
    "ofsted_urn",
    "region",
    "authority_type",
    "abolished",
    "successors",
)
_PROVIDER_COLUMNS = ("name", "aliases", "authorities")
_ONS_CODE = regex.compile(r"[ENSW]\d{8}")
_DIGITS = regex.compile(r"\d++")


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """A local authority as the gazetteer knows it.

    Attributes
    ----------
    name : str
        Its canonical name, without "London Borough of" or "Council".
    aliases : tuple of str
        Other names for it.
    ons_code, la_code, ofsted_urn, region, authority_type : str or None
        Its codes of today and its region; None where not known.
    superseded_codes : tuple of str
        ONS codes that it had before its boundary or its form changed.
    abolished : date or None
        Its last day.
    successors : tuple of str
        Names of the authorities that took over.
    """

    name: str
    aliases: tuple[str, ...] = ()
    ons_code: str | None = None
    superseded_codes: tuple[str, ...] = ()
    la_code: str | None = None
    ofsted_urn: str | None = None
    region: str | None = None
    authority_type: str | None = None
    abolished: date | None = None
    successors: tuple[str, ...] = ()

    def as_record(self, as_written: str) -> Authority:
        """Return it as a record, with the words in which a letter names it.

        Examples
        --------
        >>> LocalAuthority("Northmoor", region="North East").as_record("Northmoor Council").region
        'North East'
        """
        return Authority(
            name=self.name,
            as_written=as_written,
            ons_code=self.ons_code,
            la_code=self.la_code,
            ofsted_urn=self.ofsted_urn,
            region=self.region,
        )


@dataclass(frozen=True, slots=True)
class Provider:
    """A trust or company that runs services for one or several authorities.

    Attributes
    ----------
    name : str
        Its name.
    authorities : tuple of str
        Names of the authorities; empty where they are not known.
    aliases : tuple of str
        Other names for it.
    """

    name: str
    authorities: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def read_shipped() -> tuple[dict[str, LocalAuthority], tuple[Provider, ...]]:
    """Return the authorities by name, and the providers, that come with the package.

    Raises
    ------
    DataError
        If a file does not hold what it should.
    """
    path = _DATA / "authorities.csv"
    authorities: dict[str, LocalAuthority] = {}
    for line, row in _rows(path, _COLUMNS):
        one = _authority(path, line, row)
        if one.name in authorities:
            raise _wrong(path, line, "name", f"{one.name!r} stands there twice")
        authorities[one.name] = one
    _check(path, authorities)
    path = _DATA / "providers.csv"
    providers = []
    for line, row in _rows(path, _PROVIDER_COLUMNS):
        served = _several(row["authorities"])
        unknown = [name for name in served if name not in authorities]
        if unknown:
            raise _wrong(path, line, "authorities", f"{unknown[0]!r} is no authority's name")
        providers.append(Provider(row["name"], served, _several(row["aliases"])))
    return authorities, tuple(providers)


def read_extra(path: Path, known: Mapping[str, LocalAuthority]) -> dict[str, LocalAuthority]:
    """Return the known authorities with those of a user's file.

    Parameters
    ----------
    path : Path
        A CSV file; see `ofstedmine.parsing.gazetteer.load_gazetteer`.
    known : mapping of str to LocalAuthority
        What is shipped, by name.

    Returns
    -------
    dict of str to LocalAuthority
        The known ones, completed, and the new ones.

    Raises
    ------
    DataError
        If the file does not hold what it should; the message names file, line and column.
    """
    authorities = dict(known)
    for line, row in _rows(path, _COLUMNS):
        one = _authority(path, line, row)
        before = authorities.get(one.name)
        authorities[one.name] = _complete(before, one) if before else one
    _check(path, authorities)
    return authorities


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line and its cells, empty where a column is not there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            names = [name.strip() for name in reader.fieldnames or []]
            reader.fieldnames = names
            if "name" not in names:
                raise _wrong(path, 1, "name", f"no such column; the columns are {_list(columns)}")
            for name in names:
                if name not in columns:
                    hint = f"unknown column; remove it or use one of {_list(columns)}"
                    raise _wrong(path, 1, name, hint)
            for row in reader:
                if None in row:
                    hint = "more cells than columns; put a name with a comma in double quotes"
                    raise _wrong(path, reader.line_num, names[-1], hint)
                cells = {column: (row.get(column) or "").strip() for column in columns}
                if any(cells.values()):
                    yield reader.line_num, cells
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: {error}; a CSV file in UTF-8 is wanted"
        raise DataError(msg) from error


def _authority(path: Path, line: int, row: Mapping[str, str]) -> LocalAuthority:
    """Return the authority of one line."""
    if not row["name"]:
        raise _wrong(path, line, "name", "it is empty; every authority needs a name")
    old_codes = _several(row["superseded_codes"])
    for column, codes in (("ons_code", _several(row["ons_code"])), ("superseded_codes", old_codes)):
        for code in codes:
            if not _ONS_CODE.fullmatch(code):
                hint = f"{code!r} is no ONS code; write a letter and eight digits, as E09000006"
                raise _wrong(path, line, column, hint)
    for column in ("la_code", "ofsted_urn"):
        if row[column] and not _DIGITS.fullmatch(row[column]):
            hint = f"{row[column]!r} is no number; write digits only, or leave it empty"
            raise _wrong(path, line, column, hint)
    abolished = None
    if row["abolished"]:
        try:
            abolished = date.fromisoformat(row["abolished"])
        except ValueError:
            hint = f"{row['abolished']!r} is no date; write it as 2021-03-31"
            raise _wrong(path, line, "abolished", hint) from None
    return LocalAuthority(
        name=row["name"],
        aliases=_several(row["aliases"]),
        ons_code=row["ons_code"] or None,
        superseded_codes=old_codes,
        la_code=row["la_code"] or None,
        ofsted_urn=row["ofsted_urn"] or None,
        region=row["region"] or None,
        authority_type=row["authority_type"] or None,
        abolished=abolished,
        successors=_several(row["successors"]),
    )


def _complete(before: LocalAuthority, after: LocalAuthority) -> LocalAuthority:
    """Return a known authority with what a user's line adds to it."""
    aliases = before.aliases + tuple(a for a in after.aliases if a not in before.aliases)
    return replace(
        before,
        aliases=aliases,
        ons_code=after.ons_code or before.ons_code,
        superseded_codes=after.superseded_codes or before.superseded_codes,
        la_code=after.la_code or before.la_code,
        ofsted_urn=after.ofsted_urn or before.ofsted_urn,
        region=after.region or before.region,
        authority_type=after.authority_type or before.authority_type,
        abolished=after.abolished or before.abolished,
        successors=after.successors or before.successors,
    )


def _check(path: Path, authorities: Mapping[str, LocalAuthority]) -> None:
    """Raise if a name means two authorities, or a successor is unknown."""
    owners: dict[str, str] = {}
    for one in authorities.values():
        for name in (one.name, *one.aliases):
            owner = owners.setdefault(name.casefold(), one.name)
            if owner != one.name:
                msg = f"{path}: column aliases: {name!r} means both {owner} and {one.name}"
                raise DataError(f"{msg}; give it to one of them only")
        for successor in one.successors:
            if successor not in authorities:
                msg = f"{path}: column successors: {one.name} names {successor!r}"
                raise DataError(f"{msg}, which is no authority's name; add a line for it")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(columns)


def _wrong(path: Path, line: int, column: str, what: str) -> DataError:
    return DataError(f"{path}: line {line}, column {column}: {what}")
