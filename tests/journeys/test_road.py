"""The road of Aldermere, which does not exist: ten letters from one inspection past the next."""

from __future__ import annotations

import json
import random

import golden
import pytest
from rich.console import Console

import ofstedmine as om
from journeys.made import inspection, visit
from ofstedmine.journeys import Journey


@pytest.fixture(scope="module")
def records():
    return [om.mine(path) for path in golden.samples() if path.name.startswith("aldermere")]


@pytest.fixture(scope="module")
def road(records):
    return om.journey(records, "Aldermere")


def test_judgement_visits_and_reinspection(road):
    first, second = road.rounds
    assert (first.judgement.grade, first.reinspection.grade) == ("inadequate", "good")
    assert [one.number for one in first.visits] == [1, 2, 3, 4, 5, 6, 7]
    assert second.judgement == first.reinspection
    assert [one.kind for one in second.visits] == ["focused_visit"]
    assert second.reinspection is None
    assert not road.unplaced


def test_a_visit_tells_days_inspectors_areas_and_tone(road):
    second = road.rounds[0].visits[1]
    assert [day.isoformat() for day in second.days] == ["2020-09-22", "2020-09-23"]
    assert second.inspectors == ["Anil Thackeray", "Siân Prothero"]
    assert second.remote
    assert [area.themes for area in second.areas] == [
        ["permanence"],
        ["exploitation_and_missing"],
        ["care_leavers"],
        ["quality_assurance"],
    ]
    everything = second.tone()
    assert everything.n == second.findings == sum(everything.sentiment.values())
    assert sum(everything.progress.values()) == everything.n


def test_time_between_visits_is_held_against_the_usual(road):
    gaps = [one.gap for one in road.rounds[0].visits]
    assert gaps[0] is None
    assert [(gap.days, gap.compared) for gap in gaps[1:4]] == [
        (202, "within"),
        (245, "longer"),
        (112, "shorter"),
    ]


def test_what_differs_is_known_and_nothing_contradicts(road):
    assert not road.contradictions
    assert [one.code for one in road.remarks] == [
        "judged_month_differs",
        "two_counts",
        "two_counts",
    ]


def test_concerns_are_followed(road):
    concerns = road.rounds[0].concerns
    assert [one.revisited for one in concerns].count("never") == 1
    (never,) = [one for one in concerns if one.revisited == "never"]
    assert "privately fostered" in never.text
    numbers = {one.id: one.number for one in road.visits}
    assert [numbers[one] for one in concerns[0].visits] == [1, 3, 6]


def test_a_trend_is_stated_only_with_ten_findings_on_the_same_area(road):
    for one in road.rounds:
        visits = {each.id: each for each in one.visits}
        for change in one.changes:
            assert (change.direction is None) == (change.why_not is not None)
            if change.direction:
                assert min(change.n_then, change.n_now) >= 10
                both = visits[change.visit], visits[change.previous]
                assert all(change.theme in each.looked_at for each in both)
                assert change.low <= change.now.share - change.then.share <= change.high
    reasons = {change.why_not for change in road.rounds[0].changes}
    assert {"areas_differ", "not_an_area", "too_few", "no_earlier_visit"} <= reasons


def test_rows_are_tidy_and_name_nobody(road):
    rows = road.rows()
    assert sum(row["n"] for row in rows if row["theme"] is None) == sum(
        one.findings for one in road.visits
    )
    assert len({(r["visit"], r["theme"], r["sentiment"], r["progress"]) for r in rows}) == len(rows)
    assert all(row["enough"] == (row["of"] >= 10) for row in rows)
    names = {name for one in road.visits for name in one.inspectors}
    assert not any(name in json.dumps(rows, default=str) for name in names)


def test_the_order_of_the_letters_does_not_matter(records, road):
    for seed in range(3):
        mixed = random.Random(seed).sample(records, len(records))
        assert om.journey(mixed, "Aldermere") == road


def test_json_and_back(road):
    assert Journey.model_validate_json(json.dumps(road.to_dict())) == road
    assert all(not one["inspectors"] for one in road.to_dict(names=False)["rounds"][0]["visits"])
    assert repr(road) == "Journey Aldermere: 8 visits, 2 rounds"


def test_a_notebook_shows_it_without_names(road):
    shown = road._repr_html_()
    assert "7th monitoring visit" in shown
    assert "unreviewed" in shown
    assert "Thackeray" not in shown


def test_words_of_letters_do_not_become_markup():
    record = visit("a", "2020-06-02", 1, areas=["<i>plans</i>"])
    assert "<i>" not in om.journey([record], "Northmoor")._repr_html_()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_terminal_shows_it(road, width):
    from ofstedmine.showing.journey_text import journey_text

    console = Console(width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as shown:
        console.print(journey_text(road))
    words = " ".join(shown.get().split())
    for part in ("7th monitoring visit", "Next judgement", "What to know (3)", "Inspectors"):
        assert part in words


def test_an_authority_without_visits_is_told_as_one():
    from ofstedmine.showing.journey_text import journey_text

    console = Console(width=100)
    with console.capture() as shown:
        console.print(journey_text(om.journey([visit("a", kind="area_send")], "Northmoor")))
    words = " ".join(shown.get().split())
    assert "No visit or inspection" in words
    assert "Left out, of other kinds: 1" in words


def findings(theme, positive, negative):
    return [([theme], "positive")] * positive + [([theme], "negative")] * negative


def two(then, now, **later):
    """Return the change in one theme between two visits to the front door."""
    records = [
        visit(
            "a", "2020-06-02", 1, areas=["the front door"], findings=findings("front_door", *then)
        ),
        visit(
            "b",
            "2020-10-06",
            2,
            **{"areas": ["contacts and referrals"], **later},
            findings=findings("front_door", *now),
        ),
    ]
    (one,) = om.journey(records, "Northmoor").rounds
    return next(change for change in one.changes if change.theme == "front_door")


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        ((2, 18), (18, 2), "more_positive"),
        ((18, 2), (2, 18), "less_positive"),
        ((10, 10), (11, 9), "no_clear_change"),
    ],
)
def test_tone_of_a_theme_from_visit_to_visit(then, now, direction):
    change = two(then, now)
    assert change.direction == direction
    assert (change.n_then, change.n_now) == (20, 20)
    assert change.then.low < change.then.share < change.then.high


@pytest.mark.parametrize(
    ("then", "now", "later", "why"),
    [
        ((1, 8), (8, 1), {}, "too_few"),
        ((2, 18), (18, 2), {"areas": ["care leavers"]}, "not_an_area"),
        ((2, 18), (18, 2), {"areas": []}, "areas_not_known"),
        ((2, 18), (18, 2), {"framework": {"name": "SIF"}}, None),
    ],
)
def test_why_a_change_is_not_stated(then, now, later, why):
    change = two(then, now, **later)
    assert change.why_not == why
    assert (change.direction is None) == (why is not None)


def test_other_children_are_not_compared():
    areas = "assessments of children in care", "assessments of care leavers"
    records = [
        visit(n, day, i, areas=[area], findings=findings("assessment", *tone))
        for i, (n, day, area, tone) in enumerate(
            [("a", "2020-06-02", areas[0], (2, 18)), ("b", "2020-10-06", areas[1], (18, 2))], 1
        )
    ]
    (one,) = om.journey(records, "Northmoor").rounds
    (change,) = [each for each in one.changes if each.theme == "assessment"]
    assert change.why_not == "other_children"


def test_a_visit_in_between_that_did_not_look_is_named():
    tone = findings("front_door", 10, 10)
    records = [
        visit("a", "2020-06-02", 1, areas=["front door"], findings=tone),
        visit("b", "2020-10-06", 2, areas=["care leavers"], findings=tone),
        visit("c", "2021-02-02", 3, areas=["front door"], findings=tone),
    ]
    journey = om.journey(records, "Northmoor")
    a, b, c = (one.id for one in journey.visits)
    change = next(
        one for one in journey.rounds[0].changes if (one.visit, one.theme) == (c, "front_door")
    )
    assert (change.previous, change.between, change.direction) == (a, [b], "no_clear_change")
    rows = [row for row in journey.rows() if row["theme"] == "front_door"]
    assert {(row["visit"], row["comparable_with_previous"]) for row in rows} == {
        (a, False),
        (b, False),
        (c, False),
    }


def test_case_studies_and_repeats_do_not_count():
    record = visit("a", "2020-06-02", 1, findings=findings("front_door", 3, 0))
    record.findings[0].role = "case_study"
    record.findings[1].text = record.findings[2].text
    (one,) = om.journey([record], "Northmoor").visits
    assert one.tone("front_door").n == one.findings == 1


def test_a_concern_whose_words_are_not_known_is_not_called_forgotten():
    records = [
        inspection(improvements=["The weather", "Care leavers' homes", "Early help"]),
        visit("a", "2020-06-02", 1, judged="2019-11", areas=["early help"]),
    ]
    (one,) = om.journey(records, "Northmoor").rounds
    assert [each.revisited for each in one.concerns] == ["not_known", "never", "yes"]


def test_untagged_letters_have_a_journey():
    record = visit("a", "2020-06-02", 1, findings=[(["front_door"], None)])
    (one,) = om.journey([record], "Northmoor").visits
    assert (one.findings, one.tones) == (1, [])


def test_a_dataset_is_asked_only_for_the_authority(records):
    asked = []

    class Stand:
        def records(self, authority=None, kind=None):
            asked.append(authority)
            return (one for one in records if one.authority.name == authority)

        def __iter__(self):
            return iter(records)

    assert len(om.journey(Stand(), "Aldermere").visits) == 8
    assert asked == ["Aldermere"]
    assert len(om.journey(Stand(), "aldermere").visits) == 8
    with pytest.raises(LookupError, match="is Aldermere meant"):
        om.journey(Stand(), "Aldermer")


def test_the_package_is_its_function():
    import ofstedmine.journeys as package

    assert om.journeys is package
    assert om.journeys([]) == package.journeys([]) == []
