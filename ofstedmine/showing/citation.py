"""A finding or a fact as a reference: the words, where they stand, and what read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel

from ofstedmine.showing.markdown import plain as plain_markdown
from ofstedmine.showing.places import evidence_for, value_at
from ofstedmine.showing.tags_text import record_tagged, tags_words
from ofstedmine.showing.words import (
    join,
    list_days,
    load_words,
    long_date,
    place_words,
    visible,
)

if TYPE_CHECKING:
    from ofstedmine.records import Finding, VisitRecord

__all__ = ["Reference", "cite"]

Format = Literal["text", "markdown", "json"]
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)"
)
# The shortest beginning of an id that is taken for one.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Reference:
    """One finding or fact of a letter, with all that is needed to find it again.

    Attributes
    ----------
    record : VisitRecord
        The record that it is from.
    place : str
        The id of a finding, or the JSON Pointer of a fact.
    name : str
        What it is, for people.
    value : object
        The value of a fact as JSON has it; None for a finding, and where it is absent.
    absent : str or None
        Why there is no value, in words.
    quotes : tuple of str
        The words of the letter.
    pages : tuple of int
        Where they stand, where the format has pages.
    paragraph : int or None
        The paragraph of a finding.
    section : str or None
        The heading over a finding.
    finding : Finding or None
        The finding, with the tags that it may have.
    """

    record: VisitRecord
    place: str
    name: str
    value: Any
    absent: str | None
    quotes: tuple[str, ...]
    pages: tuple[int, ...]
    paragraph: int | None = None
    section: str | None = None
    finding: Finding | None = None

    def render(self, form: Format = "text") -> str:
        """Return the reference as ``text``, ``markdown`` or ``json``, without a last line end."""
        if form == "json":
            return json.dumps(self.as_dict(), ensure_ascii=False, indent=2)
        plain = form == "text"
        lines = []
        if self.quotes:
            if plain:
                lines += [f"“{visible(quote)}”" for quote in self.quotes]
            else:
                lines += ["\n>\n".join(f"> {plain_markdown(quote)}" for quote in self.quotes), ""]
        said = [
            self._what(),
            self._tags(),
            self._letter(),
            self._address(),
            self._versions(),
            f"{LICENCE}.",
        ]
        for line in filter(None, said):
            lines.append(visible(line) if plain else plain_markdown(line))
        return "\n".join(lines if plain else _with_breaks(lines))

    def as_dict(self) -> dict[str, Any]:
        """Return the reference as what JSON can hold."""
        record = self.record
        source = record.source
        return {
            "place": self.place,
            "name": self.name,
            "value": self.value,
            "absent": self.absent,
            "quotes": list(self.quotes),
            "pages": list(self.pages),
            "paragraph": self.paragraph,
            "section": self.section,
            "tags": self._tags_as_dict(),
            "title": record.title,
            "publisher": self._publisher(),
            "authority": record.authority.name if record.authority else None,
            "letter_date": record.letter_date.isoformat() if record.letter_date else None,
            "published": record.published.isoformat() if record.published else None,
            "document_id": record.document_id,
            "uri": source.uri,
            "sha256": source.sha256,
            "versions": {
                "ofstedmine": source.ofstedmine_version,
                "schema": record.schema_version,
                "engine": source.engine,
                "model": source.model_version,
            },
            "licence": LICENCE,
        }

    def _what(self) -> str | None:
        """Say which fact it is, or that it is absent; a finding speaks for itself."""
        if not self.place.startswith("/"):
            return None
        if self.absent is not None:
            return f"{self.name}: {self.absent}."
        return f"{self.name}: {_said(self.value)}."

    def _tags(self) -> str | None:
        """Return the tags of a finding, which are no words of the inspectors."""
        words = tags_words(self.finding) if self.finding else ""
        if not words:
            return None
        return f"Tags, {record_tagged(self.record)}: {words}."

    def _tags_as_dict(self) -> dict[str, Any] | None:
        if self.finding is None or self.finding.sentiment is None:
            return None
        names = {"themes", "sentiment", "progress", "uncertain", "scores"}
        tags = self.finding.model_dump(mode="json", include=names)
        return {**tags, "tagged_by": record_tagged(self.record)}

    def _publisher(self) -> str:
        return join(self.record.inspectorates) or "Ofsted"

    def _letter(self) -> str:
        """Return the letter, its dates and the place in it, as one sentence."""
        record = self.record
        days = " and ".join(list_days(p, record.visit.dates) for p in record.visit.periods)
        dated = record.letter_date or record.published
        place = [
            f"paragraph {self.paragraph}" if self.paragraph else None,
            f"page {', '.join(map(str, self.pages))}" if self.pages else None,
        ]
        return (
            join(
                [
                    self._publisher(),
                    f"“{record.title}”" if record.title else "(no title)",
                    record.authority.name if record.authority else None,
                    long_date(dated) if dated else "no date",
                    f"visit of {days}" if days else None,
                    *place,
                    f"section “{self.section}”" if self.section else None,
                ]
            )
            + "."
        )

    def _address(self) -> str | None:
        uri = self.record.source.uri
        if not uri:
            return None
        return uri if uri.startswith(("http://", "https://")) else f"File {uri}."

    def _versions(self) -> str:
        source = self.record.source
        what = f"Fact {self.place}" if self.place.startswith("/") else f"Finding {self.place}"
        model = f", model {source.model_version}" if source.model_version else ""
        return (
            f"{what} of document {self.record.document_id}, read by ofstedmine "
            f"{source.ofstedmine_version} ({source.engine}, record {self.record.schema_version}"
            f"{model}); file SHA-256 {source.sha256}."
        )


def cite(records: Iterable[VisitRecord], place: str, document: str | None = None) -> Reference:
    r"""Return a finding or a fact of some records as a reference.

    Parameters
    ----------
    records : iterable of VisitRecord
        One record, or many.
    place : str
        The id of a finding, or a beginning of it that no other has; or the JSON Pointer of a
        fact, such as ``/visit/number``.
    document : str, optional
        The ``document_id`` of the record that is meant; needed for a fact of one among many.

    Returns
    -------
    Reference
        With the words of the letter.

    Raises
    ------
    LookupError
        If there is no such finding or fact, or several; the message says what to do.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(b"Minutes of the parish council\n\nThe hedge was discussed.\n")
    >>> cite([record], "/title").absent
    'not found'
    """
    wanted = (r for r in records if document is None or r.document_id == document)
    found = list(_facts(wanted, place) if place.startswith("/") else _findings(wanted, place))
    exact = [one for one in found if one.place == place]
    if len(exact) == 1 and not place.startswith("/"):
        return exact[0]
    if not found:
        where = f" in document {document!r}" if document else ""
        raise LookupError(
            f"no finding whose id begins with {place!r}{where}; for a fact give a JSON Pointer, "
            "such as /visit/number"
            if not place.startswith("/")
            else f"there is no record{where}"
        )
    if len(found) > 1:
        some = ", ".join(f"{one.place} of {one.record.document_id}" for one in found[:5])
        hint = "name the document" if place.startswith("/") else "give more of the id"
        raise LookupError(f"{len(found)} places fit {place!r} ({some} ...); {hint}")
    return found[0]


def _findings(records: Iterable[VisitRecord], place: str) -> Iterator[Reference]:
    if len(place) < _SHORTEST:
        raise LookupError(f"{place!r} is too short for an id; give at least {_SHORTEST} characters")
    for record in records:
        for finding in record.findings:
            if finding.id.startswith(place):
                yield _finding(record, finding)


def _finding(record: VisitRecord, finding: Finding) -> Reference:
    return Reference(
        record=record,
        place=finding.id,
        name="finding",
        value=None,
        absent=None,
        quotes=(" ".join(finding.text.split()),),
        pages=(finding.page,) if finding.page is not None else (),
        paragraph=finding.paragraph,
        section=finding.section,
        finding=finding,
    )


def _facts(records: Iterable[VisitRecord], pointer: str) -> Iterator[Reference]:
    for record in records:
        reason = record.missing.get(pointer)
        value = None if reason else value_at(record, pointer)
        evidence = evidence_for(record, pointer)
        yield Reference(
            record=record,
            place=pointer,
            name=place_words(pointer) or place_words(pointer.rpartition("/")[0]) or pointer,
            value=_as_json(value),
            absent=load_words()["reasons"][reason] if reason else None,
            quotes=tuple(dict.fromkeys(" ".join(one.quote.split()) for one in evidence)),
            pages=tuple(sorted({one.page for one in evidence if one.page is not None})),
        )


def _as_json(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _said(value: Any) -> str:
    """Return a value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and "text" in value:
        return str(value["text"])
    if isinstance(value, dict) and set(value) == {"start", "end"}:
        return f"{value['start']} to {value['end']}"
    if isinstance(value, dict):
        # What is true is said by its name ("lead"), what is not true is not said.
        parts = ((key if one is True else one) for key, one in value.items())
        return join(_said(one) for one in parts if one not in (None, "", [], False))
    if isinstance(value, list):
        return join(map(_said, value), "; ")
    return str(value)


def _with_breaks(lines: Sequence[str]) -> list[str]:
    """End the lines of a paragraph with Markdown's hard break."""
    last = len(lines) - 1
    return [
        line + "\\" if line and not line.startswith(">") and i < last else line
        for i, line in enumerate(lines)
    ]
