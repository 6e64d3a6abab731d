"""The README's block of figures, from what was measured and kept in files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from ofstedmine.records import Kind

ROOT = Path(__file__).resolve().parent.parent
FACTS = ROOT / "docs" / "facts-figures.json"
TAGS = ROOT / "models" / "findings" / "metrics.json"
ROWS = [
    ("themes, micro F1", "themes", "micro_f1"),
    ("themes, macro F1", "themes", "macro_f1"),
    ("sentiment, accuracy", "sentiment", "accuracy"),
    ("sentiment, macro F1", "sentiment", "macro_f1"),
    ("direction of travel, macro F1", "progress", "macro_f1"),
]
UNSORTED = "other"


def rendered() -> str:
    """Return the block."""
    return "\n".join([*_facts(), "", *_tags()]) + "\n"


def _facts() -> list[str]:
    facts = json.loads(FACTS.read_text("utf-8"))
    n, fields = facts["documents"], facts["normalised"]
    right, to_the_letter = sum(fields.values()), sum(facts["strict"].values())
    return [
        (
            f"**Facts.** {n} public reports and joint-inspection letters, whose {len(fields)} header "
            "fields were typed by reading them:"
        ),
        "",
        "| | right | of |",
        "|---|---:|---:|",
        f"| values, but for case, dashes, quotes, spaces and honorifics | {right} | {n * len(fields)} |",
        f"| values, to the letter | {to_the_letter} | {n * len(fields)} |",
        f"| records in which every field is right | {facts['whole_records']} | {n} |",
        f"| headings of the first pages that were found | {facts['headings_found']} | {facts['headings_gold']} |",
        "",
        (
            "The rules were written with these documents at hand: on others expect less, and "
            "[measure](docs/evaluate-facts.md)."
        ),
    ]


def _tags() -> list[str]:
    tags = json.loads(TAGS.read_text("utf-8"))
    draw, other = tags["random"], tags["comparison"]["random"]
    lines = [
        (
            f"**Tags.** {draw['sentences']:,} sentences, a random draw from {tags['data']['documents']} "
            f"documents about {draw['authorities']} authorities, each tagged by a model that saw nothing "
            f"of its authority ({tags['folds']} folds); with intervals of 95 %:"
        ),
        "",
        "| | this tagger | plain TF-IDF and logistic regression |",
        "|---|---:|---:|",
    ]
    for label, part, name in ROWS:
        low, high = draw[part][f"{name}_interval"]
        theirs = other[f"{part}.{name}"]["theirs"]
        lines.append(
            f"| {label} | {draw[part][name]:.2f} ({low:.2f} to {high:.2f}) | {theirs:.2f} |"
        )
    doubt = draw["uncertain"]
    worst = min(draw["themes"]["by_label"].items(), key=lambda item: item[1]["f1"])
    theme, figures = worst
    low, high = figures["interval"]
    without = [kind for kind in get_args(Kind) if kind not in tags["training"]["kinds"]]
    names = ", ".join(f"`{kind}`" for kind in without if kind != UNSORTED)
    return [
        *lines,
        "",
        (
            f"- The surest {doubt['share_sure']:.0%} have the wrong sentiment in {doubt['sentiment']['error_sure']:.1%}, "
            f"those marked `uncertain` ({doubt['marked']:.0%}) in {doubt['sentiment']['error_marked']:.0%}."
        ),
        (
            f"- The weakest theme is `{theme}`: F1 {figures['f1']:.2f} ({low:.2f} to {high:.2f}) on "
            f"{figures['support']} sentences."
        ),
        f"- The labels are a language model's. There are no figures for {names}.",
        "- Label by label, with intervals and calibration: [models/README.md](models/README.md).",
    ]
