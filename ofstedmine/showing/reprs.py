"""One line of a record, finding or letter: what matters of it, for the prompt and for logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofstedmine.showing.tags_text import tags_words
from ofstedmine.showing.words import join, list_days, long_date, one_line

if TYPE_CHECKING:
    from ofstedmine.reading import Letter
    from ofstedmine.records import Finding, VisitRecord

__all__ = ["count", "finding_repr", "letter_repr", "record_repr", "shortened"]

_WORDS = 80


def count(number: int, one: str, several: str = "") -> str:
    """Return a number of things in words.

    Examples
    --------
    >>> count(1, "finding"), count(2, "finding"), count(2, "authority", "authorities")
    ('1 finding', '2 findings', '2 authorities')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def shortened(text: str, limit: int = _WORDS) -> str:
    """Return the beginning of a text on one line, with a sign where it was cut.

    Examples
    --------
    >>> shortened("Plans are clear and lead to change.", 18)
    'Plans are clear …'
    """
    # Of a sentence of a million characters the first are enough to fold its white space.
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[: limit - 1]
    return f"{cut.rsplit(' ', 1)[0]} …"


def record_repr(record: VisitRecord) -> str:
    r"""Return a record in one line.

    Parameters
    ----------
    record : VisitRecord
        Any record.

    Returns
    -------
    str
        Kind, authority, visit, days, findings, warnings and document.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.parse(om.read(b"Minutes of the parish council\n\nThe hedge was discussed.\n"))
    VisitRecord(other, no authority, no days, 0 findings, document sha256-...)
    """
    visit = record.visit
    days = " and ".join(list_days(period, visit.dates) for period in visit.periods[:3])
    dated = record.letter_date or record.published
    said = join(
        [
            record.kind,
            one_line(record.authority.name) if record.authority else "no authority",
            f"visit {visit.number}" if visit.number else None,
            days or (f"letter of {long_date(dated)}" if dated else "no days"),
            count(len(record.findings), "finding"),
            count(len(record.warnings), "warning") if record.warnings else None,
            f"document {one_line(record.document_id)}",
        ]
    )
    return f"VisitRecord({said})"


def finding_repr(finding: Finding) -> str:
    """Return a finding in one line.

    Parameters
    ----------
    finding : Finding
        Any finding.

    Returns
    -------
    str
        Its words, its tags, where it stands, its id.

    Examples
    --------
    >>> from ofstedmine.records import Finding
    >>> Finding(id="1f2e", text="Plans drift.", page=2, paragraph=7, start=0, end=12,
    ...         role="findings", source="sentence", sentiment="negative", progress="declined",
    ...         themes=["planning_and_review"])
    Finding(“Plans drift.”, negative; declined; Planning and review, p. 2, paragraph 7, 1f2e)
    """
    said = join(
        [
            f"“{one_line(shortened(finding.text))}”",
            tags_words(finding) or "not tagged",
            f"p. {finding.page}" if finding.page else None,
            f"paragraph {finding.paragraph}",
            one_line(finding.id),
        ]
    )
    return f"Finding({said})"


def letter_repr(letter: Letter) -> str:
    r"""Return a letter in one line.

    Parameters
    ----------
    letter : Letter
        Any letter.

    Returns
    -------
    str
        How it begins, how long it is, what it was read from.

    Examples
    --------
    >>> import ofstedmine as om
    >>> om.read(b"Dear Ms Archer\n\nPlans help.\n")
    Letter(“Dear Ms Archer Plans help.”, 2 blocks, 27 characters, text/plain, read by text)
    """
    said = join(
        [
            f"“{one_line(shortened(letter.text, 60))}”",
            count(len(letter.pages), "page") if letter.pages else None,
            count(len(letter.blocks), "block"),
            count(len(letter.text), "character"),
            letter.media_type,
            f"read by {letter.engine}",
            one_line(letter.uri) if letter.uri else None,
        ]
    )
    return f"Letter({said})"
