"""The tone of visits, and what it did between visits that looked at the same areas.

Case studies and repeats do not count. A change is stated only where both visits looked at the area,
for no other children, with ten findings each, tagged by one tagger, and where the interval of the
difference leaves out nought. Otherwise the reason is given in place of a direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme
from ofstedmine.journeys import comparing
from ofstedmine.journeys.comparing import Looked, NamedArea, same_children
from ofstedmine.journeys.intervals import difference, wilson
from ofstedmine.journeys.models import Change, Share
from ofstedmine.journeys.visits import Tone, ToneCell

if TYPE_CHECKING:
    from ofstedmine.journeys.models import NotCompared
    from ofstedmine.journeys.visits import JourneyVisit
    from ofstedmine.records import Finding, Progress, Sentiment, Theme

__all__ = ["ENOUGH", "changes", "comparable", "tones_of"]

ENOUGH = 10
"""Findings that a cell needs before a share is stated."""


def tones_of(findings: Sequence[Finding]) -> list[Tone]:
    """Return the tone of all findings, and of each theme that occurs.

    Parameters
    ----------
    findings : sequence of Finding
        Those that count; the ones without tags are left out.

    Returns
    -------
    list of Tone
        All first, then themes in the order of the codebook; empty where nothing is tagged.
    """
    tagged = [one for one in findings if one.sentiment and one.progress]
    if not tagged:
        return []
    groups: list[tuple[Theme | None, list[Finding]]] = [(None, tagged)]
    groups += by_theme(tagged).items()  # type: ignore[arg-type]
    return [Tone(theme=theme, n=len(some), cells=_cells(some)) for theme, some in groups]


def _cells(findings: Sequence[Finding]) -> list[ToneCell]:
    book = load_codebook()
    counts = Counter((one.sentiment, one.progress) for one in findings)
    sentiments: Sequence[Sentiment] = book.sentiment_slugs  # type: ignore[assignment]
    progresses: Sequence[Progress] = book.progress_slugs  # type: ignore[assignment]
    return [
        ToneCell(sentiment=sentiment, progress=progress, n=counts[sentiment, progress])
        for sentiment in sentiments
        for progress in progresses
        if counts[sentiment, progress]
    ]


def changes(visits: Sequence[JourneyVisit]) -> list[Change]:
    """Return what the tone did, visit by visit and theme by theme.

    Parameters
    ----------
    visits : sequence of JourneyVisit
        Of one round, in order.

    Returns
    -------
    list of Change
        For each visit of a kind that came before: all findings, then each theme that it looked at
        or has findings on.
    """
    seen: dict[str, list[JourneyVisit]] = {}
    looked: dict[tuple[str, Theme], list[int]] = {}
    found: list[Change] = []
    for visit in visits:
        earlier = seen.setdefault(visit.kind, [])
        if earlier:
            found.append(_compared(visit, earlier[-1], None))
            found += [
                _since_last_look(visit, earlier, looked.get((visit.kind, theme), []), theme)
                for theme in _themes(visit)
            ]
        for theme in visit.looked_at:
            looked.setdefault((visit.kind, theme), []).append(len(earlier))
        earlier.append(visit)
    return found


def _themes(visit: JourneyVisit) -> Iterator[Theme]:
    present = {*visit.looked_at, *(tone.theme for tone in visit.tones)}
    return (slug for slug in load_codebook().theme_slugs if slug in present)


def _since_last_look(
    visit: JourneyVisit, earlier: Sequence[JourneyVisit], looks: Sequence[int], theme: Theme
) -> Change:
    """Compare a theme with the last visit that looked at it, at the same children if possible."""
    if theme not in visit.looked_at or not looks:
        now = visit.tone(theme)
        change = Change(theme=theme, visit=visit.id, n_now=now.n if now else 0)
        if not visit.areas:
            change.why_not = "areas_not_known"
        elif theme not in visit.looked_at:
            change.why_not = "not_an_area"
        else:
            change.why_not = "no_earlier_visit"
        return change
    # Two looks back are enough to find one at the same children, or to say that there is none.
    place = next(
        (n for n in looks[-1:-4:-1] if same_children(_looked(earlier[n]), _looked(visit), theme)),
        looks[-1],
    )
    change = _compared(visit, earlier[place], theme)
    change.between = [one.id for one in earlier[place + 1 :]]
    return change


def _compared(visit: JourneyVisit, previous: JourneyVisit, theme: Theme | None) -> Change:
    then, now = previous.tone(theme), visit.tone(theme)
    change = Change(
        theme=theme,
        visit=visit.id,
        previous=previous.id,
        n_then=then.n if then else 0,
        n_now=now.n if now else 0,
        why_not=comparable(previous, visit, theme),
    )
    if change.why_not:
        return change
    if then is None or now is None or min(then.n, now.n) < ENOUGH:
        change.why_not = "too_few"
        return change
    change.then, change.now = _positive(then), _positive(now)
    low, high = difference((change.then.n, then.n), (change.now.n, now.n))
    change.low, change.high = round(low, 4), round(high, 4)
    change.direction = (
        "more_positive" if low > 0 else "less_positive" if high < 0 else "no_clear_change"
    )
    return change


def _positive(tone: Tone) -> Share:
    n = tone.sentiment.get("positive", 0)
    low, high = wilson(n, tone.n)
    return Share(n=n, of=tone.n, share=round(n / tone.n, 4), low=round(low, 4), high=round(high, 4))


def comparable(
    previous: JourneyVisit, visit: JourneyVisit, theme: Theme | None
) -> NotCompared | None:
    """Say why two visits cannot be compared on a theme; None where they can.

    Parameters
    ----------
    previous, visit : JourneyVisit
        Two visits.
    theme : str or None
        A theme; None for all findings.

    Returns
    -------
    str or None
        The reason. Small numbers are none here.
    """
    before, after = _looked(previous), _looked(visit)
    if theme is None:
        return comparing.comparable(before, after)
    return comparing.comparable_on(before, after, theme)


def _looked(visit: JourneyVisit) -> Looked:
    areas = [NamedArea(area.text, area.themes, area.cohorts) for area in visit.areas]
    tagged, tagger = bool(visit.tones), visit.model_version
    # No kind of visit has a framework without areas, and none comes in types.
    return Looked(visit.kind, visit.framework, None, tagged, tagger, areas or None)
