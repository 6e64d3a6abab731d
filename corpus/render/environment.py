"""Which versions a rendered file depends on: the same versions give the same bytes."""

from __future__ import annotations

import subprocess
import zlib
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = {
    "pdf-tagged": ("weasyprint", "pydyf", "fonttools"),
    "pdf": ("fpdf2", "fonttools"),
    "pdf-libreoffice": ("python-docx", "lxml"),
    "docx": ("python-docx", "lxml"),
}


def versions(form: str) -> dict[str, str | None]:
    """Return the versions behind a format; None where something is not installed."""
    found: dict[str, str | None] = {}
    for package in _PACKAGES.get(form, ()):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    if found:
        found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    if form == "pdf-tagged":
        found["pango"] = _pango()
    if form == "pdf-libreoffice":
        found["libreoffice"] = _libreoffice()
    return found


def _libreoffice() -> str | None:
    from corpus.render.libreoffice import program

    soffice = program()
    if soffice is None:
        return None
    said = subprocess.run([soffice, "--version"], capture_output=True, text=True, check=False)
    return " ".join(said.stdout.split()[1:3]) or None


def _pango() -> str | None:
    try:
        from weasyprint.text.ffi import pango
    except (ImportError, OSError):
        return None
    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
