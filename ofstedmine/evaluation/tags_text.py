"""The figures of a tagger, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ofstedmine.evaluation.tags_counts import HEADLINES

__all__ = ["figure", "tags_text"]

_NAMES = {"all": "All sentences", "random": "Random draw"}
_ERRORS = {"sentiment": "Sentiment", "progress": "Progress", "themes": "Themes", "any": "Any"}


def tags_text(metrics: Mapping[str, Any]) -> Group:
    """Return the figures of a tagger as something that rich prints.

    Parameters
    ----------
    metrics : mapping
        Those of a `ofstedmine.evaluation.tags.TagsReport`.

    Returns
    -------
    rich.console.Group
        Tables: headlines, labels, confusion of sentiment, doubt, kinds, periods, comparison.
    """
    data = metrics["data"]
    how = f"{metrics['folds']} folds by authority" if metrics["folds"] else "trained before"
    parts: list[RenderableType] = [
        Text(
            f"{metrics['model']}, {how}: {data['sentences']} sentences "
            f"({data['random']} of a random draw) of {data['documents']} documents, "
            f"{data['authorities']} authorities. In brackets: 95 % intervals over authorities."
        ),
        _headlines(metrics),
    ]
    if metrics["comparison"]:
        parts += [Text("\nCompared on the same sentences", style="bold"), _comparison(metrics)]
    chosen = metrics["random"] or metrics["all"]
    which = "random" if metrics["random"] else "all"
    for name in ("themes", "sentiment", "progress"):
        draw = "all" if name == "progress" else which
        title = f"\n{name.capitalize()}, {_NAMES[draw].lower()}"
        parts += [Text(title, style="bold"), _labels(metrics[draw][name]["by_label"])]
    parts += [
        Text("\nConfusion of sentiment: a row a label, a column a tag", style="bold"),
        _confusion(chosen["sentiment"]),
        Text("\nDoubt", style="bold"),
        _doubt(chosen["uncertain"]),
    ]
    for key, title in (("by_kind", "Kind of document"), ("by_period", "Period")):
        parts += [Text(""), _split(title, metrics["all"][key])]
    return Group(*parts)


def figure(value: float | None, ends: list[float] | None = None, digits: int = 3) -> str:
    """Return a figure with its interval as people read it.

    Parameters
    ----------
    value : float or None
        The figure.
    ends : list of float, optional
        Both ends of its interval.
    digits : int, default 3
        Decimals.

    Returns
    -------
    str
        The figure, and its interval in brackets.

    Examples
    --------
    >>> figure(0.8234, [0.81, 0.84])
    '0.823 [0.810, 0.840]'
    """
    if value is None:
        return "–"
    shown = f" [{ends[0]:.{digits}f}, {ends[1]:.{digits}f}]" if ends else ""
    return f"{value:.{digits}f}{shown}"


def _table(*names: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, name in enumerate(names):
        table.add_column(name, justify="right" if number else "left")
    return table


def _headlines(metrics: Mapping[str, Any]) -> Table:
    draws = [name for name in ("random", "all") if metrics[name]]
    table = _table("", *(_NAMES[name] for name in draws))
    for label in HEADLINES:
        field, _, name = label.partition(".")
        cells = [metrics[draw][field] for draw in draws]
        shown = [figure(one[name], one[f"{name}_interval"]) for one in cells]
        table.add_row(_words(label), *shown)
    for field in ("themes", "sentiment", "progress"):
        cells = [figure(metrics[draw][field]["calibration_error"]) for draw in draws]
        table.add_row(f"{field} calibration error", *cells)
    return table


def _comparison(metrics: Mapping[str, Any]) -> Table:
    table = _table("", "", "This", "Other", "Difference")
    for draw, found in metrics["comparison"].items():
        for label, one in (found or {}).items():
            gap = f"{one['difference']:+.3f}"
            ends = one["interval"]
            gap += f" [{ends[0]:+.3f}, {ends[1]:+.3f}]" if ends else ""
            table.add_row(
                _NAMES[draw], _words(label), figure(one["ours"]), figure(one["theirs"]), gap
            )
    return table


def _labels(labels: Mapping[str, Mapping[str, Any]]) -> Table:
    table = _table("Label", "Sentences", "Precision", "Recall", "F1")
    for slug, one in labels.items():
        cells = (figure(one["precision"]), figure(one["recall"]))
        table.add_row(slug, str(one["support"]), *cells, figure(one["f1"], one["interval"]))
    return table


def _confusion(classes: Mapping[str, Any]) -> Table:
    table = _table("", *classes["labels"])
    for slug, row in zip(classes["labels"], classes["confusion"], strict=True):
        table.add_row(slug, *map(str, row))
    return table


def _doubt(found: Mapping[str, Any]) -> Group:
    table = _table("Errors", "All", "Marked", "Not marked", "85 % surest", "of all")
    for name, title in _ERRORS.items():
        one = found[name]
        keys = ("error", "error_marked", "error_unmarked", "error_sure", "ratio_sure")
        table.add_row(title, *(figure(one[key]) for key in keys))
    return Group(Text(f"Marked as uncertain: {found['marked']:.1%}".replace("%", " %")), table)


def _split(title: str, parts: Mapping[str, Mapping[str, Any]]) -> Table:
    names = ("Themes micro F1", "Sentiment acc.", "Progress macro")
    table = _table(title, "n", *names)
    table.padding = (0, 1, 0, 0)  # three columns of intervals would else not fit a terminal
    for name, one in parts.items():
        keys = ("themes.micro_f1", "sentiment.accuracy", "progress.macro_f1")
        cells = (figure(one[key], one[f"{key}_interval"], 2) for key in keys)
        table.add_row(name.replace("_", " "), str(one["sentences"]), *cells)
    return table


def _words(label: str) -> str:
    return label.replace(".", " ").replace("_", " ").replace("f1", "F1")
