"""The outputs in the README, as the command prints them: ``python -m tests.readme --write``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import regex

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
OUTPUT = regex.compile(
    r"<!-- output: ofstedmine (?P<call>[^\n]+) -->\n```\n(?P<shown>.*?)```\n", regex.S
)
WIDTH = "88"


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


def rendered() -> str:
    """Return the README with its outputs made anew."""

    def block(match: regex.Match[str]) -> str:
        call = match["call"]
        return f"<!-- output: ofstedmine {call} -->\n```\n{output(call)}```\n"

    return OUTPUT.sub(block, README.read_text("utf-8"))


if __name__ == "__main__":
    text = rendered()
    if "--write" in sys.argv:
        README.write_text(text, "utf-8")
    sys.exit(text != README.read_text("utf-8"))
