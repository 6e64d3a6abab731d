"""Mines one chunk of files into one staged part: what runs in every worker, wherever it is."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Thread, local
from time import perf_counter, sleep
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import regex

from ofstedmine.batch.columns import tables
from ofstedmine.batch.correcting import corrected_rows
from ofstedmine.batch.inputs import Input, hash_of
from ofstedmine.batch.overrides import FILE as OVERRIDES
from ofstedmine.batch.overrides_file import load_overrides
from ofstedmine.batch.parts import TEMPORARY, stage
from ofstedmine.batch.plan import FAILED, READ, Group, failure_row, source_row
from ofstedmine.batch.settings import Settings, load_settings
from ofstedmine.errors import DataError, InternalError, IsolationError, UnreadableLetter
from ofstedmine.isolation.messages import gazetteer_from
from ofstedmine.pipeline import tag_findings
from ofstedmine.reading import bytes_of

if TYPE_CHECKING:
    from ofstedmine.batch.rows import Row
    from ofstedmine.isolation.miner import IsolatedMiner
    from ofstedmine.reading import Letter
    from ofstedmine.records import VisitRecord

__all__ = ["FileOutcome", "Mined", "RunEnded", "Task", "end_miner", "mine_chunk"]

SETTINGS = "settings.json"
TRIES = 2
LOOK = 0.5
"""Seconds between two looks whether the run is still there."""
FRAME = regex.compile(r'File "[^"\n]*ofstedmine[/\\]([^"\n]+)", line (\d+), in (\S+)')


class RunEnded(Exception):
    """The run that a chunk belongs to has ended; nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk of a run: where its dataset lies, which part it becomes, and its files."""

    root: str
    run: str
    number: int
    groups: tuple[Group, ...]
    owner: int
    """The process that holds the dataset, on its machine."""

    @property
    def folder(self) -> Path:
        """Temporary folder of the run; when it is gone the run has ended."""
        return Path(self.root, TEMPORARY, self.run)


class FileOutcome(NamedTuple):
    """What became of an input: read as which kind, or failed for which reason."""

    uri: str
    state: str
    what: str
    seconds: float
    message: str = ""


@dataclass(slots=True)
class Mined:
    """A staged part, and what became of its files."""

    number: int
    staged: str
    files: list[FileOutcome] = field(default_factory=list)


class _Read(NamedTuple):
    sha256: str
    letter: Letter
    record: VisitRecord


class _Failed(NamedTuple):
    sha256: str | None
    why: tuple[str, str]
    trace: str | None = None


class _Kept(local):
    """The child process of this thread, kept from chunk to chunk: it takes its time to start."""

    miner: IsolatedMiner | None = None
    settings: Settings | None = None


_kept = _Kept()


def mine_chunk(task: Task) -> Mined:
    """Mine the files of a chunk and stage their part.

    Parameters
    ----------
    task : Task
        The chunk.

    Returns
    -------
    Mined
        The staged part, for whoever holds the dataset to put into its place.

    Raises
    ------
    RunEnded
        If nobody waits for it any more.
    OSError
        If the part cannot be written; nothing of it is left behind then.
    IsolationError
        If no child process can be started.
    """
    _end_with(task.owner)
    chunk = _Chunk(task)
    for group in task.groups:
        if not task.folder.is_dir():
            raise RunEnded
        chunk.take(group)
    # Another worker may have been given the same chunk, where this one was thought dead.
    name = f"{task.run}/{task.number}-{uuid4().hex}"
    staged = stage(Path(task.root), name, chunk.rows)
    return Mined(task.number, str(staged), chunk.files)


@cache
def _end_with(owner: int) -> None:
    """See to it that this process ends with its parent, the run: once is enough."""
    if os.getppid() == owner and sys.platform != "win32":
        with suppress(ValueError):  # a thread that is not the first may not say so
            # Ctrl-C is the run's to hear, which then ends its workers.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        Thread(target=_wait_for_the_end_of, args=(owner,), daemon=True).start()


def _wait_for_the_end_of(parent: int) -> None:
    while os.getppid() == parent:
        sleep(LOOK)
    # The child that reads files ends when this process does, whatever it is at.
    os._exit(1)


def end_miner() -> None:
    """End the child process of this thread, if there is one."""
    if _kept.miner is not None:
        _kept.miner.close()
    _kept.miner = _kept.settings = None


class _Chunk:
    def __init__(self, task: Task) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in tables()}
        self.files: list[FileOutcome] = []
        self._settings = load_settings(str(task.folder / SETTINGS))
        self._overrides = load_overrides(task.folder / OVERRIDES)
        self._letters: dict[str, Row] = {}
        if _kept.settings != self._settings:
            end_miner()
            _kept.miner, _kept.settings = self._settings.miner(), self._settings
        assert _kept.miner is not None
        self._miner = _kept.miner

    def take(self, group: Group) -> None:
        """Mine a group once. An input that changed meanwhile leaves it, and the next is tried."""
        inputs = list(group.inputs)
        while inputs:
            started = perf_counter()
            got = self._mined(inputs[0], group.sha256)
            holds = inputs if got.sha256 == group.sha256 else inputs[:1]
            self._keep(got, holds, perf_counter() - started)
            del inputs[: len(holds)]

    def _keep(self, got: _Read | _Failed, inputs: list[Input], seconds: float) -> None:
        if isinstance(got, _Read):
            try:
                letter = self._letter(got, inputs[0].uri)
            except (DataError, IsolationError):
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours in one letter stays there
                trace = traceback.format_exc()
                got = _Failed(got.sha256, ("internal_error", repr(error)), trace)
        for one in inputs:
            if isinstance(got, _Read):
                self.rows["sources"].append(source_row(one.uri, got.sha256, READ, letter))
                said = FileOutcome(one.uri, READ, letter["kind"], seconds)
            else:
                places = got.trace and _places(got.trace)
                self.rows["sources"].append(source_row(one.uri, got.sha256, FAILED))
                self.rows["failures"].append(failure_row(one.uri, got.sha256, got.why, places))
                said = FileOutcome(one.uri, FAILED, got.why[0], seconds, got.why[1])
            self.files.append(said)

    def _letter(self, got: _Read, uri: str) -> Row:
        """Tag a letter and keep its rows, unless another name gave the same ones before."""
        if got.sha256 not in self._letters:
            record = got.record
            if self._settings.tag:
                tag_findings(record)
            rows = corrected_rows(
                got.letter,
                record,
                self._overrides,
                uri=uri,
                settings=self._settings.digest,
                gazetteer=gazetteer_from(self._settings.gazetteer),
            )
            for table, more in rows.items():
                self.rows[table] += more
            self._letters[got.sha256] = rows["visits"][0]
        return self._letters[got.sha256]

    def _mined(self, one: Input, planned: str) -> _Read | _Failed:
        """Mine an input whose bytes are the planned ones, or those that it has now."""
        wanted: str | None = planned
        for _ in range(TRIES):
            got = self._tried(one)
            if got.sha256 == wanted:
                return got
            # It changed meanwhile: once more, with the bytes that it has now.
            wanted = got.sha256 if isinstance(got, _Failed) else _hash(one, self._settings)
            if isinstance(got, _Read) and got.sha256 == wanted:
                return got
        said = "the file changed while it was read, and again; mine it when nobody writes to it"
        return _Failed(wanted, ("changed", said))

    def _tried(self, one: Input) -> _Read | _Failed:
        why: tuple[str, str]
        trace: str | None = None
        try:
            if one.place is None:
                letter, record = self._miner.mine_letter(one.path)
            else:
                with one.open() as file:
                    data = bytes_of(file, self._settings.limits)
                letter, record = self._miner.mine_letter(data, uri=one.uri)
            return _Read(letter.sha256, letter, record)
        except UnreadableLetter as error:
            why = (error.reason, error.detail)
        except OSError as error:
            why = ("cannot_open", error.strerror or str(error))
        except InternalError as error:
            why, trace = ("internal_error", str(error)), "\n".join(error.__notes__)
        except (DataError, IsolationError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file stays there
            why, trace = ("internal_error", repr(error)), traceback.format_exc()
        return _Failed(_hash(one, self._settings), why, trace)


def _hash(one: Input, settings: Settings) -> str | None:
    with suppress(OSError, UnreadableLetter):
        return hash_of(one, settings.limits)
    return None


def _places(trace: str) -> str:
    """Return the places in our code that a traceback names, the innermost last."""
    return "\n".join(_said(trace))


def _said(trace: str) -> Iterator[str]:
    for file, line, function in FRAME.findall(trace):
        yield f"{file.replace(chr(92), '/')}:{line} {function}"
    yield trace.strip().rsplit("\n", 1)[-1]
