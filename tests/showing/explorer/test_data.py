"""What the page knows: summaries, facts with their words, roads; and how it travels."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from builders.invented import mined

from ofstedmine.records import Person
from ofstedmine.showing.explorer.data import entry, pack, page_data, seen
from ofstedmine.showing.explorer.names import without_names
from ofstedmine.showing.explorer.offsets import Offsets
from ofstedmine.showing.explorer.source import Mined
from ofstedmine.showing.explorer.summary import intervals


def unpacked(packed):
    return json.loads(zlib.decompress(base64.b64decode(json.loads(packed)["deflated"]), -15))


def units(text, start, end):
    """Return a slice as a browser makes it."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def first(data, name):
    found = [one for one in data["letters"] if name in one["who"]]
    return min(found, key=lambda one: one["first"])


def test_a_letter_is_summed_up(data):
    letter = first(data, "Northmoor")
    assert letter["kind"] == "focused_visit"
    assert letter["days"] == "2 and 3 May 2023"
    assert letter["regions"] == ["North East"]
    assert letter["areas"] == ["the front door"]
    assert letter["year"] == 2023
    assert letter["n"] == sum(letter["counts"]) == 4
    assert "machine-tagged, unreviewed" in letter["by"]
    assert not letter["validated"]


def test_summaries_name_no_person(data):
    for letter in data["letters"]:
        summary = {name: value for name, value in letter.items() if name != "detail"}
        assert "Ferrymoor" not in json.dumps(summary)


def test_few_findings_have_no_interval(data):
    assert first(data, "Northmoor")["around"] is None
    assert first(data, "Aldermere")["around"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 0, 0, 0], [[72, 100], [0, 28], [0, 28], [0, 28]]),
        ([9, 0, 0, 0], None),
        ([0, 0, 0, 0], None),
    ],
)
def test_intervals(counts, expected):
    assert intervals(counts) == expected


def test_facts_lead_to_their_words(data):
    letter = first(data, "Aldermere")
    facts = {
        pointer: [units(letter["detail"]["text"], start, end) for start, end, _ in spans]
        for _, rows in letter["detail"]["facts"]
        for _, _, pointer, spans, _ in rows
    }
    assert any("first monitoring visit" in words.lower() for words in facts["/visit/number"])
    assert facts["/areas_covered/0"] == ["the quality of plans"]
    assert any("4 and 5 June 2019" in words for words in facts["/visit/periods/0"])


def test_findings_are_slices_of_the_text(data, pairs):
    for letter, record in pairs:
        detail = next(one for one in data["letters"] if one["id"] == letter.sha256[:16])["detail"]
        found = [units(detail["text"], row[1], row[2]) for row in detail["findings"]]
        assert [" ".join(text.split()) for text in found] == [one.text for one in record.findings]


def test_case_studies_are_not_counted(data):
    detail = first(data, "Aldermere")["detail"]
    kinds = {(row[6], row[7]) for row in detail["findings"]}
    assert ("findings", 1) in kinds
    assert ("case_study", 0) in kinds


def test_offsets_are_those_of_a_browser():
    text = "a😀b𝒳c"
    at = Offsets(text)
    for i, sign in enumerate(text):
        assert units(text, at(i), at(i + 1)) == sign


def test_a_letter_beyond_the_basic_plane_keeps_its_places():
    letter, record = mined(
        "# Focused visit to Northmoor children's services 😀😀\n\n## Findings\n\n"
        "Plans 😀 are clear.\n\nSupervision is not regular.\n"
    )
    detail = entry("k", letter, record)["detail"]
    assert [units(detail["text"], row[1], row[2]) for row in detail["findings"]] == [
        "Plans 😀 are clear.",
        "Supervision is not regular.",
    ]


def test_a_road_breaks_where_letters_differ(data):
    gaps = [gap for _, gap in data["roads"]["Aldermere"]]
    assert gaps == [None, None, "the visits looked at different areas"]
    days = {one["id"]: one["first"] for one in data["letters"]}
    order = [days[key] for key, _ in data["roads"]["Aldermere"]]
    assert order == sorted(order)


def test_authorities_stand_by_the_alphabet(data):
    assert data["about"]["options"]["authority"] == [
        ["Aldermere", 3],
        ["Northmoor", 1],
        ["Wexcombe", 1],
    ]
    assert list(data["roads"]) == ["Aldermere", "Northmoor", "Wexcombe"]


def test_packed_data_comes_back_and_ends_no_script():
    hostile = {"text": "</script><script>alert(1)</script><!-- & ]]> \u2028 😀"}
    packed = pack(hostile)
    assert unpacked(packed) == hostile
    assert not set("<>&\u2028") & set(packed)


def test_what_steers_a_page_becomes_a_picture():
    text = "a\x00b\x1b[31mc\u202ed\ud800e\x7f"
    shown = seen({"text": text})["text"]
    assert len(shown) == len(text)
    assert not set("\x00\x1b\u202e\ud800\x7f") & set(shown)


def test_the_order_of_letters_changes_nothing(pairs, data):
    turned = page_data(Mined(pairs[::-1], "invented"), "invented")
    assert pack(turned) == pack(data)


def test_names_can_be_covered_and_places_stay(pairs):
    letter, record = pairs[0]
    plain, covered = (entry("k", letter, record, names=names) for names in (True, False))
    said = json.dumps(covered, ensure_ascii=False)
    for word in ("Rosalind", "Ferrymoor", "Quennell"):
        assert word in json.dumps(plain)
        assert word not in said
    assert "Dear Mrs ▒▒▒▒▒▒▒▒" in covered["detail"]["text"]
    assert len(covered["detail"]["text"]) == len(plain["detail"]["text"])
    assert covered["detail"]["findings"] == plain["detail"]["findings"]
    labels = {row[0] for _, rows in covered["detail"]["facts"] for row in rows}
    assert not labels & {"Inspectors", "Addressed to", "Signed by"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kent is large. Ms Anna Kent and Mrs Kent agree.", "Kent is large. Ms ▒▒▒▒ ▒▒▒▒ and Mrs ▒▒▒▒ agree."),
        ("Anna\nKent signs; Annan Kentish does not.", "▒▒▒▒\n▒▒▒▒ signs; Annan Kentish does not."),
        ("Dr. A. Kent came.", "Dr. ▒. ▒▒▒▒ came."),
        ("Anna Kent’s letter, Mr Kent's reply", "▒▒▒▒ ▒▒▒▒’s letter, Mr ▒▒▒▒'s reply"),
        ("Dear Mrs Von Hale\n\nThis letter", "Dear Mrs ▒▒▒ ▒▒▒▒\n\nThis letter"),
        ("Dear Director\n\nAnna, Kent", "Dear Director\n\nAnna, Kent"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_surname_is_covered_after_a_title(pairs, text, expected):
    record = pairs[0][1].model_copy(update={"addressees": [Person(name="Anna Kent")]})
    assert without_names([text], record) == [expected]
