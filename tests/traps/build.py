"""All files of the traps, by name."""

from __future__ import annotations

from pathlib import Path

from builders.tagged_pdf import build

from traps import hazards, others, parts, pdfs, untagged

MAKERS = (untagged, pdfs, hazards)
"""Imported for what they note in ``parts.MADE``."""
FILES = Path(__file__).resolve().parent / "files"


def files() -> dict[str, bytes]:
    """Return the bytes of every file; the same on every machine."""
    made: dict[str, bytes] = {}
    for name, (make, how) in parts.MADE.items():
        # Not packed: what zlib makes of the same bytes differs from version to version.
        made[name] = build(make(), packed=False, **how)
    return {**made, **others.MADE}
