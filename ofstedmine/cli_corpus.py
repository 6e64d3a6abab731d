"""The commands about labelled sentences: ``corpus`` and ``evaluate tags``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SOME_FAILED = 3

corpus = typer.Typer(help="The labelled sentences: labels without text, and the way back.")

Documents = Annotated[Path, typer.Option(help="Folder of the documents, under any names.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read documents.")]


@corpus.command()
def build(
    documents: Documents,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="JSON lines: the sentences with their labels.")
    ],
    unlabelled: Annotated[
        Path | None, typer.Option(help="JSON lines of all other findings of the documents.")
    ] = None,
    annotations: Annotated[
        Path | None, typer.Option(help="Other labels than those of the project.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="Another list of documents than that of the project.")
    ] = None,
    workers: Workers = 2,
    at_least: Annotated[
        float, typer.Option(help="Exit with 3 when a smaller share of the sentences is found.")
    ] = 0.95,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Make the training file of the documents and the labels that stand apart.

    Documents are known by their hash, sentences by their id. The report names every document that
    was not found or could not be read, and the sentences that its documents do not hold.
    """
    from ofstedmine.corpus.annotations import read_annotations
    from ofstedmine.corpus.build import build_corpus
    from ofstedmine.corpus.manifest import read_manifest
    from ofstedmine.findings.labelled import write_labelled
    from ofstedmine.showing.corpus_text import built_text
    from ofstedmine.showing.output import print_json, print_pieces

    built = build_corpus(
        read_annotations(annotations), read_manifest(manifest), documents, workers=workers
    )
    write_labelled(built.labelled, output)
    if unlabelled is not None:
        write_labelled(built.unlabelled, unlabelled)
    if as_json:
        print_json(built.to_dict(), 2)
    else:
        print_pieces([built_text(built)])
    if built.share < at_least:
        raise typer.Exit(SOME_FAILED)


@corpus.command()
def annotate(
    labels: Annotated[Path, typer.Option(help="Labelled sentences, JSON lines or CSV.")],
    documents: Documents,
    output: Annotated[Path, typer.Option("--output", "-o", help="JSON lines: labels, no text.")],
    corrections: Annotated[
        Path | None, typer.Option(help="CSV of labels to change: id, field, was, now, reason.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="Another list of documents than that of the project.")
    ] = None,
    workers: Workers = 2,
) -> None:
    """Take the text from labelled sentences: what remains can be published.

    Sentences that another reader cut differently are found by their words, and are kept under the
    id of ours.
    """
    from ofstedmine.corpus.annotate import annotate as make_annotations
    from ofstedmine.corpus.annotate import place_labelled, read_corrections
    from ofstedmine.corpus.annotations import write_annotations
    from ofstedmine.corpus.manifest import read_manifest
    from ofstedmine.findings.labelled import read_labelled

    rows = read_labelled(labels)
    places = place_labelled(rows, read_manifest(manifest), documents, workers=workers)
    changes = read_corrections(corrections) if corrections else []
    made = make_annotations(rows, places, changes)
    write_annotations(made, output)
    anew = sum(one.former_id is not None for one in made)
    changed = sum(one.corrected is not None for one in made)
    typer.echo(
        f"{len(made)} sentences: {len(places)} found, {anew} of them under another id, "
        f"{len(made) - len(places)} not found; {changed} corrected"
    )


@corpus.command()
def vectors(
    data: Annotated[Path, typer.Option(help="Labelled sentences, JSON lines or CSV.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file, an .npz.")],
    unlabelled: Annotated[
        Path | None, typer.Option(help="Other sentences: `corpus build --unlabelled`.")
    ] = None,
) -> None:
    """Make the meanings of sentences that the tagger's teacher learns from.

    Needs the encoder of the extra `teacher`.
    The file holds numbers by the id of the sentence, and no text.
    """
    from ofstedmine.findings.labelled import PlacedFinding, read_labelled, read_unlabelled
    from ofstedmine.findings.vectors import encode, save_vectors

    rows: list[PlacedFinding] = list(read_labelled(data))
    if unlabelled is not None:
        rows += read_unlabelled(unlabelled)
    # A sentence that stands in many letters is encoded once.
    single = list({row.id: row for row in rows}.values())
    kept = save_vectors(single, encode([row.text for row in single]), output)
    typer.echo(f"{output}: {len(kept.ids):,} sentences, {kept.steps.shape[1]} numbers each")


def tags(
    data: Annotated[
        Path,
        typer.Option(help="Labelled sentences: JSON lines or CSV, `corpus build` writes some."),
    ],
    documents: Annotated[
        Path | None,
        typer.Option(help="Folder of their documents: headings and roles are read from these."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="Measure this trained model (a folder, or: shipped); no training."),
    ] = None,
    trainer: Annotated[
        str, typer.Option(help="What is trained: package.module:function, or: baseline.")
    ] = "ofstedmine.findings.training:train",
    folds: Annotated[int, typer.Option(min=2, help="Folds; an authority is in one.")] = 5,
    unlabelled: Annotated[
        Path | None,
        typer.Option(help="More sentences for the trainer; those of --documents by default."),
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Compare with the plain baseline.")
    ] = False,
    against: Annotated[
        str | None, typer.Option(help="Compare with: a file of --predictions, or a trainer.")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Write labels and tags of each sentence, without text.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    workers: Workers = 2,
) -> None:
    """Measure the tagger: figures by label, kind and period, with intervals.

    By default a tagger is trained for each fold on the sentences of all other authorities. With
    --model a tagger that was trained before is measured: on sentences that it has not seen.
    """
    from ofstedmine.corpus.annotations import read_annotations
    from ofstedmine.corpus.build import build_corpus
    from ofstedmine.corpus.manifest import read_manifest
    from ofstedmine.evaluation.tags import (
        evaluate_tags,
        join_context,
        other_predictions,
        trainer_named,
    )
    from ofstedmine.evaluation.tags_predictions import write_predictions
    from ofstedmine.evaluation.tags_text import tags_text
    from ofstedmine.findings.labelled import read_labelled, read_unlabelled
    from ofstedmine.findings.tagger import load_tagger
    from ofstedmine.showing.output import print_json, print_pieces

    if baseline and against:
        raise typer.BadParameter("--baseline and --against exclude each other")
    if model and (baseline or unlabelled):
        raise typer.BadParameter("--model measures without training; compare with --against FILE")
    tagger = load_tagger(None if model == "shipped" else Path(model)) if model else None
    rows = read_labelled(data)
    if documents is not None:
        rows, found = join_context(rows, read_manifest(), documents, workers=workers)
        typer.echo(f"{found} of {len(rows)} sentences found in their documents", err=True)
    more = read_unlabelled(unlabelled) if unlabelled else None
    if more is None and documents is not None and tagger is None:
        # All that the same documents say besides: the shipped tagger learnt from that as well.
        more = build_corpus(
            read_annotations(), read_manifest(), documents, workers=workers
        ).unlabelled
    other = "baseline" if baseline else against
    report = evaluate_tags(
        rows,
        tagger=tagger,
        trainer=None if tagger else trainer_named(trainer),
        folds=folds,
        unlabelled=more or None,
        against=other_predictions(other) if other else None,
        workers=workers,
    )
    if predictions is not None:
        write_predictions(report.predictions, predictions)
    if as_json:
        print_json(report.metrics, 2)
    else:
        print_pieces([tags_text(report.metrics)])
