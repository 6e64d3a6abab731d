"""The papers with which the work began: facts and figures, none of their sentences."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

import ofstedmine as om
from ofstedmine.claims import differences, read_paper

ROOT = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("OFSTEDMINE_SEEDS", ROOT.parent / "shared" / "seeds"))
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no documents in {SEEDS}")
PAPERS = {}


def paper(name):
    if name not in PAPERS:
        PAPERS[name] = read_paper(SEEDS / name)
    return PAPERS[name]


def of(name, kind, **wanted):
    return [
        one
        for one in paper(name).claims
        if one.kind == kind and all(getattr(one, key) == value for key, value in wanted.items())
    ]


def when(claim):
    return [(str(one.start), str(one.end)) for one in claim.when]


RELEASE_2017 = "press_release_2017-11-29.txt"
MINUTES = "committee_minutes_2017.txt"
ARTICLE = "magazine_article_2019-02.txt"
RELEASE_2021 = "press_release_2021-10-19.txt"


@pytest.mark.parametrize(
    ("name", "kind", "dated"),
    [
        (RELEASE_2017, "press_release", date(2017, 11, 29)),
        (MINUTES, "committee_paper", None),
        (ARTICLE, "news_article", date(2019, 3, 31)),
        (RELEASE_2021, "press_release", date(2021, 10, 19)),
    ],
)
def test_kind_day_and_authority(name, kind, dated):
    assert paper(name).kind == kind
    assert paper(name).authority == "Bromley"
    if dated:
        assert paper(name).dated == dated
    else:
        assert paper(name).date_inferred


def test_release_of_2017():
    [visit] = of(RELEASE_2017, "visit", number=5)
    assert when(visit) == [("2017-10-01", "2017-10-31")]
    assert visit.year_inferred
    assert not visit.planned
    assert "children_in_care" in visit.about
    assert len(of(RELEASE_2017, "quotation", attributed_to="ofsted")) == 1
    spoken = of(RELEASE_2017, "quotation", attributed_to="council")
    assert len(spoken) == 2
    assert all(one.speaker for one in spoken)


def test_minutes_of_2017():
    past = [when(one) for one in of(MINUTES, "visit", planned=False)]
    assert [("2017-08-08", "2017-08-09")] in past
    assert [("2016-04-11", "2016-05-05")] in past
    planned = [when(one) for one in of(MINUTES, "visit", planned=True, event="visit")]
    assert planned == [[("2017-10-01", "2017-10-31")], [("2018-02-01", "2018-02-28")]]
    figures = {one.figure.value: one for one in of(MINUTES, "figure") if one.share or one.notes}
    assert sorted(figures) == [23, 133, 142, 298]
    assert [note.holds for note in figures[298].notes] == [True]
    assert [figures[count].whole.value for count in (23, 142, 133)] == [298, 298, 298]
    assert [figures[count].notes[0].holds for count in (23, 142, 133)] == [True, True, False]
    assert "44.6 %, which rounds to 45" in figures[133].notes[0].message


def test_article_of_2019():
    judged = [(one.grade, when_year(one)) for one in of(ARTICLE, "judgement")]
    assert ("inadequate", 2016) in judged
    assert ("good", 2018) in judged
    [good] = of(ARTICLE, "judgement", grade="good")
    assert (good.when.start, good.when.end) == (date(2018, 11, 1), date(2018, 11, 30))
    assert of(ARTICLE, "visit", count=7, over="over two years")
    figures = {one.figure.value: one for one in of(ARTICLE, "figure")}
    assert figures[306].figure.noun == "actions"
    assert figures[80].figure.hedge == "over"
    assert figures[80].compared_with.value == 42
    assert figures[42].when.start.year == 2016


def when_year(claim):
    return claim.when.start.year if claim.when else None


def test_release_of_2021():
    [visit] = of(RELEASE_2021, "visit", event="visit")
    assert when(visit) == [("2021-09-01", "2021-09-30")]
    assert len(of(RELEASE_2021, "quotation", attributed_to="ofsted")) == 2
    assert len(of(RELEASE_2021, "quotation", attributed_to="council")) == 3
    learning = [one for one in of(RELEASE_2021, "finding") if "learning" in one.text]
    assert len(learning) == 1
    assert "exploitation_and_missing" in learning[0].themes


def test_two_documents_give_two_totals_and_neither_is_wrong():
    found = differences([paper(MINUTES), paper(ARTICLE)])
    assert [[one.figure.value for one in each.claims] for each in found] == [[298, 306]]
    report = om.check(paper(MINUTES), om.Shelf([]), beside=[paper(ARTICLE)])
    assert len(report.between_documents) == 1
    assert report.counts()["differs_from_letter"] == 0


def test_the_letter_of_march_2017_is_held_against_the_papers():
    letter = om.read(SEEDS / "monitoring_letter_2017-03-24.txt")
    record = om.mine(SEEDS / "monitoring_letter_2017-03-24.txt")
    shelf = om.Shelf([record], {record.document_id: letter})
    for name in (RELEASE_2017, MINUTES, ARTICLE, RELEASE_2021):
        assert om.check(paper(name), shelf).counts()["differs_from_letter"] == 0, name
