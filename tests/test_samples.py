"""The sample letters: rendered as their sources say, and read as their golden records say."""

from __future__ import annotations

import hashlib
import json

import golden
import pytest

from corpus.render import FORMATS, SOURCES, load, render
from corpus.render.environment import versions

MANIFEST = json.loads((golden.LETTERS / "rendered.json").read_text(encoding="utf-8"))
DOCUMENTS = {document.name: document for document in map(load, sorted(SOURCES.glob("*.md")))}


def name(sample):
    return sample.name


@pytest.mark.parametrize("sample", golden.samples(), ids=name)
def test_the_record_is_the_golden_one(sample):
    if not golden.golden_path(sample).exists():
        pytest.fail(f"{sample.name} has no golden record: run python -m tests.golden --write")
    diff = golden.changes(sample)
    assert not diff, (
        f"the record of {sample.name} has changed; if it is right now, "
        f"run python -m tests.golden --write\n{diff}"
    )


RENDERED = [
    # LibreOffice is a program of its own that takes its time to start.
    pytest.param(d, id=d.name, marks=[pytest.mark.slow] if d.format == "pdf-libreoffice" else [])
    for d in DOCUMENTS.values()
]


@pytest.mark.parametrize("document", RENDERED)
def test_a_sample_renders_to_the_same_bytes(document):
    file = document.name + FORMATS[document.format][1]
    entry = MANIFEST[file]
    here = versions(document.format)
    if here != entry["made_with"]:
        pytest.skip(f"{file} was made with {entry['made_with']}, here is {here}")
    assert hashlib.sha256(render(document)).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("file", MANIFEST)
def test_a_rendered_file_is_the_one_in_the_manifest(file):
    data = (golden.LETTERS / file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == MANIFEST[file]["sha256"]


def test_every_source_is_rendered_and_every_format_is_there():
    files = {d.name + FORMATS[d.format][1] for d in DOCUMENTS.values()}
    assert files == set(MANIFEST) == {sample.name for sample in golden.samples()}
    assert {d.format for d in DOCUMENTS.values()} == set(FORMATS)


@pytest.mark.parametrize("sample", golden.samples(), ids=name)
def test_a_sample_has_as_many_findings_as_a_real_letter(sample):
    record = json.loads(golden.golden_path(sample).read_text(encoding="utf-8"))
    if record["kind"] == "other":
        # What is no letter of a kind that we know is never forced to yield findings.
        assert "findings" not in record
    else:
        assert 15 <= len(record["findings"]) <= 150


@pytest.mark.parametrize("sample", golden.samples(), ids=name)
def test_a_sample_is_about_no_real_council(sample):
    record = json.loads(golden.golden_path(sample).read_text(encoding="utf-8"))
    if "authority" not in record:
        assert record["kind"] == "other"
        return
    assert "ons_code" not in record["authority"]
    assert "authority_not_in_gazetteer" in {warning["code"] for warning in record["warnings"]}
