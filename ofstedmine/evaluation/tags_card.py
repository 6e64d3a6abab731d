"""The model card: what a tagger is for, what it learnt from, how good and how weak it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from ofstedmine.evaluation.tags_text import figure
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.records import Kind

__all__ = ["tags_report"]

WEAK = 0.7
"""A label of a lower F1 is named as a weak spot."""
RARE = 120
"""A label on fewer sentences is named as rare."""
_UNSEEN = 30
"""A kind of document with fewer sentences counts as not measured."""

_ONE = {"themes": "theme", "sentiment": "sentiment", "progress": "progress"}

_HEAD = """\
# The tagger of findings

This page is written by `ofstedmine train`; do not edit it by hand. `metrics.json` holds all
figures.

## What it is for

It gives each finding of an Ofsted letter or report on children's services its themes, one
sentiment and one direction of travel, as `../corpus/codebook.toml` defines them, each with scores.
Use it to find passages to read, to sort and to count over many documents, with the number of
findings and the intervals in sight. Every tag is machine-made and unreviewed: say so wherever you
show one.

Do not use it to rank councils or to score them, to judge a person, a team or a single case, to
relate a named inspector to tone, or in place of reading a letter. It says what inspectors wrote,
not what services were like.
"""
_LABELS = """\
## Where the labels come from

A **language model** read each sentence against the codebook. People who work in children's
services have **not validated** the labels. Two passes of it over other sentences agreed at macro
F1 0.96 (themes), 0.97 (sentiment) and 0.95 (progress), which shows that the labels are consistent,
not that practitioners would give the same.

The sentences are from inspection reports and joint-inspection letters. **Monitoring and focused
letters are hardly in the data**: they speak the same language, but nothing here was measured on
them. Records of kinds without figures say so in their `warnings`.
"""


def tags_report(metrics: Mapping[str, Any]) -> str:
    """Return the model card.

    Parameters
    ----------
    metrics : mapping
        Those of a `ofstedmine.evaluation.tags.TagsReport`.

    Returns
    -------
    str
        Markdown: use and misuse, data, figures by label with support and intervals, calibration,
        confusion, kinds and periods, weak spots.
    """
    return "\n".join((_HEAD, _LABELS, *_data(metrics), *_figures(metrics), *_weak(metrics)))


def _data(metrics: Mapping[str, Any]) -> Iterator[str]:
    data = metrics["data"]
    years = f", {data['years'][0]} to {data['years'][1]}" if data["years"] else ""
    yield "## Data\n"
    yield (
        f"{data['sentences']:,} sentences of {data['documents']} documents about "
        f"{data['authorities']} authorities{years}; {data['random']:,} of them are a random draw "
        "of their documents, and only these have the label shares of running letters. The others "
        "were chosen because they are hard or state progress.\n"
    )
    kinds = data["kinds"].items()
    yield _table(("kind of document", "sentences"), [(_plain(k), f"{n:,}") for k, n in kinds])
    for name, counts in data["labels"].items():
        yield f"Sentences by {_ONE[name]}:\n"
        rows = []
        for slug, number in counts["all"].items():
            drawn = counts["random"][slug]
            share = f"{drawn / data['random']:.1%}".replace("%", " %") if data["random"] else "–"
            rows.append((f"`{slug}`", f"{number:,}", f"{drawn:,}", share))
        yield _table((_ONE[name], "all", "random draw", "share of the draw"), rows)


def _figures(metrics: Mapping[str, Any]) -> Iterator[str]:
    folds = metrics["folds"]
    yield "## Figures\n"
    yield (
        f"Measured in {folds} folds grouped by authority: each sentence was tagged by a model that "
        "saw nothing of its authority. "
        if folds
        else "Measured on sentences that the model had not seen. "
    ) + "In brackets are 95 % intervals, by drawing authorities anew.\n"
    draws = [draw for draw in ("random", "all") if metrics[draw]]
    names = {"random": "random draw", "all": "all sentences"}
    rows = []
    for field, keys in (
        ("themes", ("micro_f1", "macro_f1")),
        ("sentiment", ("accuracy", "macro_f1")),
        ("progress", ("accuracy", "macro_f1")),
    ):
        for key in keys:
            cells = (metrics[draw][field] for draw in draws)
            shown = (figure(one[key], one[f"{key}_interval"]) for one in cells)
            rows.append((f"{field}, {_plain(key)}", *shown))
        errors = (figure(metrics[draw][field]["calibration_error"]) for draw in draws)
        rows.append((f"{field}, expected calibration error", *errors))
    yield _table(("", *(names[draw] for draw in draws)), rows)
    yield from _comparison(metrics)
    for field in ("themes", "sentiment", "progress"):
        draw = draws[0] if field != "progress" else "all"
        yield f"### {field.capitalize()}, {names[draw]}\n"
        yield _table(
            (_ONE[field], "sentences", "precision", "recall", "F1"),
            [
                (
                    f"`{slug}`",
                    str(one["support"]),
                    figure(one["precision"]),
                    figure(one["recall"]),
                    figure(one["f1"], one["interval"]),
                )
                for slug, one in metrics[draw][field]["by_label"].items()
            ],
        )
    chosen = metrics[draws[0]]
    yield f"### Confusion of sentiment, {names[draws[0]]}\n"
    sentiment = chosen["sentiment"]
    yield _table(
        ("label \\ tag", *sentiment["labels"]),
        [
            (slug, *map(str, row))
            for slug, row in zip(sentiment["labels"], sentiment["confusion"], strict=True)
        ],
    )
    yield from _doubt(chosen["uncertain"])
    for key, title in (("by_kind", "kind of document"), ("by_period", "period")):
        yield f"### By {title}, all sentences\n"
        heads = ("themes.micro_f1", "sentiment.accuracy", "progress.macro_f1")
        yield _table(
            (title, "sentences", "themes, micro F1", "sentiment, accuracy", "progress, macro F1"),
            [
                (
                    _plain(name),
                    str(one["sentences"]),
                    *(figure(one[head], one[f"{head}_interval"]) for head in heads),
                )
                for name, one in metrics["all"][key].items()
            ],
        )


def _comparison(metrics: Mapping[str, Any]) -> Iterator[str]:
    if not metrics.get("comparison"):
        return
    yield "Beside the plain baseline (TF-IDF, balanced logistic regression) on the same folds:\n"
    rows = []
    for draw, found in metrics["comparison"].items():
        for label, one in (found or {}).items():
            ends = one["interval"]
            shown = f" [{ends[0]:+.3f}, {ends[1]:+.3f}]" if ends else ""
            rows.append(
                (
                    "all sentences" if draw == "all" else "random draw",
                    _plain(label),
                    figure(one["ours"]),
                    figure(one["theirs"]),
                    f"{one['difference']:+.3f}{shown}",
                )
            )
    yield _table(("", "", "this tagger", "baseline", "difference"), rows)


def _doubt(found: Mapping[str, Any]) -> Iterator[str]:
    yield "### What doubt is worth\n"
    yield (
        f"{found['marked']:.1%} of the sentences are marked `uncertain`: look yourself. "
        "The last column is the error rate among the 85 % least uncertain, in parts of the overall "
        "one.\n".replace("85 %", f"{found['share_sure']:.0%}")
    ).replace("%", " %")
    keys = ("error", "error_marked", "error_unmarked", "error_sure", "ratio_sure")
    yield _table(
        ("errors in", "all", "marked", "not marked", "least uncertain", "of all"),
        [
            (name, *(figure(found[name][key]) for key in keys))
            for name in ("sentiment", "progress", "themes", "any")
        ],
    )


def _weak(metrics: Mapping[str, Any]) -> Iterator[str]:
    yield "## Weak spots\n"
    found = []
    for field in ("themes", "sentiment", "progress"):
        for slug, one in metrics["all"][field]["by_label"].items():
            name = f"`{slug}` ({_ONE[field]})"
            shown = figure(one["f1"], one["interval"])
            if one["support"] < RARE:
                found.append(f"- {name} is rare: F1 {shown}, on only {one['support']} sentences.")
            elif one["f1"] < WEAK:
                found.append(f"- {name}: F1 {shown}, on {one['support']} sentences.")
    found += _mistaken(metrics["all"]["sentiment"])
    kinds = metrics["data"]["kinds"]
    unseen = [_plain(kind) for kind in get_args(Kind) if kinds.get(kind, 0) < _UNSEEN]
    if unseen:
        found.append(f"- Not measured, for want of sentences: {', '.join(unseen)}.")
    found += [f"- {limit}" for limit in load_codebook().limits]
    yield "\n".join(found) + "\n"


def _mistaken(classes: Mapping[str, Any]) -> Iterator[str]:
    """Yield the sentiment that is most often taken for another."""
    labels, table = classes["labels"], classes["confusion"]
    shares = [
        (row[b] / sum(row), labels[a], labels[b])
        for a, row in enumerate(table)
        for b in range(len(labels))
        if a != b and sum(row)
    ]
    for share, label, tag in sorted(shares, reverse=True)[:1]:
        shown = f"{share:.0%}".replace("%", " %")
        yield f"- Of the sentences labelled `{label}`, {shown} are tagged `{tag}`."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _plain(name: str) -> str:
    return name.replace(".", ", ").replace("_", " ").replace("f1", "F1")
