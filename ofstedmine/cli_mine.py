"""``ofstedmine mine``: letters become a record that is printed, JSON lines, or a dataset."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ofstedmine.batch.progress import Watch
    from ofstedmine.parsing import Gazetteer
    from ofstedmine.parsing.metadata import Metadata

__all__ = ["mine_command"]

SOME_FAILED = 3
WIDE = 110
MEGABYTE = 1_000_000
DEADLINE, MEMORY = 10.0, 500
"""Seconds and megabytes that a file may take while somebody waits for it."""
LINES = frozenset({".json", ".jsonl", ".ndjson"})
STDIN = Path("-")


def mine_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Letters, folders of letters, .zip archives, or patterns of names; - reads a "
            "list of names from stdin."
        ),
    ],
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print JSON (of a dataset: what was done), nothing else."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The dataset's folder; a name that ends with .jsonl: JSON lines, written whole "
            "or not at all.",
        ),
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
    failed: Annotated[
        Path | None, typer.Option("--failures", help="CSV to write of files that were not read.")
    ] = None,
    boxes: Annotated[bool, typer.Option(help="Find where on the page the evidence stands.")] = True,
    isolate: Annotated[
        bool,
        typer.Option(help="Read in a child process: no file can crash, block or exhaust this one."),
    ] = True,
    deadline: Annotated[
        float | None,
        typer.Option(min=0.001, help="Seconds that a file may take [10; into a dataset 60]."),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(min=100, help="Megabytes that a file may take [500; into a dataset 1000]."),
    ] = None,
    tag: Annotated[
        bool, typer.Option(help="Tag findings by theme, sentiment and progress.")
    ] = True,
    sentiments: Annotated[
        bool,
        typer.Option("--sentiments", help="Print a table of findings by sentiment, without names."),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Dataset: files mined at a time [as many as processors]."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Dataset: try again what failed before.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Dataset: take out letters whose files are gone.")
    ] = False,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Dataset: mine again what another version or model made."),
    ] = False,
    log: Annotated[
        Path | None, typer.Option(help="Dataset: file that gets a line of JSON for each event.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Dataset: Dask scheduler to mine on, tcp://HOST:8786.")
    ] = None,
    backend: Annotated[
        str | None, typer.Option(help="Dataset: a backend of joblib to mine with.")
    ] = None,
) -> None:
    """Read letters into records: printed, as JSON lines, or into a dataset.

    One file prints a readable record; folders and several files print JSON lines, records only.
    With -o FOLDER they become a dataset: what is in it is not mined again, and files that cannot be
    read are listed in it. The exit code is 3 where some could not be read.
    """
    names = _names(paths)
    if output is None or _is_lines(output):
        for_dataset = {
            "--workers": workers, "--retry-failed": retry_failed, "--prune": prune,
            "--refresh": refresh, "--log": log, "--cluster": cluster, "--backend": backend,
        }  # fmt: skip
        _refuse(for_dataset, "is for a dataset: name its folder with -o")
        _mine_lines(
            names,
            output,
            as_json=as_json,
            table=table,
            evidence=evidence,
            failed=failed,
            sentiments=sentiments,
            options={
                "gazetteer": _loaded_gazetteer(gazetteer),
                "metadata": _loaded_metadata(metadata),
                "boxes": boxes,
                "tag": tag,
                "isolate": isolate,
                "deadline": deadline or DEADLINE,
                "memory": (memory or MEMORY) * MEGABYTE,
            },
        )
        return
    to_print = {
        "--table": table, "--evidence": evidence, "--sentiments": sentiments,
        "--failures": failed, "--no-isolate": not isolate,
    }  # fmt: skip
    _refuse(to_print, "does not go with a dataset")
    _mine_dataset(
        names,
        output,
        as_json=as_json,
        log=log,
        settings={
            "gazetteer": _loaded_gazetteer(gazetteer),
            "metadata": _loaded_metadata(metadata),
            "boxes": boxes,
            "tag": tag,
            **({"deadline": deadline} if deadline else {}),
            **({"memory": memory * MEGABYTE} if memory else {}),
        },
        where={"workers": workers, "backend": backend, "cluster": cluster},
        retry_failed=retry_failed,
        prune=prune,
        refresh=refresh,
    )


def _mine_dataset(
    names: list[Path],
    out: Path,
    *,
    as_json: bool,
    log: Path | None,
    settings: dict[str, Any],
    where: dict[str, Any],
    retry_failed: bool,
    prune: bool,
    refresh: bool,
) -> None:
    from ofstedmine.batch.engine import run
    from ofstedmine.batch.plan import Wish
    from ofstedmine.batch.progress import Log, Several
    from ofstedmine.batch.schedule import backend_of
    from ofstedmine.batch.settings import Settings
    from ofstedmine.showing.mining import ShownProgress, summary_text
    from ofstedmine.showing.output import console, print_json, print_pieces

    wishes = [Wish.retry_failed] * retry_failed + [Wish.refresh] * refresh
    with ExitStack() as stack:
        watches: list[Watch] = [ShownProgress(console(stderr=True))]
        if log is not None:
            watches.append(Log(stack.enter_context(log.open("a", encoding="utf-8"))))
        summary = run(
            names,
            out,
            Settings.of(**settings),
            backend_of(**where),
            wishes=wishes,
            prune=prune,
            watch=Several(*watches),
        )
    if as_json:
        print_json(summary.to_dict())
    else:
        print_pieces(summary_text(summary))
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


def _mine_lines(
    names: list[Path],
    output: Path | None,
    *,
    as_json: bool,
    table: bool,
    evidence: bool,
    failed: Path | None,
    sentiments: bool,
    options: dict[str, Any],
) -> None:
    from ofstedmine import pipeline
    from ofstedmine.records import Failure
    from ofstedmine.showing.batch import failures_text, letters_table, track
    from ofstedmine.showing.files import RecordLines, failures_csv, writing
    from ofstedmine.showing.output import console, print_json, print_pieces
    from ofstedmine.showing.record_text import record_text
    from ofstedmine.showing.tags_text import sentiments_table

    if sentiments and not options["tag"]:
        raise typer.BadParameter("--sentiments needs tags: leave --no-tag out")
    tables = table or sentiments
    files = _letters(names)
    single = len(files) == 1 and not names[0].is_dir()
    results = pipeline.mine_many(files, **options)
    errors = console(stderr=True)
    failures: list[Failure] = []
    rows = []
    # Records that run over the terminal leave no place for a bar.
    bar = not single and (output is not None or tables or not sys.stdout.isatty())
    with RecordLines(output) as lines, writing(failed) as listed:
        for result in track(results, len(files), errors, shown=bar):
            if isinstance(result, Failure):
                failures.append(result)
                continue
            lines.write(result)
            if tables:
                rows.append(result)
            elif output is None and single and not as_json:
                print_pieces([record_text(result, evidence=evidence)])
            elif output is None:
                print_json(result.model_dump(mode="json"), 2 if single else None)
        if listed is not None:
            listed.write(failures_csv(failures))
    if table:
        out = console()
        print_pieces([letters_table(rows, wide=out.width >= WIDE)], out)
    if sentiments:
        print_pieces([sentiments_table(rows)])
    if failures:
        print_pieces([failures_text(failures)], errors)
        raise typer.Exit(SOME_FAILED)


def _letters(paths: list[Path]) -> list[Path]:
    """Return the files that paths name; a folder stands for all its letters, in order."""
    from ofstedmine.showing.files import SUFFIXES, letters_in, matching
    from ofstedmine.showing.words import one_line

    files: dict[Path, None] = {}
    for path in paths:
        # A path that names nothing may be a pattern, where the shell leaves them to the program.
        found = letters_in(path) if path.is_dir() else matching(path)
        files |= dict.fromkeys(found)
    if not files:
        names = ", ".join(one_line(os.fsdecode(path)) for path in paths)
        kinds = ", ".join(sorted(SUFFIXES))
        raise typer.BadParameter(f"no letters in {names}: looked for {kinds} files")
    return list(files)


def _names(paths: list[Path]) -> list[Path]:
    """Return what was named; a dash stands for the names that come through standard input."""
    from ofstedmine.batch.inputs import listed

    names: list[Path] = []
    for path in paths:
        if path != STDIN:
            names.append(path)
        else:
            names += map(Path, listed(sys.stdin.buffer.read()))
    if not names:
        raise typer.BadParameter("standard input names no files")
    return names


def _is_lines(output: Path) -> bool:
    """Say whether an output is a file of records, not the folder of a dataset."""
    if output.exists():
        return not output.is_dir()
    return output.suffix.lower() in LINES


def _refuse(options: dict[str, Any], why: str) -> None:
    for name, value in options.items():
        if value:
            raise typer.BadParameter(f"{name} {why}")


def _loaded_metadata(path: Path | None) -> Metadata | None:
    from ofstedmine.parsing import load_metadata

    return load_metadata(path) if path else None


def _loaded_gazetteer(path: Path | None) -> Gazetteer | None:
    from ofstedmine.parsing import load_gazetteer

    return load_gazetteer(path) if path else None
