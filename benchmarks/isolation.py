"""What isolation costs a file, and how long a child takes to start.

Each file is mined here and in a child in turn, so that both meet the same machine. Of each the
quickest round counts. The child's start is told alone: many files pay it once.
"""

import time


def isolation(paths, rounds):
    """Return the mean milliseconds a file, here and in a child, and those of a start."""
    import ofstedmine as om
    from ofstedmine.isolation.miner import IsolatedMiner

    best = {}
    started = float("inf")
    for _ in range(rounds):
        with IsolatedMiner(deadline=600, memory=2_000_000_000) as miner:
            started = min(started, once(miner.mine, b"Dear Ms Archer"))
            for path in paths:
                for name, mine in (("here", om.mine), ("apart", miner.mine)):
                    best[name, path] = min(once(mine, path), best.get((name, path), float("inf")))
    means = {n: sum(best[n, p] for p in paths) / len(paths) for n in ("here", "apart")}
    return {**means, "start": started}


def once(mine, source):
    """Return the milliseconds of a call."""
    start = time.perf_counter()
    mine(source)
    return 1000 * (time.perf_counter() - start)
