"""Addressees, signatories, copies and inspectorates: the blocks of real letters, with other names."""

import pytest
from who_letters import drafted, letter

from ofstedmine.parsing.authority import find_authority
from ofstedmine.parsing.correspondents import find_correspondents
from ofstedmine.parsing.gazetteer import load_gazetteer
from ofstedmine.parsing.people import split_role
from ofstedmine.parsing.sign_off import read_sign_off
from ofstedmine.reading.letter import Block, Letter, assemble

DCS = "Director of Children's Services"


def people(draft, field):
    return [(p.name, p.role, p.organisation) for p in draft.get(field) or []]


ADDRESSES = [
    # (block above the salutation, salutation, [(name, role, organisation)])
    (
        "Mr Ade Oke London Borough of Northmoor Civic Centre Long Close Northmoor NM1 3UH",
        "Dear Mr Oke",
        [("Ade Oke", None, "London Borough of Northmoor")],
    ),
    (
        "Chris Dray Strategic Director for Children and Young People London Borough of Northmoor Building 4 North Business Park NM11 1NP",
        "Dear Mr Dray",
        [
            (
                "Chris Dray",
                "Strategic Director for Children and Young People",
                "London Borough of Northmoor",
            )
        ],
    ),
    (
        "Ms Jo Archer\nDirector of Children's Services\nNorthmoor Council\nCivic Centre",
        "Dear Ms Archer",
        [("Jo Archer", DCS, "Northmoor Council")],
    ),
    (
        "Ms Jo Archer\n\nDirector of Children's Services\n\nNorthmoor Council\n\nCivic Centre\n\nHigh Street\n\nNorthmoor\n\nNM1 2AB",
        "Dear Ms Archer",
        [("Jo Archer", DCS, "Northmoor Council")],
    ),
    (
        "Jo Archer, Director of Children's Services\nNorthmoor Council\nCivic Centre",
        "Dear Ms Archer",
        [("Jo Archer", DCS, "Northmoor Council")],
    ),
    (
        "Jo Archer, Chief Executive, Wexcombe\nMetropolitan Borough Council",
        "Dear Ms Archer",
        [("Jo Archer", "Chief Executive", "Wexcombe Metropolitan Borough Council")],
    ),
    (
        "Mr Ian Suth\n\nPeople - Children and Adults\n\nMedway Council\n\nDock Road",
        "Dear Mr Suth",
        [("Ian Suth", None, "Medway Council")],
    ),
    (
        "Ms Jo Archer, Deputy Chief Executive, Executive Director for Education, Care and Health, Wexcombe County Council, County Hall, Wexcombe WX1 1AA",
        "Dear Ms Archer",
        [
            (
                "Jo Archer",
                "Deputy Chief Executive, Executive Director for Education, Care and Health",
                "Wexcombe County Council",
            )
        ],
    ),
    (
        "Jo Archer, Director of Children’s Services and Chief Executive, Northmoor Children’s Trust",
        "Dear Jo",
        [
            (
                "Jo Archer",
                "Director of Children’s Services and Chief Executive",
                "Northmoor Children’s Trust",
            )
        ],
    ),
    (
        "Ofsted\n\nPiccadilly Gate\n\nStore Street\n\nManchester\n\nM1 2WD\n\nT 0300 123 1231\n\nenquiries@ofsted.gov.uk\n\n8 June 2022\n\nJo Archer\n\nInterim Corporate Director\n\nBexley Council\n\nDA6 7AT",
        "Dear Ms Archer",
        [("Jo Archer", "Interim Corporate Director", "Bexley Council")],
    ),
    (
        "Aviation House 125 Kingsway London WC2B 6SE **T** 0300 123 1231 enquiries@ofsted.gov.uk www.ofsted.gov.uk\n\n4 May 2017\n\nMr Ade Oke Bexley Council",
        "Dear Mr Oke",
        [("Ade Oke", None, "Bexley Council")],
    ),
    (
        "Ms Joyner and Mr Edwards\n\nNorthmoor Council",
        "Dear Ms Joyner and Mr Edwards",
        [("Ms Joyner", None, None), ("Mr Edwards", None, "Northmoor Council")],
    ),
    (
        "Jo Archer, Director, Northmoor Council and Sam Poe OBE, Chief Executive, Northmoor Clinical Commissioning Group",
        "Dear Ms Archer and Mr Poe",
        [
            ("Jo Archer", "Director", "Northmoor Council"),
            ("Sam Poe OBE", "Chief Executive", "Northmoor Clinical Commissioning Group"),
        ],
    ),
    # A block of a joint letter, one person a line.
    (
        "\n\n".join(
            [
                "Ms Jo Archer , Interim Director of Children’s Services, Wexcombe Metropolitan Borough Council",
                "Charlie Hall QPM, Chief Constable of Wexcombe Constabulary",
                "Sue Thom Designated Nurse for NHS Wexcombe CCG, NHS Northmoor CCG",
                "Ms Helen Hurst – Chief Officer, NHS Wexcombe CCG",
                "Acting Chief Constable Jim Poe, Devon and Cornwall Police",
                "Chief Superintendent Dan Poe, Commander, North Command Unit",
                "Steve Poe-Lee, National Probation Service, Divisional Director",
                "Paula Wedge, Wexcombe and Northmoor Integrated Commissioning Partnership",
                "Chris Ward, Chief Executive Officer, Wexcombe and Greater Northmoor",
                "Community Rehabilitation Company",
                "Matt Bar, Thames Valley Police and Crime Commissioner",
                "Neville Hall Assistant Director CAFCASS",
                "Simon West, Chair of Wexcombe LSCB",
                "Simon West, Chair of Wexcombe LSCB",
            ]
        ),
        "Dear local partnership",
        [
            (
                "Jo Archer",
                "Interim Director of Children’s Services",
                "Wexcombe Metropolitan Borough Council",
            ),
            ("Charlie Hall QPM", "Chief Constable of Wexcombe Constabulary", None),
            ("Sue Thom", "Designated Nurse for NHS Wexcombe CCG, NHS Northmoor CCG", None),
            ("Helen Hurst", "Chief Officer", "NHS Wexcombe CCG"),
            ("Jim Poe", "Acting Chief Constable", "Devon and Cornwall Police"),
            ("Dan Poe", "Chief Superintendent, Commander", "North Command Unit"),
            ("Steve Poe-Lee", "National Probation Service, Divisional Director", None),
            ("Paula Wedge", None, "Wexcombe and Northmoor Integrated Commissioning Partnership"),
            (
                "Chris Ward",
                "Chief Executive Officer",
                "Wexcombe and Greater Northmoor Community Rehabilitation Company",
            ),
            ("Matt Bar", "Thames Valley Police and Crime Commissioner", None),
            ("Neville Hall", "Assistant Director CAFCASS", None),
            ("Simon West", "Chair of Wexcombe LSCB", None),
        ],
    ),
]


@pytest.mark.parametrize(("address", "dear", "expected"), ADDRESSES)
def test_addressees(address, dear, expected):
    draft = drafted(letter(address, dear), find_correspondents)
    assert people(draft, "/addressees") == expected
    for n, (name, _, _) in enumerate(expected):
        quote = draft.evidence[f"/addressees/{n}"][0].quote
        assert name.split()[-1] in quote


def test_addressee_in_a_letter_flattened_to_one_line():
    text = "Ms Jo Archer Director of Children's Services Northmoor Council 4 May 2021 Dear Ms Archer Monitoring visit to Northmoor children's services This letter summarises the findings of the monitoring visit."
    draft = drafted(text, find_correspondents)
    assert people(draft, "/addressees") == [("Jo Archer", DCS, "Northmoor Council")]


@pytest.mark.parametrize(
    ("said", "role", "organisation"),
    [
        (
            "Director for Children, Families and Education, Bexley Council",
            "Director for Children, Families and Education",
            "Bexley Council",
        ),
        (
            "Director of Children’s Services, Cheshire East",
            "Director of Children’s Services",
            "Cheshire East",
        ),
        (
            "Chief Executive Officer at NHS Wexcombe, Northmoor and Seaford CCG",
            "Chief Executive Officer at NHS Wexcombe, Northmoor and Seaford CCG",
            None,
        ),
        (
            "Deputy Mayor, Northmoor Police and Crime Commissioner",
            "Deputy Mayor, Northmoor Police and Crime Commissioner",
            None,
        ),
        ("Independent Scrutineer", "Independent Scrutineer", None),
        ("", None, None),
    ],
)
def test_role_and_organisation_give_the_words_again(said, role, organisation):
    assert split_role(said, load_gazetteer()) == (role, organisation)
    assert ", ".join(part for part in (role, organisation) if part) == said


SIGNATURES = [
    ("Ana Wood **Her Majesty's Inspector**", [("Ana Wood", "Her Majesty's Inspector", None)]),
    ("Ana Wood\nHer Majesty's Inspector", [("Ana Wood", "Her Majesty's Inspector", None)]),
    ("Ana Wood\n\nHer Majesty’s Inspector", [("Ana Wood", "Her Majesty’s Inspector", None)]),
    ("Ana Wood HMI\n\nOfsted is proud to use recycled paper", [("Ana Wood", "HMI", None)]),
    (
        "Ana Wood and Sam Lee\n\nHer Majesty's Inspectors",
        [
            ("Ana Wood", "Her Majesty's Inspectors", None),
            ("Sam Lee", "Her Majesty's Inspectors", None),
        ],
    ),
    (
        "PP Ana Wood\n\nSenior His Majesty's Inspector\n\ncc: Department for Education",
        [("Ana Wood", "Senior His Majesty's Inspector", None)],
    ),
    (
        "Dr Ana Wood MBE\n\nRegional Director, South East\n\nOfsted",
        [("Dr Ana Wood MBE", "Regional Director, South East", "Ofsted")],
    ),
    (
        "Ana Wood, Her Majesty's Inspector, Ofsted",
        [("Ana Wood", "Her Majesty's Inspector", "Ofsted")],
    ),
    (
        "Ana Wood\n\nNational Director, Ofsted\n\nDr Sam O’Dell BSc FRCA\n\nChief Inspector of Health Care, CQC\n\nKim Poe OBE QPM\n\nHis Majesty’s Inspector of Constabulary\n\nHis Majesty’s Inspector of Fire & Rescue Services",
        [
            ("Ana Wood", "National Director", "Ofsted"),
            ("Dr Sam O’Dell BSc FRCA", "Chief Inspector of Health Care", "CQC"),
            (
                "Kim Poe OBE QPM",
                "His Majesty’s Inspector of Constabulary; His Majesty’s Inspector of Fire & Rescue Services",
                None,
            ),
        ],
    ),
    # Two columns that became one.
    (
        "Ofsted\n\nCare Quality Commission\n\nAna Wood\n\nRegional Director\n\nSam Lee\n\nDeputy Chief Inspector",
        [
            ("Ana Wood", "Regional Director", "Ofsted"),
            ("Sam Lee", "Deputy Chief Inspector", "Care Quality Commission"),
        ],
    ),
    (
        "Ofsted\n\nCare Quality Commission\n\nAna Wood\n\nSam Lee\n\nRegional Director\n\nDeputy Chief Inspector",
        [
            ("Ana Wood", "Regional Director", "Ofsted"),
            ("Sam Lee", "Deputy Chief Inspector", "Care Quality Commission"),
        ],
    ),
    (
        "Ofsted Care Quality Commission\n\nAna Wood Sam Lee\n\nRegional Director Deputy Chief Inspector",
        [
            ("Ana Wood", "Regional Director", "Ofsted"),
            ("Sam Lee", "Deputy Chief Inspector", "Care Quality Commission"),
        ],
    ),
    # Not certain: the bodies are two, the person is one.
    (
        "Ofsted\n\nCare Quality Commission\n\nRegional Director\n\nDeputy Chief Inspector\n\nAna Wood",
        [("Ana Wood", "Regional Director; Deputy Chief Inspector", None)],
    ),
]


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely\n\n",
        "Yours sincerely,\n\n",
        "Yours faithfully\n\n",
        "With all good wishes\n\n",
        "Kind regards,\n\n",
    ],
)
@pytest.mark.parametrize(("block", "expected"), SIGNATURES[:-1])
def test_signatories(block, expected, closing):
    draft = drafted(letter(end=closing + block), find_correspondents)
    assert people(draft, "/signatories") == expected
    for n in range(len(expected)):
        for one in draft.evidence[f"/signatories/{n}"]:
            assert draft.letter.text[one.start : one.end] == one.quote


def test_one_person_below_two_bodies_belongs_to_neither():
    block, expected = SIGNATURES[-1]
    draft = drafted(letter(end="Yours sincerely\n\n" + block), find_correspondents)
    assert [(name, body) for name, _, body in people(draft, "/signatories")] == [("Ana Wood", None)]
    assert expected[0][2] is None


def cells(*rows):
    blocks = [Block("paragraph", "Yours sincerely")]
    for table, row, column, text in rows:
        blocks.append(Block("table_cell", text, table=table, row=row, column=column))
    return Letter(assemble(blocks), blocks, [], "application/pdf", "ab" * 32, 1, "test")


def test_columns_of_a_table():
    letter = cells(
        (0, 0, 0, "Ofsted"),
        (0, 0, 1, "Care Quality Commission"),
        (0, 1, 0, "National Director"),
        (0, 1, 0, "Ana Wood"),
        (0, 1, 1, "Sam Lee"),
        (0, 1, 1, "Deputy Chief Inspector"),
        (0, 2, 0, "HMI Constabulary and Fire & Rescue Services"),
        (0, 2, 1, "HMI Probation"),
        (0, 3, 0, "Kim Poe"),
        (0, 3, 0, "HMI Constabulary and Fire & Rescue Services"),
        (0, 3, 1, "Max Roe"),
        # The table goes on on the next page.
        (1, 0, 1, "Assistant Chief Inspector"),
    )
    assert [(one.name, one.roles, one.organisation) for one in read_sign_off(letter)] == [
        ("Ana Wood", ["National Director"], "Ofsted"),
        ("Sam Lee", ["Deputy Chief Inspector"], "Care Quality Commission"),
        (
            "Kim Poe",
            ["HMI Constabulary and Fire & Rescue Services"],
            "HMI Constabulary and Fire & Rescue Services",
        ),
        ("Max Roe", ["Assistant Chief Inspector"], "HMI Probation"),
    ]


def test_a_role_without_a_name_belongs_to_nobody():
    letter = cells((0, 0, 0, "HMI Probation"), (0, 1, 0, "Chief Inspector"))
    assert read_sign_off(letter) == []


COPIES = [
    (
        "I am copying this letter to the Department for Education. This letter will be published on the Ofsted website",
        ["Department for Education"],
    ),
    (
        "I am copying this letter to the Department for Education This letter will be published.",
        ["Department for Education"],
    ),
    (
        "I am copying this letter to the Department for Education, and to Northmoor Council.",
        ["Department for Education", "Northmoor Council"],
    ),
    (
        "I am copying this letter to the Department for Education and the Chief Executive of Northmoor Council.",
        ["Department for Education", "Chief Executive of Northmoor Council"],
    ),
    (
        "We are copying this letter to your Chief Executive and the Minister of State for Children and Families.",
        ["Chief Executive", "Minister of State for Children and Families"],
    ),
    (
        "I am copying this letter to the Department of Health and Social Care, the Department for Education and Bournemouth, Christchurch and Poole Council.",
        [
            "Department of Health and Social Care",
            "Department for Education",
            "Bournemouth, Christchurch and Poole Council",
        ],
    ),
    (
        "A copy of this letter has been sent to the Department for Education.",
        ["Department for Education"],
    ),
    ("A copy of the plan was sent to the family.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), COPIES)
def test_copies(sentence, expected):
    draft = drafted(
        letter(end=f"{sentence}\n\nYours sincerely\n\nAna Wood HMI"), find_correspondents
    )
    assert (draft.get("/copied_to") or []) == expected


def test_copies_on_one_line():
    draft = drafted(
        letter(end="Yours sincerely\n\nAna Wood HMI\n\nCc: NHS England; Ann Dee, Chief Executive"),
        find_correspondents,
    )
    assert draft.get("/copied_to") == ["NHS England", "Ann Dee, Chief Executive"]


def test_copies_in_a_list():
    end = "Yours sincerely\n\nAna Wood HMI\n\ncc: Department for Education\n\nSam Poe, Chief Executive, Northmoor Council"
    draft = drafted(letter(end=end), find_correspondents)
    assert draft.get("/copied_to") == [
        "Department for Education",
        "Sam Poe, Chief Executive, Northmoor Council",
    ]
    assert people(draft, "/signatories") == [("Ana Wood", "HMI", None)]


INSPECTORATES = [
    (
        "It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS).",
        ["Ofsted", "CQC", "HMICFRS"],
    ),
    (
        "It was carried out by inspectors from Ofsted, the Care Quality Commission (CQC), HMICFRS and His Majesty’s Inspectorate of Probation (HMIP).",
        ["Ofsted", "CQC", "HMICFRS", "HMI Probation"],
    ),
    (
        "Between 8 and 12 July 2016, Ofsted, the Care Quality Commission (CQC), HMI Constabulary (HMIC) and HMI Probation (HMI Prob) undertook a joint inspection of the multi-agency response.",
        ["Ofsted", "CQC", "HMIC", "HMI Probation"],
    ),
    (
        "Between 8 and 12 July 2018, Ofsted, CQC, HMI Constabulary (HMICFRS) and HMI Probation carried out a joint inspection of the multi-agency response.",
        ["Ofsted", "CQC", "HMICFRS", "HMI Probation"],
    ),
    (
        "Ministers requested that Her Majesty’s Chief Inspector of Education, together with the Care Quality Commission, the Chief Inspector of Constabulary and Fire & Rescue Services and the Chief Inspector of Probation, carry out a JTAI.",
        ["Ofsted", "CQC", "HMICFRS", "HMI Probation"],
    ),
    ("Inspectors were grateful to all.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), INSPECTORATES)
def test_inspectorates(sentence, expected):
    text = letter(
        dear="Dear local partnership",
        title="Joint targeted area inspection of the multi-agency response to domestic abuse in Bexley",
        sentence=f"This letter summarises the findings of the joint targeted area inspection.\n\n{sentence}",
        end="Yours sincerely",
    )
    draft = drafted(text, find_correspondents)
    assert draft.kind == "jtai"
    assert (draft.get("/inspectorates") or []) == expected


def test_a_visit_of_ofsted_alone_has_no_list_of_inspectorates():
    assert drafted(letter(), find_correspondents).get("/inspectorates") is None


@pytest.mark.parametrize(
    "text", [" x", "Dear", "Yours sincerely", "Dear Dear\n\nYours sincerely\n\nYours sincerely"]
)
def test_passes_through(text):
    draft = drafted(text, find_correspondents)
    assert draft.get("/addressees") is None
    assert draft.get("/signatories") is None


def test_people_that_run_into_one_line():
    line = (
        "Jo Archer OBE, Director of Children's Services, Bexley Mary Jo Poe, Chair, Safeguarding Children Partnership "
        "Ana van der Berg CBE , Chief Constable, Wexcombe Police Max R. Roe, Independent Scrutineer"
    )
    draft = drafted(letter(line, "Dear local partnership"), find_correspondents)
    assert people(draft, "/addressees") == [
        ("Jo Archer OBE", DCS, "Bexley"),
        ("Mary Jo Poe", "Chair", "Safeguarding Children Partnership"),
        ("Ana van der Berg CBE", "Chief Constable", "Wexcombe Police"),
        ("Max R. Roe", "Independent Scrutineer", None),
    ]


def test_an_unknown_authority_is_no_first_name():
    line = "Jo Archer, Director of Children's Services, Northmoor Mary Jo Poe, Chair, Safeguarding Partnership"
    draft = drafted(letter(line, "Dear local partnership"), find_authority, find_correspondents)
    assert [name for name, _, _ in people(draft, "/addressees")] == ["Jo Archer", "Mary Jo Poe"]


def test_signatories_that_run_into_one_line():
    end = "Yours sincerely Ana Wood National Director, Social Care Una Poe Deputy Chief Inspector Max Roe Her Majesty's Inspector of Constabulary"
    draft = drafted(letter(end=end), find_correspondents)
    assert people(draft, "/signatories") == [
        ("Ana Wood", "National Director, Social Care", None),
        ("Una Poe", "Deputy Chief Inspector", None),
        ("Max Roe", "Her Majesty's Inspector of Constabulary", None),
    ]


def test_a_logo_above_several_signatories_is_nobodys_body():
    block = "Ofsted\n\nAna Wood\n\nNational Director\n\nSam Lee\n\nDeputy Chief Inspector"
    draft = drafted(letter(end="Yours sincerely\n\n" + block), find_correspondents)
    assert [body for _, _, body in people(draft, "/signatories")] == [None, None]
