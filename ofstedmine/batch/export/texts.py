"""The texts that exports carry, from ``data/about.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from ofstedmine.errors import DataError
from ofstedmine.resources import find

__all__ = ["words"]

FILE = "batch/data/about.toml"
TEXTS = frozenset({"attribution", "short", "licence", "licence_url", "no_endorsement", "tags",
                   "facts", "names", "no_names", "no_ranking"})  # fmt: skip
TABLES = frozenset({"kinds", "use", "values"})


@cache
def words() -> Mapping[str, Any]:
    """Return the texts.

    Returns
    -------
    mapping
        Texts, and tables of texts, by name.

    Raises
    ------
    DataError
        If one is missing or unknown.

    Examples
    --------
    >>> words()["licence"]
    'Open Government Licence v3.0'
    """
    said = tomllib.loads(find(FILE).read_text("utf-8"))
    if odd := set(said) ^ (TEXTS | TABLES):
        raise DataError(f"{FILE}: missing or unknown: {', '.join(sorted(odd))}")
    return said
