"""The examples in docstrings are so: all are run, module by module."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import sys

import pytest
import readme

import ofstedmine

# What starts the program when it is imported.
ALONE = {"ofstedmine.__main__"}
NAMES = sorted(
    one.name
    for one in pkgutil.walk_packages(ofstedmine.__path__, "ofstedmine.")
    if one.name not in ALONE
)
FINDER = doctest.DocTestFinder(exclude_empty=True)


def examples(name):
    """Return the docstrings of a module that have examples."""
    importlib.import_module(name)
    # Of `ofstedmine.journeys` the package's attribute is a function.
    return [one for one in FINDER.find(sys.modules[name], name) if one.examples]


def test_there_are_examples():
    assert sum(len(examples(name)) for name in NAMES) > 300


@pytest.mark.parametrize("name", NAMES)
def test_examples_run(name, monkeypatch):
    monkeypatch.chdir(readme.ROOT)
    if name.startswith("ofstedmine.charts"):
        pytest.importorskip("altair", reason="charts need the extra 'notebooks'")
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    shown = []
    for one in examples(name):
        runner.run(one, out=shown.append)
    assert not runner.failures, "".join(shown)
