"""Hostile files of every kind: a record or a reason, within the limits, and nothing else touched."""

from __future__ import annotations

import pytest

from hostile.runner import Figures
from hostile.runs import CASES, child, isolated, watched

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def process():
    with child() as started:
        yield started


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.alone], ids=lambda case: case.name
)
def test_without_isolation(case, process, tmp_path, record_property):
    figures = Figures()
    wrong = watched(case, figures, process, tmp_path / "hostile.bin")
    record_property("hostile", figures.told())
    assert not wrong


def test_in_isolation(record_property):
    figures = Figures()
    wrong = isolated(CASES, figures)
    record_property("hostile, in isolation", figures.told())
    assert not wrong, "\n".join(wrong)
