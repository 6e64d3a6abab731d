"""Whom a finding is about: a table of phrases with their traps, headings, and broken rules."""

import copy
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine import resources
from ofstedmine.errors import DataError
from ofstedmine.findings.cohort import cohorts_of, load_cohort_rules, read_cohort_rules

CIN, CP, CARE, LEAVERS, DISABLED = (
    "child_in_need",
    "child_protection",
    "children_in_care",
    "care_leavers",
    "disabled_children",
)

RULES = tomllib.loads(resources.find("findings/data/cohort.toml").read_text(encoding="utf-8"))

SENTENCES = [
    # Children in need: the Act's word, not anybody's need.
    ("Children in need are visited every month.", [CIN]),
    ("Child in need plans are clear.", [CIN]),
    ("Child-in-need plans are clear.", [CIN]),
    ("Reviews of CIN plans drift.", [CIN]),
    ("Section 17 assessments are timely.", [CIN]),
    ("Visits to children in need, however, are late.", [CIN]),
    ("Children in need of help and protection are seen quickly.", []),
    ("Children in need of early support wait too long.", []),
    ("A child in need of a new school is helped.", []),
    ("Children who need help and protection are safe.", []),
    ("Families in need receive food parcels.", []),
    ("Children’s needs are understood.", []),
    # Child protection.
    ("Child protection plans are too long.", [CP]),
    ("Most children subject to a child protection plan are seen alone.", [CP]),
    ("Section 47 enquiries lead to the right decision.", [CP]),
    ("S47 enquiries are swift.", [CP]),
    ("Core groups meet regularly.", [CP]),
    ("Strategy discussions include the police.", [CP]),
    ("Child protection conferences are well chaired.", [CP]),
    ("Child in need and child protection plans are reviewed.", [CIN, CP]),
    ("Staff in schools value their child protection training.", []),
    ("The strategy for the workforce is clear.", []),
    ("Help and protection services are good.", []),
    ("The partnership protects children.", []),
    # Children in care.
    ("Children in care thrive.", [CARE]),
    ("Looked-after children do well at school.", [CARE]),
    ("Looked after children do well at school.", [CARE]),
    ("Children looked after live near home.", [CARE]),
    ("Children who are looked after have good health.", [CARE]),
    ("Young people in care speak well of their workers.", [CARE]),
    ("The Children in Care Council is lively.", [CARE]),
    ("CLA reviews are on time.", [CARE]),
    ("LAC reviews are on time.", [CARE]),
    ("Children enter care in an emergency too often.", [CARE]),
    ("Decisions that children come into care are timely.", [CARE]),
    ("Children become looked after when they need to be.", [CARE]),
    ("Children in foster care are settled.", [CARE]),
    ("Those in long-term care know their plan.", [CARE]),
    ("Children in the care of the local authority are safe.", [CARE]),
    ("Young people accommodated under section 20 are visited.", [CARE]),
    ("Care-experienced children enjoy the holiday club.", [CARE]),
    ("Children in care proceedings have a guardian.", []),
    ("Drift in care planning goes on.", []),
    ("Children on the edge of care are helped at home.", []),
    ("Children are well looked after at the nursery.", []),
    ("Some children are looked after by their grandparents.", []),
    ("The baby stayed in the care of her mother.", []),
    ("Previously looked-after children are supported in school.", []),
    ("Staff take care in their recording.", []),
    ("Health care is easy to reach.", []),
    # Care leavers.
    ("Care leavers live in good homes.", [LEAVERS]),
    ("One care-leaver was proud of her flat.", [LEAVERS]),
    ("Young people leaving care are ready for it.", [LEAVERS]),
    ("Those who have left care keep in touch.", [LEAVERS]),
    ("Care-experienced young people shape the service.", [LEAVERS]),
    ("Care experienced young adults are heard.", [LEAVERS]),
    ("Being care-experienced is a protected characteristic here.", [LEAVERS]),
    ("Personal advisers know them well.", [LEAVERS]),
    ("Pathway plans are written with young people.", [LEAVERS]),
    ("More young people are staying put.", [LEAVERS]),
    ("PAs keep in touch.", [LEAVERS]),
    ("Some children left care to live with their aunt.", []),
    ("Numbers of children leaving care through adoption grow.", []),
    ("The leaving care team has moved.", [LEAVERS]),
    ("Care-experienced children and young people are heard.", [CARE, LEAVERS]),
    ("Children in care and care leavers have a strong voice.", [CARE, LEAVERS]),
    ("The number of children looked after and care leavers grows.", [CARE, LEAVERS]),
    ("There has been investment in care leavers.", [LEAVERS]),
    ("Leavers of school find work.", []),
    # Disabled children as a group of social care.
    ("Disabled children get the short breaks they need.", [DISABLED]),
    ("Children with disabilities are assessed well.", [DISABLED]),
    ("Children with a learning disability wait.", [DISABLED]),
    ("Children with physical and learning disabilities wait.", [DISABLED]),
    ("Short breaks are valued by families.", [DISABLED]),
    ("The disability team is stable.", [DISABLED]),
    ("Children with complex health needs have skilled workers.", [DISABLED]),
    ("Disabled children in care are visited often.", [CARE, DISABLED]),
    ("Children who are disabled have skilled workers.", [DISABLED]),
    ("A child’s age, disability and faith are considered.", []),
    ("Disabled care leavers move on well.", [LEAVERS, DISABLED]),
    ("Children looked after who have disabilities are known well.", [CARE, DISABLED]),
    ("Disabled children on child in need plans are visited.", [CIN, DISABLED]),
    ("Children with SEND attend school well.", []),
    ("Children with special educational needs and/or disabilities attend well.", []),
    ("Children with special educational needs and disabilities (SEND) attend well.", []),
    ("Pupils with disabilities attend well.", []),
    ("Disabled children, and those with special educational needs, attend well.", [DISABLED]),
    ("Parents with learning disabilities have advocates.", []),
    ("Disabled parents have advocates.", []),
    ("Parental learning disability is understood.", []),
    # Nobody.
    ("Senior leaders know their services.", []),
    ("", []),
]

HEADINGS = [
    ("They are safe.", ["The experiences and progress of children in care"], [CARE]),
    ("They are safe.", ["The experiences and progress of care leavers"], [LEAVERS]),
    ("They are safe.", ["Children looked after and achieving permanence"], [CARE]),
    ("They are safe.", ["Adoption performance"], [CARE]),
    ("They are safe.", ["Children’s disability services"], [DISABLED]),
    ("They are safe.", ["Children in need"], [CIN]),
    ("They are safe.", ["Child protection"], [CP]),
    # It says that help is needed, not who they are.
    ("They are safe.", ["The experiences of children who need help and protection"], []),
    ("They are safe.", ["Children in need of help and protection"], []),
    # Which of the two?
    ("They are safe.", ["Children in care and care leavers"], []),
    ("They are safe.", ["Overview", "Children in care"], [CARE]),
    ("They are safe.", ["Care leavers", "Children in care"], [LEAVERS]),
    ("They are safe.", ["Children in care and care leavers", "Children in care"], []),
    # The sentence knows better than the heading, and a disabled child in care is both.
    ("Care leavers are safe.", ["Children in care"], [LEAVERS]),
    ("Disabled children are safe.", ["Children in care"], [CARE, DISABLED]),
    ("Disabled children are safe.", ["Children in care and care leavers"], [DISABLED]),
    ("They are safe.", [], []),
]


@pytest.mark.parametrize(("text", "cohorts"), SENTENCES)
def test_words_of_the_sentence(text, cohorts):
    assert cohorts_of(text) == cohorts


@pytest.mark.parametrize(("text", "headings", "cohorts"), HEADINGS)
def test_headings(text, headings, cohorts):
    assert cohorts_of(text, headings) == cohorts


def test_capitals_and_line_ends_do_not_matter():
    assert cohorts_of("CHILDREN\n  IN CARE thrive.") == [CARE]


def test_a_record_has_them_without_tags():
    record = om.parse(
        om.read(
            b"# Focused visit to Northmoor children's services\n\n## Findings\n\n"
            b"### Care leavers\n\nHomes are safe and warm.\n\n"
            b"Children in need are seen alone.\n"
        )
    )
    assert [(one.text, one.cohort) for one in record.findings] == [
        ("Homes are safe and warm.", [LEAVERS]),
        ("Children in need are seen alone.", [CIN]),
    ]
    assert all(one.sentiment is None for one in record.findings)


@pytest.fixture
def data():
    return copy.deepcopy(RULES)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.pop("apart"), "apart: missing or unknown"),
        (lambda data: data["cohorts"].pop("care_leavers"), "care_leavers: missing or unknown"),
        (lambda data: data["cohorts"].update(pupils={}), "pupils: missing or unknown"),
        (
            lambda data: data["cohorts"]["care_leavers"].pop("words"),
            "needs headings, stays, stems, words",
        ),
        (lambda data: data["cohorts"]["care_leavers"].update(stays="no"), "needs headings"),
        (lambda data: data["cohorts"]["care_leavers"].update(words="care"), "list of patterns"),
        (lambda data: data["cohorts"]["care_leavers"].update(stems=[""]), "list of words"),
        (
            lambda data: data["cohorts"]["care_leavers"].update(words=["(care"]),
            "care_leavers.words",
        ),
    ],
)
def test_broken_rules_say_what_is_wrong(data, change, message):
    change(data)
    with pytest.raises(DataError, match=message):
        read_cohort_rules(data)


@pytest.mark.parametrize(
    ("cohort", "pattern"),
    [(cohort, pattern) for cohort, table in RULES["cohorts"].items() for pattern in table["words"]],
)
@given(data=st.data())
def test_whatever_names_a_group_holds_one_of_its_stems(cohort, pattern, data):
    [rule] = [rule for rule in load_cohort_rules().rules if rule.cohort == cohort]
    words = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    assert any(stem in words for stem in rule.stems)
