"""Samples that were damaged: by accident, as a bad disk does it, and by somebody who knows how.

Each number gives the same file each time.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from ofstedmine import resources

KINDS = ("tagged_pdf", "untagged_pdf", "docx", "html", "markdown", "text")
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"99999999999999999")
NUMBER = re.compile(rb"\d+")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NASTY = (
    "\x00", "\x0c", "\u202e", "\u2066", "\ufeff", "\ufffe", "\u0301" * 40, "\U000e0041", "\x85",
    "\u2028", "\u00ad", "\u200d", "\U0001f468\u200d\U0001f469", "\ud800", "\x1b[2J", "&#0;", "]]>",
    "<!--", "<![CDATA[", "%s%n", "(" * 300, "*" * 300, "Dear ", "1. ", "\n\n\n", " " * 500,
)  # fmt: skip


@dataclass(frozen=True)
class Mutated:
    """A damaged file: what it was, what was done to it, and its bytes."""

    kind: str
    sample: str
    done: tuple[str, ...]
    data: bytes


@cache
def samples():
    """Return the samples of each kind as (name, bytes)."""
    found = {kind: [] for kind in KINDS}
    kinds = {".docx": "docx", ".html": "html", ".md": "markdown", ".txt": "text"}
    letters = resources.sample_letters()
    made = json.loads((letters[0].parent / "rendered.json").read_bytes())
    for path in letters:
        untagged = made[path.name]["format"] == "pdf"
        kind = kinds.get(path.suffix, "untagged_pdf" if untagged else "tagged_pdf")
        found[kind].append((path.name, path.read_bytes()))
    return found


def mutated(number):
    """Return the damaged file of a number; the kinds take turns."""
    rng = random.Random(number)
    kind = KINDS[number % len(KINDS)]
    name, data = rng.choice(samples()[kind])
    done = []
    inside = INSIDE.get(kind)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        change = rng.choice(CHANGES)
        if inside and rng.random() < 0.5:
            data = inside(rng, data, change)
            done.append(f"{change.__name__} inside")
        else:
            data = change(rng, data)
            done.append(change.__name__)
    return Mutated(kind, name, tuple(done), data)


def span(rng, data, most=4000):
    """Return a random stretch of data."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randint(1, most))


def flip_bits(rng, data):
    """Flip a few bits or many."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 4, 32, 512)) if out else 0):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def truncate(rng, data):
    """Lose the end, as a broken download does; now and then the beginning."""
    at = rng.randrange(len(data) + 1)
    return data[at:] if rng.random() < 0.2 else data[:at]


def splice(rng, data):
    """Put a stretch of another sample, of any kind, in the place of a stretch."""
    _, other = rng.choice(samples()[rng.choice(KINDS)])
    (start, end), (first, last) = span(rng, data), span(rng, other, 20_000)
    return data[:start] + other[first:last] + data[end:]


def lose(rng, data):
    """Take a stretch out."""
    start, end = span(rng, data)
    return data[:start] + data[end:]


def repeat(rng, data):
    """Say a stretch many times."""
    start, end = span(rng, data, 400)
    return data[:end] + data[start:end] * rng.choice((1, 10, 200)) + data[end:]


def swap(rng, data):
    """Put the end before the beginning."""
    at = rng.randrange(len(data) + 1)
    return data[at:] + data[:at]


def blank(rng, data):
    """Overwrite a stretch with one byte, as a bad sector does."""
    start, end = span(rng, data)
    return data[:start] + bytes([rng.choice((0, 32, 255))]) * (end - start) + data[end:]


def noise(rng, data):
    """Put random bytes in."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.randint(1, 500)) + data[at:]


def numbers(rng, data):
    """Put the numbers at which programs stumble in the place of others."""
    return NUMBER.sub(lambda m: rng.choice(NUMBERS) if rng.random() < 0.02 else m[0], data)


def characters(rng, data):
    """Put characters in that few programs expect."""
    out = data
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out) + 1)
        out = out[:at] + rng.choice(NASTY).encode("utf-8", "surrogatepass") + out[at:]
    return out


def in_docx(rng, data, change):
    """Change one part of a DOCX, so that the container itself stays whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError):
        return change(rng, data)
    if not parts:
        return change(rng, data)
    chosen = rng.choice(("word/document.xml", rng.choice(list(parts))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            made = change(rng, part) if name == chosen else part
            new.writestr(zipfile.ZipInfo(name), made, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_pdf(rng, data, change):
    """Change what one stream of a PDF says, so that it still inflates."""
    streams = list(STREAM.finditer(data))
    rng.shuffle(streams)
    for stream in streams:
        try:
            plain = zlib.decompress(stream[1].rstrip(b"\r\n"))
        except zlib.error:
            continue
        packed = zlib.compress(change(rng, plain))
        return data[: stream.start(1)] + packed + b"\n" + data[stream.end(1) :]
    return change(rng, data)


CHANGES = (
    flip_bits, truncate, splice, lose, repeat, swap, blank, noise, numbers, characters
)  # fmt: skip
INSIDE = {"docx": in_docx, "tagged_pdf": in_pdf, "untagged_pdf": in_pdf}
