"""Who inspected: every form in which letters and reports name inspectors, and who is none."""

from time import process_time

import pytest
from who_letters import SENTENCE, drafted, letter

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.inspectors import find_inspectors
from ofstedmine.reading.letter import Block, Letter, assemble

HMI = "HMI"
HER, HIS = "Her Majesty's Inspector", "His Majesty's Inspector"

SENTENCES = [
    # (words in the header, [(name, role, lead)])
    (
        "The inspectors were Ana Wood HMI and Sam Lee HMI.",
        [("Ana Wood", HMI, False), ("Sam Lee", HMI, False)],
    ),
    (
        "The inspectors were Ana Wood, HMI, and Sam Lee, HMI.",
        [("Ana Wood", HMI, False), ("Sam Lee", HMI, False)],
    ),
    (
        "The inspectors were Ana Wood (HMI) and Sam Lee (HMI).",
        [("Ana Wood", HMI, False), ("Sam Lee", HMI, False)],
    ),
    (
        "The inspectors were Ana Wood and Sam Lee, Her Majesty's Inspectors.",
        [("Ana Wood", HER, False), ("Sam Lee", HER, False)],
    ),
    (
        "The inspectors were Ana Wood and Sam Lee, Her Majesty’s Inspectors.",
        [
            ("Ana Wood", "Her Majesty’s Inspector", False),
            ("Sam Lee", "Her Majesty’s Inspector", False),
        ],
    ),
    (
        "Her Majesty's inspectors for this visit were Ana Wood and Sam Lee.",
        [
            ("Ana Wood", "Her Majesty's inspector", False),
            ("Sam Lee", "Her Majesty's inspector", False),
        ],
    ),
    (
        "His Majesty’s Inspectors for this visit were Ana Wood and Louise Ko-Bright.",
        [
            ("Ana Wood", "His Majesty’s Inspector", False),
            ("Louise Ko-Bright", "His Majesty’s Inspector", False),
        ],
    ),
    ("The inspector was Ana Wood HMI.", [("Ana Wood", HMI, False)]),
    (
        "The inspectors were Ana Wood, Sam Lee and Kim O’Dell, HMI.",
        [("Ana Wood", None, False), ("Sam Lee", None, False), ("Kim O’Dell", HMI, False)],
    ),
    (
        "The inspectors were Ana Wood HMI, Sam Lee HMI, Kim Poe HMI, Max Roe HMI and Jo Doe, Ofsted Inspector.",
        [
            ("Ana Wood", HMI, False),
            ("Sam Lee", HMI, False),
            ("Kim Poe", HMI, False),
            ("Max Roe", HMI, False),
            ("Jo Doe", "Ofsted Inspector", False),
        ],
    ),
    (
        "The visit was carried out by Ana Wood, His Majesty's Inspector, and Sam Lee, Social Care Regulatory Inspector.",
        [("Ana Wood", HIS, False), ("Sam Lee", "Social Care Regulatory Inspector", False)],
    ),
    (
        "The visit was carried out by Her Majesty's Inspectors Ana Wood and Sam Lee.",
        [("Ana Wood", HER, False), ("Sam Lee", HER, False)],
    ),
    (
        "This visit was carried out on site by Ana Wood and Sam Lee, both His Majesty's Inspectors.",
        [("Ana Wood", HIS, False), ("Sam Lee", HIS, False)],
    ),
    (
        "The visit was carried out by three inspectors: Ana Wood, Sam Lee and Max Roe.",
        [("Ana Wood", None, False), ("Sam Lee", None, False), ("Max Roe", None, False)],
    ),
    (
        "The visit was undertaken by two of Her Majesty's Inspectors, Ana Wood and Sam Lee.",
        [("Ana Wood", HER, False), ("Sam Lee", HER, False)],
    ),
    ("The visit was led by Ana Wood HMI.", [("Ana Wood", HMI, True)]),
    ("The lead inspector was Ana Wood, His Majesty's Inspector.", [("Ana Wood", HIS, True)]),
    (
        "The inspectors for this visit were Ana Wood, Senior HMI, and Sam Lee, Regulatory Inspector.",
        [("Ana Wood", "Senior HMI", False), ("Sam Lee", "Regulatory Inspector", False)],
    ),
    (
        "The inspectors were Jan van der Berg HMI and Omar al-Hassan HMI.",
        [("Jan van der Berg", HMI, False), ("Omar al-Hassan", HMI, False)],
    ),
    (
        "The inspectors were J. A. Smith HMI and María José Núñez HMI.",
        [("J. A. Smith", HMI, False), ("María José Núñez", HMI, False)],
    ),
    (
        "Two inspectors, Ana Wood HMI and Sam O'Brien HMI, visited.",
        [("Ana Wood", HMI, False), ("Sam O'Brien", HMI, False)],
    ),
    # As newspapers and councils write.
    ("HM inspector, Lisa Poe, came.", [("Lisa Poe", "HM inspector", False)]),
    ("HM Inspector Max Roe came.", [("Max Roe", "HM Inspector", False)]),
    ("Her Majesty's Inspector Max Roe came.", [("Max Roe", HER, False)]),
    ("The letter is by inspector Max Roe.", [("Max Roe", "inspector", False)]),
    (
        "Louise Poe, Ofsted Inspector, and Max Roe, His Majesty's Inspector.",
        [("Louise Poe", "Ofsted Inspector", False), ("Max Roe", HIS, False)],
    ),
    (
        "OFSTED inspectors, Ana Poe and Max Roe, came.",
        [("Ana Poe", "OFSTED inspector", False), ("Max Roe", "OFSTED inspector", False)],
    ),
    # Labels.
    ("Lead inspector: Ana Wood, His Majesty's Inspector", [("Ana Wood", HIS, True)]),
    ("Lead inspector: Ana Wood Her Majesty's Inspector", [("Ana Wood", HER, True)]),
    ("Lead inspector: Ana Wood HMI", [("Ana Wood", HMI, True)]),
    ("Lead inspector : Paula Wood -Lee, His Majesty's Inspector", [("Paula Wood-Lee", HIS, True)]),
    (
        "Lead inspector s: Ana Wood, HMI, and Sam Lee, HMI",
        [("Ana Wood", HMI, True), ("Sam Lee", HMI, True)],
    ),
    (
        "Lead inspectors: Ana Wood, His Majesty's Inspector, and\nSam Lee, His Majesty's Inspector",
        [("Ana Wood", HIS, True), ("Sam Lee", HIS, True)],
    ),
    ("Lead inspector:\n\nAna Wood\n\nHer Majesty's Inspector", [("Ana Wood", HER, True)]),
    ("Reporting inspector Ana Wood HMI", [("Ana Wood", HMI, True)]),
    # Nobody.
    (
        "It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and HMICFRS.",
        [],
    ),
    (
        "Inspectors met the Director of Children's Services, Jane Roe, Councillor Max Poe and the commissioner, Ann Dee.",
        [],
    ),
    ("The inspectors were accompanied by Ann Dee, the commissioner.", []),
    ("The visit was led by Jane Roe, the chief executive.", []),
    ("In their letter to the chief executive, Jane Roe OBE, Ofsted inspectors said so.", []),
    (
        "In Milton Keynes, inspectors saw good work. Chief Inspector Max Roe of the police agreed.",
        [],
    ),
    ("Two inspectors came. Four Social Care Inspectors and one Education Inspector followed.", []),
]


def named(draft):
    return [(i.name, i.role, i.lead) for i in draft.get("/inspectors") or []]


@pytest.mark.parametrize(("words", "expected"), SENTENCES)
def test_forms(words, expected):
    draft = drafted(letter(sentence=f"{SENTENCE}\n\n{words}"), find_inspectors)
    assert named(draft) == expected
    if not expected:
        assert draft.missing["/inspectors"] == "not_found"
    for n in range(len(expected)):
        quotes = [one.quote for one in draft.evidence[f"/inspectors/{n}"]]
        for one in draft.evidence[f"/inspectors/{n}"]:
            assert draft.letter.text[one.start : one.end] == one.quote
        role = (expected[n][1] or "").casefold().replace("’", "'")
        assert any(role in quote.casefold().replace("’", "'") for quote in quotes)


@pytest.mark.parametrize(
    ("words", "expected"),
    [row for row in SENTENCES if "\n" not in row[0] and ":" not in row[0][:20]],
)
def test_forms_inside_the_header_sentence(words, expected):
    assert named(drafted(letter(sentence=f"{SENTENCE} {words}"), find_inspectors)) == expected


REPORT = """London Borough of Northmoor

## Inspection of services for children in need of help and protection, children looked after and care leavers

Lead inspector: Ana Wood

{}

## Information about this inspection

The inspection team consisted of four of Her Majesty's Inspectors (HMI) from Ofsted.

{}
"""


def team(*lines):
    return drafted(
        REPORT.format("Services are good.", "\n\n".join(["The inspection team", *lines])),
        find_inspectors,
    )


def test_team_list():
    draft = team(
        "Lead inspector: Ana Wood HMI",
        "Deputy lead inspector Sam Lee",
        "Team inspectors: Kim Poe HMI, Max O’Roe (associate inspector), Jo Doe-Ray SCRI and Nick Ward",
        "Shadow inspectors: Regulatory Inspection Manager Rae Hart, Charles Hill HMI",
        "Quality assurance manager: Ann Dee, Senior HMI",
    )
    assert draft.kind == "sif_inspection"
    assert named(draft) == [
        ("Ana Wood", HMI, True),
        ("Sam Lee", "Deputy lead inspector", False),
        ("Kim Poe", HMI, False),
        ("Max O’Roe", "associate inspector", False),
        ("Jo Doe-Ray", "SCRI", False),
        ("Nick Ward", "Team inspector", False),
        ("Rae Hart", "Regulatory Inspection Manager", False),
        ("Charles Hill", HMI, False),
    ]
    # The one who stands on the cover too has both places for evidence.
    assert len(draft.evidence["/inspectors/0"]) == 3


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Team inspectors: Ana Poe, HMI, Sam Poe, HMI", ["Ana Poe", "Sam Poe"]),
        (
            "Team inspectors: Ana Poe (HMI) Sam Poe (OI), Kim Poe (HMI designate)",
            ["Ana Poe", "Sam Poe", "Kim Poe"],
        ),
        (
            "Team inspectors: Ana Poe HMI; Sam Poe HMI; Kim Poe HMI.",
            ["Ana Poe", "Sam Poe", "Kim Poe"],
        ),
        (
            "Team inspectors (all HMI unless otherwise stated): Ana Poe, Sam Poe (Associate Inspector)",
            ["Ana Poe", "Sam Poe"],
        ),
        (
            "Team inspectors: Ana Poe, Sam Poe, Kim Poe (HMIs) and Max Poe and Jo Poe (associate inspectors)",
            ["Ana Poe", "Sam Poe", "Kim Poe", "Max Poe", "Jo Poe"],
        ),
        (
            "Team inspectors: Ana Poe Contracted Inspector, Sam Poe Seconded Inspector.",
            ["Ana Poe", "Sam Poe"],
        ),
        ("Team inspectors: Ana Poe/Sam Poe", ["Ana Poe", "Sam Poe"]),
        ("Team inspectors: Ana Poe. Sam Poe", ["Ana Poe", "Sam Poe"]),
        ("Team inspectors:\n\nAna Poe, HMI\n\nSam Poe, Ofsted Inspector", ["Ana Poe", "Sam Poe"]),
        ("Team inspectors: Ana Poe HMI,\n\nSam Poe HMI", ["Ana Poe", "Sam Poe"]),
        ("Regulatory inspector: Ana Poe\n\nSenior data analyst: Sam Poe", ["Ana Poe"]),
        ("Shadow inspectors: Not applicable", []),
        ("Quality assurance managers: Ana Poe (Senior HMI), Sam Poe (Senior HMI)", []),
    ],
)
def test_team_lines(line, names):
    assert [name for name, _, _ in named(team(line))] == ["Ana Wood", *names]


def test_plural_titles_in_brackets():
    draft = team("Team inspectors: Ana Poe, Sam Poe (HMIs) and Jo Poe (associate inspector)")
    assert [role for _, role, _ in named(draft)] == [None, "HMI", "HMI", "associate inspector"]


def test_joint_targeted_inspections_name_none():
    text = letter(
        title="Joint targeted area inspection of Bexley",
        sentence="This letter summarises the findings of the joint targeted area inspection.",
        end="Yours sincerely\n\nAna Wood\nHMI Probation",
    )
    draft = drafted(text, find_inspectors)
    assert draft.kind == "jtai"
    assert draft.get("/inspectors") is None
    assert draft.missing["/inspectors"] == "not_in_framework"


def test_those_who_sign_an_area_letter():
    text = """# Joint local area SEND inspection in Northmoor

Dear Ms Poe

Between 4 and 8 March 2019, Ofsted and the Care Quality Commission conducted a joint inspection of the local area of Northmoor.

Yours sincerely

Ana Wood
Her Majesty's Inspector

| Ofsted | Care Quality Commission |
|---|---|
| Kim Lee HMI | Sam Roe |
| Regional Director, South | Deputy Chief Inspector |
| Ana Wood HMI | Max Dee |
| Lead Inspector | CQC Inspector |
"""
    draft = drafted(text, find_inspectors)
    found = [(one.name, one.lead) for one in draft.get("/inspectors")]
    assert found == [("Ana Wood", True), ("Max Dee", False)]


def test_an_inspector_of_ofsted_who_leads():
    text = "# Area SEND inspection of Northmoor Local Area Partnership\n\nInspection dates: 6 to 10 November 2023\n\n## Inspection outcome\n\nExperiences vary.\n\n## Inspection team\n\n| Ofsted | Care Quality Commission |\n|---|---|\n| Ana Wood, Ofsted HMI, Lead inspector | Sam Lee, CQC Inspector |\n"
    draft = drafted(text, find_inspectors)
    found = [(one.name, one.role, one.lead) for one in draft.get("/inspectors")]
    assert found[0] == ("Ana Wood", "Ofsted HMI, Lead inspector", True)


def test_team_of_an_area_inspection():
    text = """# Area SEND inspection of Northmoor Local Area Partnership

Inspection dates: 6 to 10 November 2023

## Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences.

## Inspection team

| Ofsted | Care Quality Commission |
|---|---|
| Ana Wood, HMI, Lead inspector | Sam Lee, CQC Lead inspector |
| Kim Poe, Ofsted Inspector | Max Roe, CQC Inspector |

Local Area Partnership details

| Local authority | Integrated Care Board |
|---|---|
| Jane Poe, Director of Children's Services | Ann Dee, Chief Executive |
"""
    assert named(drafted(text, find_inspectors)) == [
        ("Ana Wood", "HMI, Lead inspector", True),
        ("Sam Lee", "CQC Lead inspector", True),
        ("Kim Poe", "Ofsted Inspector", False),
        ("Max Roe", "CQC Inspector", False),
    ]


@pytest.mark.parametrize(
    "text", [" x", "Inspectors", "Lead inspector:", "HMI HMI HMI", "Lead inspector: , and"]
)
def test_passes_through(text):
    assert named(drafted(text, find_inspectors)) == []


@pytest.mark.parametrize(
    "unit", ["HMI ", "Lead inspector: ", "Ana Wood, ", "Aa-", "Her Majesty's Inspector "]
)
def test_time_grows_with_the_length_only(unit):
    """Four times the text may take some ten times as long, on a busy machine, but not sixteen."""
    times = []
    for size in (15_000, 60_000):
        blocks = [Block("paragraph", unit * (size // len(unit)))]
        draft = Draft(Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 1, "text"))
        start = process_time()
        find_inspectors(draft)
        times.append(process_time() - start)
    assert times[1] < max(10 * times[0], 1.0)
