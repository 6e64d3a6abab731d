"""The papers that retell the invented visits: read like any file, and with the slips that are listed."""

from __future__ import annotations

import tomllib

import golden
import pytest

import ofstedmine as om

SECONDARY = golden.LETTERS.parent / "secondary"
LIST = tomllib.loads((SECONDARY / "slips.toml").read_text(encoding="utf-8"))
PAPERS = sorted(path for path in SECONDARY.iterdir() if path.suffix != ".toml")
KINDS = {
    "wrong_month",
    "wrong_figure",
    "wrong_number",
    "rounded_figure",
    "altered_quotation",
    "planned_as_held",
}
TEXTS: dict[str, str] = {}


def text_of(path):
    """Return a file's words with all white space alike; each file is read once."""
    if path.name not in TEXTS:
        TEXTS[path.name] = " ".join(om.read(path).text.split())
    return TEXTS[path.name]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_a_paper_about_visits_is_no_letter(paper):
    record = om.parse(om.read(paper))
    assert record.kind == "other"
    assert record.visit.number is None


@pytest.mark.parametrize("entry", LIST["slips"] + LIST["fair"], ids=lambda entry: entry["says"])
def test_paper_and_letter_say_what_is_listed(entry):
    assert text_of(SECONDARY / entry["document"]).count(entry["says"]) == 1
    assert entry["letter_says"] in text_of(golden.LETTERS / entry["letter"])
    assert entry["says"] not in text_of(golden.LETTERS / entry["letter"])


def test_every_paper_has_slips_and_every_kind_of_slip_is_there():
    assert {entry["document"] for entry in LIST["slips"]} == {path.name for path in PAPERS}
    assert {entry["kind"] for entry in LIST["slips"]} == KINDS
