"""The report of an evaluation, for the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from ofstedmine.evaluation.facts import FactsReport

__all__ = ["report_text"]


def report_text(report: FactsReport, *, misses_only: bool = False) -> Group:
    """Return a report as something that rich prints.

    Parameters
    ----------
    report : FactsReport
        What `evaluate_facts` returned.
    misses_only : bool, default False
        Whether to leave out the table of figures.

    Returns
    -------
    rich.console.Group
        Figures by field, whole records, and every miss with both values.

    Examples
    --------
    >>> from ofstedmine.evaluation.facts import FactsReport
    >>> len(report_text(FactsReport()).renderables) > 0
    True
    """
    parts: list[RenderableType] = [] if misses_only else [_figures(report), *_whole(report)]
    for miss in report.misses:
        parts.append(Text(f"\n{miss.document}: {miss.field}", style="bold"))
        parts.append(Text(f"  gold {_shown(miss.gold)}\n  got  {_shown(miss.got)}"))
    for name, breaches in report.without_reason.items():
        parts.append(Text(f"\n{name}: {'; '.join(breaches)}"))
    for name, why in report.unreadable.items():
        parts.append(Text(f"\n{name}: could not be read: {why}"))
    if not report.misses:
        parts.append(Text("\nNo value differs."))
    return Group(*parts)


def _figures(report: FactsReport) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Field")
    for name in ("Strict", "Normalised", "Wrong"):
        table.add_column(name, justify="right")
    total = report.documents
    for each, right in report.normalised.items():
        table.add_row(each, str(report.strict[each]), str(right), str(total - right or ""))
    return table


def _whole(report: FactsReport) -> list[RenderableType]:
    total = report.documents
    figures = [
        f"{report.whole_records} of {total} records wholly right, to the letter "
        + str(report.whole_records_strict),
        f"{report.headings_found} of {report.headings_gold} headings found",
        f"{report.said_later} values not compared: they stand after the first pages",
        f"{len(report.without_reason)} records with values absent without a reason",
    ]
    return [Text(line) for line in figures]


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
