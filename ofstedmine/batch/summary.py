"""What a run did, and what the dataset holds after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from ofstedmine.batch.plan import FAILED

if TYPE_CHECKING:
    from ofstedmine.batch.parts import Parts

__all__ = ["Summary"]


@dataclass(slots=True)
class Summary:
    """What a run did, and what the dataset holds after it.

    Attributes
    ----------
    out : str
        The dataset's folder.
    inputs : int
        Files that were to be in it.
    read, failed : int
        Of these, those whose letter is in it, and those that could not be read.
    mined, failed_now : int
        Files that this run read, and that it could not read.
    skipped : int
        Files that were in it already, as they are.
    letters : int
        Letters in the dataset.
    kinds, reasons : dict of str to int
        Its letters by kind, and its failures by reason.
    stale : int
        Letters of other versions or settings; ``refresh`` mines them again.
    vanished, pruned : int
        Entries whose files are gone: that stay, and that were taken out.
    out_of_reach : int
        Files that cannot be opened now and whose letters stay.
    corrected : int
        Letters with corrections in ``overrides.csv``.
    not_corrected : list of str
        Corrections that could not be applied, and why.
    others : dict of str to int
        Files by suffix that are no letters and were left alone.
    seconds : float
        How long it took.
    """

    out: str
    inputs: int = 0
    read: int = 0
    failed: int = 0
    mined: int = 0
    failed_now: int = 0
    skipped: int = 0
    letters: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    stale: int = 0
    vanished: int = 0
    pruned: int = 0
    out_of_reach: int = 0
    corrected: int = 0
    not_corrected: list[str] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)

    def count(self, parts: Parts, inputs: list[str]) -> None:
        """Count what is there after the run.

        Parameters
        ----------
        parts : Parts
            The dataset's parts.
        inputs : list of str
            The names of the run's inputs.
        """
        states = Counter(parts.sources[uri]["state"] for uri in inputs if uri in parts.sources)
        self.failed = states[FAILED]
        self.read = len(inputs) - self.failed
        self.letters = len(parts.homes)
        self.kinds = _counts(parts, "visits", "kind")
        self.reasons = _counts(parts, "failures", "reason")


def _counts(parts: Parts, table: str, column: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for rows in parts.batches(table, [column]):
        found.update(rows[column].to_pylist())
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
