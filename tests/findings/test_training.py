"""Training on a small invented world: a tagger that learns it, the same one every time."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from ofstedmine.cli import app
from ofstedmine.errors import DataError
from ofstedmine.evaluation.tags_predictions import cross_train
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding, finding_id, write_labelled
from ofstedmine.findings.tagger import load_tagger
from ofstedmine.findings.tags import TagInput
from ofstedmine.findings.training import train
from ofstedmine.findings.vectors import Vectors, load_vectors, save_vectors

SUBJECTS = {"Caseloads": "workforce", "Adopters": "permanence", "Gangs": "exploitation_and_missing"}
TONES = {
    "are dealt with well": ("positive", "not_stated"),
    "are dealt with too late": ("negative", "not_stated"),
    "have become better": ("positive", "improved"),
    "remain a weakness": ("negative", "no_progress"),
}


def world(teams=range(8)):
    return [
        LabelledFinding(
            text=text,
            id=finding_id(text),
            themes=(theme,),
            sentiment=sentiment,
            progress=progress,
            authority=f"Authority {team}",
            document=f"letter {team}",
        )
        for team in teams
        for subject, theme in SUBJECTS.items()
        for words, (sentiment, progress) in TONES.items()
        for text in [f"{subject} in district {'abcdefghijklmnop'[team]} {words}."]
    ]


def unlabelled():
    return [
        PlacedFinding(text=row.text, id=row.id, authority=row.authority)
        for row in world(range(8, 16))
    ]


@pytest.fixture(scope="module")
def tagger():
    return train(world(), unlabelled=unlabelled())


def test_learns_what_it_was_shown(tagger):
    rows = world([9])
    right = [
        (tags.themes, tags.sentiment) == (row.themes, row.sentiment)
        for row, tags in zip(rows, tagger.tag([row.input for row in rows]), strict=True)
    ]
    assert np.mean(right) > 0.9


def test_the_same_sentences_and_seed_make_the_same_file(tagger, tmp_path):
    first = tagger.save(tmp_path / "a")
    second = train(world(), unlabelled=unlabelled()).save(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["about.json", "tagger.skops"]
    assert first["seed"] == 0
    assert first == second
    one, other = ((tmp_path / name / "tagger.skops").read_bytes() for name in "ab")
    assert one == other


def test_another_seed_makes_another(tagger, tmp_path):
    other = train(world(), unlabelled=unlabelled(), seed=5)
    assert other.save(tmp_path)["sha256"] != tagger.save(tmp_path)["sha256"]


def test_too_little_to_learn_from_is_said():
    with pytest.raises(DataError, match="too few"):
        train(world()[:5])
    with pytest.raises(DataError, match="authorities"):
        train([replace(row, authority="one") for row in world()])


def test_answers_to_calibrate_on_come_from_other_authorities():
    predictions, soft = cross_train(world(), train, folds=2, progress=False)
    assert soft is not None
    assert soft.shape == (len(world()), 36)
    assert [one.id for one in predictions] == [row.id for row in world()]


def test_the_command_writes_tagger_figures_and_card(tmp_path):
    write_labelled(world(), tmp_path / "rows.jsonl")
    result = CliRunner().invoke(
        app,
        [
            *("train", "--data", str(tmp_path / "rows.jsonl"), "-o", str(tmp_path / "out")),
            *("--folds", "2", "--workers", "1"),
        ],
    )
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["README.md", "about.json", "metrics.json", "tagger.skops"]
    metrics = json.loads((tmp_path / "out" / "metrics.json").read_text("utf-8"))
    assert metrics["training"]["sentences"] == len(world())
    [tags] = load_tagger(tmp_path / "out").tag([TagInput("Caseloads are dealt with too late.")])
    assert tags.sentiment == "negative"


class TestVectors:
    def test_are_kept_by_the_identity_of_the_sentence(self, tmp_path):
        rows = [PlacedFinding(text=f"Plan {n}.", id=finding_id(f"Plan {n}.")) for n in range(400)]
        meanings = np.random.default_rng(0).normal(size=(400, 768)).astype(np.float32)
        made = save_vectors(rows, meanings, tmp_path / "vectors.npz")
        loaded = load_vectors(tmp_path / "vectors.npz")
        assert np.array_equal(loaded.of(rows), made.of(rows))
        unknown = loaded.of([PlacedFinding(text="Other.", id=finding_id("Other."))])
        assert not unknown.any()

    def test_of_none_are_zeros(self):
        none = Vectors(np.zeros(0, np.uint64), np.zeros((0, 4), np.int8))
        assert none.of([PlacedFinding(text="x", id=finding_id("x"))]).shape == (1, 4)

    def test_files_that_are_none_are_refused(self, tmp_path):
        (tmp_path / "no.npz").write_bytes(b"no")
        with pytest.raises(DataError, match=r"no\.npz"):
            load_vectors(tmp_path / "no.npz")
