"""What is no file is refused before it is opened: opening some of them waits for ever."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

import ofstedmine as om

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such things")


def named_pipe(folder):
    path = folder / "pipe.pdf"
    os.mkfifo(path)
    return path


def listening_socket(folder):
    path = folder / "socket.pdf"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))
    return path


def link_to_a_device(folder):
    path = folder / "link.pdf"
    path.symlink_to("/dev/zero")
    return path


@UNIX
@pytest.mark.parametrize(
    "make",
    [
        named_pipe,
        listening_socket,
        link_to_a_device,
        lambda _: Path("/dev/zero"),
        lambda _: Path("/dev/null"),
        lambda _: Path("/dev/tty"),
    ],
)
def test_what_is_no_file(make, tmp_path):
    with pytest.raises(om.UnreadableLetter, match="pipe or a device") as caught:
        om.mine(make(tmp_path))
    assert caught.value.reason == "unsupported"


def circle(folder):
    path = folder / "circle.pdf"
    path.symlink_to(path)
    return path


@UNIX
@pytest.mark.parametrize(
    "make", [lambda folder: folder, circle, lambda folder: folder / "none.pdf"]
)
def test_what_cannot_be_opened(make, tmp_path):
    with pytest.raises(OSError, match=r"folder|symbolic links|No such file"):
        om.mine(make(tmp_path))


def test_a_file_of_a_terabyte_of_nothing(tmp_path):
    path = tmp_path / "sparse.pdf"
    try:
        with path.open("wb") as file:
            file.truncate(10**12)
    except OSError:
        pytest.skip("this file system keeps no such file")
    with pytest.raises(om.UnreadableLetter) as caught:
        om.mine(path)
    assert caught.value.reason == "too_large"
