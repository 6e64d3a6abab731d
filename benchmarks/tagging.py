"""What tags cost: the tagger's file, its loading, and many sentences in one call.

``python -m benchmarks.tagging FOLDER`` measures in its own process, on findings of the PDFs there.
"""

import json
import subprocess
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from benchmarks.children import MEGABYTE, peak

SENTENCES = 10_000
LETTERS = 12


def tagging(folder):
    """Return what `measure` returns, of a process of its own."""
    command = [sys.executable, "-m", "benchmarks.tagging", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def measure(folder):
    """Tag many sentences in one call; return seconds and MB."""
    import ofstedmine as om
    from ofstedmine.findings.modelfile import MODEL
    from ofstedmine.findings.tagger import SHIPPED, load_tagger
    from ofstedmine.resources import find

    inputs = sentences(folder)
    imports()
    start = time.perf_counter()
    load_tagger()
    loaded = time.perf_counter() - start
    om.tag(inputs[:10])
    before = peak()
    start = time.perf_counter()
    om.tag(inputs)
    took = time.perf_counter() - start
    return {
        "file_mb": (find(SHIPPED) / MODEL).stat().st_size / MEGABYTE,
        "load_s": loaded,
        "tag_mb": (peak() - before) / MEGABYTE,
        "sentences_a_second": len(inputs) / took,
    }


def imports():
    """Import what the tagger imports when it is loaded: that is not its own time."""
    import scipy.sparse
    import skops.io
    from sklearn.feature_extraction.text import TfidfVectorizer

    return scipy.sparse, skops.io, TfidfVectorizer


def sentences(folder):
    """Return findings with their context, no two alike: a text that comes twice is read once."""
    import ofstedmine as om
    from ofstedmine.findings.context import inputs_of

    paths = islice(sorted(Path(folder).glob("*.pdf")), LETTERS)
    found = [one for path in paths for one in inputs_of(om.mine(path, tag=False).findings)]
    return [
        replace(one, text=f"{one.text} ({number})")
        for number, one in enumerate(islice(cycle(found), SENTENCES))
    ]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
