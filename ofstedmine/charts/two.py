"""Two authorities beside each other: shares with their intervals, and what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofstedmine.charts.letters import NotComparable, Records, findings_of, gather
from ofstedmine.charts.look import altair, finished, lines_chart, load_look
from ofstedmine.charts.shares import LEAST, What, classes, shares
from ofstedmine.charts.visits import areas_lines, highest, label_of, theme_words
from ofstedmine.records import VisitRecord
from ofstedmine.showing.reprs import count

if TYPE_CHECKING:
    from altair import VConcatChart

    from ofstedmine.records import Finding, Theme

__all__ = ["compare"]

_WIDTH = 460
_STEP = 26
_TEXT = 190


def compare(
    records_a: Records,
    records_b: Records,
    what: What = "sentiment",
    *,
    kind: str | None = None,
    theme: Theme | None = None,
) -> VConcatChart:
    """Draw the shares of two authorities beside each other, in the order of the alphabet.

    Where intervals overlap widely the letters do not tell the authorities apart. Letters speak of
    what inspectors looked at: the areas stand under the chart.

    Parameters
    ----------
    records_a, records_b : VisitRecord or iterable of VisitRecord
        The letters of each authority, of one kind and framework.
    what : {"sentiment", "progress"}, default "sentiment"
        What is shown. Shares of progress are of all findings, those that state none among them.
    kind : str, optional
        The kind of letter, where there are several.
    theme : str, optional
        Only findings of this theme.

    Returns
    -------
    altair.VConcatChart
        A panel for each label, one authority under the other; under them the areas.

    Raises
    ------
    NotComparable
        If each side is not of one authority, both are of the same one, the letters are of several
        kinds or frameworks, or one side has fewer than ten findings.
    ChartsNotInstalled
        If Altair is not installed.

    Examples
    --------
    >>> import ofstedmine as om
    >>> names = ("northmoor_monitoring_2017.pdf", "aldermere_monitoring_1_2020.pdf")
    >>> chart = compare(*(om.mine(f"corpus/letters/{name}") for name in names))
    >>> chart.title.text
    ['Sentiment: Aldermere and Northmoor']
    """
    alt = altair()
    names = classes(what)
    sides = [gather(one, kind=kind, single=True) for one in (records_a, records_b)]
    both = [one for side in sides for one in side.records]
    if sides[0].authorities == sides[1].authorities:
        raise NotComparable(
            f"both sides are letters of {sides[0].authorities[0]}: over_visits shows its visits"
        )
    letters = gather(both, kind=kind)

    def has(finding: Finding, label: str) -> bool:
        return bool(getattr(finding, what) == label)

    rows: list[dict[str, Any]] = []
    for authority in letters.authorities:
        findings = findings_of(letters.of(authority), theme)
        found = shares(findings, names, has)
        if not found:
            raise NotComparable(
                f"{authority} has {count(len(findings), 'finding')}{theme_words(theme)}; "
                f"a comparison needs {LEAST}"
            )
        rows += [
            {
                "authority": authority,
                "label": names[share.label],
                "share": share.share,
                "low": share.low,
                "high": share.high,
                "said": share.words,
            }
            for share in found
        ]
    lines = areas_lines([(_visit(one), one) for one in letters.records], _WIDTH + _TEXT)
    numbers = (
        f"{name}: {count(len(letters.of(name)), 'letter')}, "
        f"n = {count(len(findings_of(letters.of(name), theme)), 'finding')}"
        for name in letters.authorities
    )
    said = [
        f"{letters.what()}; {'; '.join(numbers)}; bars are intervals of 95% (Wilson)",
        "what letters say depends on what inspectors looked at: no ranking, no score",
        f"{letters.how()}.",
    ]
    title = f"{what.capitalize()}: {' and '.join(letters.authorities)}{theme_words(theme)}"
    in_words = "; ".join(f"{row['authority']}, {row['label']}: {row['said']}" for row in rows)
    drawn: VConcatChart = finished(
        alt.vconcat(_panels(rows, list(names.values())), lines_chart(lines, _WIDTH), spacing=4),
        title,
        said,
        _WIDTH + _TEXT,
        f"Shares of two authorities, in words: {in_words}.",
    )
    return drawn


def _visit(record: VisitRecord) -> str:
    name = record.authority.name if record.authority else "(authority not found)"
    return f"{name}, {label_of(record)}"


def _panels(rows: list[dict[str, Any]], labels: list[str]) -> Any:
    alt = altair()
    colours = load_look()["colours"]
    base = alt.Chart().encode(y=alt.Y("authority:N", title=None, axis=alt.Axis(ticks=False)))
    scale = alt.Scale(domain=[0, highest(rows)])
    x = alt.X("share:Q", title="share of findings", scale=scale, axis=alt.Axis(format="%"))
    tip = ["authority:N", "label:N", alt.Tooltip("said:N", title="share")]
    spans = base.mark_rule(color=colours["mark"], strokeWidth=6, opacity=0.3).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", tooltip=tip
    )
    shape = alt.Shape("authority:N", scale=alt.Scale(range=["circle", "square"]), legend=None)
    points = base.mark_point(filled=True, size=70, color=colours["mark"], opacity=1).encode(
        x=x, shape=shape, tooltip=tip
    )
    text = base.mark_text(align="left", x=_WIDTH + 8, color=colours["ink"]).encode(text="said:N")
    layers = alt.layer(spans, points, text, data=alt.Data(values=rows))
    header = alt.Header(labelAnchor="start", labelOrient="top", labelFontWeight="bold")
    return layers.properties(width=_WIDTH, height=alt.Step(_STEP)).facet(
        row=alt.Row("label:N", sort=labels, title=None, header=header), spacing=8
    )
