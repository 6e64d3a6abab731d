"""How charts look: colours, fonts, and the lines that stand over every one."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.errors import DataError, OfstedmineError
from ofstedmine.showing.html import shown

if TYPE_CHECKING:
    from altair import Chart

__all__ = [
    "ChartsNotInstalled",
    "altair",
    "finished",
    "lines_chart",
    "load_look",
    "safe",
    "wrapped",
]

_TABLES = frozenset({"colours", "fills", "inks", "sizes"})
_LICENCE = (
    "Contains public sector information of Ofsted, licensed under the Open Government Licence v3.0"
)
_LINE = 16
_EQUALS = "\u00a0=\u00a0"


class ChartsNotInstalled(OfstedmineError, ImportError):
    """The libraries that draw charts are not installed."""


def altair() -> Any:
    """Return the module ``altair``.

    Returns
    -------
    module
        Altair.

    Raises
    ------
    ChartsNotInstalled
        If it is not installed; the message says how to install it.
    """
    try:
        return import_module("altair")
    except ImportError as error:
        raise ChartsNotInstalled(
            "charts need Altair, which is not installed: pip install 'ofstedmine[notebooks]'"
        ) from error


@cache
def load_look() -> Mapping[str, Mapping[str, Any]]:
    """Return colours and sizes: tables ``fills``, ``inks``, ``colours``, ``sizes``.

    Raises
    ------
    DataError
        If the file does not hold these tables.

    Examples
    --------
    >>> sorted(load_look()["fills"])
    ['mixed', 'negative', 'neutral', 'positive']
    """
    path = Path(__file__).parent / "data" / "look.toml"
    try:
        look = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path}: {error}"
        raise DataError(msg) from error
    if set(look) != _TABLES:
        msg = f"{path}: the tables {', '.join(sorted(_TABLES))} are wanted"
        raise DataError(msg)
    return look


def safe(text: str) -> str:
    """Return words of a letter as a chart may hold them, on one line.

    A chart saved as a page stands in a script. The sign that could end it is replaced by one that
    looks like it, for other programs' pages do not escape it.

    Examples
    --------
    >>> safe("a</script>")
    'a‹/script>'
    """
    return " ".join(shown(text).split()).replace("<", "‹")


def wrapped(texts: Iterable[str], width: float) -> list[str]:
    r"""Return texts as lines that a chart of a width has room for.

    Examples
    --------
    >>> wrapped(["n = 12 findings of the letters about Northmoor"], 100)
    ['N\xa0=\xa012 findings of the letters', 'about Northmoor']
    """
    characters = max(30, int(width / 100 * load_look()["sizes"]["characters"]))
    lines = []
    for text in texts:
        # A number stays on the line of what it counts.
        whole = (text[:1].upper() + text[1:]).replace(" = ", _EQUALS)
        lines += textwrap.wrap(whole, characters, break_on_hyphens=False)
    return lines


def lines_chart(lines: Sequence[str], width: float) -> Chart:
    """Return lines of text as a chart to stand under another; an empty one parts paragraphs."""
    alt = altair()
    look = load_look()
    # Each line has its own place: programs that draw differ in what an empty line takes.
    rows = [{"line": line, "down": _LINE * i} for i, line in enumerate(lines) if line]
    mark = {
        "align": "left",
        "baseline": "top",
        "x": 0,
        "color": look["colours"]["soft"],
        "fontSize": look["sizes"]["font"],
    }
    height = _LINE * len(lines)
    chart = alt.Chart(alt.Data(values=rows), width=width, height=height, view={"stroke": None})
    drawn: Chart = chart.mark_text(**mark).encode(
        y=alt.Y("down:Q", scale=None, axis=None), text="line:N"
    )
    return drawn


def finished(chart: Any, title: str, said: Sequence[str], width: float, description: str) -> Any:
    """Return a chart with its title, the lines that every chart has, and its description.

    Parameters
    ----------
    chart : altair.TopLevelMixin
        What is drawn.
    title : str
        Its title.
    said : sequence of str
        Which letters, what was counted, who tagged.
    width : float
        How wide it is, in pixels, for the length of lines.
    description : str
        What a reader of screens says of it.

    Returns
    -------
    altair.TopLevelMixin
        The chart.
    """
    alt = altair()
    look = load_look()
    colours, sizes = look["colours"], look["sizes"]
    head = alt.TitleParams(
        text=wrapped([safe(title)], width * sizes["subtitle"] / sizes["title"]),
        subtitle=wrapped(map(safe, (*said, f"{_LICENCE}.")), width),
        anchor="start",
        frame="bounds",
        fontSize=sizes["title"],
        subtitleFontSize=sizes["subtitle"],
        subtitleLineHeight=_LINE,
        subtitlePadding=6,
        subtitleColor=colours["soft"],
        color=colours["ink"],
        offset=14,
    )
    whole = chart.properties(
        title=head,
        description=safe(" ".join([f"{title}.", description, *said])),
        background=colours["paper"],
        padding=16,
    )
    text = {"labelColor": colours["ink"], "titleColor": colours["soft"]}
    fonts = {"labelFontSize": sizes["font"], "titleFontSize": sizes["font"]}
    return (
        whole.configure(font="DejaVu Sans, Arial, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            **text,
            **fonts,
            labelLimit=0,
            labelFlush=False,
            labelPadding=6,
            gridColor=colours["grid"],
            domainColor=colours["grid"],
            tickColor=colours["grid"],
            titleFontWeight="normal",
        )
        .configure_header(**text, **fonts, labelLimit=0)
        .configure_legend(
            **text, **fonts, labelLimit=0, symbolStrokeWidth=1, titleFontWeight="normal"
        )
    )
