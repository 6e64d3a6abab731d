"""Render the sample letters: ``python -m corpus.render [NAME ...]``."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys

from corpus.render import FORMATS, LETTERS, SOURCES, load, render
from corpus.render.environment import versions

MANIFEST = LETTERS / "rendered.json"


def main(arguments: list[str] | None = None) -> int:
    """Render all sources, or those named, and note what made each file."""
    parser = argparse.ArgumentParser(prog="python -m corpus.render", description=__doc__)
    parser.add_argument("names", nargs="*", help="sources by name; all of them without")
    names = parser.parse_args(arguments).names
    known = {path.stem: path for path in sorted(SOURCES.glob("*.md"))}
    if unknown := sorted(set(names) - set(known)):
        parser.error(f"no such source: {', '.join(unknown)}; there are: {', '.join(known)}")
    LETTERS.mkdir(exist_ok=True)
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.exists() else {}
    for name in names or known:
        document = load(known[name])
        file = name + FORMATS[document.format][1]
        made_with = versions(document.format)
        if absent := [name for name, version in made_with.items() if version is None]:
            sys.stdout.write(f"{file}: left as it is, {', '.join(absent)} is not installed\n")
            continue
        data = render(document)
        changed = not (LETTERS / file).exists() or (LETTERS / file).read_bytes() != data
        (LETTERS / file).write_bytes(data)
        manifest[file] = {
            "format": document.format,
            "sha256": hashlib.sha256(data).hexdigest(),
            "made_with": made_with,
        }
        sys.stdout.write(f"{file}: {len(data):,} bytes{'' if changed else ', as it was'}\n")
    files = {file: manifest[file] for file in sorted(manifest) if (LETTERS / file).exists()}
    MANIFEST.write_text(json.dumps(files, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
