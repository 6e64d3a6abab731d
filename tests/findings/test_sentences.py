"""Sentences, as inline markup: a bar at every expected cut, and nowhere else."""

import copy
import time
import tomllib

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from ofstedmine.errors import DataError
from ofstedmine.findings.sentences import cut_sentences, load_rules, read_rules
from ofstedmine.resources import find

CASES = {
    "plain": """
        Leaders know their services well.| Plans are in place.
        Visits are regular.| Records are clear.| Staff are proud of their work.
        One sentence only
        One sentence with a stop.
        Is practice safe?| It is now.
        What a change!| Families notice it.
        Do workers visit?!| They do.
        Progress is slow.| £2 million was found.
        They meet weekly.| 12 children were seen.
        Two homes opened.| 40% of places are taken.
        Most plans are good. some are not.
        They use eRecords.| eRecords is slow.
        They use tablets.| iPads are shared.
        Two stops by mistake..| The next one is right.
        """,
    "commas, colons and semicolons do not cut": """
        Plans are timely; however, Reviews are not.
        Areas covered: Thresholds, referrals and plans.
        Inspectors looked at: Audits; Supervision; Caseloads.
        The lead-in ends with a colon, including:
        """,
    "titles": """
        Mr. Hale chairs the board.| Mrs. Ford deputises.
        Ms. Reed and Dr. Lowe met Prof. Marsh.| They agreed.
        Cllr. Bell is the lead member.| Cllrs. Bell and Gray meet monthly.
        The visit to St. Anne's was short.| The next is due.
        Rev. Stone and Hon. Members attended.
        Mr Hale and Dr Lowe met Cllr Bell.| They agreed.
        DR. LOWE leads the team.| MR. HALE chairs it.
        Staff trust Mr.Hale and Dr.Lowe.| They listen.
        """,
    "abbreviations inside a sentence": """
        Some partners, e.g. Health and Police, attend.
        The front door, i.e. The Hub, is calm.
        Workers (e.g. Team A) know the plans.| They use them.
        It was Hub v. Team in the quiz.
        The team grew, cf. Annex 2 of the plan.
        Pace vs. Quality is debated.
        Approx. Forty families were helped.
        Some partners, eg. Health, attend.
        """,
    "abbreviations that may end a sentence": """
        They share records, plans, etc.| The board checks them.
        They share records, plans, etc. with schools.
        Partners (health, schools, etc.) Board members trust are few.
        The line opens at 9 a.m.| It closes at 5 p.m.| Calls are logged.
        The line opens at 9.30 a.m. and closes at 5 p.m. each day.
        Homes are run by Brightway Ltd.| The council checks them.
        Homes are run by Brightway Ltd. and by others.
        Work is done with Kestrel & Co. in the north.
        The etc. of planning [records, etc.] Hubs keep is long.
        """,
    "abbreviations before numbers": """
        See No. 5 of the list.| It is short.
        See no. 160035 of the guidance.
        Nos. 4 and 5 are closed.
        It is set out in para. 12 and on p. 9 of the plan.
        See pp. 3 to 9, s. 20 and reg. 24.| Both apply.
        They acted under s.20 Children Act powers.
        They acted under S.20 The Children Act.
        See p.12 The Plan for more.
        Partners said no.| The council went ahead.
        The answer was No.| They tried again.
        See vol. 2, fig. 3 and sch. 1 of the act.
        Call ext. 204 or tel. 0100 555.
        """,
    "dates": """
        On 5 Nov. 2017 the team moved.| It grew.
        The visit was on 14 Sept. 2021 and the letter on 2 Oct. 2021.
        The board last met in Nov.| Its next meeting is late.
        They met on Tue. 14 and Wed. 15 May.| Both days were full.
        The plan dates from 3.11.2020.| It is out of date.
        It was agreed on 12/03/2019.| Work began at once.
        It has run since 2016.| The pace is slow.
        It has run since 2016.|The pace is slow.
        The plan for 2013-14.| The next plan is late.
        """,
    "initials": """
        J. Smith leads the service.| She is new.
        The chair is J. R. Smith of the trust.
        The chair is J.R. Smith of the trust.
        The chair is J.Smith of the trust.
        The chair is P. 5 months new.
        Praise went to A. Green and B. Brown.| Both were there.
        Inspectors met K. Ahmed.| This was useful.
        The firm moved to the U.K. Board in May.
        The firm moved to the U.K.| The board agreed.
        The firm moved to the U.K. in May.
        """,
    "letters that are labels": """
        Workers know child A.| She is safe.
        Workers know Child B.| Visits are regular.
        The council chose Plan B.| Partners agreed.
        It is told in Annex C.| Staff know it.
        Team F.| Numbers are low.
        """,
    "capitals that end sentences": """
        The work is led by the MASH.| Contacts are screened.
        Young people are NEET.| That is a concern.
        Children have an EHCP.| Schools use it.
        Contacts reach the MASH.|Workers respond.
        """,
    "decimals and section numbers": """
        Caseloads fell from 18.4 to 16.5 in May.| They are now low.
        The rate is 1.5.| It was 2.0.
        Use of Section 47.| It is sound.
        Duties under section 20.| Not all are met.
        Duties under regulation 24.| Checks are late.
        Powers under s.20 are used well.
        See paragraph 3.2 The plan.
        It cost £1.5m.| Savings followed.
        Completion rose to 95.5%.| Pace grew.
        Version 2.1 is live.| Version 2.2 is planned.
        The total is 3,400.| Most are teenagers.
        """,
    "numbered paragraphs": """
        37. The offer is clear.| Young people know it.
        37.The offer is clear.| Young people know it.
        37.‘The offer’ is clear.| Young people know it.
        4.2 The offer is clear.| Young people know it.
        4.2. The offer is clear.| Young people know it.
        a. The offer is clear.| It is used.
        B. The offer is clear.| It is used.
        iv. The offer is clear.| It is used.
        The offer is clear.| 38. The plan is not.| 39. Visits are.
        """,
    "quotes": """
        Staff say ‘we are heard.’| They stay.
        Staff say “we are heard.”| They stay.
        Staff say 'we are heard.'| They stay.
        Staff say "we are heard."| They stay.
        Staff say ‘we are heard’.| They stay.
        Staff ask ‘who decides?’| Nobody knows.
        Staff ask ‘who decides?’ and wait.
        Staff are heard.| ‘They listen’, said one.
        Staff are heard.| “They listen”, said one.
        Staff are heard.| 'They listen', said one.
        Staff are heard.| "They listen", said one.
        ‘They listen.| They act.’| So said a carer.
        It is ‘home.’|The carers agree.
        It is «home.»| The carers agree.
        Staff are heard.|‘They listen’, said one.
        """,
    "brackets": """
        Plans are late (see paragraph 3.)| The board knows.
        Plans are late (see paragraph 3).| The board knows.
        Plans are late [a third of them.]| The board knows.
        Plans are late.| (Some are lost.)| The board knows.
        Plans are late (is it known?)| The board acts.
        Staff (some of them new. all keen) stay.
        The rate is high (6%).|The target is low.
        Plans are late.| (Most of these are for children who have just come into care or moved.)| Good.
        """,
    "references after the stop": """
        Plans are late. (Recommendation)
        Plans are late. (Recommendation)| Visits are not.
        Plans are late. (Recommendation 6)| Visits are not.
        Plans are late. (recommendation)| Visits are not.
        Plans are late. (Recommendation.)| Visits are not.
        Plans are late. (Recommendation).| Visits are not.
        Plans are late. (Outcome 3, national framework)| Visits are not.
        Plans are late. (outcome 3, national framework)
        Plans are late. (page 9, paragraph 31)| Visits are not.
        Plans are late. (and so on
        Plans are late.| (Recommendation) was the heading.
        Plans are late (Outcome 3, national framework).| Visits are not.
        """,
    "ellipses": """
        She waited… and waited.
        She waited... and waited.
        She waited…| Nobody came.
        She waited...| Nobody came.
        … and so it went on.| Then it ended.
        ... Then it ended.| It did.
        ‘… They come when they can.’| One carer said so.
        """,
    "no space before a capital": """
        Staff listen to children.|The plans are clear.|All agree.
        Is it safe?|It is.
        It has fallen to 9%.|The pace is right.
        It is a slip .|The plan is right.
        It is a slip .| The plan is right.
        It is written in .NET and works.
        """,
    "footnote digits": """
        Work is shared by agencies.2| The board leads it.
        Work is shared by agencies.12| The board leads it.
        Work is shared by agencies.2|The board leads it.
        Work is shared by agencies.²| The board leads it.
        ‘Work is shared.’3| The board leads it.
        Work is shared (by all).4| The board leads it.
        It has run since 2016.5| The board leads it.
        It reached 45%.6| The board leads it.
        Work is shared by agencies2.| The board leads it.
        Work is shared by agencies.2
        Work is shared by agencies. 2
        Work is shared by agencies.2 and so on.
        What needs to improve? 4
        """,
    "websites and e-mails": """
        See www.example.org.uk for more.| It is free.
        See https://example.org/A.B?c=D.E for more.| It is free.
        Write to Jo.Reed@Example.Org.UK today.| It is free.
        Write to help@example.org.| It is free.
        See www.Example.Org.| It is free.
        Open report.pdf or example.gov.uk first.
        See example.Org/www.Example.Org for it.
        """,
    "bullets and dashes run into the text": """
        Plans are made.| • Visits are regular
        Plans are made.| \uf0b7 visits are regular
        Plans are made.| – Visits are regular.
        Plans are made – Visits are regular.
        Plans are made.| ■ Visits
        """,
}


def rows(table):
    return [row.strip() for row in table.strip().splitlines() if row.strip()]


ROWS = [(name, row) for name, table in CASES.items() for row in rows(table)]


def cut(text):
    return [text[start:end] for start, end in cut_sentences(text)]


def expected(row):
    return [piece.strip() for piece in row.split("|")]


@pytest.mark.parametrize(("rule", "row"), ROWS, ids=[f"{rule}: {row}" for rule, row in ROWS])
def test_case(rule, row):
    assert cut(row.replace("|", "")) == expected(row)


def test_there_are_many_cases():
    assert len(ROWS) >= 120


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        (" \n\t\u00a0", []),
        ("  Plans are late.  ", ["Plans are late."]),
        ("Overview\n\nPlans are late", ["Overview", "Plans are late"]),
        ("Overview\n \n\nplans are late", ["Overview", "plans are late"]),
        ("Plans are late.\n\nvisits are not", ["Plans are late.", "visits are not"]),
        ("Seen by Mr.\n\nHale", ["Seen by Mr.", "Hale"]),
        ("Plans\nare late. Visits\nare not.", ["Plans\nare late.", "Visits\nare not."]),
        ("Plans are late.\nVisits are not.", ["Plans are late.", "Visits are not."]),
        ("Plans are late. 4\n\nVisits", ["Plans are late. 4", "Visits"]),
        ("Plans are late.\u00a0Visits are not.", ["Plans are late.", "Visits are not."]),
        (".", ["."]),
        ("...", ["..."]),
        ("(.)", ["(.)"]),
        ("4", ["4"]),
    ],
)
def test_white_space_and_scraps(text, sentences):
    assert cut(text) == sentences


PARTS = """
    The plans children A J e.g Mr etc No 37 2016 1.5 a@b.Uk www.B.Cd (Recommendation) (page eX • .NET
    Child U.K . ? … ... ’ ‘ “ ” " ' ( ) [ ] - – , : 2 ²
""".split()
SPACES = [" ", " ", " ", "\n", "\n\n", "\u00a0", "\x1c"]
LIKELY = st.lists(st.sampled_from(PARTS + SPACES), max_size=25).map("".join)
TEXTS = LIKELY | st.text() | st.text(alphabet="aAiI1. ?…’‘()\n@")


@given(TEXTS)
@example("J. The. K. A. Reed. Then")
@example("A.(a) A.(B) A")
@example("x. 2. 3 (A) B")
def test_spans_are_ordered_and_cover_all_but_white_space(text):
    at = 0
    for start, end in cut_sentences(text):
        assert at <= start < end <= len(text)
        assert not regex.search(r"\S", text[at:start])
        assert regex.fullmatch(r"\S|\S.*\S", text[start:end], regex.DOTALL)
        at = end
    assert not regex.search(r"\S", text[at:])


@given(TEXTS)
@example("J. The. K. A. Reed. Then")
@example("A.(a) A.(B) A")
@example("x. 2. 3 (A) B")
def test_a_sentence_is_one_sentence(text):
    for sentence in cut(text):
        assert cut(sentence) == [sentence]


UNITS = [
    *["a", ".", "a.", "A.", ".A", ". ", "A. ", "a.Ba", "a.1 ", ".1", ".1,", "...", "…", "?!"],
    *[
        "'",
        ".'",
        "‘",
        "(",
        "a.(",
        "(.A",
        "a. (",
        "a. (b) ",
        "a. (Page ",
        "-. ",
        "a. - ",
        "• ",
        ".•",
    ],
    *[
        " ",
        "\n",
        "\n\n",
        "\n a",
        ".\n",
        "a\n \n",
        "a@",
        "a@B.C",
        "www.",
        "://",
        "a.B@",
        "1. ",
        "1.1",
    ],
    *[
        "J. ",
        "U.K. ",
        "Mr. ",
        "etc. ",
        "e.g.",
        "2016.2 ",
        "x .Ab",
        "\u00a0",
        "é",
        "É. ",
        "\U0001f600",
    ],
]


def seconds(text):
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        cut_sentences(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_not_faster(unit):
    """Sixteen times the text: 16 times the time if linear, 256 if quadratic."""
    small, large = (unit * (size // len(unit)) + "b" for size in (4_000, 64_000))
    assert seconds(large) < 80 * max(seconds(small), 0.0004)


@pytest.mark.parametrize("tail", ["b", "B", ". B", "(", "@"])
@pytest.mark.parametrize("run", [" ", ".", "(", "'", "- ", "1", "\n", "a"])
def test_long_runs_inside_a_sentence(run, tail):
    small, large = (f"He. A.{run * size}{tail}" for size in (4_000, 64_000))
    assert seconds(large) < 80 * max(seconds(small), 0.0004)


def data():
    path = find("findings/data/sentences.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_word_lists_that_come_with_the_library_are_right():
    rules = load_rules()
    assert rules.abbreviations["mr"] == "never_end"
    assert rules.abbreviations["no"] == "before_number"
    assert rules.abbreviations["etc"] == "may_end"
    assert "child" in rules.labels
    assert rules.starters.isdisjoint({"Smith", "A"})


@pytest.mark.parametrize("word", sorted(load_rules().abbreviations))
def test_every_abbreviation_is_one_before_lower_case_and_a_digit(word):
    assert len(cut(f"They met {word}. as planned.")) == 1
    assert len(cut(f"They met {word}. 5 as planned.")) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"never_end": None}, "expected"),
        ({"more": ["x"]}, "expected"),
        ({"labels": []}, "must be a list"),
        ({"labels": "child"}, "must be a list"),
        ({"may_end": ["etc."]}, "not a word"),
        ({"may_end": [5]}, "not a word"),
        ({"may_end": ["two words"]}, "not a word"),
        ({"may_end": ["Etc"]}, "lower case"),
        ({"may_end": ["etc", "etc"]}, "twice"),
        ({"may_end": ["mr"]}, "'mr'"),
    ],
)
def test_wrong_word_lists_are_refused(change, message):
    lists = copy.deepcopy(data()) | change
    lists = {name: words for name, words in lists.items() if words is not None}
    with pytest.raises(DataError, match=message):
        read_rules(lists)
