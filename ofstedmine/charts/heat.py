"""Themes by authority as a map of cells, each with its share, its interval and its n."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ofstedmine.charts.letters import Letters, NotComparable, Records, findings_of, gather
from ofstedmine.charts.look import altair, finished, lines_chart, load_look, wrapped
from ofstedmine.charts.shares import LEAST, classes, shares
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme
from ofstedmine.showing.reprs import count

if TYPE_CHECKING:
    from altair import VConcatChart

    from ofstedmine.records import Finding, Sentiment

__all__ = ["themes_by_authority"]

Shown = Literal["mentions"]
_CELL = (96, 56)
# More authorities than this stand under each other, for a page is longer than wide.
_BESIDE = 8
_BLACK = "#000000"
# Where white words begin to be easier to read than black ones: 4.5 to 1 on both sides.
_DARK = 0.64


def themes_by_authority(
    records: Records, show: Sentiment | Shown = "mentions", *, kind: str | None = None
) -> VConcatChart:
    """Draw a map of themes and authorities, in the order of the codebook and of the alphabet.

    A cell with fewer than ten findings has no share: it says how many there are. Each share has
    its interval (Wilson, 95%).

    Parameters
    ----------
    records : VisitRecord, iterable of VisitRecord or Dataset
        The letters, of one kind and framework.
    show : {"mentions", "positive", "negative", "mixed", "neutral"}, default "mentions"
        The share of an authority's findings that speak of a theme; or of a theme's findings
        that have this sentiment.
    kind : str, optional
        The kind of letter, where there are several.

    Returns
    -------
    altair.VConcatChart
        Cells, and under them what was left out.

    Raises
    ------
    NotComparable
        If the letters are of several kinds or frameworks, or no cell has ten findings.
    ChartsNotInstalled
        If Altair is not installed.

    Examples
    --------
    >>> import ofstedmine as om
    >>> chart = themes_by_authority(om.mine("corpus/letters/fenwold_ilacs_2026.pdf"))
    >>> " ".join(chart.title.text)
    "Themes by authority: share of an authority's findings that speak of a theme"
    """
    alt = altair()
    if show != "mentions" and show not in classes("sentiment"):
        raise ValueError(f"show={show!r}: there are 'mentions', {', '.join(classes('sentiment'))}")
    letters = gather(records, kind=kind)
    rows = [row for one in letters.authorities for row in _cells(letters, one, show)]
    full = {row["theme"] for row in rows if row["percent"]}
    if not full:
        raise NotComparable(f"no theme of an authority has {LEAST} findings")
    book = load_codebook()
    themes = [theme.label for theme in book.themes if theme.label in full]
    cells = [row for row in rows if row["theme"] in full]
    beside = len(letters.authorities) <= _BESIDE
    columns = len(letters.authorities) if beside else len(themes)
    width = max(_CELL[0] * columns, 360)
    empty = [theme.label for theme in book.themes if theme.label not in full]
    left = f"Themes without a cell of {LEAST} findings: {', '.join(empty)}"
    parts = [_map(cells, themes, beside=beside)]
    if empty:
        parts.append(lines_chart(["", *wrapped([left], width)], width))
    drawn: VConcatChart = finished(
        alt.vconcat(*parts, spacing=4),
        f"Themes by authority: {_what(show)}",
        [*_said(letters, cells), f"{letters.how()}."],
        width + 260,
        "Shares by theme and authority, in words: "
        + "; ".join(f"{r['theme']}, {r['authority']}: {r['said']}" for r in cells)
        + ".",
    )
    return drawn


def _what(show: str) -> str:
    if show == "mentions":
        return "share of an authority's findings that speak of a theme"
    return f"share of a theme's findings that are {load_codebook()[show].label.lower()}"


def _said(letters: Letters, cells: Sequence[dict[str, Any]]) -> list[str]:
    names = letters.authorities
    n = len(findings_of(letters.records))
    left = sum(not row["percent"] for row in cells)
    about = (
        f"{letters.what()}, {count(len(names), 'authority', 'authorities')}; "
        f"n = {count(n, 'finding')}; under each share its interval of 95% (Wilson)"
    )
    few = f"{left} of {len(cells)} cells have fewer than {LEAST} findings and no share; "
    no = "authorities in the order of the alphabet: no ranking, no score"
    return [about, f"{few if left else ''}{no}"]


def _cells(letters: Letters, authority: str, show: str) -> list[dict[str, Any]]:
    findings = findings_of(letters.of(authority))
    themed = by_theme(findings)

    def speaks(finding: Finding, theme: str) -> bool:
        return theme in finding.themes

    def sounds(finding: Finding, sentiment: str) -> bool:
        return finding.sentiment == sentiment

    rows = []
    for theme in load_codebook().themes:
        some = themed.get(theme.slug, [])
        found = (
            shares(findings, [theme.slug], speaks)
            if show == "mentions"
            else shares(some, [show], sounds)
        )
        n = len(findings) if show == "mentions" else len(some)
        row: dict[str, Any] = {"authority": authority, "theme": theme.label, "n": n}
        if found:
            (one,) = found
            span = f"{100 * one.low:.0f}–{100 * one.high:.0f}%"
            row |= {"share": one.share, "percent": f"{one.share:.0%}", "said": one.words}
            rows.append(row | {"under": f"{span}|n {n}"})
        else:
            rows.append(row | {"percent": "", "said": f"n {n}, no share", "under": f"n {n}"})
    return rows


def _map(cells: list[dict[str, Any]], themes: list[str], *, beside: bool) -> Any:
    alt = altair()
    colours = load_look()["colours"]
    top = max(row.get("share", 0) for row in cells) or 1
    dark = f"datum.share > {top * _DARK}"
    ink = alt.condition(dark, alt.value(colours["paper"]), alt.value(_BLACK))
    labels = alt.Axis(orient="top", labelAngle=0 if beside else -40, ticks=False, domain=False)
    plain = alt.Axis(ticks=False, domain=False)
    names = sorted({row["authority"] for row in cells}, key=str.casefold)
    one, two = ("authority:N", "theme:N") if beside else ("theme:N", "authority:N")
    orders = (names, themes) if beside else (themes, names)
    base = alt.Chart(
        alt.Data(values=cells), width=alt.Step(_CELL[0]), height=alt.Step(_CELL[1])
    ).encode(
        x=alt.X(one, sort=orders[0], title=None, axis=labels),
        y=alt.Y(two, sort=orders[1], title=None, axis=plain),
    )
    tip = ["theme:N", "authority:N", alt.Tooltip("said:N", title="share")]
    fill = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[0, top], range=colours["scale"]),
        legend=alt.Legend(title="share", format="%", orient="right"),
    )
    full, empty = "datum.percent != ''", "datum.percent == ''"
    squares = base.transform_filter(full).mark_rect(stroke=colours["paper"], strokeWidth=2)
    holes = base.transform_filter(empty).mark_rect(
        fill=colours["paper"], stroke=colours["grid"], strokeDash=[3, 3]
    )
    text = base.mark_text(fontSize=13, fontWeight="bold", dy=-14)
    small = {"fontSize": 10, "lineBreak": "|", "lineHeight": 12, "baseline": "middle"}
    under = base.transform_filter(full).mark_text(dy=4, **small)
    few = base.transform_filter(empty).mark_text(color=colours["soft"], **small)
    return alt.layer(
        holes.encode(tooltip=tip),
        squares.encode(color=fill, tooltip=tip),
        text.encode(text="percent:N", color=ink),
        under.encode(text="under:N", color=ink),
        few.encode(text="under:N"),
    )
