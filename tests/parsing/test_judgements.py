import pytest
from markup import draft_of

from ofstedmine.errors import DataError
from ofstedmine.parsing.areas import load_rules, read_rules
from ofstedmine.parsing.judgements import find_judgements

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
BOTH = "The experiences and progress of children in care and care leavers"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
OVERALL = "Overall effectiveness"

TO_2022 = [
    (LEADERS, "leaders", "good"),
    (HELP, "help_and_protection", "requires_improvement"),
    (BOTH, "children_in_care_and_care_leavers", "outstanding"),
    (OVERALL, "overall", "good"),
]
FROM_2023 = [
    (LEADERS, "leaders", "good"),
    (HELP, "help_and_protection", "requires_improvement"),
    (CARE, "children_in_care", "outstanding"),
    (LEAVERS, "care_leavers", "inadequate"),
    (OVERALL, "overall", "good"),
]
SIF = [
    ("Children’s services in Northmoor", "overall", "requires_improvement"),
    ("1. Children who need help and protection", "help_and_protection", "requires_improvement"),
    ("2. Children looked after and achieving permanence", "children_looked_after", "good"),
    ("2.1 Adoption performance", "adoption", "outstanding"),
    ("2.2 Experiences and progress of care leavers", "care_leavers", "good"),
    ("3. Leadership, management and governance", "leaders", "inadequate"),
]

PROSE = (
    "Services for children in Northmoor have much improved since the last inspection, when the "
    "overall effectiveness of children's services was judged inadequate, and most children now "
    "receive help when they need it."
)


def found(markup, kind="ilacs_inspection"):
    draft = draft_of(markup, kind)
    find_judgements(draft)
    return [(j.area, j.area_code, j.grade) for j in draft.get("/judgements") or []], draft


LAYOUTS = {
    "a table's rows": f"""
        # Inspection of Northmoor local authority children's services
        | Judgement | Grade
        | {LEADERS} | Good
        | {HELP} | Requires improvement to be good
        | {BOTH} | Outstanding
        | {OVERALL} | Good
        {PROSE}""",
    "paragraphs, one after the other": f"""
        Judgement
        Grade
        {LEADERS}
        Good
        {HELP}
        Requires improvement to be good
        {BOTH}
        Outstanding
        {OVERALL}
        Good
        {PROSE}""",
    "a grade in two paragraphs": f"""
        Judgement
        Grade
        {LEADERS}
        Good
        {HELP}
        Requires improvement
        to be good
        {BOTH}
        Outstanding
        {OVERALL}
        Good
        {PROSE}""",
    "a grade in three": f"""
        Judgement
        Grade
        {LEADERS}
        Good
        {HELP}
        Requires
        improvement
        to be good
        {BOTH}
        Outstanding
        {OVERALL}
        Good""",
    "an area in two": f"""
        Judgement Grade
        The impact of leaders on social work practice
        with children and families
        Good
        The experiences and progress of children who need help
        and protection
        Requires improvement to be good
        The experiences and progress of children in care and
        care leavers
        Outstanding
        {OVERALL}
        Good
        {PROSE}""",
    "area and grade on one line": f"""
        Judgement Grade
        {LEADERS} Good
        {HELP} Requires improvement to be good
        {BOTH} Outstanding
        {OVERALL} Good
        {PROSE}""",
    "no head": f"""
        | {LEADERS} | Good
        | {HELP} | Requires improvement to be good
        | {BOTH} | Outstanding
        | {OVERALL} | Good
        {PROSE}""",
    "all in one paragraph": f"""
        Judgement Grade {LEADERS} Good {HELP} Requires improvement to be good {BOTH} Outstanding
        {OVERALL} Good {PROSE}""",
    "wrapped cells read across": f"""
        Judgement Grade The impact of leaders on social work practice Good with children and families
        The experiences and progress of children who Requires improvement need help and protection to be good
        {BOTH} Outstanding
        {OVERALL} Good {PROSE}""",
}


LAYOUTS["column by column"] = f"""
        Judgement {LEADERS} {HELP} {BOTH}
        Grade Good
        Requires improvement to be good
        Outstanding
        | {OVERALL} | Good
        {PROSE}"""
LAYOUTS["half of the rows in one block"] = f"""
        # Judgement Grade
        {LEADERS} Good {HELP} Requires improvement to be good
        {BOTH} Outstanding
        {OVERALL} Good
        {PROSE}
        # {HELP}: requires improvement to be good
        {PROSE}"""

ON_ONE_LINE = ("all in one paragraph", "wrapped cells read across")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_of_the_table_reads_alike(layout):
    markup = LAYOUTS[layout]
    assert found(" ".join(markup.split()) if layout in ON_ONE_LINE else markup)[0] == TO_2022


def test_the_table_of_2023_parts_children_in_care_from_care_leavers():
    rows, draft = found(
        f"""
        | Judgement | Grade
        | {LEADERS} | Good
        | {HELP} | Requires improvement to be good
        | {CARE} | Outstanding
        | {LEAVERS} | Inadequate
        | {OVERALL} | Good"""
    )
    assert rows == FROM_2023
    assert draft.missing == {}


def test_the_order_of_the_table_is_kept():
    rows, _ = found(f"| Judgement | Grade\n| {HELP} | Good\n| {LEADERS} | Good\n| {OVERALL} | Good")
    assert [code for _, code, _ in rows] == ["help_and_protection", "leaders", "overall"]


def test_a_table_without_overall_effectiveness_says_so_whatever_the_prose_says():
    rows, draft = found(
        f"""
        # Inspection of Northmoor local authority children's services
        | Judgement | Grade
        | {LEADERS} | Good
        | {HELP} | Good
        | {CARE} | Good
        | {LEAVERS} | Good
        Services have improved since 2022, when the overall effectiveness judgement was ‘requires improvement to be good’.
        Overall effectiveness was good."""
    )
    assert [code for _, code, _ in rows] == [
        "leaders",
        "help_and_protection",
        "children_in_care",
        "care_leavers",
    ]
    assert draft.missing == {"/judgements/overall": "not_in_framework"}


def test_a_report_whose_table_has_overall_effectiveness_has_it_in_2026_too():
    rows, draft = found(
        f"Inspection dates: 2 to 13 March 2026\n| Judgement | Grade\n| {LEADERS} | Good\n| {OVERALL} | Good"
    )
    assert rows[-1] == (OVERALL, "overall", "good")
    assert "/judgements/overall" not in draft.missing


@pytest.mark.parametrize(
    "rows",
    [
        f"| Judgement | Grade\n| {LEADERS} | Strong standard\n| {OVERALL} | Good",
        f"Judgement\nGrade\n{LEADERS}\nStrong standard\n{OVERALL}\nGood",
        f"| {LEADERS} | Strong standard\n| {OVERALL} | Good",
    ],
)
def test_a_grade_of_a_framework_to_come_warns_and_stays_as_written(rows):
    _, draft = found(rows)
    first = draft.get("/judgements")[0]
    assert (first.grade, first.grade_as_written) == ("other", "Strong standard")
    assert [w.code for w in draft.warnings] == ["unknown_grade"]


def test_an_area_of_a_framework_to_come_warns_and_has_no_code():
    rows, draft = found(f"| Judgement | Grade\n| Family help | Good\n| {LEADERS} | Good")
    assert rows[0] == ("Family help", None, "good")
    assert [w.code for w in draft.warnings] == ["unknown_area"]


SIF_TABLE = """
    1. Children who need help and protection
    Requires improvement
    2. Children looked after and achieving permanence
    Good
    2.1 Adoption performance
    Outstanding
    2.2 Experiences and progress of care leavers
    Good
    3. Leadership, management and governance
    Inadequate
    """


@pytest.mark.parametrize(
    "rows",
    [
        SIF_TABLE,
        """
        | 1. Children who need help and protection | Requires improvement
        | 2. Children looked after and achieving permanence | Good
        | 2.1 Adoption performance | Outstanding
        | 2.2 Experiences and progress of care leavers | Good
        | 3. Leadership, management and governance | Inadequate""",
        """
        1. Children who need help and protection Requires improvement
        2. Children looked after and achieving
        permanence
        Good
        2.1 Adoption performance Outstanding
        2.2 Experiences and progress of care leavers Good
        3. Leadership, management and governance Inadequate""",
    ],
)
def test_the_numbered_table_of_the_single_inspection_framework(rows):
    headline = "Children’s services in Northmoor require improvement to be good"
    rows, draft = found(
        f"Report published: 7 July 2017\n{headline}\n{rows}\n# Executive summary\n{PROSE}",
        "sif_inspection",
    )
    assert rows == SIF
    assert draft.missing == {}


@pytest.mark.parametrize(
    ("headline", "area", "written"),
    [
        (
            "Children’s services in Northmoor are inadequate",
            "Children’s services in Northmoor",
            "inadequate",
        ),
        (
            "Children's services in Northmoor County Council are good.",
            "Children's services in Northmoor County Council",
            "good",
        ),
        (
            "Children’s services in Wexcombe and Northmoor require improvement",
            "Children’s services in Wexcombe and Northmoor",
            "require improvement",
        ),
        (
            "Children’s services require improvement to be good",
            "Children’s services",
            "require improvement to be good",
        ),
        (
            "Children’s services in Northmoor require improvement\nto be good",
            "Children’s services in Northmoor",
            "require improvement to be good",
        ),
        ("The overall judgement is inadequate", "The overall judgement", "inadequate"),
        (
            "The overall judgement is requires improvement.",
            "The overall judgement",
            "requires improvement",
        ),
        (
            "The overall judgement is that children’s services require improvement",
            "The overall judgement",
            "require improvement",
        ),
        (
            "The overall judgement is that children’s services are good",
            "The overall judgement",
            "good",
        ),
    ],
)
def test_the_headline_is_the_overall_judgement(headline, area, written):
    prose = "It is Ofsted’s expectation that all children and young people receive good help, care and protection."
    _, draft = found(f"{headline}\n{prose}\n{SIF_TABLE}", "sif_inspection")
    first = draft.get("/judgements")[0]
    assert (first.area, first.area_code, first.grade_as_written) == (area, "overall", written)
    assert len(draft.get("/judgements")) == 6


@pytest.mark.parametrize(
    ("line", "area", "grade"),
    [
        (
            "The effectiveness of the Local Safeguarding Children Board (LSCB) is inadequate.",
            "The effectiveness of the Local Safeguarding Children Board (LSCB)",
            "inadequate",
        ),
        (
            "The effectiveness of the Local Safeguarding Children Board (LSCB) is requires improvement",
            "The effectiveness of the Local Safeguarding Children Board (LSCB)",
            "requires_improvement",
        ),
        (
            "The effectiveness of the Local Safeguarding Children Board (LSCB) requires improvement",
            "The effectiveness of the Local Safeguarding Children Board (LSCB)",
            "requires_improvement",
        ),
        (
            "# The effectiveness of the LSCB is good",
            "The effectiveness of the LSCB",
            "good",
        ),
        (
            "# The Local Safeguarding Children Board is good",
            "The Local Safeguarding Children Board",
            "good",
        ),
        (
            "# The Local Safeguarding Children Board requires improvement to be good",
            "The Local Safeguarding Children Board",
            "requires_improvement",
        ),
    ],
)
def test_the_review_of_the_safeguarding_board_is_judged_in_its_own_line(line, area, grade):
    rows, _ = found(
        f"Children’s services in Northmoor are good\n{SIF_TABLE}\n{PROSE}\n{line}", "sif_inspection"
    )
    assert rows[-1] == (area, "lscb", grade)
    assert len(rows) == 7


def test_prose_about_the_board_is_no_judgement():
    rows, _ = found(
        f"Children’s services in Northmoor are good\n{SIF_TABLE}\nLinks of the Local Safeguarding Children Board are good.",
        "sif_inspection",
    )
    assert "lscb" not in [code for _, code, _ in rows]


def test_a_report_of_2018_in_the_older_layout_is_read_as_it_stands():
    rows, _ = found(
        f"Children’s services in Northmoor require improvement to be good\n{SIF_TABLE}",
        "ilacs_inspection",
    )
    assert rows == SIF


def test_a_numbered_table_on_one_line():
    text = " ".join(
        f"Children’s services in Northmoor require improvement to be good {SIF_TABLE}".split()
    )
    assert found(text + " " + PROSE, "sif_inspection")[0] == SIF


def test_headings_stand_in_for_a_table_that_is_not_there():
    rows, draft = found(
        f"# {HELP}: good\n{PROSE}\n# {CARE}: requires improvement to be good\n{PROSE}"
    )
    assert rows == [
        (HELP, "help_and_protection", "good"),
        (CARE, "children_in_care", "requires_improvement"),
    ]
    assert draft.missing == {"/judgements/overall": "not_found"}


@pytest.mark.parametrize(
    "kind", ["monitoring_visit", "focused_visit", "jtai", "area_send", "other"]
)
def test_kinds_without_grades_have_no_judgements(kind):
    assert found(f"| Judgement | Grade\n| {LEADERS} | Good", kind)[0] == []


def test_columns_that_do_not_match_are_not_paired():
    rows, _ = found(f"Judgement {LEADERS} {HELP} {CARE}\nGrade Good\nOutstanding\n{PROSE}")
    assert rows == []


@pytest.mark.parametrize("markup", ["", "Dear Ms Archer", PROSE, "Good\nGood\nGood", "# Grade"])
def test_anything_passes_through(markup):
    assert found(markup)[0] == []


def test_evidence_is_the_words_of_the_area_and_of_the_grade():
    _, draft = found(
        f"| Judgement | Grade\n| {LEADERS} | Requires improvement to be good\n| {OVERALL} | Good"
    )
    area, grade = draft.evidence["/judgements/0"]
    assert (area.quote, grade.quote) == (LEADERS, "Requires improvement to be good")
    assert draft.letter.text[grade.start : grade.end] == grade.quote


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (BOTH, "children_in_care_and_care_leavers"),
        (
            "The experiences and progress of children in care and of care leavers",
            "children_in_care_and_care_leavers",
        ),
        (CARE, "children_in_care"),
        (LEAVERS, "care_leavers"),
        ("The experiences and progress of children care leavers", "care_leavers"),
        ("Children who need help and protection", "help_and_protection"),
        ("Something else", None),
    ],
)
def test_codes_join_the_generations_and_keep_apart_what_is_not_the_same(words, code):
    assert load_rules().code_of(words) == code


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"no \[\[area\]\]"),
        ("[[area", "rules.toml"),
        ('[[area]]\ncode = "x"', r"area\[1\]: the fields code, generation, pattern, wordings"),
        (
            '[[area]]\ncode = "x"\ngeneration = "y"\npattern = "("\nwordings = ["z"]',
            "is no pattern",
        ),
        (
            '[[area]]\ncode = "x"\ngeneration = "y"\npattern = "z"\nwordings = []',
            "no area has a wording",
        ),
        (
            '[[area]]\ncode = "x"\ngeneration = "y"\npattern = "z"\nwordings = ["z"]\n[[headline]]\npattern = "a"',
            r"headline\[1\]: the groups",
        ),
    ],
)
def test_a_wrong_file_of_judgements_says_what_is_wrong(tmp_path, content, message):
    file = tmp_path / "rules.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_rules(file)
