"""Tagging: sentences by themselves, or all findings of a record, in one call of a tagger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ofstedmine.errors import DataError
from ofstedmine.findings.context import inputs_of
from ofstedmine.findings.tags import TagInput, Tags
from ofstedmine.records import RecordWarning

if TYPE_CHECKING:
    from ofstedmine.findings.tags import Tagger
    from ofstedmine.records import Finding, VisitRecord

__all__ = [
    "NOT_VALIDATED",
    "shipped_tagger",
    "tag",
    "tag_record",
]

NOT_VALIDATED = "tagger_not_validated"
"""The code of the warning that a kind of letter was not in what the tagger was measured on."""


def shipped_tagger() -> Tagger:
    """Return the tagger that comes with the library.

    Returns
    -------
    Tagger
        It is loaded once.

    Raises
    ------
    DataError
        If its file was changed or came incomplete.
    """
    from ofstedmine.findings.tagger import load_tagger

    return load_tagger()


def tag(
    sentences: Iterable[str | TagInput],
    headings: Iterable[str | None] | None = None,
    previous: Iterable[str | None] | None = None,
    *,
    tagger: Tagger | None = None,
) -> list[Tags]:
    """Tag sentences by theme, sentiment and progress.

    Parameters
    ----------
    sentences : iterable of str or TagInput
        The sentences or list items, each with its context where it is a `TagInput`.
    headings : iterable of str or None, optional
        The heading over each sentence. It takes the place of the one in a `TagInput`.
    previous : iterable of str or None, optional
        The sentence before each sentence, likewise.
    tagger : Tagger, optional
        A tagger of your own; the one that comes with the library by default.

    Returns
    -------
    list of Tags
        One a sentence, in order. They are machine-tagged and unreviewed.

    Raises
    ------
    TypeError
        If a single string is given in place of a list, or something in a list is no text.
    ValueError
        If the lists are not of one length.
    DataError
        If the tagger cannot be loaded, or does not give one answer a sentence.

    Examples
    --------
    >>> import ofstedmine as om
    >>> [tags] = om.tag(["Supervision of social workers is not regular enough."])
    >>> tags.sentiment
    'negative'
    """
    given = _listed(sentences, "sentences")
    inputs = [_input(one, f"sentences[{i}]") for i, one in enumerate(given)]
    inputs = _with(inputs, "heading", "headings", headings)
    inputs = _with(inputs, "previous", "previous", previous)
    return _tagged(shipped_tagger() if tagger is None else tagger, inputs)


def tag_record(record: VisitRecord, tagger: Tagger) -> None:
    """Tag all findings of a record in one call, in place.

    A kind of letter that the tagger was not validated on puts a warning into the record.

    Parameters
    ----------
    record : VisitRecord
        The record; tags that its findings have are replaced.
    tagger : Tagger
        What tags them.

    Raises
    ------
    DataError
        If the tagger gives labels that the codebook does not know, or not one a finding.
    """
    for finding, tags in zip(
        record.findings, _tagged(tagger, inputs_of(record.findings)), strict=True
    ):
        _set(finding, tags, tagger)
    record.source.model_version = tagger.version
    kept = [warning for warning in record.warnings if warning.code != NOT_VALIDATED]
    if record.findings and record.kind not in tagger.validated_kinds:
        kind = record.kind.replace("_", " ")
        message = (
            f"the tagger was not validated on documents of the kind '{kind}': "
            "look at its tags yourself before you use them"
        )
        kept.append(RecordWarning(code=NOT_VALIDATED, message=message))
    record.warnings = kept


def _set(finding: Finding, tags: Tags, tagger: Tagger) -> None:
    values = {
        "themes": list(tags.themes),
        "sentiment": tags.sentiment,
        "progress": tags.progress,
        "scores": tags.scores,
        "uncertain": tags.uncertain,
    }
    try:
        for name, value in values.items():
            setattr(finding, name, value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        msg = f"tagger {tagger.version}: {name}: {first['input']!r}: {first['msg']}"
        raise DataError(msg) from error


def _tagged(tagger: Tagger, inputs: list[TagInput]) -> list[Tags]:
    if not inputs:
        return []
    tags = tagger.tag(inputs)
    if len(tags) != len(inputs):
        msg = f"tagger {tagger.version}: gave {len(tags)} tags for {len(inputs)} sentences"
        raise DataError(msg)
    return tags


def _listed(values: Iterable[Any], name: str) -> list[Any]:
    """Return what was given as a list; one text is not a list of letters."""
    if isinstance(values, str | bytes | TagInput):
        kind = type(values).__name__
        raise TypeError(f"{name} must be a list of sentences, got a single {kind}: write [...]")
    try:
        return list(values)
    except TypeError as error:
        msg = f"{name} must be a list of sentences, got {type(values).__name__}"
        raise TypeError(msg) from error


def _input(value: object, name: str) -> TagInput:
    if isinstance(value, str):
        return TagInput(value)
    if not isinstance(value, TagInput):
        raise TypeError(f"{name} must be a str or TagInput, got {type(value).__name__}")
    for part in ("text", "previous", "heading", "role"):
        inner = getattr(value, part)
        if not (isinstance(inner, str) or (inner is None and part != "text")):
            raise TypeError(f"{name}.{part} must be a str, got {type(inner).__name__}")
    return value


def _with(
    inputs: list[TagInput], part: str, name: str, values: Iterable[str | None] | None
) -> list[TagInput]:
    """Put one piece of context into inputs."""
    if values is None:
        return inputs
    given = _listed(values, name)
    if len(given) != len(inputs):
        raise ValueError(f"{name} has {len(given)} items for {len(inputs)} sentences")
    made = []
    for i, (one, value) in enumerate(zip(inputs, given, strict=True)):
        # A gap in a column of a data frame is a number that is not equal to itself.
        if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124
            made.append(one)
        elif isinstance(value, str):
            made.append(replace(one, **{part: value}))  # type: ignore[arg-type]
        else:
            raise TypeError(f"{name}[{i}] must be a str or None, got {type(value).__name__}")
    return made
