"""The report of a check as Markdown: every word of document and letter shows as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ofstedmine.showing import check_words as words
from ofstedmine.showing.words import visible

if TYPE_CHECKING:
    from ofstedmine.claims.models import Checked, CheckReport, Tone

__all__ = ["check_markdown"]

_SIGN = regex.compile(r"[\\`*_{}\[\]<>()#+\-.!|~&:@]")


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
    yield "# A document held against Ofsted's letters"
    yield ""
    for line in words.document_words(report):
        yield f"- {_text(line)}"
    yield f"\n{words.NOT_SAID}\n"
    yield "| Result | Claims |\n| --- | ---: |"
    for status, count in report.counts().items():
        yield f"| {words.STATUS[status]} | {count} |"
    for status, checks in words.ordered(report):
        yield f"\n## {words.STATUS[status]} ({len(checks)})"
        for checked in checks:
            yield from _check(checked)
    for tone in report.tone:
        yield from _tone(tone, report.document.model_version)
    if report.between_documents:
        yield "\n## Other documents\n\nEach document speaks of a day of its own.\n"
        for one in report.between_documents:
            pairs = zip(one.documents, one.claims, strict=True)
            told = "; ".join(f"{name}: {claim.figure.as_written}" for name, claim in pairs)
            yield f"- {_text(one.noun)}: {_text(told)}"
    yield f"\n{words.SOURCE}"


def _text(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", " ".join(visible(text).split()))


def _check(checked: Checked) -> Iterator[str]:
    claim = checked.claim
    at, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    own = _text(claim.text[at:end])
    before, after = _text(claim.text[:at]), _text(claim.text[end:])
    page = f", page {claim.page}" if claim.page else ""
    yield f"\n**The document** ({claim.kind}, {_text(words.attribution_words(checked))}{page}):\n"
    yield f"> {before} **{own}** {after}".replace(">  ", "> ").rstrip()
    notes = [f"scope: {', '.join(checked.scope)}"] if checked.scope else []
    for note in [*notes, *words.figure_notes(checked)]:
        yield f">\n> {_text(note)}"
    for passage in checked.passages:
        scope = f"; scope: {', '.join(passage.scope)}" if passage.scope else ""
        yield f"\n**The letter** ({_text(words.passage_place(passage) + scope)}):\n"
        yield f"> {_text(passage.text)}"
    for change in checked.changes:
        yield f"\n- “{_text(change.quoted) or '—'}”, the letter: “{_text(change.letter) or '—'}”"
    yield f"\n{_text(words.alignment_words(checked))}"


def _tone(tone: Tone, model: str | None) -> Iterator[str]:
    yield f"\n## Tone: {_text(tone.letter)}\n"
    yield f"Findings, {_text(words.tone_words(tone, model))}\n"
    yield "| Sentiment | In the letter | Passed on |\n| --- | ---: | ---: |"
    for slug, count in tone.in_letter.items():
        yield f"| {slug} | {count} | {tone.passed_on.get(slug, 0)} |"
    yield f"| all | {sum(tone.in_letter.values())} | {sum(tone.passed_on.values())} |"
    if tone.left_out:
        yield "\n### Findings of weakness that the document does not pass on, by theme"
    for left in tone.left_out:
        yield f"\n{_text(words.theme_words(left.theme))} ({len(left.passages)})\n"
        for passage in left.passages:
            page = f" (page {passage.page})" if passage.page else ""
            yield f"- {_text(passage.text)}{page}"
