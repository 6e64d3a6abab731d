"""The command that makes or serves the explorer."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import zlib

import pytest
from builders.datasets import write_dataset
from builders.invented import invented
from typer.testing import CliRunner

import ofstedmine.cli_explore
from ofstedmine.cli import app

DEFLATED = re.compile(r"\"deflated\": \"([^\"]*)\"")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return write_dataset(tmp_path_factory.mktemp("dataset") / "out", invented())


def explore(*arguments):
    return CliRunner().invoke(app, ["explore", *map(str, arguments)])


def test_a_page_is_written_and_named(out, tmp_path):
    file = tmp_path / "explorer.html"
    result = explore(out, "-o", file)
    assert result.exit_code == 0, result.output
    assert "5 letters in one page" in result.output
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert "<title>out – ofstedmine explorer</title>" in file.read_text("utf-8")


def test_the_page_is_the_same_however_the_dataset_is_cut(out, tmp_path):
    other = write_dataset(tmp_path / "out", invented()[::-1], size=1)
    files = tmp_path / "one.html", tmp_path / "two.html"
    explore(out, "-o", files[0])
    explore(other, "-o", files[1])
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("arguments", [(), ("--serve", "-o", "x.html")])
def test_it_wants_to_know_where_the_page_goes(out, arguments):
    result = explore(out, *arguments)
    assert result.exit_code == 2
    assert "-o explorer.html, or --serve" in result.output


def test_a_folder_that_is_no_dataset_is_told(tmp_path):
    result = explore(tmp_path, "-o", tmp_path / "x.html")
    assert "no dataset" in str(result.exception)


def test_too_many_letters_are_to_be_served(out, tmp_path, monkeypatch):
    monkeypatch.setattr(ofstedmine.cli_explore, "MOST", 4)
    result = explore(out, "-o", tmp_path / "x.html")
    assert result.exit_code == 2
    assert "--serve" in result.output
    assert not (tmp_path / "x.html").exists()


def test_names_can_be_left_out(out, tmp_path):
    files = tmp_path / "with.html", tmp_path / "without.html"
    explore(out, "-o", files[0])
    explore(out, "-o", files[1], "--no-names")
    held = [
        zlib.decompress(base64.b64decode(DEFLATED.search(f.read_text("utf-8"))[1]), -15)
        for f in files
    ]
    assert b"Ferrymoor" in held[0]
    assert b"Ferrymoor" not in held[1]


@pytest.mark.skipif(os.name != "posix", reason="sends Ctrl-C as a signal")
def test_it_is_served_until_ctrl_c(out):
    command = [sys.executable, "-m", "ofstedmine", "explore", str(out), "--serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        try:
            assert run.stdout.readline() == "5 letters, served from the dataset page by page.\n"
            address = run.stdout.readline().split()[1]
            with urllib.request.urlopen(
                f"{address}api/letters?words=northmoor", timeout=10
            ) as answer:
                assert json.load(answer)["count"] == 1
            run.send_signal(signal.SIGINT)
            _, errors = run.communicate(timeout=20)
        finally:
            run.kill()
    assert run.returncode == 130
    assert "Traceback" not in errors


def test_a_port_that_is_taken_is_told(out):
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = explore(out, "--serve", "--port", other.getsockname()[1])
    assert "--port 0 takes a free one" in str(result.exception)
