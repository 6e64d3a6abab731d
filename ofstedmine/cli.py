"""The ``ofstedmine`` command: thin, it calls the library's public names and prints.

Exit codes: 0 when all was read, 3 when some files could not be read, 1 for a wrong call or an
environment that does not allow it (no such folder, no permission, disk full), 130 after Ctrl-C.
"""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ofstedmine._version import __version__
from ofstedmine.errors import OfstedmineError

if TYPE_CHECKING:
    from rich.console import Console

USAGE, SOME_FAILED, INTERRUPTED = 1, 3, 130
WRONG_CALL = 2

app = typer.Typer(
    name="ofstedmine",
    help="Turn Ofsted letters about children's services into structured, evidenced records.\n\n"
    "Exit codes: 0 all read; 3 some files could not be read; 1 wrong call or environment.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
evaluate = typer.Typer(help="Measure the library against a table that people made.")
app.add_typer(evaluate, name="evaluate")


class CiteFormat(StrEnum):
    """How a reference is written."""

    text = "text"
    markdown = "markdown"
    json = "json"


def main() -> NoReturn:
    """Run the command and exit with its code."""
    code: int | str | None = 0
    try:
        app()
    except SystemExit as done:
        # The command-line library ends a wrong call with 2.
        code = USAGE if done.code == WRONG_CALL else done.code
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        code = INTERRUPTED
    except OSError as error:
        where = f"{_shown(error.filename)}: " if error.filename else ""
        typer.echo(f"ofstedmine: {where}{error.strerror or error}", err=True)
        code = USAGE
    except OfstedmineError as error:
        typer.echo(f"ofstedmine: {_shown(str(error))}", err=True)
        code = USAGE
    sys.exit(code)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ofstedmine {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


@app.command()
def mine(
    paths: Annotated[list[Path], typer.Argument(help="Letters, or folders of letters.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON and nothing else to stdout.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write JSON lines to this file, whole or not at all."),
    ] = None,
    table: Annotated[bool, typer.Option("--table", help="Print a table, a line a letter.")] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Show the words behind each value.")
    ] = False,
    metadata: Annotated[
        Path | None, typer.Option(help="CSV: path or sha256, address, file_number, published ...")
    ] = None,
    gazetteer: Annotated[
        Path | None, typer.Option(help="CSV of authorities of your own, added to those known.")
    ] = None,
    boxes: Annotated[bool, typer.Option(help="Find where on the page the evidence stands.")] = True,
) -> None:
    """Read letters into records.

    One file prints a readable record; folders and several files print JSON lines. Files that
    cannot be read are listed on stderr, and the exit code is then 3.
    """
    from ofstedmine import pipeline
    from ofstedmine.parsing import load_gazetteer, load_metadata
    from ofstedmine.records import Failure
    from ofstedmine.showing.batch import RecordLines, failures_text, letters_table, track
    from ofstedmine.showing.record_text import record_text

    files = _letters(paths)
    single = len(files) == 1 and not paths[0].is_dir()
    known = load_metadata(metadata) if metadata else None
    places = load_gazetteer(gazetteer) if gazetteer else None
    results = pipeline.mine_many(files, gazetteer=places, metadata=known, boxes=boxes)
    errors = _console(stderr=True)
    failures: list[Failure] = []
    rows = []
    with RecordLines(output) as lines:
        for result in track(results, len(files), errors, shown=not single):
            if isinstance(result, Failure):
                failures.append(result)
            elif output is not None:
                lines.write(result)
            elif table:
                rows.append(result)
            elif single and not as_json:
                _console().print(record_text(result, evidence=evidence))
            else:
                indent = 2 if single else None
                typer.echo(_dump(result.model_dump(mode="json"), indent))
    if table:
        _console().print(letters_table(rows))
    if failures:
        errors.print(failures_text(failures))
        raise typer.Exit(SOME_FAILED)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A letter.")],
    page: Annotated[int | None, typer.Option(help="Only this page, from 1.")] = None,
) -> None:
    """Print a letter with its evidence underlined and its findings highlighted."""
    from ofstedmine import pipeline
    from ofstedmine.reading import read
    from ofstedmine.showing.letter_text import letter_text

    letter = read(file)
    console = _console()
    try:
        # Without colour, signs mark what is evidence and what is a finding.
        pieces = list(
            letter_text(
                letter, pipeline.parse(letter), page=page, plain=console.color_system is None
            )
        )
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--page") from error
    for piece in pieces:
        console.print(piece)


@app.command()
def cite(
    file: Annotated[Path, typer.Argument(help="A letter, or a .jsonl file of records.")],
    what: Annotated[
        str,
        typer.Argument(help="A finding's id (its beginning will do) or a pointer, /visit/number."),
    ],
    form: Annotated[
        CiteFormat, typer.Option("--format", help="How to write it.")
    ] = CiteFormat.text,
    metadata: Annotated[
        Path | None, typer.Option(help="CSV that knows the letter's address.")
    ] = None,
) -> None:
    """Print one finding or fact as a reference: letter, date, paragraph, page, versions."""
    from ofstedmine.showing.citation import cite as make_citation

    try:
        citation = make_citation(_records(file, metadata), what)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0])) from error
    typer.echo(citation.render(form.value))


@app.command()
def schema() -> None:
    """Print the JSON schema of a record."""
    from ofstedmine.records import VisitRecord

    typer.echo(_dump(VisitRecord.model_json_schema(), 2))


@evaluate.command()
def facts(
    gold: Annotated[
        Path, typer.Option(help="JSON lines: the facts of documents, as people read them.")
    ],
    documents: Annotated[Path, typer.Option(help="Folder of the documents, named by their ids.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    misses_only: Annotated[
        bool, typer.Option("--misses-only", help="Print only what differs.")
    ] = False,
    at_least: Annotated[
        int | None, typer.Option(help="Exit with 3 when fewer records are wholly right.")
    ] = None,
) -> None:
    """Measure header facts: strict, normalised and whole-record figures, and every miss."""
    from ofstedmine.evaluation.facts import evaluate_facts
    from ofstedmine.evaluation.report import report_text

    report = evaluate_facts(gold, documents)
    if as_json:
        typer.echo(_dump(report.to_dict(), 2))
    else:
        _console().print(report_text(report, misses_only=misses_only))
    if at_least is not None and report.to_dict()["whole_records"] < at_least:
        raise typer.Exit(SOME_FAILED)


def _letters(paths: list[Path]) -> list[Path]:
    """Return the files that paths name; a folder stands for all its letters, in order."""
    from ofstedmine.showing.batch import letters_in

    files: list[Path] = []
    for path in paths:
        files += letters_in(path) if path.is_dir() else [path]
    if not files:
        names = ", ".join(_shown(str(path)) for path in paths)
        raise typer.BadParameter(
            f"no letters in {names}: looked for .pdf, .docx, .html, .htm, .md and .txt files"
        )
    return files


def _records(file: Path, metadata: Path | None) -> list[Any]:
    from ofstedmine import pipeline
    from ofstedmine.parsing import load_metadata
    from ofstedmine.records import VisitRecord

    if file.suffix == ".jsonl":
        with file.open(encoding="utf-8") as lines:
            return [VisitRecord.model_validate_json(line) for line in lines if line.strip()]
    known = load_metadata(metadata) if metadata else None
    return [pipeline.mine(file, metadata=known)]


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def _dump(value: Any, indent: int | None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _shown(name: Any) -> str:
    """Return a file's name as it can be printed, whatever bytes it is made of."""
    return os.fsdecode(name).encode("utf-8", "replace").decode()
