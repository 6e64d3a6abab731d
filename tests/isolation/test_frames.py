"""What goes through the pipes comes out as it went in, or is refused before it costs anything."""

from __future__ import annotations

from io import BytesIO

import pytest

from ofstedmine.isolation.frames import LENGTHS, MARK, BadFrame, Frame, read_frame, write_frame


def sent(*frames):
    pipe = BytesIO()
    for frame in frames:
        write_frame(pipe, frame)
    pipe.seek(0)
    return pipe


@pytest.mark.parametrize(
    "frame",
    [Frame({}), Frame({"path": "let\udcffter \u2019.pdf"}, b"\x00OMF1"), Frame({"a": [None, 1.5]})],
)
def test_a_message_comes_back(frame):
    assert read_frame(sent(frame), 1000) == frame


def test_messages_come_in_order_and_then_the_end():
    pipe = sent(Frame({"n": 1}), Frame({"n": 2}))
    assert [read_frame(pipe, 1000) for _ in range(3)] == [Frame({"n": 1}), Frame({"n": 2}), None]


@pytest.mark.parametrize("size", range(1, 30))
def test_a_message_that_breaks_off_is_the_end(size):
    whole = sent(Frame({"n": 1}, b"letter")).read()
    assert size < len(whole)
    if size < len(MARK):
        with pytest.raises(BadFrame):
            read_frame(BytesIO(whole[:size]), 1000)
    else:
        assert read_frame(BytesIO(whole[:size]), 1000) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Welcome to this library, version 1.0\n", "no message"),
        (b"Hello", "no message"),
        (LENGTHS.pack(MARK, 2, 1 << 60) + b"{}", "more than 1,000 bytes"),
        (LENGTHS.pack(MARK, 2, 0) + b"[]", "no object"),
        (LENGTHS.pack(MARK, 2, 0) + b"{x", "without a head"),
    ],
)
def test_what_is_no_message_is_refused(data, said):
    with pytest.raises(BadFrame, match=said):
        read_frame(BytesIO(data), 1000)
