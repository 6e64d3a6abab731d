"""The ``ofstedmine`` command: thin, it calls the library's public names and prints.

Exit codes: 0 when all was read, 3 when some files could not be read or a gate was missed, 1 for a
wrong call or an environment that does not allow it (no permission to write, disk full), 130 after
Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ofstedmine._version import __version__
from ofstedmine.cli_check import check_command
from ofstedmine.cli_corpus import corpus, tags
from ofstedmine.cli_correct import correct_command, diff_command
from ofstedmine.cli_dataset import export_command
from ofstedmine.cli_explore import explore_command
from ofstedmine.cli_journey import journey_command
from ofstedmine.cli_mine import mine_command
from ofstedmine.cli_tag import tag_command
from ofstedmine.cli_train import train_command
from ofstedmine.errors import OfstedmineError, UnreadableLetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofstedmine.records import VisitRecord

USAGE, SOME_FAILED = 1, 3
WRONG_CALL = 2
WIDE = 110
MEGABYTE = 1_000_000

Isolate = Annotated[
    bool,
    typer.Option(help="Read in a child process: no file can crash, block or exhaust this one."),
]
Deadline = Annotated[
    float, typer.Option(min=0.001, help="Seconds that a file may take, in isolation.")
]
Memory = Annotated[
    int, typer.Option(min=100, help="Megabytes that reading may take, in isolation.")
]

app = typer.Typer(
    name="ofstedmine",
    help="Turn Ofsted letters about children's services into structured, evidenced records.\n\n"
    "Exit codes: 0 all read; 3 some files could not be read, or a gate was missed; 1 wrong call "
    "or environment; 130 stopped by Ctrl-C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
evaluate = typer.Typer(help="Measure the library against a table that people made.")
app.add_typer(evaluate, name="evaluate")
app.add_typer(corpus, name="corpus")
evaluate.command()(tags)


class CiteFormat(StrEnum):
    """How a reference is written."""

    text = "text"
    markdown = "markdown"
    json = "json"


def main() -> NoReturn:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter's characters gets escapes, not an error.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code: int | str | None = 0
    try:
        app()
    except SystemExit as done:
        # The command-line library ends a wrong call with 2.
        code = USAGE if done.code == WRONG_CALL else done.code
    except OSError as error:
        where = f"{_shown(error.filename)}: " if error.filename else ""
        typer.echo(f"ofstedmine: {where}{error.strerror or error}", err=True)
        code = USAGE
    except OfstedmineError as error:
        typer.echo(f"ofstedmine: {_shown(str(error))}", err=True)
        code = SOME_FAILED if isinstance(error, UnreadableLetter) else USAGE
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


app.command("mine")(mine_command)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A letter.")],
    page: Annotated[int | None, typer.Option(help="Only this page, from 1.")] = None,
    isolate: Isolate = True,
    deadline: Deadline = 10,
    memory: Memory = 500,
) -> None:
    """Print a letter with its evidence underlined and its findings highlighted.

    The numbers in the margin count paragraphs, as references do. In a pipe, signs stand for
    colours; FORCE_COLOR=1 keeps the colours: FORCE_COLOR=1 ofstedmine show FILE | less -R
    """
    from ofstedmine.showing.letter_text import letter_text
    from ofstedmine.showing.output import console, print_pieces

    if isolate:
        from ofstedmine.isolation.miner import IsolatedMiner

        with IsolatedMiner(boxes=False, deadline=deadline, memory=memory * MEGABYTE) as miner:
            letter, record = miner.mine_letter(file)
    else:
        from ofstedmine import pipeline
        from ofstedmine.reading import read

        letter = read(file)
        record = pipeline.parse(letter)
    out = console()
    try:
        # Without colour, signs mark what is evidence and what is a finding.
        pieces = list(letter_text(letter, record, page=page, plain=out.color_system is None))
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--page") from error
    print_pieces(pieces, out)


@app.command()
def cite(
    file: Annotated[Path, typer.Argument(help="A letter, a dataset, or records in JSON.")],
    what: Annotated[
        str,
        typer.Argument(help="A finding's id (its beginning will do) or a pointer, /visit/number."),
    ],
    form: Annotated[
        CiteFormat, typer.Option("--format", help="How to write it.")
    ] = CiteFormat.text,
    document: Annotated[
        str | None, typer.Option(help="The document_id of the record that is meant, among many.")
    ] = None,
    metadata: Annotated[
        Path | None, typer.Option(help="CSV that knows the letter's address.")
    ] = None,
    isolate: Isolate = True,
    deadline: Deadline = 10,
    memory: Memory = 500,
) -> None:
    """Print one finding or fact as a reference: letter, date, paragraph, page, versions."""
    from ofstedmine.showing.citation import cite as make_citation

    try:
        records = _records(file, metadata, isolate, deadline, memory * MEGABYTE)
        citation = make_citation(records, what, document)
    except LookupError as error:
        raise typer.BadParameter(str(error.args[0])) from error
    typer.echo(citation.render(form.value))


app.command("correct")(correct_command)
app.command("diff")(diff_command)
app.command("export")(export_command)
app.command("journey")(journey_command)
app.command("explore")(explore_command)
app.command("check")(check_command)
app.command("tag")(tag_command)
app.command("train")(train_command)


@app.command()
def schema() -> None:
    """Print the JSON schema of a record."""
    from ofstedmine.records import VisitRecord
    from ofstedmine.showing.output import print_json

    print_json(VisitRecord.model_json_schema(), 2)


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
    from ofstedmine.showing.output import print_json, print_pieces

    report = evaluate_facts(gold, documents)
    if as_json:
        print_json(report.to_dict(), 2)
    else:
        print_pieces([report_text(report, misses_only=misses_only)])
    if at_least is not None and report.to_dict()["whole_records"] < at_least:
        raise typer.Exit(SOME_FAILED)


def _records(
    file: Path, metadata: Path | None, isolate: bool, deadline: float, memory: int
) -> Iterator[VisitRecord]:
    """Yield the records of a dataset or file, or that of the letter that it is."""
    from ofstedmine import pipeline
    from ofstedmine.parsing import load_metadata
    from ofstedmine.showing.files import read_records

    if file.is_dir():
        from ofstedmine.batch.dataset import open_dataset

        yield from open_dataset(file)
    elif file.suffix.lower() in (".json", ".jsonl"):
        yield from read_records(file)
    else:
        known = load_metadata(metadata) if metadata else None
        yield pipeline.mine(
            file, metadata=known, boxes=False, isolate=isolate, deadline=deadline, memory=memory
        )


def _shown(name: Any) -> str:
    """Return a file's name as it can be printed, whatever bytes it is made of."""
    return os.fsdecode(name).encode("utf-8", "replace").decode()
