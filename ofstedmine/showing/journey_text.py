"""A journey for the terminal: a timeline, what was revisited, what does not fit.

Inspectors stand in a table of their own, away from tone and grades.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.journey_words import (
    change_words,
    concern_words,
    gap_words,
    judged_words,
    names,
    theme_label,
    tone_words,
    usual_words,
    visit_days,
    visit_name,
    why_not_counts,
)
from ofstedmine.showing.tags_text import machine_tagged
from ofstedmine.showing.words import join, kind_words, one_line, visible

if TYPE_CHECKING:
    from ofstedmine.journeys.models import Journey, Judged, Remark, Round
    from ofstedmine.journeys.visits import JourneyVisit

__all__ = ["journey_text"]

_LEVELS = {
    "contradiction": "What does not fit",
    "gap": "What is not there",
    "note": "What to know",
}


def journey_text(journey: Journey, *, names: bool = True) -> Group:
    """Return a journey as something that rich prints.

    Parameters
    ----------
    journey : Journey
        The journey to show.
    names : bool, default True
        Whether the inspectors are named.

    Returns
    -------
    rich.console.Group
        For ``rich.print``, or any rich console.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.parse(om.read("corpus/letters/aldermere_monitoring_1_2020.pdf"))
    >>> journey_text(om.journey([letter], "Aldermere")).renderables[0].plain
    'Aldermere'
    """
    place = journey.authority
    about = join([place.region, place.ons_code and f"ONS {place.ons_code}"])
    parts: list[RenderableType] = [Text(visible(place.name), style="bold")]
    if about:
        parts.append(Text(about, style="dim"))
    if not (journey.rounds or journey.unplaced):
        parts.append(Text("\nNo visit or inspection of children's services among these letters."))
    for number, one in enumerate(journey.rounds, 1):
        title = "Timeline" if len(journey.rounds) == 1 else f"Timeline, round {number}"
        parts += [_heading(title), _timeline(one, last=number == len(journey.rounds))]
        parts += _round_parts(one)
    if journey.unplaced:
        parts += [_heading("Visits without a place in time", len(journey.unplaced))]
        parts.append(_events([_visit(visit) for visit in journey.unplaced]))
    for level, title in _LEVELS.items():
        some = [one for one in journey.remarks if one.level == level]
        if some:
            parts += [_heading(title, len(some)), _remarks(some)]
    if names and any(visit.inspectors for visit in journey.visits):
        parts += [_heading("Inspectors"), _inspectors(journey.visits)]
    if journey.visits or journey.rounds:
        parts += [_heading("Documents"), _documents(journey)]
    parts += [Text(), Text(_closing(journey), style="dim")]
    return Group(*parts)


def _heading(title: str, count: int | None = None) -> Text:
    number = f" ({count})" if count is not None else ""
    return Text.assemble("\n", (title + number, "bold"))


def _timeline(one: Round, *, last: bool) -> Padding:
    events = [_judged(one.judgement, "Judgement")] if one.judgement else []
    events += [_visit(visit) for visit in one.visits]
    if one.reinspection:
        events.append(_judged(one.reinspection, "Next judgement", areas=False))
    elif last:
        events.append(("", Text("no later inspection among these letters", style="dim")))
    return _events(events)


def _events(events: Sequence[tuple[str, Text]]) -> Padding:
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(max_width=20, overflow="fold")
    table.add_column(overflow="fold")
    for days, told in events:
        table.add_row(Text(days), told)
    return Padding(table, (0, 0, 0, 2))


def _judged(judged: Judged, title: str, *, areas: bool = True) -> tuple[str, Text]:
    days, words = judged_words(judged)
    told = Text.assemble((f"{title}: ", "dim"), (words, "bold"))
    for one in judged.judgements if areas else ():
        if one.area_code != "overall":
            told.append(f"\n{visible(one.area)}: {visible(one.grade_as_written)}")
    return days, told


def _visit(visit: JourneyVisit) -> tuple[str, Text]:
    about = [
        "called final" if visit.final else None,
        "remote" if visit.remote else None,
        visible(visit.provider) if visit.provider else None,
    ]
    told = Text.assemble((visit_name(visit), "bold"))
    if words := join(about):
        told.append(f" ({words})")
    if gap := gap_words(visit):
        told.append(f"\n{gap}", style="dim")
    for area in visit.areas:
        told.append(f"\n- {visible(' '.join(area.text.split()))}")
    told.append(f"\n{tone_words(visit.tone())}")
    return visit_days(visit), told


def _round_parts(one: Round) -> Iterator[RenderableType]:
    short = names(one)
    if one.concerns:
        yield _heading("Areas of concern, and the visits that looked at them", len(one.concerns))
        table = Table(box=box.SIMPLE_HEAD, border_style="dim", pad_edge=False)
        for column in ("The inspection asked for", "Looked at by"):
            table.add_column(column, overflow="fold")
        for concern in one.concerns:
            words = visible(" ".join(concern.text.split()))
            table.add_row(Text(words), concern_words(concern, short))
        yield Padding(table, (0, 0, 0, 2))
    elif one.visits and one.judgement and one.judgement.known_from == "letters":
        yield Text("\n  Areas of concern: the inspection report is not among these letters.")
    if one.changes:
        yield _heading("Tone between visits that looked at the same areas")
        yield from _changes(one)


def _changes(one: Round) -> Iterator[RenderableType]:
    stated = [change for change in one.changes if change.direction]
    called = names(one)
    if stated:
        table = Table(box=box.SIMPLE_HEAD, border_style="dim", pad_edge=False)
        for column in ("Theme", "Visits", "Positive then", "Positive now", "Change"):
            table.add_column(column, overflow="fold")
        for change in stated:
            visits = f"{called[change.previous or '']} to {called[change.visit]}"
            table.add_row(theme_label(change.theme), visits, *change_words(change))
        yield Padding(table, (0, 0, 0, 2))
    reasons = "; ".join(f"{why} ({count})" for why, count in why_not_counts(one.changes))
    if reasons:
        yield Text(f"  Not stated: {reasons}", style="dim")


def _remarks(remarks: Sequence[Remark]) -> Padding:
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for one in remarks:
        table.add_row(one.code.replace("_", " "), Text(visible(one.message)))
    return Padding(table, (0, 0, 0, 2))


def _inspectors(visits: Sequence[JourneyVisit]) -> Padding:
    return _events(
        [
            (visit_days(visit), Text(visible(", ".join(visit.inspectors))))
            for visit in visits
            if visit.inspectors
        ]
    )


def _documents(journey: Journey) -> Padding:
    judged = [one.judgement for one in journey.rounds if one.judgement]
    told = [(judged_words(one)[0], one.sources) for one in judged if one.sources]
    told += [(visit_days(visit), visit.sources) for visit in journey.visits]
    return _events(
        [
            (
                days,
                Text(
                    "\n".join(one_line(join([one.document_id, one.uri], "  ")) for one in some),
                    style="dim",
                ),
            )
            for days, some in told
        ]
    )


def _closing(journey: Journey) -> str:
    visits = journey.visits
    models = sorted({visit.model_version for visit in visits if visit.model_version})
    lines = [usual_words(journey)]
    if journey.left_out:
        kinds = sorted({kind_words(one.kind).lower() for one in journey.left_out})
        lines.append(f"Left out, of other kinds: {len(journey.left_out)} ({', '.join(kinds)})")
    if any(visit.tones for visit in visits):
        validated = all(visit.validated for visit in visits)
        tagged = machine_tagged(", ".join(models) or None, validated=validated)
        lines += [
            f"{tagged}; case studies and repeats are not counted; shares have 95% intervals",
            "Areas are matched by a word list; nothing here ranks or scores an authority",
        ]
    return "\n".join(lines)
