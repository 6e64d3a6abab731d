"""What is generated in the README and the tutorial: ``python -m tests.readme --write``.

Outputs of commands, what the README's Python prints, and the block of figures, each where a comment
marks its place.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import regex

from tests import readme_figures

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "tutorial.md")
OUTPUT = regex.compile(
    r"(?P<head><!-- output(?:, first (?P<lines>\d+) lines)?: ofstedmine (?P<call>[^\n]+) -->\n)"
    r"```\n(?P<shown>.*?)```\n",
    regex.S,
)
PYTHON = regex.compile(
    r"```python\n(?P<code>[^`]*)```\n(?P<after>\n<!-- printed -->\n```\n(?P<shown>.*?)```\n)?",
    regex.S,
)
FIGURES = regex.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->\n)", regex.S)
WIDTH = "88"
CUT = "[...]"


@cache
def output(call: str) -> str:
    """Return what the command prints, without trailing space."""
    done = subprocess.run(
        [sys.executable, "-m", "ofstedmine", *call.split()],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"},
        capture_output=True,
        check=True,
    )
    lines = (line.rstrip() for line in done.stdout.decode().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def with_outputs(text: str) -> str:
    """Return a page with the outputs of its commands made anew, whole or their first lines."""

    def block(match: regex.Match[str]) -> str:
        shown = output(match["call"])
        if match["lines"]:
            first = shown.splitlines()[: int(match["lines"])]
            shown = "\n".join([*first, CUT]) + "\n"
        return f"{match['head']}```\n{shown}```\n"

    return OUTPUT.sub(block, text)


def with_printed(text: str) -> str:
    """Return a page with what its Python prints made anew; its blocks share their names."""
    names: dict[str, object] = {"__name__": "__main__"}

    def block(match: regex.Match[str]) -> str:
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            exec(compile(match["code"], "README.md", "exec"), names)
        if not match["after"]:
            assert not shown.getvalue(), "what is printed has no place"
            return match[0]
        return f"```python\n{match['code']}```\n\n<!-- printed -->\n```\n{shown.getvalue()}```\n"

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("corpus").symlink_to(ROOT / "corpus")
        return PYTHON.sub(block, text)


def with_figures(text: str) -> str:
    """Return a page with the figures made anew."""
    return FIGURES.sub(lambda match: match[1] + readme_figures.rendered() + match[2], text)


if __name__ == "__main__":
    stale = False
    for page in PAGES:
        kept = page.read_text("utf-8")
        made = with_figures(with_outputs(kept))
        if page == README:
            made = with_printed(made)
        stale |= made != kept
        if "--write" in sys.argv:
            page.write_text(made, "utf-8")
    sys.exit(stale)
