"""What a journey says in words, for the terminal and for notebooks alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.records import Period
from ofstedmine.showing.words import join, kind_words, list_days, long_date, month_words, ordinal

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Change, Concern, Journey, Judged, NotCompared, Round
    from ofstedmine.journeys.visits import JourneyVisit, Tone

__all__ = [
    "change_words",
    "concern_words",
    "gap_words",
    "judged_words",
    "names",
    "theme_label",
    "tone_words",
    "usual_words",
    "visit_days",
    "visit_name",
    "why_not_counts",
    "why_not_words",
]

_NAMES = {
    "monitoring_visit": "monitoring visit",
    "focused_visit": "focused visit",
    "assurance_visit": "assurance visit",
    "jtai": "joint targeted area inspection",
}
_GAPS = {
    "within": "as usual",
    "shorter": "shorter than usual",
    "longer": "longer than usual",
    "visit_missing": "a visit in between is missing, so not compared",
    "numbers_unknown": "a visit may be missing in between, so not compared",
    "numbers_fall": "the numbers fall, so not compared",
}
_WHY_NOT = {
    "no_earlier_visit": "no earlier visit looked at it",
    "not_an_area": "this visit did not set out to look at it",
    "areas_not_known": "the areas covered are not known",
    "areas_differ": "the visits looked at different areas",
    "other_children": "the visits looked at different groups of children",
    "other_kind": "the letters are of different kinds",
    "other_framework": "they were made under different frameworks",
    "not_tagged": "the findings are not tagged",
    "other_tagger": "different taggers tagged them",
    "too_few": "fewer than ten findings in one of the visits",
}
_DIRECTIONS = {
    "more_positive": "more positive",
    "less_positive": "less positive",
    "no_clear_change": "no clear change",
}


def visit_name(visit: JourneyVisit) -> str:
    """Return what a visit is called.

    Parameters
    ----------
    visit : JourneyVisit
        Any visit.

    Returns
    -------
    str
        Such as "3rd monitoring visit".
    """
    name = _NAMES.get(visit.kind, kind_words(visit.kind).lower())
    return f"{ordinal(visit.number)} {name}" if visit.number else name.capitalize()


def visit_days(visit: JourneyVisit) -> str:
    """Return when a visit was, or what its place in the order rests on."""
    if visit.days:
        periods = visit.periods or _runs(visit.days)
        return ", ".join(list_days(period, visit.days) for period in periods)
    if visit.letter_date:
        return f"before {long_date(visit.letter_date)} (its letter)"
    if visit.published:
        return f"before {long_date(visit.published)} (published)"
    return "day not known"


def _runs(days: Sequence[date]) -> list[Period]:
    """Return days in order as periods of days that follow each other."""
    runs: list[Period] = []
    for day in days:
        if runs and (day - runs[-1].end).days == 1:
            runs[-1].end = day
        else:
            runs.append(Period(start=day, end=day))
    return runs


def judged_words(judged: Judged) -> tuple[str, str]:
    """Return when a judgement was and what it was."""
    grade = (judged.grade or "no overall grade").replace("_", " ")
    if judged.known_from == "letters":
        return month_words(judged.year, judged.month) or "", f"judged {grade}, as letters recall"
    days = "day not known"
    if judged.start and judged.end:
        days = list_days(Period(start=judged.start, end=judged.end))
    return days, f"{kind_words(judged.kind or 'other')}: {grade}"


def tone_words(tone: Tone | None) -> str:
    """Return findings by sentiment and progress in words."""
    if tone is None:
        return "no tagged findings"
    book = load_codebook()
    parts = [f"{n} {book[slug].label.lower()}" for slug, n in tone.sentiment.items()]
    moved = [
        f"{n} {book[slug].label.lower()}"
        for slug, n in tone.progress.items()
        if slug != "not_stated"
    ]
    words = f"{tone.n} findings: {', '.join(parts)}"
    return f"{words}; progress stated in {', '.join(moved)}" if moved else words


def gap_words(visit: JourneyVisit) -> str:
    """Return the time since the visit before in words; empty where there was none."""
    gap = visit.gap
    if gap is None:
        return ""
    told = _GAPS[gap.compared or gap.why_not or "numbers_unknown"]
    if gap.compared is None and gap.why_not is None:
        return f"{gap.days} days after the {_NAMES.get(visit.kind, 'visit')} before"
    return f"{gap.days} days after the visit before: {told}"


def usual_words(journey: Journey) -> str:
    """Return what time between visits is usual, and where that is known from."""
    usual = journey.usual_gap
    return (
        f"Usual between two monitoring visits: {usual.low_days} to {usual.high_days} days, "
        f"middle {usual.median_days} ({usual.source})"
    )


def theme_label(theme: str | None) -> str:
    """Return what a theme is called; None stands for all findings."""
    return load_codebook()[theme].label if theme else "All findings"


def change_words(change: Change) -> tuple[str, str, str]:
    """Return the positive findings then and now, and what they did."""
    if change.then is None or change.now is None or change.direction is None:
        return "", "", _WHY_NOT[change.why_not or "no_earlier_visit"]
    then, now = (
        f"{one.n} of {one.of} ({one.share:.0%}, {one.low:.0%} to {one.high:.0%})"
        for one in (change.then, change.now)
    )
    return then, now, _DIRECTIONS[change.direction]


def why_not_words(why_not: NotCompared) -> str:
    """Return why two letters are not compared.

    Examples
    --------
    >>> why_not_words("areas_differ")
    'the visits looked at different areas'
    """
    return _WHY_NOT[why_not]


def why_not_counts(changes: Iterable[Change]) -> Iterator[tuple[str, int]]:
    """Yield why changes are not stated, and how often, the most frequent first."""
    counts: dict[str, int] = {}
    for change in changes:
        if change.why_not:
            counts[change.why_not] = counts.get(change.why_not, 0) + 1
    for why, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield _WHY_NOT[why], count


def names(one: Round) -> Mapping[str, str]:
    """Return short names of the visits of a round by their ids: number, or first day."""
    return {
        visit.id: ordinal(visit.number)
        if visit.number and visit.kind == "monitoring_visit"
        else join([_NAMES.get(visit.kind), long_date(visit.day) if visit.day else None], " ")
        for visit in one.visits
    }


def concern_words(concern: Concern, short: Mapping[str, str]) -> str:
    """Return which visits looked at an area of concern, in words."""
    looked = ", ".join(short.get(visit, visit) for visit in concern.visits)
    if concern.revisited == "never":
        return "no visit so far looked at it"
    if concern.revisited == "not_known":
        return "not known: its words, or the areas of the visits, are not"
    if concern.revisited == "partly":
        never = ", ".join(theme_label(theme).lower() for theme in concern.themes_never)
        return f"{looked}; not: {never}"
    return looked
