"""The command ``train``: labelled sentences become a tagger with its figures and its card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train_command"]


def train_command(
    data: Annotated[
        Path, typer.Option(help="Labelled sentences: JSON lines or a CSV with named columns.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the tagger.")],
    unlabelled: Annotated[
        Path | None,
        typer.Option(help="Other sentences of the same sort: `corpus build --unlabelled`."),
    ] = None,
    card: Annotated[
        Path | None, typer.Option(help="Where the model card goes; README.md in the folder.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Where chance begins.")] = 0,
    folds: Annotated[
        int, typer.Option(min=0, help="Folds by authority to measure on; 0 leaves figures out.")
    ] = 5,
    workers: Annotated[int, typer.Option(min=1, help="Processes that train on folds.")] = 2,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Compare with the plain baseline in the figures.")
    ] = False,
) -> None:
    """Train a tagger on labelled sentences, and measure it.

    The folder gets tagger.skops, about.json with its hash, metrics.json and a model card. Use it
    with om.mine(..., tagger=load_tagger(folder)).
    """
    from functools import partial

    from ofstedmine.evaluation.tags import evaluate_tags, trainer_named
    from ofstedmine.evaluation.tags_card import tags_report
    from ofstedmine.findings.labelled import read_labelled, read_unlabelled
    from ofstedmine.findings.training import train
    from ofstedmine.showing.output import console

    rows = read_labelled(data)
    more = read_unlabelled(unlabelled) if unlabelled else None
    report = None
    if folds:
        report = evaluate_tags(
            rows,
            trainer=partial(train, seed=seed),
            folds=folds,
            unlabelled=more,
            against=trainer_named("baseline") if baseline else None,
            workers=workers,
        )
    with console(stderr=True).status("Training on all sentences") as status:
        tagger = train(rows, seed=seed, unlabelled=more, report=status.update)
        if report is not None and report.soft is not None:
            tagger.calibrate(report.soft, rows)
        about = tagger.save(output)
    typer.echo(f"{output}: tagger {about['version']} of {len(rows):,} labelled sentences", err=True)
    if report is not None:
        about.pop("probes")
        metrics = report.metrics | {"model": about["version"], "training": about}
        text = json.dumps(metrics, indent=1, ensure_ascii=False) + "\n"
        (output / "metrics.json").write_text(text, encoding="utf-8")
        (card or output / "README.md").write_text(tags_report(metrics), encoding="utf-8")
        typer.echo(f"{output}: figures of {folds} folds in metrics.json and in the card", err=True)
