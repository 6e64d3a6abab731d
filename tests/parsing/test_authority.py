"""Whose services a letter is about: from titles, covers, sentences, salutations, addresses."""

from datetime import date
from functools import partial

import pytest
from who_letters import SENTENCE, drafted, letter

from ofstedmine.parsing.authority import check_authority, find_authority
from ofstedmine.parsing.gazetteer import load_gazetteer

TITLES = [
    # (title, canonical name, as written, ONS code)
    (
        "Second monitoring visit to Bexley's local authority children's services",
        "Bexley",
        "Bexley",
        "E09000004",
    ),
    ("Monitoring visit to Bexley children’s services", "Bexley", "Bexley", "E09000004"),
    ("Monitoring visit of Torbay children’s services", "Torbay", "Torbay", "E06000027"),
    (
        "Monitoring visit of local authority children's services in Torbay",
        "Torbay",
        "Torbay",
        "E06000027",
    ),
    (
        "Focused visit to the London Borough of Barking and Dagenham children’s services",
        "Barking and Dagenham",
        "London Borough of Barking and Dagenham",
        "E09000002",
    ),
    (
        "Focused visit to Bournemouth, Christchurch & Poole children's services",
        "Bournemouth, Christchurch and Poole",
        "Bournemouth, Christchurch & Poole",
        "E06000058",
    ),
    (
        "FOCUSED VISIT TO SOUTHEND-ON-SEA CHILDREN'S SERVICES",
        "Southend-on-Sea",
        "SOUTHEND-ON-SEA",
        "E06000033",
    ),
    (
        "Focused visit to Kingston upon Hull City Council children's services",
        "Kingston upon Hull",
        "Kingston upon Hull City Council",
        "E06000010",
    ),
    (
        "Third monitoring visit of St. Helens' children's services",
        "St Helens",
        "St. Helens",
        "E08000013",
    ),
    (
        "Focused visit to Central Bedfordshire children's services",
        "Central Bedfordshire",
        "Central Bedfordshire",
        "E06000056",
    ),
    (
        "Focused visit to Bedford Borough children's services",
        "Bedford",
        "Bedford Borough",
        "E06000055",
    ),
    (
        "Focused visit to Nottingham City children's services",
        "Nottingham",
        "Nottingham City",
        "E06000018",
    ),
    (
        "Focused visit to City of York Council children's services",
        "York",
        "City of York Council",
        "E06000014",
    ),
    (
        "Focused visit to children's services in the City of Westminster",
        "Westminster",
        "City of Westminster",
        "E09000033",
    ),
    (
        "Joint targeted area inspection of the multi-agency response to domestic abuse in Durham",
        "Durham",
        "Durham",
        "E06000047",
    ),
    (
        "Joint targeted area inspection of London Borough of Lewisham",
        "Lewisham",
        "London Borough of Lewisham",
        "E09000023",
    ),
    ("Area SEND inspection of Bury Local Area Partnership", "Bury", "Bury", "E08000002"),
    # Names that no list holds, by the form of the title.
    ("Monitoring visit to Northmoor children's services", "Northmoor", "Northmoor", None),
    ("Monitoring Visit To Northmoor Children's Services", "Northmoor", "Northmoor", None),
    (
        "Monitoring visit to Wexcombe County Council’s children’s services",
        "Wexcombe",
        "Wexcombe County Council",
        None,
    ),
    (
        "Focused visit to Northmoor-on-Sea Borough Council children’s services",
        "Northmoor-on-Sea",
        "Northmoor-on-Sea Borough Council",
        None,
    ),
    (
        "Focused visit to London Borough of Northmoor children’s services",
        "Northmoor",
        "London Borough of Northmoor",
        None,
    ),
    ("Focused visit to East Surrey children's services", "East Surrey", "East Surrey", None),
    (
        "Focused visit to Newcastle-under-Lyme children's services",
        "Newcastle-under-Lyme",
        "Newcastle-under-Lyme",
        None,
    ),
]


@pytest.mark.parametrize(("title", "name", "written", "code"), TITLES)
def test_title(title, name, written, code):
    draft = drafted(letter(title=title), find_authority)
    authority = draft.get("/authority")
    assert (authority.name, authority.as_written, authority.ons_code) == (name, written, code)
    [evidence] = draft.evidence["/authority"]
    assert draft.letter.text[evidence.start : evidence.end] == evidence.quote
    codes = [warning.code for warning in draft.warnings]
    if code:
        assert draft.evidence["/authority/ons_code"][0].kind == "derived"
        assert "authority_not_in_gazetteer" not in codes
    else:
        assert draft.missing["/authority/ons_code"] == "not_found"
        assert "authority_not_in_gazetteer" in codes


def test_one_letter_to_two_councils():
    title = (
        "Monitoring visit to North Northamptonshire and West Northamptonshire children's services"
    )
    draft = drafted(letter(title=title), find_authority)
    assert draft.get("/authority").ons_code == "E06000061"
    assert [one.ons_code for one in draft.get("/other_authorities")] == ["E06000062"]
    assert draft.evidence["/other_authorities/0"][0].quote == "West Northamptonshire"
    assert draft.evidence["/other_authorities/0/region"][0].kind == "derived"


@pytest.mark.parametrize(
    ("councils", "names"),
    [
        (
            ("North Quarry Council", "South Quarry Borough Council"),
            ["North Quarry", "South Quarry"],
        ),
        (("North Quarry and South Quarry Council",), ["North Quarry and South Quarry"]),
        (("North Quarry Council",), ["North Quarry and South Quarry"]),
    ],
)
def test_two_councils_that_nobody_knows(councils, names):
    title = "Monitoring visit to North Quarry and South Quarry children's services"
    address = "".join(f"Ms Jo Archer\nDirector\n{council}\n" for council in councils)
    draft = drafted(letter(title=title, address=address), find_authority)
    others = draft.get("/other_authorities") or []
    assert [draft.get("/authority").name, *(one.name for one in others)] == names


@pytest.mark.parametrize(
    ("title", "provider", "name"),
    [
        (
            "Focused visit to Bradford Children and Families Trust",
            "Bradford Children and Families Trust",
            "Bradford",
        ),
        ("Monitoring visit to Together for Children", "Together for Children", "Sunderland"),
        (
            "Focused visit to Doncaster Children’s Services Trust",
            "Doncaster Children's Services Trust",
            "Doncaster",
        ),
    ],
)
def test_provider_names_its_authority(title, provider, name):
    draft = drafted(
        letter(
            title=title, sentence="This letter summarises the findings of the monitoring visit."
        ),
        find_authority,
    )
    assert draft.get("/provider") == provider
    assert draft.get("/authority").name == name


def test_provider_of_several_authorities_is_ambiguous():
    text = letter(
        title="Focused visit to Achieving for Children",
        sentence="This letter summarises the findings of the monitoring visit.",
    )
    draft = drafted(text, find_authority)
    assert draft.get("/authority") is None
    assert draft.missing["/authority"] == "ambiguous"
    assert draft.get("/provider") == "Achieving for Children"
    assert "authority_ambiguous" in [warning.code for warning in draft.warnings]


def test_provider_in_the_address():
    address = "Jo Archer, Chief Executive, Sandwell Children’s Trust"
    draft = drafted(
        letter(address, title="Focused visit to Sandwell children's services"), find_authority
    )
    assert (draft.get("/authority").name, draft.get("/provider")) == (
        "Sandwell",
        "Sandwell Children's Trust",
    )


def test_provider_of_another_authority_is_not_the_provider():
    address = "Jo Archer, lately of Sandwell Children’s Trust"
    draft = drafted(
        letter(address, title="Focused visit to Bexley children's services"), find_authority
    )
    assert draft.get("/provider") is None
    assert draft.missing["/provider"] == "not_found"


COVERS = [
    ("London Borough of Bexley", "Bexley", "E09000004"),
    ("Tameside metropolitan borough", "Tameside", "E08000008"),
    ("Leicester City", "Leicester", "E06000016"),
    ("Northmoor County Council", "Northmoor", None),
    ("London Borough of Northmoor", "Northmoor", None),
]


@pytest.mark.parametrize(("line", "name", "code"), COVERS)
def test_cover(line, name, code):
    text = f"{line}\n\n## Inspection of children's social care services\n\nInspection dates: 9 July 2018 to 20 July 2018\n\nLead inspector: Jo Wood\n"
    draft = drafted(text, find_authority)
    assert draft.kind == "ilacs_inspection"
    assert (draft.get("/authority").name, draft.get("/authority").ons_code) == (name, code)


def test_the_title_is_trusted_above_sentence_and_address():
    address = "Ms Jo Archer, Director of Children's Services, Bromley Council"
    draft = drafted(
        letter(address, title="Focused visit to Bexley children's services"), find_authority
    )
    assert draft.get("/authority").name == "Bexley"


PLACES = [
    ("authority-in-sentence", {"sentence": SENTENCE.replace("Northmoor", "Bexley")}),
    (
        "authority-in-sentence",
        {
            "sentence": "Between 8 and 12 July 2019, Ofsted undertook a joint inspection of the multi-agency response to domestic abuse in Bexley."
        },
    ),
    ("authority-in-salutation", {"dear": "Dear Bexley Local Safeguarding Partnership"}),
    (
        "authority-in-address",
        {
            "address": "Ms Jo Archer\n\nDirector of Children's Services\n\nBexley Council\n\nCivic Offices"
        },
    ),
    (
        "authority-in-opening",
        {"sentence": "This letter tells leaders about services in Bexley local authority."},
    ),
]


@pytest.mark.parametrize(("rule", "parts"), PLACES)
def test_other_places_where_the_title_names_none(rule, parts):
    known = {
        "title": "Monitoring visit",
        "sentence": "This letter summarises the findings of the monitoring visit.",
    }
    draft = drafted(
        letter(**{**known, **parts}),
        lambda d: setattr(d, "kind", "monitoring_visit"),
        find_authority,
    )
    assert draft.get("/authority").name == "Bexley"
    assert draft.evidence["/authority"][0].rule == rule


def test_mentions_are_not_counted():
    end = "Staff from Bexley, Bexley, Bexley and Bromley spoke with inspectors.\n\nYours sincerely\n\nSam Lee"
    text = letter(
        title="Monitoring visit",
        sentence="This letter summarises the findings of the monitoring visit.",
        end=end,
    )
    draft = drafted(text, find_authority)
    assert draft.get("/authority") is None
    assert draft.missing["/authority"] == "not_found"


def test_two_councils_in_the_address_are_ambiguous():
    address = "Ms Jo Archer, Director, Bexley Council\n\nMr Sam Poe, Director, Bromley Council"
    text = letter(
        address,
        title="Monitoring visit",
        sentence="This letter summarises the findings of the monitoring visit.",
    )
    draft = drafted(text, find_authority)
    assert draft.get("/authority") is None
    assert draft.missing["/authority"] == "ambiguous"


@pytest.mark.parametrize(
    "text", ["", "Minutes", "# Visit to Northmoor's children's home\n\nWe went."]
)
def test_other_documents_pass_through(text):
    draft = drafted(text or " x", find_authority)
    assert draft.get("/authority") is None
    assert draft.missing["/provider"] == "not_found"


@pytest.mark.parametrize(("day", "warned"), [(date(2023, 3, 31), False), (date(2023, 4, 1), True)])
def test_letter_after_abolition_warns(day, warned):
    draft = drafted(letter(title="Focused visit to Cumbria children's services"), find_authority)
    draft.put("/letter_date", day)
    check_authority(draft)
    found = [w.message for w in draft.warnings if w.code == "authority_abolished"]
    assert bool(found) is warned
    if warned:
        assert "Cumberland and Westmorland and Furness took over" in found[0]


def test_own_gazetteer(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,ons_code\nNorthmoor,E06999999\n", encoding="utf-8")
    step = partial(find_authority, gazetteer=load_gazetteer(path))
    draft = drafted(letter(), step)
    assert draft.get("/authority").ons_code == "E06999999"
    assert not [w for w in draft.warnings if w.code.startswith("authority")]


def test_a_name_that_the_title_cuts_off():
    sentence = "This letter summarises the findings of the monitoring visit to Telford and Wrekin children's services."
    draft = drafted(
        letter(title="Monitoring visit to Telford and", sentence=sentence), find_authority
    )
    assert draft.get("/authority").name == "Telford and Wrekin"
