"""A record for the terminal: who, when, what was seen and judged, where each value stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ofstedmine.showing.facts import Row, fact_rows
from ofstedmine.showing.places import evidence_for, findings_by_section
from ofstedmine.showing.tags_text import themes_table
from ofstedmine.showing.words import (
    join,
    kind_words,
    load_words,
    one_line,
    page_words,
    place_words,
    visible,
)

if TYPE_CHECKING:
    from ofstedmine.records import Evidence, Item, VisitRecord

__all__ = ["record_text"]

_LISTS = (
    ("areas_covered", "Areas covered"),
    ("priority_actions", "Areas for priority action"),
    ("improvements", "What needs to improve"),
    ("strengths", "Strengths"),
)


def record_text(record: VisitRecord, *, evidence: bool = False) -> Group:
    r"""Return a record as something that rich prints.

    Parameters
    ----------
    record : VisitRecord
        The record to show.
    evidence : bool, default False
        Whether to print, under each value, the words it came from and the rule that read them.

    Returns
    -------
    rich.console.Group
        For ``rich.print``, or any rich console.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from rich.console import Console
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> console = Console(width=60)
    >>> with console.capture() as shown:
    ...     console.print(record_text(record))
    >>> shown.get().split("\n")[1].strip()
    'Another kind of document'
    """
    parts: list[RenderableType] = [
        Text(visible(record.title or "(no title)"), style="bold"),
        Text(_kind(record), style="dim"),
        _facts(list(fact_rows(record)), quotes=evidence),
    ]
    if record.judgements:
        parts += [_heading("Judgements"), _judgements(record, quotes=evidence)]
    for name, title in _LISTS:
        items: list[Item] = getattr(record, name)
        if items:
            parts += [_heading(title, len(items)), _items(items)]
    if record.sections:
        parts += [_heading("Sections and findings", len(record.findings)), _sections(record)]
    if any(finding.sentiment for finding in record.findings):
        parts += [_heading("Findings by theme"), themes_table(record)]
    if record.warnings:
        parts += [_heading("Warnings", len(record.warnings)), _warnings(record)]
    if record.missing:
        parts += [_heading("What is missing, and why"), _missing(record, quotes=evidence)]
    return Group(*parts, Text(), _source(record))


def _kind(record: VisitRecord) -> str:
    framework = record.framework
    return join([kind_words(record.kind), framework.inspection_type, framework.version], " · ")


def _heading(title: str, count: int | None = None) -> Text:
    number = f" ({count})" if count is not None else ""
    return Text.assemble("\n", (title + number, "bold"))


def _facts(rows: Sequence[Row], *, quotes: bool) -> Padding:
    """Return rows as three columns: label, value, page."""
    table = Table.grid(padding=(0, 2), expand=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    for row in rows:
        value = Text(visible(row.value))
        if quotes:
            for one in row.evidence:
                value.append_text(_quote(one))
        table.add_row(row.label, value, row.page or page_words(row.evidence))
    return Padding(table, (1, 0, 0, 2))


def _quote(evidence: Evidence) -> Text:
    """Return the words that a value came from, on a line of their own."""
    said = visible(" ".join(evidence.quote.split()))
    source = "" if evidence.kind == "text" else f"{evidence.kind}: "
    return Text.assemble(
        ("\n", ""), (f"“{said}”", "italic dim"), (f"  [{source}{visible(evidence.rule)}]", "dim")
    )


def _judgements(record: VisitRecord, *, quotes: bool) -> Padding:
    table = Table(box=box.ROUNDED, border_style="dim")
    table.add_column("Area", overflow="fold")
    table.add_column("Grade", overflow="fold")
    table.add_column("Page", no_wrap=True, style="dim")
    for i, one in enumerate(record.judgements):
        found = evidence_for(record, f"/judgements/{i}")
        area = Text(visible(one.area))
        if quotes:
            for each in found:
                area.append_text(_quote(each))
        table.add_row(area, Text(visible(one.grade_as_written)), page_words(found)[3:])
    return Padding(table, (0, 0, 0, 2))


def _items(items: Sequence[Item]) -> Padding:
    table = Table.grid(padding=(0, 1), expand=False)
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    for i, item in enumerate(items, 1):
        text = Text(visible(" ".join(item.text.split())))
        if item.framework_ref:
            text.append(f" ({visible(item.framework_ref)})", style="dim")
        table.add_row(f"{i}.", text, f" p. {item.page}" if item.page else "")
    return Padding(table, (0, 0, 0, 2))


def _sections(record: VisitRecord) -> Padding:
    table = Table(box=box.SIMPLE_HEAD, border_style="dim", pad_edge=False)
    table.add_column("Section", overflow="fold")
    table.add_column("Role", no_wrap=True, style="dim")
    table.add_column("Findings", justify="right", no_wrap=True)
    table.add_column("Page", justify="right", no_wrap=True, style="dim")
    roles = load_words()["roles"]
    for section, count in zip(record.sections, findings_by_section(record), strict=True):
        heading = Text(
            visible(section.heading or "(no heading)"), style="" if section.heading else "dim"
        )
        table.add_row(
            Padding(heading, (0, 0, 0, 2 * (min(section.level, 6) - 1))),
            roles[section.role],
            str(count or ""),
            str(section.page or ""),
        )
    return Padding(table, (0, 0, 0, 2))


def _warnings(record: VisitRecord) -> Padding:
    rows = [
        Row(one.code.replace("_", " "), one.message, page=f"p. {one.page}" if one.page else "")
        for one in record.warnings
    ]
    shown = _facts(rows, quotes=False)
    shown.top = 0
    return shown


def _missing(record: VisitRecord, *, quotes: bool) -> Padding:
    """Return one line a reason, with all that is missing for it."""
    rows = []
    for reason, words in load_words()["reasons"].items():
        counts: dict[str, int] = {}
        found: list[Evidence] = []
        for pointer, why in record.missing.items():
            name = place_words(pointer)
            if why == reason and name:
                counts[name] = counts.get(name, 0) + 1
                found += record.evidence.get(pointer, [])
        if counts:
            names = "; ".join(f"{n} ({c})" if c > 1 else n for n, c in counts.items())
            rows.append(Row(words, names, found))
    shown = _facts(rows, quotes=quotes)
    shown.top = 0
    return shown


def _source(record: VisitRecord) -> Text:
    source = record.source
    pages = f"{source.pages} pages" if source.pages and source.pages > 1 else None
    one = join([one_line(source.uri or "(no file)"), pages, source.media_type])
    two = join(
        [
            f"document {visible(record.document_id)}",
            f"read by ofstedmine {source.ofstedmine_version} ({source.engine})",
        ]
    )
    return Text(f"{one}\n{two}", style="dim")
