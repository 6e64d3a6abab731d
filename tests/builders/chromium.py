"""Debian's Chromium, driven by Playwright: where it is, and how it starts without a network."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without these it looks for hosts of its maker at every start.
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


def chromium():
    """Return where Chromium is, or None; OFSTEDMINE_CHROMIUM names another."""
    named = os.environ.get("OFSTEDMINE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def why_not():
    """Say why no browser can be driven here; None where one can."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "the package playwright is not installed (extra: browser)"
    if chromium() is None:
        return f"no Chromium on this machine (looked for {', '.join(NAMES)}; Debian: apt-get install chromium)"
    return None


@contextmanager
def browser():
    """Start the browser, and end it afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        try:
            yield started
        finally:
            started.close()


def until(page, expression, arg=None, seconds=15):
    """Wait until an expression is true in a page.

    Playwright's own waiting builds a function from text inside the page, which the page's policy
    forbids; what is evaluated from outside it does not see.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        if time.monotonic() > end:
            raise AssertionError(f"never true: {expression}")
        page.wait_for_timeout(20)
