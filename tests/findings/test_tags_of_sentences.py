"""The shipped tagger on the project's own sentences, against floors that it must not fall below.

A floor lies a little under what was reached: a model that is trained anew may differ in a few
sentences, not in what it understands. `python -m tests.findings_figures` prints all shares and
every sentence that is tagged wrongly.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import findings_figures
import pytest

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def sentences():
    return findings_figures.shares(findings_figures.tagged())


@pytest.fixture(scope="module")
def samples():
    return findings_figures.shares(findings_figures.samples())


@pytest.mark.parametrize("name", FLOORS["sentences"])
def test_sentences(sentences, name):
    assert sentences[name].value >= FLOORS["sentences"][name], sentences[name]


@pytest.mark.parametrize("name", FLOORS["samples"])
def test_sample_letters(samples, name):
    assert samples[name].value >= FLOORS["samples"][name], samples[name]
    assert samples[name].of
