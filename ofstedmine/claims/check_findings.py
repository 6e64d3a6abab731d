"""Paraphrased findings held against the findings of letters, by theme, wording and polarity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ofstedmine.claims.outcome import Outcome, Sureness
from ofstedmine.claims.polarity import (
    denied_by_one,
    opposed,
    other_month,
    plainly,
    reversed_by_denial,
)
from ofstedmine.claims.wording import content, load_words, patterns

if TYPE_CHECKING:
    from ofstedmine.claims.models import FindingClaim, Status
    from ofstedmine.claims.shelf import Held, Said
    from ofstedmine.records import Finding

__all__ = ["check_finding", "passes_on"]

_SUPPORTS, _MAY_SUPPORT = 0.55, 0.4
_PARTS = 0.62
_CLOSE = 0.72
"""Two tellings that differ by a denial share so much of what they say."""
_LIKE, _LIKE_WORDS = 0.6, 3
"""A sentence that is not said to be Ofsted's passes on a finding that it is so like."""
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
    about = content(plainly(_own_words(claim)))
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


def passes_on(claim: FindingClaim, tied: Held | None, letters: Sequence[Held]) -> Outcome | None:
    """Return what a sentence that names no source passes on of a finding; None for nothing.

    Parameters
    ----------
    claim : FindingClaim
        The sentence, as the document's own.
    tied : Held or None
        The letter that its passage is about.
    letters : sequence of Held
        The authority's letters up to the document's day, in order.

    Returns
    -------
    Outcome or None
        Supported, or different where the letter that is meant says the opposite.
    """
    about = content(plainly(_own_words(claim)))
    outcome = check_finding(claim, tied, letters)
    if outcome.status not in ("supported", "differs_from_letter") or outcome.held is None:
        return None
    place = outcome.passages[0].start
    held = outcome.held
    there = next(
        (
            words
            for said, words in zip(held.said, held.contents, strict=True)
            if said.start == place
        ),
        _NONE,
    ) | content(plainly(outcome.passages[0].text))
    against = load_words().against
    shared = {w for w in about if w in there or against.get(w, _NONE) & there}
    weights = outcome.held.weights
    like = weights.sum(shared) / weights.sum(about)
    if len(shared) < _LIKE_WORDS or like < _LIKE:
        return None
    if outcome.status == "differs_from_letter" and (
        outcome.held is not tied or claim.attributed_to != "document"
    ):
        return None
    return outcome


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
    ours, theirs = _own_words(claim), match.said.text
    if match.score >= _CLOSE and len(match.shared) > _LEAST and other_month(ours, theirs):
        return True
    if patterns("retelling", "telling")["then"].search(claim.text):
        # What was so at another time is not denied by what is so now.
        return False
    if opposed(ours, theirs):
        return True
    if match.score >= _CLOSE and len(match.shared) > _LEAST and reversed_by_denial(ours, theirs):
        return True
    finding = match.finding
    if finding is None or claim.uncertain or finding.uncertain:
        return False
    pair = {claim.sentiment, finding.sentiment}
    return pair == {"positive", "negative"} and denied_by_one(ours, theirs)


def _own_words(claim: FindingClaim) -> str:
    return claim.text[claim.start - claim.sentence_start :][: claim.end - claim.start]


def _outcome(status: Status, why: str, match: _Match) -> Outcome:
    sureness: Sureness = (
        "sure" if match.score >= 0.8 else "likely" if match.score >= _SUPPORTS else "possible"
    )
    findings = [match.finding.id] if match.finding and status == "supported" else []
    passages = [match.held.passage(match.said)]
    return Outcome(status, why, passages, sureness, held=match.held, findings=findings)
