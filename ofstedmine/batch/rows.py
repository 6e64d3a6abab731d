"""A letter and its record as rows of the tables of a dataset, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.shares import counted_findings, sentiment_counts
from ofstedmine.reading import Block, Letter, PageInfo

if TYPE_CHECKING:
    from ofstedmine.records import Finding, Item, VisitRecord

__all__ = ["Row", "file_name", "letter_id", "letter_of", "rows_of"]

Row = dict[str, Any]
JOINED = "; "
LETTER_ID = 16
_BLOCK = ("kind", "start", "end", "page", "level", "marker", "size", "bold", "table", "row",
          "column", "why")  # fmt: skip


def letter_id(sha256: str) -> str:
    """Return the key of a letter: the first digits of its file's SHA-256.

    Parameters
    ----------
    sha256 : str
        In hexadecimal digits.

    Returns
    -------
    str
        16 of them.

    Examples
    --------
    >>> letter_id("0123456789abcdef0123456789abcdef")
    '0123456789abcdef'
    """
    return sha256[:LETTER_ID]


def file_name(uri: str) -> str:
    """Return the name of an input without its folder or its archive's.

    Parameters
    ----------
    uri : str
        The name of an input.

    Returns
    -------
    str
        Its last part.

    Examples
    --------
    >>> file_name("letters/all.zip!2024/northmoor.pdf")
    'northmoor.pdf'
    >>> file_name("letters/all.zip!wexcombe.pdf")
    'wexcombe.pdf'
    """
    name = PurePath(uri).name
    archive = name.lower().rfind(".zip!")
    return name if archive < 0 else name[archive + len(".zip!") :]


def rows_of(
    letter: Letter,
    record: VisitRecord,
    *,
    uri: str,
    settings: str,
    as_read: VisitRecord | None = None,
    overrides: str | None = None,
) -> dict[str, list[Row]]:
    r"""Return the rows of a letter in each table.

    Parameters
    ----------
    letter : Letter
        The letter.
    record : VisitRecord
        Its record.
    uri : str
        The name that it was found under.
    settings : str
        Digest of the settings that it was mined with.
    as_read : VisitRecord, optional
        The record before corrections, where there are any.
    overrides : str, optional
        Digest of these corrections.

    Returns
    -------
    dict of str to list of dict
        Rows by table, in the letter's order.

    Examples
    --------
    >>> import ofstedmine as om
    >>> text = b"This letter gives the findings of the focused visit to Northmoor."
    >>> letter = om.read(text + b"\n\n# Findings\n\nPlans help.\n")
    >>> rows = rows_of(letter, om.parse(letter), uri="northmoor.md", settings="")
    >>> rows["findings"][0]["text"], rows["visits"][0]["kind"]
    ('Plans help.', 'focused_visit')
    """
    key = {"letter_id": letter_id(letter.sha256), "document_id": record.document_id}
    days = visit_days(record)
    place = {
        **key,
        "authority": record.authority and record.authority.name,
        "kind": record.kind,
        "visit_start": days[0] if days else None,
    }
    counted = counted_findings(record)
    return {
        "letters": [key | _letter(letter, record, settings, as_read) | {"overrides": overrides}],
        "visits": [key | _visit(record, days, counted, uri)],
        "findings": _findings(record, place, counted),
        "judgements": _judgements(record, place),
        "areas": [place | _item(item, i) for i, item in enumerate(record.areas_covered, 1)],
        "improvements": [
            place | _item(item, i) | {"list": name}
            for name, items in (
                ("improvement", record.improvements),
                ("strength", record.strengths),
                ("priority_action", record.priority_actions),
            )
            for i, item in enumerate(items, 1)
        ],
    }


def letter_of(row: Mapping[str, Any]) -> Letter:
    """Return the letter of a row; it finds no boxes and draws no pages.

    Parameters
    ----------
    row : mapping
        A row of the table of letters.

    Returns
    -------
    Letter
        As it was read.
    """
    text = row["text"]
    blocks = [
        Block(
            **{name: block[name] for name in _BLOCK},
            text=text[block["start"] : block["end"]],
            breaks=tuple((at, page) for at, page in block["breaks"]),
        )
        for block in row["blocks"]
    ]
    return Letter(
        text=text,
        blocks=blocks,
        pages=[PageInfo(**page) for page in row["pages"]],
        media_type=row["media_type"],
        sha256=row["sha256"],
        bytes=row["bytes"],
        engine=row["engine"],
        notes=[(note["code"], note["message"], note["page"]) for note in row["notes"]],
    )


def visit_days(record: VisitRecord) -> list[date]:
    """Return the days of a visit in order: those that the letter names, else whole periods.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    list of date
        Each day once.
    """
    if record.visit.dates:
        return sorted(set(record.visit.dates))
    days = {
        period.start + timedelta(days=i)
        for period in record.visit.periods
        for i in range((period.end - period.start).days + 1)
    }
    return sorted(days)


def _letter(letter: Letter, record: VisitRecord, settings: str, as_read: VisitRecord | None) -> Row:
    return {
        "sha256": letter.sha256,
        "media_type": letter.media_type,
        "bytes": letter.bytes,
        "engine": letter.engine,
        "pages": [{"number": p.number, "width": p.width, "height": p.height} for p in letter.pages],
        "text": letter.text,
        "blocks": [
            {name: getattr(block, name) for name in _BLOCK}
            | {"breaks": list(map(list, block.breaks))}
            for block in letter.blocks
        ],
        "notes": [{"code": c, "message": m, "page": p} for c, m, p in letter.notes],
        "record": record.model_dump_json(),
        "as_read": as_read.model_dump_json() if as_read else None,
        "schema_version": record.schema_version,
        "ofstedmine_version": record.source.ofstedmine_version,
        "model_version": record.source.model_version,
        "settings": settings,
    }


def _visit(record: VisitRecord, days: Sequence[date], counted: Sequence[Finding], uri: str) -> Row:
    authority, previous = record.authority, record.previous_judgement
    tagged = record.source.model_version is not None
    lead = [one.name for one in record.inspectors if one.lead]
    overall = [one.grade for one in record.judgements if one.area_code == "overall"]
    counts: Row = {name: n for name, n in sentiment_counts(counted).items() if tagged}
    return {
        "visit_id": record.visit_id,
        "kind": record.kind,
        "framework": record.framework.name,
        "framework_version": record.framework.version,
        "inspection_type": record.framework.inspection_type,
        "title": record.title,
        **(
            {
                "authority": authority.name,
                "authority_as_written": authority.as_written,
                "ons_code": authority.ons_code,
                "la_code": authority.la_code,
                "ofsted_urn": authority.ofsted_urn,
                "region": authority.region,
            }
            if authority
            else {}
        ),
        "other_authorities": _joined(one.name for one in record.other_authorities),
        "provider": record.provider,
        "letter_date": record.letter_date,
        "published": record.published,
        "visit_start": days[0] if days else None,
        "visit_end": days[-1] if days else None,
        "days_on_site": len(days) or None,
        "visit_days": list(days),
        "visit_number": record.visit.number,
        "remote": record.visit.remote,
        "focus": _joined(record.visit.focus),
        "inspectors": _joined(one.name for one in record.inspectors),
        "lead_inspector": _joined(lead),
        "inspectorates": _joined(record.inspectorates),
        "previous_grade": previous and previous.grade,
        "previous_scope": previous and previous.scope,
        "previous_year": previous and previous.year,
        "previous_month": previous and previous.month,
        "overall_grade": overall[0] if overall else None,
        "findings": len(counted),
        **counts,
        "uncertain": sum(bool(one.uncertain) for one in counted) if tagged else None,
        "improvements": len(record.improvements),
        "priority_actions": len(record.priority_actions),
        "warnings": len(record.warnings),
        "warning_codes": _joined(dict.fromkeys(one.code for one in record.warnings)),
        "file": file_name(uri),
        "url": record.source.uri if "://" in (record.source.uri or "") else None,
        "media_type": record.source.media_type,
        "pages": record.source.pages,
    }


def _findings(record: VisitRecord, place: Row, counted: Sequence[Finding]) -> list[Row]:
    counts = {one.id for one in counted}
    return [
        place
        | {
            "finding_id": one.id,
            "text": one.text,
            "themes": list(one.themes),
            "sentiment": one.sentiment,
            "sentiment_score": _score(one, "sentiment", one.sentiment),
            "progress": one.progress,
            "progress_score": _score(one, "progress", one.progress),
            "uncertain": one.uncertain,
            "cohort": list(one.cohort),
            "counted": one.id in counts,
            "section": one.section,
            "role": one.role,
            "source": one.source,
            "page": one.page,
            "paragraph": one.paragraph,
            "start": one.start,
            "end": one.end,
            "scores": list(one.scores.items()) if one.scores is not None else None,
        }
        for one in record.findings
    ]


def _judgements(record: VisitRecord, place: Row) -> list[Row]:
    rows = []
    for i, one in enumerate(record.judgements):
        evidence = next(iter(record.evidence.get(f"/judgements/{i}", ())), None)
        rows.append(
            place
            | {
                "position": i + 1,
                "ons_code": record.authority and record.authority.ons_code,
                "area": one.area,
                "area_code": one.area_code,
                "grade": one.grade,
                "grade_as_written": one.grade_as_written,
                "page": evidence.page if evidence else None,
                "quote": evidence.quote if evidence else None,
            }
        )
    return rows


def _item(item: Item, position: int) -> Row:
    return {
        "position": position,
        "text": item.text,
        "page": item.page,
        "start": item.start,
        "end": item.end,
        "framework_ref": item.framework_ref,
    }


def _score(finding: Finding, what: str, label: str | None) -> float | None:
    return (finding.scores or {}).get(f"{what}.{label}")


def _joined(words: Iterable[str]) -> str | None:
    return JOINED.join(words) or None
