"""``ofstedmine tag``: sentences from words, lines or a sheet, and their tags."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["tag_command"]


def tag_command(
    what: Annotated[
        str | None,
        typer.Argument(
            help="A sentence, a .txt file (a sentence a line) or a .csv file; or stdin."
        ),
    ] = None,
    column: Annotated[
        str | None, typer.Option(help="CSV: the column of the sentences; output is CSV too.")
    ] = None,
    heading_column: Annotated[
        str | None, typer.Option(help="CSV: the column of the headings over them.")
    ] = None,
    previous_column: Annotated[
        str | None, typer.Option(help="CSV: the column of the sentences before them.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON lines and nothing else to stdout.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file, whole or not at all."),
    ] = None,
    why: Annotated[int, typer.Option(min=0, help="Show so many of the words that decided.")] = 0,
) -> None:
    """Tag sentences by theme, sentiment and progress: machine-tagged, unreviewed."""
    from ofstedmine.findings.tagging import shipped_tagger
    from ofstedmine.findings.tagging import tag as tag_sentences
    from ofstedmine.showing.files import writing
    from ofstedmine.showing.output import json_line, print_pieces
    from ofstedmine.showing.tag_files import lines_of, read_sheet, tag_lines, tagged_sheet
    from ofstedmine.showing.tags_text import sentence_tags
    from ofstedmine.showing.words import one_line

    if column is None and (heading_column or previous_column):
        raise typer.BadParameter("name the column of the sentences too: --column")
    data = _sentences(what, column)
    name = one_line(what or "stdin")
    sheet = None
    if column is not None:
        sheet = read_sheet(data, name, column, heading_column, previous_column)
    inputs = sheet.inputs if sheet else lines_of(data)
    tagger = shipped_tagger()
    tags = tag_sentences(inputs, tagger=tagger)
    if not as_json and not sheet and output is None:
        print_pieces([sentence_tags(inputs, tags, tagger.version, why=why)])
        return
    if sheet and not as_json:
        written = tagged_sheet(sheet, tags, tagger.version)
    else:
        written = b"".join(json_line(line) for line in tag_lines(inputs, tags, tagger.version))
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    with writing(output) as file:
        if file is not None:
            file.write(written)


def _sentences(what: str | None, column: str | None) -> bytes:
    """Return the bytes of what is to be tagged: of a file, of stdin, or of the words themselves."""
    from ofstedmine.showing.words import one_line

    if what is None or what == "-":
        return sys.stdin.buffer.read()
    suffix = Path(what).suffix.lower()
    named = column is not None or (suffix and not any(map(str.isspace, what)))
    if not named:
        return " ".join(what.split()).encode("utf-8", "replace")
    if column is None and suffix == ".csv":
        raise typer.BadParameter(f"{one_line(what)}: name the column of the sentences: --column")
    if column is None and suffix != ".txt":
        raise typer.BadParameter(
            f"{one_line(what)}: sentences are read from .txt and .csv files; letters are for "
            "'ofstedmine mine', and a sentence holds a space"
        )
    return Path(what).read_bytes()
