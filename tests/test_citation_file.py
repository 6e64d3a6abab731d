"""`CITATION.cff` is of this version and holds what those who cite need."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ofstedmine import __version__

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^(?P<key>[a-z-]+):(?: (?P<value>.*))?$", re.MULTILINE)


@pytest.fixture(scope="module")
def fields():
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    return {found["key"]: (found["value"] or "").strip('"') for found in LINE.finditer(text)}


def test_it_has_what_the_format_asks_for(fields):
    assert {"cff-version", "message", "title", "authors"} <= set(fields)
    assert fields["cff-version"] == "1.2.0"
    assert fields["type"] == "software"


def test_it_is_of_this_version(fields):
    assert fields["version"] == __version__


def test_it_says_what_the_project_says(fields):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert fields["title"] == project["name"]
    assert fields["license"] == project["license"]
