"""A chart as a file: SVG, PNG or a page, without a browser and without a network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ofstedmine.charts.look import ChartsNotInstalled, altair
from ofstedmine.showing.html import tag

__all__ = ["save"]

_SCALE = 2
_FORMATS = (".svg", ".png", ".html")


def save(chart: Any, path: str | os.PathLike[str]) -> Path:
    """Write a chart to a file; its suffix says what kind.

    Parameters
    ----------
    chart : altair.TopLevelMixin
        A chart.
    path : path
        It ends in ``.svg``, ``.png`` or ``.html``. The page holds the programs that draw it, so
        that it needs no network.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ValueError
        If the suffix is another one.
    ChartsNotInstalled
        If the library that writes pictures is not installed.

    Examples
    --------
    >>> import tempfile
    >>> import ofstedmine as om
    >>> from ofstedmine.charts import sentiment_by_theme
    >>> chart = sentiment_by_theme(om.mine("corpus/letters/northmoor_monitoring_2017.pdf"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(chart, f"{folder}/themes.svg").suffix
    '.svg'
    """
    altair()
    file = Path(path)
    if file.suffix not in _FORMATS:
        raise ValueError(f"{file}: a chart is saved as {', '.join(_FORMATS)}")
    try:
        if file.suffix == ".html":
            file.write_text(_page(chart), encoding="utf-8")
        else:
            # Twice the pixels, for screens that have them.
            chart.save(str(file), scale_factor=_SCALE if file.suffix == ".png" else 1)
    except (ImportError, ValueError) as error:
        if "vl-convert" in str(error) or "vl_convert" in str(error):
            raise ChartsNotInstalled(
                "saving charts needs vl-convert: pip install 'ofstedmine[notebooks]'"
            ) from error
        raise
    return file


def _page(chart: Any) -> str:
    """Return a chart as a page with a title, which Altair leaves out, and no taller than it is."""
    options = {"actions": False, "renderer": "svg"}
    page: str = chart.to_html(inline=True, embed_options=options)
    title = " ".join(chart.title.text)
    return page.replace("<html>", '<html lang="en-GB">', 1).replace(
        "<head>", f"<head>{tag('title', title)}<style>#vis svg {{ height: auto; }}</style>", 1
    )
