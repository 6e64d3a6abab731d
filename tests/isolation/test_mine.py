"""Mining in isolation gives what mining gives, and fails as it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zlib
from io import BytesIO
from threading import Thread

import golden
import pytest

import ofstedmine as om
from isolation.held import held
from isolation.processes import children, ends
from ofstedmine.errors import DataError, InternalError, IsolationError
from ofstedmine.isolation.messages import error_from, error_said
from ofstedmine.isolation.miner import IsolatedMiner
from ofstedmine.parsing import Gazetteer, Metadata, load_gazetteer, load_metadata

LETTER = """\
14 July 2024

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on \
4 and 5 June 2024. The inspectors were Rhona Vale HMI and Idris Pell HMI.

Findings

Social workers know their children well.
"""
LONG = 120
"""Seconds: a busy machine is no reason for another outcome."""
PDF = golden.LETTERS / "northmoor_monitoring_2017.pdf"
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="names of bytes, and fork")


@pytest.fixture(scope="module")
def miner():
    with IsolatedMiner(deadline=LONG) as miner:
        yield miner


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


def test_samples_of_all_formats_give_the_same_bytes():
    samples = golden.samples()
    apart = om.mine_many(samples, isolate=True, deadline=LONG)
    for sample, record in zip(samples, apart, strict=True):
        here = om.mine(sample)
        assert record.model_dump_json() == here.model_dump_json(), sample.name
        assert record == here
    assert {sample.suffix for sample in samples} == {".docx", ".html", ".md", ".pdf", ".txt"}


def test_boxes_come_along(miner):
    evidence = miner.mine(PDF).evidence["/visit/number"]
    assert evidence[0].boxes


@pytest.mark.parametrize("sample", [PDF, golden.LETTERS / "wexcombe_monitoring_2022.docx"])
def test_a_letter_comes_with_its_record(miner, sample):
    letter, record = miner.mine_letter(sample)
    assert letter == om.read(sample)
    assert record.model_dump_json() == om.mine(sample, tag=False).model_dump_json()
    assert letter.boxes(0, 10) == []


@pytest.mark.parametrize("source", [bytes, bytearray, BytesIO, memoryview])
def test_bytes_and_open_files(miner, source):
    record = miner.mine(source(PDF.read_bytes()))
    assert record.model_dump_json() == om.mine(PDF.read_bytes(), tag=False).model_dump_json()


@posix
def test_names_of_any_bytes(miner, tmp_path):
    path = tmp_path / os.fsdecode(b"let\xffter\n.txt")
    path.write_text(LETTER)
    assert miner.mine(path).source.uri == om.mine(path).source.uri
    path.write_bytes(b"")
    for mine in (miner.mine, om.mine):
        with pytest.raises(om.UnreadableLetter, match="has no bytes") as caught:
            mine(path)
        assert caught.value.uri.endswith("let\\udcffter\n.txt")


def test_a_relative_path_is_one_of_the_folder_of_now(miner, letter, tmp_path, monkeypatch):
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert miner.mine("../letter.txt").source.uri == "../letter.txt"
    monkeypatch.chdir(tmp_path)
    assert miner.mine("letter.txt").letter_date.year == 2024


@pytest.mark.parametrize(
    "source",
    [
        "no such file.pdf",
        "",
        ".",
        "text\ngiven by mistake",
        b"",
        b"%PDF-1.7 broken",
        b"PK\x03\x04 broken",
        b"\x89PNG\r\n",
        b"<html><title>404 Not Found</title><h1>Not Found</h1></html>",
    ],
)
def test_errors_are_the_same(miner, source):
    with pytest.raises((om.UnreadableLetter, OSError)) as here:
        om.mine(source)
    with pytest.raises((om.UnreadableLetter, OSError)) as apart:
        miner.mine(source)
    assert type(apart.value) is type(here.value)
    assert str(apart.value) == str(here.value)
    assert vars(apart.value) == vars(here.value)


def test_a_file_that_may_not_be_opened(miner, letter):
    letter.chmod(0)
    if os.access(letter, os.R_OK):
        pytest.skip("this user may open everything")
    with pytest.raises(PermissionError):
        miner.mine(letter)


@pytest.mark.parametrize(
    "error",
    [
        om.UnreadableLetter("corrupt", "no page can be read", "a.pdf"),
        FileNotFoundError(2, "No such file or directory", "a.pdf"),
        PermissionError(13, "Permission denied", "a.pdf"),
        OSError("the disk has gone"),
        DataError("titles.toml: a pattern is missing"),
    ],
)
def test_errors_survive_the_way(error):
    back = error_from(error_said(error))
    assert type(back) is type(error)
    assert str(back) == str(error)


def test_a_fault_of_ours_is_told_with_its_place():
    def fail():
        raise ValueError("no day")

    try:
        fail()
    except ValueError as error:
        back = error_from(error_said(error))
    assert isinstance(back, InternalError)
    assert str(back).startswith("ValueError('no day') at ")
    assert "in fail" in back.__notes__[0]


def test_gazetteer_metadata_and_limits_of_ones_own(letter, tmp_path):
    own, known = tmp_path / "own.csv", tmp_path / "known.csv"
    own.write_text("name,ons_code,abolished,successors\nNorthmoor,E99000001,2030-03-31,Kent\n")
    known.write_text("path,file_number,published\nletter.txt,50012345,2024-07-21\n")
    options = {
        "gazetteer": load_gazetteer(own),
        "metadata": load_metadata(known),
        "limits": om.Limits(max_pages=1),
        "boxes": False,
    }
    with IsolatedMiner(deadline=LONG, **options) as miner:
        record = miner.mine(letter)
        assert record.model_dump_json() == om.mine(letter, tag=False, **options).model_dump_json()
        assert record.authority.ons_code == "E99000001"
        assert record.document_id == "50012345"
        with pytest.raises(om.UnreadableLetter, match="more than 1 pages"):
            miner.mine(PDF)


def test_metadata_of_one_document(letter):
    known = {"published": "2024-07-21"}
    record = om.mine(letter, metadata=known, isolate=True, deadline=LONG)
    assert record == om.mine(letter, metadata=known)
    assert record.published.day == 21


def test_code_of_ones_own_cannot_be_sent(letter):
    class Mine(Gazetteer):
        pass

    class Known(Metadata):
        pass

    with pytest.raises(TypeError, match="a Gazetteer of the library"):
        om.mine(letter, gazetteer=Mine([]), isolate=True)
    with pytest.raises(TypeError, match="a Metadata of the library"):
        om.mine(letter, metadata=Known({}, {}), isolate=True)


@linux
def test_a_hang_is_an_unreadable_letter_and_the_next_file_is_read(letter, tmp_path):
    path = tmp_path / "hangs.pdf"
    with held(path):
        hung, read = om.mine_many([path, letter], isolate=True, deadline=5)
    assert (hung.uri, hung.reason) == (str(path), "timeout")
    assert "not read within 5 s in" in hung.message
    assert read.letter_date.year == 2024


@linux
def test_a_crash_is_an_unreadable_letter_and_the_next_file_is_read(letter, tmp_path):
    path = tmp_path / "hangs.pdf"
    results = []
    with held(path) as holder:
        before = set(children(os.getpid()))
        thread = Thread(
            target=lambda: results.extend(om.mine_many([path, letter], isolate=True, deadline=LONG))
        )
        thread.start()
        holder.wait_for_a_reader()
        (child,) = set(children(os.getpid())) - before
        os.kill(child, signal.SIGSEGV)
        assert ends(child)
        thread.join()
        assert set(children(os.getpid())) == before
    crashed, read = results
    assert (crashed.uri, crashed.reason) == (str(path), "crashed")
    assert "SIGSEGV" in crashed.message
    assert read.letter_date.year == 2024


@linux
def test_a_file_that_takes_too_much_memory(letter):
    big = BytesIO("Das Lesen dauert länger. ".encode() * 3_000_000)
    with IsolatedMiner(deadline=LONG, memory=150_000_000) as miner:
        with pytest.raises(om.UnreadableLetter) as caught:
            miner.mine(big)
        assert caught.value.reason == "out_of_memory"
        assert miner.mine(letter).letter_date.year == 2024


@linux
@pytest.mark.slow
def test_a_stream_that_inflates_in_pdfium():
    stream = zlib.compress(b"q\n" * 100_000_000, 9)
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        head + stream + b"\nendstream",
    ]
    numbered = (b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(objects, 1))
    file = b"%PDF-1.7\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>\n%%EOF"
    limits = om.Limits(max_inflated_bytes=10**12)
    with pytest.raises(om.UnreadableLetter) as caught:
        om.mine(file, isolate=True, limits=limits, memory=150_000_000, deadline=LONG)
    assert caught.value.reason == "out_of_memory"


def test_nothing_is_printed(capfd):
    om.mine(PDF, isolate=True, deadline=LONG)
    assert capfd.readouterr() == ("", "")


def run(code, cwd, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    )


MINE = "import sys, ofstedmine as om\nprint(om.mine(sys.argv[1], isolate=True, deadline=120).kind)"


def test_the_users_program_is_not_run_again(letter, tmp_path):
    # No guard of __main__ here, and a module of the user's that hides none of Python's.
    (tmp_path / "struct.py").write_text("raise SystemExit('the wrong module')")
    script = tmp_path / "elsewhere" / "script.py"
    script.parent.mkdir()
    script.write_text(MINE)
    run_it = "import runpy, sys; sys.path.remove(''); runpy.run_path(sys.argv.pop(1))"
    done = run(run_it, tmp_path, script, letter)
    assert (done.stdout, done.stderr, done.returncode) == ("monitoring_visit\n", "", 0)


@posix
def test_daemonic_workers_may_isolate(letter, tmp_path):
    code = f"""
import multiprocessing
def work():
    {MINE.splitlines()[0]}
    {MINE.splitlines()[1]}
worker = multiprocessing.get_context("fork").Process(target=work, daemon=True)
worker.start()
worker.join()
"""
    done = run(code, tmp_path, letter)
    assert (done.stdout, done.stderr) == ("monitoring_visit\n", "")


@pytest.mark.parametrize(("name", "value"), [("executable", ""), ("frozen", True)])
def test_a_program_without_an_interpreter_says_so(letter, monkeypatch, name, value):
    monkeypatch.setattr(sys, name, value, raising=False)
    with pytest.raises(IsolationError, match="needs a Python interpreter"):
        om.mine(letter, isolate=True)


def test_what_cannot_be_isolated_stops_the_batch(letter, monkeypatch):
    monkeypatch.setattr(sys, "executable", "no-such-python")
    with pytest.raises(IsolationError, match="could not be started"):
        list(om.mine_many([letter, letter], isolate=True))
