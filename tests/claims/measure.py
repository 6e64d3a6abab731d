"""How well claims are told apart, on documents whose claims are listed by hand.

``python -m tests.claims.measure`` prints the figures and every miss.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ofstedmine as om
from ofstedmine.pipeline import tag_findings

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
UNSEEN = (HERE / "unseen", HERE / "unseen_2")
"""Documents whose claims were listed before the code had seen them (batches 3 and 4)."""
LETTERS = HERE.parents[1] / "corpus" / "letters"
DIFFERS = "differs_from_letter"


@cache
def shelf():
    """Return the sample letters with their records, mined once."""
    records, letters = [], {}
    for path in sorted(LETTERS.iterdir()):
        if path.suffix == ".json":
            continue
        letter = om.read(path)
        record = om.parse(letter)
        tag_findings(record)
        records.append(record)
        letters[record.document_id] = letter
    return om.Shelf(records, letters)


@cache
def listed():
    """Return the claims of all lists; batches 3 and 4 are of the documents in `UNSEEN`."""
    return [
        entry
        for name in ("claims.toml", "unseen.toml", "unseen_2.toml")
        for entry in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["claims"]
    ]


@cache
def path_of(name):
    """Return where a listed document lies."""
    return next(folder / name for folder in (DOCUMENTS, *UNSEEN) if (folder / name).exists())


@cache
def report(name):
    return om.check(path_of(name), shelf())


@cache
def text_of(name):
    return om.read(path_of(name)).text


def span_of(entry):
    """Return where the words of an entry stand; white space of any kind is alike."""
    text, words = text_of(entry["document"]), entry["says"]
    start = text.index(words)
    return start, start + len(words)


def over(entry, checked):
    """Tell whether a check is of the words of an entry."""
    start, end = span_of(entry)
    claim = checked.claim
    return claim.start < end and start < claim.end


def checks_of(entry):
    """Return the checks of the kind and words of an entry."""
    return [
        one
        for one in report(entry["document"]).checks
        if one.claim.kind == entry["kind"] and over(entry, one)
    ]


@dataclass
class Figures:
    """What was found, and what was not."""

    claims: int = 0
    right: int = 0
    slips: int = 0
    found: int = 0
    called: int = 0
    rightly: int = 0
    quotations: int = 0
    aligned: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self):
        return self.rightly / self.called if self.called else 1.0

    @property
    def recall(self):
        return self.found / self.slips if self.slips else 1.0

    @property
    def alignment(self):
        return self.aligned / self.quotations if self.quotations else 1.0


def measure(batches=(1, 2, 3, 4)):
    """Hold the checks against the list."""
    figures = Figures()
    entries = [entry for entry in listed() if entry["batch"] in batches]
    for entry in entries:
        checks = checks_of(entry)
        _count(figures, entry, checks)
    for name in dict.fromkeys(entry["document"] for entry in entries):
        slips = [e for e in entries if e["document"] == name and e["status"] == DIFFERS]
        for checked in report(name).checks:
            if checked.status == DIFFERS:
                figures.called += 1
                rightly = any(over(entry, checked) for entry in slips)
                figures.rightly += rightly
                if not rightly:
                    quote = checked.claim.evidence[0].quote
                    figures.misses.append(f"{name}: called different: {quote!r}: {checked.why}")
    return figures


def _count(figures, entry, checks):
    where = f"{entry['document']}: {entry['kind']} {entry['says']!r}"
    told = [one.status for one in checks]
    figures.claims += 1
    figures.right += entry["status"] in told
    if entry["status"] not in told:
        figures.misses.append(f"{where}: {told or 'no claim'}, not {entry['status']}")
    if entry["status"] == DIFFERS:
        figures.slips += 1
        differing = (c for c in report(entry["document"]).checks if c.status == DIFFERS)
        figures.found += any(over(entry, one) for one in differing)
    # In batch 3 what people say in their own name has no alignment to be told.
    if entry["kind"] == "quotation" and ("alignment" in entry or entry["batch"] != 3):
        figures.quotations += 1
        wanted = entry.get("alignment")
        right = any(one.alignment == wanted for one in checks)
        figures.aligned += right
        if not right:
            found = [one.alignment for one in checks]
            figures.misses.append(f"{where}: aligned {found}, not {wanted}")


def main():
    for batches in ((1,), (2,), (3,), (4,), (1, 2, 3, 4)):
        figures = measure(batches)
        sys.stdout.write(
            f"batches {batches}: {figures.claims} claims, {figures.right} as listed; "
            f"differs: precision {figures.precision:.3f} of {figures.called}, recall "
            f"{figures.recall:.3f} of {figures.slips}; quotations {figures.aligned} of "
            f"{figures.quotations} aligned ({figures.alignment:.3f})\n"
        )
    for miss in measure().misses:
        sys.stdout.write(f"  {miss}\n")


if __name__ == "__main__":
    main()
