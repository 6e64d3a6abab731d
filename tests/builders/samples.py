"""The sample letters, mined and tagged here, with regions for some of their invented councils."""

from __future__ import annotations

from pathlib import Path

import ofstedmine as om
from ofstedmine.pipeline import tag_findings
from ofstedmine.showing.files import letters_in

LETTERS = Path(__file__).parents[2] / "corpus" / "letters"
# Invented councils have none; a filter by region needs some.
REGIONS = {"Aldermere": "North West", "Northmoor": "North East"}


def samples():
    """Return each sample letter with its record."""
    return [mined(path) for path in letters_in(LETTERS)]


def mined(path):
    """Return a letter with its tagged record."""
    letter = om.read(path)
    record = om.parse(letter)
    record.source.uri = letter.uri = path.name
    tag_findings(record)
    if record.authority:
        record.authority.region = REGIONS.get(record.authority.name)
    return letter, record
