"""What a folder costs: memory and time as it grows, workers, and others' plain loops.

``python -m benchmarks.batch`` measures on made letters, and on all documents there are. Every
run has a process of its own, so that its peak memory is that of the run alone.
"""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks.checking import checked, checking_rows
from benchmarks.documents import choose, count, every
from benchmarks.letters import text

FEW, MANY = 400, 4_000
WORKERS = 2
# The others would take a quarter of an hour: every fifth page of each file tells their speed.
STEP = 5
MOST_MEMORY, MOST_TIME, LEAST_GAIN = 1.3, 1.15, 1.7
RUN = """
import json, sys, time
from benchmarks.children import MEGABYTE, peak
import ofstedmine as om
letters, out, workers = sys.argv[1:]
paths = json.loads(letters)
start = time.perf_counter()
dataset = om.mine_folder(paths, out=out, workers=int(workers), progress=False)
seconds = time.perf_counter() - start
megabytes = peak() / MEGABYTE
print(json.dumps({"letters": len(dataset), "seconds": seconds, "megabytes": megabytes}))
"""


def batch():
    """Return memory and time of runs over made letters, and rates over real documents."""
    with tempfile.TemporaryDirectory() as place:
        folders = {count: written(Path(place, str(count)), count) for count in (FEW, MANY)}
        few = mined([folders[FEW]], WORKERS)
        many = mined([folders[MANY]], WORKERS, look=checked)
        one = mined([folders[MANY]], 1)
    paths = every(choose()[1])
    pages = sum(map(count, paths))
    ours = mined(paths, 1)["seconds"] / pages
    return {
        "memory_ratio": many["megabytes"] / few["megabytes"],
        "few_megabytes": few["megabytes"],
        "many_megabytes": many["megabytes"],
        "time_ratio": (many["seconds"] / many["letters"]) / (few["seconds"] / few["letters"]),
        "few_seconds": few["seconds"],
        "many_seconds": many["seconds"],
        "one_seconds": one["seconds"],
        "workers_ratio": one["seconds"] / many["seconds"],
        "check": many["look"],
        "documents": len(paths),
        "pages": pages,
        "seconds_a_page": ours,
        "pdfplumber_ratio": looped(paths, with_pdfplumber) / ours,
        "pypdf_ratio": looped(paths, with_pypdf) / ours,
    }


def batch_rows(is_real):
    """Return what a folder costs, beside the bars; those of other libraries need real documents."""
    found = batch()
    bars = [
        (
            f"mine_folder, peak memory at {MANY:,} letters and at {FEW}",
            (
                f"{found['many_megabytes']:.0f} and {found['few_megabytes']:.0f} MB, "
                f"ratio {found['memory_ratio']:.2f}"
            ),
            "at most 1.3",
            found["memory_ratio"] <= MOST_MEMORY,
        ),
        (
            f"mine_folder, time a letter at {MANY:,} and at {FEW}",
            (
                f"{found['many_seconds']:.0f} and {found['few_seconds']:.0f} s in all, "
                f"ratio {found['time_ratio']:.2f}"
            ),
            "at most 1.15",
            found["time_ratio"] <= MOST_TIME,
        ),
        (
            f"mine_folder, {WORKERS} workers",
            f"{found['workers_ratio']:.2f} times the rate of one",
            "at least 1.7",
            found["workers_ratio"] >= LEAST_GAIN,
        ),
    ]
    for name, least in (("pdfplumber", 7), ("pypdf", 1)):
        ratio = found[f"{name}_ratio"]
        said = f"{ratio:.1f} times the rate of {name}'s plain loop"
        bar = (f"at least {least}", ratio >= least) if is_real else ()
        what = f"mine_folder, {found['documents']} documents, {found['pages']:,} pages, one worker"
        bars.append((what, said, *bar))
    return bars + checking_rows(found["check"], found["one_seconds"], found["many_seconds"])


def written(folder, count):
    """Write made letters, each other than all before."""
    folder.mkdir()
    for seed in range(count):
        (folder / f"letter-{seed:05d}.md").write_text(text(seed), encoding="utf-8")
    return folder


def mined(paths, workers, look=None):
    """Mine into a fresh dataset, in a process of its own, and look at what came of it."""
    with tempfile.TemporaryDirectory() as out:
        names = json.dumps([str(path) for path in paths])
        command = [sys.executable, "-c", RUN, names, f"{out}/out", str(workers)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        return {**found, "look": look(Path(out, "out"))} if look else found


def looped(paths, opened):
    """Return the seconds a page that a plain loop takes: opening, and the text of all pages."""
    total = seconds = 0
    for path in paths:
        start = time.perf_counter()
        with opened(path) as pages:
            ready = time.perf_counter()
            chosen = pages[::STEP]
            for page in chosen:
                page.extract_text()
                # What pdfplumber found stays with the page; a loop over many lets go of it.
                getattr(page, "close", int)()
            done = time.perf_counter()
            seconds += ready - start + (done - ready) * len(pages) / len(chosen)
            total += len(pages)
    return seconds / total


@contextmanager
def with_pdfplumber(path):
    """Give the pages of a file."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        yield pdf.pages


@contextmanager
def with_pypdf(path):
    """Give the pages of a file."""
    from pypdf import PdfReader

    with PdfReader(path) as pdf:
        yield pdf.pages


if __name__ == "__main__":
    print(json.dumps(batch(), indent=2))
