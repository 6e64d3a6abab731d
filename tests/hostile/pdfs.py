"""Hostile PDFs: bombs, circles, depths and crowds, written object by object."""

from __future__ import annotations

import io
import zlib
from functools import cache

from .case import CORRUPT, ENCRYPTED, NO_TEXT, RECORD, TOO_LARGE, Case, register

CASES: list[Case] = []
hostile = register(CASES)

WORDS = b"BT /F1 12 Tf 72 720 Td (Monitoring visit to Northmoor) Tj ET"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
MILLION = 1_000_000
HUGE = 210 * MILLION
"""Bytes; a little more than all streams of a file may inflate to."""


def stream(data, entries=b""):
    """Return a stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def packed(data, entries=b""):
    """Return a deflated stream object."""
    return stream(zlib.compress(data, 9), entries + b"/Filter/FlateDecode")


@cache
def bomb(size=HUGE, fill=b" "):
    """Return the deflate of many equal bytes without holding them."""
    deflater = zlib.compressobj(9)
    piece = fill * MILLION
    parts = [deflater.compress(piece) for _ in range(size // MILLION)]
    return b"".join([*parts, deflater.flush()])


def pdf(changes=None, *, trailer=b"", more=()):
    """Return a PDF of one page with the words of a title; ``changes`` puts objects in place."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE,
        4: stream(WORDS),
        5: FONT,
        **(changes or {}),
    }
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in [*objects.items(), *more]:
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    size = max(places) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out.write(
        b"".join(
            b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
            for n in range(1, size)
        )
    )
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


@hostile(TOO_LARGE)
def stream_bomb():
    return pdf({4: stream(bomb(), b"/Filter/FlateDecode")})


@hostile(TOO_LARGE)
def stream_bomb_in_a_bomb():
    return pdf({4: stream(zlib.compress(bomb(), 9), b"/Filter[/FlateDecode/FlateDecode]")})


@hostile(TOO_LARGE)
def stream_bomb_that_says_it_is_an_image():
    return pdf({4: stream(bomb(), b"/Subtype/Image/Width 9/Height 9/Filter/FlateDecode")})


@hostile(TOO_LARGE)
def stream_bomb_with_its_filter_elsewhere():
    return pdf({4: stream(bomb(), b"/Filter 9 0 R"), 9: b"/FlateDecode"})


@hostile(TOO_LARGE)
def stream_bomb_with_its_filter_far_away():
    return pdf({4: stream(bomb(), b"/Filter/FlateDecode/Pad(%s)" % (b"x" * 5000))})


@hostile(TOO_LARGE)
def stream_bomb_with_its_filter_in_hexadecimal():
    return pdf({4: stream(bomb(), b"/Filter/#46late#44ecode")})


@hostile(TOO_LARGE)
def stream_bomb_in_ascii():
    data = bomb().hex().encode() + b">"
    return pdf({4: stream(data, b"/Filter[/ASCIIHexDecode/FlateDecode]")})


@hostile(TOO_LARGE)
def stream_bomb_in_base_85():
    import base64

    data = base64.a85encode(bomb()) + b"~>"
    return pdf({4: stream(data, b"/Filter[/A85/Fl]")})


@hostile(TOO_LARGE)
def stream_bomb_of_lzw():
    # The longest words that a table of 4,096 codes can hold, over and over.
    bits, width = [], 9
    for known, code in enumerate([ord(" "), *range(258, 4094)], 257):
        bits.append(f"{code:0{width}b}")
        width = 9 if known < 510 else 10 if known < 1022 else 11 if known < 2046 else 12
    clear = f"{256:012b}"
    text = f"{256:09b}" + ("".join(bits) + clear) * 40
    text += "0" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big")
    return pdf({4: stream(data, b"/Filter/LZWDecode")})


@hostile(TOO_LARGE)
def many_small_bombs():
    each = stream(bomb(20 * MILLION), b"/Filter/FlateDecode")
    page = PAGE.replace(b"4 0 R", b"[%s]" % b" ".join(b"%d 0 R" % n for n in range(10, 30)))
    return pdf({3: page}, more=[(n, each) for n in range(10, 30)])


@hostile(TOO_LARGE, alone=True)
def one_bomb_read_by_a_thousand_pages():
    each = stream(bomb(199 * MILLION), b"/Filter/FlateDecode")
    kids = b" ".join(b"%d 0 R" % n for n in range(10, 1010))
    pages = [(n, PAGE) for n in range(10, 1010)]
    return pdf({2: b"<</Type/Pages/Kids[%s]/Count 1000>>" % kids, 4: each}, more=pages)


@hostile(TOO_LARGE, CORRUPT)
def object_stream_bomb():
    data = bomb()
    return pdf(more=[(9, stream(data, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"))])


@hostile(TOO_LARGE, CORRUPT)
def cross_reference_stream_bomb():
    head = b"%PDF-1.7\n"
    body = b"1 0 obj\n" + stream(
        bomb(), b"/Type/XRef/Size 99999999/W[1 4 2]/Root 2 0 R/Filter/FlateDecode"
    )
    return head + body + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


@hostile(RECORD, CORRUPT, NO_TEXT, alone=True)
def predictor_of_two_thousand_million_columns():
    data = zlib.compress(WORDS)
    parms = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 32/BitsPerComponent 16/Columns 2147483647>>"
    return pdf({4: stream(data, parms)})


@hostile(RECORD, TOO_LARGE, alone=True)
def millions_of_operators():
    return pdf({4: packed(b"BT /F1 12 Tf 72 720 Td " + b"(a)Tj " * (4 * MILLION) + b"ET")})


@hostile(RECORD, alone=True)
def a_page_of_a_million_words_in_one_place():
    return pdf({4: packed(b"BT /F1 12 Tf " + b"1 0 0 1 72 720 Tm (ab )Tj " * MILLION + b"ET")})


@hostile(RECORD, NO_TEXT, alone=True)
def millions_of_saved_states():
    return pdf({4: packed(b"q " * (5 * MILLION) + WORDS)})


@hostile(RECORD, alone=True)
def a_million_open_marks():
    return pdf({4: packed(b"/P <</MCID 0>> BDC " * MILLION + WORDS)})


@hostile(RECORD, alone=True)
def a_kerning_of_millions():
    return pdf({4: packed(b"BT /F1 12 Tf 72 720 Td [" + b"(a)-1 " * (2 * MILLION) + b"]TJ ET")})


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


def _tagged(elements, content=b"/P <</MCID 0>> BDC " + WORDS + b" EMC"):
    page = PAGE.replace(b"/Contents", b"/StructParents 0/Contents")
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
        3: page,
        4: stream(content),
        **elements,
    })  # fmt: skip


@hostile(RECORD)
def tags_in_a_circle():
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
        7: b"<</Type/StructElem/S/Sect/P 8 0 R/K[8 0 R 7 0 R]/Pg 3 0 R>>",
        8: b"<</Type/StructElem/S/P/P 7 0 R/K[0 7 0 R 8 0 R]/Pg 3 0 R>>",
    })  # fmt: skip


@hostile(RECORD)
def roles_in_a_circle():
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>/RoleMap<</A/B/B/A>>>>",
        7: b"<</Type/StructElem/S/A/P 6 0 R/K 0/Pg 3 0 R>>",
    })  # fmt: skip


@hostile(RECORD, CORRUPT, alone=True)
def tags_nested_deep():
    last = 60_000
    chain = {
        n: b"<</Type/StructElem/S/Sect/P %d 0 R/K %d 0 R/Pg 3 0 R>>" % (n - 1, n + 1)
        for n in range(7, last)
    }
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[%d 0 R]]>>>>" % last,
        **chain,
        last: b"<</Type/StructElem/S/P/P %d 0 R/K 0/Pg 3 0 R>>" % (last - 1),
    })  # fmt: skip


@hostile(RECORD, TOO_LARGE, alone=True)
def a_crowd_of_tags():
    count = 300_000
    marks = b" ".join(b"/P <</MCID %d>> BDC EMC" % n for n in range(count))
    leaves = {n + 10: b"<</Type/StructElem/S/P/P 7 0 R/K %d/Pg 3 0 R>>" % n for n in range(count)}
    names = b" ".join(b"%d 0 R" % n for n in leaves)
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[%s]]>>>>" % names,
        7: b"<</Type/StructElem/S/Document/P 6 0 R/K[%s]>>" % names,
        **leaves,
    }, marks + WORDS)  # fmt: skip


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


def _form(content, names=b""):
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>/Font<</F1 5 0 R>>>>"
    return stream(content, entries % names)


def _with_form(forms):
    page = PAGE.replace(b"/Font", b"/XObject<</X 10 0 R>>/Font")
    return pdf({3: page, 4: stream(WORDS + b" /X Do")}, more=forms)


@hostile(RECORD)
def a_form_that_draws_itself():
    return _with_form([(10, _form(WORDS + b" /X Do", b"/X 10 0 R"))])


@hostile(RECORD, TOO_LARGE, alone=True)
def forms_that_double_thirty_times():
    forms = [(n, _form(b"/X Do /X Do", b"/X %d 0 R" % (n + 1))) for n in range(10, 40)]
    return _with_form([*forms, (40, _form(WORDS))])


@hostile(RECORD, TOO_LARGE, NO_TEXT, CORRUPT)
def a_glyph_that_writes_itself():
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 77/LastChar 77/Widths[9]/Encoding<</Differences[77/M]>>/CharProcs<</M 8 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf({5: font, 8: stream(b"9 0 d0 BT /F1 1 Tf (M)Tj ET")})


def _with_cmap(cmap):
    return pdf({5: FONT[:-2] + b"/ToUnicode 8 0 R>>", 8: packed(cmap)})


@hostile(RECORD, alone=True)
def a_character_that_is_a_million_characters():
    long = b"0041" * 200_000
    return _with_cmap(
        b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <4d> <%s> endbfchar"
        % long
    )


@hostile(RECORD, alone=True)
def a_range_of_four_thousand_million_characters():
    return _with_cmap(
        b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )


@hostile(RECORD)
def characters_that_are_halves():
    return _with_cmap(
        b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <4d> <D800> <6f> <DC00> endbfchar"
    )


@hostile(RECORD, CORRUPT, NO_TEXT)
def a_font_that_is_part_of_itself():
    return pdf(
        {
            5: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"
        }
    )


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


@hostile(CORRUPT, RECORD, NO_TEXT)
def a_character_map_from_anywhere():
    # Old versions of pdfminer unpickle the file that the map's name leads to.
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/..#2F..#2F..#2Fofstedmine-hostile/DescendantFonts[7 0 R]>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>/FontDescriptor 8 0 R>>"
    whole = pdf({5: font, 7: descendant, 8: b"<</Type/FontDescriptor/FontName/A/Flags 4>>"})
    return whole.replace(b"%PDF-1.7", b"%PDF-9.9", 1).replace(b"/Count 1", b"/Count 0")


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
