import pytest

pytest.importorskip("altair", reason="charts need the extra: pip install 'ofstedmine[notebooks]'")

from ofstedmine.records import (
    Authority,
    Finding,
    Framework,
    Item,
    Period,
    RecordWarning,
    Source,
    Visit,
    VisitRecord,
)


def make(
    name="Northmoor",
    day="2024-06-04",
    *,
    number=1,
    sentiments="p" * 8 + "n" * 4,
    themes=("workforce",),
    areas=("the quality of plans",),
    kind="monitoring_visit",
    framework="ILACS",
    model="1-test",
    validated=True,
    role="findings",
    missing=None,
):
    """Return a record with as many findings as letters: p, n, m, o for the sentiments."""
    words = {"p": "positive", "n": "negative", "m": "mixed", "o": "neutral"}
    progress = {"p": "improved", "n": "declined", "m": "early", "o": "not_stated"}
    return VisitRecord(
        document_id=f"{name}-{day}-{number}",
        visit_id=f"{name}-{kind}-{day}",
        kind=kind,
        framework=Framework(name=framework),
        authority=Authority(name=name, as_written=name, ons_code=f"E-{name}") if name else None,
        visit=Visit(periods=[Period(start=day, end=day)], dates=[day], number=number),
        areas_covered=[Item(text=text, start=0, end=1) for text in areas],
        findings=[
            Finding(
                id=str(i),
                text=f"Finding {i}.",
                paragraph=1,
                start=2 * i,
                end=2 * i + 1,
                role=role,
                source="sentence",
                themes=list(themes),
                sentiment=words[one],
                progress=progress[one],
                uncertain=False,
            )
            for i, one in enumerate(sentiments)
        ],
        missing=missing or {},
        warnings=[]
        if validated
        else [RecordWarning(code="tagger_not_validated", message="not validated")],
        source=Source(
            sha256="0" * 64,
            media_type="text/plain",
            bytes=1,
            engine="text",
            ofstedmine_version="0",
            model_version=model,
        ),
    )


@pytest.fixture(name="make")
def _make():
    return make
