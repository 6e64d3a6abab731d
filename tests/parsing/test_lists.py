import pytest
from markup import draft_of

from ofstedmine.errors import DataError
from ofstedmine.parsing.items import cut_at_semicolons, trim
from ofstedmine.parsing.list_rules import read_list_rules
from ofstedmine.parsing.lists import find_lists

AREAS = "@areas Areas covered by the visit\n"
IMPROVE = "@improvements What needs to improve\n"
PRIORITY = "@priority_actions Areas for priority action\n"


def found(markup, field, kind="monitoring_visit"):
    draft = draft_of(markup, kind)
    find_lists(draft)
    return [item.text for item in draft.get(f"/{field}") or []], draft


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        pytest.param(
            """During the course of this visit, inspectors reviewed the progress made in the areas of help and protection, including:
            - the application of thresholds
            - decision-making in relation to permanence
            - the timeliness of plans; the focus on the child in recording.
            The visit considered a broad range of evidence, including electronic case records.""",
            [
                "the application of thresholds",
                "decision-making in relation to permanence",
                "the timeliness of plans; the focus on the child in recording",
            ],
            id="bullets, the last with a semicolon",
        ),
        pytest.param(
            "Inspectors reviewed:\n- the front door;\n- assessments; and\n- supervision.",
            ["the front door", "assessments", "supervision"],
            id="bullets joined by semicolons",
        ),
        pytest.param(
            "The focus of the monitoring visit was care leavers. In particular, inspectors reviewed:\n- pathway plans\n- housing",
            ["pathway plans", "housing"],
            id="a sentence before the list",
        ),
        pytest.param(
            "The focus of the monitoring visit was care leavers. In particular, inspectors reviewed: pathway plans; housing.",
            ["pathway plans", "housing"],
            id="a sentence before the list, marks lost",
        ),
        pytest.param(
            "Inspectors reviewed:\n- the front door\n- plans A range of evidence was considered, such as records.",
            ["the front door", "plans"],
            id="evidence run into the last item",
        ),
        pytest.param(
            "During the course of this visit, inspectors reviewed the progress made in the area of permanence planning, with a particular focus on early decisions. A range of evidence was considered during the visit, including case records.",
            ["permanence planning, with a particular focus on early decisions"],
            id="one sentence",
        ),
        pytest.param(
            "Inspectors reviewed the progress made by the ‘front door’ of the service, with a particular focus on thresholds.",
            [
                "the progress made by the ‘front door’ of the service, with a particular focus on thresholds"
            ],
            id="one sentence, by the service",
        ),
        pytest.param(
            "Inspectors reviewed the progress made in the following areas of concern identified at the last inspection: the quality of plans; the pace of assessments; and supervision.",
            ["the quality of plans", "the pace of assessments", "supervision"],
            id="marks lost, semicolons kept",
        ),
        pytest.param(
            "Inspectors reviewed the progress made in the following areas: the quality of plans and their review the pace of assessments. The visit considered a range of evidence.",
            ["the quality of plans and their review the pace of assessments"],
            id="marks lost, nothing to part them",
        ),
        pytest.param(
            "Inspectors reviewed the progress made in the following areas of concern:\nthe quality of plans\nthe pace of assessments\nA range of evidence was considered during the visit.",
            ["the quality of plans", "the pace of assessments"],
            id="marks lost, lines kept",
        ),
        pytest.param(
            "Inspectors reviewed services for care leavers. Inspectors also considered the quality of supervision.",
            ["services for care leavers", "the quality of supervision"],
            id="two sentences",
        ),
        pytest.param(
            "Inspectors reviewed the progress made in:\n- the front door\n- plans\nA range of evidence was considered during the visit, including:\n- electronic case records\n- meetings with staff",
            ["the front door", "plans"],
            id="a list of evidence after it",
        ),
        pytest.param(
            "The quality of plans for children who return home.",
            ["The quality of plans for children who return home"],
            id="a phrase without a lead",
        ),
        pytest.param(
            "A range of evidence was considered during the visit.", [], id="evidence alone"
        ),
        pytest.param("", [], id="nothing under the heading"),
    ],
)
def test_areas_covered(markup, items):
    got, draft = found(AREAS + markup + "\n# Findings\nMuch was found.", "areas_covered")
    assert got == items
    for n, item in enumerate(draft.get("/areas_covered") or []):
        assert draft.letter.text[item.start : item.end] == item.text
        assert draft.evidence[f"/areas_covered/{n}"][0].quote.startswith(item.text)


@pytest.mark.parametrize(("words", "warned"), [(6, False), (24, False), (25, True), (60, True)])
def test_one_long_area_after_a_colon_is_a_list_that_lost_its_marks(words, warned):
    text = " ".join(["plans"] * words)
    lead = "Inspectors reviewed the progress made in the following areas: "
    got, draft = found(f"{AREAS}{lead}{text}.\n# Findings\nMuch was found.", "areas_covered")
    assert got == [text]
    assert ("areas_ran_together" in {w.code for w in draft.warnings}) is warned


def test_a_heading_that_runs_into_its_sentence_is_no_part_of_an_area():
    text = (
        "Areas covered by the visit Inspectors reviewed the progress made in help and protection."
    )
    draft = draft_of(f"Dear Ms Archer\n{text}")
    at = draft.letter.text.index(text)
    from ofstedmine.records import Section

    draft.sections = [
        Section(
            heading="Areas covered by the visit",
            level=1,
            role="areas",
            start=at,
            end=at + len(text),
        )
    ]
    find_lists(draft)
    assert [i.text for i in draft.get("/areas_covered")] == ["help and protection"]


@pytest.mark.parametrize(
    ("header", "items"),
    [
        (
            "Inspectors looked at the local authority’s arrangements for children in need, including thresholds. Inspectors looked at a range of evidence, including case discussions.",
            ["children in need, including thresholds"],
        ),
        (
            "Inspectors evaluated the local authority's arrangements for care leavers.",
            ["care leavers"],
        ),
        (
            "Inspectors looked at the local authority’s arrangements for:\n- the front door\n- assessments",
            ["the front door", "assessments"],
        ),
        (
            "Inspectors looked at the local authority’s arrangements for: the front door; and assessments.",
            ["the front door", "assessments"],
        ),
        (
            "The visit focused on the quality of plans for children in care.",
            ["the quality of plans for children in care"],
        ),
        ("The inspectors were Agnes Ackroyd HMI and Bevan Corrigan HMI.", []),
    ],
)
def test_a_focused_visit_names_its_areas_in_the_header(header, items):
    markup = f"This letter summarises the findings of a focused visit to Northmoor.\n{header}\n# Headline findings\nInspectors reviewed the weather."
    assert found(markup, "areas_covered", "focused_visit")[0] == items


@pytest.mark.parametrize(
    "kind", ["jtai", "ilacs_inspection", "sif_inspection", "area_send", "other"]
)
def test_the_header_of_an_inspection_names_no_areas_of_a_visit(kind):
    assert (
        found(
            "The inspection considered the effectiveness of leaders.\n# Context\nMuch.",
            "areas_covered",
            kind,
        )[0]
        == []
    )


@pytest.mark.parametrize(
    ("written", "text", "reference"),
    [
        (
            "The quality of plans. (Outcome 3, national framework)",
            "The quality of plans",
            "Outcome 3, national framework",
        ),
        (
            "The quality of plans (outcome 3, national framework)",
            "The quality of plans",
            "outcome 3, national framework",
        ),
        (
            "The quality of plans (Outcome one, National Framework).",
            "The quality of plans",
            "Outcome one, National Framework",
        ),
        (
            "Workloads. (Enabler 3, national framework)",
            "Workloads",
            "Enabler 3, national framework",
        ),
        (
            "Workloads (National Framework enabler two).",
            "Workloads",
            "National Framework enabler two",
        ),
        ("Workloads (outcome 1: national framework)", "Workloads", "outcome 1: national framework"),
        (
            "Workloads (Enabler: the workforce is equipped, national framework)",
            "Workloads",
            "Enabler: the workforce is equipped, national framework",
        ),
        ("Workloads (Enabler two)", "Workloads", "Enabler two"),
        ("Workloads (Principle 1)", "Workloads", "Principle 1"),
        (
            "Plans (Outcome 2, national framework) (Enabler 1, national framework)",
            "Plans",
            "Outcome 2, national framework; Enabler 1, national framework",
        ),
        (
            "Plans (Outcome 2, national framework) for all children",
            "Plans for all children",
            "Outcome 2, national framework",
        ),
        (
            "The public law outline (PLO) and its use (paragraph 36)",
            "The public law outline (PLO) and its use (paragraph 36)",
            None,
        ),
        ("Outcomes for children (those in care)", "Outcomes for children (those in care)", None),
    ],
)
def test_tags_of_the_national_framework_go_apart(written, text, reference):
    _, draft = found(f"{IMPROVE}- {written}\n- Supervision.", "improvements", "ilacs_inspection")
    item = draft.get("/improvements")[0]
    assert (item.text, item.framework_ref) == (text, reference)
    assert draft.evidence["/improvements/0"][0].quote == written


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        ("- Plans.\n- Supervision.", ["Plans", "Supervision"]),
        (
            "1. Ensure that plans are clear.\n2. Ensure that staff are supervised.",
            ["Ensure that plans are clear", "Ensure that staff are supervised"],
        ),
        (
            "The quality of plans for children who are missing from home.",
            ["The quality of plans for children who are missing from home"],
        ),
        (
            "Quality of practice\n1. Ensure that plans are clear.\nWorkforce\n2. Ensure that staff are supervised.",
            ["Ensure that plans are clear", "Ensure that staff are supervised"],
        ),
        (
            "1. Put a framework in place, to include\n-- data\n-- audits\n2. Improve plans.",
            ["Put a framework in place, to include\ndata\naudits", "Improve plans"],
        ),
        (
            "1. The local authority should:\n2. improve plans\n3. improve reviews",
            ["improve plans", "improve reviews"],
        ),
        (
            "- Plans that are made\n~ Inspection of Northmoor 3\nwith children.\n- Reviews",
            ["Plans that are made\nwith children", "Reviews"],
        ),
    ],
)
def test_improvements(markup, items):
    assert found(IMPROVE + markup, "improvements", "sif_inspection")[0] == items


def test_strengths_in_prose_are_its_paragraphs():
    markup = "@strengths Key strengths\nLeaders know their services well and act on what they learn.\nPractitioners listen to children.\n# Case study\nA child was helped."
    assert found(markup, "strengths", "jtai")[0] == [
        "Leaders know their services well and act on what they learn",
        "Practitioners listen to children",
    ]


def test_prose_after_the_word_that_there_is_nothing_is_no_item():
    items, draft = found(
        f"{PRIORITY}There are no areas for priority action.\nCastle House",
        "priority_actions",
        "jtai",
    )
    assert (items, draft.missing["/priority_actions"]) == ([], "stated_none")


def test_a_list_on_one_line_is_its_sentences_in_plain_text_only():
    text = "The quality of plans. The timeliness of visits."
    items = ["The quality of plans", "The timeliness of visits"]
    assert found(IMPROVE + text, "improvements", "jtai")[0] == items
    draft = draft_of(IMPROVE + text, "jtai")
    draft.letter.media_type = "application/pdf"
    find_lists(draft)
    assert [i.text for i in draft.get("/improvements")] == [text[:-1]]


def test_lists_of_two_sections_follow_each_other():
    markup = f"{IMPROVE}- Plans\n# Findings\nMuch.\n@improvements Areas for improvement\n- Reviews"
    assert found(markup, "improvements", "sif_inspection")[0] == ["Plans", "Reviews"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There are no areas for priority action.",
        "There are no priority actions that the partnership is required to consider.",
        "There are no priority actions.",
        "There are no areas of priority action.",
        "There are no areas for priority or immediate action.",
        "There are no areas for priority and immediate action.",
        "The inspection did not find any areas for priority and immediate action.",
        "No areas for priority action were identified.",
        "Inspectors identified no priority actions.",
        "1. There are no priority actions.",
        "- There are no areas for priority action",
    ],
)
def test_a_heading_can_announce_its_own_absence(sentence):
    items, draft = found(PRIORITY + sentence, "priority_actions", "jtai")
    assert items == []
    assert draft.missing["/priority_actions"] == "stated_none"
    assert draft.evidence["/priority_actions"][0].quote in sentence


@pytest.mark.parametrize(
    "markup",
    [
        "# There are no areas for priority action\nMuch.",
        "@next_steps Next steps\nThere are no priority actions that the partnership is required to consider.",
    ],
)
def test_an_absence_is_heard_outside_its_section_too(markup):
    _, draft = found(markup, "priority_actions", "jtai")
    assert draft.missing["/priority_actions"] == "stated_none"


@pytest.mark.parametrize(
    "sentence",
    [
        "At the focused visit in March 2019 there were no areas for priority action, but practice has declined since then.",
        "The priority actions of the last visit were met.",
    ],
)
def test_what_was_at_an_earlier_visit_says_nothing_of_this_one(sentence):
    _, draft = found(f"# Main findings\n{sentence}", "priority_actions", "jtai")
    assert "/priority_actions" not in draft.missing


def test_priority_actions_of_one_body_outlast_the_absence_of_the_others():
    markup = f"{PRIORITY}1. Act at once.\n@priority_actions Priority and immediate action\nThere are no priority actions."
    items, draft = found(markup, "priority_actions", "sif_inspection")
    assert items == ["Act at once"]
    assert "/priority_actions" not in draft.missing


def test_parts_of_a_list_belong_to_it_and_case_studies_do_not():
    from ofstedmine.records import Section

    draft = draft_of(
        "@improvements Areas for improvement\n- Plans\n# The front door\n- Thresholds\n# A child\n- A tale",
        "jtai",
    )
    areas, door, child = draft.sections
    end = child.end
    draft.sections = [
        areas.model_copy(update={"end": end}),
        Section(heading="The front door", level=2, role="other", start=door.start, end=door.end),
        Section(heading="A child", level=2, role="case_study", start=child.start, end=end),
    ]
    find_lists(draft)
    assert [i.text for i in draft.get("/improvements")] == ["Plans", "Thresholds"]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "Dear Ms Archer",
        "- a\n- b",
        "@areas Areas covered",
        "@improvements What needs to improve\n:",
    ],
)
def test_anything_passes_through(markup):
    find_lists(draft_of(markup, "other"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plans; reviews; visits", ["plans", " reviews", " visits"]),
        ("plans; and visits", ["plans", " and visits"]),
        ("plans and their review; visits", ["plans and their review", " visits"]),
        ("plans", ["plans"]),
    ],
)
def test_semicolons_part_a_list_that_lost_its_marks(text, parts):
    assert [text[p.start : p.end] for p in cut_at_semicolons(text, 0, len(text))] == parts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("plans.", "plans"),
        ("plans; and", "plans"),
        (" plans, or ", "plans"),
        ("and plans;", "plans"),
        ("• plans", "plans"),
        ("-year plans", "-year plans"),
        ("brand and sand", "brand and sand"),
        ("...", ""),
    ],
)
def test_what_joins_an_item_to_the_next_is_left_out(text, left):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == left


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"no table \[none\]"),
        ("[none", "lists.toml"),
        ('[none]\nfindings = ["x"]', "'findings' is no list"),
        ('[none]\npriority_actions = ["x"]\n[lead]\n[reference]', "areas: a list of patterns"),
        (
            '[none]\npriority_actions = ["x"]\n[lead]\nheader_kinds = ["x"]\n[reference]',
            "'x' is no kind of letter",
        ),
        ('[none]\npriority_actions = ["("]\n[lead]\n[reference]', "is no pattern"),
    ],
)
def test_a_wrong_file_of_lists_says_what_is_wrong(tmp_path, content, message):
    file = tmp_path / "lists.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_list_rules(file)
