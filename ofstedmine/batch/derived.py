"""Derived tables, made piece by piece from those that a dataset keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.authorities import CODES, authority_rows, codes_of
from ofstedmine.batch.bridges import (
    codebook_rows,
    cohort_rows,
    day_rows,
    inspector_rows,
    theme_rows,
)
from ofstedmine.batch.columns import schema_of, shown_tables, tables
from ofstedmine.batch.coverage import coverage_rows
from ofstedmine.batch.latest import latest_reports, latest_rows
from ofstedmine.batch.timeline import COLUMNS, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from ofstedmine.batch.rows import Row

__all__ = ["Derived"]

PIECE = 5_000
"""Rows of a derived table that are made at a time."""


class Derived:
    """Makes the tables that users see from those that are kept.

    Parameters
    ----------
    batches : callable
        Yields the rows of a kept table, part by part, given its name and the columns wanted.
    """

    def __init__(self, batches: Callable[[str, Sequence[str]], Iterator[pa.Table]]) -> None:
        self._batches = batches
        self.timeline = Timeline(self._rows("visits", COLUMNS))
        self._codes = codes_of(self._rows("visits", ("authority", *CODES)))

    def pieces(self, name: str) -> Iterator[pa.Table]:
        """Yield a table as users see it, piece by piece.

        Parameters
        ----------
        name : str
            One of `shown_tables`.

        Yields
        ------
        pyarrow.Table
            Some rows, with all columns.
        """
        shown = shown_tables()[name]
        if shown.derived:
            yield from _tables(self._made(name), schema_of(shown.columns.values()))
            return
        more = [one for one in shown.columns.values() if one.derived]
        for kept in self._batches(name, list(tables()[name].columns)):
            yield self._with(kept, name, more) if more else kept

    def _with(self, kept: pa.Table, name: str, more: Iterable[Any]) -> pa.Table:
        """Return rows of a kept table with the derived columns."""
        if name == "visits":
            made = [self.timeline.derived(row) for row in kept.select(COLUMNS).to_pylist()]
        else:
            seen = self.timeline.letters
            made = [{"tag_status": seen[key].tag_status} for key in kept["letter_id"].to_pylist()]
        for column in more:
            field = schema_of([column]).field(column.name)
            values = [row[column.name] for row in made]
            kept = kept.append_column(field, _array(values, field))
        return kept

    def _made(self, name: str) -> Iterator[Row]:
        """Yield the rows of a derived table."""
        makers: Mapping[str, Callable[[], Iterator[Row]]] = {
            "finding_themes": lambda: (
                row
                for one in self._rows("findings", _FINDING)
                for row in theme_rows(one, self.timeline)
            ),
            "cohorts": lambda: (
                row for one in self._rows("findings", _FINDING) for row in cohort_rows(one)
            ),
            "visit_days": lambda: (
                row for one in self._rows("visits", _DAYS) for row in day_rows(one)
            ),
            "inspectors": lambda: (
                row for one in self._rows("letters", _RECORD) for row in inspector_rows(one)
            ),
            "authorities": lambda: authority_rows(self.timeline, self._codes),
            "latest_judgements": self._latest,
            "coverage": lambda: coverage_rows(self.timeline, self._known_codes()),
            "codebook": codebook_rows,
        }
        return makers[name]()

    def _latest(self) -> Iterator[Row]:
        reports = latest_reports(self.timeline)
        wanted = set(reports.values())
        visits = {
            row["letter_id"]: row
            for row in self._rows("visits", list(tables()["visits"].columns))
            if row["letter_id"] in wanted
        }
        judgements = (
            row
            for row in self._rows("judgements", ("letter_id", "area_code", "grade"))
            if row["letter_id"] in wanted
        )
        authorities = authority_rows(self.timeline, self._codes)
        return latest_rows(reports, authorities, visits, judgements)

    def _known_codes(self) -> dict[str, Row]:
        rows = authority_rows(self.timeline, self._codes)
        return {row["authority"]: {"region": row["region"]} for row in rows}

    def _rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        for some in self._batches(name, columns):
            yield from some.to_pylist()


_FINDING = ("letter_id", "finding_id", "authority", "kind", "visit_start", "themes", "scores",
            "sentiment", "progress", "counted", "cohort")  # fmt: skip
_DAYS = ("letter_id", "document_id", "authority", "kind", "visit_days")
_RECORD = ("letter_id", "document_id", "record")


def _tables(rows: Iterable[Row], schema: pa.Schema) -> Iterator[pa.Table]:
    import pyarrow as pa

    rows = iter(rows)
    while some := list(islice(rows, PIECE)):
        yield pa.Table.from_pylist(some, schema=schema)


def _array(values: list[Any], field: pa.Field) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, field.type)
