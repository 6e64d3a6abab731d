"""Earlier judgements, of the whole authority and of single areas."""

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.previous import find_previous_judgements
from ofstedmine.reading.letter import Block, Letter, assemble


def recalled(text, kind="ilacs_inspection", heading=None):
    blocks = [Block("paragraph", " ".join(p.split())) for p in text.split("\n\n") if p.strip()]
    if heading:
        blocks.insert(0, Block("heading", heading, level=2))
    letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 1, "text")
    draft = Draft(letter, kind=kind)
    find_previous_judgements(draft)
    return draft


def whole(draft):
    found = draft.get("/previous_judgement")
    return found and (found.grade, found.scope, found.year, found.month)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is the second monitoring visit since the local authority was judged inadequate for overall effectiveness in May 2016.", ("inadequate", "overall effectiveness", 2016, 5)),
        ("This was the first visit since the local authority was judged inadequate in December 2021.", ("inadequate", None, 2021, 12)),
        ("Since services were rated inadequate in 2016, leaders have changed.", ("inadequate", None, 2016, None)),
        ("This was the second visit since Northmoor was judged to be inadequate by Ofsted in May 2019.", ("inadequate", None, 2019, 5)),
        ("This was the second visit since the council was judged as inadequate in May 2019.", ("inadequate", None, 2019, 5)),
        ("This was the second visit following the inadequate judgement in May 2019.", ("inadequate", None, 2019, 5)),
        ("At the last inspection in May 2019, the local authority was judged to be good.", ("good", None, 2019, 5)),
        ("The local authority was judged to require improvement to be good at its last inspection in June 2018.", ("requires_improvement", None, 2018, 6)),
        ("This was the first monitoring visit since the local authority was judged inadequate.", ("inadequate", None, None, None)),
        ("The visit found that services for care leavers were judged good in 2019.", None),
        ("Case audits were judged to be inadequate in May 2019.", None),
        ("In the cases seen, practice was found to be good.", None),
        ("The local authority is making progress.", None),
        ("", None),
    ],
)  # fmt: skip
def test_in_letters(sentence, expected):
    assert whole(recalled(sentence, "monitoring_visit")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Services have improved since the last inspection in 2017, when all aspects of children’s services were judged to be inadequate.", ("inadequate", None, 2017, None)),
        ("Since the last inspection of local authority children’s services in 2018, when Wexcombe Council was judged to be requires improvement to be good, services have declined.", ("requires_improvement", None, 2018, None)),
        ("The last full inspection of children’s services in Wexcombe was in 2020 when all services were judged to require improvement to be good.", ("requires_improvement", None, 2020, None)),
        ("The last full inspection of children’s services in Wexcombe, in May 2018, judged all services as requires improvement to be good.", ("requires_improvement", None, 2018, 5)),
        ("Leaders have gone on since the last inspection in 2021, when services were also judged to be outstanding overall.", ("outstanding", None, 2021, None)),
        ("Services have declined since the last inspection of children’s services published in March 2011, when the local authority was found to be good overall with some outstanding features.", ("good", None, 2011, 3)),
        ("At the last inspection in 2014, the overall effectiveness of children’s services in Wexcombe and Hove was judged to require improvement to be good.", ("requires_improvement", "overall effectiveness", 2014, None)),
        ("Services have improved since the previous inspection in 2018, when the judgement for overall effectiveness was ‘requires improvement to be good’.", ("requires_improvement", "overall effectiveness", 2018, None)),
        ("At the last inspection in 2016, children’s services required improvement to be good.", ("requires_improvement", None, 2016, None)),
        ("Since the 2016 single inspection, when the local authority was judged to be good, staff have left.", ("good", None, 2016, None)),
        ("Since a judgement of inadequate for overall effectiveness at the last inspection in 2018, services have improved.", ("inadequate", "overall effectiveness", 2018, None)),
        ("Leaders have built on the outstanding judgement at the last inspection in 2017.", ("outstanding", None, 2017, None)),
        ("Services require improvement, as was the case at the last inspection in 2013.", ("requires_improvement", None, 2013, None)),
        ("This is a re-inspection, as the last inspection in December 2014 judged the local authority to be inadequate overall.", ("inadequate", None, 2014, 12)),
        ("Since the last inspection in 2018, when the council was judged good, and the focused visit in 2020, progress is slow.", ("good", None, 2018, None)),
        ("Services for children in Wexcombe have been rebuilt since May 2019, when they were judged to be inadequate.", ("inadequate", None, 2019, 5)),
        # A part of the services, some of them, or several inspections.
        ("Services for children in care have been rebuilt since May 2019, when they were judged to be inadequate.", None),
        ("Much is new since May 2019, when the council moved, and services are now judged to be good.", None),
        ("The service to care leavers was inadequate at the point of the last inspection in 2014.", None),
        ("Services for children in care have deteriorated since the previous inspection in 2014, when they were judged to be good.", None),
        ("This is better than at the 2016 single inspection, when services for help and protection required improvement.", None),
        ("Leaders improved the services that were judged to be inadequate at the previous inspection in 2014.", None),
        ("The local authority was judged inadequate in the inspection of safeguarding in 2009.", None),
        ("The last inspection for children looked after in 2010 judged the local authority as good.", None),
        ("Progress was made since the inspections in 2009 and 2012, when services were found to be adequate.", None),
        ("Both were judged to be outstanding at their most recent inspection in 2014.", None),
        ("Since the last inspection in 2018, when safeguarding was judged to be good or outstanding, much is new.", None),
        # Nothing is said of the grade, or nothing of an earlier one.
        ("Since the last inspection in 2018, the council has continued to provide good services.", None),
        ("Since the last inspection in 2014, services have deteriorated and are now inadequate.", None),
        ("Children’s services in Wexcombe are inadequate.", None),
        ("Services for children are now judged to be good.", None),
    ],
)  # fmt: skip
def test_in_reports(sentence, expected):
    assert whole(recalled(sentence)) == expected


def test_evidence_holds_the_grade_and_the_date():
    draft = recalled(
        "Since the last inspection in May 2018, when services were judged good, all is well."
    )
    (evidence,) = draft.evidence["/previous_judgement"]
    assert evidence.quote == "Since the last inspection in May 2018, when services were judged good"


@pytest.mark.parametrize("kind", ["jtai", "area_send", "other"])
def test_other_kinds_recall_nothing(kind):
    draft = recalled("Since the council was judged inadequate in May 2018, all is well.", kind)
    assert draft.get("/previous_judgement") is None


LIST = """
The local authority operates one children’s home. It was judged to be good in its most recent Ofsted inspection.

The previous inspection of the local authority’s safeguarding arrangements/arrangements for the protection of children was in February 2012. The local authority was judged to be adequate.

The last inspection of Northmoor’s services for children looked after was published in May 2010. The local authority was judged to be good

The previous inspection of Northmoor’s private fostering arrangements took place in June 2013 and they were judged to be outstanding.

The director of children’s services has been in post since May 2013.
"""


def areas(text, heading="Previous Ofsted inspections"):
    found = recalled(text, "sif_inspection", heading).get("/previous_judgements") or []
    return [(j.area, j.grade, j.year, j.month) for j in found]


def test_areas_listed_in_reports():
    assert areas(LIST) == [
        ("children’s home", "good", None, None),
        (
            "safeguarding arrangements/arrangements for the protection of children",
            "adequate",
            2012,
            2,
        ),
        ("services for children looked after", "good", 2010, 5),
        ("private fostering arrangements", "outstanding", 2013, 6),
    ]
    assert areas(LIST, "Other Ofsted inspections") == areas(LIST)
    assert areas(LIST, "Local leadership") == []


def test_areas_with_grades_of_their_own():
    text = """
    The last inspection report for the local authority’s children’s services was published in May 2014.
    The judgements for the local authority were:

    Overall effectiveness: inadequate

    Children looked after: requires improvement – adoption performance: Good – care leavers: Inadequate

    Leadership, management and governance: requires improvement to be good.
    """
    assert areas(text) == [
        ("Overall effectiveness", "inadequate", 2014, 5),
        ("Children looked after", "requires_improvement", 2014, 5),
        ("adoption performance", "good", 2014, 5),
        ("care leavers", "inadequate", 2014, 5),
        ("Leadership, management and governance", "requires_improvement", 2014, 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The local authority operates two children’s homes. One was judged to be good, the other inadequate, in their most recent inspection.",
        "The local authority operates three children’s homes. Two were judged to be good or outstanding in their most recent inspection.",
        "The local authority operates no children’s homes.",
        "The previous inspection of services for children looked after was in May 2010.",
        "The previous inspection of safeguarding and looked after services was in May 2010. The local authority was judged to be adequate for safeguarding and good for children looked after.",
        "At the time of the two previous safeguarding inspections in 2010 and 2011, the local authority was judged to be inadequate.",
    ],
)
def test_nothing_is_listed_where_the_grade_is_not_one(text):
    assert areas(text) == []
