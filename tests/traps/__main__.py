"""Write the files of the traps, or say which would change."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the builders' plain names

from traps.build import FILES, files


def main(arguments: list[str] | None = None) -> int:
    """Show or write what changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.traps", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write missing and changed files")
    write = parser.parse_args(arguments).write
    built = files()
    there = {path.name: path.read_bytes() for path in FILES.iterdir()}
    changed = sorted(
        name for name in built.keys() | there.keys() if built.get(name) != there.get(name)
    )
    for name in changed:
        sys.stdout.write(f"{name}\n")
        if write and name in built:
            (FILES / name).write_bytes(built[name])
        elif write:
            (FILES / name).unlink()
    done = "written" if write else "differ"
    sys.stdout.write(f"{len(changed)} of {len(built)} files {done}\n")
    return 1 if changed and not write else 0


if __name__ == "__main__":
    sys.exit(main())
