"""The documents that are timed: always the same, of every kind and era."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = """
    ilacs_inspection_bolton_2018-06-12
    ilacs_inspection_isle-of-wight_2019-01-07
    ilacs_inspection_cheshire-east_2020-01-09
    ilacs_inspection_bury_2021-12-17
    ilacs_inspection_bournemouth-christchurch-poole_2022-02-11
    ilacs_inspection_isle-of-wight_2023-12-15
    ilacs_inspection_westmorland-and-furness_2024-07-12
    ilacs_inspection_bournemouth-christchurch-poole_2025-01-29
    ilacs_inspection_north-northamptonshire_2026-07-07
    jtai_central-bedfordshire_2016-05-10
    jtai_bristol_2017-12-01
    jtai_york_2018-11-09
    jtai_east-sussex_2020-04-14
    jtai_barnsley_2022-07-18
    jtai_buckinghamshire_2024-03-14
    other_haringey_2009-07-03
    sif_inspection_isle-of-wight_2014-11-19
    sif_inspection_cheshire-east_2015-09-15
    sif_inspection_bury_2016-05-16
    sif_inspection_bath-and-north-east-somerset_2017-07-07
""".split()


def choose():
    """Return the PDFs to time, and the folder that they are from."""
    corpus = Path(os.environ.get("OFSTEDMINE_REAL_CORPUS") or ROOT.parent / "shared" / "corpus")
    real = [corpus / "pdf" / f"{name}.pdf" for name in DOCUMENTS]
    if all(path.is_file() for path in real):
        return real, corpus / "pdf"
    folder = ROOT / "corpus" / "letters"
    return every(folder), folder


def every(folder):
    """Return all PDFs of a folder."""
    return sorted(folder.glob("*.pdf"))


def count(path):
    """Return how many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def longest(folder):
    """Return the PDF with the most pages."""
    return max(every(folder), key=count)
