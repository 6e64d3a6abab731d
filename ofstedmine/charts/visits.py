"""The visits of one authority in order: shares of findings, and what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from ofstedmine.charts.letters import (
    Letters,
    NotComparable,
    Records,
    findings_of,
    gather,
    name_of,
    visit_days,
)
from ofstedmine.charts.look import altair, finished, lines_chart, load_look, safe, wrapped
from ofstedmine.charts.shares import LEAST, Share, What, classes, shares
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.journeys.comparing import comparable, looked_at
from ofstedmine.showing.reprs import count
from ofstedmine.showing.words import join, long_date

if TYPE_CHECKING:
    from altair import VConcatChart

    from ofstedmine.records import Finding, Theme, VisitRecord

__all__ = ["areas_lines", "highest", "label_of", "over_visits", "theme_words"]

_STEP = 88
_LEAST_WIDTH = 420
_HEIGHT = 110
_BLANK = ""
_ORDER = (
    "lines join only visits that looked at the same areas; "
    "visits stand in order, not to the scale of time"
)


def over_visits(
    records: Records,
    what: What = "sentiment",
    *,
    authority: str | None = None,
    kind: str | None = None,
    theme: Theme | None = None,
) -> VConcatChart:
    """Draw shares of findings over the visits of one authority.

    Each share has its interval (Wilson, 95%). A line joins visits only where they looked at the
    same areas, which stand under the chart; a visit with fewer than ten findings is left out.

    Parameters
    ----------
    records : VisitRecord, iterable of VisitRecord or Dataset
        The letters.
    what : {"sentiment", "progress"}, default "sentiment"
        What is shown. Shares of progress are of all findings, those that state none among them.
    authority : str, optional
        Name or ONS code of the authority, where there are letters of others.
    kind : str, optional
        The kind of letter, where there are several.
    theme : str, optional
        Only findings of this theme.

    Returns
    -------
    altair.VConcatChart
        A panel for each label, one visit beside the other; under them the areas.

    Raises
    ------
    NotComparable
        If the letters are of several authorities, kinds or frameworks, or have too few findings.
    ChartsNotInstalled
        If Altair is not installed.

    Examples
    --------
    >>> import ofstedmine as om
    >>> over_visits(om.mine("corpus/letters/northmoor_monitoring_2017.pdf")).title.text
    ['Sentiment over the visits: Northmoor']
    """
    alt = altair()
    names = classes(what)
    letters = gather(records, authority=authority, kind=kind, single=True)
    rows: list[dict[str, Any]] = []
    kept: list[VisitRecord] = []
    run = 0
    before: VisitRecord | None = None
    for one in letters.records:
        found = shares(findings_of([one], theme), names, _labelled(what))
        # A visit that is left out parts those beside it: nothing is drawn across it.
        run += before is None or comparable(looked_at(before), looked_at(one)) is not None
        before = one if found else None
        if found:
            kept.append(one)
            rows += [_row(one, len(kept), share, names, run) for share in found]
    if not kept:
        raise NotComparable(f"no visit has {LEAST} findings{theme_words(theme)}")
    width = max(_LEAST_WIDTH, _STEP * len(kept))
    panels = _panels(rows, list(names.values()), width)
    lines = areas_lines([(f"{i}. {label_of(r)}", r) for i, r in enumerate(kept, 1)], width)
    left = len(letters.records) - len(kept)
    said = [
        *_said(letters, kept, theme, left),
        _ORDER,
        f"{letters.how()}.",
    ]
    drawn: VConcatChart = finished(
        alt.vconcat(panels, lines_chart(lines, width), spacing=4),
        f"{what.capitalize()} over the visits: {name_of(kept[0])}{theme_words(theme)}",
        said,
        width + 60,
        "Shares by visit, in words: " + "; ".join(f"{r['said']}" for r in rows) + ".",
    )
    return drawn


def label_of(record: VisitRecord) -> str:
    """Return a visit as charts name it: its number and days."""
    number = record.visit.number
    return join([f"visit {number}" if number else None, visit_days(record)])


def theme_words(theme: str | None) -> str:
    """Return what is said of a chart of one theme."""
    return f", {load_codebook()[theme].label}" if theme else ""


def areas_lines(visits: Sequence[tuple[str, VisitRecord]], width: float) -> list[str]:
    """Return the areas that visits looked at as lines under a chart."""
    said = [_BLANK, "Areas covered, as the letters name them:"]
    for label, record in visits:
        areas = "; ".join(safe(one.text) for one in record.areas_covered)
        if not areas and record.missing.get("/areas_covered") == "not_in_framework":
            areas = "none named, as in all letters of this kind"
        said += [_BLANK, *wrapped([f"{safe(label)}: {areas or 'not found'}"], width)]
    return said


def _said(
    letters: Letters, kept: Sequence[VisitRecord], theme: Theme | None, left: int
) -> list[str]:
    n = count(len(findings_of(kept, theme)), "finding")
    said = f"{letters.what()}; n = {n}; bars are intervals of 95% (Wilson)"
    return [f"{said}; {count(left, 'visit')} with fewer than {LEAST} left out" if left else said]


def highest(rows: Sequence[dict[str, Any]]) -> float:
    """Return where an axis ends that all intervals have room on: at a tenth.

    Examples
    --------
    >>> highest([{"high": 0.31}, {"high": 0.2}])
    0.4
    """
    tenths = ceil(10 * max(float(row["high"]) for row in rows))
    return min(1.0, tenths / 10)


def _labelled(what: What) -> Any:
    def has(finding: Finding, label: str) -> bool:
        return bool(getattr(finding, what) == label)

    return has


def _row(
    record: VisitRecord, place: int, share: Share, names: dict[str, str], run: int
) -> dict[str, Any]:
    number = f"visit {record.visit.number}" if record.visit.number else ""
    periods = record.visit.periods
    day = long_date(periods[0].start) if periods else visit_days(record)
    short = " ".join(part[:3] if part.isalpha() else part for part in day.split())
    return {
        "visit": f"{place}.|{short}|{number}|n {share.n}",
        "label": names[share.label],
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "percent": f"{share.share:.0%}",
        "run": run,
        "said": f"{place}. {label_of(record)}, {names[share.label]}: {share.words}",
    }


def _panels(rows: Sequence[dict[str, Any]], labels: list[str], width: float) -> Any:
    alt = altair()
    colours = load_look()["colours"]
    visits = list(dict.fromkeys(row["visit"] for row in rows))
    base = alt.Chart().encode(
        x=alt.X(
            "visit:O",
            sort=visits,
            title=None,
            axis=alt.Axis(labelAngle=0, labelExpr="split(datum.label, '|')", labelLineHeight=15),
        )
    )
    top = highest(rows)
    y = alt.Y(
        "share:Q",
        title="share of findings",
        scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(format="%", tickCount=3),
    )
    tip = alt.Tooltip("said:N", title="share")
    spans = base.mark_rule(color=colours["mark"], strokeWidth=6, opacity=0.3).encode(
        y=alt.Y("low:Q", scale=alt.Scale(domain=[0, top])), y2="high:Q", tooltip=tip
    )
    line = base.mark_line(color=colours["mark"]).encode(y=y, detail="run:N")
    point = base.mark_point(filled=True, size=50, color=colours["mark"], opacity=1).encode(
        y=y, tooltip=tip
    )
    # A rim of paper keeps the words apart from a line behind them.
    rim = {"stroke": colours["paper"], "strokeWidth": 4}
    texts = [
        base.mark_text(align="left", dx=9, dy=-9, color=colours["ink"], **look).encode(
            y=y, text="percent:N"
        )
        for look in (rim, {})
    ]
    layers = alt.layer(spans, line, *texts, point, data=alt.Data(values=list(rows)))
    header = alt.Header(labelAnchor="start", labelOrient="top", labelFontWeight="bold")
    return layers.properties(width=width, height=_HEIGHT).facet(
        row=alt.Row("label:N", sort=labels, title=None, header=header), spacing=10
    )
