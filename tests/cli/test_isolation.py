"""The command reads in isolation unless it is told not to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from isolation.held import held
from isolation.processes import children, ends

LETTER = """\
14 July 2024

Dear Ms Archer

Monitoring visit to Northmoor children's services

This letter summarises the findings of the monitoring visit to Northmoor children's services on 4 and 5 June 2024.

Findings

Social workers know their children well.
"""
ENVIRONMENT = {**os.environ, "COLUMNS": "200"}
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc, holds files by leases")


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "ofstedmine", *map(os.fspath, arguments)],
        capture_output=True,
        check=False,
        env=ENVIRONMENT,
    )


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, "utf-8")
    return path


@pytest.mark.parametrize(
    "call",
    [("mine", "--json"), ("mine", "--evidence"), ("show",), ("cite",)],
)
def test_what_is_printed_is_the_same_without_isolation(letter, call):
    command, *options = call
    what = ["/letter_date"] if command == "cite" else []
    apart = run(command, *options, "--deadline", "120", letter, *what)
    here = run(command, *options, "--no-isolate", letter, *what)
    assert (apart.stdout, apart.stderr, apart.returncode) == (here.stdout, b"", 0)


@linux
def test_a_hang_is_a_failure_with_its_reason(tmp_path):
    path, listed = tmp_path / "hangs.pdf", tmp_path / "failed.csv"
    with held(path):
        done = run("mine", "--json", path, "--deadline", "3", "--failures", listed)
    assert (done.stdout, done.returncode) == (b"", 3)
    shown = " ".join(done.stderr.decode().split())
    assert "1 file could not be read" in shown
    assert "timeout not read within 3 s in bytes_of (reading/__init__.py); if" in shown
    assert "raise the deadline" in shown
    assert 'hangs.pdf,timeout,"not read within 3 s' in listed.read_text("utf-8")
    with held(path):
        done = run("show", path, "--deadline", "0.5")
    assert (done.stdout, done.returncode) == (b"", 3)
    assert b"hangs.pdf: timeout: not read within" in done.stderr


@linux
def test_ctrl_c_leaves_no_child_behind(letter, tmp_path):
    path = tmp_path / "hangs.pdf"
    with held(path) as holder:
        process = subprocess.Popen(
            [sys.executable, "-m", "ofstedmine", "mine", letter, path, "--deadline", "500"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        try:
            assert json.loads(process.stdout.readline())["kind"] == "monitoring_visit"
            holder.wait_for_a_reader()
            (child,) = children(process.pid)
            process.send_signal(signal.SIGINT)
            assert b"Traceback" not in process.communicate()[1]
            assert process.returncode == 130
            assert ends(child)
        finally:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("wrong", [("--deadline", "0"), ("--memory", "5")])
def test_limits_that_let_nothing_through_are_refused(letter, wrong):
    done = run("mine", letter, *wrong)
    assert done.returncode == 1
    assert wrong[0] in done.stderr.decode()
