"""The grammar of personal names, and what is none."""

import pytest

from ofstedmine.parsing.names import read_name, same_person


@pytest.mark.parametrize(
    ("text", "printed", "bare"),
    [
        ("Ana Wood HMI and", "Ana Wood", "Ana Wood"),
        ("Mr Ade Oke London Borough of", "Mr Ade Oke", "Ade Oke"),
        ("Mr. Ade Oke, Director", "Mr. Ade Oke", "Ade Oke"),
        ("Ms Archer", "Ms Archer", "Archer"),
        (
            "Dr Sean O’Dell BSc MB ChB MSc DCH FRCA",
            "Dr Sean O’Dell BSc MB ChB MSc DCH FRCA",
            "Sean O’Dell",
        ),
        ("Ana Wood, CBE", "Ana Wood, CBE", "Ana Wood"),
        ("Ana Wood OBE QPM, Chief Constable", "Ana Wood OBE QPM", "Ana Wood"),
        ("Sir David Lee QPM DL, Chief", "Sir David Lee QPM DL", "David Lee"),
        ("Paula Wood-Lee, His", "Paula Wood-Lee", "Paula Wood-Lee"),
        ("Paula Wood -Lee, His", "Paula Wood-Lee", "Paula Wood-Lee"),
        ("Paula Wood- Lee, His", "Paula Wood-Lee", "Paula Wood-Lee"),
        ("Jenny-ellen Wood", "Jenny-ellen Wood", "Jenny-ellen Wood"),
        ("Paul d’Inverno, HMI", "Paul d’Inverno", "Paul d’Inverno"),
        ("Ken O'Brien HMI", "Ken O'Brien", "Ken O'Brien"),
        ("Máire Núñez, His", "Máire Núñez", "Máire Núñez"),
        ("J. R. Smith HMI", "J. R. Smith", "J. R. Smith"),
        ("Jane A Smith HMI", "Jane A Smith", "Jane A Smith"),
        ("Ana van der Berg, HMI", "Ana van der Berg", "Ana van der Berg"),
        ("Omar al-Hassan HMI", "Omar al-Hassan", "Omar al-Hassan"),
        ("Omar Al Hassan HMI", "Omar Al Hassan", "Omar Al Hassan"),
        ("Luis de la Cruz: x", "Luis de la Cruz", "Luis de la Cruz"),
        ("Neville Hall Assistant Director", "Neville Hall", "Neville Hall"),
        ("Charlie Hall QPM, Chief Constable", "Charlie Hall QPM", "Charlie Hall"),
        ("Ian Young, Jo Doe", "Ian Young", "Ian Young"),
        ("Michael Lane, Police and Crime Commissioner", "Michael Lane", "Michael Lane"),
        ("Jennifer Poe Manager, Head of Service", "Jennifer Poe", "Jennifer Poe"),
        ("Steve Wood Proctor, Director", "Steve Wood Proctor", "Steve Wood Proctor"),
        ("YvonneStone", "Yvonne Stone", "Yvonne Stone"),
        ("Cllr Jane Poe", "Cllr Jane Poe", "Jane Poe"),
        ("Ana McDowell", "Ana McDowell", "Ana McDowell"),
    ],
)
def test_reads_names(text, printed, bare):
    name = read_name(text)
    assert (name.printed, name.bare) == (printed, bare)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Civic Centre",
        "Independent Scrutineer",
        "Director of Children's Services",
        "Community Rehabilitation Company",
        "Chief Constable of Northmoor",
        "Inspectors from Ofsted",
        "The visit was",
        "Archer",
        "Her Majesty's Inspector",
        "Judgement Grade",
        "Northmoor's Council",
        "town hall",
        "McDowell",
        "12 High Street",
    ],
)
def test_what_is_no_name(text):
    assert read_name(text) is None


def test_a_council_ends_a_name():
    text = "Ana Wood Northmoor Council"
    assert read_name(text).bare == "Ana Wood Northmoor"
    assert read_name(text, barred=(9,)).bare == "Ana Wood"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Máire O’Dowd", "Maire O'Dowd", True),
        ("Paula Wood-Lee", "PAULA WOOD LEE", True),
        ("Dick Wood", "Rick Wood", False),
    ],
)
def test_same_person(one, other, expected):
    assert same_person(one, other) is expected
