"""Hostile PDFs that are small and swell: bombs behind every filter, operators in millions."""

from __future__ import annotations

import zlib

from .case import CORRUPT, NO_TEXT, RECORD, TOO_LARGE, Case, register
from .pdf_parts import MILLION, PAGE, WORDS, bomb, packed, pdf, stream

CASES: list[Case] = []
hostile = register(CASES)


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
