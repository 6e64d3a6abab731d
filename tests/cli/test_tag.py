"""`ofstedmine tag` and what the other commands show of tags, with a tagger that stands in."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from standin import StandIn

from ofstedmine import cli
from ofstedmine.findings import tagging

LETTER = """\
# Focused visit to Northmoor children's services

Dear Ms Archer

This letter summarises the findings of the focused visit to Northmoor on 4 and 5 June 2024.

The inspectors were Rhona Vale HMI and Idris Pell HMI.

## Findings

Workers listen well. Plans do not help.

### Case study

Workers did not see one child.

## What needs to improve in this area of social work practice

- Plans do not help.
"""


@pytest.fixture(autouse=True)
def tagger(monkeypatch):
    made = StandIn()
    monkeypatch.setattr(tagging, "shipped_tagger", lambda: made)
    monkeypatch.setattr("ofstedmine.pipeline.shipped_tagger", lambda: made)
    return made


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run the command in this process: what stands in cannot be reached in another."""

    def call(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["ofstedmine", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", "160")
        with pytest.raises(SystemExit) as done:
            cli.main()
        out, err = capsysbinary.readouterr()
        return done.value.code or 0, out.decode(), err.decode()

    return call


@pytest.fixture
def sheet(tmp_path):
    def make(text):
        path = tmp_path / "sentences.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class TestSentences:
    def test_one(self, run):
        code, out, _ = run("tag", "Workers listen well but not to police.")
        assert code == 0
        assert out.splitlines() == [
            "Workers listen well but not to police.",
            "  mixed; Workforce and caseloads, Partnership working",
            "machine-tagged, unreviewed (model stand-in-1)",
        ]

    def test_why(self, run):
        assert "+1.00 'well' for sentiment.positive" in run("tag", "All is well.", "--why", 3)[1]

    def test_uncertain_and_progress_are_said(self, run):
        out = run("tag", "Plans are beginning perhaps to help.")[1]
        assert "neutral; early; Planning and review; uncertain: look yourself" in out

    def test_lines_of_stdin(self, run, tagger):
        for arguments in (("tag",), ("tag", "-")):
            code, out, _ = run(*arguments, stdin="All is well.\n\nPlans – here.\n".encode())
            assert code == 0
            assert "Plans – here." in out
        assert [one.text for one in tagger.calls[0]] == ["All is well.", "Plans – here."]

    def test_lines_of_a_file(self, run, tmp_path):
        path = tmp_path / "sentences.txt"
        path.write_bytes("All is well.\r\nThe child’s plan.".encode("cp1252"))
        lines = [json.loads(line) for line in run("tag", path, "--json")[1].splitlines()]
        assert [one["text"] for one in lines] == ["All is well.", "The child’s plan."]
        assert lines[0]["sentiment"] == "positive"
        assert lines[0]["scores"]["sentiment.positive"] == 0.8
        assert lines[0]["tagged_by"] == "machine-tagged, unreviewed (model stand-in-1)"

    def test_into_a_file(self, run, tmp_path):
        out = tmp_path / "out.jsonl"
        assert run("tag", "All is well.", "-o", out)[:2] == (0, "")
        assert json.loads(out.read_text("utf-8"))["sentiment"] == "positive"

    def test_a_terminal_is_not_steered(self, run):
        assert "\x1b" not in run("tag", "All is \x1b[31m well.")[1]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["no-such.txt"], "No such file"),
            (["letter.pdf"], "letters are for 'ofstedmine mine'"),
            (["sentences.csv"], "name the column of the sentences"),
            (["All is well.", "--heading-column", "h"], "name the column of the sentences too"),
            (["All is well.", "--why", "-1"], "--why"),
        ],
    )
    def test_wrong_calls(self, run, arguments, message):
        code, out, err = run("tag", *arguments)
        assert (code, out) == (1, "")
        assert message in " ".join(err.replace("│", "").split())


class TestSheets:
    def test_columns_are_added(self, run, sheet, tagger):
        path = sheet(
            "id,said,over,before\n7,Workers listen well.,,\n8,plans,What needs to improve,Intro.\n"
        )
        code, out, _ = run(
            "tag",
            path,
            *("--column", "said", "--heading-column", "over", "--previous-column", "before"),
        )
        assert code == 0
        first, second = rows(out)
        assert (first["id"], first["said"]) == ("7", "Workers listen well.")
        assert (first["themes"], first["sentiment"], first["progress"]) == (
            "workforce",
            "positive",
            "not_stated",
        )
        assert (first["uncertain"], first["tagged_by"]) == (
            "no",
            "machine-tagged, unreviewed (model stand-in-1)",
        )
        assert json.loads(first["scores"])["theme.workforce"] == 0.9
        assert second["sentiment"] == "negative"
        assert (tagger.calls[0][0].heading, tagger.calls[0][0].previous) == (None, None)
        assert (tagger.calls[0][1].heading, tagger.calls[0][1].previous) == (
            "What needs to improve",
            "Intro.",
        )

    def test_excel_reads_it_and_it_is_read_from_excel(self, run, sheet, tmp_path):
        path = sheet("\ufefftext\r\n“All is well.”\r\n")
        out = tmp_path / "out.csv"
        assert run("tag", path, "--column", "text", "-o", out)[0] == 0
        assert out.read_bytes().startswith(b"\xef\xbb\xbftext,themes")
        assert rows(out.read_text("utf-8"))[0]["text"] == "“All is well.”"

    def test_from_stdin(self, run):
        out = run("tag", "--column", "text", stdin=b"text\nAll is well.\n")[1]
        assert rows(out)[0]["sentiment"] == "positive"

    def test_as_json(self, run, sheet):
        out = run("tag", sheet("text\nAll is well.\n"), "--column", "text", "--json")[1]
        assert json.loads(out)["text"] == "All is well."

    def test_formulas_are_not_run_and_numbers_stay(self, run, sheet):
        cells = ["=HYPERLINK(1)", "+cmd", "@x", "- a plan", "-12.5", "+44", "\tx"]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([["text", "other"], *(["All is well.", c] for c in cells)])
        out = rows(run("tag", sheet(text.getvalue()), "--column", "text")[1])
        assert [row["other"] for row in out] == [
            "'=HYPERLINK(1)",
            "'+cmd",
            "'@x",
            "'- a plan",
            "-12.5",
            "+44",
            "'\tx",
        ]

    def test_rows_keep_their_order_gaps_and_line_ends(self, run, sheet):
        out = rows(
            run("tag", sheet('text,n\n"All is\nwell.",1\n,2\nPlans.\n'), "--column", "text")[1]
        )
        assert [(row["text"], row["n"]) for row in out] == [
            ("All is\nwell.", "1"),
            ("", "2"),
            ("Plans.", ""),
        ]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("id,said\n1,a\n", "has no column 'text'; it has 'id', 'said'"),
            ("", "has no column 'text'; it has no columns"),
            ("text,text\na,b\n", "has several columns 'text'"),
            ("text,sentiment\na,b\n", "has columns sentiment already"),
            ("text\na,b\n", "line 2: 2 cells under 1 columns"),
            ('text\n"a\n', "line 2"),
        ],
    )
    def test_what_is_wrong_with_a_sheet(self, run, sheet, text, message):
        code, out, err = run("tag", sheet(text), "--column", "text")
        assert (code, out) == (1, "")
        assert message in err


class TestOtherCommands:
    @pytest.fixture
    def letter(self, tmp_path):
        path = tmp_path / "letter.md"
        path.write_text(LETTER, "utf-8")
        return path

    def test_mine_shows_tags_by_theme_without_case_studies_and_repeats(self, run, letter):
        code, out, _ = run("mine", letter)
        assert code == 0
        shown = [line.split() for line in out[out.index("Findings by theme") :].splitlines()]
        assert ["Planning", "and", "review", "1", "1"] in shown
        assert ["Workforce", "and", "caseloads", "1", "1"] in shown
        assert ["All", "findings", "2", "1", "1"] in shown
        assert "machine-tagged, unreviewed (model stand-in-1, not validated on this kind" in out
        assert "tagger not validated" in out

    def test_mine_without(self, run, letter, tagger):
        record = json.loads(run("mine", letter, "--json", "--no-tag")[1])
        assert record["findings"][0]["sentiment"] is None
        assert tagger.calls == []
        assert "Findings by theme" not in run("mine", letter, "--no-tag")[1]

    def test_mine_with(self, run, letter):
        record = json.loads(run("mine", letter, "--json")[1])
        assert record["findings"][0]["sentiment"] == "positive"
        assert record["source"]["model_version"] == "stand-in-1"

    def test_a_table_of_sentiments_names_no_inspector(self, run, letter):
        code, out, _ = run("mine", letter, letter.with_name("x.md"), "--sentiments")
        assert code == 3
        assert "Positive" in out
        assert "4 and 5 June 2024" in out
        assert "machine-tagged, unreviewed (model stand-in-1)" in out
        assert "Vale" not in out
        assert "* not validated on this kind of document" in out
        row = next(line for line in out.splitlines() if "focused visit *" in line)
        assert row.split()[-3:] == ["2", "1", "1"]
        assert "Positive" not in run("mine", letter, "--table")[1]

    def test_a_table_of_sentiments_needs_tags(self, run, letter):
        code, _, err = run("mine", letter, "--sentiments", "--no-tag")
        assert code == 1
        assert "needs tags" in err

    def test_cite_says_that_tags_are_no_words_of_the_inspectors(self, run, letter):
        record = json.loads(run("mine", letter, "--json")[1])
        place = record["findings"][1]["id"]
        out = run("cite", letter, place)[1]
        assert (
            "Tags, machine-tagged, unreviewed (model stand-in-1, not validated on this kind of "
            "document): negative; Planning and review." in out
        )
        tags = json.loads(run("cite", letter, place, "--format", "json")[1])["tags"]
        assert tags["sentiment"] == "negative"
        assert tags["tagged_by"].startswith("machine-tagged, unreviewed")
        assert json.loads(run("cite", letter, "/kind", "--format", "json")[1])["tags"] is None
