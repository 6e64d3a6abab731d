"""``ofstedmine journey``: the visits of one authority in order, for people or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset
    from ofstedmine.records import VisitRecord

__all__ = ["journey_command"]


def journey_command(
    out: Annotated[Path, typer.Argument(help="A dataset's folder, or records as .jsonl.")],
    authority: Annotated[str, typer.Argument(help="Its name, another name for it, or a code.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON and nothing else to stdout.")
    ] = False,
    rows: Annotated[
        bool, typer.Option("--rows", help="With --json: tidy rows for charts, a list.")
    ] = False,
    names: Annotated[bool, typer.Option(help="Name the inspectors.")] = True,
) -> None:
    """Tell an authority's journey: judgement, visits, re-inspection, and what does not fit."""
    from ofstedmine.journeys import journey
    from ofstedmine.showing.journey_text import journey_text
    from ofstedmine.showing.output import print_json, print_pieces

    if rows and not as_json:
        raise typer.BadParameter("rows are printed as JSON: add --json", param_hint="--rows")
    try:
        told = journey(_source(out), authority)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="AUTHORITY") from error
    if rows:
        print_json([{**row, "date": row["date"] and str(row["date"])} for row in told.rows()], 2)
    elif as_json:
        print_json(told.to_dict(names=names), 2)
    else:
        print_pieces([journey_text(told, names=names)])


def _source(out: Path) -> Iterable[VisitRecord] | Dataset:
    if out.suffix.lower() in (".json", ".jsonl"):
        from ofstedmine.showing.files import read_records

        return read_records(out)
    from ofstedmine.batch.dataset import open_dataset

    return open_dataset(out)
