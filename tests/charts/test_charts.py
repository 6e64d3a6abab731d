"""Charts: what they count, what they refuse, what stands over every one of them."""

from __future__ import annotations

import builtins
import subprocess
import sys
from itertools import combinations

import pytest
from lxml import etree
from lxml import html as lxml_html

from ofstedmine import charts
from ofstedmine.charts.look import load_look
from ofstedmine.findings.codebook import load_codebook
from ofstedmine.journeys.intervals import wilson


def values(chart):
    """Return the rows of all data of a chart."""
    found = []

    def walk(node):
        if isinstance(node, dict):
            for key, one in node.items():
                if key == "values" and isinstance(one, list):
                    found.extend(one)
                walk(one)
        elif isinstance(node, list):
            for one in node:
                walk(one)

    walk(chart.to_dict())
    return found


def head(chart):
    spec = chart.to_dict()["title"]
    return " ".join([*spec["text"], *spec["subtitle"]]).replace("\xa0", " ")


def texts(chart):
    """Return the lines of text that stand under a chart."""
    return " ".join(row["line"] for row in values(chart) if "line" in row)


def every(make):
    one, two = make(), make("Aldermere")
    return {
        "themes": charts.sentiment_by_theme(one),
        "visits": charts.over_visits([one, make(day="2024-09-01", number=2)]),
        "progress": charts.over_visits(one, "progress"),
        "heat": charts.themes_by_authority([one, two], "negative"),
        "mentions": charts.themes_by_authority([one, two]),
        "compare": charts.compare(one, two),
    }


def test_every_chart_says_who_tagged_how_many_and_whose_words(make):
    for name, chart in every(make).items():
        said = head(chart)
        assert "achine-tagged, unreviewed (model 1-test)" in said, name
        assert "n = " in said, name
        assert "Open Government Licence v3.0" in said, name
        assert "Ofsted" in said, name
        assert "case studies and repeats are not counted" in said, name
        assert len(chart.to_dict()["description"]) > 80, name


def test_a_kind_on_which_the_tagger_was_not_validated_is_named(make):
    assert "not validated on this kind" in head(charts.sentiment_by_theme(make(validated=False)))


def test_numbers_of_one_letter_by_theme(make):
    rows = values(charts.sentiment_by_theme(make(sentiments="ppnm", themes=["neglect"])))
    parts = [(r["theme"], r["count"], r["start"], r["end"]) for r in rows if "count" in r]
    label = load_codebook()["neglect"].label
    # The bars and the numbers on them have the same rows.
    assert list(dict.fromkeys(parts)) == [(label, 2, 0, 2), (label, 1, 2, 3), (label, 1, 3, 4)]


def test_case_studies_are_not_counted(make):
    chart = charts.over_visits(
        make().model_copy(
            update={"findings": [*make().findings, *make(role="case_study").findings]}
        )
    )
    assert "n = 12 findings" in head(chart)


def test_shares_have_their_intervals(make):
    rows = {row["label"]: row for row in values(charts.over_visits(make())) if "label" in row}
    positive = rows["+ Positive"]
    assert positive["share"] == 8 / 12
    assert (positive["low"], positive["high"]) == wilson(8, 12)
    assert "67% (39–86), 8 of 12" in positive["said"]


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(0, 10, 0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1)],
)
def test_intervals_are_wilsons(count, n, low, high):
    assert wilson(count, n) == pytest.approx((low, high), abs=1e-4)


def runs(chart):
    """Return the numbers of the visits that each line joins."""
    joined = {}
    for row in values(chart):
        if row.get("label", "").startswith("+"):
            joined.setdefault(row["run"], []).append(row["visit"].split(".")[0])
    return list(joined.values())


def test_lines_join_only_visits_to_the_same_areas(make):
    days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]
    areas = [["Plans", "pace"], ["the front door"], ["front door!", "Pace"], ["pace", "Front door"]]
    chart = charts.over_visits(
        [
            make(day=day, number=i, areas=some)
            for i, (day, some) in enumerate(zip(days, areas, strict=True), 1)
        ]
    )
    assert runs(chart) == [["1"], ["2"], ["3", "4"]]
    for some in areas:
        for area in some:
            assert area in texts(chart)


def test_lines_break_where_the_areas_are_not_known(make):
    known = make(day="2024-01-01")
    unnamed = make(day="2024-02-01", framework=None)
    nowhere = [make(day=f"2024-0{m}-01", areas=[]) for m in (3, 4)]
    assert runs(charts.over_visits([known, unnamed, *nowhere])) == [["1", "2"], ["3"], ["4"]]


def test_kinds_that_name_no_areas_are_joined(make):
    pair = [
        make(
            day=day,
            areas=[],
            kind="ilacs_inspection",
            missing={"/areas_covered": "not_in_framework"},
        )
        for day in ("2019-01-01", "2023-01-01")
    ]
    assert runs(charts.over_visits(pair)) == [["1", "2"]]


def test_a_visit_with_few_findings_is_left_out_said_so_and_parts_its_neighbours(make):
    letters = [
        make(day="2024-01-01"),
        make(day="2024-02-01", sentiments="ppp"),
        make(day="2024-03-01"),
    ]
    chart = charts.over_visits(letters)
    assert runs(chart) == [["1"], ["2"]]
    assert "1 visit with fewer than 10 left out" in head(chart)
    with pytest.raises(charts.NotComparable, match="no visit has 10 findings"):
        charts.over_visits(letters[1])


def test_visits_stand_in_the_order_of_time_whatever_the_order_of_files(make):
    late, early = make(day="2024-09-01", number=2), make(day="2024-01-01", number=1)
    assert "1. visit 1, 1 January 2024" in texts(charts.over_visits([late, early]))


def test_two_letters_about_one_visit_count_once(make):
    assert "n = 12 findings" in head(charts.over_visits([make(), make()]))
    assert "1 more about the same visits left out" in head(charts.over_visits([make(), make()]))


def test_one_authority_is_picked_by_name_or_code(make):
    both = [make(), make("Aldermere")]
    for name in ("Aldermere", "E-Aldermere"):
        assert "Aldermere" in head(charts.over_visits(iter(both), authority=name))
    with pytest.raises(charts.NotComparable, match=r"Aldermere \(1\), Northmoor \(1\)"):
        charts.over_visits(both)
    with pytest.raises(charts.NotComparable, match="no letters of authority 'Saltby'"):
        charts.over_visits(both, authority="Saltby")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"kind": "focused_visit"}, "letters of one kind"),
        ({"framework": "SIF"}, "letters of one framework"),
    ],
)
def test_kinds_and_frameworks_are_not_mixed(make, other, words):
    one, two = make(), make("Aldermere", **other)
    for draw in (charts.compare, lambda *both: charts.themes_by_authority(both)):
        with pytest.raises(charts.NotComparable, match=words):
            draw(one, two)


def test_a_kind_is_picked(make):
    mixed = [make(), make(day="2024-08-01", kind="focused_visit")]
    assert "n = 12 findings" in head(charts.over_visits(mixed, kind="focused_visit"))


def test_letters_without_tags_are_refused(make):
    with pytest.raises(charts.NotComparable, match="mine them with tags"):
        charts.sentiment_by_theme(make(model=None))


def test_a_framework_that_was_not_found_is_said(make):
    chart = charts.compare(make(), make("Aldermere", framework=None))
    assert "framework ILACS (not found in 1 of 2)" in head(chart)


def test_cells_with_few_findings_have_no_share(make):
    chart = charts.themes_by_authority([make(), make("Aldermere", sentiments="pppn")], "positive")
    cells = {row["authority"]: row for row in values(chart) if "percent" in row}
    assert cells["Northmoor"]["percent"] == "67%"
    assert cells["Aldermere"]["percent"] == ""
    assert cells["Aldermere"]["under"] == "n 4"
    assert "share" not in cells["Aldermere"]
    assert "1 of 2 cells have fewer than 10 findings" in head(chart)
    assert "Neglect" in texts(chart)
    with pytest.raises(charts.NotComparable, match="no theme of an authority"):
        charts.themes_by_authority(make(sentiments="ppp"), "positive")


def test_mentions_are_shares_of_all_findings(make):
    rows = {r["theme"]: r for r in values(charts.themes_by_authority(make())) if "percent" in r}
    assert rows[load_codebook()["workforce"].label]["said"] == "100% (76–100), 12 of 12"
    assert rows[load_codebook()["neglect"].label]["said"] == "0% (0–24), 0 of 12"


def test_authorities_stand_in_the_order_of_the_alphabet_whatever_their_shares(make):
    good, bad = make("Wexcombe", sentiments="p" * 12), make("Aldermere", sentiments="n" * 12)
    for chart in (charts.compare(good, bad), charts.themes_by_authority([good, bad], "positive")):
        names = [row["authority"] for row in values(chart) if "authority" in row]
        assert names == sorted(names) or names[0] == "Aldermere"
        assert "no ranking, no score" in head(chart)


def test_many_authorities_stand_under_each_other(make):
    chart = charts.themes_by_authority([make(f"Council {i:02}") for i in range(12)])
    first = chart.to_dict()["vconcat"][0]["layer"][0]["encoding"]
    assert first["y"]["field"] == "authority"


def test_a_comparison_needs_two_authorities_with_ten_findings_each(make):
    with pytest.raises(charts.NotComparable, match="both sides are letters of Northmoor"):
        charts.compare(make(), make(day="2024-08-01"))
    with pytest.raises(charts.NotComparable, match="Aldermere has 3 findings"):
        charts.compare(make(), make("Aldermere", sentiments="ppp"))
    with pytest.raises(charts.NotComparable, match="Neglect"):
        charts.compare(make(), make("Aldermere"), theme="neglect")


def test_a_comparison_prints_the_areas(make):
    chart = charts.compare(make(), make("Aldermere", areas=["the front door"]))
    assert "Aldermere, visit 1, 4 June 2024: the front door" in texts(chart)


def test_no_chart_names_an_inspector(make):
    record = make()
    record.inspectors = [{"name": "Rhona Vale", "role": "HMI", "lead": True}]
    for chart in (charts.sentiment_by_theme(record), charts.over_visits(record)):
        assert "Rhona" not in chart.to_json()


def test_what_is_not_known_is_refused(make):
    with pytest.raises(ValueError, match="'sentiment' and 'progress'"):
        charts.over_visits(make(), "tone")
    with pytest.raises(ValueError, match="'mentions'"):
        charts.themes_by_authority(make(), "angry")


def test_all_parts_of_a_bar_differ_in_grey():
    fills = [load_look()["fills"][slug] for slug in load_codebook().sentiment_slugs]

    def grey(colour):
        r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * r + 0.587 * g + 0.114 * b

    for one, two in combinations(fills, 2):
        assert abs(grey(one) - grey(two)) > 40


HOSTILE = "</script><script>alert(1)</script>\u202e\x1b &amp; <b>"


def test_files_are_written_without_browser_and_ask_for_nothing(make, tmp_path):
    pytest.importorskip("vl_convert")
    chart = charts.over_visits(make(HOSTILE, areas=[HOSTILE]))
    svg = charts.save(chart, tmp_path / "chart.svg").read_bytes()
    tree = etree.fromstring(svg)
    assert not tree.xpath("//*[local-name()='script' or local-name()='image' or local-name()='a']")
    assert "‹/script>" in "".join(tree.itertext())
    png = charts.save(chart, tmp_path / "chart.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    page = charts.save(chart, tmp_path / "chart.html").read_text("utf-8")
    tree = lxml_html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//@src | //@href | //link | //iframe | //img")
    assert "cdn.jsdelivr" not in page
    assert tree.xpath("string(//title)").startswith("Sentiment over the visits")
    assert tree.get("lang") == "en-GB"
    with pytest.raises(ValueError, match="is saved as"):
        charts.save(chart, tmp_path / "chart.pdf")


def test_no_text_of_a_letter_can_end_a_script(make):
    charts_of = charts.compare(make(HOSTILE, areas=[HOSTILE]), make("Aldermere"))
    for chart in (charts_of, charts.sentiment_by_theme(make(HOSTILE))):
        assert "<" not in chart.to_json(ensure_ascii=False)


def test_without_altair_the_extra_is_named(make, monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.split(".")[0] == "altair":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(charts.ChartsNotInstalled, match=r"ofstedmine\[notebooks\]"):
        charts.sentiment_by_theme(make())


def test_importing_charts_does_not_need_altair():
    code = "import sys; sys.modules['altair'] = None; from ofstedmine import charts"
    subprocess.run([sys.executable, "-c", code], check=True)
