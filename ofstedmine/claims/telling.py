"""Whose account each sentence of a document is: Ofsted's, the council's, or the document's own.

What a sentence does not say goes on from the sentence before, in its paragraph; the items of a list
follow the words that lead it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ofstedmine.claims.wording import patterns

if TYPE_CHECKING:
    from ofstedmine.claims.models import Attribution
    from ofstedmine.claims.paper import Source, Span
    from ofstedmine.claims.quotations import Quotation

__all__ = ["attributions", "plain_words"]

_THEY = regex.compile(r"(?:They|It|These|Their)\b")


def plain_words(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """Return a stretch of text with what lies in other spans blanked, so that places stay.

    Examples
    --------
    >>> plain_words("She said 'yes' twice.", 0, 21, [(9, 14)])
    'She said       twice.'
    """
    letters = list(text[start:end])
    for a, b in spans:
        for at in range(max(a, start), min(b, end)):
            letters[at - start] = " "
    return "".join(letters)


def attributions(source: Source, quotations: list[Quotation]) -> list[Attribution]:
    r"""Tell for each sentence of a document whose account it is.

    Parameters
    ----------
    source : Source
        The document.
    quotations : list of Quotation
        Its quotations: what stands in them does not count.

    Returns
    -------
    list of str
        ``ofsted``, ``council`` or ``document``, one a sentence.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.claims.paper import look_at
    >>> text = b"Inspectors found that plans are clear. The director said that we do well."
    >>> attributions(look_at(om.read(text)), [])
    ['ofsted', 'council']
    """
    spoken = [(q.outer_start, q.outer_end) for q in quotations if q.by != "ofsted"]
    told = [_own(source, span, spoken) for span in source.sentences]
    found: list[Attribution] = []
    for i, span in enumerate(source.sentences):
        who = told[i]
        if who is None:
            same = i > 0 and source.sentences[i - 1].block == span.block
            goes_on = _THEY.match(source.text, span.start, span.end)
            if same and (goes_on or source.kind != "news_article" or found[i - 1] != "ofsted"):
                who = found[i - 1]
            elif source.blocks[span.block].kind == "bullet":
                who = _lead(source, span.block)
            elif source.kind == "press_release":
                who = _later(source, told, i)
            if who == "ofsted" and _is_ours(source, span, spoken):
                who = "document"
        found.append(who or "document")
    return found


def _own(source: Source, span: Span, spoken: list[tuple[int, int]]) -> Attribution | None:
    """Return whose account a sentence says that it is."""
    words = plain_words(source.text, span.start, span.end, spoken)
    telling = patterns("retelling", "telling")
    says = telling["says"].search(words)
    if says:
        return "ofsted"
    council = next(
        (
            match
            for match in patterns("speakers", "who")["council"].finditer(words)
            if patterns("speakers", "verbs")["speech"].search(words, match.end(), match.end() + 70)
        ),
        None,
    )
    if council is not None and council.start() < 90:
        return "council"
    if telling["passive"].search(words) and not telling["ours"].search(words):
        return "ofsted" if source.kind == "press_release" else None
    return None


def _is_ours(source: Source, span: Span, spoken: list[tuple[int, int]]) -> bool:
    words = plain_words(source.text, span.start, span.end, spoken)
    return bool(patterns("retelling", "telling")["ours"].search(words))


def _lead(source: Source, number: int) -> Attribution | None:
    """Return whose account the words that lead in a list are."""
    for block in reversed(source.blocks[:number]):
        if block.kind != "bullet":
            found = patterns("retelling", "telling")["lead_in"].search(block.text[-300:])
            return "ofsted" if found else None
    return None


def _later(source: Source, told: list[Attribution | None], at: int) -> Attribution | None:
    """Return "ofsted" where a later sentence of the paragraph is Ofsted's account."""
    block = source.sentences[at].block
    for i in range(at + 1, len(told)):
        if source.sentences[i].block != block:
            return None
        if told[i] is not None:
            return "ofsted" if told[i] == "ofsted" else None
    return None
