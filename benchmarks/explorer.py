"""How fast the explorer opens and filters, measured in the browser on letters that do not exist.

``python -m benchmarks.explorer`` prints the figures; with ``--check`` a bar that is missed is an
error.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.letters import councils, mined
from tests.builders.chromium import browser, why_not

LETTERS = 500
MOST_OPENING, MOST_FILTERING = 3_000, 200
MEGABYTE = 1_000_000

# Notes when the list stands, in milliseconds since the page was asked for.
WATCH = """new MutationObserver(() => {
  if (document.documentElement?.dataset.ready) window.opened ??= performance.now();
}).observe(document, {subtree: true, attributes: true});"""

# From a change in a field to the painted list, in milliseconds.
FILTER = """([field, value]) => new Promise((done) => {
  const node = document.querySelector(field);
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  seen.observe(document.querySelector('.letters'), {childList: true});
  const start = performance.now();
  node.value = value;
  node.dispatchEvent(new Event(node.type === 'search' ? 'input' : 'change', {bubbles: true}));
})"""

OPEN = """() => new Promise((done) => {
  const start = performance.now();
  const seen = new MutationObserver(() => {
    if (!document.querySelector('.words')) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  seen.observe(document.querySelector('main'), {childList: true, subtree: true});
  document.querySelector('.letter h2 a').click();
})"""


def asked():
    """Return what is filtered, one after the other; the last are words that all or few have."""
    fields = {
        "authority": councils()[3], "region": "London", "kind": "focused_visit", "from": "2020",
        "to": "2022", "theme": "workforce", "sentiment": "negative", "progress": "improved",
    }  # fmt: skip
    steps = [(f"#f-{name}", one) for name, value in fields.items() for one in (value, "")]
    return [
        *steps,
        ("#f-words", "a"),
        ("#f-words", "the"),
        ("#f-words", "versetion"),
        ("#f-words", ""),
    ]


def opening(page, address):
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    return page.evaluate("window.opened")


def measure(count=LETTERS, rounds=3):
    """Return the figures of the page of one file, and of the same letters served."""
    from ofstedmine.showing.explorer.data import page_data
    from ofstedmine.showing.explorer.page import page as make_page
    from ofstedmine.showing.explorer.serve import server
    from ofstedmine.showing.explorer.source import Mined

    letters = Mined([mined(seed) for seed in range(count)], "benchmark")
    start = time.perf_counter()
    html = make_page(page_data(letters, "benchmark"))
    built = time.perf_counter() - start
    characters = sum(len(letter.text) for _, letter, _ in letters)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        file = Path(folder) / "explorer.html"
        file.write_text(html, encoding="utf-8")
        tab = chromium.new_page()
        tab.add_init_script(WATCH)
        opened = [opening(tab, file.as_uri()) for _ in range(rounds)]
        # Before the index is warm, and after.
        first = tab.evaluate(FILTER, ["#f-words", "plans"])
        tab.evaluate(FILTER, ["#f-words", ""])
        filtered = {step: tab.evaluate(FILTER, list(step)) for step in asked()}
        letter = tab.evaluate(OPEN)
        start = time.perf_counter()
        with server(letters) as served:
            indexed = time.perf_counter() - start
            thread = threading.Thread(target=served.serve_forever, daemon=True)
            thread.start()
            served_opened = opening(tab, served.address)
            # A server is asked 200 ms after the last letter that was typed.
            steps = [step for step in asked() if step[0] != "#f-words"]
            answered = [tab.evaluate(FILTER, list(step)) for step in steps]
            served.shutdown()
            thread.join()
    return {
        "letters": count,
        "findings": sum(len(record.findings) for _, _, record in letters),
        "characters_a_letter": characters / count,
        "file_mb": len(html.encode()) / MEGABYTE,
        "build_s": built,
        "open_ms": max(opened),
        "first_search_ms": first,
        "filter_ms": statistics.median(filtered.values()),
        "slowest_filter_ms": max(first, *filtered.values()),
        "letter_ms": letter,
        "served_index_s": indexed,
        "served_open_ms": served_opened,
        "served_filter_ms": max(answered),
    }


def rows(result):
    """Return what is measured, the figure, the bar, and whether it is held."""
    opening, slowest = result["open_ms"], result["slowest_filter_ms"]
    served = (
        f"{result['served_index_s']:.1f} s, {result['served_open_ms']:.0f} ms, "
        f"{result['served_filter_ms']:.0f} ms"
    )
    return [
        (
            f"explorer, {result['letters']:,} letters of {result['characters_a_letter']:,.0f}",
            f"{result['file_mb']:.1f} MB, built in {result['build_s']:.1f} s",
            "",
            True,
        ),
        (
            "it opens, slowest of three",
            f"{opening:.0f} ms",
            f"at most {MOST_OPENING} ms",
            opening <= MOST_OPENING,
        ),
        (
            "it filters, slowest",
            f"{slowest:.0f} ms (median {result['filter_ms']:.0f})",
            f"at most {MOST_FILTERING} ms",
            slowest <= MOST_FILTERING,
        ),
        ("it opens a letter", f"{result['letter_ms']:.0f} ms", "", True),
        ("served: index, opening, slowest filter", served, "", True),
    ]


def explorer_rows():
    """Return the rows of this benchmark, or one that says why there are none."""
    reason = why_not()
    return [("explorer", f"not measured: {reason}")] if reason else rows(measure())


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    options = parser.parse_args()
    if why_not():
        sys.exit(f"benchmarks.explorer: {why_not()}")
    found = rows(measure(options.letters))
    for what, figure, bar, held in found:
        print(f"{what:62}  {figure:34}  {bar:18}  {('PASS' if held else 'FAIL') if bar else ''}")
    if options.check and not all(held for *_, held in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
