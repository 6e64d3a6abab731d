"""What a file is told to be, and how what is no letter is refused."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.reading import Limits, read

HTML_PAGE = "<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"Dear Ms Archer\n\nPlans are good.\n", "text/plain"),
        (b"## Overview\n\nPlans are good.\n", "text/markdown"),
        (b"Contact **T** 0300 000 0000\n", "text/markdown"),
        (b"<!doctype html><p>Plans are good.</p>", "text/html"),
        (b"  \n<html><body>Plans are good.", "text/html"),
        (b"<?xml version='1.0'?><html><p>Plans are good.</p></html>", "text/html"),
        (b"<p>Plans</p><p>are</p><p>good</p>", "text/html"),
        (b"Fewer than <20 children> were seen.", "text/plain"),
        (b"5 * 3 = 15 and a_b_c stay as they are.", "text/plain"),
    ],
)
def test_type_is_told_by_content(data: bytes, media_type: str) -> None:
    assert read(data, uri="letter.pdf").media_type == media_type


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "empty", "no bytes"),
        (b" \n\t\n", "empty", "no words"),
        ("\ufeff\u200b".encode(), "empty", "no words"),
        (b"<html><body><script>var words = 1;</script></body></html>", "empty", "no words"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "unsupported", "OCR"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "unsupported", "JPEG"),
        (b"{\\rtf1 Dear Ms Archer}", "unsupported", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported", ".doc"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            "password",
        ),
        (zipped(letter_DOT_txt=b"Dear Ms Archer"), "unsupported", "ZIP"),
        (zipped(xl__workbook_DOT_xml=b"<workbook/>"), "unsupported", "spreadsheet"),
        (zipped(ppt__presentation_DOT_xml=b"<p/>"), "unsupported", "presentation"),
        (zipped(content_DOT_xml=b"<office/>"), "unsupported", "OpenDocument"),
        (b"PK\x03\x04" + b"rubbish" * 20, "corrupt", "DOCX or ZIP"),
        (bytes(range(1, 9)) * 200, "unsupported", "binary"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "unsupported", "MHTML"),
        (
            HTML_PAGE.format(title="Report not found", body="<h1>Report not found</h1>").encode(),
            "html_error_page",
            "Report not found",
        ),
        (
            HTML_PAGE.format(title="Northmoor intranet", body="<h1>Sign in to go on</h1>").encode(),
            "html_error_page",
            "Northmoor intranet",
        ),
        (
            HTML_PAGE.format(title="Northmoor", body="<p>Please enable JavaScript.</p>").encode(),
            "html_error_page",
            "Northmoor",
        ),
    ],
)  # fmt: skip
def test_what_is_no_letter_says_why(data: bytes, reason: str, words: str) -> None:
    with pytest.raises(om.UnreadableLetter, match=words) as caught:
        read(data)
    assert caught.value.reason == reason


def test_page_with_a_letter_is_no_error_page() -> None:
    body = (
        "<p>Dear Ms Archer</p><p>This letter summarises the findings of the visit.</p>"
        "<p>Yours sincerely</p>"
    )
    letter = read(HTML_PAGE.format(title="Error 404", body=body).encode())
    assert next(b.text for b in letter.body()) == "Dear Ms Archer"


@pytest.mark.parametrize(
    "data",
    [
        "Léa O’Neill – café".encode(),
        b"\xef\xbb\xbf" + "Léa O’Neill – café".encode(),
        "Léa O’Neill – café".encode("cp1252"),
        "Léa O’Neill – café".encode("utf-16"),
        "Léa O’Neill – café".encode("utf-16-be"),
        b"\xff\xfe\0\0" + "Léa O’Neill – café".encode("utf-32-le"),
        "Le\u0301a O’Neill – cafe\u0301".encode(),
        "Léa\u00a0O’Neill\u2009–\u200b café".encode(),
        "Léa O’Neill – café".encode().decode("cp1252").encode(),
        "Léa O\x92Neill \x96 café".encode(),
    ],
)
def test_encodings_and_mangled_text_read_alike(data: bytes) -> None:
    assert read(data).text == "Léa O’Neill – café"


def test_html_charset_is_used_where_bytes_do_not_tell() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>'
    assert read(page.encode("iso-8859-2")).text == "Łódź"


def test_paths_file_objects_and_their_names(tmp_path: Path) -> None:
    path = tmp_path / "letter.bin"
    path.write_bytes(b"Plans are good.")
    assert read(path).uri == str(path)
    assert read(str(path)).text == "Plans are good."
    with path.open("rb") as file:
        assert read(file, uri="mine").uri == "mine"
    assert read(io.BytesIO(b"Plans are good.")).bytes == 15


def test_wrong_paths_are_plain_os_errors(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.pdf")
    with pytest.raises(IsADirectoryError, match="folder"):
        read(tmp_path)
    with pytest.raises(FileNotFoundError, match="give its bytes"):
        read("Dear Ms Archer\n\nPlans are good.")


def test_error_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "nothing.txt"
    path.touch()
    with pytest.raises(om.UnreadableLetter) as caught:
        read(path)
    assert caught.value.uri == str(path)


def test_limits_hold() -> None:
    with pytest.raises(om.UnreadableLetter, match="bytes") as caught:
        read(b"word " * 100, limits=Limits(max_file_bytes=99))
    assert caught.value.reason == "too_large"

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 1001
            return b"x" * size

    with pytest.raises(om.UnreadableLetter):
        read(Endless(), limits=Limits(max_file_bytes=1000))
    with pytest.raises(om.UnreadableLetter, match="characters"):
        read(b"word " * 100, limits=Limits(max_characters=99))
    with pytest.raises(ValueError, match="max_pages"):
        Limits(max_pages=0)


@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"%PDF-1.7")
@example("\ud800".encode("utf-16-le", "surrogatepass"))
def test_any_bytes_give_a_letter_or_unreadable(data: bytes) -> None:
    try:
        letter = read(data)
    except om.UnreadableLetter:
        return
    for block in letter.blocks:
        assert letter.text[block.start : block.end] == block.text
        assert " ".join(block.text.split()) == block.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "A" * 10_000_000,
        "-" * 1_000_000,
        "*" * 1_000_000,
        "#" * 1_000_000,
        "[" * 300_000,
        "<" * 1_000_000,
        "&" * 1_000_000,
        "**a " * 250_000,
        "[a](" * 250_000,
        "a_" * 500_000,
        "| " * 300_000,
        "• " * 300_000,
        "1. " * 300_000,
        "Dear Mr " * 100_000,
        "Overview A. " * 50_000,
        "a@" * 500_000,
        "House, A " * 100_000,
        "a\n\n" * 100_000,
        "multi-\n" * 100_000,
        "2\n\n" * 50_000,
        "1 May 2020 " * 50_000,
        "\f" * 100_000 + "a",
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_hostile_text_is_read_in_seconds(text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(om.UnreadableLetter):
        read(text.encode())
    assert time.process_time() - start < 10
