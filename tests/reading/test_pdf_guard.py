"""What a PDF's streams would inflate to is counted, whatever their dictionaries say."""

from __future__ import annotations

import base64
import zlib

import pytest
from hostile.pdf_bombs import stream_bomb_of_lzw
from hostile.pdf_parts import pdf, stream

from ofstedmine.errors import UnreadableLetter
from ofstedmine.reading import Limits, read

MOST = 100_000
BOMB = zlib.compress(b" " * (2 * MOST), 9)
# A block that is stored as it is says that the stream ends here.
HIDDEN_END = b"\x78\x9c\x00\x09\x00\xf6\xffendstream" + BOMB[2:]


def literally(data: bytes) -> bytes:
    """Return data as a run-length encoder writes what never repeats."""
    pieces = (data[at : at + 128] for at in range(0, len(data), 128))
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces)


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (BOMB, b"/Filter/FlateDecode"),
        (BOMB, b"/Filter[/Fl]"),
        (BOMB, b"/Filter/#46late#44ecode"),
        (BOMB, b"/Filter 9 0 R"),
        (BOMB, b"/Filter/FlateDecode/Pad(" + b"x" * 9000 + b")"),
        (BOMB, b"/Subtype/Image/Width 1/Height 1/Filter/FlateDecode"),
        (BOMB.hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]"),
        (base64.a85encode(BOMB) + b"~>", b"/Filter[/A85/Fl]"),
        (zlib.compress(BOMB), b"/Filter[/FlateDecode/FlateDecode]"),
        (b"\x81 " * 2000 + b"\x80", b"/Filter/RunLengthDecode"),
        (literally(BOMB) + b"\x80", b"/Filter[/RL/Fl]"),
        (HIDDEN_END, b"/Filter/FlateDecode"),
    ],
)
def test_bombs(data, entries):
    whole = pdf({4: stream(data, entries)})
    with pytest.raises(UnreadableLetter, match="inflate") as caught:
        read(whole, limits=Limits(max_inflated_bytes=MOST))
    assert caught.value.reason == "too_large"


def test_pictures_are_no_words():
    data = zlib.compress(bytes(MOST // 2), 9)
    pictures = {n: stream(data, b"/Subtype/Image/Filter/FlateDecode") for n in range(10, 20)}
    assert read(pdf(pictures), limits=Limits(max_inflated_bytes=MOST)).text


def test_lzw_that_repeats_itself():
    with pytest.raises(UnreadableLetter, match="inflate"):
        read(stream_bomb_of_lzw(), limits=Limits())
