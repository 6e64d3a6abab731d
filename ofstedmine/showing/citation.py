"""References: one finding or fact with the letter, the place and the versions that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import regex
from pydantic import BaseModel

from ofstedmine.showing.places import evidence_for, value_at
from ofstedmine.showing.words import kind_words, long_date, visible

if TYPE_CHECKING:
    from ofstedmine.records import Finding, VisitRecord

__all__ = ["Citation", "cite"]

_MARKDOWN = regex.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


@dataclass(frozen=True)
class Citation:
    """A finding or fact as a reference.

    Parameters
    ----------
    quote : str
        The words of the letter.
    title : str
        The letter's title, or its kind and authority where it has none.
    authority : str or None
        Who was visited.
    date : str or None
        Day of the letter or of its publication, in words.
    paragraph, page : int or None
        Where the words stand, from 1.
    address : str or None
        Where the letter is published, where a metadata file knows it.
    value : str or None
        What was read from the words, for a fact.
    document_id : str
        The letter's id.
    version : str
        The versions of library, schema and model.
    """

    quote: str
    title: str
    authority: str | None
    date: str | None
    paragraph: int | None
    page: int | None
    address: str | None
    value: str | None
    document_id: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        """Return the reference as plain values."""
        return asdict(self)

    def text(self) -> str:
        """Return the reference as plain text."""
        said = f"“{visible(self.quote)}”" if self.quote else ""
        meaning = f" [read as: {visible(self.value)}]" if self.value else ""
        return f"{said}{meaning}\n{visible(', '.join(self._source()))}."

    def markdown(self) -> str:
        """Return the reference as Markdown, with the letter's words harmless in it."""
        quote = _MARKDOWN.sub(r"\\\1", " ".join(visible(self.quote).split()))
        source = _MARKDOWN.sub(r"\\\1", visible(", ".join(self._source())))
        meaning = _MARKDOWN.sub(r"\\\1", visible(self.value)) if self.value else ""
        read_as = f" (read as: {meaning})" if meaning else ""
        return f"> {quote}{read_as}\n>\n> — {source}"

    def _source(self) -> list[str]:
        parts = [f"Ofsted, {self.title}"]
        parts += [self.authority] if self.authority and self.authority not in self.title else []
        parts += [self.date] if self.date else []
        parts += [f"paragraph {self.paragraph}"] if self.paragraph else []
        parts += [f"p. {self.page}"] if self.page else []
        parts += [self.address] if self.address else []
        return [*parts, f"document {self.document_id}", self.version]


def cite(records: Sequence[VisitRecord], what: str) -> Citation:
    r"""Return a reference to one finding or fact.

    Parameters
    ----------
    records : sequence of VisitRecord
        Where to look.
    what : str
        A finding's id or its beginning, in any of the records; or, where there is one record, a
        JSON Pointer such as ``/visit/number``.

    Returns
    -------
    Citation
        The reference.

    Raises
    ------
    LookupError
        If nothing fits, or several findings do; the message says what there is.

    Examples
    --------
    >>> import ofstedmine as om
    >>> record = om.mine(
    ...     b"Monitoring visit to Northmoor children's services\n\n"
    ...     b"This letter summarises the findings of the monitoring visit to Northmoor "
    ...     b"children's services on 4 and 5 June 2024.\n"
    ... )
    >>> cite([record], "/visit/dates").value
    '2024-06-04; 2024-06-05'
    """
    if what.startswith("/"):
        if len(records) != 1:
            raise LookupError(
                f"{what} names a place in one record, and there are {len(records)}; "
                "name a finding by its id, or give the letter itself"
            )
        return _fact(records[0], what)
    fits = [(r, f) for r in records for f in r.findings if what and f.id.startswith(what)]
    if len(fits) != 1:
        total = sum(len(record.findings) for record in records)
        found = f"{len(fits)} findings begin" if fits else f"none of {total} findings begins"
        raise LookupError(f"{found} with the id {what!r}; `ofstedmine mine --json` lists the ids")
    return _finding(*fits[0])


def _finding(record: VisitRecord, finding: Finding) -> Citation:
    return _citation(
        record, quote=finding.text, paragraph=finding.paragraph, page=finding.page, value=None
    )


def _fact(record: VisitRecord, pointer: str) -> Citation:
    value = value_at(record, pointer)
    found = evidence_for(record, pointer)
    if value is None or value == []:
        reason = record.missing.get(pointer, "not_found")
        raise LookupError(f"{pointer} is absent from this record: {reason}")
    quote = " … ".join(dict.fromkeys(one.quote for one in found if one.kind == "text"))
    page = next((one.page for one in found if one.page), None)
    return _citation(record, quote=quote, paragraph=None, page=page, value=_words(value))


def _citation(
    record: VisitRecord, *, quote: str, paragraph: int | None, page: int | None, value: str | None
) -> Citation:
    day = record.letter_date or record.published
    source = record.source
    model = f", model {source.model_version}" if source.model_version else ""
    addresses = [
        one.quote
        for found in record.evidence.values()
        for one in found
        if one.kind == "metadata" and one.quote.startswith(("http://", "https://"))
    ]
    return Citation(
        quote=quote,
        title=record.title or kind_words(record.kind),
        authority=record.authority.name if record.authority else None,
        date=long_date(day) if day else None,
        paragraph=paragraph,
        page=page,
        address=next(iter(addresses), None),
        value=value,
        document_id=record.document_id,
        version=f"ofstedmine {source.ofstedmine_version}, schema {record.schema_version}{model}",
    )


def _words(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, BaseModel):
        named = {name: each for name, each in value if each is not None and each != []}
        return ", ".join(f"{name} {_words(each)}" for name, each in named.items())
    return str(value)
