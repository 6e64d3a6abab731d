"""Milliseconds a page of what the library does, and of pdfplumber on the same files.

In one process, in rounds: each round takes the files, and what is done with each, in another
order, so that no one of them always comes first. Of each the quickest round counts: what else the
machine does can only add.
"""

import gc
import time

from benchmarks.documents import count

# pdfplumber takes most of the time: every second page of a file tells its speed.
STEP = 2


def timed(paths, rounds, told=lambda _: None):
    """Return milliseconds a page by task, and how many pages there are."""
    pages = {path: count(path) for path in paths}
    best = {}
    read(paths[0])
    mine(paths[0])
    pdfplumber(paths[0], [0])
    names = list(TASKS)
    for turn in range(rounds):
        shift = turn * len(paths) // rounds
        for at, path in enumerate([*paths[shift:], *paths[:shift]]):
            first = (turn + at) % len(names)
            for name in [*names[first:], *names[:first]]:
                took = once(TASKS[name], path, pages[path])
                best[name, path] = min(took, best.get((name, path), took))
        told(turn)
    total = sum(pages.values())
    # A file counts with all its pages for every task, also where only some were timed.
    means = {n: sum(best[n, p] * pages[p] for p in paths) / total for n in names}
    return means, total


def once(task, path, pages):
    """Return the milliseconds a page of a task on a file."""
    chosen = range(0, pages, STEP) if task is pdfplumber else range(pages)
    gc.collect()
    start = time.perf_counter()
    task(path, chosen)
    return 1000 * (time.perf_counter() - start) / len(chosen)


def read(path, _pages=None):
    """Read it."""
    import ofstedmine as om

    return om.read(path)


def parse(path, _pages=None):
    """Read and parse it."""
    import ofstedmine as om

    return om.parse(om.read(path))


def mine(path, _pages=None):
    """Read and parse it, find the boxes of the evidence, and tag its findings."""
    import ofstedmine as om

    return om.mine(path)


def pdfplumber(path, pages):
    """Extract the plain text of some pages with pdfplumber, opening the file included."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for number in pages:
            document.pages[number].extract_text()


TASKS = {
    "om.read": read,
    "om.parse(om.read())": parse,
    "om.mine, with tags": mine,
    "pdfplumber": pdfplumber,
}
