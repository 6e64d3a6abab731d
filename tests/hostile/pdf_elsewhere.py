"""Hostile PDFs that ask for what is not in them: files, programs, maps, passwords."""

from __future__ import annotations

from .case import CORRUPT, ENCRYPTED, NO_TEXT, RECORD, Case, register
from .pdf_parts import pdf, stream

CASES: list[Case] = []
hostile = register(CASES)


@hostile(RECORD)
def actions_scripts_and_files_elsewhere():
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 7 0 R>>/Names<</JavaScript<</Names[(a) 6 0 R]>>/EmbeddedFiles<</Names[(a) 8 0 R]>>>>/AcroForm<</XFA 9 0 R>>>>",
        6: b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>",
        7: b"<</S/Launch/F(/bin/true)>>",
        8: b"<</Type/Filespec/F(file:///etc/passwd)/EF<</F 9 0 R>>>>",
        9: stream(b"<a/>"),
    })  # fmt: skip


@hostile(NO_TEXT, CORRUPT, RECORD)
def words_that_lie_in_another_file():
    return pdf({4: b"<</Length 0/F(/etc/passwd)/FFilter/FlateDecode>>\nstream\n\nendstream"})


def with_character_map(name):
    """Return a PDF whose font names a character map, and which pdfium leaves to pdfminer.

    pdfium reads nearly anything and looks up no map: the words of the page come out as other
    characters. A page that is none makes it give up; pdfminer passes over that one.
    """
    hidden = name.replace("/", "#2F").encode()
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/%s/DescendantFonts[7 0 R]>>" % hidden
    return pdf({
        2: b"<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>",
        5: font,
        7: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/FontDescriptor 8 0 R>>",
        8: b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 9 9]>>",
    })  # fmt: skip


@hostile(NO_TEXT)
def a_character_map_from_anywhere():
    return with_character_map("../../../ofstedmine-hostile")


def _locked(**how):
    from fpdf import FPDF

    document = FPDF()
    document.set_encryption(**how)
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.cell(text="Monitoring visit to Northmoor")
    return bytes(document.output())


@hostile(ENCRYPTED)
def locked_with_rc4():
    from fpdf.enums import EncryptionMethod

    return _locked(owner_password="o", user_password="u", encryption_method=EncryptionMethod.RC4)


@hostile(RECORD)
def locked_for_changes_alone():
    from fpdf.enums import EncryptionMethod

    return _locked(owner_password="o", encryption_method=EncryptionMethod.RC4)


@hostile(ENCRYPTED, CORRUPT)
def locked_in_a_way_that_nobody_knows():
    return pdf(trailer=b"/Encrypt<</Filter/Unknown/V 99/R 99/O(a)/U(b)/P 0>>/ID[(a)(b)]")


@hostile(ENCRYPTED, CORRUPT, RECORD)
def locked_by_itself():
    return pdf({6: b"6 0 R"}, trailer=b"/Encrypt 6 0 R")
