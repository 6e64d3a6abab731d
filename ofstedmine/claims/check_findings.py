"""Paraphrased findings held against the findings of letters, by theme, wording and polarity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ofstedmine.claims.outcome import Outcome, Sureness
from ofstedmine.claims.wording import content, load_words, stem, words_of

if TYPE_CHECKING:
    from ofstedmine.claims.models import FindingClaim, Status
    from ofstedmine.claims.shelf import Held, Said
    from ofstedmine.records import Finding

__all__ = ["check_finding"]

_SUPPORTS, _MAY_SUPPORT = 0.55, 0.4
_PARTS = 0.62
_THEME = 0.08
_LEAST = 2
_NONE: frozenset[str] = frozenset()
_OTHER = 0.1
"""A letter that is not the one meant must match by so much more."""


class _Match(NamedTuple):
    score: float
    held: Held
    said: Said
    finding: Finding | None
    shared: frozenset[str]


def check_finding(claim: FindingClaim, tied: Held | None, letters: Sequence[Held]) -> Outcome:
    """Hold a paraphrased finding against the letters.

    Parameters
    ----------
    claim : FindingClaim
        The claim.
    tied : Held or None
        The letter that it is about, where that is told.
    letters : sequence of Held
        The authority's letters up to the document's day, in order.

    Returns
    -------
    Outcome
        With the finding that is nearest, and how sure the match is.
    """
    if not letters:
        return Outcome("not_checkable", "the dataset has no letter of this authority by then")
    order = [tied] if tied is not None else []
    order += [one for one in reversed(letters) if one is not tied]
    about = content(claim.text[claim.start - claim.sentence_start :][: claim.end - claim.start])
    matches = sorted(
        (m for held in order for m in _matches(claim, about, held, held is tied)),
        key=lambda m: -m.score,
    )[:12]
    if not matches:
        return Outcome("not_found", "no finding of the letters is like it")
    best = matches[0]
    parted = [m for m in matches if m.score >= best.score - 0.05]
    agreeing = next((m for m in parted if not _parts(claim, m)), None)
    if agreeing is not None and agreeing.score >= _MAY_SUPPORT:
        return _outcome("supported", "a finding says so in other words", agreeing)
    if best.score >= _PARTS and agreeing is None:
        return _outcome("differs_from_letter", "a finding about the same says otherwise", best)
    return _outcome("not_found", "the nearest finding does not say so", best)


def _matches(claim: FindingClaim, about: frozenset[str], held: Held, meant: bool) -> list[_Match]:
    """Return the sentences of a letter that share words with a claim."""
    total = held.weights.sum(about)
    if not total:
        return []
    findings = {one.id: one for one in held.record.findings}
    against = load_words().against
    found = []
    for said, words in zip(held.said, held.contents, strict=True):
        # A word and its opposite speak of the same.
        shared = about & words
        shared |= {word for word in about if against.get(word, _NONE) & words}
        if len(shared) < _LEAST:
            continue
        score = held.weights.sum(shared) / total
        finding = findings.get(said.finding or "")
        if finding is not None and set(finding.themes) & set(claim.themes):
            score += _THEME
        found.append(_Match(score - (0 if meant else _OTHER), held, said, finding, shared))
    return found


def _parts(claim: FindingClaim, match: _Match) -> bool:
    """Tell whether a claim and a finding say opposite things of what they share."""
    ours = claim.text[claim.start - claim.sentence_start :][: claim.end - claim.start]
    if _opposed(ours, match.said.text):
        return True
    finding = match.finding
    if finding is None or claim.uncertain or finding.uncertain:
        return False
    pair = {claim.sentiment, finding.sentiment}
    return pair == {"positive", "negative"} and _denied(ours) != _denied(match.said.text)


def _opposed(one: str, other: str) -> bool:
    """Tell whether two tellings have words of opposite sides, and neither has both."""
    ours = {stem(word.plain) for word in words_of(one)}
    theirs = {stem(word.plain) for word in words_of(other)}
    for left, right in load_words().opposites:
        for a, b in ((left, right), (right, left)):
            if ours & a and theirs & b and not (ours & b) and not (theirs & a):
                return _denied(one) == _denied(other)
    return False


def _denied(text: str) -> bool:
    return any(word.plain in load_words().negations for word in words_of(text))


def _outcome(status: Status, why: str, match: _Match) -> Outcome:
    sureness: Sureness = (
        "sure" if match.score >= 0.8 else "likely" if match.score >= _SUPPORTS else "possible"
    )
    findings = [match.finding.id] if match.finding and status == "supported" else []
    passages = [match.held.passage(match.said)]
    return Outcome(status, why, passages, sureness, held=match.held, findings=findings)
