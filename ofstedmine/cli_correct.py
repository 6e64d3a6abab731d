"""The commands ``correct`` and ``diff``: what people say is right, and what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["correct_command", "diff_command"]

DIFFERENT = 3
COLUMNS = ("document_id", "field", "kind", "old", "new")


def correct_command(
    out: Annotated[Path, typer.Argument(help="The dataset's folder.")],
    document: Annotated[str, typer.Argument(help="The document_id of the letter.")],
    field: Annotated[
        str,
        typer.Argument(help="Pointer of the value: /visit/number, /findings/<id>/sentiment ..."),
    ],
    value: Annotated[
        str, typer.Argument(help="What is right, as text or JSON; '' for: there is none.")
    ],
    who: Annotated[str, typer.Option(help="Who says so.")],
    why: Annotated[str, typer.Option(help="Why: where it is to be seen.")],
) -> None:
    """Correct a value of a dataset, for good.

    The correction is written to overrides.csv in the dataset's folder and applied at once, and
    again whenever the letter is mined. It is evidence of its own kind, and never lost in silence.
    """
    from ofstedmine.batch.corrections import correct

    try:
        changes = correct(out, document, field, value, who=who, why=why)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0])) from error
    for change in changes:
        typer.echo(f"{change.field}: {_said(change.old)} -> {_said(change.new)}")
    if not changes:
        typer.echo(f"{field}: it has that value already; the correction is kept")


def diff_command(
    old: Annotated[Path, typer.Argument(help="A dataset, or records as JSON lines.")],
    new: Annotated[Path, typer.Argument(help="Another one.")],
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also versions, evidence, warnings, sections and scores."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON a change.")] = False,
    table: Annotated[Path | None, typer.Option("--csv", help="Write the changes to a CSV.")] = None,
) -> None:
    """List what changed between two datasets or versions, value by value.

    Letters are the same where their document_id is, findings where their id is. The exit code is 0
    where nothing changed, 3 where something did.
    """
    import csv
    from io import TextIOWrapper

    from ofstedmine.batch.diff import diff, open_records
    from ofstedmine.batch.export.cells import harmless
    from ofstedmine.showing.files import writing
    from ofstedmine.showing.words import one_line

    documents = set()
    count = 0
    with writing(table) as file:
        text = None
        if file is not None:
            text = TextIOWrapper(file, "utf-8", "backslashreplace", newline="", write_through=True)
            writer = csv.writer(text)
            writer.writerow(COLUMNS)
        for change in diff(open_records(old), open_records(new), everything=everything):
            count += 1
            documents.add(change.document_id)
            if text is not None:
                cells = [change.document_id, change.field, change.kind]
                cells += [_said(change.old), _said(change.new)]
                writer.writerow([harmless(cell) for cell in cells])
            elif as_json:
                typer.echo(json.dumps(change.model_dump(mode="json"), ensure_ascii=False))
            else:
                where = f"{change.document_id} {change.field or '(the letter)'}"
                said = f": {_said(change.old)} -> {_said(change.new)}" if change.field else ""
                typer.echo(one_line(f"{where} {change.kind}{said}"))
        if text is not None:
            text.detach()
    if not as_json:
        typer.echo(f"{count:,} changes in {len(documents):,} letters", err=bool(count))
    if count:
        raise typer.Exit(DIFFERENT)


def _said(value: Any) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
