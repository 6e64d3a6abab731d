"""The table of tagged sentences, for tests that measure a tagger or check the table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("findings") / "tagged_sentences.toml"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence of the table, with its context and its labels.

    ``marked`` is the text with asterisks around the words that decide. A tagger is right if it
    gives all of ``themes`` and besides them none but ``optional`` ones, and the sentiment or one of
    ``accept``.
    """

    group: str
    marked: str
    themes: tuple[str, ...]
    sentiment: str
    progress: str
    optional: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    heading: str | None = None
    role: str = "findings"
    bullet: bool = False
    previous: str | None = None

    @property
    def text(self) -> str:
        """The sentence as a letter has it."""
        return self.marked.replace("*", "")


def load_tagged() -> list[Tagged]:
    """Return the table, in its order."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return [_tagged(group, row) for group, rows in table.items() for row in rows]


def _tagged(group: str, row: dict[str, Any]) -> Tagged:
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
    values["marked"] = values.pop("text")
    return Tagged(group=group, **values)
