"""What letters are mined with: all that may change what is read from them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine._version import __version__
from ofstedmine.isolation.messages import (
    gazetteer_from,
    gazetteer_said,
    metadata_from,
    metadata_said,
)
from ofstedmine.reading import Limits
from ofstedmine.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from ofstedmine.isolation.miner import IsolatedMiner
    from ofstedmine.parsing import Gazetteer
    from ofstedmine.parsing.metadata import Metadata

__all__ = ["Settings", "load_settings", "versions"]

DIGITS = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker must know, in the form that goes between processes.

    Attributes
    ----------
    boxes, tag : bool
        Whether evidence gets its boxes, and findings their tags.
    gazetteer, metadata : dict or None
        As JSON can hold them.
    limits : Limits
        How much one file may cost.
    deadline, memory : number
        Seconds and bytes that a file may take.
    """

    boxes: bool = True
    tag: bool = True
    gazetteer: dict[str, Any] | None = None
    metadata: dict[str, Any] | None = None
    limits: Limits = field(default_factory=Limits)
    deadline: float = 60.0
    memory: int = 1_000_000_000

    @classmethod
    def of(cls, gazetteer: Gazetteer | None, metadata: Metadata | None, **others: Any) -> Settings:
        """Return settings with a gazetteer and metadata of the user's own."""
        return cls(gazetteer=gazetteer_said(gazetteer), metadata=metadata_said(metadata), **others)

    @property
    def digest(self) -> str:
        """Digest of what may change a record; what a file may cost is not among it."""
        said = [self.boxes, self.tag, self.gazetteer, self.metadata]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:DIGITS]

    def write(self, path: Path) -> None:
        """Write them to a file."""
        path.write_text(json.dumps(asdict(self)), encoding="ascii")

    def miner(self) -> IsolatedMiner:
        """Return what mines files in a child process."""
        from ofstedmine.isolation.miner import IsolatedMiner

        return IsolatedMiner(
            gazetteer=gazetteer_from(self.gazetteer),
            metadata=metadata_from(self.metadata),
            limits=self.limits,
            boxes=self.boxes,
            deadline=self.deadline,
            memory=self.memory,
        )


@lru_cache(maxsize=2)
def load_settings(path: str) -> Settings:
    """Return the settings in a file; no run gives two files one name."""
    said = json.loads(Path(path).read_text(encoding="ascii"))
    return Settings(**{**said, "limits": Limits(**said["limits"])})


def versions(tag: bool) -> tuple[str, str, str | None]:
    """Return the versions of the record, the library and the tagger.

    Parameters
    ----------
    tag : bool
        Whether findings are tagged.

    Returns
    -------
    tuple of str
        The tagger's is None where nothing is tagged.

    Examples
    --------
    >>> versions(tag=False)[-1] is None
    True
    """
    from ofstedmine.findings.tagger import shipped_version

    return SCHEMA_VERSION, __version__, shipped_version() if tag else None
