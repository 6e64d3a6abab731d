"""Tagging lists of sentences and whole records, with a tagger that stands in for the real one."""

import json
import sys
from types import ModuleType

import pytest
from standin import StandIn

import ofstedmine as om
from ofstedmine.errors import DataError
from ofstedmine.findings.context import inputs_of
from ofstedmine.findings.tagging import tag_record
from ofstedmine.findings.tags import TagInput

LETTER = b"""\
# Inspection of Northmoor local authority children's services

Inspection dates: 4 to 8 March 2024

## What needs to improve in this area of social work practice

- The recording of supervision.
- The timeliness of plans.

## The experiences and progress of care leavers

Workers listen well. They do not write it down, perhaps.

Plans are only beginning to help.
"""


@pytest.fixture
def tagger():
    return StandIn()


@pytest.fixture
def record():
    return om.parse(om.read(LETTER))


class TestTag:
    def test_one_tags_a_sentence_in_order(self, tagger):
        tags = om.tag(["Plans help well.", "The police came."], tagger=tagger)
        assert [one.themes for one in tags] == [("planning_and_review",), ("partnership_working",)]
        assert [one.sentiment for one in tags] == ["positive", "neutral"]
        assert tags[0].why()[0].word == "well"
        assert len(tagger.calls) == 1

    def test_nothing_to_tag_asks_nobody(self, tagger):
        assert om.tag([], tagger=tagger) == []
        assert tagger.calls == []

    def test_context_comes_with_the_sentence_or_beside_it(self, tagger):
        om.tag(
            iter(["a", TagInput("b", heading="own", role="strengths", bullet=True), "c"]),
            headings=["What needs to improve", None, None],
            previous=[None, "before b", float("nan")],
            tagger=tagger,
        )
        assert tagger.calls == [
            [
                TagInput("a", heading="What needs to improve"),
                TagInput("b", "before b", heading="own", role="strengths", bullet=True),
                TagInput("c"),
            ]
        ]

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            (("one sentence",), TypeError, r"sentences must be a list .* got a single str"),
            ((b"bytes",), TypeError, "got a single bytes"),
            ((TagInput("a"),), TypeError, "got a single TagInput"),
            ((3,), TypeError, "sentences must be a list of sentences, got int"),
            ((["a", 3],), TypeError, r"sentences\[1\] must be a str or TagInput, got int"),
            ((["a", None],), TypeError, r"sentences\[1\] must be a str or TagInput, got NoneType"),
            (([TagInput("a", heading=3)],), TypeError, r"sentences\[0\].heading must be a str"),
            (([TagInput(None)],), TypeError, r"sentences\[0\].text must be a str, got NoneType"),
            ((["a"], ["x", "y"]), ValueError, "headings has 2 items for 1 sentences"),
            ((["a"], None, []), ValueError, "previous has 0 items for 1 sentences"),
            ((["a"], "x"), TypeError, "headings must be a list .* got a single str"),
            ((["a"], [3]), TypeError, r"headings\[0\] must be a str or None, got int"),
            ((["a"], [3.5]), TypeError, r"headings\[0\] must be a str or None, got float"),
        ],
    )
    def test_what_is_wrong_is_said(self, tagger, arguments, error, message):
        with pytest.raises(error, match=message):
            om.tag(*arguments, tagger=tagger)

    def test_a_tagger_that_loses_sentences_is_found_out(self, tagger):
        tagger.tag = lambda inputs: []
        with pytest.raises(DataError, match="stand-in-1: gave 0 tags for 2 sentences"):
            om.tag(["a", "b"], tagger=tagger)


class TestRecord:
    def test_every_finding_in_one_call(self, record, tagger):
        tag_record(record, tagger)
        assert len(tagger.calls) == 1
        said = [(one.themes, one.sentiment, one.progress, one.uncertain) for one in record.findings]
        assert said == [
            (["management_oversight"], "negative", "not_stated", False),
            (["planning_and_review"], "negative", "not_stated", False),
            (["workforce"], "positive", "not_stated", False),
            ([], "negative", "not_stated", True),
            (["planning_and_review"], "neutral", "early", False),
        ]
        assert record.findings[0].scores["theme.management_oversight"] == 0.9
        assert record.findings[0].scores["sentiment.negative"] == 0.8
        assert "theme.workforce" not in record.findings[0].scores
        assert record.source.model_version == "stand-in-1"
        assert record.findings[2].cohort == ["care_leavers"]

    def test_what_stands_around_a_finding(self, record):
        inputs = inputs_of(record.findings)
        heading = "What needs to improve in this area of social work practice"
        assert inputs[:2] == [
            TagInput("The recording of supervision.", None, heading, "improvements", bullet=True),
            TagInput(
                "The timeliness of plans.",
                "The recording of supervision.",
                heading,
                "improvements",
                bullet=True,
            ),
        ]
        # Over a heading nothing is carried; inside a section, over paragraphs, it is.
        assert [one.previous for one in inputs[2:]] == [
            None,
            "Workers listen well.",
            "They do not write it down, perhaps.",
        ]

    def test_it_goes_through_json(self, record, tagger):
        tag_record(record, tagger)
        text = record.model_dump_json()
        assert om.VisitRecord.model_validate_json(text) == record
        assert json.loads(text)["findings"][0]["themes"] == ["management_oversight"]

    def test_kinds_that_were_not_validated_say_so_once(self, record, tagger):
        tag_record(record, tagger)
        assert "tagger_not_validated" not in {one.code for one in record.warnings}
        tagger.validated_kinds = frozenset()
        tag_record(record, tagger)
        tag_record(record, tagger)
        (warning,) = (one for one in record.warnings if one.code == "tagger_not_validated")
        assert "documents of the kind 'ilacs inspection'" in warning.message
        assert "look at its tags yourself" in warning.message

    def test_tagging_again_replaces(self, record, tagger):
        tag_record(record, tagger)
        first = record.model_copy(deep=True)
        tag_record(record, tagger)
        assert record == first

    @pytest.mark.parametrize(
        ("field", "value"),
        [("themes", ("weather",)), ("sentiment", "angry"), ("progress", "onwards")],
    )
    def test_labels_that_nobody_knows_are_no_labels(self, record, tagger, field, value):
        from dataclasses import replace

        one = tagger.tag([TagInput("a")])[0]
        tagger.tag = lambda inputs: [replace(one, **{field: value})] * len(inputs)
        with pytest.raises(DataError, match=f"tagger stand-in-1: {field}: '?\\(?'?\\w+"):
            tag_record(record, tagger)


class TestMine:
    def test_tags_with_a_tagger_of_ones_own(self, tagger):
        record = om.mine(LETTER, tagger=tagger)
        assert record.findings[0].sentiment == "negative"
        assert record.source.model_version == "stand-in-1"

    def test_by_default_with_the_tagger_of_the_library(self, tagger, monkeypatch):
        module = ModuleType("ofstedmine.findings.tagger")
        module.load_tagger = lambda: tagger
        monkeypatch.setitem(sys.modules, module.__name__, module)
        assert om.mine(LETTER).source.model_version == "stand-in-1"
        assert {one.sentiment for one in om.parse(om.read(LETTER)).findings} == {None}
        assert om.tag(["All is well."])[0].sentiment == "positive"

    def test_leaves_them_out(self, tagger):
        record = om.mine(LETTER, tag=False, tagger=tagger)
        assert {one.sentiment for one in record.findings} == {None}
        assert record.source.model_version is None
        assert record.findings[2].cohort == ["care_leavers"]
        assert tagger.calls == []

    def test_many(self, tagger, tmp_path):
        for name in "ab":
            (tmp_path / name).write_bytes(LETTER)
        paths = [tmp_path / name for name in "axb"]
        first, failure, last = om.mine_many(paths, tagger=tagger)
        assert first.findings[0].sentiment == last.findings[0].sentiment == "negative"
        assert failure.reason == "cannot_open"
        assert len(tagger.calls) == 2
        plain = om.mine_many(paths[:1], tag=False, tagger=tagger)
        assert next(plain).findings[0].sentiment is None

    def test_a_letter_without_findings(self, tagger):
        record = om.mine(b"Minutes of the parish council\n\nThe hedge.\n", tagger=tagger)
        assert record.findings == []
        assert "tagger_not_validated" not in {one.code for one in record.warnings}
        assert tagger.calls == []
