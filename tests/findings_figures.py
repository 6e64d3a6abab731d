"""The shipped tagger on the project's own sentences: ``python -m tests.findings_figures``.

The sentences are clear-cut and balanced by design, and their labels were given by the codebook
alone: the shares tell what the tagger understands, not how it does on running letters.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tagged_sentences import Tagged, load_tagged

import ofstedmine as om
from ofstedmine.findings.context import inputs_of
from ofstedmine.findings.tags import Tags
from ofstedmine.resources import find

SAMPLE_LABELS = Path(__file__).with_name("findings") / "sample_labels.jsonl"


@dataclass(frozen=True)
class Share:
    """How many of a group are right."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """Return the share."""
        return self.right / self.of if self.of else 1.0


def tagged() -> list[tuple[Tagged, Tags]]:
    """Return the sentences with what the tagger says of them."""
    rows = load_tagged()
    inputs = [
        om.TagInput(row.text, row.previous, row.heading, row.role, bool(row.bullet)) for row in rows
    ]
    return list(zip(rows, om.tag(inputs), strict=True))


def samples() -> list[tuple[Tagged, Tags]]:
    """Return the labelled findings of sample letters with what the tagger says of them."""
    labels: dict[str, dict[str, dict]] = defaultdict(dict)
    for line in SAMPLE_LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels[row["document"]][row["id"]] = row
    found = []
    for document, wanted in labels.items():
        record = om.mine(find("corpus/letters") / document, tag=False, boxes=False)
        inputs = inputs_of(record.findings)
        for finding, tags in zip(record.findings, om.tag(inputs), strict=True):
            if finding.id in wanted:
                row = wanted[finding.id]
                labelled = Tagged(
                    group=record.kind,
                    marked=finding.text,
                    themes=tuple(row["themes"]),
                    optional=tuple(row["optional"]),
                    sentiment=row["sentiment"],
                    progress=row["progress"],
                )
                found.append((labelled, tags))
    return found


def mistakes(row: Tagged, tags: Tags) -> list[str]:
    """Return what is wrong with the tags of a sentence."""
    wrong = []
    given = set(tags.themes)
    if not set(row.themes) <= given <= {*row.themes, *row.optional}:
        wrong.append("themes")
    if tags.sentiment not in {row.sentiment, *row.accept}:
        wrong.append("sentiment")
    if tags.progress != row.progress:
        wrong.append("progress")
    return wrong


def shares(rows: Iterable[tuple[Tagged, Tags]]) -> dict[str, Share]:
    """Return the shares that are right: over all, by group, by label."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, tags in rows:
        wrong = mistakes(row, tags)
        for part in ("themes", "sentiment", "progress"):
            label = {"sentiment": row.sentiment, "progress": row.progress}.get(part)
            names = [part, f"group.{row.group}.{part}", *([f"{part}.{label}"] if label else [])]
            for name in names:
                counts[name][0] += part not in wrong
                counts[name][1] += 1
        for theme in row.themes:
            counts[f"theme.{theme}"][0] += theme in tags.themes
            counts[f"theme.{theme}"][1] += 1
    return {name: Share(*count) for name, count in sorted(counts.items())}


def main() -> None:
    """Print the shares, and every sentence that is tagged wrongly."""
    for title, rows in (("sentences", tagged()), ("sample letters", samples())):
        sys.stdout.write(f"\n# {title}\n")
        for name, share in shares(rows).items():
            sys.stdout.write(f"{name:45} {share.right:4} of {share.of:4}  {share.value:.2f}\n")
        for row, tags in rows:
            if wrong := mistakes(row, tags):
                sys.stdout.write(
                    f"\n{row.text}\n  wrong: {', '.join(wrong)}\n"
                    f"  labels {list(row.themes)} {row.sentiment} {row.progress}\n  {tags!r}\n"
                )


if __name__ == "__main__":
    main()
