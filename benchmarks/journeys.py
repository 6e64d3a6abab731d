"""What journeys cost: the time a record takes, among few and among many.

``python -m benchmarks.journeys`` measures on made records: ten letters an authority, fifty findings
a letter. What a record takes longer among many is the garbage collector's: with it turned off both
take the same.
"""

import json
import time
from datetime import date, timedelta

FEW, MANY = 400, 4_000
LETTERS, FINDINGS = 10, 50
AREAS = ["the front door", "assessments", "plans for children in need", "care leavers", "audit"]
FIRST = date(2018, 1, 9)


def journeys(rounds=3):
    """Return ms a record among few and many records, and how often the one holds the other."""
    import ofstedmine as om

    om.journeys(records(LETTERS))
    few, many = (
        min(timed(om.journeys, made) for _ in range(rounds)) * 1_000 / len(made)
        for made in (records(FEW), records(MANY))
    )
    return {"few_ms": few, "many_ms": many, "ratio": many / few}


def timed(function, made):
    """Return the seconds of processor that a call takes."""
    start = time.process_time()
    function(made)
    return time.process_time() - start


def records(count):
    """Return records of visits to as many authorities as have ten each."""
    return [record(n // LETTERS, n % LETTERS) for n in range(count)]


def record(place, number):
    from ofstedmine.records import VisitRecord

    name = f"Made {place}"
    day = FIRST + timedelta(days=140 * number + place % 20)
    findings = [
        {
            "id": f"{place}-{number}-{n}",
            "text": f"Finding {n} of visit {number}.",
            "paragraph": n + 1,
            "start": n,
            "end": n + 1,
            "role": "findings",
            "source": "sentence",
            "themes": ["front_door", "assessment", "care_leavers"][n % 3 :],
            "sentiment": ["positive", "negative", "mixed", "neutral"][n % 4],
            "progress": "not_stated",
        }
        for n in range(FINDINGS)
    ]
    return VisitRecord.model_validate(
        {
            "document_id": f"{place:04}-{number}",
            "visit_id": f"made-{place}-{day}",
            "kind": "monitoring_visit",
            "framework": {},
            "authority": {"name": name, "as_written": name},
            "visit": {"dates": [day, day + timedelta(days=1)], "number": number + 1},
            "previous_judgement": {"grade": "inadequate", "year": 2017, "month": 9},
            "areas_covered": [
                {"text": f"{text} ({n})", "start": 0, "end": len(text)}
                for n, text in enumerate(AREAS[number % 2 :])
            ],
            "findings": findings,
            "source": {
                "sha256": f"{place:032}{number:032}",
                "media_type": "text/plain",
                "bytes": 1,
                "engine": "made",
                "ofstedmine_version": "0",
            },
        }
    )


if __name__ == "__main__":
    print(json.dumps(journeys()))
