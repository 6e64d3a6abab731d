"""Every file is in the dataset, none is mined twice, and a rerun does what is left."""

from __future__ import annotations

import json
import os
from pathlib import Path

import golden
import pytest
from datasets import assert_tidy, command, mine, rows_of, text_of, write_letters

import ofstedmine as om
from ofstedmine.batch.engine import run
from ofstedmine.batch.progress import Quiet
from ofstedmine.batch.schedule import backend_of
from ofstedmine.batch.settings import Settings
from ofstedmine.errors import DataError


class Told(Quiet):
    """Keeps what it is told."""

    def __init__(self, planned=None):
        self.files = []
        self.plan = None
        self._planned = planned

    def planned(self, plan):
        self.plan = plan
        if self._planned:
            self._planned()

    def mined(self, files):
        self.files += files


def told(inputs, out, planned=None, **options):
    """Mine and return what the run told, and its summary."""
    watch = Told(planned)
    tag, wishes = options.pop("tag", False), options.pop("wishes", ())
    settings = Settings(tag=tag, deadline=120, **options.pop("settings", {}))
    summary = run([inputs], out, settings, backend_of(1), wishes=wishes, watch=watch, **options)
    return watch, summary


@pytest.fixture
def letters(tmp_path):
    write_letters(tmp_path / "letters")
    return tmp_path / "letters"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_records_and_letters_come_back_as_they_were_mined(out):
    samples = golden.samples()
    dataset = mine(golden.LETTERS, out, tag=True)
    assert len(dataset) == len(samples)
    assert dataset.failures().empty
    by_uri = {record.source.uri: record for record in dataset}
    for sample in samples:
        record = om.mine(sample)
        found = by_uri[str(sample)]
        assert found.model_dump_json() == record.model_dump_json()
        letter, whole = dataset.letter(record.document_id), om.read(sample)
        assert (letter.text, letter.blocks) == (whole.text, whole.blocks)
        assert (letter.pages, letter.notes) == (whole.pages, whole.notes)
    assert_tidy(out)


def test_a_second_run_mines_nothing(letters, out):
    mine(letters, out)
    before = rows_of(out)
    again, summary = told(letters, out)
    assert (again.plan.to_mine, again.plan.done, again.files) == (0, 3, [])
    assert (summary.read, summary.failed, summary.skipped) == (3, 0, 3)
    assert rows_of(out) == before


def test_what_is_new_or_changed_is_mined_and_the_rest_is_not(letters, out):
    mine(letters, out)
    (letters / "letter2.txt").write_text(text_of(20), "utf-8")
    write_letters(letters, 1, start=4)
    again, _ = told(letters, out)
    assert [Path(one.uri).name for one in again.files] == ["letter2.txt", "letter4.txt"]
    fresh = out.with_name("fresh")
    mine(letters, fresh)
    assert rows_of(out) == rows_of(fresh)
    assert_tidy(out)


def test_the_same_letter_under_two_names_is_mined_once_and_both_names_are_kept(letters, out):
    (letters / "copy.txt").write_bytes((letters / "letter1.txt").read_bytes())
    dataset = mine(letters, out)
    assert len(dataset) == 3
    (letters / "late copy.txt").write_bytes((letters / "letter1.txt").read_bytes())
    again, summary = told(letters, out)
    assert again.files == []
    assert (summary.letters, summary.read) == (3, 5)
    sources = om.open_dataset(out).sources()
    same = sources[sources.letter_id == sources[sources.file == "copy.txt"].letter_id.iloc[0]]
    assert sorted(same.file) == ["copy.txt", "late copy.txt", "letter1.txt"]


def test_failures_are_rows_and_are_tried_again_only_when_asked(letters, out):
    (letters / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (letters / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")
    _, summary = told(letters, out)
    assert summary.reasons == {"corrupt": 1, "unsupported": 1}
    failures = om.open_dataset(out).failures()
    assert list(failures.file) == ["broken.pdf", "old.doc"]
    again, summary = told(letters, out)
    assert (again.files, summary.failed) == ([], 2)
    again, summary = told(letters, out, wishes=["retry_failed"])
    assert (len(again.files), summary.failed) == (2, 2)
    (letters / "broken.pdf").write_bytes(
        (golden.LETTERS / "northmoor_monitoring_2017.pdf").read_bytes()
    )
    again, summary = told(letters, out)
    assert ([one.state for one in again.files], summary.failed) == (["read"], 1)
    assert list(om.open_dataset(out).failures().file) == ["old.doc"]
    assert_tidy(out)


def test_what_is_gone_stays_unless_it_is_pruned(letters, out):
    (letters / "copy.txt").write_bytes((letters / "letter1.txt").read_bytes())
    mine(letters, out)
    (letters / "copy.txt").unlink()
    (letters / "letter3.txt").unlink()
    again, summary = told(letters, out)
    assert (summary.vanished, summary.letters, again.files) == (2, 3, [])
    again, summary = told(letters, out, prune=True)
    assert (summary.pruned, summary.letters) == (2, 2)
    fresh = out.with_name("fresh")
    mine(letters, fresh)
    assert rows_of(out) == rows_of(fresh)
    assert_tidy(out)


def test_files_elsewhere_are_not_pruned(letters, out, tmp_path):
    mine(letters, out)
    write_letters(tmp_path / "more", 1, start=7)
    assert len(mine(tmp_path / "more", out, prune=True)) == 4


def test_other_settings_or_versions_make_letters_stale_and_refresh_mines_them(
    letters, out, monkeypatch
):
    mine(letters, out)
    again, summary = told(letters, out, tag=True)
    assert (again.files, summary.stale) == ([], 3)
    again, summary = told(letters, out, tag=True, wishes=["refresh"])
    assert (len(again.files), summary.stale) == (3, 0)
    assert om.open_dataset(out).findings().sentiment.notna().all()
    assert om.open_dataset(out).info["model_version"]
    monkeypatch.setattr("ofstedmine.batch.settings.__version__", "99.0")
    _, summary = told(letters, out, tag=True)
    assert summary.stale == 3
    assert_tidy(out)


def test_a_letter_that_cannot_be_opened_any_more_is_kept(letters, out):
    mine(letters, out)
    (letters / "letter1.txt").unlink()
    (letters / "letter1.txt").symlink_to("letter1.txt")
    _, summary = told(letters, out)
    assert (summary.out_of_reach, summary.letters, summary.failed) == (1, 3, 0)


def test_a_file_that_changes_once_is_mined_as_it_is_then(letters, out):
    watch, _ = told(letters, out, planned=lambda: (letters / "letter2.txt").write_text(text_of(99)))
    assert [one.state for one in watch.files] == ["read"] * 3
    assert "99 children" in " ".join(om.open_dataset(out).findings().text)
    watch, _ = told(letters, out)
    assert watch.files == []


def test_a_copy_of_a_file_that_changes_is_still_read(letters, out):
    (letters / "copy.txt").write_bytes((letters / "letter1.txt").read_bytes())
    told(letters, out, planned=lambda: (letters / "copy.txt").write_text(text_of(99)))
    dataset = om.open_dataset(out)
    assert len(dataset) == 4
    assert len(set(dataset.sources().letter_id)) == 4


def test_a_file_that_goes_away_meanwhile_is_a_failure(letters, out):
    _, summary = told(letters, out, planned=(letters / "letter2.txt").unlink)
    assert (summary.mined, summary.reasons) == (2, {"cannot_open": 1})


def test_metadata_and_a_gazetteer_reach_the_letters(letters, out, tmp_path):
    from ofstedmine.parsing import load_gazetteer, load_metadata

    (tmp_path / "own.csv").write_text("name,ons_code\nNorthmoor,E99000001\n")
    (tmp_path / "known.csv").write_text("path,file_number\nletter1.txt,50012345\n")
    dataset = mine(
        letters,
        out,
        metadata=load_metadata(tmp_path / "known.csv"),
        gazetteer=load_gazetteer(tmp_path / "own.csv"),
    )
    assert dataset.record("50012345").authority.ons_code == "E99000001"
    assert len(list(dataset.records(authority="E99000001"))) == 3


def test_letters_of_unknown_kind_are_letters(out, tmp_path):
    path = tmp_path / "minutes.txt"
    path.write_text("Minutes of the parish council\n\nThe hedge was discussed.\n")
    assert [record.kind for record in mine(path, out)] == ["other"]


@pytest.mark.parametrize("name", ["letters", "letters/letter1.txt"])
def test_places_that_are_none_for_a_dataset(letters, name):
    with pytest.raises(DataError, match=r"other things|a file"):
        mine(letters, letters.parent / name)
    assert sorted(path.name for path in letters.iterdir()) == [
        "letter1.txt",
        "letter2.txt",
        "letter3.txt",
    ]


def test_nothing_to_mine_makes_no_dataset(tmp_path, out):
    (tmp_path / "table.csv").write_text("a,b\n")
    with pytest.raises(DataError, match=r"no letters there: only other files \(1 .csv\)"):
        mine(tmp_path, out)
    assert not out.exists()


def test_a_dataset_among_its_letters_is_not_searched(letters):
    (letters / "notes").mkdir()
    mine(letters, letters / "out")
    (letters / "out" / "stray.txt").write_text("No letter.")
    assert len(mine(letters, letters / "out")) == 3


class TestCommand:
    def test_a_folder_and_its_summary(self, letters, out):
        done = command(letters, "-o", out, "--no-tag", "--log", letters.parent / "log")
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
        shown = done.stdout.decode()
        assert "Letters by kind" in shown
        assert f"The dataset: {out} (3 letters)" in shown
        events = [json.loads(line) for line in (letters.parent / "log").read_text().splitlines()]
        assert [one["event"] for one in events] == ["planned", "file", "file", "file", "ended"]

    def test_json_and_failures(self, letters, out):
        (letters / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
        done = command(letters, "-o", out, "--no-tag", "--json")
        assert done.returncode == 3
        said = json.loads(done.stdout)
        assert (said["mined"], said["failed"], said["reasons"]) == (3, 1, {"corrupt": 1})

    def test_a_list_from_stdin(self, letters, out):
        names = b"\0".join(os.fsencode(path) for path in sorted(letters.iterdir()))
        done = command("-", "-o", out, "--no-tag", "--json", input=names)
        assert json.loads(done.stdout)["letters"] == 3

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--workers", "2"], b"name its folder with -o"),
            (["-o", "out", "--table"], b"does not go with a dataset"),
            (
                ["-o", "out", "--cluster", "tcp://127.0.0.1:9", "--backend", "loky"],
                b"no other backend",
            ),
            (["-o", "out", "--backend", "nonsense"], b"nonsense"),
        ],
    )
    def test_wrong_calls(self, letters, tmp_path, arguments, said):
        done = command(letters, *arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert said in done.stderr
        assert b"Traceback" not in done.stderr
