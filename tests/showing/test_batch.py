"""Tables of letters and failures; files that appear whole or not at all."""

import os

import pytest

from ofstedmine.errors import DataError
from ofstedmine.records import Failure, Inspector
from ofstedmine.showing.batch import failures_text, letters_table
from ofstedmine.showing.files import RecordLines, letters_in, matching, read_records, writing


def test_a_line_a_letter_at_80_columns(record, shown):
    record.inspectors = [Inspector(name=f"Marguerite Farnborough {n}") for n in "ABCDE"]
    record.findings = record.findings * 300
    text = shown(letters_table([record, record]))
    assert max(map(len, text.splitlines())) <= 80
    for words in ("Northmoor", "monitoring", "4 and 5 June", "Marguerite", "and 3 more"):
        assert words in text
    assert [line.split()[-1] for line in text.splitlines() if "600" in line] == ["600", "600"]


def test_file_names_where_there_is_room(record, shown):
    assert "northmoor.txt" not in shown(letters_table([record]))
    assert "northmoor.txt" in shown(letters_table([record], wide=True), width=120)


def test_failures_in_words_with_names_on_one_line(shown):
    failures = [
        Failure(uri="a\nb\x1b[31m.pdf", reason="empty", message="no bytes"),
        Failure(uri="c.pdf", reason="corrupt", message="[red]cut off[/red]"),
    ]
    text = shown(failures_text(failures))
    assert "2 files could not be read" in text
    assert "a␊b␛[31m.pdf" in text
    assert "[red]cut off[/red]" in text


def test_folders_give_letters_by_suffix_and_name(tmp_path):
    for name in ("b.PDF", "a.txt", ".hidden.txt", "data.csv", "sub/c.docx", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in letters_in(tmp_path)]
    assert found == ["a.txt", "b.PDF", "sub/c.docx"]


def test_a_name_with_signs_of_a_pattern_is_a_name(tmp_path):
    path = tmp_path / "letter[1].txt"
    path.write_text("x")
    assert matching(path) == [path]
    assert matching(tmp_path / "*.txt") == [path]
    assert matching(tmp_path / "*.pdf") == [tmp_path / "*.pdf"]


def test_a_file_appears_whole(tmp_path):
    path = tmp_path / "out"
    with writing(path) as file:
        file.write(b"all")
        assert not path.exists()
    assert path.read_bytes() == b"all"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_or_not_at_all(tmp_path, error):
    path = tmp_path / "out"
    path.write_bytes(b"before")

    def write_half():
        with writing(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write_half()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_records_there_and_back(record, tmp_path):
    path = tmp_path / "records.jsonl"
    with RecordLines(path) as lines:
        lines.write(record)
        lines.write(record)
    assert list(read_records(path)) == [record, record]


def test_a_name_of_any_bytes_goes_there_and_back(record, tmp_path):
    record.source = record.source.model_copy(update={"uri": os.fsdecode(b"a\xff.pdf")})
    path = tmp_path / "records.jsonl"
    with RecordLines(path) as lines:
        lines.write(record)
    assert b"\\udcff" in path.read_bytes()


def test_a_line_that_is_no_record_says_where(record, tmp_path):
    path = tmp_path / "records.jsonl"
    with RecordLines(path) as lines:
        lines.write(record)
    with path.open("ab") as file:
        file.write(b'{"kind": "poem"}\n')
    with pytest.raises(DataError, match="line 2: no record"):
        list(read_records(path))
