"""``ofstedmine check``: a document held against a dataset, records or a folder of letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset
    from ofstedmine.claims import Shelf

__all__ = ["check_command"]

_INFO = "dataset.json"


def check_command(
    document: Annotated[Path, typer.Argument(help="A press release, committee paper or article.")],
    against: Annotated[
        Path,
        typer.Option(help="A dataset, records as .jsonl, or a folder of letters."),
    ],
    authority: Annotated[
        str | None, typer.Option(help="The authority, where the document does not tell.")
    ] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option(help="Another document, whose figures are set beside this one's."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON and nothing else to stdout.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as a web page.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the report as Markdown.")] = None,
    gazetteer: Annotated[
        Path | None, typer.Option(help="CSV of authorities of your own, added to those known.")
    ] = None,
) -> None:
    """Hold what a document says of visits against the letters: both passages, side by side.

    A claim that differs is not called false. Read both passages.
    """
    from ofstedmine.claims import check
    from ofstedmine.parsing import load_gazetteer
    from ofstedmine.showing.check_text import check_text
    from ofstedmine.showing.files import writing
    from ofstedmine.showing.output import print_json, print_pieces

    letters = _opened(against)
    if not len(letters):
        raise typer.BadParameter(f"there is no letter in {against}", param_hint="--against")
    report = check(
        document,
        letters,
        authority=authority,
        beside=beside or (),
        gazetteer=load_gazetteer(gazetteer) if gazetteer else None,
    )
    for path, render in ((html, report.to_html), (markdown, report.to_markdown)):
        with writing(path) as file:
            if file is not None:
                file.write(render().encode())
    if as_json:
        print_json(report.to_dict(), 2)
    elif html is None and markdown is None:
        print_pieces(check_text(report))


def _opened(against: Path) -> Dataset | Shelf:
    """Return what a path holds: a dataset, records, or letters that are mined now."""
    from ofstedmine.claims import Shelf
    from ofstedmine.showing.files import letters_in, read_records

    if against.is_dir() and (against / _INFO).exists():
        from ofstedmine.batch.dataset import open_dataset

        return open_dataset(against)
    if not against.is_dir():
        return Shelf(read_records(against))
    from ofstedmine import pipeline
    from ofstedmine.errors import UnreadableLetter
    from ofstedmine.isolation.miner import IsolatedMiner

    records, letters = [], {}
    with IsolatedMiner(boxes=False) as miner:
        for path in letters_in(against):
            try:
                letter, record = miner.mine_letter(path)
            except UnreadableLetter as error:
                typer.echo(f"ofstedmine: {error}", err=True)
                continue
            pipeline.tag_findings(record)
            records.append(record)
            letters[record.document_id] = letter
    return Shelf(records, letters)
