"""What is to be done: the inputs of now, held against what the dataset says of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ofstedmine.batch.parts import GONE
from ofstedmine.batch.rows import file_name

if TYPE_CHECKING:
    from ofstedmine.batch.inputs import Input
    from ofstedmine.batch.rows import Row

__all__ = ["FAILED", "READ", "Group", "Hashed", "Plan", "Wish", "make_plan", "source_row"]

READ, FAILED = "read", "failed"
FEWEST, MOST, PARTS = 16, 64, 1000
"""Letters of a part, and how many parts there may be before parts grow."""
TURNS = 4
"""Chunks that each worker gets at least, where there are letters enough."""


class Hashed(NamedTuple):
    """An input and the SHA-256 of its bytes, or what keeps it from being read."""

    input: Input
    sha256: str | None = None
    trouble: tuple[str, str] | None = None


class Group(NamedTuple):
    """The inputs that hold the same bytes; they are mined once."""

    sha256: str
    inputs: tuple[Input, ...]


class Wish(StrEnum):
    """What a run does beside mining what is new or changed."""

    retry_failed = "retry_failed"
    refresh = "refresh"


@dataclass(slots=True)
class Plan:
    """What a run has to do.

    Attributes
    ----------
    chunks : list of list of Group
        What is to be mined, in order; each chunk becomes one part.
    sources, failures : list of dict
        Rows that need no mining: further names of known letters, what cannot be opened, what is
        gone.
    total, done, known_failed : int
        Inputs; those that are in the dataset as they are, read or failed.
    out_of_reach : list of str
        Letters of the dataset whose files cannot be opened any more; they are kept.
    stale : int
        Letters that another version or other settings made and that stay as they are.
    vanished : int
        Letters and failures of the dataset whose files are gone.
    """

    chunks: list[list[Group]] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    failures: list[Row] = field(default_factory=list)
    total: int = 0
    done: int = 0
    known_failed: int = 0
    out_of_reach: list[str] = field(default_factory=list)
    stale: int = 0
    vanished: int = 0

    @property
    def to_mine(self) -> int:
        """How many inputs are to be mined."""
        return sum(len(group.inputs) for chunk in self.chunks for group in chunk)


def make_plan(
    hashed: Sequence[Hashed],
    sources: Mapping[str, Row],
    *,
    stale: Collection[str] = (),
    corrected: Collection[str] = (),
    vanished: Iterable[str] = (),
    prune: bool = False,
    wishes: Collection[Wish] = (),
    workers: int = 1,
) -> Plan:
    """Hold the inputs against the dataset.

    Parameters
    ----------
    hashed : sequence of Hashed
        The inputs in the order of their names.
    sources : mapping of str to dict
        What the dataset says of its inputs.
    stale : collection of str
        Letters that another version or other settings made.
    corrected : collection of str
        Letters whose corrections are others than they were: they are mined again.
    vanished : iterable of str
        Inputs of the dataset whose files are gone.
    prune : bool
        Whether these are taken out of the dataset.
    wishes : collection of Wish
        What else is to be done.
    workers : int
        How many share the work.

    Returns
    -------
    Plan
        It depends on nothing else.

    Examples
    --------
    >>> from ofstedmine.batch.inputs import Input
    >>> plan = make_plan([Hashed(Input("/a.pdf", "/a.pdf"), "0" * 64)], {})
    >>> plan.to_mine, plan.done
    (1, 0)
    """
    plan = Plan(total=len(hashed))
    redo = set(corrected) | (set(stale) if Wish.refresh in wishes else set())
    gone = sorted(vanished)
    plan.vanished = len(gone)
    live = {uri: row for uri, row in sources.items() if not (prune and uri in set(gone))}
    if prune:
        plan.sources += [_gone(sources[uri]) for uri in gone]
        redo |= _left_nameless(gone, sources, live)
    letters = {row["sha256"]: row for row in live.values() if row["letter_id"] is not None}
    groups: dict[str, list[Input]] = {}
    for one in hashed:
        if _is_known(one, live.get(one.input.uri), letters, redo, wishes, plan):
            continue
        if one.sha256 is not None:
            groups.setdefault(one.sha256, []).append(one.input)
    found = [Group(sha256, tuple(inputs)) for sha256, inputs in groups.items()]
    redone = {row["letter_id"] for sha, row in letters.items() if sha in groups}
    plan.stale = len(set(stale) - redone)
    size = _size(len(found), workers)
    plan.chunks = [found[at : at + size] for at in range(0, len(found), size)]
    return plan


def source_row(uri: str, sha256: str | None, state: str, letter: Row | None = None) -> Row:
    """Return the row of an input.

    Parameters
    ----------
    uri : str
        Its name.
    sha256 : str or None
        Of its bytes.
    state : str
        What became of it.
    letter : mapping, optional
        A row with the keys of the letter that it holds.

    Returns
    -------
    dict
        A row of the table of sources.

    Examples
    --------
    >>> source_row("/letters/a.pdf", None, FAILED)["file"]
    'a.pdf'
    """
    return {
        "uri": uri,
        "file": file_name(uri),
        "sha256": sha256,
        "state": state,
        "letter_id": letter and letter["letter_id"],
        "document_id": letter and letter["document_id"],
    }


def failure_row(uri: str, sha256: str | None, why: tuple[str, str], trace: str | None) -> Row:
    """Return the row of an input that could not be read."""
    reason, message = why
    return {
        "uri": uri,
        "file": file_name(uri),
        "sha256": sha256,
        "reason": reason,
        "message": message.encode("utf-8", "backslashreplace").decode(),
        "traceback": trace and trace.encode("utf-8", "backslashreplace").decode(),
    }


def _is_known(
    one: Hashed,
    row: Row | None,
    letters: Mapping[str | None, Row],
    redo: Collection[str],
    wishes: Collection[Wish],
    plan: Plan,
) -> bool:
    """Say whether an input needs no mining, and put into the plan what it needs instead."""
    uri = one.input.uri
    if one.sha256 is None:
        if row is not None and row["state"] == READ:
            # The letter is known, and better than an error.
            plan.out_of_reach.append(uri)
        elif row is None or Wish.retry_failed in wishes or row["sha256"] is not None:
            assert one.trouble is not None
            plan.sources.append(source_row(uri, None, FAILED))
            plan.failures.append(failure_row(uri, None, one.trouble, None))
        else:
            plan.known_failed += 1
        return True
    if row is not None and row["state"] == FAILED and row["sha256"] == one.sha256:
        if Wish.retry_failed in wishes:
            return False
        plan.known_failed += 1
        return True
    letter = letters.get(one.sha256)
    if letter is None or letter["letter_id"] in redo:
        return False
    if row is None or row["sha256"] != one.sha256:
        plan.sources.append(source_row(uri, one.sha256, READ, letter))
    else:
        plan.done += 1
    return True


def _gone(row: Row) -> Row:
    return source_row(row["uri"], row["sha256"], GONE)


def _left_nameless(
    gone: Iterable[str], sources: Mapping[str, Row], live: Mapping[str, Row]
) -> set[str]:
    """Return the letters that lose the first of their names: their rows tell of that one."""
    first: dict[str | None, str] = {}
    for uri, row in sorted(live.items()):
        first.setdefault(row["letter_id"], uri)
    lost = ((sources[uri]["letter_id"], uri) for uri in gone)
    return {letter for letter, uri in lost if letter is not None and uri < first.get(letter, "")}


def _size(groups: int, workers: int) -> int:
    """Return how many letters a chunk has: little is lost with it, and no worker is left idle."""
    most = min(MOST, max(FEWEST, groups // PARTS))
    return max(1, min(most, -(-groups // (TURNS * workers))))
