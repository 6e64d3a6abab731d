"""Mines a folder into a dataset: nothing is lost, and nothing that is done is done again."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.chunk import SETTINGS, Task, end_miner
from ofstedmine.batch.compaction import compact
from ofstedmine.batch.correcting import correct_anew, not_applied
from ofstedmine.batch.dataset import FORMAT, INFO, Dataset, open_dataset
from ofstedmine.batch.holding import LOCK, hold
from ofstedmine.batch.inputs import Found, Input, Source, find_inputs, hash_of
from ofstedmine.batch.overrides import FILE as OVERRIDES
from ofstedmine.batch.overrides import Overrides
from ofstedmine.batch.overrides_file import load_overrides
from ofstedmine.batch.parts import FOLDER, TEMPORARY, Parts, place, stage
from ofstedmine.batch.plan import FAILED, Hashed, Plan, Wish, make_plan
from ofstedmine.batch.progress import Bar, Quiet, Watch
from ofstedmine.batch.schedule import Backend, backend_of, mined
from ofstedmine.batch.settings import Settings, versions
from ofstedmine.batch.summary import Summary
from ofstedmine.errors import DataError, UnreadableLetter
from ofstedmine.isolation.messages import gazetteer_from

if TYPE_CHECKING:
    from ofstedmine.parsing import Gazetteer
    from ofstedmine.parsing.metadata import Metadata

__all__ = ["DEADLINE", "MEMORY", "mine_folder", "run"]

DEADLINE, MEMORY = 60.0, 1_000_000_000
OURS = frozenset({INFO, FOLDER, TEMPORARY, LOCK, OVERRIDES})


def mine_folder(
    inputs: Source | Iterable[Source],
    out: str | os.PathLike[str],
    workers: int | None = None,
    *,
    retry_failed: bool = False,
    prune: bool = False,
    refresh: bool = False,
    metadata: Metadata | None = None,
    gazetteer: Gazetteer | None = None,
    deadline: float = DEADLINE,
    memory: int = MEMORY,
    tag: bool = True,
    boxes: bool = True,
    backend: str | None = None,
    backend_options: Mapping[str, Any] | None = None,
    cluster: str | None = None,
    progress: bool = True,
) -> Dataset:
    """Mine letters into a dataset; what is in it already is not mined again.

    Every file ends up in the dataset, as a letter or as a failure with its reason. A run that was
    stopped, by whatever, goes on where it was when it is called again.

    Parameters
    ----------
    inputs : path or iterable of path
        Files, folders (searched to the bottom), ``.zip`` archives, patterns such as ``*.pdf``.
    out : path
        The dataset's folder; it is made where it is missing.
    workers : int, optional
        How many files are mined at a time; as many as there are processors by default.
    retry_failed : bool, default False
        Whether files that failed before are tried again.
    prune : bool, default False
        Whether letters whose files are gone are taken out of the dataset.
    refresh : bool, default False
        Whether letters that another version or other settings made are mined again.
    metadata : Metadata, optional
        What is known of the documents, from `ofstedmine.parsing.load_metadata`.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    deadline : float, default 60
        Seconds that one file may take.
    memory : int, default 1 GB
        Bytes that reading one file may take.
    tag : bool, default True
        Whether the findings get themes, sentiment and progress.
    boxes : bool, default True
        Whether evidence carries the rectangles of its words (PDF only).
    backend : str, optional
        A backend of joblib; processes of this machine by default.
    backend_options : mapping of str to object, optional
        What that backend is told.
    cluster : str, optional
        Address of a Dask scheduler whose workers mine; they must see the same files.
    progress : bool, default True
        Whether to show a bar.

    Returns
    -------
    Dataset
        The dataset as it is now.

    Raises
    ------
    DataError
        If there is nothing to mine, another run is writing to the folder, or it is no place for a
        dataset.
    OSError
        If the dataset cannot be written; what was finished before stays.

    Examples
    --------
    >>> import tempfile
    >>> import ofstedmine as om
    >>> folder = tempfile.TemporaryDirectory()
    >>> letter = f"{folder.name}/northmoor.md"
    >>> with open(letter, "w") as file:
    ...     _ = file.write("This letter gives the findings of the focused visit to Northmoor.")
    >>> out = f"{folder.name}/out"
    >>> dataset = om.mine_folder(letter, out=out, workers=1, progress=False)
    >>> [record.kind for record in dataset]
    ['focused_visit']
    >>> folder.cleanup()
    """
    settings = Settings.of(
        gazetteer, metadata, boxes=boxes, tag=tag, deadline=deadline, memory=memory
    )
    wishes = [Wish.retry_failed] * retry_failed + [Wish.refresh] * refresh
    where = backend_of(workers, backend, cluster, backend_options)
    sources = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    watch: Watch = Bar() if progress else Quiet()
    run(sources, Path(out), settings, where, wishes=wishes, prune=prune, watch=watch)
    return open_dataset(out)


def run(
    sources: Iterable[Source],
    out: Path,
    settings: Settings,
    backend: Backend,
    *,
    wishes: Collection[Wish] = (),
    prune: bool = False,
    watch: Watch,
) -> Summary:
    """Mine inputs into a dataset, and say what was done.

    Parameters
    ----------
    sources : iterable of path
        Files, folders, archives, patterns.
    out : Path
        The dataset's folder.
    settings : Settings
        What letters are mined with.
    backend : Backend
        Where.
    wishes : collection of Wish
        What is done beside mining what is new or changed.
    prune : bool
        Whether what is gone is taken out.
    watch : Watch
        Whom to tell how far it is.

    Returns
    -------
    Summary
        What was done, and what the dataset holds.
    """
    started = perf_counter()
    found = find_inputs(sources, leave_out=out)
    _check_place(out)
    if not found.inputs and not _is_dataset(out):
        raise DataError(_nothing(found))
    overrides = load_overrides(out / OVERRIDES)
    watch.found(len(found.inputs))
    summary = None
    try:
        with hold(out) as name:
            summary = Summary(str(out), inputs=len(found.inputs), others=dict(found.others))
            _write_info(out, settings, name)
            if overrides.by_document:
                # All chunks see the same corrections, whoever edits the file meanwhile.
                shutil.copyfile(out / OVERRIDES, out / TEMPORARY / name / OVERRIDES)
            plan = _plan(found, out, settings, wishes, prune, backend)
            watch.planned(plan)
            _mine(plan, out, settings, backend, name, summary, watch)
            correct_anew(out, name, overrides, gazetteer_from(settings.gazetteer))
            compact(out, name)
            _sum_up(summary, plan, out, found.inputs, prune)
            _sum_up_corrections(summary, out, overrides)
            summary.seconds = round(perf_counter() - started, 3)
    except BaseException:
        watch.ended(None)
        raise
    watch.ended(summary)
    return summary


def _mine(
    plan: Plan,
    out: Path,
    settings: Settings,
    backend: Backend,
    name: str,
    summary: Summary,
    watch: Watch,
) -> None:
    number = Parts(out).next_number
    if plan.sources:
        rows = {"sources": plan.sources, "failures": plan.failures}
        place(stage(out, f"{name}/plan", rows), out, number)
        number += 1
    if not plan.chunks:
        return
    settings.write(out / TEMPORARY / name / SETTINGS)
    tasks = [
        Task(str(out.absolute()), name, number + i, tuple(groups), os.getpid())
        for i, groups in enumerate(plan.chunks)
    ]
    try:
        # Only this process, which holds the lock, puts parts into their places.
        with closing(mined(tasks, backend)) as parts:
            for done in parts:
                place(Path(done.staged), out, done.number)
                failed = sum(one.state == FAILED for one in done.files)
                summary.failed_now += failed
                summary.mined += len(done.files) - failed
                watch.mined(done.files)
    finally:
        end_miner()


def _plan(
    found: Found,
    out: Path,
    settings: Settings,
    wishes: Collection[Wish],
    prune: bool,
    backend: Backend,
) -> Plan:
    parts = Parts(out)
    here = {one.uri for one in found.inputs}
    return make_plan(
        [_hashed(one, settings) for one in found.inputs],
        parts.sources,
        stale=_stale(parts, settings),
        vanished=[uri for uri in parts.sources if uri not in here and not _exists(uri)],
        prune=prune,
        wishes=wishes,
        workers=backend.workers if backend.workers > 0 else os.cpu_count() or 1,
    )


def _hashed(one: Input, settings: Settings) -> Hashed:
    if one.trouble is not None:
        return Hashed(one, None, one.trouble)
    try:
        return Hashed(one, hash_of(one, settings.limits))
    except UnreadableLetter as error:
        return Hashed(one, None, (error.reason, error.detail))
    except OSError as error:
        return Hashed(one, None, ("cannot_open", error.strerror or str(error)))


def _stale(parts: Parts, settings: Settings) -> list[str]:
    """Return the letters that other versions or settings made."""
    wanted = (*versions(settings.tag), settings.digest)
    columns = ["letter_id", "schema_version", "ofstedmine_version", "model_version", "settings"]
    return [
        row["letter_id"]
        for rows in parts.batches("letters", columns)
        for row in rows.to_pylist()
        if tuple(row[name] for name in columns[1:]) != wanted
    ]


def _exists(uri: str) -> bool:
    """Say whether an input that is not among those of now is there still."""
    if os.path.lexists(uri):
        return True
    archive, mark, _ = uri.partition("!")
    while mark:
        if os.path.isfile(archive):  # noqa: PTH113 - any name
            return any(one.uri == uri for one in find_inputs([archive]).inputs)
        more, mark, _ = uri[len(archive) + 1 :].partition("!")
        archive = f"{archive}!{more}"
    return False


def _sum_up(summary: Summary, plan: Plan, out: Path, inputs: list[Input], prune: bool) -> None:
    summary.skipped = plan.done + plan.known_failed
    summary.failed_now += len(plan.failures)
    summary.stale = plan.stale
    summary.out_of_reach = len(plan.out_of_reach)
    summary.pruned, summary.vanished = (plan.vanished, 0) if prune else (0, plan.vanished)
    summary.count(Parts(out), [one.uri for one in inputs])


def _sum_up_corrections(summary: Summary, out: Path, overrides: Overrides) -> None:
    if overrides.by_document:
        parts = Parts(out)
        known = {row["document_id"] for row in parts.sources.values()}
        summary.corrected = len(known & set(overrides.by_document))
        summary.not_corrected = [
            *not_applied(parts),
            *(
                f"there is no document {one} in the dataset, or not yet"
                for one in sorted(set(overrides.by_document) - known)
            ),
        ]


def _check_place(out: Path) -> None:
    """Refuse a place that holds what is none of ours."""
    if out.exists() and not out.is_dir():
        raise DataError(f"{out}: this is a file; name a folder for the dataset")
    if out.is_dir() and not _is_dataset(out):
        others = sorted({path.name for path in out.iterdir()} - OURS)
        if others:
            raise DataError(
                f"{out}: the folder holds other things ({others[0]!r}) and is no dataset; "
                "name an empty or a new folder"
            )


def _is_dataset(out: Path) -> bool:
    return (out / INFO).is_file()


def _nothing(found: Found) -> str:
    others = Counter(found.others).most_common(3)
    seen = ", ".join(f"{n} {suffix or 'without a suffix'}" for suffix, n in others)
    return "no letters there" + (f": only other files ({seen})" if seen else "")


def _write_info(out: Path, settings: Settings, name: str) -> None:
    schema, library, model = versions(settings.tag)
    said = {
        "format": FORMAT,
        "schema_version": schema,
        "ofstedmine_version": library,
        "model_version": model,
        "settings": {"boxes": settings.boxes, "tag": settings.tag, "digest": settings.digest},
    }
    text = json.dumps(said, indent=2) + "\n"
    if _is_dataset(out) and (out / INFO).read_text("utf-8") == text:
        return
    part = out / TEMPORARY / name / INFO
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(out / INFO)
