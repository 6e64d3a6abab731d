"""A letter in the terminal: every word of it, with findings and evidence marked."""

import pytest

import ofstedmine as om
from ofstedmine.reading.letter import Block, Letter, PageInfo, assemble
from ofstedmine.showing.letter_text import letter_text


def made(*blocks, pages=0):
    return Letter(
        assemble(list(blocks)),
        list(blocks),
        [PageInfo(number) for number in range(1, pages + 1)],
        "text/plain",
        "ab" * 32,
        1,
        "text",
    )


def plainly(letter, record, shown, **options):
    return " ".join(shown(*letter_text(letter, record, plain=True, **options)).split())


def test_signs_mark_findings_and_evidence(letter, record, shown):
    text = plainly(letter, record, shown)
    assert "⟦finding⟧ _evidence of a fact_" in text
    assert "⟦Social workers know their children well.⟧" in text
    assert "_14 July 2024_" in text
    assert "_Rhona Vale_" in text


def test_colours_mark_them_in_a_terminal(letter, record, shown):
    text = shown(*letter_text(letter, record), colour=True)
    assert "⟦" not in text
    assert "\x1b[" in text


def test_every_word_is_there_in_order(letter, record, shown):
    text = plainly(letter, record, shown)
    unmarked = text.translate({ord(sign): None for sign in "⟦⟧_"})
    at = 0
    for word in letter.text.split():
        at = unmarked.index(word, at)


def test_mark_up_in_the_letter_is_text(letter, record, shown):
    assert "Plans remain [bold]too long[/bold]." in plainly(letter, record, shown)


def test_controls_in_the_letter_are_pictures(record, shown):
    letter = made(Block("paragraph", "a\x1b[31mb\x9b\u202ec"))
    record.findings, record.evidence = [], {}
    assert "a␛[31mb\ufffd\ufffdc" in plainly(letter, record, shown)


def test_margin_numbers_are_those_of_findings(letter, record, shown):
    lines = shown(*letter_text(letter, record, plain=True)).splitlines()
    finding = record.findings[0]
    line = next(line for line in lines if finding.text[:20] in line)
    assert line.split()[0] == str(finding.paragraph)


def test_one_page_of_several(record, shown):
    block = Block("paragraph", "It goes on over the page.", page=1)
    block.breaks = ((block.text.index("over"), 2),)
    letter = made(Block("heading", "One", page=1), block, Block("bullet", "Two", page=2), pages=2)
    record.findings, record.evidence = [], {}
    assert "page 1" in plainly(letter, record, shown)
    second = plainly(letter, record, shown, page=2)
    assert "over the page." in second
    assert "Two" in second
    assert "One" not in second
    assert "It goes on" not in second
    with pytest.raises(LookupError, match="pages 1 to 2"):
        list(letter_text(letter, record, page=3))


def test_a_letter_without_pages_has_no_page_to_show(letter, record):
    with pytest.raises(LookupError, match="no pages"):
        list(letter_text(letter, record, page=1))


def test_a_table_keeps_its_rows(record, shown):
    cells = [
        Block("table_cell", text, table=0, row=row, column=column)
        for row, texts in enumerate([("Judgement", "Grade"), ("Overall effectiveness", "Good")])
        for column, text in enumerate(texts)
    ]
    record.findings, record.evidence = [], {}
    lines = shown(*letter_text(made(*cells), record, plain=True)).splitlines()
    assert any("Overall effectiveness" in line and "Good" in line for line in lines)


def test_marks_that_overlap_and_touch(record, shown):
    letter = made(Block("paragraph", "abcdefgh"))
    record.evidence = {}
    one, two = record.findings[0], record.findings[1]
    record.findings = [
        one.model_copy(update={"start": 0, "end": 4}),
        two.model_copy(update={"start": 4, "end": 8}),
    ]
    assert "⟦abcd⟧⟦efgh⟧" in plainly(letter, record, shown)
    record.findings = [
        one.model_copy(update={"start": 0, "end": 5}),
        two.model_copy(update={"start": 3, "end": 8}),
    ]
    assert "⟦abcdefgh⟧" in plainly(letter, record, shown)


def test_real_formats_show(shown):
    letter = om.read(b"# Overview\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n")
    text = plainly(letter, om.parse(letter), shown)
    for word in ("Overview", "one", "two", "d"):
        assert word in text
