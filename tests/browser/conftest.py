"""The explorer in a browser: of the sample letters as one file, served, and of hostile ones."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from builders.chromium import browser as start
from builders.chromium import why_not
from builders.datasets import write_dataset
from builders.samples import samples as mined_samples

from ofstedmine.batch.dataset import open_dataset
from ofstedmine.showing.explorer.data import page_data
from ofstedmine.showing.explorer.dataset import DatasetLetters
from ofstedmine.showing.explorer.page import page as make_page
from ofstedmine.showing.explorer.serve import server


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium():
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with start() as one:
        yield one


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    out = write_dataset(tmp_path_factory.mktemp("dataset") / "samples", mined_samples(), size=10)
    return DatasetLetters(open_dataset(out))


@pytest.fixture(scope="session")
def data(samples):
    return page_data(samples, samples.title)


@pytest.fixture(scope="session")
def explorer(data, tmp_path_factory):
    """Address of the page of one file."""
    file = tmp_path_factory.mktemp("page") / "explorer.html"
    file.write_text(make_page(data), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="session")
def served(samples):
    """Address of the served page."""
    with server(samples) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield one.address
        one.shutdown()
        thread.join()


class Tab:
    """A page that notes what it should not do: errors, refusals, requests elsewhere."""

    def __init__(self, chromium, **options):
        self.context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, **options
        )
        self.page = self.context.new_page()
        self.errors = []
        self.requests = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)
        self.page.on("dialog", lambda dialog: (self.errors.append("a dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._failed)

    def _failed(self, request):
        # What the policy refuses never left.
        if request.failure == "csp":
            self.requests.remove(request.url)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def open(self, address, where=""):
        # A change of what stands after # loads nothing.
        self.page.goto("about:blank")
        self.page.goto(address + where)
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page


@pytest.fixture
def tab(chromium):
    one = Tab(chromium)
    yield one
    one.context.close()
    assert one.errors == []


@pytest.fixture
def tabs(chromium):
    """Make tabs with options of their own."""
    made = []

    def make(**options):
        made.append(Tab(chromium, **options))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        assert one.errors == []
