"""Tagged PDF as councils make it: a DOCX that LibreOffice has converted.

LibreOffice runs in a profile of its own with the project's fonts only, so that what is installed on
a machine does not show in the file. What it stamps into every file (times, identifier, checksum) is
then set to values that follow from the source. It writes the embedded fonts in the order of their
addresses in memory, which no setting changes: it is asked again until they come in their own order.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from corpus.render import docx
from corpus.render.document import Document

_FONTS = Path(__file__).resolve().parent.parent / "fonts"
_FONT = "DejaVu Sans Condensed"
_FONTCONFIG = (
    '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
    "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>\n"
)
_EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_TIME = re.compile(rb"(?<=Date\(D:)\d{14}[^)]*(?=\))")
_ID = re.compile(rb"(?<=/ID )\[ <[0-9A-F]{32}>\s<[0-9A-F]{32}> \]")
_FONTS_USED = re.compile(rb"<<((?:/F\d+ \d+ 0 R\s?)+)>>")
_FONT_OBJECT = re.compile(rb"/F\d+ (\d+) 0 R")
_TRIES = 40
_CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")


def program() -> str | None:
    """Return where LibreOffice is, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write(document: Document) -> bytes:
    """Return a document as a PDF file that LibreOffice wrote."""
    soffice = program()
    if soffice is None:
        raise RuntimeError("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    document = replace(document, layout={"font": _FONT, **document.layout})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(
            _FONTCONFIG.format(fonts=_FONTS, cache=folder / "cache"), encoding="utf-8"
        )
        (folder / "letter.docx").write_bytes(docx.write(document))
        for _ in range(_TRIES):
            data = _convert(soffice, folder)
            if _in_order(data):
                return _fixed(data, document)
    raise RuntimeError(f"LibreOffice wrote no fonts in their order in {_TRIES} tries")


def _convert(soffice: str, folder: Path) -> bytes:
    """Return what LibreOffice makes of ``letter.docx`` in a folder."""
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            _EXPORT,
            "--outdir",
            str(folder),
            str(folder / "letter.docx"),
        ],
        env={
            **os.environ,
            "FONTCONFIG_FILE": str(folder / "fonts.conf"),
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
        },
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "letter.pdf").read_bytes()


def _in_order(data: bytes) -> bool:
    """Tell whether the first font used is the first in the file, and so on."""
    used = _FONTS_USED.search(data)
    numbers = [int(number) for number in _FONT_OBJECT.findall(used[1])] if used else []
    return numbers == sorted(numbers)


def _fixed(data: bytes, document: Document) -> bytes:
    """Set what differs from run to run; every value keeps its length, so that no offset moves."""
    mark = hashlib.md5(document.name.encode(), usedforsecurity=False).hexdigest().upper().encode()
    stamp = f"{document.dated:%Y%m%d}090000Z".encode()
    data = _TIME.sub(lambda found: (stamp + b"'00'00'"[: len(found[0])])[: len(found[0])], data)
    data = _ID.sub(lambda found: found[0][:3] + mark + found[0][35:38] + mark + b"> ]", data)
    return _CHECKSUM.sub(mark, data)
