"""Golden records: what each sample letter is expected to say, beside the letter.

``python -m tests.golden`` shows what would change; ``--write`` writes missing and changed goldens
(review the diff as you would code).

A golden is the whole record but for what changes without the letter changing: ``source`` keeps
only its media type and pages (not hash, size, path, engine or versions), ``schema_version`` and
``document_id`` go (the id is made from the file's hash), and so do finding ids (made from the
document's), what the tagger adds to findings, and the boxes of evidence (points that move with
a version of a library). Fields that are empty are left out, so that a diff shows what matters.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from pathlib import Path
from typing import Any

import ofstedmine as om

LETTERS = Path(__file__).resolve().parent.parent / "corpus" / "letters"
_FINDING = {"text", "page", "paragraph", "start", "end", "section", "role", "source", "cohort"}
_EVIDENCE = {"quote", "page", "start", "end", "rule", "kind"}


def samples() -> list[Path]:
    """Return the sample letters."""
    return sorted(
        path
        for path in LETTERS.iterdir()
        if path.suffix in {".docx", ".html", ".md", ".pdf", ".txt"} and path.name != "README.md"
    )


def golden_path(sample: Path) -> Path:
    """Return where the golden record of a letter is kept."""
    return sample.with_name(sample.name + ".golden.json")


def record_text(sample: Path) -> str:
    """Return the record of a letter as its golden is written."""
    record = om.parse(om.read(sample)).model_dump(mode="json")
    for name in ("schema_version", "document_id"):
        del record[name]
    record["source"] = {name: record["source"][name] for name in ("media_type", "pages")}
    record["findings"] = [_only(finding, _FINDING) for finding in record["findings"]]
    record["evidence"] = {
        pointer: [_only(evidence, _EVIDENCE) for evidence in found]
        for pointer, found in record["evidence"].items()
        if pointer != "/document_id"
    }
    return json.dumps(_compact(record), indent=1, ensure_ascii=False) + "\n"


def changes(sample: Path) -> str:
    """Return a diff from the golden record to the record at hand; empty if they are the same."""
    path = golden_path(sample)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    diff = difflib.unified_diff(
        before.splitlines(), record_text(sample).splitlines(), path.name, "now", lineterm="", n=2
    )
    return "\n".join(diff)


def _only(fields: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in names}


def _compact(value: Any) -> Any:
    """Leave out what is empty."""
    if isinstance(value, dict):
        kept = {name: _compact(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in (None, [], {})}
    return [_compact(inner) for inner in value] if isinstance(value, list) else value


def main(arguments: list[str] | None = None) -> int:
    """Show or write what changed."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write missing and changed goldens")
    write = parser.parse_args(arguments).write
    changed = 0
    for sample in samples():
        if diff := changes(sample):
            changed += 1
            sys.stdout.write(diff + "\n")
            if write:
                golden_path(sample).write_text(record_text(sample), encoding="utf-8")
    done = "written" if write else "differ"
    sys.stdout.write(f"{changed} of {len(samples())} golden records {done}\n")
    return 1 if changed and not write else 0


if __name__ == "__main__":
    sys.exit(main())
