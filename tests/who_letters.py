"""Letters for the tests of who is named: text in, a draft after some steps out."""

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.kind import find_kind
from ofstedmine.parsing.sections import find_sections
from ofstedmine.parsing.title import find_title
from ofstedmine.reading import read

SENTENCE = "This letter summarises the findings of the monitoring visit to Northmoor children's services on 22 and 23 March 2021."


def drafted(text, *steps):
    draft = Draft(read(text.encode()))
    for step in (find_kind, find_title, find_sections, *steps):
        step(draft)
    return draft


def letter(
    address="4 May 2021",
    dear="Dear Ms Archer",
    title="Monitoring visit to Northmoor children's services",
    sentence=SENTENCE,
    end="Yours sincerely\n\nSam Lee\nHer Majesty's Inspector",
):
    if title.lower().startswith("focused"):
        sentence = sentence.replace("monitoring visit", "focused visit")
    return "\n\n".join(
        [address, dear, f"## {title}", sentence, "## Findings", "Leaders listen.", end]
    )
