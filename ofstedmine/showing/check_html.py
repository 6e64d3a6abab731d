"""The report of a check as a web page of its own: no script, nothing fetched, all words escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ofstedmine.showing import check_words as words
from ofstedmine.showing.words import visible

if TYPE_CHECKING:
    from ofstedmine.claims.models import Checked, CheckReport, Passage, Tone

__all__ = ["check_html"]

_CSS = Path(__file__).parent / "data" / "check.css"


def check_html(report: CheckReport) -> str:
    """Return a report as a web page.

    Parameters
    ----------
    report : CheckReport
        The report.

    Returns
    -------
    str
        HTML to save, or to attach to an email.

    Examples
    --------
    >>> import ofstedmine as om
    >>> report = om.check(b"<b>Northmoor</b> Council was judged 'good' in May 2024.", om.Shelf([]))
    >>> "<script" in check_html(report)
    False
    """
    return "\n".join(_page(report)) + "\n"


def _page(report: CheckReport) -> Iterator[str]:
    title = "A document held against Ofsted's letters"
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{title}</title>\n<style>\n{_CSS.read_text(encoding='utf-8')}</style>\n</head>"
    yield f"<body>\n<h1>{title}</h1>\n<p>"
    yield "<br>\n".join(_text(line) for line in words.document_words(report))
    yield f"</p>\n<p>{_text(words.NOT_SAID)}</p>"
    yield "<table>\n<caption>Claims</caption>\n<tr><th>Result</th><th>Claims</th></tr>"
    for status, count in report.counts().items():
        yield f'<tr><td>{words.STATUS[status]}</td><td class="figure">{count}</td></tr>'
    yield "</table>"
    for status, checks in words.ordered(report):
        yield f"<h2>{words.STATUS[status]} ({len(checks)})</h2>"
        yield "<table>\n<tr><th>The document</th><th>The letter</th></tr>"
        for checked in checks:
            yield f"<tr><td>{_claim(checked)}</td><td>{_letter(checked)}</td></tr>"
        yield "</table>"
    for tone in report.tone:
        yield from _tone(tone, report.document.model_version)
    if report.between_documents:
        yield "<h2>Other documents</h2>\n<p>Each document speaks of a day of its own.</p>\n<ul>"
        for one in report.between_documents:
            pairs = zip(one.documents, one.claims, strict=True)
            told = "; ".join(f"{name}: {claim.figure.as_written}" for name, claim in pairs)
            yield f"<li>{_text(one.noun)}: {_text(told)}</li>"
        yield "</ul>"
    yield f"<footer><p>{_text(words.SOURCE)}</p></footer>\n</body>\n</html>"


def _text(text: str) -> str:
    return escape(visible(text))


def _claim(checked: Checked) -> str:
    """Return a claim in its sentence, its own words in bold."""
    claim = checked.claim
    at, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    sentence = (
        f"{_text(claim.text[:at])}<span class='said'>{_text(claim.text[at:end])}</span>"
        f"{_text(claim.text[end:])}"
    )
    page = f", page {claim.page}" if claim.page else ""
    parts = [sentence, _small(f"{claim.kind}, {words.attribution_words(checked)}{page}")]
    if checked.scope:
        parts.append(_small(f"scope: {', '.join(checked.scope)}"))
    parts += [_small(note) for note in words.figure_notes(checked)]
    return "<br>\n".join(parts)


def _letter(checked: Checked) -> str:
    parts = [_passage(passage) for passage in checked.passages]
    parts += [
        f"<del>{_text(one.quoted) or '—'}</del> → <ins>{_text(one.letter) or '—'}</ins>"
        for one in checked.changes
    ]
    parts.append(f'<span class="why">{_text(words.alignment_words(checked))}</span>')
    return "<br>\n".join(parts)


def _passage(passage: Passage) -> str:
    told = f"{_text(passage.text)}<br>\n{_small(words.passage_place(passage))}"
    if passage.scope:
        told += f"<br>\n{_small('scope: ' + ', '.join(passage.scope))}"
    return told


def _small(text: str) -> str:
    return f'<span class="where">{_text(text)}</span>'


def _row(name: str, *counts: int) -> str:
    cells = "".join(f'<td class="figure">{count}</td>' for count in counts)
    return f"<tr><td>{name}</td>{cells}</tr>"


def _tone(tone: Tone, model: str | None) -> Iterator[str]:
    yield f"<h2>Tone: {_text(tone.letter)}</h2>"
    yield f"<table>\n<caption>Findings, {_text(words.tone_words(tone, model))}</caption>"
    yield "<tr><th>Sentiment</th><th>In the letter</th><th>Passed on</th></tr>"
    totals = sum(tone.in_letter.values()), sum(tone.passed_on.values())
    for slug, count in tone.in_letter.items():
        passed = tone.passed_on.get(slug, 0)
        yield _row(slug, count, passed)
    yield _row("all", *totals)
    yield "</table>"
    if tone.left_out:
        yield "<h3>Findings of weakness that the document does not pass on, by theme</h3>"
    for left in tone.left_out:
        yield f"<p>{_text(words.theme_words(left.theme))} ({len(left.passages)})</p>\n<ul>"
        for passage in left.passages:
            page = f" (page {passage.page})" if passage.page else ""
            yield f"<li>{_text(passage.text)}{page}</li>"
        yield "</ul>"
