"""Records as spaCy documents: ``nlp(text)._.visit``, ``doc.spans["findings"]``.

A document carries its record as JSON in ``user_data``, which every way of saving and sending a
document keeps; a pydantic object there would break them. `doc._.visit` builds the record from it.
Everything but spaCy is imported when a document comes: spaCy imports this module in every program
that asks it for a component.
"""

# No postponed annotations: older versions of spaCy take those of a factory as they stand.

import json
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from ofstedmine.findings.tags import Tagger
    from ofstedmine.reading import Letter
    from ofstedmine.records import Finding, VisitRecord

__all__ = ["VisitReader", "load", "make_visit_reader", "to_doc"]

SPANS = "findings"
_RECORD = "ofstedmine_record"
_PLACES = "ofstedmine_places"
_SAME = 8  # characters in a row that are enough to find one text again in the other
_AHEAD = 4_000


class VisitReader:
    """Read the visit record of a document that is a letter.

    It sets ``doc._.visit`` and ``doc.spans["findings"]``, whose spans know their ``themes``,
    ``sentiment``, ``progress`` and ``finding`` (as in ``span._.themes``). A document without words
    has no record. One that has its record, from `to_doc`, keeps it.

    Parameters
    ----------
    name : str
        Its name in the pipeline.
    tag : bool, default True
        Whether findings get themes, sentiment and progress.

    Attributes
    ----------
    tagger : Tagger or None
        A tagger of your own, in place of the one that comes with the library. It is not saved
        with the pipeline.

    Examples
    --------
    >>> reader = VisitReader(tag=False)
    >>> reader(spacy.blank("en")("Minutes of the parish council"))._.visit.kind
    'other'
    """

    def __init__(self, name: str = "ofstedmine_visit", *, tag: bool = True) -> None:
        self.name = name
        self.tag = tag
        self.tagger: Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read a document.

        Parameters
        ----------
        doc : Doc
            The text of a letter.

        Returns
        -------
        Doc
            The same document.
        """
        from ofstedmine.errors import UnreadableLetter
        from ofstedmine.reading import read

        if _RECORD in doc.user_data:
            return doc
        try:
            letter = read(doc.text.encode("utf-8", "replace"))
        except UnreadableLetter as error:
            # One of many texts that holds no letter must not stop a pipeline, but it is told.
            if error.reason != "empty":
                warnings.warn(f"no visit in a text: {error}", stacklevel=2)
            doc.spans[SPANS] = []
            return doc
        record = _record_of(letter, tag=self.tag, tagger=self.tagger)
        _store(doc, record, _places(letter.text, doc.text, record.findings))
        return doc


@Language.factory(
    "ofstedmine_visit",
    default_config={"tag": True},
    assigns=["doc._.visit", "doc.spans"],
)
def make_visit_reader(nlp: Language, name: str, tag: bool) -> VisitReader:  # noqa: ARG001
    """Make the component for a pipeline; spaCy calls it by the factory's name.

    Parameters
    ----------
    nlp : Language
        The pipeline; any language, no model needed.
    name : str
        The component's name in it.
    tag : bool
        Whether findings get themes, sentiment and progress.

    Returns
    -------
    VisitReader
        The component.
    """
    return VisitReader(name, tag=tag)


def load(*, tag: bool = True) -> Language:
    r"""Return a spaCy pipeline that reads letters.

    Parameters
    ----------
    tag : bool, default True
        Whether findings get themes, sentiment and progress.

    Returns
    -------
    Language
        Blank English with the components ``ofstedmine_sentences`` and ``ofstedmine_visit``; add
        them to a pipeline of your own with ``nlp.add_pipe``.

    Examples
    --------
    >>> import ofstedmine as om
    >>> nlp = om.load(tag=False)
    >>> doc = nlp(
    ...     "This letter summarises the findings of the focused visit to Northmoor children's "
    ...     "services on 4 June 2024."
    ... )
    >>> doc._.visit.kind
    'focused_visit'
    """
    # Its import registers the component: the entry point may be missing, as in a bare checkout.
    import ofstedmine.findings.component  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("ofstedmine_sentences")
    nlp.add_pipe("ofstedmine_visit", config={"tag": tag})
    return nlp


def to_doc(
    letter: "Letter", record: "VisitRecord | None" = None, *, nlp: Language | None = None
) -> Doc:
    r"""Return a letter as a spaCy document; its text is ``letter.text``.

    Parameters
    ----------
    letter : Letter
        What `ofstedmine.read` returned.
    record : VisitRecord, optional
        Its record; it is made, with tags, where there is none.
    nlp : Language, optional
        A pipeline of your own that then goes over the document; that of `load` by default.

    Returns
    -------
    Doc
        With ``doc._.visit``, ``doc.spans["findings"]`` and its sentences.

    Examples
    --------
    >>> import ofstedmine as om
    >>> letter = om.read(b"# Focused visit to Northmoor\n\n## Findings\n\nPlans help.\n")
    >>> doc = om.to_doc(letter, om.parse(letter))
    >>> [span.text for span in doc.spans["findings"]]
    ['Plans help.']
    """
    nlp = _own() if nlp is None else nlp
    if record is None:
        record = _record_of(letter, tag=True, tagger=None)
    doc = nlp.make_doc(letter.text)
    _store(doc, record, [(one.start, one.end) for one in record.findings])
    return nlp(doc)


@lru_cache(maxsize=1)
def _own() -> Language:
    return load()


def _record_of(letter: "Letter", *, tag: bool, tagger: "Tagger | None") -> "VisitRecord":
    from ofstedmine.pipeline import parse, tag_findings

    record = parse(letter)
    if tag:
        tag_findings(record, tagger)
    return record


def _store(doc: Doc, record: "VisitRecord", places: Sequence[tuple[int, int] | None]) -> None:
    """Put a record on a document, and its findings as spans of whole tokens."""
    spans: list[Span] = []
    known: dict[str, int] = {}
    for i, (finding, place) in enumerate(zip(record.findings, places, strict=True)):
        if place is None:
            continue
        label = finding.sentiment or "finding"
        span = doc.char_span(*place, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
            known.setdefault(_key(span), i)
    doc.spans[SPANS] = spans
    doc.user_data[_RECORD] = record.model_dump_json()
    doc.user_data[_PLACES] = json.dumps(known)


def _places(letter: str, text: str, findings: "Sequence[Finding]") -> list[tuple[int, int] | None]:
    """Return where findings stand in the text that a letter was read from."""
    if letter == text:
        return [(one.start, one.end) for one in findings]
    at = _alignment(letter, text)
    found: list[tuple[int, int] | None] = []
    for one in findings:
        inside = [at[i] for i in range(one.start, one.end) if i in at]
        found.append((inside[0], inside[-1] + 1) if inside else None)
    return found


def _alignment(letter: str, text: str) -> dict[int, int]:
    """Map offsets of a letter's characters to those of the text that it was read from.

    Reading changes white space, drops control characters and the marks of lists, mends single
    characters, and keeps the order: a walk over what both texts show finds all that is the same.
    """
    from ofstedmine.reading.decoding import clean

    hidden = {sign for sign in {*letter, *text} if not clean(sign).strip()}
    ours = [i for i, sign in enumerate(letter) if sign not in hidden]
    theirs = [i for i, sign in enumerate(text) if sign not in hidden]
    short, full = ("".join(s[i] for i in at) for s, at in ((letter, ours), (text, theirs)))
    found: dict[int, int] = {}
    i = j = 0
    while i < len(short) and j < len(full):
        if short[i] != full[j]:
            again = full.find(short[i : i + _SAME], j, j + _AHEAD)
            if again < 0:
                # One character in place of another, or one that the text does not have.
                i += 1
                j += short[i : i + _SAME] != full[j : j + _SAME]
                continue
            j = again
        found[ours[i]] = theirs[j]
        i += 1
        j += 1
    return found


def _key(span: Span) -> str:
    return f"{span.start_char}:{span.end_char}"


def _visit(doc: Doc) -> "VisitRecord | None":
    from ofstedmine.records import VisitRecord

    stored = doc.user_data.get(_RECORD)
    return VisitRecord.model_validate_json(stored) if stored else None


@lru_cache(maxsize=16)
def _findings(record: str, places: str) -> dict[str, dict[str, Any]]:
    findings = json.loads(record)["findings"]
    return {key: findings[i] for key, i in json.loads(places).items()}


def _fields(span: Span) -> dict[str, Any] | None:
    data = span.doc.user_data
    if _RECORD not in data:
        return None
    return _findings(data[_RECORD], data[_PLACES]).get(_key(span))


def _finding(span: Span) -> "Finding | None":
    from ofstedmine.records import Finding

    fields = _fields(span)
    return Finding.model_validate(fields) if fields else None


def _themes(span: Span) -> list[str]:
    return list((_fields(span) or {}).get("themes", ()))


def _sentiment(span: Span) -> str | None:
    return (_fields(span) or {}).get("sentiment")


def _progress(span: Span) -> str | None:
    return (_fields(span) or {}).get("progress")


def _extend() -> None:
    """Make the attributes known to spaCy; one that somebody else has set stays theirs."""
    if not Doc.has_extension("visit"):
        Doc.set_extension("visit", getter=_visit)
    getters = {
        "finding": _finding,
        "themes": _themes,
        "sentiment": _sentiment,
        "progress": _progress,
    }
    for name, getter in getters.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)


_extend()
