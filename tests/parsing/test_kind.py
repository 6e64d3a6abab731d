"""What kind of letter it is: titles and opening sentences, and the false friends of both."""

import pytest

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.kind import find_kind
from ofstedmine.reading import read

INSPECTORS = "The inspectors were Ann Pole HMI and Bob Rill HMI."
SIGNED = "Yours sincerely\n\nAnn Pole\nHer Majesty's Inspector"


def kind_of(text):
    draft = Draft(read(text.encode()))
    find_kind(draft)
    return draft


def letter(title, sentence=""):
    name = "local partnership" if title.startswith("Joint targeted") else "Ms Archer"
    return f"12 March 2019\n\nDear {name}\n\n{title}\n\n{sentence} {INSPECTORS}\n\n{SIGNED}\n"


TITLES = [
    (
        "Second monitoring visit to Northmoor's local authority children's services",
        "monitoring_visit",
    ),
    ("Monitoring visit to Northmoor children’s services", "monitoring_visit"),
    ("Monitoring visit of Northmoor children's services", "monitoring_visit"),
    ("Third quarterly monitoring visit to Northmoor children's services", "monitoring_visit"),
    ("3rd monitoring visit of Northmoor children's services", "monitoring_visit"),
    ("Focused visit to Northmoor children's services", "focused_visit"),
    ("Focused visit of Northmoor local authority children's services", "focused_visit"),
    ("Focussed visit to Northmoor children's services", "focused_visit"),
    ("ILACS focused visit to Northmoor children's services", "focused_visit"),
    ("Assurance visit to Northmoor children's services", "assurance_visit"),
    ("Focused assurance visit to Northmoor children's services", "assurance_visit"),
    ("Covid-19 assurance visit to Northmoor children's services", "assurance_visit"),
    (
        "Joint targeted area inspection of the multi-agency response to domestic abuse in Northmoor",
        "jtai",
    ),
    ("Joint targeted area inspection of Northmoor", "jtai"),
    (
        "Joint targeted area inspection of the multi-agency responses to neglect in Northmoor",
        "jtai",
    ),
    ("Joint targeted area inspection of London Borough of Wexcombe", "jtai"),
    ("Joint local area SEND inspection in Northmoor", "area_send"),
    ("Joint area SEND inspection in Northmoor", "area_send"),
    ("Joint area SEND revisit in Northmoor", "area_send"),
]


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_with_signs_of_a_letter(title, kind):
    assert kind_of(letter(title)).kind == kind


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_in_a_letter_flattened_to_one_line(title, kind):
    assert kind_of(" ".join(letter(title).split())).kind == kind


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_a_title_alone_is_no_letter(title, kind):
    draft = kind_of(f"{title}\n\nThe council welcomes what inspectors said about its work.\n")
    assert draft.kind == "other"
    assert [w.code for w in draft.warnings] == ["kind_unsure"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "This letter summarises the findings of the monitoring visit to Northmoor children's services on 7 and 8 June 2022.",
            "monitoring_visit",
        ),
        (
            "This letter summarises the findings of the second monitoring visit to Northmoor.",
            "monitoring_visit",
        ),
        (
            "This letter contains the findings from Ofsted's monitoring visit to Northmoor.",
            "monitoring_visit",
        ),
        (
            "I am writing to summarise the findings of the monitoring visit to Northmoor children's services on 9 May 2017.",
            "monitoring_visit",
        ),
        (
            "This letter summarises the findings of a focused visit to Northmoor on 5 and 6 March 2019.",
            "focused_visit",
        ),
        (
            "This letter summarises the findings of the focused visit to Northmoor on 5 March 2024.",
            "focused_visit",
        ),
        (
            "This letter sets out the key findings of our focussed visit to Northmoor.",
            "focused_visit",
        ),
        (
            "This letter summarises the findings of a COVID-19 assurance visit to Northmoor.",
            "assurance_visit",
        ),
        (
            "This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to neglect in Northmoor.",
            "jtai",
        ),
        (
            "This letter to all the service leaders in the area outlines our findings about partnership working in Northmoor.",
            "jtai",
        ),
    ],
)
def test_an_opening_sentence_is_enough(sentence, kind):
    draft = kind_of(f"{sentence} More words follow it.\n")
    assert draft.kind == kind
    assert draft.profile.kind == kind
    assert draft.evidence["/kind"][0].rule == "kind: opening"


REPORTS = [
    ("Northmoor Council\n\nInspection of children's social care services", "ilacs_inspection"),
    ("Northmoor Council\n\nInspection of local authority children’s services", "ilacs_inspection"),
    ("Inspection of Northmoor local authority children's services", "ilacs_inspection"),
    (
        "Inspection of the London Borough of Wexcombe local authority children’s services",
        "ilacs_inspection",
    ),
    ("Inspection of Northmoor Children and Families Trust", "ilacs_inspection"),
    (
        "Northmoor Council\n\nInspection of services for children in need of help and protection, children looked after and care leavers\n\nand\n\nReview of the effectiveness of the Local Safeguarding Children Board",
        "sif_inspection",
    ),
    (
        "Northmoor\n\nRe-inspection of services for children in need of help and protection, children looked after and care leavers",
        "sif_inspection",
    ),
]
COVER = """
Inspection dates: 5 March 2019 to 16 March 2019

Report published: 1 May 2019

Lead inspector: Ann Pole, Her Majesty's Inspector

The impact of leaders on social work practice with children and families

Good

Children who need help and protection

Good
"""


@pytest.mark.parametrize(("title", "kind"), REPORTS)
def test_the_cover_of_a_report(title, kind):
    assert kind_of(title + "\n" + COVER).kind == kind


FALSE_FRIENDS = {
    "action planning": letter(
        "Northmoor children's services",
        "This letter summarises the findings of the action-planning visit to Northmoor.",
    ),
    "school": "Monitoring visit to Hill Lane Primary School\n\nDear Mrs Pole\n\nFollowing my visit to your school on 5 May 2019, I write to confirm the findings. "
    + SIGNED,
    "special measures": "Dear Mrs Pole\n\nSpecial measures monitoring inspection of Hill Lane School\n\nFollowing my visit to your school, I write. "
    + SIGNED,
    "children's home": "Monitoring visit to Oak House children's home\n\nInspection report: children's home\n\nThe home provides care and accommodation for four children. "
    + INSPECTORS
    + SIGNED,
    "college": "Monitoring visit to Wexcombe College\n\nDear Principal\n\n" + SIGNED,
    "letter to children": "Dear children and young people\n\nInspection of Northmoor local authority children's services\n\nThank you for talking to us. Lead inspector: Ann Pole. Inspection dates: 5 March 2019",
    "minister": "Dear Councillor Archer\n\nI am writing about Ofsted's monitoring visit to Northmoor children's services, which found that progress is slow. I have decided to issue a direction. Yours sincerely",
    "direction": "Statutory direction to Northmoor Council in relation to children's services under section 497A(4B) of the Education Act 1996",
    "congratulation": "Dear Ms Archer\n\nI was pleased to read the report of the inspection of your children's services. Yours sincerely",
    "regulation 44": "Regulation 44 visit report\n\nOak House. The visitor came on 5 March 2019.",
    "Estyn": "Joint Inspection of Child Protection Arrangements\n\nEstyn and Care Inspectorate Wales visited. "
    + SIGNED,
    "safeguarding 2011": "Inspection of safeguarding and looked after children services\n\nNorthmoor\n\nInspection dates: 5 March 2011 to 16 March 2011\n\nReporting inspector: Ann Pole HMI",
    "protection 2012": "Inspection of local authority arrangements for the protection of children\n\nNorthmoor Council\n\nInspection dates: 5 to 14 March 2013\n\nLead inspector: Ann Pole HMI",
    "looked after 2013": "Inspection of looked after children services\n\nNorthmoor Council\n\nInspection dates: 5 to 14 March 2013\n\nReporting inspector: Ann Pole HMI",
    "joint area review": "Joint area review\n\nNorthmoor children's services authority area\n\nPublished: 5 March 2008",
    "press release": "Northmoor praised by Ofsted\n\nPublished Monday, 5 March 2019\n\nThe focused visit to Northmoor children's services found progress. The focused visit was in February. Cllr Archer said: “This focused visit shows progress.”",
    "press release that quotes": "Northmoor praised\n\nThe letter says: “This letter summarises the findings of the focused visit to Northmoor.” Cllr Archer was pleased.",
    "minutes": "Minutes of the Children's Committee\n\nMembers noted that the second monitoring visit to Northmoor children's services took place on 5 and 6 March 2019. Areas covered by the visit were a review of plans. This was the second monitoring visit since the inspection.",
    "article": "Ofsted visit to Northmoor: progress made\n\nMonitoring visit to Northmoor children's services finds better practice, reports Jo Lane. The second monitoring visit since the inspection looked at care plans.",
    "council news of an inspection": "Inspection of Northmoor local authority children's services\n\nWe were judged: the impact of leaders on social work practice with children and families - good; the experiences and progress of children who need help and protection - good.",
    "no words to speak of": "a",
    "one word": "Northmoor",
}


@pytest.mark.parametrize("text", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS.keys())
def test_false_friends_are_other(text):
    draft = kind_of(text)
    assert draft.kind == "other"
    assert draft.profile.kind == "other"
    assert draft.evidence["/kind"]


def test_a_reprint_of_the_whole_letter_is_the_letter():
    body = "Words of the letter go on. " * 40
    text = (
        "Northmoor praised after visit\n\nBy A Reporter\n\nOfsted came on a monitoring visit, its "
        "second after the inspection of children's services.\n\nThe following is the full letter\n\n"
        + letter(
            "Focused visit to Northmoor children's services",
            "This letter summarises the findings of the focused visit to Northmoor on 5 March 2019.",
        )
        + body
    )
    assert kind_of(text).kind == "focused_visit"


def test_two_kinds_that_are_equally_supported_are_other():
    draft = kind_of(
        letter(
            "Focused visit to Northmoor children's services",
            "This letter summarises the findings of the monitoring visit to Northmoor.",
        )
    )
    assert draft.kind == "other"
    assert [w.code for w in draft.warnings] == ["kind_ambiguous"]


def test_a_letter_appended_to_long_minutes_does_not_make_them_one():
    text = "Minutes of the committee\n\n" + "Members spoke at length of many things. " * 400
    text += "\n\nThis letter summarises the findings of the monitoring visit to Northmoor.\n"
    assert kind_of(text).kind == "other"
