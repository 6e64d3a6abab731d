"""Killed at any moment, and mined by however many workers: the same dataset."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from datasets import rows_of

import ofstedmine as om
from ofstedmine.resources import sample_letters

QUIET = subprocess.DEVNULL
linux = pytest.mark.skipif(sys.platform != "linux", reason="process groups are killed on Linux")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    started = time.monotonic()
    om.mine_folder(sample_letters(), out=out, workers=2, progress=False)
    return out, time.monotonic() - started


@linux
@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path, undisturbed, kills):
    wanted, took = undisturbed
    out = tmp_path / "out"
    letters = sample_letters()[0].parent
    mine = [sys.executable, "-m", "ofstedmine", "mine", letters, "-o", out, "--workers", "2"]
    moments = random.Random(0)
    killed = []
    for _ in range(kills):
        run = subprocess.Popen(mine, stdout=QUIET, stderr=QUIET, start_new_session=True)
        time.sleep(moments.uniform(0.2, max(2.0, took)))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        killed.append(run.pid)
    assert subprocess.run(mine, stdout=QUIET, stderr=QUIET, check=False).returncode == 0
    assert rows_of(out) == rows_of(wanted)
    assert not (out / ".tmp").exists()
    assert {path.name for path in out.iterdir()} == {".lock", "dataset.json", "parts"}
    # Nor is anything of theirs left in the system's shared memory.
    names = [path.name for path in Path("/dev/shm").iterdir()]
    assert not [
        name for name in names if any(f"{end}{pid}" in name for pid in killed for end in "-_")
    ]


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_workers_changes_nothing(tmp_path, undisturbed, workers):
    wanted, _ = undisturbed
    om.mine_folder(sample_letters(), out=tmp_path / "out", workers=workers, progress=False)
    assert rows_of(tmp_path / "out") == rows_of(wanted)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_makes_the_same(tmp_path, undisturbed):
    distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
    wanted, _ = undisturbed
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        om.mine_folder(
            sample_letters(),
            out=tmp_path / "out",
            cluster=cluster.scheduler_address,
            progress=False,
        )
    assert rows_of(tmp_path / "out") == rows_of(wanted)


@pytest.mark.slow
def test_ray_makes_the_same(tmp_path, undisturbed):
    pytest.importorskip("ray", reason="Ray is not installed (pip install ray)")
    wanted, _ = undisturbed
    letters = sample_letters()[0].parent
    mine = [sys.executable, "-m", "ofstedmine", "mine", letters, "-o", tmp_path / "out"]
    done = subprocess.run(
        [*mine, "--backend", "ray", "--workers", "2"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert rows_of(tmp_path / "out") == rows_of(wanted)
