"""The report of a check for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from ofstedmine.showing import check_words as words
from ofstedmine.showing.words import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ofstedmine.claims.models import CheckReport

__all__ = ["check_text"]

_LONGEST = 300


def check_text(report: CheckReport) -> Iterator[RenderableType]:
    """Yield the pieces of a report: what differs in full, what is supported as a count.

    Parameters
    ----------
    report : CheckReport
        The report.

    Yields
    ------
    rich.console.RenderableType
        Pieces to print, in order.
    """
    for line in words.document_words(report):
        yield Text(line)
    for status, checks in words.ordered(report):
        yield Text(f"\n{words.STATUS[status]} ({len(checks)})", style="bold")
        if status in ("supported", "not_checkable"):
            continue
        for checked in checks:
            yield Padding(Text(f"document: {_short(checked.claim.text)}"), (1, 0, 0, 2))
            for passage in checked.passages[:2]:
                place = words.passage_place(passage)
                yield Padding(Text(f"letter:   {_short(passage.text)} [{place}]"), (0, 0, 0, 2))
            told = Text(words.alignment_words(checked), style="italic")
            yield Padding(told, (0, 0, 0, 2))
    notes = [note for checked in report.checks for note in words.figure_notes(checked)]
    if notes:
        yield Text("\nFigures that do not follow from each other in the document", style="bold")
        for note in notes:
            yield Padding(Text(note), (0, 0, 0, 2))
    for tone in report.tone:
        yield Text(f"\nFindings of {one_line(tone.letter)}", style="bold")
        for name, counts in (("in the letter", tone.in_letter), ("passed on", tone.passed_on)):
            shares = ", ".join(f"{count} {slug}" for slug, count in counts.items())
            yield Padding(Text(f"{name}: {shares}"), (0, 0, 0, 2))
        yield Padding(Text(words.tone_words(tone, report.document.model_version)), (0, 0, 0, 2))
    yield Text(f"\n{words.NOT_SAID}")


def _short(text: str) -> str:
    line = one_line(" ".join(text.split()))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
