"""Profiles: the data files that say what is known of each kind of letter."""

from typing import get_args

import pytest

from ofstedmine.errors import DataError
from ofstedmine.parsing.profiles import compile_pattern, load_profiles, read_profile
from ofstedmine.records import Kind, VisitRecord

GOOD = """
kind = "jtai"
label = "A letter"
framework = "JTAI"
titles = ['''joint inspection of ''']
sentences = []

[[headings]]
patterns = ['''next steps''']
role = "next_steps"
level = 1

[absent]
"/inspectors" = "not_in_framework"
"""


def written(tmp_path, text, name="jtai.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_has_a_profile():
    profiles = load_profiles()
    assert set(profiles) == set(get_args(Kind))
    assert all(kind == profile.kind and profile.label for kind, profile in profiles.items())


def test_absent_fields_are_fields_of_the_record():
    fields = set(VisitRecord.model_fields)
    for profile in load_profiles().values():
        assert {pointer.split("/")[1] for pointer in profile.absent} <= fields


@pytest.mark.parametrize("kind", ["monitoring_visit", "focused_visit", "jtai", "area_send"])
def test_letters_grade_nothing(kind):
    profile = load_profiles()[kind]
    assert not profile.has_judgements
    assert profile.why_absent("/judgements") == "not_in_framework"


def test_other_kinds_of_absence_claim_no_more_than_not_found():
    assert load_profiles()["monitoring_visit"].why_absent("/visit/number") == "not_found"
    assert load_profiles()["jtai"].why_absent("/inspectors") == "not_in_framework"


def test_a_good_profile_is_read(tmp_path):
    profile = read_profile(written(tmp_path, GOOD))
    assert profile.titles[0].match("Joint inspection of Northmoor")
    assert profile.headings[0].role == "next_steps"
    assert not profile.has_judgements


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("joint inspection of ", "joint (inspection of ", "no pattern"),
        ("joint inspection of ", "(?:joint)?", "matches the empty string"),
        ("joint inspection of ", "joint[ -]inspection", "in a set"),
        ("joint inspection of ", "children[']s", "in a set"),
        ('role = "next_steps"', 'role = "nextsteps"', "'nextsteps' is none of"),
        ("level = 1", "level = 0", "no whole number from 1"),
        ("level = 1", "rank = 1", "unknown field 'rank'"),
        ('kind = "jtai"', 'kind = "visit"', "'visit' is none of"),
        ('kind = "jtai"', 'kind = "other"', "holds the profile of 'other'"),
        ('label = "A letter"', "", "some text is wanted"),
        ('label = "A letter"', 'lable = "A letter"', "unknown field 'lable'"),
        ('"/inspectors"', '"inspectors"', "no JSON Pointer"),
        ('"not_in_framework"', '"never"', "'never' is none of"),
        ("sentences = []", "sentences = 3", "a list of patterns is wanted"),
        ("sentences = []", "sentences = [", "jtai.toml"),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(tmp_path, old, new, words):
    assert old in GOOD
    with pytest.raises(DataError, match=r"jtai\.toml") as error:
        read_profile(written(tmp_path, GOOD.replace(old, new)))
    assert words in str(error.value)


def test_a_missing_file_is_a_data_error(tmp_path):
    with pytest.raises(DataError):
        read_profile(tmp_path / "jtai.toml")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("care leavers' plans", "Care leavers’ plans"),
        ("care leavers' plans", "care  leavers' plans"),
        ("next steps", "NEXT\n\nSTEPS"),
        ("dates ?:", "dates:"),
        ("dates ?:", "dates :"),
    ],
)
def test_patterns_forgive_spaces_apostrophes_and_case(source, text):
    assert compile_pattern(source, "here").fullmatch(text)
