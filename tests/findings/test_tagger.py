"""The tagger that comes with the library: what holds whatever it learnt."""

from __future__ import annotations

import json
import random
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.errors import DataError
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.modelfile import ABOUT, MODEL
from ofstedmine.findings.probes import load_probes, scores_of
from ofstedmine.findings.tagger import SHIPPED, load_tagger
from ofstedmine.resources import find

BOOK = load_codebook()
SENTENCES = [
    "Supervision of social workers is not regular enough.",
    "No children were at risk of immediate harm.",
    "Leaders have strengthened the front door, but thresholds are not yet understood by all.",
    "There are 412 children in care.",
    "Foster carers are well matched, supported and valued.",
    "Personal advisers keep in touch with care leavers.",
    "",
    " ",
    "…",
    "Beth yw enw'r plentyn?",
    "\x00\x07\u202e\ud800",
    "delay " * 2000,
    "x" * 10_000,
]


def contexts(text):
    return [
        om.TagInput(text),
        om.TagInput(text, heading="What needs to improve", role="improvements", bullet=True),
        om.TagInput(text, previous="Leaders know their services."),
    ]


class TestAnyText:
    @pytest.mark.parametrize("text", SENTENCES, ids=lambda text: repr(text[:12]))
    def test_gets_labels_of_the_codebook_and_probabilities(self, text):
        for tags in om.tag(contexts(text)):
            assert set(tags.themes) <= set(BOOK.theme_slugs)
            assert tags.sentiment in BOOK.sentiment_slugs
            assert tags.progress in BOOK.progress_slugs
            assert list(tags.theme_scores) == list(BOOK.theme_slugs)
            for scores in (tags.sentiment_scores, tags.progress_scores):
                assert sum(scores.values()) == pytest.approx(1, abs=0.001)
            every = [*tags.theme_scores.values(), *tags.sentiment_scores.values()]
            assert all(0 <= score <= 1 for score in every)

    @given(st.text(max_size=300))
    def test_is_tagged_the_same_alone_and_in_company(self, text):
        alone = om.tag([text])[0]
        assert om.tag([SENTENCES[0], text, SENTENCES[2]])[1] == alone

    @pytest.mark.parametrize("text", ["", " ", "…", "qqq zzzz"])
    def test_without_a_word_that_is_known_it_is_uncertain(self, text):
        assert om.tag([text])[0].uncertain


def test_order_and_number_of_sentences_change_nothing():
    inputs = [one for text in SENTENCES for one in contexts(text)] * 40
    alone = {id(one): om.tag([one])[0] for one in inputs[: len(SENTENCES) * 3]}
    mixed = random.Random(1).sample(inputs, len(inputs))
    for one, tags in zip(mixed, om.tag(mixed), strict=True):
        assert tags == alone[id(one)]


def test_says_of_the_probes_what_it_said_when_it_was_saved():
    kept = load_tagger().about.get("probes")
    assert kept, "run python -m tests.probes"
    found = scores_of(om.tag(load_probes()))
    assert len(found) == len(kept) >= 25, "run python -m tests.probes"
    for now, then in zip(found, kept, strict=True):
        for group, scores in then.items():
            # Whatever scikit-learn is installed: the last of four digits may be rounded otherwise.
            assert now[group] == pytest.approx(scores, abs=0.0002)


def test_the_heading_decides_what_an_item_of_a_list_means():
    item = "The timeliness of strategy discussions"
    worse, better = om.tag(
        [
            om.TagInput(item, heading="What needs to improve", role="improvements", bullet=True),
            om.TagInput(item, heading="Strengths", role="strengths", bullet=True),
        ]
    )
    assert worse.sentiment == "negative"
    assert better.sentiment_scores["positive"] > worse.sentiment_scores["positive"]


class TestWhy:
    def test_names_the_words_that_decided(self):
        [tags] = om.tag(["Supervision of social workers is not regular enough."])
        reasons = tags.why(5)
        assert len(reasons) == 5
        weights = [abs(reason.weight) for reason in reasons]
        assert weights == sorted(weights, reverse=True)
        top = {(reason.word, reason.label) for reason in tags.why(8)}
        assert ("Supervision", "theme.management_oversight") in top
        assert ("not", "sentiment.negative") in top

    def test_names_the_heading_where_it_decided(self):
        one = om.TagInput("Pathway plans", heading="What needs to improve", role="improvements")
        words = {reason.word for reason in om.tag([one])[0].why(20)}
        assert {"heading: What needs to improve", "the place in the letter"} <= words

    @pytest.mark.parametrize("text", ["", "…"])
    def test_of_nothing_is_nothing(self, text):
        assert om.tag([text])[0].why() == []


class TestFile:
    @pytest.fixture
    def folder(self, tmp_path):
        return shutil.copytree(find(SHIPPED), tmp_path / "findings")

    def test_is_small_and_loads_to_the_same_tagger(self, folder):
        assert (folder / MODEL).stat().st_size < 25_000_000
        texts = [om.TagInput(text) for text in SENTENCES]
        assert load_tagger(folder).tag(texts) == load_tagger().tag(texts)

    def test_saved_anew_it_says_the_same(self, folder, tmp_path):
        about = load_tagger(folder).save(tmp_path / "again")
        texts = [om.TagInput(text) for text in SENTENCES]
        assert load_tagger(tmp_path / "again").tag(texts) == load_tagger().tag(texts)
        assert about["sha256"]

    def test_that_was_changed_is_refused(self, folder):
        content = bytearray((folder / MODEL).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / MODEL).write_bytes(content)
        with pytest.raises(DataError, match="another SHA-256"):
            load_tagger(folder)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"format": 99}, "format 99"),
            ({"features": "0" * 16}, "other features"),
            ({"labels": ["fine"]}, "other features or labels"),
        ],
    )
    def test_of_another_version_is_refused(self, folder, change, message):
        about = json.loads((folder / ABOUT).read_text("utf-8"))
        (folder / ABOUT).write_text(json.dumps(about | change), "utf-8")
        with pytest.raises(DataError, match=message):
            load_tagger(folder)

    @pytest.mark.parametrize("name", [ABOUT, MODEL])
    def test_that_is_missing_is_named(self, folder, name):
        (folder / name).unlink()
        with pytest.raises(DataError, match="findings"):
            load_tagger(folder)

    def test_that_is_no_json_is_named(self, folder):
        (folder / ABOUT).write_text("{", "utf-8")
        with pytest.raises(DataError, match=ABOUT):
            load_tagger(folder)

    def test_holds_nothing_that_needs_trust(self):
        import skops.io

        assert skops.io.get_untrusted_types(file=find(SHIPPED) / MODEL) == []
