"""A font's character map is a file's name: no file is opened for it but the library's own."""

from __future__ import annotations

import gzip
import pickle

import pytest

import ofstedmine as om
from hostile.pdf_elsewhere import with_character_map
from ofstedmine.reading import pdf_plumber


class Marker:
    """Makes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "x"))


def test_a_map_elsewhere_is_not_loaded(tmp_path, monkeypatch):
    made = tmp_path / "made"
    (tmp_path / "map.pickle.gz").write_bytes(gzip.compress(pickle.dumps(Marker(made))))
    slowly = []
    real = pdf_plumber.read_pages_slowly
    monkeypatch.setattr(
        pdf_plumber, "read_pages_slowly", lambda *a, **k: slowly.append(1) or real(*a, **k)
    )
    with pytest.raises(om.UnreadableLetter) as caught:
        om.read(with_character_map(str(tmp_path / "map")))
    assert caught.value.reason == "no_text_layer"
    assert slowly, "pdfium read it: the file tries nothing"
    assert not made.exists()
