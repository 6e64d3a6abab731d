"""Every pattern of the package is found, and none grows faster than its text."""

import time

import pytest
import regex

import ofstedmine as om
from tests.patterns.attacks import attacks, some
from tests.patterns.gather import PACKAGE, ROOT, call_sites, gather, is_part
from tests.patterns.growth import slow

SIZE = 4_000
FLOOR = 0.006
"""Seconds that a text of that size may take however it grows: some ten times what most take."""


@pytest.fixture(scope="module")
def gathered():
    return gather()


def test_every_place_that_makes_a_pattern_is_reached(gathered):
    found, _ = gathered
    reached = {}
    for place in (place for one in found for place in one.places):
        file, line = place.rsplit(":", 1)
        reached.setdefault(file, set()).add(int(line))
    unreached = [
        f"{file}:{first}"
        for file, first, last in call_sites()
        if not any(first <= line <= last for line in reached.get(file, ()))
    ]
    assert unreached == []
    assert len(found) > 500


def test_every_table_of_patterns_is_read(gathered):
    _, files = gathered
    tables = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.toml")}
    assert tables - files == set()


def steep(gathered, most, size=SIZE, floor=FLOOR, *, deep=False):
    found = []
    patterns = gathered[0]
    for one in (one for one in patterns if not is_part(one, patterns)):
        texts = some(attacks(one.source, one.flags, deep=deep), most)
        if result := slow(one.compiled(), one.methods, texts, size=size, floor=floor):
            found.append(f"{one.places[0]}: {result}")
    return "\n".join(found)


def test_no_pattern_is_steep(gathered):
    assert steep(gathered, 12) == ""


@pytest.mark.slow
def test_no_pattern_is_steep_on_any_of_its_texts(gathered):
    assert steep(gathered, 500, 8_000, 0.02, deep=True) == ""


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?:a+)+$", 0),
        (r"\s+to", 0),
        (r"\p{L}+ framework", 0),
        (r".*?\.{4,} ?\d", 0),
        (r"(?:[A-Z]{2,6},? ?)+;", 0),
        ("(?:grade|judged)[^.]*;$", regex.I),
    ],
)
def test_a_steep_pattern_is_found(pattern, flags):
    assert slow(
        regex.compile(pattern, flags), ("search",), attacks(pattern, flags), size=SIZE, floor=FLOOR
    )


UNITS = {
    "spaces": " ",
    "capitals": "A",
    "words": "Ann Lee HMI, ",
    "dates": "4 and 5 June 2024, ",
    "headings": "Overview\n\n",
    "stops": ". A",
    "stars": "**a ",
    "tags": "<p>a ",
    "council": "Northmoor City Council and ",
}
FRAMES = {
    "plain": ("Dear Ann\n\nMonitoring visit to Northmoor children's services\n\n", "\n"),
    "markdown": ("# Monitoring visit to Northmoor children's services\n\nDear Ann\n\n- ", "\n"),
    "html": ("<html><body><h1>Monitoring visit to Northmoor</h1><p>Dear Ann</p><p>", "</p></body>"),
}


def spent(unit, frame, size):
    before, after = FRAMES[frame]
    text = (before + unit * (size // len(unit)) + after).encode()
    began = time.process_time()
    om.mine(text, boxes=False)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_whole_letter_is_mined_in_the_time_of_its_length(unit, frame):
    """Four times the text may take some eight times as long: sixteen if quadratic."""
    spent(UNITS[unit], frame, 5_000)
    small, large = (spent(UNITS[unit], frame, size) for size in (50_000, 200_000))
    assert large < 8 * max(small, 0.25)
