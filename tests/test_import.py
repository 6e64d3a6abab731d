"""`import ofstedmine` is quick: what is heavy is loaded when it is first used."""

import subprocess
import sys

import pytest

HEAVY = ["spacy", "sklearn", "pandas", "pdfplumber", "numpy"]


def modules_after(statement):
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    # -P: this checkout must not be found by way of the working directory.
    run = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


@pytest.fixture(scope="module")
def loaded():
    return modules_after("import ofstedmine")


def test_the_check_sees_what_is_loaded():
    assert "numpy" in modules_after("import numpy")


@pytest.mark.parametrize("module", HEAVY)
def test_import_loads_nothing_heavy(loaded, module):
    assert "ofstedmine" in loaded
    assert module not in loaded


def test_the_face_lists_what_it_offers():
    import ofstedmine

    assert set(ofstedmine.__all__) <= set(dir(ofstedmine))
