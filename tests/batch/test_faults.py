"""Whatever goes wrong: nothing lost, nothing half-written, and a clear line to the user."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import golden
import pytest
from datasets import FAULTY, assert_tidy, command, environment, mine, rows_of, write_letters
from faulty.sitecustomize import CRASH, EAT, FAULT, HANG
from isolation.processes import children, ends, runs, waits_for

import ofstedmine as om

PDF = (golden.LETTERS / "northmoor_monitoring_2017.pdf").read_bytes()
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and permissions")


@pytest.fixture
def letters(tmp_path):
    write_letters(tmp_path / "letters")
    return tmp_path / "letters"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def faulty(monkeypatch):
    monkeypatch.syspath_prepend(FAULTY)


def reasons(path):
    return dict(om.open_dataset(path).failures()[["file", "reason"]].itertuples(index=False))


class TestFiles:
    @pytest.mark.parametrize(
        ("mark", "reason", "said", "options"),
        [
            (HANG, "timeout", "not read within 3 s in faulty_read_pdf", {"deadline": 3}),
            (CRASH, "crashed", "SIGKILL", {}),
            (EAT, "out_of_memory", "memory", {"memory": 400_000_000}),
            (FAULT, "internal_error", "a fault of ours", {}),
        ],
    )
    def test_one_that_misbehaves_harms_no_other(
        self, letters, out, faulty, mark, reason, said, options
    ):
        (letters / "letter0.pdf").write_bytes(PDF + mark)
        (letters / "letter9.pdf").write_bytes(PDF)
        dataset = mine(letters, out, **options)
        assert reasons(out) == {"letter0.pdf": reason}
        [failure] = dataset.failures().to_dict("records")
        assert said.split(" in ")[0] in failure["message"]
        if mark == FAULT:
            assert "reading/__init__.py" in failure["traceback"]
            assert failure["traceback"].endswith("ZeroDivisionError: a fault of ours")
        assert len(dataset) == 4
        assert_tidy(out)

    def test_one_that_is_written_to_all_the_time(self, letters, out, faulty):
        (letters / "letter1.txt").rename(letters / "churn.txt")
        dataset = mine(letters, out)
        assert reasons(out) == {"churn.txt": "changed"}
        assert len(dataset) == 2

    def test_a_fault_of_ours_in_tags_or_tables(self, letters, out, monkeypatch):
        def fail(letter, *rest, **more):
            if "visit number 2" in letter.text:
                raise ZeroDivisionError("no such table")
            return rows(letter, *rest, **more)

        from ofstedmine.batch import chunk

        rows = chunk.corrected_rows
        monkeypatch.setattr(chunk, "corrected_rows", fail)
        mine(letters, out)
        assert reasons(out) == {"letter2.txt": "internal_error"}


@posix
class TestPlaces:
    def test_two_runs_on_one_dataset(self, letters, out):
        from filelock import FileLock

        mine(letters, out)
        write_letters(letters, 1, start=4)
        before = rows_of(out)
        with FileLock(out / ".lock"):
            (out / ".tmp").mkdir()
            done = command(letters, "-o", out, "--no-tag")
            assert (out / ".tmp").is_dir()
        assert done.returncode == 1
        assert b"another run is writing to this dataset" in done.stderr
        assert rows_of(out) == before

    def test_a_full_disk(self, tmp_path):
        letters = write_letters(tmp_path / "letters", 40)[0].parent
        with mounted("size=160k") as small:
            out = small / "out"
            done = command(letters, "-o", out, "--no-tag", "--workers", "1")
            assert done.returncode == 1
            assert b"No space left on device" in done.stderr
            assert str(out).encode() in done.stderr
            assert b"Traceback" not in done.stderr
            assert_tidy(out)
            kept = len(om.open_dataset(out))
            assert 0 < kept < 40
            shutil.copytree(out, tmp_path / "moved")
        mine(letters, tmp_path / "moved")
        mine(letters, tmp_path / "fresh")
        assert rows_of(tmp_path / "moved") == rows_of(tmp_path / "fresh")

    def test_a_disk_that_fills_up_while_a_part_is_written(self, letters, out, monkeypatch):
        import pyarrow.parquet as pq

        write, written = pq.write_table, []

        def full(table, file, **options):
            written.append(table)
            if len(written) == 12:
                raise OSError(28, "No space left on device")
            write(table, file, **options)

        monkeypatch.setattr(pq, "write_table", full)
        with pytest.raises(OSError, match="No space left on device") as caught:
            mine(letters, out)
        assert caught.value.filename == str(out)
        assert_tidy(out)
        assert len(om.open_dataset(out)) == 1
        monkeypatch.undo()
        assert len(mine(letters, out)) == 3

    def test_a_place_that_is_read_only(self, letters):
        with mounted("size=5m") as place:
            mine(letters, place / "out")
            before = rows_of(place / "out")
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            write_letters(letters, 1, start=4)
            for out in (place / "out", place / "new"):
                done = command(letters, "-o", out, "--no-tag")
                assert done.returncode == 1, done.stderr
                assert b"Read-only file system" in done.stderr
                assert b"Traceback" not in done.stderr
            assert rows_of(place / "out") == before

    def test_no_permission(self):
        with open_place() as place:
            letters, out, closed = place / "letters", place / "out", place / "closed"
            write_letters(letters)
            write_letters(letters / "shut", 1, start=7)
            closed.mkdir()
            for path in (letters, out, closed):
                path.mkdir(exist_ok=True)
                path.chmod(0o777)
            (letters / "letter2.txt").chmod(0)
            (letters / "shut").chmod(0)
            closed.chmod(0o555)
            done = as_ordinary_user(letters, "-o", out, "--no-tag", "--json")
            assert done.returncode == 3, done.stderr
            said = json.loads(done.stdout)
            assert (said["letters"], said["reasons"]) == (2, {"cannot_open": 2})
            failures = om.open_dataset(out).failures()
            assert list(failures.file) == ["letter2.txt", "shut"]
            assert failures.message.str.contains("Permission denied").all()
            for to in (closed, closed / "out"):
                done = as_ordinary_user(letters, "-o", to, "--no-tag")
                assert done.returncode == 1
                assert b"Permission denied" in done.stderr
                assert b"Traceback" not in done.stderr
            assert list(closed.iterdir()) == []


@linux
class TestProcesses:
    @contextmanager
    def started(self, letters, out, *options):
        """Start the command on letters of which one hangs; wait until another is done."""
        arguments = ["mine", letters, "-o", out, "--no-tag", "--workers", "2", *options]
        process = subprocess.Popen(
            [sys.executable, "-m", "ofstedmine", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(faulty=True),
            start_new_session=True,
        )
        try:
            assert waits_for(lambda: any(out.glob("parts/*"))), process.communicate()
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    @pytest.fixture
    def hanging(self, letters):
        (letters / "letter0.pdf").write_bytes(PDF + HANG)
        return letters

    def below(self, pid):
        found = children(pid)
        return found + [other for each in found for other in self.below(each)]

    def test_ctrl_c_ends_everything_and_what_is_finished_stays(self, hanging, out):
        with self.started(hanging, out, "--deadline", "300") as process:
            family = self.below(process.pid)
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=60)
            assert process.returncode == 130, said
            assert all(ends(pid) for pid in family)
            assert b"Traceback" not in said
            assert b"the same command goes on from there" in said
        assert_tidy(out)
        kept = len(om.open_dataset(out))
        assert kept >= 1
        (hanging / "letter0.pdf").unlink()
        assert len(mine(hanging, out)) == 3

    def test_a_worker_that_the_system_kills(self, hanging, out):
        with self.started(hanging, out, "--deadline", "5") as process:
            workers = [pid for pid in children(process.pid) if children(pid)]
            os.kill(workers[0], signal.SIGKILL)
            _, said = process.communicate(timeout=120)
            assert process.returncode == 3, said
        assert reasons(out) == {"letter0.pdf": "timeout"}
        assert len(om.open_dataset(out)) == 3
        assert_tidy(out)

    def test_workers_end_when_the_run_is_killed(self, hanging, out):
        with self.started(hanging, out, "--deadline", "300") as process:
            family = self.below(process.pid)
            process.kill()
            process.wait()
            assert all(ends(pid) for pid in family)
        (hanging / "letter0.pdf").unlink()
        assert len(mine(hanging, out)) == 3
        assert_tidy(out)
        assert not any(runs(pid) for pid in family)

    def test_workers_that_are_killed_again_and_again(self, letters, out, monkeypatch):
        from concurrent.futures.process import BrokenProcessPool

        from ofstedmine.batch import schedule

        calls = []

        def broken(self, tasks):
            calls.append(len(tasks))
            if len(calls) == 1:
                yield schedule.mine_chunk(tasks[0])
            raise BrokenProcessPool("killed")

        monkeypatch.setattr(schedule._Workers, "call", broken)
        with pytest.raises(om.OfstedmineError, match="fewer workers"):
            mine(letters, out)
        assert calls == [3, 2, 2]
        monkeypatch.undo()
        assert len(mine(letters, out)) == 3
        assert_tidy(out)


@contextmanager
def mounted(options):
    """Mount a small file system; skip where that is not allowed."""
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place]
        if (
            not shutil.which("mount")
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            pytest.skip("only root can mount a small file system")
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def open_place():
    """Make a folder that an ordinary user can look into."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


def as_ordinary_user(*arguments):
    """Run the command as a user for whom permissions mean something, which they do not for root."""
    import ctypes

    def drop():
        # Root without these is held to the permissions of the files that it owns.
        libc = ctypes.CDLL(None)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP

    return command(*arguments, **({"preexec_fn": drop} if os.getuid() == 0 else {}))
