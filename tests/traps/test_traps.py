"""Each trap and hazard, by a small file of our own: see ``expected.toml``."""

from __future__ import annotations

import pytest

import ofstedmine as om
from traps.build import FILES, files
from traps.table import expected, said

TABLE = expected()
HERE = {path.name: path for path in FILES.iterdir()}


def test_every_file_has_a_row_and_every_row_a_file():
    assert set(TABLE) == set(HERE)


def test_all_traps_are_here():
    numbers = {name[:2] for name in TABLE if name[:2].isdigit()}
    assert numbers == {f"{n:02}" for n in range(1, 26)}


def test_the_builders_give_the_same_bytes():
    built = files()
    assert set(built) == set(HERE)
    changed = [name for name, data in built.items() if HERE[name].read_bytes() != data]
    assert not changed, "run python -m tests.traps --write and look at the difference"


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "blocks" in row])
def test_what_is_read(name):
    letter = om.read(HERE[name])
    assert said(letter) == TABLE[name]["blocks"].splitlines()
    for block in letter.blocks:
        assert letter.text[block.start : block.end] == block.text


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "reason" in row])
def test_what_is_refused(name):
    with pytest.raises(om.UnreadableLetter) as error:
        om.read(HERE[name])
    assert error.value.reason == TABLE[name]["reason"]


FACTS = {
    "kind": lambda record: record.kind,
    "letter_date": lambda record: str(record.letter_date),
    "published": lambda record: str(record.published),
    "dates": lambda record: [str(day) for day in record.visit.dates],
    "copied_to": lambda record: list(record.copied_to),
    "judgements": lambda record: [[j.area_code, j.grade] for j in record.judgements],
    "signatories": lambda record: [[p.name, p.role, p.organisation] for p in record.signatories],
}


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if "record" in row])
def test_what_is_made_of_it(name):
    record = om.parse(om.read(HERE[name]))
    wanted = TABLE[name]["record"]
    assert {fact: FACTS[fact](record) for fact in wanted} == wanted
