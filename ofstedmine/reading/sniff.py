"""What a file is, told by its content: a name says little once a letter was saved by hand."""

from __future__ import annotations

from io import BytesIO
from typing import Literal, NoReturn
from zipfile import BadZipFile, ZipFile

import regex

from ofstedmine.errors import UnreadableLetter

Kind = Literal["pdf", "docx", "html", "markdown", "text"]

PDF_WITHIN = 1024  # readers accept rubbish before the mark within the first kilobyte
WORD_PART = "word/document.xml"
EXPORT = "open it in the program that made it and save it as PDF, DOCX or plain text"
OCR = "recognise its text with OCR and save it as PDF"

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG image", OCR),
    (b"\xff\xd8\xff", "a JPEG image", OCR),
    (b"GIF8", "a GIF image", OCR),
    (b"II*\0", "a TIFF image", OCR),
    (b"MM\0*", "a TIFF image", OCR),
    (b"{\\rtf", "an RTF document", EXPORT),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first"),
    (b"SQLite format 3\0", "an SQLite database", "give the letter itself"),
    (b"PAR1", "a Parquet file", "give the letter itself"),
    (b"\x7fELF", "a program", "give the letter itself"),
    (b"%!PS", "a PostScript document", EXPORT),
)
ZIP_MEMBERS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "a spreadsheet (XLSX)", "give the letter itself"),
    ("xl/workbook.bin", "a spreadsheet (XLSB)", "give the letter itself"),
    ("ppt/presentation.xml", "a presentation (PPTX)", EXPORT),
    ("content.xml", "an OpenDocument file", EXPORT),
    ("META-INF/container.xml", "an e-book (EPUB)", EXPORT),
)
HTML = regex.compile(
    r"""\s*+(?:<!--.*?-->\s*+|<\?xml[^>]*+>\s*+)*+
    <(?:!doctype\s++html|html|head|body|title|meta|article|main|div|section|p|h[1-6]|table|ul|ol
      |span|script|style|link|header|nav|center|font|br)\b""",
    regex.I | regex.X | regex.S,
)
TAG = regex.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|span|strong|article)\b[^<>]*+>", regex.I
)
MIME = regex.compile(r"(?:From|MIME-Version|Received|Date|Subject|Content-Type): ")
MARKDOWN = regex.compile(
    r"""^(?:\#{1,6}[ ]+\S | [*_]{2}\S.*[*_]{2}[^\S\n]*+$ | \[\^\w{1,9}\]:[ ]
      | \|?(?:\s{0,99}+:?-{3,}+:?\s{0,99}+\|)+)
      | \*\*[^\s*][^*\n]{0,200}\*\* | !?\[[^\]\n]{1,300}\]\((?:https?:|mailto:|/|\#)[^)\s]*\)""",
    regex.M | regex.X,
)


def refuse(what: str, remedy: str) -> NoReturn:
    """Raise `UnreadableLetter` for a type of file that is not read."""
    raise UnreadableLetter("unsupported", f"this is {what}; {remedy}")


def binary_kind(data: bytes) -> Literal["pdf", "docx"] | None:
    """Return the kind of a binary file that is read, None for text; raise for every other."""
    if b"%PDF-" in data[: PDF_WITHIN + 4]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableLetter("encrypted", "a document with a password; save a copy without")
        refuse("an old Office document (.doc, .xls)", "save it as DOCX or PDF")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        refuse("a WebP image", OCR)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        refuse("a BMP image", OCR)
    if data[4:8] == b"ftyp":
        refuse("an image or a film (HEIC, AVIF, MP4)", OCR)
    for magic, what, remedy in MAGIC:
        if data.startswith(magic):
            refuse(what, remedy)
    return None


def _zip_kind(data: bytes) -> Literal["docx"]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        detail = f"it starts like a DOCX or ZIP file and cannot be opened ({error})"
        raise UnreadableLetter("corrupt", detail) from error
    if WORD_PART in names:
        return "docx"
    for member, what, remedy in ZIP_MEMBERS:
        if member in names:
            refuse(what, remedy)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        raise UnreadableLetter("corrupt", f"a Word document without its {WORD_PART}")
    refuse("a ZIP archive", "unpack it and give the letter inside")


def text_kind(text: str) -> Literal["html", "markdown", "text"]:
    """Return what decoded text is written in.

    Examples
    --------
    >>> text_kind("## **Overview**")
    'markdown'
    >>> text_kind("Overview")
    'text'
    """
    head = text[:50_000].lstrip("\ufeff \t\r\n\f")
    if MIME.match(head) and "multipart/" in head[:4000]:
        refuse(
            "a saved e-mail or web archive (MHTML)", "save the letter itself, or the page as HTML"
        )
    if HTML.match(head):
        return "html"
    tags = len(TAG.findall(head))
    if tags >= 4 and tags * 200 > len(head):  # a fragment of a page, cut out somewhere
        return "html"
    return "markdown" if MARKDOWN.search(text[:200_000]) else "text"
