"""Tagged PDF as councils make it: a DOCX that LibreOffice has converted.

LibreOffice runs in a profile of its own with the project's fonts only, so that what is installed on
a machine does not show in the file. What it stamps into every file (times, identifier, checksum) is
then set to values that follow from the source.
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
        config = folder / "fonts.conf"
        config.write_text(_FONTCONFIG.format(fonts=_FONTS, cache=folder / "cache"), "utf-8")
        (folder / "letter.docx").write_bytes(docx.write(document))
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
            env={**os.environ, "FONTCONFIG_FILE": str(config), "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            check=True,
            capture_output=True,
            timeout=120,
        )
        return _fixed((folder / "letter.pdf").read_bytes(), document)


def _fixed(data: bytes, document: Document) -> bytes:
    """Set what differs from run to run; every value keeps its length, so that no offset moves."""
    mark = hashlib.md5(document.name.encode(), usedforsecurity=False).hexdigest().upper().encode()
    stamp = f"{document.dated:%Y%m%d}090000Z".encode()
    data = _TIME.sub(lambda found: (stamp + b"'00'00'"[: len(found[0])])[: len(found[0])], data)
    data = _ID.sub(lambda found: found[0][:3] + mark + found[0][35:38] + mark + b"> ]", data)
    return _CHECKSUM.sub(mark, data)
