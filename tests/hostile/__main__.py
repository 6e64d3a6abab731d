"""Writes the figures of the slow runs: ``python -m tests.hostile --write`` (minutes)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .runner import Figures
from .runs import CASES, GENERATED, MUTATED, child, generated, isolated, mutations, watched

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "robustness.md"
HEAD = """# Files of strangers

What reading and parsing make of files that are broken, hostile or both. `make test-slow` tries them
all; `python -m tests.hostile --write` writes this page. Seconds are those of the processor, memory
is what a file added to the process.

| run | files | outcomes | slowest | largest |
|---|---|---|---|---|
"""
FOOT = """
- **mutated**: samples of every kind with bits flipped, cut short, spliced, repeated, with huge
  numbers and strange characters, half of them inside the compressed parts. Each is read
  under watch, and one in five in isolation too; both must give the same.
- **generated**: texts of what letters are made of, in any order, in eight encodings.
- **hostile**: built to do harm: bombs, circles, depths, crowds, entities and links to elsewhere.
- **hostile, in isolation**: the same and those that only a process of its own can bound.

Asked of every one: a record that passes the check of evidence and comes back from JSON as it was, or
`UnreadableLetter` with a reason; 10 seconds, 500 MB; no other file opened, nothing written, no
program started, no connection made.
"""


def row(name: str, figures: Figures) -> str:
    """Return a run as a row of the table."""
    outcomes = ", ".join(f"{n:,} `{reason}`" for reason, n in figures.outcomes.most_common())
    seconds, megabytes = figures.slowest[0], figures.largest[0]
    cost = f"{seconds:.1f} s | {megabytes:.0f} MB" if seconds else "– | –"
    return f"| {name} | {figures.outcomes.total():,} | {outcomes} | {cost} |\n"


def main() -> int:
    """Run everything; return how many files went wrong."""
    wrong: list[str] = []
    page = HEAD
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        figures = Figures()
        wrong += mutations(range(MUTATED), figures, place)
        page += row("mutated", figures)
        figures = Figures()
        wrong += generated(GENERATED, figures, place)
        page += row("generated", figures)
        figures = Figures()
        with child() as process:
            for case in CASES:
                if not case.alone:
                    wrong += watched(case, figures, process, place / "hostile.bin")
        page += row("hostile", figures)
    figures = Figures()
    wrong += isolated(CASES, figures)
    page += row("hostile, in isolation", figures)
    if "--write" in sys.argv:
        PAGE.write_text(page + FOOT, "utf-8")
    sys.stdout.write(page + "".join(f"{fault}\n" for fault in wrong))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
