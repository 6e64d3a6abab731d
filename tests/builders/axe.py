"""axe-core: what it finds wrong with a page that Playwright shows."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source():
    """Return its script; skip the test where it is not installed."""
    found = find_spec("axe_playwright_python")
    if found is None:
        pytest.skip("the package axe-playwright-python is not installed (extra: browser)")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page):
    """Return what is wrong with a page: rule, how grave it is, where."""
    page.evaluate(source())
    result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [
        (one["id"], one["impact"], one["help"], [node["target"] for node in one["nodes"][:3]])
        for one in result["violations"]
    ]
