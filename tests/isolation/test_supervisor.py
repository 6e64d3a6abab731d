"""A child that crashes, hangs or takes too much is told by its reason, and a fresh one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from isolation.processes import ends
from ofstedmine.errors import IsolationError, UnreadableLetter
from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.supervisor import Supervisor

MISBEHAVING = [sys.executable, "-P", str(Path(__file__).with_name("misbehaving.py"))]
posix = pytest.mark.skipif(sys.platform == "win32", reason="no signals, no process groups")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory at once")


@pytest.fixture
def supervise():
    opened = []

    def make(command=MISBEHAVING, **options):
        opened.append(Supervisor(command, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def ask(supervisor, do, body=b"", **more):
    return supervisor.ask(Frame({"do": do, **more}, body)).head["said"]


def failure(supervisor, do, **more):
    with pytest.raises(UnreadableLetter) as caught:
        ask(supervisor, do, **more)
    return caught.value


def test_one_child_answers_all_jobs(supervise):
    supervisor = supervise(settings={"greeting": "Dear Ms Archer"})
    first = ask(supervisor, "pid")
    assert first != os.getpid()
    assert ask(supervisor, "greeting") == "Dear Ms Archer"
    assert ask(supervisor, "echo", b"x" * 5_000_000) == 5_000_000
    assert ask(supervisor, "pid") == first


@posix
def test_a_crash_is_told_and_a_fresh_child_goes_on(supervise):
    supervisor = supervise()
    before = ask(supervisor, "pid")
    error = failure(supervisor, "crash")
    assert error.reason == "crashed"
    assert "SIGSEGV" in error.detail
    assert ask(supervisor, "pid") != before
    assert ends(before)


def test_a_child_that_leaves_is_told_with_its_last_words(supervise):
    error = failure(supervise(), "leave")
    assert error.reason == "crashed"
    assert "exit code 3: the library gave up" in error.detail


@pytest.mark.parametrize("do", ["sleep", pytest.param("sleep_with_the_lock", marks=posix)])
def test_a_hang_ends_at_the_deadline(supervise, do):
    supervisor = supervise(deadline=1)
    before = ask(supervisor, "pid")
    error = failure(supervisor, do)
    assert error.reason == "timeout"
    assert "not read within 1 s" in error.detail
    assert ends(before)
    assert ask(supervisor, "pid") != before


@linux
@pytest.mark.parametrize("do", ["take", "take_shared", "take_and_abort"])
def test_a_memory_bomb_ends_at_the_limit(supervise, do):
    supervisor = supervise(memory=150_000_000, deadline=120)
    error = failure(supervisor, do)
    assert error.reason == "out_of_memory"
    assert "more than 150 MB" in error.detail
    assert ask(supervisor, "echo") == 0


@posix
def test_what_earlier_jobs_left_behind_counts_against_no_later_one(supervise):
    supervisor = supervise()
    before = ask(supervisor, "pid")
    assert ask(supervisor, "crash_after_others") != before


def test_what_libraries_print_spoils_no_answer(supervise, capfd):
    supervisor = supervise()
    assert ask(supervisor, "shout") == ""
    assert ask(supervisor, "echo") == 0
    assert capfd.readouterr() == ("", "")


@posix
def test_what_the_child_started_ends_with_it(supervise, tmp_path):
    file = tmp_path / "pid"
    supervisor = supervise(deadline=60)
    assert failure(supervisor, "start_another_and_crash", file=str(file)).reason == "crashed"
    assert ends(int(file.read_text()))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit('no such module')", "exit code 1: no such module"),
        ("print('Welcome to my program, pleased to meet you')", "no message begins with"),
        ("import time; time.sleep(600)", "not ready within 0.5 s"),
        ("import os; os._exit(0)", "exit code 0"),
    ],
)
def test_a_child_that_cannot_start_is_an_error_of_its_own(supervise, code, said):
    command = [sys.executable, "-c", code]
    seconds = 0.5 if "sleep" in code else 60
    with pytest.raises(IsolationError, match="could not be started") as caught:
        ask(supervise(command, start_within=seconds), "pid")
    assert said in str(caught.value)


def test_a_command_that_is_not_there_is_an_error_of_its_own(supervise):
    with pytest.raises(IsolationError, match="no-such-python: No such file"):
        ask(supervise(["no-such-python"]), "pid")


@pytest.mark.parametrize(
    "options", [{"deadline": 0}, {"deadline": float("inf")}, {"memory": 1_000}]
)
def test_limits_that_let_nothing_through_are_refused(options):
    with pytest.raises(ValueError, match="must be"):
        Supervisor(MISBEHAVING, **options)


PARENT = """
import sys
from ofstedmine.isolation.frames import Frame
from ofstedmine.isolation.supervisor import Supervisor
supervisor = Supervisor(sys.argv[2:], deadline=500)
print(supervisor.ask(Frame({"do": "pid"})).head["said"], flush=True)
supervisor.ask(Frame({"do": sys.argv[1]}))
"""


@pytest.fixture
def parent():
    started = []

    def start(do):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", PARENT, do, *MISBEHAVING],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        started.append(process)
        return process, int(process.stdout.readline())

    yield start
    for process in started:
        process.kill()
        process.communicate()


@posix
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_its_parent(parent, end):
    process, child = parent("sleep")
    process.send_signal(end)
    process.wait()
    assert ends(child)


@posix
def test_ctrl_c_ends_parent_and_child(parent):
    process, child = parent("sleep")
    process.send_signal(signal.SIGINT)
    assert b"KeyboardInterrupt" in process.communicate()[1]
    assert process.returncode not in (0, None)
    assert ends(child)
