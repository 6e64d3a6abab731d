from __future__ import annotations

import pytest
from builders.datasets import write_dataset
from builders.invented import invented

from ofstedmine.showing.explorer.data import page_data
from ofstedmine.showing.explorer.source import Mined


@pytest.fixture(scope="package")
def pairs():
    return invented()


@pytest.fixture(scope="package")
def letters(pairs):
    return Mined(pairs, "invented")


@pytest.fixture(scope="package")
def data(letters):
    return page_data(letters, letters.title)


@pytest.fixture(scope="package")
def dataset(pairs, tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("dataset") / "out", pairs, size=2)
