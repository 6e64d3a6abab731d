"""A few invented letters with known tags, facts and regions: what tests of showing look through."""

from __future__ import annotations

from standin import StandIn

import ofstedmine as om
from ofstedmine.pipeline import tag_findings

LETTER = """\
# {title}

{day}

Dear Mrs Quennell

This letter summarises the findings of the {visit} to {council} children's services on {days}.
Her Majesty's Inspector for this visit was Rosalind Ferrymoor.

## Areas covered by the visit

Inspectors reviewed the progress made in the following areas:

- {areas}

## Findings and evaluation of progress

{findings}

### Case study

A child told inspectors that she is safe with her aunt.

Yours sincerely

Rosalind Ferrymoor

Her Majesty's Inspector
"""

FINDINGS = (
    "Plans for children are clear and reviewed on time.",
    "Supervision is not regular, and managers do not see drift.",
    "Social workers know the children well.",
    "Too many workers leave, and caseloads remain high.",
    "Care leavers are proud of their homes.",
    "Police share what they know within a day.",
    "Some plans are vague.",
    "Disabled children wait too long for short breaks.",
    "Inspectors spoke to 24 workers.",
    "Supervision has improved since the last visit.",
    "Plans are written with families.",
)


def letter_of(council, visit, day, days, areas, findings=FINDINGS, number=""):
    """Return the text of one letter."""
    title = f"{number} {visit} to {council} children's services".strip()
    return LETTER.format(
        title=title[0].upper() + title[1:],
        visit=f"{number.lower()} {visit}".strip(),
        council=council,
        day=day,
        days=days,
        areas="\n- ".join(areas),
        findings="\n\n".join(findings),
    )


PLANS = ("the quality of plans", "the supervision of social workers")
TEXTS = (
    ("Aldermere", "North West", letter_of("Aldermere", "monitoring visit", "2 July 2019", "4 and 5 June 2019", PLANS, number="First")),
    ("Aldermere", "North West", letter_of("Aldermere", "monitoring visit", "9 December 2019", "5 and 6 November 2019", PLANS, number="Second")),
    ("Aldermere", "North West", letter_of("Aldermere", "monitoring visit", "3 April 2020", "3 and 4 March 2020", ("care leavers",), number="Third")),
    ("Northmoor", "North East", letter_of("Northmoor", "focused visit", "7 June 2023", "2 and 3 May 2023", ("the front door",), FINDINGS[:4])),
    ("Wexcombe", None, letter_of("Wexcombe", "focused visit", "4 July 2024", "4 June 2024", ("children in care",), FINDINGS[4:])),
)  # fmt: skip


def mined(text, region=None, name="letter.md"):
    """Return a letter and its tagged record; the region is one that a gazetteer would know."""
    letter = om.read(text.encode())
    letter.uri = name
    record = om.parse(letter)
    tag_findings(record, StandIn())
    if record.authority:
        record.authority.region = region
    record.source.uri = name
    return letter, record


def invented():
    """Return all the letters with their records."""
    return [
        mined(text, region, f"{council.lower()}_{i}.md")
        for i, (council, region, text) in enumerate(TEXTS)
    ]
