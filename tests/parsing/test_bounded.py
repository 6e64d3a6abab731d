"""A pattern of a user's own that takes too long is given up and warned of; the record stays."""

from __future__ import annotations

import time
from pathlib import Path

import golden
import pytest
import regex

import ofstedmine as om
from ofstedmine import parsing
from ofstedmine.parsing import BoundedPattern, default_steps, profiles, read_profile

SHIPPED = sorted((Path(profiles.__file__).parent / "profiles").glob("*.toml"))
SLOW = "(?:e|e)+!"
SWELL = "e" * 3000
LETTER = f"""\
14 July 2024

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on \
4 and 5 June 2024. The inspectors were Rhona Vale HMI and Idris Pell HMI.

{SWELL[:150]} {SWELL}

Findings

Social workers know their children well.

{SWELL[:40]}

The {SWELL} is read.
""".encode()
PROFILE = f"""\
kind = "monitoring_visit"
label = "Monitoring letter"
titles = ["{SLOW}", "monitoring visit (?:to|of) "]
sentences = ["this letter summarises the findings of the monitoring visit", "{SLOW} x"]
signs = ["{SLOW} y", "dear "]

[[headings]]
patterns = ["{SLOW} z", "findings"]
role = "findings"
"""


@pytest.fixture
def slow(tmp_path):
    path = tmp_path / "monitoring_visit.toml"
    path.write_text(PROFILE, "utf-8")
    return default_steps(profiles=[read_profile(path)])


def slow_words(record):
    return [w.message for w in record.warnings if w.code == "pattern_timeout"]


def test_what_takes_too_long_is_warned_of_and_the_rest_is_read(slow):
    began = time.process_time()
    record = om.parse(om.read(LETTER), steps=slow)
    assert time.process_time() - began < 8
    words = slow_words(record)
    assert f"monitoring_visit.toml: titles: {SLOW!r} was given up" in words[0]
    assert any(f"headings[1]: '{SLOW} z'" in word for word in words)
    assert len(words) == len(set(words))
    assert record.kind == "monitoring_visit"
    assert record.letter_date.year == 2024
    assert "findings" in [section.role for section in record.sections]
    assert record.findings
    assert parsing.check_evidence(record) == []


def test_each_letter_has_its_own_time(slow):
    plain = om.read(LETTER.replace(b"e" * 9, b""))
    assert slow_words(om.parse(om.read(LETTER), steps=slow))
    assert slow_words(om.parse(plain, steps=slow)) == []


def test_many_slow_patterns_share_the_time_of_a_letter():
    letter = om.read(LETTER)
    mine = [BoundedPattern(regex.compile(f"{SLOW}{n}"), f"pattern {n}") for n in range(40)]
    began = time.process_time()
    record = om.parse(letter, steps=[lambda draft: [p.search(draft.letter.text) for p in mine]])
    assert time.process_time() - began < 12
    words = slow_words(record)
    assert words[0] == "pattern 0 was given up: it took too long on this letter"
    assert words[-1] == "pattern 39 was not tried: patterns before it took too long on this letter"
    assert len(words) == len(mine)


def test_a_pattern_that_is_slow_at_many_places_is_given_up_too():
    mine = BoundedPattern(regex.compile("(?:e|e)+!"), "mine")
    text = "e" * 21
    found = []

    def step(draft):
        began = time.process_time()
        while time.process_time() - began < 10 and not draft.warnings:
            found.append(mine.match(text))

    record = om.parse(om.read(LETTER), steps=[step])
    assert slow_words(record)
    assert len(found) > 1


def test_outside_of_a_letter_the_error_comes_through():
    with pytest.raises(TimeoutError):
        BoundedPattern(regex.compile(SLOW), "mine").search(SWELL)


@pytest.mark.parametrize("source", ["a", "a+", "a*", r"(?<=\d)a", r"\b", "x"])
@pytest.mark.parametrize("span", [(), (2,), (2, 6)])
def test_matches_are_those_of_the_pattern(source, span):
    plain = regex.compile(source)
    mine = BoundedPattern(plain, "mine")
    text = "aa 1a aaa1a"
    for method in ("search", "match", "fullmatch"):
        here, there = getattr(mine, method)(text, *span), getattr(plain, method)(text, *span)
        assert (here and here.span()) == (there and there.span())
    assert [m.span() for m in mine.finditer(text, *span)] == [
        m.span() for m in plain.finditer(text, *span)
    ]
    assert mine.pattern == source


@pytest.mark.parametrize("sample", golden.samples()[::4], ids=lambda path: path.name)
def test_the_shipped_profiles_read_as_ones_own_give_the_same_record(sample):
    letter = om.read(sample)
    own = default_steps(profiles=[read_profile(path) for path in SHIPPED])
    assert om.parse(letter, steps=own) == om.parse(letter)


def test_the_shipped_patterns_are_plain_and_pay_nothing():
    for profile in profiles.load_profiles().values():
        patterns = (*profile.titles, *profile.sentences, *profile.signs)
        headings = [rule.pattern for rule in profile.headings]
        assert {type(p) for p in (*patterns, *headings)} <= {regex.Pattern}
