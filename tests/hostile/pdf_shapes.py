"""Hostile PDFs whose objects, tables and pages are deep, circular, countless or a lie."""

from __future__ import annotations

from .case import CORRUPT, NO_TEXT, RECORD, TOO_LARGE, Case, register
from .pdf_parts import MILLION, PAGE, WORDS, pdf, stream

CASES: list[Case] = []
hostile = register(CASES)


@hostile(RECORD)
def arrays_nested_a_million_deep():
    return pdf(more=[(9, b"[" * MILLION + b"]" * MILLION)])


@hostile(RECORD)
def dictionaries_nested_a_million_deep():
    return pdf(more=[(9, b"<</A" * MILLION + b">>" * MILLION)])


@hostile(RECORD, CORRUPT, NO_TEXT)
def catalogue_nested_a_million_deep():
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * MILLION + b"]" * MILLION + b">>"})


@hostile(RECORD, NO_TEXT)
def operands_nested_a_million_deep():
    return pdf({4: stream(WORDS + b"[" * MILLION)})


@hostile(RECORD, NO_TEXT)
def brackets_of_a_string_nested_a_million_deep():
    return pdf({4: stream(WORDS + b" BT /F1 9 Tf " + b"(" * MILLION)})


@hostile(RECORD)
def a_million_tiny_objects():
    return pdf(more=[(n, b"1") for n in range(6, MILLION)])


@hostile(RECORD, CORRUPT)
def a_table_of_objects_that_is_a_lie():
    return pdf(trailer=b"/Size 2147483647").replace(b"xref\n0 6", b"xref\n0 2147483647")


@hostile(RECORD, CORRUPT)
def objects_without_a_table():
    body = b"".join(b"%d 0 obj\n1\nendobj\n" % n for n in range(6, MILLION // 2))
    return pdf().replace(b"xref", b"lost").replace(b"%PDF-1.7\n", b"%PDF-1.7\n" + body)


@hostile(RECORD, CORRUPT)
def tables_that_name_each_other():
    data = pdf()
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


@hostile(NO_TEXT, CORRUPT, RECORD)
def pages_in_a_circle():
    return pdf({2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>"})


@hostile(NO_TEXT, CORRUPT, RECORD)
def pages_that_are_their_own_parents():
    page = PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R").replace(b"/MediaBox[0 0 595 842]", b"")
    return pdf({3: page})


@hostile(NO_TEXT, CORRUPT, RECORD)
def pages_nested_deep():
    nodes = [
        (n, b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1))
        for n in range(10, 50_000)
    ]
    return pdf({2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>"}, more=[*nodes, (50_000, PAGE)])


@hostile(RECORD)
def outlines_in_a_circle():
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
        6: b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 9>>",
        7: b"<</Title(a)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R/First 6 0 R>>",
    })  # fmt: skip


@hostile(RECORD, CORRUPT, NO_TEXT)
def number_of_pages_that_is_a_lie():
    return pdf({2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"})


@hostile(TOO_LARGE)
def a_hundred_thousand_pages():
    kids = b"3 0 R " * 100_000
    return pdf({2: b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids})


@hostile(RECORD)
def page_of_kilometres():
    return pdf({3: PAGE.replace(b"595 842", b"99999999999 99999999999")})


@hostile(RECORD, NO_TEXT)
def page_of_no_size():
    return pdf({3: PAGE.replace(b"[0 0 595 842]", b"[0 0 0 0]")})


@hostile(RECORD, NO_TEXT)
def page_of_sizes_that_are_no_numbers():
    return pdf({3: PAGE.replace(b"[0 0 595 842]", b"[(a) null -1e999 3 0 R]")})


@hostile(RECORD, CORRUPT, NO_TEXT)
def length_that_names_itself():
    return pdf({4: b"<</Length 4 0 R>>\nstream\n" + WORDS + b"\nendstream"})


@hostile(CORRUPT)
def nothing_but_a_head():
    return b"%PDF-1.7\n"


@hostile(CORRUPT, alone=True)
def ninety_megabytes_of_nothing():
    return b"%PDF-1.7\n" + b"\n" * (90 * MILLION) + b"%%EOF"


@hostile(CORRUPT, alone=True)
def a_million_streams_without_an_end():
    return b"%PDF-1.7\n" + b"1 0 obj<</Filter/FlateDecode>>stream\n" * MILLION + b"endstream"


@hostile(CORRUPT, alone=True)
def millions_of_ends():
    return b"%PDF-1.7\n" + b"stream\nendstream\n" * (2 * MILLION)
