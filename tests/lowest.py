"""The oldest versions of the dependencies that are allowed: ``python -m tests.lowest``.

Prints a line of pip's constraints for each dependency in ``pyproject.toml``, at its lower bound.
Only what users install is held low, the extra for charts and notebooks too: the tools of developers
are their own affair.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<version>[0-9.]+)")


def lowest() -> list[str]:
    """Return ``name==version`` for every dependency of the project."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["notebooks"]]
    bounds = [(each, BOUND.fullmatch(each)) for each in named]
    if wrong := [each for each, bound in bounds if not bound]:
        raise ValueError(f"no plain lower bound: {', '.join(wrong)}")
    return [f"{bound['name']}=={bound['version']}" for _, bound in bounds if bound]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest()) + "\n")
