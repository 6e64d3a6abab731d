"""The JSON schema of a record in ``docs``: ``python -m tests.schema --write`` makes it anew."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ofstedmine.records import VisitRecord

FILE = Path(__file__).resolve().parent.parent / "docs" / "record.schema.json"


def schema_text() -> str:
    """Return the schema as ``ofstedmine schema`` prints it."""
    return json.dumps(VisitRecord.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    text = schema_text()
    if "--write" in sys.argv:
        FILE.write_text(text, "utf-8")
    sys.exit(text != FILE.read_text("utf-8"))
