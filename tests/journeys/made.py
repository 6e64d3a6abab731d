"""Records of invented visits, with only what a test is about."""

from __future__ import annotations

from datetime import date, timedelta

from ofstedmine.records import VisitRecord

TWO = timedelta(days=1)


def visit(
    name="a",
    day=None,
    number=None,
    *,
    authority="Northmoor",
    others=(),
    kind="monitoring_visit",
    days=2,
    since=None,
    also=(),
    judged="2020-01",
    grade="inadequate",
    letter=None,
    published=None,
    areas=(),
    findings=(),
    final=False,
    **fields,
):
    """Return a record of a visit; `day` is its first day, `findings` are (themes, sentiment)."""
    first = date.fromisoformat(day) if day else None
    dates = [first + timedelta(days=n) for n in range(days)] if first else []
    anchors = [{"number": number, "since": since, "text": ""}] if since else []
    anchors += [{"number": n, "since": s, "text": ""} for n, s in also]
    year, month = [*map(int, (judged or "0").split("-")), None][:2]
    stated = {"grade": grade, "year": year, "month": month}
    elsewhere = since in {"trust_established", "new_council"}
    return VisitRecord.model_validate(
        {
            "document_id": name,
            "visit_id": f"{authority}-{kind}-{day or name}",
            "kind": kind,
            "framework": {},
            "title": "Final monitoring visit" if final else None,
            "authority": {"name": authority, "as_written": authority},
            "other_authorities": [{"name": one, "as_written": one} for one in others],
            "letter_date": letter,
            "published": published,
            "visit": {"dates": dates, "number": None if elsewhere else number, "anchors": anchors},
            "previous_judgement": stated if judged else None,
            "areas_covered": [{"text": one, "start": 0, "end": len(one)} for one in areas],
            "findings": [
                {
                    "id": f"{name}-{n}",
                    "text": f"Finding {n} of {name}.",
                    "paragraph": n + 1,
                    "start": n,
                    "end": n + 1,
                    "role": "findings",
                    "source": "sentence",
                    "themes": themes,
                    "sentiment": sentiment,
                    "progress": "not_stated",
                }
                for n, (themes, sentiment) in enumerate(findings)
            ],
            "source": {
                "sha256": name.encode().hex().ljust(64, "0")[:64],
                "media_type": "text/plain",
                "bytes": 1,
                "engine": "made",
                "ofstedmine_version": "0",
            },
            **fields,
        }
    )


def inspection(name="i", day="2019-11-04", grade="inadequate", improvements=(), **fields):
    """Return a record of an inspection report."""
    return visit(
        name,
        day,
        kind="ilacs_inspection",
        days=10,
        judged=None,
        judgements=[
            {
                "area": "Overall effectiveness",
                "area_code": "overall",
                "grade": grade,
                "grade_as_written": grade.title(),
            }
        ],
        improvements=[{"text": one, "start": 0, "end": len(one)} for one in improvements],
        **fields,
    )
