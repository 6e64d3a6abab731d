"""Has chunks mined by joblib, here or on a cluster, and yields them as they are done."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from typing import Any

from ofstedmine.batch.chunk import Mined, Task, mine_chunk
from ofstedmine.errors import OfstedmineError

__all__ = ["Backend", "BackendError", "WorkersKilled", "backend_of", "mined"]

GIVEN_UP = r".*\btasks\b.* (?:have been cancelled|but not used)"
BREAKS = 3
"""How often workers may be killed without a chunk being done in between."""
WAVE = 4
"""Chunks for each worker in one call, where a backend gives no result before all are there."""


class WorkersKilled(OfstedmineError):
    """The processes that mine are killed again and again."""


class BackendError(OfstedmineError):
    """What is to mine is not known, not installed, or cannot be reached."""


@dataclass(frozen=True, slots=True)
class Backend:
    """Where chunks are mined.

    Attributes
    ----------
    workers : int
        How many chunks are mined at a time.
    name : str or None
        A backend that joblib knows; processes of this machine by default.
    options : mapping
        What that backend is told.
    cluster : str or None
        Address of a Dask scheduler.
    """

    workers: int = 1
    name: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    cluster: str | None = None


def backend_of(
    workers: int | None = None,
    backend: str | None = None,
    cluster: str | None = None,
    options: Mapping[str, Any] | None = None,
) -> Backend:
    """Return where chunks are mined.

    Parameters
    ----------
    workers : int, optional
        How many chunks are mined at a time; all that there are processors for by default, or
        workers of the cluster.
    backend : str, optional
        A backend that joblib knows.
    cluster : str, optional
        Address of a Dask scheduler.
    options : mapping, optional
        What the backend is told.

    Returns
    -------
    Backend
        The place.

    Examples
    --------
    >>> backend_of(2).workers
    2
    """
    if workers is not None and workers < 1:
        raise ValueError("workers must be at least 1")
    if cluster and backend:
        raise BackendError("a cluster is reached by Dask: name no other backend")
    if workers is None:
        workers = -1 if cluster else os.cpu_count() or 1
    return Backend(workers, backend, options or {}, cluster)


def mined(tasks: Sequence[Task], backend: Backend) -> Generator[Mined, None, None]:
    """Yield chunks as they are done, in any order.

    A worker that is killed takes a call of joblib with it: what is not done is then asked for
    again.

    Parameters
    ----------
    tasks : sequence of Task
        The chunks.
    backend : Backend
        Where they are mined.

    Yields
    ------
    Mined
        One a chunk.

    Raises
    ------
    WorkersKilled
        If that happens again and again.
    BackendError
        If there is no such backend or cluster.
    """
    waiting = {task.number: task for task in tasks}
    breaks = 0
    with _Workers(backend) as workers:
        while waiting:
            before = len(waiting)
            try:
                with closing(workers.call(list(waiting.values()))) as finished:
                    for done in finished:
                        del waiting[done.number]
                        yield done
            except _killed() as error:
                breaks = 1 if len(waiting) < before else breaks + 1
                if breaks >= BREAKS:
                    raise WorkersKilled(
                        f"the processes that mine were killed {breaks} times, perhaps by the "
                        "system for want of memory: try fewer workers; what is finished stays, "
                        "and the same command goes on from there"
                    ) from error


class _Workers:
    """The workers of a run; after an exception none of them goes on."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._stack = ExitStack()

    def __enter__(self) -> _Workers:
        from joblib import parallel_config

        backend = self._backend
        # joblib warns of work that is given up; here somebody has asked for that.
        self._stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", message=GIVEN_UP)
        name, options = backend.name or "loky", dict(backend.options)
        if backend.cluster:
            name = "dask"
            self._stack.enter_context(_client(backend.cluster))
        if name == "ray":
            _register_ray()
        if name == "loky" and backend.workers > 1:
            self._stack.push(_end_loky)
        try:
            self._stack.enter_context(parallel_config(name, n_jobs=backend.workers, **options))
        except (TypeError, ValueError, ImportError) as error:
            self._stack.close()
            raise BackendError(f"joblib has no such backend: {error}") from error
        return self

    def __exit__(self, *error: Any) -> None:
        self._stack.__exit__(*error)

    def call(self, tasks: Sequence[Task]) -> Generator[Mined, None, None]:
        from joblib import Parallel, delayed

        # Nothing is shared by files of arrays: there are none, and their folder would stay.
        common = {"batch_size": 1, "max_nbytes": None}
        waves = [tasks]
        try:
            parallel = Parallel(**common, return_as="generator_unordered")
        except ValueError:
            parallel = Parallel(**common)
            size = WAVE * max(1, self._backend.workers)
            waves = [tasks[at : at + size] for at in range(0, len(tasks), size)]
        for wave in waves:
            yield from parallel(delayed(mine_chunk)(task) for task in wave)


def _killed() -> tuple[type[BaseException], ...]:
    from concurrent.futures.process import BrokenProcessPool

    if "distributed" not in sys.modules:
        return (BrokenProcessPool,)
    from distributed import KilledWorker

    return (BrokenProcessPool, KilledWorker)


def _end_loky(kind: type[BaseException] | None, *_: object) -> None:
    """After an exception, end the processes of this machine: they would mine on for nobody."""
    if kind is None:
        return
    from joblib.externals.loky import get_reusable_executor

    with suppress(Exception):
        get_reusable_executor().shutdown(wait=True, kill_workers=True)


def _register_ray() -> None:
    """Make Ray known to joblib."""
    # Ray tells its makers how it is used, unless it is told not to before it starts.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        from ray.util.joblib import register_ray
    except ImportError as error:
        raise BackendError("the backend 'ray' needs Ray: pip install ray") from error
    register: Any = register_ray
    register()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise BackendError(
            "a cluster needs Dask: pip install 'ofstedmine[cluster]', here and on its workers"
        ) from error
    try:
        connect: Any = Client
        return connect(address, timeout="30s", set_as_default=True)
    except (OSError, TimeoutError, ValueError) as error:
        raise BackendError(f"{address}: no Dask scheduler answers: {error}") from error
