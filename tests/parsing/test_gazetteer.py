"""Councils and trusts in text: longest name, whole words, every spelling; and files with mistakes."""

import pytest

from ofstedmine.errors import DataError
from ofstedmine.parsing.gazetteer import load_gazetteer

NAMES = [
    # (text, [(canonical name, as written)])
    ("Bromley", [("Bromley", "Bromley")]),
    ("London Borough of Bromley", [("Bromley", "London Borough of Bromley")]),
    ("Bromley's local authority children's services", [("Bromley", "Bromley")]),
    ("Bromley’s children’s services", [("Bromley", "Bromley")]),
    (
        "Solihull Metropolitan Borough Council",
        [("Solihull", "Solihull Metropolitan Borough Council")],
    ),
    ("Metropolitan Borough of Solihull", [("Solihull", "Metropolitan Borough of Solihull")]),
    (
        "Metropolitan Borough of Barnsley Council",
        [("Barnsley", "Metropolitan Borough of Barnsley Council")],
    ),
    (
        "Wakefield District Metropolitan Council",
        [("Wakefield", "Wakefield District Metropolitan Council")],
    ),
    (
        "City of Bradford Metropolitan District Council",
        [("Bradford", "City of Bradford Metropolitan District Council")],
    ),
    (
        "Royal Borough of Windsor and Maidenhead",
        [("Windsor and Maidenhead", "Royal Borough of Windsor and Maidenhead")],
    ),
    ("the RBWM", [("Windsor and Maidenhead", "RBWM")]),
    ("Kingston upon Hull", [("Kingston upon Hull", "Kingston upon Hull")]),
    (
        "Kingston Upon Hull City Council",
        [("Kingston upon Hull", "Kingston Upon Hull City Council")],
    ),
    ("Hull", [("Kingston upon Hull", "Hull")]),
    (
        "Royal Borough of Kingston upon Thames",
        [("Kingston upon Thames", "Royal Borough of Kingston upon Thames")],
    ),
    ("Durham local authority", [("Durham", "Durham")]),
    ("County Durham", [("Durham", "County Durham")]),
    ("Darlington and Durham", [("Darlington", "Darlington"), ("Durham", "Durham")]),
    ("Bedford Borough", [("Bedford", "Bedford Borough")]),
    ("Central Bedfordshire", [("Central Bedfordshire", "Central Bedfordshire")]),
    (
        "Bournemouth, Christchurch and Poole",
        [("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole")],
    ),
    (
        "Bournemouth, Christchurch & Poole's",
        [("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch & Poole")],
    ),
    (
        "BOURNEMOUTH, CHRISTCHURCH AND POOLE",
        [("Bournemouth, Christchurch and Poole", "BOURNEMOUTH, CHRISTCHURCH AND POOLE")],
    ),
    ("BCP Council", [("Bournemouth, Christchurch and Poole", "BCP Council")]),
    ("Nottinghamshire", [("Nottinghamshire", "Nottinghamshire")]),
    ("Nottingham City", [("Nottingham", "Nottingham City")]),
    ("St. Helens' children's services", [("St Helens", "St. Helens")]),
    ("St Helen's Council", [("St Helens", "St Helen's Council")]),
    ("Southend-on-Sea Borough Council", [("Southend-on-Sea", "Southend-on-Sea Borough Council")]),
    ("Southend on Sea city council", [("Southend-on-Sea", "Southend on Sea city council")]),
    ("Stoke on Trent", [("Stoke-on-Trent", "Stoke on Trent")]),
    ("Telford & Wrekin", [("Telford and Wrekin", "Telford & Wrekin")]),
    ("Telford's", [("Telford and Wrekin", "Telford")]),
    ("City of York Council", [("York", "City of York Council")]),
    ("North Yorkshire", [("North Yorkshire", "North Yorkshire")]),
    (
        "East Riding of Yorkshire Council",
        [("East Riding of Yorkshire", "East Riding of Yorkshire Council")],
    ),
    ("Bristol City Council", [("Bristol", "Bristol City Council")]),
    ("Herefordshire", [("Herefordshire", "Herefordshire")]),
    ("Council of the Isles of Scilly", [("Isles of Scilly", "Council of the Isles of Scilly")]),
    ("Richmond", [("Richmond upon Thames", "Richmond")]),
    ("Northumberland County Council", [("Northumberland", "Northumberland County Council")]),
    ("Newcastle City Council", [("Newcastle upon Tyne", "Newcastle City Council")]),
    ("B&NES", [("Bath and North East Somerset", "B&NES")]),
    (
        "Sunderland, South Tyneside",
        [("Sunderland", "Sunderland"), ("South Tyneside", "South Tyneside")],
    ),
    (
        "Stockton-on-Tees and Stockport",
        [("Stockton-on-Tees", "Stockton-on-Tees"), ("Stockport", "Stockport")],
    ),
    # What is no council.
    ("Northumbria Police", []),
    ("Essex Police and Kent and Medway NHS Trust", []),
    ("Kingston and Richmond's Clinical Commissioning Group", []),
    ("Devon, Cornwall and the Isles of Scilly Police", []),
    ("Greater Manchester and South Cumbria", []),
    ("Bury St Edmunds, Newcastle-under-Lyme, Sutton Coldfield", []),
    ("Mr Bolton was reading in the slough", []),
    ("bury the report", []),
    ("Bexleyheath Broadway", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_finds_councils(text, expected):
    found = load_gazetteer().find(text)
    assert [(m.authority.name, m.written) for m in found] == expected
    assert all(text[m.start : m.end] == m.written for m in found)


def test_every_name_and_alias_is_found_whole():
    gazetteer = load_gazetteer()
    for authority in gazetteer.authorities:
        for name in (authority.name, *authority.aliases):
            for written in (name, f"{name}’s", f"the {name} children's services"):
                [mention] = gazetteer.find(written)
                assert mention.authority is authority
                assert mention.written == name


def test_only_a_part_of_the_text_is_searched():
    text = "Bexley and Bromley"
    assert [m.written for m in load_gazetteer().find(text, 10)] == ["Bromley"]
    assert [m.written for m in load_gazetteer().find(text, 0, 6)] == ["Bexley"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("E08000016", "Barnsley"),
        ("E08000038", "Barnsley"),
        ("E08000019", "Sheffield"),
        ("E08000039", "Sheffield"),
        ("305", "Bromley"),
        ("80490", "Bromley"),
        ("bournemouth, christchurch & poole", "Bournemouth, Christchurch and Poole"),
        ("London Borough of Bexley", "Bexley"),
        ("city of york council", "York"),
        ("st. helens", "St Helens"),
        ("Northmoor", None),
        ("Bexley and Bromley", None),
        ("", None),
    ],
)
def test_get(key, name):
    found = load_gazetteer().get(key)
    assert (found.name if found else None) == name


def test_successors():
    gazetteer = load_gazetteer()
    heirs = [one.name for one in gazetteer.successors("Northamptonshire")]
    assert heirs == ["North Northamptonshire", "West Northamptonshire"]
    assert gazetteer.successors("Poole")[0].name == "Bournemouth, Christchurch and Poole"
    assert gazetteer.successors("Bexley") == gazetteer.successors("Northmoor") == ()


def test_codes_name_one_authority_each():
    seen = {}
    for one in load_gazetteer().authorities:
        for code in (one.ons_code, *one.superseded_codes):
            if code:
                assert seen.setdefault(code, one.name) == one.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bradford Children & Families Trust", ["Bradford Children and Families Trust"]),
        (
            "Chief Executive, Doncaster Children’s Services Trust",
            ["Doncaster Children's Services Trust"],
        ),
        ("Slough Children First", ["Slough Children First"]),
        ("Together for Children (Sunderland)", ["Together for Children"]),
        ("Ms Archer, Northmoor Children's Trust", ["Northmoor Children's Trust"]),
        (
            "Chief Executive Northmoor Children’s Services Trust",
            ["Northmoor Children’s Services Trust"],
        ),
        ("Wexcombe Children First", ["Wexcombe Children First"]),
        ("Northmoor Children's Trust Board", []),
        ("Northmoor Women's and Children's NHS Foundation Trust", []),
        ("the local children's trust", []),
    ],
)
def test_finds_providers(text, expected):
    assert [provider.name for _, _, provider in load_gazetteer().find_providers(text)] == expected


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_own_authorities(tmp_path):
    path = write(
        tmp_path / "own.csv",
        "name,aliases,ons_code,region,abolished,successors\n"
        'Northmoor,"North Moor;Nmoor",E06999999,North East,,\n'
        "Old Northmoor,,,,2020-03-31,Northmoor\n"
        "Bexley,Bexleyshire,,,,\n",
    )
    gazetteer = load_gazetteer(path)
    [mention] = gazetteer.find("Focused visit to North Moor City Council")
    assert mention.authority.as_record(mention.written).model_dump() == {
        "name": "Northmoor",
        "as_written": "North Moor City Council",
        "ons_code": "E06999999",
        "la_code": None,
        "ofsted_urn": None,
        "region": "North East",
    }
    assert gazetteer.successors("Old Northmoor")[0].name == "Northmoor"
    bexley = gazetteer.get("Bexleyshire")
    assert (bexley.name, bexley.ons_code) == ("Bexley", "E09000004")
    assert load_gazetteer().get("Northmoor") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aliases\nx\n", "line 1, column name: no such column"),
        ("name,colour\nNorthmoor,red\n", "line 1, column colour: unknown column"),
        ("name,aliases\n,x\n", "line 2, column name: it is empty"),
        ("name,ons_code\nNorthmoor,9000\n", "line 2, column ons_code: '9000' is no ONS code"),
        ("name,superseded_codes\nNorthmoor,E1;x\n", "line 2, column superseded_codes: 'E1'"),
        ("name,la_code\nNorthmoor,3o5\n", "line 2, column la_code: '3o5' is no number"),
        (
            "name,abolished\nNorthmoor,31/3/2020\n",
            "line 2, column abolished: '31/3/2020' is no date",
        ),
        ("name,successors\nNorthmoor,Wexcombe\n", "column successors: Northmoor names 'Wexcombe'"),
        ("name,aliases\nNorthmoor,Hull\n", "column aliases: 'Hull' means both"),
        ("name,aliases\nNorthmoor, Sea,x\n", "line 2, column aliases: more cells than columns"),
    ],
)
def test_own_file_with_a_mistake(tmp_path, text, words):
    path = write(tmp_path / "own.csv", text)
    with pytest.raises(DataError) as caught:
        load_gazetteer(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_own_file_that_is_not_there_or_no_text(tmp_path):
    with pytest.raises(DataError, match="nowhere"):
        load_gazetteer(tmp_path / "nowhere.csv")
    (tmp_path / "bytes.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(DataError, match=r"bytes\.csv"):
        load_gazetteer(tmp_path / "bytes.csv")
