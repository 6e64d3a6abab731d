"""Run the benchmark and print what it costs beside the bars."""

import argparse
import json
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.batch import batch_rows
from benchmarks.children import import_time, memory
from benchmarks.documents import choose, longest
from benchmarks.explorer import explorer_rows
from benchmarks.isolation import isolation
from benchmarks.journeys import FEW, MANY, journeys
from benchmarks.tagging import SENTENCES, tagging
from benchmarks.timing import timed

RESULTS = Path(__file__).parent / "results.json"
# How often pdfplumber's time a page must hold that of a task.
RATIOS = {"om.read": 20, "om.parse(om.read())": 14, "om.mine, with tags": 8}
MOST_MEGABYTES = 120
# How much longer a record may take among many than among few.
MOST_GROWTH = 1.5
# Of the tagger.
MOST_FILE_MEGABYTES, MOST_LOADING, MOST_TAGGING_MEGABYTES = 25, 1.0, 400


def main():
    options = arguments()
    paths, folder = choose()
    if not paths:
        sys.exit("benchmarks: no PDF in corpus/letters; set OFSTEDMINE_REAL_CORPUS")
    result = measure(paths, folder, options.rounds)
    Console(width=max(80, Console().width)).print(table(result))
    if options.save:
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if options.check and not all(row["passed"] for row in result["rows"]):
        sys.exit(1)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each file is timed")
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is missed")
    return parser.parse_args()


def measure(paths, folder, rounds):
    """Return all figures, as JSON has them."""
    # First, while this process is small and nothing else of ours runs.
    took = import_time()
    long = longest(folder)
    used, tagged = memory(long, tag=False), memory(long, tag=True)
    tags = tagging(folder)
    roads = journeys()
    means, pages = timed(paths, rounds, lambda turn: progress(turn, rounds))
    apart = isolation(paths, rounds)
    slow = means.pop("pdfplumber")
    is_real = folder.name == "pdf"
    rows = [
        row(
            name,
            f"{ms:.2f} ms a page, 1/{slow / ms:.1f}",
            ratio_bar(name, is_real),
            ratio_held(name, slow / ms),
        )
        for name, ms in means.items()
    ]
    rows.append(row("pdfplumber extract_text", f"{slow:.1f} ms a page"))
    rows.append(
        row(
            f"peak memory, {used['pages']} pages, without tags",
            f"{used['mined_mb']:.0f} MB above {used['loaded_mb']:.0f} MB",
            f"at most {MOST_MEGABYTES} MB",
            used["mined_mb"] <= MOST_MEGABYTES,
        )
    )
    rows.append(
        row(
            "the same with tags, the tagger included",
            f"{tagged['mined_mb']:.0f} MB above {tagged['loaded_mb']:.0f} MB",
        )
    )
    rows += tagging_rows(tags)
    rows.append(
        row(
            f"journeys, a record among {MANY:,} and among {FEW}",
            f"{roads['many_ms']:.2f} ms and {roads['few_ms']:.2f} ms, ratio {roads['ratio']:.2f}",
            f"ratio at most {MOST_GROWTH}",
            roads["ratio"] <= MOST_GROWTH,
        )
    )
    rows.append(
        row(
            "om.mine in isolation",
            f"{apart['apart'] / apart['here']:.2f} times om.mine, "
            f"{apart['apart'] - apart['here']:.1f} ms a file more",
        )
    )
    rows.append(row("start of the child", f"{apart['start']:.0f} ms"))
    rows.append(row("import ofstedmine", f"{took:.0f} ms"))
    rows += [row(*each) for each in batch_rows(is_real)]
    rows += [row(*each) for each in explorer_rows()]
    return {
        "documents": len(paths),
        "pages": pages,
        "folder": "real documents" if is_real else "sample letters",
        "python": platform.python_version(),
        "longest": long.stem,
        "ms_a_page": {**means, "pdfplumber": slow},
        "memory": {"without_tags": used, "with_tags": tagged},
        "tagging": tags,
        "journeys": roads,
        "isolation_ms_a_file": apart,
        "import_ms": took,
        "rows": rows,
    }


def tagging_rows(tags):
    return [
        row(
            "file of the tagger",
            f"{tags['file_mb']:.1f} MB",
            f"at most {MOST_FILE_MEGABYTES} MB",
            tags["file_mb"] <= MOST_FILE_MEGABYTES,
        ),
        row(
            "loading the tagger, imports aside",
            f"{tags['load_s']:.2f} s",
            f"at most {MOST_LOADING:.0f} s",
            tags["load_s"] <= MOST_LOADING,
        ),
        row(
            f"peak memory, {SENTENCES:,} sentences tagged in one call",
            f"{tags['tag_mb']:.0f} MB more",
            f"at most {MOST_TAGGING_MEGABYTES} MB",
            tags["tag_mb"] <= MOST_TAGGING_MEGABYTES,
        ),
        row("om.tag", f"{tags['sentences_a_second']:,.0f} sentences a second"),
    ]


def row(what, figure, bar="", passed=True):
    return {"what": what, "figure": figure, "bar": bar, "passed": passed}


def ratio_bar(name, is_real):
    """The bars are set for the real documents: a short letter costs more a page than a report."""
    return f"at most 1/{RATIOS[name]}" if is_real and name in RATIOS else ""


def ratio_held(name, ratio):
    return ratio >= RATIOS.get(name, 0)


def progress(turn, rounds):
    print(f"round {turn + 1} of {rounds}", file=sys.stderr)


def table(result):
    shown = Table(
        title=f"{result['documents']} {result['folder']}, {result['pages']} pages; "
        "pdfplumber on every second page",
        title_justify="left",
    )
    for name in ("", "Measured", "Bar", ""):
        shown.add_column(name)
    for each in result["rows"]:
        verdict = ("PASS" if each["passed"] else "FAIL") if each["bar"] else ""
        shown.add_row(each["what"], each["figure"], each["bar"], verdict)
    return shown


if __name__ == "__main__":
    main()
