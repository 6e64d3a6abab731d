"""The findings of one letter by theme and sentiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofstedmine.charts.letters import findings_of, gather, name_of, visit_days
from ofstedmine.charts.look import altair, finished, load_look
from ofstedmine.charts.shares import classes
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme, sentiment_counts
from ofstedmine.showing.reprs import count
from ofstedmine.showing.sentiment_html import sentiment_words

if TYPE_CHECKING:
    from altair import LayerChart

    from ofstedmine.records import Finding, VisitRecord

__all__ = ["sentiment_by_theme"]

_WIDTH = 420
_STEP = 26
# A part that is narrower has no room for its sign and number.
_ROOM = 24


def sentiment_by_theme(record: VisitRecord) -> LayerChart:
    """Draw the findings of one letter by theme, parted by sentiment.

    One letter has too few findings of a theme for shares, so it shows numbers. A finding counts
    under each of its themes; case studies and repeats do not count.

    Parameters
    ----------
    record : VisitRecord
        The letter, with tags.

    Returns
    -------
    altair.LayerChart
        Bars in the order of the codebook.

    Raises
    ------
    NotComparable
        If the letter has no tags or no findings.
    ChartsNotInstalled
        If Altair is not installed.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine import charts
    >>> record = om.mine("corpus/letters/northmoor_monitoring_2017.pdf")
    >>> type(charts.sentiment_by_theme(record)).__name__
    'LayerChart'
    """
    alt = altair()
    letters = gather(record)
    findings = findings_of(letters.records)
    groups = {load_codebook()[slug].label: some for slug, some in by_theme(findings).items()}
    bare = [one for one in findings if not one.themes]
    if bare:
        groups["(no theme)"] = bare
    longest = max(map(len, groups.values()), default=1)
    data = alt.Data(values=_rows(groups, _WIDTH / longest))
    totals = alt.Data(
        values=[{"theme": k, "n": len(v), "said": f"n {len(v)}"} for k, v in groups.items()]
    )
    names = classes("sentiment")
    look = load_look()
    y = alt.Y("theme:N", sort=list(groups), title=None, axis=alt.Axis(ticks=False, domain=False))
    fill = alt.Color(
        "sentiment:N",
        scale=alt.Scale(domain=list(names.values()), range=[look["fills"][one] for one in names]),
        legend=alt.Legend(title=None, orient="bottom", symbolStrokeColor=look["colours"]["ink"]),
    )
    bars = alt.Chart(data, width=_WIDTH, height=alt.Step(_STEP)).mark_bar(
        stroke=look["colours"]["ink"], strokeWidth=0.75
    )
    whole = alt.Axis(tickMinStep=1, format="d")
    bars = bars.encode(
        x=alt.X("start:Q", title="number of findings", axis=whole),
        x2="end:Q",
        y=y,
        color=fill,
        tooltip=["theme:N", "sentiment:N", "count:Q"],
    )
    numbers = (
        alt.Chart(data)
        .mark_text(baseline="middle", fontSize=11)
        .encode(x=alt.X("middle:Q"), y=y, text="label:N", color=alt.Color("ink:N", scale=None))
    )
    sums = (
        alt.Chart(totals)
        .mark_text(align="left", dx=6, color=look["colours"]["soft"])
        .encode(x=alt.X("n:Q"), y=y, text="said:N")
    )
    said = [
        f"{visit_days(record)}; {letters.what()}; n = {count(len(findings), 'finding')}",
        "numbers, not shares: a finding counts under each of its themes",
        f"{letters.how()}.",
    ]
    drawn: LayerChart = finished(
        alt.layer(bars, numbers, sums).resolve_scale(color="independent"),
        f"Findings by theme and sentiment: {name_of(record)}",
        said,
        _WIDTH + 240,
        f"Bars of findings by theme, in words: {_described(groups)}.",
    )
    return drawn


def _rows(groups: dict[str, list[Finding]], unit: float) -> list[dict[str, Any]]:
    """Return the parts of the bars, from where to where each goes."""
    names, inks = classes("sentiment"), load_look()["inks"]
    rows = []
    for theme, some in groups.items():
        start = 0
        for slug, number in sentiment_counts(some).items():
            if number:
                sign = names[slug].split()[0]
                rows.append(
                    {
                        "theme": theme,
                        "sentiment": names[slug],
                        "count": number,
                        "start": start,
                        "end": start + number,
                        "middle": start + number / 2,
                        "label": f"{sign}{number}" if number * unit >= _ROOM else "",
                        "ink": inks[slug],
                    }
                )
                start += number
    return rows


def _described(groups: dict[str, list[Finding]]) -> str:
    return "; ".join(f"{k}, {sentiment_words(sentiment_counts(v))}" for k, v in groups.items())
