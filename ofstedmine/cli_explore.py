"""``ofstedmine explore``: the letters of a dataset as a page to look through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ofstedmine.showing.explorer.dataset import DatasetLetters

__all__ = ["explore_command"]

MOST = 1_000
"""Of more letters than these a single page takes too long to open."""
PORT = 8017


def explore_command(
    dataset: Annotated[Path, typer.Argument(help="A dataset: what mine LETTERS -o OUT made.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write one page to this file, whole or not at all."),
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Serve it on this computer, for sets of any size.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to serve it; 0 takes a free port.")
    ] = PORT,
    names: Annotated[
        bool, typer.Option(help="Show the names of people; --no-names covers those that are known.")
    ] = True,
    title: Annotated[
        str | None, typer.Option(help="What the page calls the letters; else the folder's name.")
    ] = None,
) -> None:
    """Make a page of letters: filters, text beside facts, an authority over time.

    With -o it is one file that needs no network: open it in a browser, send it to others. With
    --serve it stays here and asks the dataset page by page.
    """
    from ofstedmine.batch.dataset import open_dataset
    from ofstedmine.showing.explorer.dataset import DatasetLetters
    from ofstedmine.showing.words import one_line

    if (output is None) == (not serve):
        raise typer.BadParameter("say where it goes: -o explorer.html, or --serve")
    letters = DatasetLetters(open_dataset(dataset), title)
    if output is not None:
        count = len(letters)
        if count > MOST:
            raise typer.BadParameter(
                f"{count:,} letters are too many for one page (at most {MOST:,}); "
                f"serve them: ofstedmine explore {one_line(str(dataset))} --serve"
            )
        _write(letters, output, names)
        typer.echo(f"{count:,} letters in one page; open it in a browser:")
        typer.echo(one_line(str(output)))
        return
    _serve(letters, port, names)


def _write(letters: DatasetLetters, output: Path, names: bool) -> None:
    from ofstedmine.showing.explorer.data import page_data
    from ofstedmine.showing.explorer.page import page
    from ofstedmine.showing.files import writing

    made = page(page_data(letters, letters.title, names=names)).encode()
    with writing(output) as file:
        if file is not None:
            file.write(made)


def _serve(letters: DatasetLetters, port: int, names: bool) -> None:
    from ofstedmine.errors import DataError
    from ofstedmine.showing.explorer.serve import server

    typer.echo(f"Reading {len(letters):,} letters ...", err=True)
    try:
        served = server(letters, port, names=names)
    except OSError as error:
        raise DataError(
            f"port {port} cannot be used ({error.strerror}); --port 0 takes a free one"
        ) from error
    with served:
        typer.echo(f"{len(letters):,} letters, served from the dataset page by page.")
        typer.echo(f"Open {served.address} (Ctrl-C ends it)")
        served.serve_forever()
