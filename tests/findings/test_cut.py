import copy
import tomllib
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.errors import DataError
from ofstedmine.findings.cut import (
    EVALUATIVE,
    cut_findings,
    load_exclusions,
    read_exclusions,
)
from ofstedmine.reading.letter import Block, Letter, assemble
from ofstedmine.records import Section
from ofstedmine.resources import find


def letter_of(*blocks):
    blocks = list(blocks)
    return Letter(assemble(blocks), blocks, [], "text/plain", "0" * 64, 0, "test")


def heading(text, **more):
    return Block("heading", text, level=1, **more)


def paragraph(text, **more):
    return Block("paragraph", text, **more)


def bullet(text, marker="•", **more):
    return Block("bullet", text, level=1, marker=marker, **more)


def section_of(letter, first, last, role, title=None, level=1):
    """A section from the first to the last block."""
    start, end = letter.blocks[first].start, letter.blocks[last].end
    return Section(heading=title, level=level, role=role, start=start, end=end)


def whole(letter, role="findings", title=None):
    return [section_of(letter, 0, -1, role, title)]


def texts(letter, sections=None, kind="monitoring_visit"):
    return [f.text for f in cut_findings(letter, sections or whole(letter), "d", kind)]


@pytest.fixture
def visit():
    """A small visit letter with one section of many roles."""
    letter = letter_of(
        paragraph("Dear Mr Hale", page=1),
        paragraph("This letter summarises the visit to Northmoor on 4 and 5 May 2021.", page=1),
        heading("Areas covered by the visit", page=1),
        paragraph("Inspectors looked at the front door, including:", page=1),
        bullet("the use of thresholds", page=1),
        heading("Headline findings", page=1),
        paragraph("Leaders know the service well. Pace is steady.2", page=1),
        Block("footnote", "2 The plan was agreed in April.", page=1),
        Block("furniture", "1", page=1),
        heading("What needs to improve", page=2),
        paragraph("The local authority should improve:", page=2),
        bullet("the timeliness of visits. This includes visits to homes", page=2),
        bullet("the quality of plans", page=2),
        heading("Findings and evaluation of progress", page=2),
        paragraph(
            "Referrals are screened quickly. Managers have acted in three ways, including:",
            page=2,
            marker="7.",
        ),
        bullet("new panels", page=2),
        bullet("better audits", page=3),
        paragraph("I am copying this letter to the regional team.", page=3),
        heading("Next steps", page=3),
        paragraph("A further visit will follow.", page=3),
        paragraph("Yours sincerely", page=3),
    )
    sections = [
        section_of(letter, 0, 1, "header"),
        section_of(letter, 2, 4, "areas", "Areas covered by the visit"),
        section_of(letter, 5, 8, "overview", "Headline findings"),
        section_of(letter, 9, 12, "improvements", "What needs to improve"),
        section_of(letter, 13, 17, "findings", "Findings and evaluation of progress"),
        section_of(letter, 18, 19, "next_steps", "Next steps"),
        section_of(letter, 20, 20, "closing"),
    ]
    return letter, sections


def test_a_letter_from_end_to_end(visit):
    letter, sections = visit
    found = cut_findings(letter, sections, "letter-9", "monitoring_visit")
    overview = ("Headline findings", "overview")
    improvements = ("What needs to improve", "improvements")
    findings = ("Findings and evaluation of progress", "findings")
    assert [(f.text, f.page, f.paragraph, (f.section, f.role), f.source) for f in found] == [
        ("Leaders know the service well.", 1, 7, overview, "sentence"),
        ("Pace is steady.", 1, 7, overview, "sentence"),
        ("the timeliness of visits.", 2, 10, improvements, "bullet"),
        ("This includes visits to homes", 2, 10, improvements, "bullet"),
        ("the quality of plans", 2, 11, improvements, "bullet"),
        ("Referrals are screened quickly.", 2, 13, findings, "sentence"),
        ("Managers have acted in three ways, including:", 2, 13, findings, "sentence"),
        ("new panels", 2, 14, findings, "bullet"),
        ("better audits", 3, 15, findings, "bullet"),
    ]


def test_a_finding_is_a_slice_of_the_letter_with_a_stable_identity(visit):
    letter, sections = visit
    found = cut_findings(letter, sections, "letter-9", "monitoring_visit")
    for finding in found:
        assert letter.text[finding.start : finding.end] == finding.text
        place = f"letter-9:{finding.start}:{finding.end}".encode()
        assert finding.id == sha256(place).hexdigest()[:16]
    assert len({finding.id for finding in found}) == len(found)
    other = cut_findings(letter, sections, "letter-8", "monitoring_visit")
    assert {f.id for f in other}.isdisjoint(f.id for f in found)


def test_findings_come_without_tags(visit):
    for finding in cut_findings(*visit, "d", "monitoring_visit"):
        assert finding.themes == finding.cohort == []
        assert finding.sentiment is finding.progress is finding.scores is None


@pytest.mark.parametrize("role", sorted(EVALUATIVE))
def test_roles_that_hold_findings(role):
    letter = letter_of(paragraph("Plans are clear and used by all."))
    found = cut_findings(letter, whole(letter, role), "d", "jtai")
    assert [f.role for f in found] == [role]


@pytest.mark.parametrize(
    "role", ["header", "areas", "context", "method", "next_steps", "closing", "other"]
)
def test_roles_that_hold_none(role):
    letter = letter_of(paragraph("Plans are clear and used by all."), bullet("good plans"))
    assert cut_findings(letter, whole(letter, role), "d", "jtai") == []


def test_what_lies_in_no_section_is_no_finding():
    letter = letter_of(paragraph("Plans are clear."), paragraph("Visits are late."))
    assert cut_findings(letter, [], "d", "other") == []
    assert texts(letter, [section_of(letter, 1, 1, "findings")]) == ["Visits are late."]


@pytest.mark.parametrize("kind", ["heading", "table_cell", "footnote", "furniture"])
def test_blocks_that_are_no_prose(kind):
    assert texts(letter_of(Block(kind, "Plans are clear and used."))) == []


def test_a_letter_without_headings():
    letter = letter_of(paragraph("Dear Ms Reed"), paragraph("Plans are clear. Visits are late."))
    sections = [section_of(letter, 0, 0, "header"), section_of(letter, 1, 1, "findings")]
    found = cut_findings(letter, sections, "d", "other")
    assert [(f.text, f.section) for f in found] == [
        ("Plans are clear.", None),
        ("Visits are late.", None),
    ]


def test_the_innermost_section_counts():
    letter = letter_of(
        heading("Main findings"),
        paragraph("Plans are clear."),
        heading("Practice study"),
        paragraph("Ana lives with her aunt."),
        heading("Leaders"),
        paragraph("Leaders are calm."),
        heading("About this visit"),
        paragraph("It took two days."),
    )
    sections = [
        section_of(letter, 6, 7, "method", "About this visit", 2),
        section_of(letter, 0, 7, "findings", "Main findings"),
        section_of(letter, 2, 3, "case_study", "Practice study", 2),
        section_of(letter, 4, 5, "findings", "Leaders", 2),
    ]
    found = cut_findings(letter, sections, "d", "jtai")
    assert [(f.text, f.section, f.role) for f in found] == [
        ("Plans are clear.", "Main findings", "findings"),
        ("Ana lives with her aunt.", "Practice study", "case_study"),
        ("Leaders are calm.", "Leaders", "findings"),
    ]


def test_after_an_inner_section_the_outer_one_goes_on():
    letter = letter_of(*(paragraph(f"Part {name} is good.") for name in ("one", "two", "three")))
    sections = [
        section_of(letter, 0, 2, "findings", "Outer"),
        section_of(letter, 1, 1, "context", "Inner", 2),
    ]
    found = cut_findings(letter, sections, "d", "other")
    assert [(f.text, f.section) for f in found] == [
        ("Part one is good.", "Outer"),
        ("Part three is good.", "Outer"),
    ]


def test_sections_that_begin_inside_a_block():
    """A letter flattened to one line: the headings run into the sentences."""
    line = (
        "Dear Mr Hale Areas covered Inspectors saw thresholds. Overview Plans are clear. It works."
    )
    letter = letter_of(paragraph(line))
    areas, overview = line.index("Areas"), line.index("Overview")
    sections = [
        Section(heading=None, level=1, role="header", start=0, end=areas),
        Section(heading="Areas covered", level=1, role="areas", start=areas, end=overview),
        Section(heading="Overview", level=1, role="overview", start=overview, end=len(line)),
    ]
    found = cut_findings(letter, sections, "d", "monitoring_visit")
    assert [(f.text, f.section) for f in found] == [
        ("Plans are clear.", "Overview"),
        ("It works.", "Overview"),
    ]


def test_a_block_over_two_pages_gives_each_finding_its_page():
    text = "Plans are clear. Visits are late, and they are short. Staff stay."
    cut = text.index("and they")
    letter = letter_of(
        paragraph("Work is good.", page=2), paragraph(text, page=2, breaks=((cut, 3),))
    )
    found = cut_findings(letter, whole(letter), "d", "other")
    assert [f.page for f in found] == [2, 2, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plans are clear.2", ["Plans are clear."]),
        ("Plans are clear. 2", ["Plans are clear."]),
        ("Plans are clear.²", ["Plans are clear."]),
        ("Plans are clear.2 Visits are late.13", ["Plans are clear.", "Visits are late."]),
        ("They call it ‘home.’4 Visits are late.", ["They call it ‘home.’", "Visits are late."]),
        (
            "It has run since 2016.5 Visits are late.",
            ["It has run since 2016.", "Visits are late."],
        ),
        ("Caseloads of the team are at 16.5", ["Caseloads of the team are at 16.5"]),
        ("Most of the plans, about 95%.3", ["Most of the plans, about 95%."]),
        ("7. Plans are clear. 8. Visits are late.", ["Plans are clear.", "Visits are late."]),
        ("7.Plans are clear.", ["Plans are clear."]),
        ("(a) Plans are clear.", ["Plans are clear."]),
        ("• Plans are clear. • Visits are late.", ["Plans are clear.", "Visits are late."]),
        ("– Plans are clear.", ["Plans are clear."]),
        ("12 plans are clear.", ["12 plans are clear."]),
        ("2016 was hard. 2017 was not.", ["2016 was hard.", "2017 was not."]),
        ("Plans are late. (Recommendation)", ["Plans are late."]),
        (
            "Plans are late. (Recommendation.) Visits are not.",
            ["Plans are late.", "Visits are not."],
        ),
        ("Plans are late. (Outcome 3, national framework)", ["Plans are late."]),
        ("Plans are late (Outcome 3, national framework).", None),
        ("(Some of them are late.)", None),
        (
            "Plans are late. (Some of them are lost.)",
            ["Plans are late.", "(Some of them are lost.)"],
        ),
        ("‘We are heard.’ So said a carer.", ["‘We are heard.’", "So said a carer."]),
    ],
)
def test_a_clean_text(text, expected):
    assert texts(letter_of(paragraph(text))) == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("block", "role", "source"),
    [
        (paragraph("Plans are clear."), "findings", "sentence"),
        (paragraph("Plans are clear.", marker="37."), "findings", "sentence"),
        (bullet("Plans are clear.", marker="37."), "findings", "sentence"),
        (bullet("Plans are clear.", marker="4.2"), "overview", "sentence"),
        (bullet("Plans are clear."), "findings", "bullet"),
        (bullet("Plans are clear.", marker="(a)"), "findings", "bullet"),
        (bullet("Plans are clear.", marker=None), "findings", "bullet"),
        (bullet("Make plans clear.", marker="3."), "improvements", "bullet"),
        (paragraph("Make plans clear.", marker="3."), "improvements", "bullet"),
        (paragraph("Plans are not clear."), "improvements", "sentence"),
        (paragraph("Plans are clear.", marker="3."), "case_study", "sentence"),
    ],
)
def test_sentence_or_bullet(block, role, source):
    letter = letter_of(copy.copy(block))
    [finding] = cut_findings(letter, whole(letter, role), "d", "sif_inspection")
    assert finding.source == source


@pytest.mark.parametrize(
    "text",
    [
        "4",
        "37.",
        "•",
        "(1)",
        "...",
        "Requires improvement",
        "Summary",
        "Help for families in need",
        "A.",
    ],
)
def test_scraps_are_no_findings(text):
    assert texts(letter_of(paragraph(text))) == []


@pytest.mark.parametrize(
    "block",
    [
        bullet("stable homes"),
        paragraph("The plans of the teams, of all of them and of each, with care"),
        paragraph("Homes are few"),
        paragraph("Staff listen: ‘they care’."),
    ],
)
def test_short_and_unclosed_prose_is_kept(block):
    letter = letter_of(copy.copy(block))
    assert texts(letter) == [block.text]


def test_judgements_hold_prose_only():
    letter = letter_of(
        paragraph("The experiences of children who need help: requires improvement to be good"),
        paragraph("Children wait too long for help."),
    )
    assert texts(letter, whole(letter, "judgements")) == ["Children wait too long for help."]


@pytest.mark.parametrize(
    "text",
    [
        "I am copying this letter to the education department.",
        "We are copying this letter to all partners.",
        "A copy of this letter will be sent to the board.",
        "This letter will be published on our website.",
        "This letter will be published on our website without a stop",
        "Thank you for the welcome that you gave us.",
        "We would like to thank the staff.",
        "I am grateful to all who took part.",
        "Yours sincerely, and with good wishes to all.",
        "If you have any questions, please write.",
        "The visit considered a range of evidence, such as case files.",
        "They considered a range of evidence, such as case discussions.",
        "They also looked at local authority performance information and case records.",
        "Inspectors considered a broad range of evidence.",
        "During the visit, inspectors looked at a range of documents.",
        "During the course of this inspection, we reviewed a wide range of evidence.",
        "Inspectors spoke to a range of staff and to carers.",
        "Inspectors also met with groups of young people.",
        "The evidence included audits.",
        "This letter summarises what we saw.",
        "This report to the council sets out our findings.",
        "The inspectors were Ana Reed HMI and Tom Hale HMI.",
        "His Majesty’s Inspectors for this visit were Ana Reed and Tom Hale.",
        "The visit was carried out remotely.",
        "The lead inspector and the director were in contact throughout by telephone.",
        "Inspectors and leaders kept in daily contact.",
        "It was carried out by inspectors from two bodies.",
        "This was the third monitoring visit since the grade was given.",
        "Between 4 and 8 May 2020, Ofsted and others carried out a joint inspection.",
        "The areas for improvement have been cross-referenced with the outcomes.",
        "Enabler three: national framework.",
        "Ofsted will take these findings into account when it plans its next visit.",
        "The director of services should send the written statement to Ofsted by 4 May.",
        "The response should set out what the partners will do.",
        "There are no areas for priority action.",
        "There are no areas for priority and immediate action.",
        "This inspection took place from 4 to 8 May 2023.",
        "In this letter, such children are referred to as ‘older’ throughout.",
    ],
)
def test_courtesy_method_and_procedure_are_no_findings(text):
    assert texts(letter_of(paragraph(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Leaders copy letters to parents late.",
        "Letters to families are published on the website.",
        "Thanks to good planning, children are safe.",
        "Inspectors considered that plans are weak.",
        "Inspectors found a range of weak plans.",
        "Inspectors saw a range of evidence that children are safe.",
        "Inspectors spoke to a number of children who said that they feel safe.",
        "The visit found that the pace is slow.",
        "This letter box of the panel is rarely used.",
        "The evidence of impact is thin.",
        "The director should be visible to staff.",
        "It was carried over from the last plan.",
        "If you ask children, they say that they are safe.",
        "Ofsted judged the service to be weak.",
        "There are no children waiting for a worker.",
        "There are no clear priority actions in plans.",
        "The outcome three months later is good.",
    ],
)
def test_findings_that_sound_like_them_stay(text):
    assert texts(letter_of(paragraph(text))) == [text]


@pytest.mark.parametrize(
    ("text", "role", "kept"),
    [
        ("The local authority should:", "improvements", False),
        ("Areas for improvement include:", "findings", False),
        ("The service has the following strengths:", "findings", False),
        ("Leaders have acted on audits, including:", "findings", True),
        ("Leaders have acted on audits, including:", "strengths", False),
    ],
)
def test_what_only_announces_a_list(text, role, kept):
    letter = letter_of(paragraph(text), bullet("new panels"))
    assert texts(letter, whole(letter, role)) == ([text] if kept else []) + ["new panels"]


def test_a_pattern_may_hold_for_some_kinds_of_letter_only():
    letter = letter_of(paragraph("This inspection included a ‘deep dive’ into how plans are made."))
    assert texts(letter, kind="jtai") == []
    assert len(texts(letter, kind="focused_visit")) == 1


def test_an_exclusion_may_hold_for_some_roles_only():
    [rule] = read_exclusions({"x": {"y": [{"pattern": "^so", "roles": ["overview"]}]}})
    assert rule.applies("other", "overview")
    assert not rule.applies("other", "findings")


def data():
    path = find("findings/data/courtesy.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_patterns_that_come_with_the_library_are_right():
    assert set(data()) == {"courtesy", "method", "lead_in"}
    assert len(load_exclusions()) > 15
    assert not any(rule.pattern.search("") for rule in load_exclusions())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "keys"),
        ({"pattern": "a", "more": 1}, "keys"),
        ({"pattern": "("}, "courtesy.thanks"),
        ({"pattern": 5}, "courtesy.thanks"),
        ({"pattern": "a", "kinds": ["letter"]}, "unknown kinds"),
        ({"pattern": "a", "roles": ["header"]}, "unknown roles"),
    ],
)
def test_wrong_patterns_are_refused(row, message):
    with pytest.raises(DataError, match=message):
        read_exclusions({"courtesy": {"thanks": [row]}})


BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["heading", "paragraph", "bullet", "table_cell", "footnote", "furniture"]),
        st.text(alphabet="aAbB1.?’( )•", min_size=1, max_size=30)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        marker=st.sampled_from([None, "•", "3."]),
    ),
    min_size=1,
    max_size=8,
)
ROLES = st.sampled_from(["findings", "improvements", "method", "judgements"])


@given(st.data())
def test_any_letter_and_any_sections(data):
    letter = letter_of(*data.draw(BLOCKS))
    offsets = st.integers(0, len(letter.text))
    sections = []
    for _ in range(data.draw(st.integers(0, 4))):
        start, end = sorted([data.draw(offsets), data.draw(offsets)])
        role = data.draw(ROLES)
        sections.append(Section(heading="A", level=1, role=role, start=start, end=end))
    at = 0
    for finding in cut_findings(letter, sections, "d", "other"):
        assert at <= finding.start < finding.end
        assert letter.text[finding.start : finding.end] == finding.text == finding.text.strip()
        assert letter.block_at(finding.start).kind in ("paragraph", "bullet")
        assert letter.block_at(finding.start) is letter.block_at(finding.end)
        body = list(letter.body())
        assert body[finding.paragraph - 1] is letter.block_at(finding.start)
        assert any(s.start <= finding.start and finding.end <= s.end for s in sections)
        at = finding.end
