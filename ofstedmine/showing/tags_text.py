"""Tags in words for people, never without saying that a program gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.shares import by_theme, counted_findings, sentiment_counts
from ofstedmine.findings.tagging import NOT_VALIDATED
from ofstedmine.showing.words import join, list_days, one_line, visible

if TYPE_CHECKING:
    from ofstedmine.findings.tags import TagInput, Tags
    from ofstedmine.records import Finding, VisitRecord

__all__ = [
    "MACHINE_TAGGED",
    "machine_tagged",
    "record_tagged",
    "sentence_tags",
    "sentiments_table",
    "tags_words",
    "themes_table",
]

MACHINE_TAGGED = "machine-tagged, unreviewed"
_UNKNOWN = "not validated on this kind of document"
_UNCERTAIN = "uncertain: look yourself"


def machine_tagged(model: str | None, *, validated: bool = True) -> str:
    """Return what every showing of tags says with them.

    Examples
    --------
    >>> machine_tagged("1.0")
    'machine-tagged, unreviewed (model 1.0)'
    """
    known = join([f"model {visible(model)}" if model else None, None if validated else _UNKNOWN])
    return f"{MACHINE_TAGGED} ({known})" if known else MACHINE_TAGGED


def record_tagged(record: VisitRecord) -> str:
    """Return what every showing of the tags of one record says with them."""
    return machine_tagged(record.source.model_version, validated=_is_validated(record))


def _is_validated(record: VisitRecord) -> bool:
    return all(warning.code != NOT_VALIDATED for warning in record.warnings)


def tags_words(tags: Tags | Finding) -> str:
    """Return the tags of a sentence or finding in words.

    Parameters
    ----------
    tags : Tags or Finding
        What was tagged; a finding without tags gives nothing.

    Returns
    -------
    str
        Sentiment, progress where one is stated, themes, and whether it is uncertain.

    Examples
    --------
    >>> from ofstedmine.findings.tags import Tags
    >>> tags_words(Tags(("workforce",), "negative", "declined", {}, {}, {}, True))
    'negative; declined; Workforce and caseloads; uncertain: look yourself'
    """
    if tags.sentiment is None or tags.progress is None:
        return ""
    book = load_codebook()
    stated = tags.progress != "not_stated"
    return join(
        [
            book[tags.sentiment].label.lower(),
            book[tags.progress].label.lower() if stated else None,
            ", ".join(book[slug].label for slug in tags.themes) or "no theme",
            _UNCERTAIN if tags.uncertain else None,
        ],
        "; ",
    )


def sentence_tags(
    inputs: Sequence[TagInput], tags: Sequence[Tags], model: str, *, why: int = 0
) -> Group:
    """Return tagged sentences as something that rich prints.

    Parameters
    ----------
    inputs : sequence of TagInput
        The sentences.
    tags : sequence of Tags
        One each.
    model : str
        The version of the tagger.
    why : int, default 0
        How many deciding words to show of each.

    Returns
    -------
    rich.console.Group
        Each sentence, its tags under it, and at the end who tagged.

    Examples
    --------
    >>> str(sentence_tags([], [], "1.0").renderables[-1])
    'machine-tagged, unreviewed (model 1.0)'
    """
    parts: list[RenderableType] = []
    for given, one in zip(inputs, tags, strict=True):
        parts.append(Text(visible(" ".join(given.text.split()))))
        parts.append(Padding(Text(tags_words(one), style="bold"), (0, 0, 0, 2)))
        for reason in one.why(why) if why else ():
            said = f"{reason.weight:+.2f} {visible(reason.word)!r} for {reason.label}"
            parts.append(Padding(Text(said, style="dim"), (0, 0, 0, 4)))
    return Group(*parts, Text(machine_tagged(model), style="dim"))


def themes_table(record: VisitRecord) -> Group:
    """Return a tagged record's findings by theme and sentiment.

    Parameters
    ----------
    record : VisitRecord
        A record with tags.

    Returns
    -------
    rich.console.Group
        A table, and under it what was counted and who tagged.
    """
    findings = [one for one in counted_findings(record) if one.sentiment]
    table = Table(box=box.SIMPLE_HEAD, border_style="dim", pad_edge=False)
    table.add_column("Theme", overflow="fold")
    table.add_column("Findings", justify="right", no_wrap=True)
    for label in load_codebook().sentiments:
        table.add_column(label.label, justify="right", no_wrap=True)
    table.add_column("Uncertain", justify="right", no_wrap=True, style="dim")
    for slug, some in by_theme(findings).items():
        table.add_row(load_codebook()[slug].label, *_counts(some))
    bare = [one for one in findings if not one.themes]
    if bare:
        table.add_row(Text("(no theme)", style="dim"), *_counts(bare))
    table.add_section()
    table.add_row("All findings", *_counts(findings))
    said = (
        f"{record_tagged(record)}; case studies and repeats are not counted, "
        "a finding counts under each of its themes"
    )
    return Group(Padding(table, (0, 0, 0, 2)), Padding(Text(said, style="dim"), (0, 0, 0, 2)))


def sentiments_table(records: Iterable[VisitRecord]) -> Group:
    """Return a table of letters with their findings by sentiment, without names of people.

    Parameters
    ----------
    records : iterable of VisitRecord
        The letters.

    Returns
    -------
    rich.console.Group
        A line a letter, and under the table who tagged.

    Examples
    --------
    >>> sentiments_table([]).renderables[0].row_count
    0
    """
    table = Table(box=box.SIMPLE_HEAD, border_style="dim", show_edge=False)
    table.add_column("Authority", min_width=12, overflow="fold")
    table.add_column("Kind", min_width=10)
    table.add_column("Visit", min_width=12)
    table.add_column("Findings", justify="right", no_wrap=True)
    for label in load_codebook().sentiments:
        table.add_column(label.label, justify="right", no_wrap=True)
    table.add_column("Uncertain", justify="right", no_wrap=True, style="dim")
    models: dict[str, None] = {}
    validated = True
    for record in records:
        validated = validated and _is_validated(record)
        visit = record.visit
        days = "\n".join(list_days(period, visit.dates) for period in visit.periods)
        findings = [one for one in counted_findings(record) if one.sentiment]
        table.add_row(
            Text(one_line(record.authority.name if record.authority else "not found")),
            f"{record.kind.replace('_', ' ')}{'' if _is_validated(record) else ' *'}",
            days or "not found",
            *_counts(findings),
        )
        if record.source.model_version:
            models[record.source.model_version] = None
    said = f"{machine_tagged(', '.join(models))}; case studies and repeats are not counted"
    if not validated:
        said += f"\n* {_UNKNOWN}"
    return Group(table, Text(said, style="dim"))


def _counts(findings: Sequence[Finding]) -> list[str]:
    """Return the cells of some findings: how many, of each sentiment, uncertain."""
    uncertain = sum(bool(one.uncertain) for one in findings)
    each = [str(count or "") for count in sentiment_counts(findings).values()]
    return [str(len(findings)), *each, str(uncertain or "")]
