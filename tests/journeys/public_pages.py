"""Records made of what public pages say about real visits: facts only, no letter is read.

The pages' facts lie outside the project; `public_pages.toml` adds what their notes say beside them, as
somebody read them: from where a number counts, and whether a visit was called the last.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from pathlib import Path

from ofstedmine.parsing.gazetteer import load_gazetteer
from ofstedmine.records import VisitRecord

HERE = Path(__file__).parent
SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FILE = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS", SHARED)) / "visits_dev.jsonl"
READ = tomllib.loads((HERE / "public_pages.toml").read_text(encoding="utf-8"))
KINDS = {"monitoring": "monitoring_visit", "focused": "focused_visit"}


def load() -> list[VisitRecord]:
    """Return a record for each row that tells of a visit to a named authority."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [(n, json.loads(line)) for n, line in enumerate(lines, 1)]
    return [
        record_of(n, row)
        for n, row in rows
        if row["local_authority"] and n not in READ["no_visit"]["rows"]
    ]


def record_of(n: int, row: dict) -> VisitRecord:
    """Return the record of a row."""
    read = READ["rows"].get(str(n), {})
    name = f"row-{n:03}"
    found = [load_gazetteer().get(one).as_record(one) for one in row["local_authority"].split("; ")]
    kind = KINDS[row["visit_kind"]]
    days = row["visit_dates"] or []
    number = row["visit_number"]
    since = read.get("since", "judged_inadequate" if row["judged_inadequate_in"] else "")
    anchors = [{"number": number, "since": since, "text": ""}] if number and since else []
    anchors += [{"number": one[0], "since": one[1], "text": ""} for one in read.get("also", ())]
    if read.get("final"):
        anchors.append({"number": None, "since": "other", "text": "final"})
    elsewhere = since in {"trust_established", "new_council"}
    return VisitRecord.model_validate(
        {
            "document_id": name,
            "visit_id": f"{found[0].ons_code}-{kind}-{min(days, default='undated-' + name)}",
            "kind": kind,
            "framework": {},
            "authority": found[0],
            "other_authorities": found[1:],
            "letter_date": row["letter_date"],
            "published": row["published"],
            "visit": {
                "dates": days,
                "number": None if elsewhere else number,
                "anchors": anchors,
            },
            "inspectors": [{"name": one} for one in row["inspectors"]],
            "previous_judgement": judged(row["judged_inadequate_in"] or read.get("judged")),
            "areas_covered": [
                {"text": text, "start": 0, "end": len(text)} for text in row["areas"]
            ],
            "source": {
                "uri": row["url"],
                "sha256": hashlib.sha256(f"{n} {row['url']}".encode()).hexdigest(),
                "media_type": "text/plain",
                "bytes": 0,
                "engine": "by hand",
                "ofstedmine_version": "0",
            },
        }
    )


def judged(month: str | None) -> dict | None:
    """Return a stated judgement: a year and a month, or a year."""
    if not month:
        return None
    year, _, part = month.partition("-")
    return {"grade": "inadequate", "year": int(year), "month": int(part) if part else None}
