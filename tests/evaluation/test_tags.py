"""Measuring a tagger: invented sentences, taggers that are wrong where we say, figures by hand."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score
from typer.testing import CliRunner

from ofstedmine.cli import app
from ofstedmine.errors import DataError
from ofstedmine.evaluation.tags import evaluate_tags, join_context, trainer_named
from ofstedmine.evaluation.tags_baseline import train_baseline
from ofstedmine.evaluation.tags_card import tags_report
from ofstedmine.evaluation.tags_doubt import calibration_error, doubt
from ofstedmine.evaluation.tags_metrics import compare, measure
from ofstedmine.evaluation.tags_predictions import (
    cross_predict,
    predict,
    read_predictions,
    write_predictions,
)
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.findings.folds import folds_of
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding, finding_id, write_labelled
from ofstedmine.findings.tags import Tags

BOOK = load_codebook()
THEMES = {"caseloads": "workforce", "adoption": "permanence", "gangs": "exploitation_and_missing"}
WORDS = {"strong": "positive", "weak": "negative", "strong but weak": "mixed", "there": "neutral"}
PLACES = [f"Northmoor {letter}" for letter in "ABCDEFGHIJ"]


def sentences(number=240):
    pick = random.Random(7)
    rows = []
    for n in range(number):
        topic, word = pick.choice(list(THEMES)), pick.choice(list(WORDS))
        better = pick.random() < 0.3
        text = (
            f"In {PLACES[n % 10]} work number {n} on {topic} is {word}{' now' if better else ''}."
        )
        rows.append(
            LabelledFinding(
                text=text,
                id=finding_id(text),
                document=f"letter {n % 20}",
                authority=PLACES[n % 10],
                kind="ilacs_inspection" if n % 2 else "jtai",
                year=2012 + n % 13,
                draw="random" if n % 3 else "selected",
                themes=(THEMES[topic],),
                sentiment=WORDS[word],
                progress="improved" if better else "not_stated",
            )
        )
    return rows


ROWS = sentences()


class Parrot:
    """Says what it is told, but is wrong, and knows it, where a rule says so."""

    version = "parrot 1"
    validated_kinds = frozenset({"jtai"})

    def __init__(self, rows, wrong=lambda row: False, seen=None):
        self.rows = {row.text: row for row in rows}
        self.wrong = wrong
        self.seen = seen or set()

    def tag(self, inputs):
        return [self.one(self.rows[each.text]) for each in inputs]

    def one(self, row):
        bad = self.wrong(row)
        sentiment = "neutral" if bad else row.sentiment
        sentiment_scores = dict.fromkeys(BOOK.sentiment_slugs, 0.2 if bad else 0.02)
        return Tags(
            themes=() if bad else row.themes,
            sentiment=sentiment,
            progress=row.progress,
            theme_scores={
                slug: 0.6 if bad else float(slug in row.themes) for slug in BOOK.theme_slugs
            },
            sentiment_scores=sentiment_scores | {sentiment: 0.4 if bad else 0.94},
            progress_scores=dict.fromkeys(BOOK.progress_slugs, 0.0) | {row.progress: 1.0},
            uncertain=bad,
        )


def trains(calls, wrong=lambda row: False):
    def trainer(rows, unlabelled=None):
        calls.append((rows, unlabelled))
        return Parrot(ROWS, wrong)

    return trainer


def some(row):
    return int(row.text.split()[5]) % 4 == 0 and row.sentiment != "neutral"


def test_an_authority_is_in_one_fold_and_folds_are_about_as_large():
    rows = ROWS[:157]
    folds = folds_of(rows, 5)
    of = {}
    for row, fold in zip(rows, folds, strict=True):
        of.setdefault(row.authority, set()).add(fold)
    assert all(len(found) == 1 for found in of.values())
    sizes = [folds.count(fold) for fold in range(5)]
    assert max(sizes) - min(sizes) <= 3
    turned = folds_of(rows[::-1], 5)[::-1]
    assert turned == folds


def test_too_few_authorities_for_the_folds():
    with pytest.raises(DataError, match="5 folds of 1 authorities"):
        folds_of(ROWS[::10], 5)


def test_a_tagger_never_sees_the_authority_that_it_is_judged_on():
    calls = []
    more = [PlacedFinding(text=f"{n}", id=f"{n}", authority=PLACES[n % 10]) for n in range(40)]
    # The same words again, in a document of another authority.
    more.append(replace(more[0], text=ROWS[0].text, id=ROWS[0].id, authority="Elsewhere"))
    cross_predict(ROWS, trains(calls), unlabelled=more)
    assert len(calls) == 5
    judged = [set(PLACES) - {row.authority for row in rows} for rows, _ in calls]
    assert set.union(*judged) == set(PLACES)
    assert sum(map(len, judged)) == 10
    for away, (_, unlabelled) in zip(judged, calls, strict=True):
        assert not away & {one.authority for one in unlabelled}
        held = {row.id for row in ROWS if row.authority in away}
        assert not held & {one.id for one in unlabelled}


def test_a_perfect_tagger():
    metrics = measure(predict(Parrot(ROWS), ROWS))
    for draw in ("all", "random"):
        figures = metrics[draw]
        assert figures["themes"]["micro_f1"] == figures["themes"]["macro_f1"] == 1
        assert figures["sentiment"]["accuracy_interval"] == [1, 1]
        assert figures["progress"]["macro_f1"] == 1
        assert figures["uncertain"]["any"]["error"] == 0
        assert figures["uncertain"]["any"]["ratio_sure"] is None
    assert metrics["data"]["sentences"] == 240
    assert metrics["data"]["random"] == metrics["random"]["sentences"] == 160
    assert sum(metrics["data"]["labels"]["sentiment"]["all"].values()) == 240


def test_figures_are_those_of_scikit_learn():
    predictions = predict(Parrot(ROWS, some), ROWS)
    figures = measure(predictions)["all"]
    gold = [one.sentiment for one in predictions]
    given = [one.sentiment_given for one in predictions]
    assert figures["sentiment"]["accuracy"] == pytest.approx(
        np.mean(np.equal(gold, given)), abs=1e-4
    )
    macro = f1_score(gold, given, average="macro")
    assert figures["sentiment"]["macro_f1"] == pytest.approx(macro, abs=1e-4)
    missed = sum(map(some, ROWS))
    recall = figures["themes"]["micro_recall"]
    assert recall == pytest.approx(1 - missed / 240, abs=1e-4)
    assert figures["themes"]["micro_precision"] == 1
    low, high = figures["themes"]["micro_f1_interval"]
    assert low < figures["themes"]["micro_f1"] < high
    # Themes that do not occur take no part in the mean.
    occur = [one["f1"] for one in figures["themes"]["by_label"].values() if one["support"]]
    assert figures["themes"]["macro_f1"] == pytest.approx(np.mean(occur), abs=1e-4)
    assert sum(map(sum, figures["sentiment"]["confusion"])) == 240


def test_figures_by_kind_and_period():
    figures = measure(predict(Parrot(ROWS, lambda row: row.kind == "jtai"), ROWS))["all"]
    assert figures["by_kind"]["ilacs_inspection"]["themes.micro_f1"] == 1
    assert figures["by_kind"]["jtai"]["themes.micro_f1"] == 0
    assert list(figures["by_period"]) == [
        "to 2013",
        "2014 to 2017",
        "2018 to 2020",
        "2021 to 2023",
        "2024 and later",
    ]
    assert sum(one["sentences"] for one in figures["by_period"].values()) == 240


def test_what_doubt_is_worth():
    wrong = [row for row in ROWS if some(row)]
    figures = doubt(predict(Parrot(ROWS, some), ROWS))
    assert figures["marked"] == pytest.approx(len(wrong) / 240, abs=1e-4)
    for name in ("sentiment", "themes", "any"):
        assert figures[name]["error_unmarked"] == 0
        assert figures[name]["error_marked"] == 1
        left = max(0, len(wrong) - 36) / 204  # all that is wrong is least certain
        assert figures[name]["error_sure"] == pytest.approx(left, abs=1e-4)
        assert figures[name]["ratio_sure"] == pytest.approx(left / (len(wrong) / 240), abs=1e-3)


def test_calibration_error():
    assert calibration_error([], []) == 0
    assert calibration_error([1.0, 1.0], [1, 0]) == 0.5
    scores = np.repeat([0.1, 0.9], 50)
    right = np.r_[np.ones(5), np.zeros(45), np.ones(45), np.zeros(5)]
    assert calibration_error(scores, right, bins=2) == pytest.approx(0)
    assert calibration_error(scores, 1 - right, bins=2) == pytest.approx(0.8)


def test_two_taggers_are_compared_on_the_same_draws():
    good = predict(Parrot(ROWS), ROWS)
    bad = predict(Parrot(ROWS, some), ROWS)
    found = compare(good, bad[::-1])["all"]
    assert found["progress.macro_f1"]["difference"] == 0
    assert found["progress.macro_f1"]["interval"] == [0, 0]
    gain = found["sentiment.accuracy"]
    assert gain["ours"] == 1
    assert 0 < gain["interval"][0] < gain["difference"] < gain["interval"][1]
    back = compare(bad, good)["all"]["sentiment.accuracy"]
    assert back["difference"] == -gain["difference"]


def test_taggers_that_were_measured_on_other_sentences_are_not_compared():
    good = predict(Parrot(ROWS), ROWS)
    with pytest.raises(DataError, match="not measured on the same"):
        compare(good, good[1:])
    with pytest.raises(DataError, match="with other labels"):
        compare(good, [replace(good[0], sentiment="mixed", progress="declined"), *good[1:]])


def test_predictions_hold_no_sentence_and_are_read_again(tmp_path):
    predictions = predict(Parrot(ROWS, some), ROWS)
    path = tmp_path / "predictions.jsonl"
    write_predictions(predictions, path)
    assert "caseloads" not in path.read_text("utf-8")
    assert read_predictions(path) == predictions
    path.write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(DataError, match="line 1: no prediction"):
        read_predictions(path)


def test_evaluate_trains_or_takes_what_was_trained():
    calls = []
    report = evaluate_tags(ROWS, trainer=trains(calls), against=train_baseline)
    assert report.metrics["folds"] == 5
    assert report.metrics["comparison"]["all"]["themes.micro_f1"]["ours"] == 1
    report = evaluate_tags(ROWS, tagger=Parrot(ROWS), against=report.predictions)
    assert (report.metrics["model"], report.metrics["folds"]) == ("parrot 1", None)
    assert report.metrics["comparison"]["random"]["sentiment.accuracy"]["difference"] == 0
    with pytest.raises(ValueError, match="a trainer or a tagger"):
        evaluate_tags(ROWS)
    with pytest.raises(DataError, match="no labelled sentences"):
        evaluate_tags([], tagger=Parrot([]))


def test_the_baseline_learns_what_can_be_learnt():
    predictions = cross_predict(ROWS, train_baseline)
    figures = measure(predictions)["all"]
    assert figures["themes"]["micro_f1"] > 0.95
    assert figures["sentiment"]["accuracy"] > 0.95
    assert train_baseline(ROWS).tag([]) == []


def test_numbers_are_the_same_whatever_the_order():
    one = measure(predict(Parrot(ROWS, some), ROWS))
    other = measure(predict(Parrot(ROWS, some), ROWS[::-1]))
    assert one["all"]["themes"] == other["all"]["themes"]
    assert one["random"]["by_kind"] == other["random"]["by_kind"]


def test_without_a_random_draw_and_with_one_authority():
    rows = [replace(row, draw="selected", authority="Northmoor", year=None) for row in ROWS[:30]]
    report = evaluate_tags(rows, tagger=Parrot(rows))
    assert report.metrics["random"] is None
    assert report.metrics["all"]["themes"]["micro_f1_interval"] is None
    assert list(report.metrics["all"]["by_period"]) == ["unknown"]
    assert "Weak spots" in tags_report(report.metrics)


def test_the_model_card_tells_data_figures_and_weak_spots():
    metrics = evaluate_tags(ROWS, trainer=trains([], some), against=train_baseline).metrics
    card = tags_report(metrics)
    for words in (
        "A **language model** read each sentence",
        "**not validated**",
        "Monitoring and focused\nletters are hardly in the data",
        "Do not use it to rank councils",
        "5 folds grouped by authority",
        "240 sentences of 20 documents about 10 authorities, 2012 to 2024; 160 of them",
        "expected calibration error",
        "### Confusion of sentiment",
        "| `workforce` |",
        "- `declined` (progress) is rare: F1 0.000 [0.000, 0.000], on only 0 sentences",
        "Not measured, for want of sentences: monitoring visit, focused visit",
        "Of the sentences labelled `",
        "Beside the plain baseline",
    ):
        assert words in card
    rows = [line for line in card.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)
    assert "caseloads is" not in card
    assert json.loads(json.dumps(metrics)) == metrics


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_labelled(ROWS[:120], path)
    return path


def test_the_command(data, tmp_path):
    saved = tmp_path / "predictions.jsonl"
    call = ["evaluate", "tags", "--data", str(data), "--trainer", "baseline", "--folds", "3"]
    done = CliRunner().invoke(app, [*call, "--predictions", str(saved)])
    assert done.exit_code == 0, done.output
    shown = " ".join(done.output.split())
    assert "3 folds by authority: 120 sentences (80 of a random draw)" in shown
    for title in ("Confusion of sentiment", "Doubt", "Kind of document", "Period", "Random draw"):
        assert title in done.output
    done = CliRunner().invoke(app, [*call, "--against", str(saved), "--json"])
    found = json.loads(done.stdout)["comparison"]["all"]
    assert {one["difference"] for one in found.values()} == {0}
    done = CliRunner().invoke(app, [*call, "--baseline"])
    assert "Compared on the same sentences" in done.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--baseline", "--against", "x"], "exclude each other"),
        (["--model", "x", "--baseline"], "measures without training"),
    ],
)
def test_options_that_do_not_go_together(data, options, message):
    done = CliRunner().invoke(app, ["evaluate", "tags", "--data", str(data), *options])
    assert done.exit_code == 2
    assert message in done.output


@pytest.mark.parametrize("name", ["", "nothing", "json:nothing", "no.such.module:train"])
def test_a_trainer_that_is_not_there(name):
    with pytest.raises(DataError, match=r"write package\.module:function"):
        trainer_named(name)


def test_context_is_read_from_the_documents(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "focused_visit_northmoor_2024-07-14.txt").write_text(
        "Focused visit to Northmoor children’s services\n\n"
        "This letter summarises the findings of the focused visit to Northmoor children’s services "
        "on 4 and 5 June 2024.\n\n"
        "What needs to improve\n\n"
        "• The timeliness of visits to children in Northmoor.\n\n"
        "Findings\n\nLeaders listen to children. They act on what they hear.\n",
        "utf-8",
    )
    place = {"document": "focused_visit_northmoor_2024-07-14", "authority": "northmoor"}
    texts = [
        "The timeliness of visits to children in Northmoor.",
        "They act on what they hear.",
        "It is raining in Northmoor today.",
    ]
    rows = [
        replace(ROWS[0], **place, kind="focused_visit", text=text, id=finding_id(text), page=None)
        for text in texts
    ]
    joined, found = join_context(rows, [], folder)
    assert found == 2
    assert [row.text for row in joined] == texts
    assert (joined[0].role, joined[0].bullet) == ("improvements", True)
    assert joined[1].previous == "Leaders listen to children."
    assert joined[2] == rows[2]
