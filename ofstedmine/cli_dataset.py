"""The commands about a dataset as a whole: ``export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["export_command"]


class ExportFormat(StrEnum):
    """What a dataset can be written as."""

    xlsx = "xlsx"
    csv = "csv"
    jsonl = "jsonl"
    sqlite = "sqlite"
    parquet = "parquet"


def export_command(
    dataset: Annotated[Path, typer.Argument(help="A dataset: what 'mine ... -o OUT' made.")],
    to: Annotated[
        ExportFormat,
        typer.Option("--to", help="xlsx for Excel; csv, jsonl, parquet; sqlite for Datasette."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File, or folder for csv and parquet; beside the dataset if left out.",
        ),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="Leave people out with --no-names.")
    ] = True,
) -> None:
    """Write a dataset in a format that other programs open, whole or not at all.

    Tags in it are machine-tagged and unreviewed, and it says so.
    """
    from ofstedmine.batch.dataset import open_dataset

    path = open_dataset(dataset).export(to.value, output, names)
    typer.echo(f"{path}")
    if to is ExportFormat.sqlite:
        from ofstedmine.batch.export.database import metadata_path

        typer.echo(f"datasette {path} -m {metadata_path(path)}", err=True)
