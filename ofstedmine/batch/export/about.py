"""What an export says of itself: attribution, what tags are worth, versions, letters by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofstedmine.batch.export.labels import label_of
from ofstedmine.batch.export.texts import words

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset

__all__ = ["About", "about"]


@dataclass(frozen=True, slots=True)
class About:
    """What there is to know of a dataset as a whole.

    Attributes
    ----------
    letters, failures : int
        How many.
    kinds : list of (str, int, str)
        Kind of letter for people, how many there are, whether the tagger was measured on them.
    versions : list of (str, str)
        What made the dataset, and in which version.
    notes : list of (str, str)
        What a reader must know before using it, each with a word that says what it is about.
    """

    letters: int
    failures: int
    kinds: list[tuple[str, int, str]]
    versions: list[tuple[str, str]]
    notes: list[tuple[str, str]]


def about(dataset: Dataset, names: bool) -> About:
    """Return what there is to know of a dataset as a whole.

    Parameters
    ----------
    dataset : Dataset
        The dataset.
    names : bool
        Whether people are in the export.

    Returns
    -------
    About
        Counts, versions and notes.
    """
    kinds: Counter[str] = Counter()
    measured: dict[str, str] = {}
    for rows in dataset.batches("visits", ["kind", "findings", "tag_status"]):
        for row in rows.to_pylist():
            kinds[row["kind"]] += 1
            if row["findings"]:
                measured[row["kind"]] = _measured(row["tag_status"])
    versions = {
        (title, row[column])
        for rows in dataset.batches("letters", [column for _, column in _VERSIONS])
        for row in rows.to_pylist()
        for title, column in _VERSIONS
        if row[column]
    }
    said = words()
    kept = "names" if names else "no_names"
    return About(
        letters=len(dataset),
        failures=sum(rows.num_rows for rows in dataset.batches("failures", ["uri"])),
        kinds=[
            (label_of(kind), n, measured.get(kind, said["kinds"]["nothing"]))
            for kind, n in sorted(kinds.items())
        ],
        versions=sorted(versions),
        notes=[
            ("No endorsement", said["no_endorsement"]),
            ("Tags", said["tags"]),
            ("Facts", said["facts"]),
            ("People", said[kept]),
            ("Comparing", said["no_ranking"]),
        ],
    )


_VERSIONS = (
    ("ofstedmine", "ofstedmine_version"),
    ("Schema of records", "schema_version"),
    ("Tagger", "model_version"),
)


def _measured(status: str | None) -> str:
    said: Mapping[str, str] = words()["kinds"]
    if status is None:
        return said["untagged"]
    return said["not_validated" if "not validated" in status else "validated"]
