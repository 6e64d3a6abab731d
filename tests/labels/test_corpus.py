"""Labels without text, and the way back: with sample letters about councils that do not exist."""

from __future__ import annotations

import csv
import json
import os
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli import app
from ofstedmine.corpus.annotate import annotate, correct, place_labelled, read_corrections
from ofstedmine.corpus.annotations import read_annotations, write_annotations
from ofstedmine.corpus.build import build_corpus
from ofstedmine.corpus.manifest import COLUMNS, find_documents, read_manifest
from ofstedmine.errors import DataError
from ofstedmine.findings.labelled import LabelledFinding, finding_id, read_labelled, write_labelled

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "corpus" / "letters"
REAL = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS") or ROOT.parent / "shared" / "corpus")
NAMES = {
    "ilacs_inspection_aldermere_2019-06-01": "aldermere_ilacs_2019.pdf",
    "monitoring_visit_skerrow_2020-03-01": "skerrow_monitoring_2020.txt",
}


@pytest.fixture
def folder(tmp_path):
    """Sample letters under other names, one of them deep, beside a file of no interest."""
    deep = tmp_path / "documents" / "deep"
    deep.mkdir(parents=True)
    for number, name in enumerate(NAMES.values()):
        shutil.copy(LETTERS / name, (deep.parent if number else deep) / f"{number}.bin")
    (deep / "other.pdf").write_bytes(b"%PDF-1.7 nothing")
    return deep.parent


@pytest.fixture
def manifest(tmp_path):
    path = tmp_path / "manifest.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, COLUMNS)
        table.writeheader()
        for document, name in NAMES.items():
            data = (LETTERS / name).read_bytes()
            kind, authority, published = document.rsplit("_", 2)
            table.writerow(
                dict.fromkeys(COLUMNS, "x")
                | {"document": document, "kind": kind, "authority": authority}
                | {"published": published, "sha256": sha256(data).hexdigest(), "bytes": len(data)}
            )
    return path


@cache
def findings(document):
    return om.mine(LETTERS / NAMES[document], boxes=False).findings


def labelled(document, text, page, **more):
    values = {"themes": ("workforce",), "sentiment": "negative", "progress": "not_stated"}
    place = {"id": finding_id(text), "document": document, "authority": document.split("_")[2]}
    return LabelledFinding(text=text, page=page, **(values | place | more))


@pytest.fixture
def rows():
    made = []
    for document in NAMES:
        every = findings(document)
        made += [labelled(document, one.text, one.page) for one in every[2:12:3]]
        # The same words with a heading before and a page's number inside, as a crude reader cuts.
        one = every[14]
        words = one.text.split()
        glued = " ".join(["Leaders", *words[:4], "7", *words[4:]])
        made.append(labelled(document, glued, one.page, sentiment="mixed"))
    return made


def test_labels_travel_without_text_and_find_their_sentences(folder, manifest, rows, tmp_path):
    sources = read_manifest(manifest)
    places = place_labelled(rows, sources, folder)
    made = annotate(rows, places)
    assert len(places) == len(rows)
    assert [one.sentiment for one in made if one.former_id] == ["mixed", "mixed"]
    path = tmp_path / "labels.jsonl"
    write_annotations(made, path)
    stored = path.read_text("utf-8")
    assert not any(row.text[:30] in stored for row in rows)

    built = build_corpus(read_annotations(path), sources, folder)
    assert built.share == 1
    assert not built.not_found
    exact = {row.text for row in rows if row.sentiment != "mixed"}
    assert exact == {row.text for row in built.labelled if row.sentiment != "mixed"}
    own = {one.text: one for document in NAMES for one in findings(document)}
    for row in built.labelled:
        one = own[row.text]
        assert (row.heading, row.role, row.page) == (one.section, one.role, one.page)
        assert row.kind == row.document.rsplit("_", 2)[0]
        assert row.year in (2019, 2020)


def test_all_other_findings_are_unlabelled(folder, manifest, rows):
    sources = read_manifest(manifest)
    built = build_corpus(annotate(rows, place_labelled(rows, sources, folder)), sources, folder)
    taken = {row.id for row in built.labelled}
    wanted = [
        one.text
        for document in NAMES
        for one in findings(document)
        if finding_id(one.text) not in taken
    ]
    assert [row.text for row in built.unlabelled] == wanted


def test_what_is_not_found_is_told(folder, manifest, rows):
    sources = read_manifest(manifest)
    first, second = NAMES
    lost = labelled(first, "A sentence about Northmoor that stands nowhere at all.", 1)
    made = annotate([*rows, lost], place_labelled([*rows, lost], sources, folder))
    (folder / "1.bin").unlink()
    built = build_corpus(made, sources, folder)
    assert built.not_found == {first: [lost.id]}
    assert built.absent == [second]
    assert built.to_dict()["found"] == len(built.labelled) == 5
    assert {row.document for row in built.unlabelled} == {first}


def test_a_document_that_cannot_be_read_is_told(folder, manifest, rows, tmp_path):
    text = manifest.read_text("utf-8")
    bad = b"%PDF-1.4 broken"
    good = (LETTERS / NAMES[next(iter(NAMES))]).read_bytes()
    text = text.replace(sha256(good).hexdigest(), sha256(bad).hexdigest())
    manifest.write_text(text.replace(f",{len(good)},", f",{len(bad)},"), "utf-8")
    (folder / "bad").write_bytes(bad)
    sources = read_manifest(manifest)
    built = build_corpus(annotate(rows, {}), sources, folder)
    assert list(built.unreadable) == [next(iter(NAMES))]


def test_the_command_writes_the_same_bytes_with_any_number_of_workers(
    folder, manifest, rows, tmp_path
):
    texts, labels = tmp_path / "texts.jsonl", tmp_path / "labels.jsonl"
    write_labelled(rows, texts)
    run = CliRunner().invoke
    places = ["--documents", str(folder), "--manifest", str(manifest)]
    done = run(app, ["corpus", "annotate", "--labels", str(texts), *places, "-o", str(labels)])
    assert done.output == (
        "10 sentences: 10 found, 2 of them under another id, 0 not found; 0 corrected\n"
    )
    written = []
    for workers in (1, 2):
        out, rest = tmp_path / f"{workers}.jsonl", tmp_path / f"{workers}.rest.jsonl"
        call = ["corpus", "build", *places, "--annotations", str(labels), "-o", str(out)]
        done = run(app, [*call, "--unlabelled", str(rest), "--workers", str(workers)])
        assert done.exit_code == 0, done.output
        assert done.output.startswith("10 of 10 labelled sentences found (100.0 %), in 2 of 2")
        written.append((out.read_bytes(), rest.read_bytes()))
    assert written[0] == written[1]
    assert len(read_labelled(tmp_path / "1.jsonl")) == 10


def test_the_command_ends_with_3_when_too_little_is_found(folder, manifest, rows, tmp_path):
    labels = tmp_path / "labels.jsonl"
    write_annotations(annotate(rows, {}), labels)  # the glued ones keep their former ids
    call = ["corpus", "build", "--documents", str(folder), "--manifest", str(manifest)]
    call += ["--annotations", str(labels), "-o", str(tmp_path / "out.jsonl"), "--json"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 3
    assert json.loads(done.stdout)["share"] == 0.8
    assert CliRunner().invoke(app, [*call, "--at-least", "0.8"]).exit_code == 0


def test_no_sentence_is_given_to_two_rows(folder, manifest, rows):
    exact = rows[0]
    twin = labelled(exact.document, f"Leaders {exact.text}", exact.page)
    places = place_labelled([exact, twin], read_manifest(manifest), folder)
    assert list(places) == [0]


def test_documents_that_no_manifest_knows_are_found_by_name(rows, tmp_path):
    document, name = next(iter(NAMES.items()))
    shutil.copy(LETTERS / name, tmp_path / f"{document}.pdf")
    own = [row for row in rows if row.document == document]
    assert len(place_labelled(own, [], tmp_path)) == len(own)


def test_a_correction_has_a_reason_and_knows_what_was(tmp_path, rows):
    path = tmp_path / "corrections.csv"
    path.write_text(
        "id,field,was,now,reason\n"
        f"{rows[0].id},sentiment,negative,positive,the heading decides\n"
        f"{rows[0].id},themes,workforce,workforce neglect,it is about neglect too\n",
        "utf-8",
    )
    corrected = {one.id: one for one in annotate(rows, {}, read_corrections(path))}[rows[0].id]
    assert (corrected.sentiment, corrected.themes) == ("positive", ("workforce", "neglect"))
    assert corrected.corrected == "the heading decides; it is about neglect too"
    with pytest.raises(DataError, match="is not 'negative'"):
        correct([corrected], read_corrections(path))
    with pytest.raises(DataError, match="no such sentence"):
        annotate(rows[1:], {}, read_corrections(path))


@pytest.mark.parametrize(
    "row", ["1,mood,a,b,why", "1,sentiment,negative,positive,", "1,sentiment,negative,glad,why"]
)
def test_a_wrong_correction(tmp_path, row):
    path = tmp_path / "corrections.csv"
    path.write_text(f"id,field,was,now,reason\n{row}\n", "utf-8")
    with pytest.raises(DataError, match="line 2"):
        read_corrections(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: no annotation"),
        ('{"id": "1"}', "line 2: no annotation"),
        ("FIRST", "line 2: .* stands twice"),
        ('"negative"', "line 2: no annotation"),
    ],
)
def test_a_wrong_annotation(tmp_path, rows, line, message):
    path = tmp_path / "labels.jsonl"
    write_annotations(annotate(rows[:1], {}), path)
    first = path.read_text("utf-8")
    path.write_text(first + line.replace("FIRST", first), "utf-8")
    with pytest.raises(DataError, match=message):
        read_annotations(path)


def test_an_unknown_label_in_the_annotations(tmp_path, rows):
    path = tmp_path / "labels.jsonl"
    write_annotations(annotate(rows[:1], {}), path)
    path.write_text(path.read_text("utf-8").replace("negative", "glum"), "utf-8")
    with pytest.raises(DataError, match="unknown label 'glum'"):
        read_annotations(path)


def test_a_wrong_manifest(manifest, tmp_path):
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace("monitoring_visit,", "poem,"), "utf-8")
    with pytest.raises(DataError, match="line 3: no kind"):
        read_manifest(manifest)
    manifest.write_text(text + text.splitlines()[1] + "\n", "utf-8")
    with pytest.raises(DataError, match="stands twice"):
        read_manifest(manifest)
    manifest.write_text(text.replace("sha256", "md5"), "utf-8")
    with pytest.raises(DataError, match="no column sha256"):
        read_manifest(manifest)
    with pytest.raises(DataError, match="is no folder"):
        find_documents([], tmp_path / "nowhere")


def test_the_project_holds_labels_of_documents_that_its_manifest_knows():
    documents = {source.document for source in read_manifest()}
    rows = read_annotations()
    assert len(rows) > 6900
    assert {row.document for row in rows} <= documents
    changed = read_corrections(ROOT / "corpus" / "annotations" / "corrections.csv")
    names = {name for row in rows if row.corrected for name in (row.id, row.former_id)}
    assert {one.id for one in changed} <= names
    assert sum(row.corrected is not None for row in rows) == len(changed)


@pytest.mark.slow
@pytest.mark.skipif(
    not (REAL / "pdf").is_dir(),
    reason=f"real documents are not part of the project; looked in {REAL} (OFSTEDMINE_REAL_CORPUS)",
)
def test_the_labels_find_their_sentences_in_the_real_documents():
    built = build_corpus(read_annotations(), read_manifest(), REAL / "pdf", workers=2)
    assert built.share >= 0.99
    assert not built.absent
    assert not built.unreadable
    assert len(built.unlabelled) > 80_000
