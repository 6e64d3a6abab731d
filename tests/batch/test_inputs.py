"""What is found to be mined, whatever names, links and archives there are."""

from __future__ import annotations

import os
import sys
import zipfile

import pytest
from datasets import mine, text_of, write_letters

from ofstedmine.batch.inputs import find_inputs, hash_of, listed
from ofstedmine.errors import UnreadableLetter
from ofstedmine.reading import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="names of bytes, links and pipes")


def names(*sources, **options):
    return [os.path.relpath(one.uri, options.get("under")) for one in find_inputs(sources).inputs]


@pytest.fixture
def folder(tmp_path):
    write_letters(tmp_path / "a", 2)
    write_letters(tmp_path / "a" / "b", 1, start=3)
    return tmp_path / "a"


def test_folders_to_the_bottom_without_what_is_no_letter(folder):
    (folder / ".hidden.txt").write_text("x")
    (folder / "~$letter.docx").write_text("x")
    (folder / "table.csv").write_text("x")
    (folder / "50012345").write_bytes(b"%PDF-1.7 and so on")
    (folder / "LICENSE").write_text("x")
    found = find_inputs([folder])
    assert names(folder, under=folder) == [
        "50012345",
        "b/letter3.txt",
        "letter1.txt",
        "letter2.txt",
    ]
    assert found.others == {".csv": 1, "": 1}


def test_patterns_and_names_each_once(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert names("*.txt", "letter1.txt", folder, under=folder) == [
        "b/letter3.txt",
        "letter1.txt",
        "letter2.txt",
    ]
    assert names("**/*3.txt", under=folder) == ["b/letter3.txt"]


def test_what_is_named_is_read_whatever_its_name(folder):
    (folder / "letter.text").write_text(text_of(9))
    assert names(folder / "letter.text", under=folder) == ["letter.text"]


@posix
def test_links_that_go_in_circles(folder, tmp_path):
    (folder / "b" / "up").symlink_to(folder)
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "nowhere.txt").symlink_to("no such file")
    (tmp_path / "linked").symlink_to(folder / "b")
    assert names(folder, under=folder) == [
        "b/letter3.txt",
        "letter1.txt",
        "letter2.txt",
        "nowhere.txt",
        "round.txt",
    ]
    by_link = [name for name in names(tmp_path / "linked", under=tmp_path) if "letter" in name]
    assert by_link == ["linked/letter3.txt", "linked/up/letter1.txt", "linked/up/letter2.txt"]
    dataset = mine(folder, tmp_path / "out")
    assert len(dataset) == 3
    assert list(dataset.failures().reason) == ["cannot_open"] * 2


@posix
def test_odd_names(tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    odd = [
        b"new\nline.txt",
        "\N{SLIGHTLY SMILING FACE}.txt".encode(),
        b"let\xffter.txt",
        b"n" * 246 + b".txt",
        b"a!b.txt",
        b"-o.txt",
    ]
    for number, name in enumerate(odd):
        (folder / os.fsdecode(name)).write_text(text_of(number))
    dataset = mine(folder, tmp_path / "out")
    assert len(dataset) == len(odd)
    files = set(dataset.sources().file)
    assert {"new\nline.txt", "let\\udcffter.txt", "a!b.txt"} <= files
    assert len(mine(folder, tmp_path / "out", prune=True)) == len(odd)


@posix
def test_a_pipe_is_refused_unopened(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    dataset = mine(tmp_path / "pipe.pdf", tmp_path / "out")
    assert list(dataset.failures().reason) == ["unsupported"]


def test_lists():
    assert listed(b"a b.pdf\r\nc.pdf\n\n") == ["a b.pdf", "c.pdf"]
    assert listed(b"a\nb.pdf\0c.pdf\0") == ["a\nb.pdf", "c.pdf"]


class TestArchives:
    @pytest.fixture
    def archive(self, tmp_path):
        path = tmp_path / "letters.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("2024/letter1.txt", text_of(1))
            opened.writestr("../../outside.txt", text_of(2))
            opened.writestr("/etc/absolute.txt", text_of(3))
            opened.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
            opened.writestr("__MACOSX/._letter1.txt", b"x")
            opened.writestr("table.csv", b"x")
            opened.writestr("empty/", b"")
        return path

    def test_no_name_leaves_it(self, archive, tmp_path):
        below = tmp_path / "x" / "y"
        dataset = mine(archive, below / "out")
        assert sorted(str(record.visit.dates[0]) for record in dataset) == [
            "2024-06-02",
            "2024-06-03",
            "2024-06-04",
        ]
        assert dataset.failures()[["file", "reason"]].values.tolist() == [
            ["inner.zip", "unsupported"]
        ]
        assert {path.name for path in tmp_path.iterdir()} == {"letters.zip", "x"}
        assert [path.name for path in below.iterdir()] == ["out"]
        uris = set(dataset.sources().uri)
        assert f"{archive}!2024/letter1.txt" in uris
        assert f"{archive}!../../outside.txt" in uris
        records = {record.source.uri for record in dataset}
        assert f"{archive}!../../outside.txt" in records

    def test_letters_that_leave_it_are_gone(self, archive, tmp_path):
        assert len(mine(tmp_path, tmp_path / "out")) == 3
        with zipfile.ZipFile(archive, "w") as opened:
            opened.writestr("2024/letter1.txt", text_of(1))
        assert len(mine(tmp_path, tmp_path / "out", prune=True)) == 1
        archive.unlink()
        write_letters(tmp_path, 1, start=9)
        assert len(mine(tmp_path, tmp_path / "out", prune=True)) == 1

    def test_one_that_inflates_a_thousandfold(self, tmp_path):
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("bomb.txt", b"0" * 50_000_000)
        assert path.stat().st_size < 100_000
        dataset = mine(path, tmp_path / "out")
        assert list(dataset.failures().reason) == ["too_large"]

    def test_a_member_that_inflates_among_others_that_do_not(self, tmp_path):
        path = tmp_path / "mixed.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("bomb.txt", b"0" * 20_000_000)
            opened.writestr("noise.bin", os.urandom(200_000))
            opened.writestr("letter.txt", text_of(1))
        dataset = mine(path, tmp_path / "out")
        assert len(dataset) == 1
        assert dataset.failures()[["file", "reason"]].values.tolist() == [["bomb.txt", "too_large"]]

    def test_one_that_lies_about_sizes(self, tmp_path):
        path = tmp_path / "liar.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("bomb.txt", b"0" * 20_000_000)
        data = path.read_bytes()
        lie = (20_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
        path.write_bytes(data.replace(*lie))
        dataset = mine(path, tmp_path / "out")
        assert list(dataset.failures().reason) == ["corrupt"]

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"no archive"])
    def test_damaged_ones(self, tmp_path, data):
        path = tmp_path / "damaged.zip"
        path.write_bytes(data)
        assert list(mine(path, tmp_path / "out").failures().reason) == ["corrupt"]

    def test_a_password(self, tmp_path):
        path = tmp_path / "secret.zip"
        with zipfile.ZipFile(path, "w") as opened:
            opened.writestr("letter.txt", text_of(1))
        data = bytearray(path.read_bytes())
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(data)
        assert list(mine(path, tmp_path / "out").failures().reason) == ["encrypted"]

    def test_one_name_twice(self, tmp_path):
        path = tmp_path / "twice.zip"
        with zipfile.ZipFile(path, "w") as opened:
            opened.writestr("letter.txt", text_of(1))
            with pytest.warns(UserWarning, match="Duplicate name"):
                opened.writestr("letter.txt", text_of(2))
        assert len(mine(path, tmp_path / "out")) == 2


def test_a_file_that_is_too_large_is_not_read_whole(folder):
    [one] = find_inputs([folder / "letter1.txt"]).inputs
    with pytest.raises(UnreadableLetter, match="too_large"):
        hash_of(one, Limits(max_file_bytes=10))
