"""Stable names: of the document, and of the visit that it tells of.

A document is named by Ofsted's own file number where a metadata file states it, else by its bytes,
so that the same file has the same id wherever it lies. A visit is named by who was visited, how and
from which day; whatever of that is unknown is replaced by the document's id, so that two visits of
which little is known are never taken for one.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import regex

from ofstedmine.records import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.parsing.draft import Draft
    from ofstedmine.records import Authority, VisitRecord

__all__ = ["name_document", "visit_id_of"]

_HEX_DIGITS = 16
_APOSTROPHES = regex.compile("['’‘]")
_NO_SLUG = regex.compile(r"[^a-z0-9]++")


def name_document(draft: Draft) -> None:
    """Write ``document_id`` and ``visit_id`` (a parsing step; it comes last).

    Parameters
    ----------
    draft : Draft
        The sheet, with authority, kind, dates and metadata where they are known.

    Examples
    --------
    >>> from ofstedmine.parsing.draft import Draft
    >>> from ofstedmine.reading.letter import Letter
    >>> draft = Draft(Letter("", [], [], "text/plain", "0123456789abcdef" * 4, 0, "text"))
    >>> name_document(draft)
    >>> draft.get("/visit_id")
    'unknown-other-undated-sha256-0123456789abcdef'
    """
    number = draft.metadata.get("file_number", "")
    if number:
        document = number
        draft.put("/document_id", document, _derived("file-number", number, "metadata"))
    else:
        document = f"sha256-{draft.letter.sha256[:_HEX_DIGITS]}"
        draft.put("/document_id", document, _derived("sha256", document))

    days = [*(draft.get("/visit/dates") or [])]
    days += [period.start for period in draft.get("/visit/periods") or []]
    visit = _visit_id(draft.get("/authority"), draft.kind, days, document)
    draft.put("/visit_id", visit, _derived("authority-kind-day", visit))


def visit_id_of(record: VisitRecord) -> str:
    """Return the id of the visit that a record tells of, from its values.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    str
        Authority, kind and first day; with the document's id where one is unknown.
    """
    days = [*record.visit.dates, *(period.start for period in record.visit.periods)]
    return _visit_id(record.authority, record.kind, days, record.document_id)


def _visit_id(authority: Authority | None, kind: str, days: Sequence[date], document: str) -> str:
    code = authority.ons_code or slug(authority.name) if authority else ""
    day = min(days, default=None)
    parts = [code or "unknown", kind, day.isoformat() if day else "undated"]
    # What is no visit letter names no visit: two papers of one day about one place differ.
    if not (code and day) or kind == "other":
        parts.append(document)
    return "-".join(parts)


def slug(words: str) -> str:
    """Return words in lower case, parted by single hyphens, for ids.

    Parameters
    ----------
    words : str
        Any text.

    Returns
    -------
    str
        ASCII letters, digits and hyphens only.

    Examples
    --------
    >>> slug("St. Wexcombe & Northmoor")
    'st-wexcombe-northmoor'
    """
    bare = _APOSTROPHES.sub("", words)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", plain.lower()).strip("-")


def _derived(rule: str, quote: str, kind: str = "derived") -> Evidence:
    return Evidence.model_validate({"quote": quote, "rule": rule, "kind": kind})
