"""The sheet that the parsing steps fill in: values with evidence, absences with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ofstedmine.records import (
    Evidence,
    EvidenceKind,
    Kind,
    MissingReason,
    RecordWarning,
    Section,
    SectionRole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ofstedmine.parsing.profiles import Profile
    from ofstedmine.reading import Letter

VISIT_FIELDS = ("periods", "dates", "number", "anchors", "remote", "focus")


@dataclass
class Draft:
    """A record in the making. Steps read the letter and what earlier steps wrote, and write here.

    Values are kept under the names of the record's fields; a JSON Pointer such as
    ``/visit/number`` or ``/inspectors/0`` names a value for its evidence.
    """

    letter: Letter
    kind: Kind = "other"
    profile: Profile | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What a metadata file says of this document; empty where there is none."""
    values: dict[str, Any] = field(default_factory=lambda: {"visit": {}})
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    missing: dict[str, MissingReason] = field(default_factory=dict)
    warnings: list[RecordWarning] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    # -- reading what is there ------------------------------------------------------------

    def get(self, pointer: str) -> Any:
        """Return the value at a pointer of one or two names, or None."""
        value: Any = self.values
        for name in pointer.strip("/").split("/"):
            value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
            if value is None:
                return None
        return value

    def header(self) -> tuple[int, int]:
        """Return the span of the letter's text before its first section that is no header."""
        for section in self.sections:
            if section.role != "header":
                return 0, section.start
        return 0, len(self.letter.text)

    def spans(self, *roles: SectionRole) -> Iterator[tuple[int, int]]:
        """Yield the spans of the sections of some roles, in order."""
        for section in self.sections:
            if section.role in roles:
                yield section.start, section.end

    # -- writing ---------------------------------------------------------------------------

    def cite(self, start: int, end: int, rule: str, kind: EvidenceKind = "text") -> Evidence:
        """Return evidence for a span of the letter's text."""
        return Evidence(
            quote=self.letter.text[start:end],
            page=self.letter.page_at(start),
            start=start,
            end=end,
            rule=rule,
            kind=kind,
        )

    def put(self, pointer: str, value: Any, *evidence: Evidence) -> None:
        """Write one value (``/title``, ``/visit/number``) with the evidence for it."""
        *parents, name = pointer.strip("/").split("/")
        target = self.values
        for parent in parents:
            target = target.setdefault(parent, {})
        target[name] = value
        self.missing.pop(pointer, None)
        self.evidence[pointer] = list(evidence)

    def add(self, pointer: str, value: Any, *evidence: Evidence) -> None:
        """Append one value to a list (``/inspectors``, ``/visit/periods``) with its evidence."""
        *parents, name = pointer.strip("/").split("/")
        target = self.values
        for parent in parents:
            target = target.setdefault(parent, {})
        items: list[Any] = target.setdefault(name, [])
        items.append(value)
        self.missing.pop(pointer, None)
        self.evidence[f"{pointer}/{len(items) - 1}"] = list(evidence)

    def miss(self, pointer: str, reason: MissingReason, *evidence: Evidence) -> None:
        """Say why a value is absent; evidence where the letter itself says so."""
        self.missing[pointer] = reason
        if evidence:
            self.evidence[pointer] = list(evidence)

    def warn(self, code: str, message: str, page: int | None = None) -> None:
        """Note an oddity for the reader of the record."""
        warning = RecordWarning(code=code, message=message, page=page)
        if warning not in self.warnings:
            self.warnings.append(warning)
