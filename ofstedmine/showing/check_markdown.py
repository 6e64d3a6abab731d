"""The report of a check as Markdown: every word of document and letter shows as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ofstedmine.showing import check_words as words
from ofstedmine.showing.markdown import plain, table

if TYPE_CHECKING:
    from ofstedmine.claims.models import Checked, CheckReport, Tone

__all__ = ["check_markdown"]


def check_markdown(report: CheckReport) -> str:
    """Return a report as Markdown.

    Parameters
    ----------
    report : CheckReport
        The report.

    Returns
    -------
    str
        Markdown in which nothing of the document or a letter is taken for markup.

    Examples
    --------
    >>> import ofstedmine as om
    >>> report = om.check(b"Northmoor Council was judged 'good' in May 2024.", om.Shelf([]))
    >>> check_markdown(report).splitlines()[0]
    "# A document held against Ofsted's letters"
    """
    return "\n".join(_lines(report)) + "\n"


def _lines(report: CheckReport) -> Iterator[str]:
    yield f"# {words.TITLE}\n"
    yield from (f"- {plain(line)}" for line in words.document_words(report))
    yield f"\n{words.NOT_SAID}\n"
    yield from table(["Result", "Claims"], _cells(words.count_rows(report)), numbers=1)
    for status, checks in words.ordered(report):
        yield f"\n## {words.STATUS[status]} ({len(checks)})"
        for checked in checks:
            yield from _check(checked)
    for tone in report.tone:
        yield from _tone(tone, report.document.model_version)
    if report.between_documents:
        yield f"\n## {words.OTHERS}\n\n{words.OTHER_DAYS}\n"
        yield from (f"- {plain(line)}" for line in words.difference_words(report))
    yield f"\n{words.SOURCE}"


def _check(checked: Checked) -> Iterator[str]:
    before, own, after = map(plain, words.claim_parts(checked))
    yield "\n**The document:**\n"
    # Stars that touch a word on their outer side would mark nothing.
    gap = "" if after and not after[0].isalnum() else " "
    yield f"> {before} **{own}**{gap}{after}".replace(">  ", "> ").rstrip()
    yield from (f">\n> {plain(line)}" for line in words.claim_words(checked))
    for passage in checked.passages:
        yield f"\n**The letter** ({plain(words.passage_place(passage))}):\n"
        yield f"> {plain(passage.text)}"
    if checked.changes:
        yield ""
    for change in checked.changes:
        told, letter = (
            f"“{plain(one)}”" if one else "nothing" for one in (change.quoted, change.letter)
        )
        yield f"- document: {told}, letter: {letter}"
    yield f"\n{plain(words.alignment_words(checked))}"


def _tone(tone: Tone, model: str | None) -> Iterator[str]:
    yield f"\n## Tone: {plain(tone.letter)}\n"
    yield f"Findings, {plain(words.tone_words(tone, model))}\n"
    head = ["Sentiment", "In the letter", "Passed on"]
    yield from table(head, _cells(words.tone_rows(tone)), numbers=2)
    if tone.left_out:
        yield f"\n### {words.LEFT_OUT}"
    for left in tone.left_out:
        yield f"\n{plain(words.theme_words(left.theme))} ({len(left.passages)})\n"
        yield from (f"- {plain(words.passage_line(one))}" for one in left.passages)


def _cells(rows: list[list[str | int]]) -> list[list[str]]:
    return [list(map(str, row)) for row in rows]
