"""A record as a card for notebooks: who, when, which visit, what was found, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ofstedmine.findings.shares import counted_findings, sentiment_counts
from ofstedmine.showing.citation import LICENCE
from ofstedmine.showing.evidence_html import fact
from ofstedmine.showing.facts import Row, fact_rows
from ofstedmine.showing.html import Html, Node, fragment, tag
from ofstedmine.showing.places import evidence_for
from ofstedmine.showing.reprs import count
from ofstedmine.showing.sentiment_html import machine_mark, sentiment_bar, themes_html
from ofstedmine.showing.tags_text import record_tagged
from ofstedmine.showing.words import join, kind_words, load_words, place_words

if TYPE_CHECKING:
    from ofstedmine.records import Item, VisitRecord

__all__ = ["card", "missing_by_reason", "record_html"]

PEOPLE = frozenset({"Inspectors", "Addressed to", "Signed by", "Copied to"})
LISTS = (
    ("priority_actions", "Areas for priority action"),
    ("improvements", "What needs to improve"),
    ("strengths", "Strengths"),
)


def record_html(record: VisitRecord) -> Html:
    r"""Return a record as a card.

    Parameters
    ----------
    record : VisitRecord
        The record to show.

    Returns
    -------
    Html
        An element with its styles, for notebooks.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the <b>parish</b> council\n\nThe hedge was discussed.\n")
    >>> "<b>parish" in record_html(record)
    False
    """
    return fragment(card(record))


def card(record: VisitRecord, *, title: bool = True) -> Html:
    """Return a record as a card, without the styles.

    Parameters
    ----------
    record : VisitRecord
        The record to show.
    title : bool, default True
        Whether its title stands at the head.

    Returns
    -------
    Html
        An element.
    """
    facts, people = _parted(fact_rows(record))
    return tag(
        "article",
        tag(
            "p",
            fact(_title(record), evidence_for(record, "/title"), pages=False),
            class_="om-title",
        )
        if title
        else None,
        tag("p", kind_line(record), class_="om-soft"),
        _rows(facts),
        _areas(record),
        _judgements(record),
        *_findings(record),
        *_warnings(record),
        *_folded(record, people),
        _foot(record),
        class_="om-card",
        aria_label=f"Record: {_title(record)}",
    )


def kind_line(record: VisitRecord) -> str:
    """Return the kind of a record and its framework, on one line."""
    known = record.framework
    return join([kind_words(record.kind), known.name, known.inspection_type, known.version], " · ")


def missing_by_reason(record: VisitRecord) -> dict[str, dict[str, list[str]]]:
    """Return what is missing: for each reason in words, each place in words with its pointers.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    dict of str to dict of str to list of str
        Only what a reader would look for.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for reason, said in load_words()["reasons"].items():
        places: dict[str, list[str]] = {}
        for pointer, why in record.missing.items():
            name = place_words(pointer)
            if why == reason and name:
                places.setdefault(name, []).append(pointer)
        if places:
            found[said] = places
    return found


def _title(record: VisitRecord) -> str:
    return record.title or "(no title)"


def _parted(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows about the visit, and those that name people."""
    parted: tuple[list[Row], list[Row]] = ([], [])
    about_people = False
    for row in rows:
        if row.label:
            about_people = row.label in PEOPLE
        parted[about_people].append(row)
    return parted


def _rows(rows: Sequence[Row]) -> Html | None:
    """Return rows as terms with their values; several values of one term stay together."""
    grouped: list[tuple[str, list[Row]]] = []
    for row in rows:
        if row.label or not grouped:
            grouped.append((row.label, []))
        grouped[-1][1].append(row)
    if not grouped:
        return None
    return tag(
        "dl",
        *(
            tag("div", tag("dt", label), " ", tag("dd", *_values(some)), class_="om-row")
            for label, some in grouped
        ),
    )


def _values(rows: Iterable[Row]) -> Iterator[Html]:
    for row in rows:
        yield tag("div", fact(row.value, row.evidence))


def _areas(record: VisitRecord) -> Html | None:
    items = record.areas_covered
    if not items:
        return None
    head = tag("p", f"Areas covered ({len(items)})", class_="om-head")
    return tag("div", head, _list("areas_covered", items, record))


def _list(name: str, items: Sequence[Item], record: VisitRecord) -> Html:
    return tag(
        "ol",
        *(
            tag("li", fact(" ".join(item.text.split()), evidence_for(record, f"/{name}/{i}")))
            for i, item in enumerate(items)
        ),
    )


def _judgements(record: VisitRecord) -> Html | None:
    if not record.judgements:
        return None
    rows = (
        tag(
            "tr",
            tag("th", one.area, scope="row"),
            tag("td", fact(one.grade_as_written, evidence_for(record, f"/judgements/{i}"))),
        )
        for i, one in enumerate(record.judgements)
    )
    heads = tag("thead", tag("tr", tag("th", "Area", scope="col"), tag("th", "Grade", scope="col")))
    table = tag("table", heads, tag("tbody", *rows))
    return tag("div", tag("p", "Judgements", class_="om-head"), table)


def _findings(record: VisitRecord) -> Iterator[Node]:
    """Yield the findings by sentiment; of a record without tags, how many there are."""
    if not record.findings:
        return
    tagged = [one for one in counted_findings(record) if one.sentiment]
    yield tag("p", "Findings by sentiment" if tagged else "Findings", class_="om-head")
    if not tagged:
        yield tag("p", f"{count(len(record.findings), 'finding')}, not tagged")
        return
    yield sentiment_bar(sentiment_counts(tagged))
    yield tag(
        "p",
        machine_mark(record_tagged(record)),
        " Case studies and repeats are not counted.",
        class_="om-soft",
    )
    yield _details("Findings by theme", themes_html(record))


def _warnings(record: VisitRecord) -> Iterator[Node]:
    if record.warnings:
        yield tag("p", f"Warnings ({len(record.warnings)})", class_="om-head")
    for one in record.warnings:
        name = one.code.replace("_", " ")
        where = f" (p. {one.page})" if one.page else ""
        yield tag("p", tag("b", name), f": {one.message}{where}", class_="om-warning")


def _folded(record: VisitRecord, people: Sequence[Row]) -> Iterator[Node]:
    for name, label in LISTS:
        items: list[Item] = getattr(record, name)
        if items:
            yield _details(f"{label} ({len(items)})", _list(name, items, record))
    if people:
        yield _details("People named in the letter", _rows(people))
    missing = missing_by_reason(record)
    if missing:
        rows = (
            tag("div", tag("dt", reason), " ", tag("dd", *_places(record, places)), class_="om-row")
            for reason, places in missing.items()
        )
        yield _details("What is missing, and why", tag("dl", *rows))


def _places(record: VisitRecord, places: dict[str, list[str]]) -> Iterator[Node]:
    for i, (name, pointers) in enumerate(places.items()):
        said = f"{name} ({len(pointers)})" if len(pointers) > 1 else name
        evidence = [one for pointer in pointers for one in record.evidence.get(pointer, [])]
        yield "; " if i else None
        yield fact(said, evidence)


def _details(summary: str, *children: Node) -> Html:
    return tag("details", tag("summary", summary), *children)


def _foot(record: VisitRecord) -> Html:
    source = record.source
    return tag(
        "div",
        tag(
            "p",
            join(
                [
                    source.uri,
                    count(source.pages, "page") if source.pages else None,
                    f"document {record.document_id}",
                    f"read by ofstedmine {source.ofstedmine_version} ({source.engine})",
                ]
            ),
        ),
        tag("p", f"{LICENCE}."),
        class_="om-foot",
    )
