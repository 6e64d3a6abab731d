"""Samples that were damaged in 3,000 ways: a record or a reason, alone and in isolation."""

from __future__ import annotations

import pytest

from hostile.mutate import CHANGES, KINDS, mutated
from hostile.runner import Figures
from hostile.runs import MUTATED, mutations

BLOCK = 500


@pytest.mark.slow
@pytest.mark.parametrize("block", range(MUTATED // BLOCK))
def test_a_record_or_a_reason(block, tmp_path, record_property):
    figures = Figures()
    wrong = mutations(range(block * BLOCK, (block + 1) * BLOCK), figures, tmp_path)
    record_property("mutated", figures.told())
    assert not wrong, "\n".join(wrong)


def test_a_number_gives_the_same_file_each_time():
    assert [mutated(n) for n in range(30)] == [mutated(n) for n in range(30)]


def test_every_kind_and_every_change_comes_up():
    made = [mutated(n) for n in range(600)]
    assert {each.kind for each in made} == set(KINDS)
    assert {done.split()[0] for each in made for done in each.done} == {c.__name__ for c in CHANGES}
