"""What a check costs: one document against many letters, beside the time it took to mine them.

Each check has a process of its own, so that nothing is loaded and nothing is remembered. It is one
process, and so it is held against mining with one worker; what two take is told as well. The
document quotes letters of one council: as they are, with words changed, and words of nobody.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.letters import NAMES, councils, text

LEAST_GAIN = 20
CHECK = """
import json, sys, time
start = time.perf_counter()
import ofstedmine as om
report = om.check(sys.argv[1], om.open_dataset(sys.argv[2]))
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "letters": len(report.letters), **report.counts()}))
"""


def checked(out):
    """Check a made document against a dataset of made letters: by the library, by the command."""
    document = Path(out).with_name("release.md")
    document.write_text(release(), encoding="utf-8")
    called = [sys.executable, "-c", CHECK, str(document), str(out)]
    found = json.loads(output(called))
    command = [sys.executable, "-m", "ofstedmine", "check", str(document), "--against", str(out)]
    start = time.perf_counter()
    output(command)
    return {**found, "command_seconds": time.perf_counter() - start}


def checking_rows(found, one_seconds, many_seconds):
    """Return what `checked` found beside the bar."""
    ways = (("om.check", "seconds"), ("ofstedmine check, the command", "command_seconds"))
    return [
        (
            f"{name}, one document, cold",
            (
                f"{found[key]:.1f} s, 1/{one_seconds / found[key]:.0f} of mining the letters "
                f"with one worker, 1/{many_seconds / found[key]:.0f} with several"
            ),
            f"at most 1/{LEAST_GAIN}",
            one_seconds >= LEAST_GAIN * found[key],
        )
        for name, key in ways
    ]


def release():
    """Return a press release about a council of the made letters."""
    council = councils()[0]
    quotations = []
    for seed in range(0, 4 * NAMES, NAMES):
        first, second, third, *_ = sentences(seed)
        altered = " ".join(second.split()[:4] + second.split()[6:])
        quotations += [first, altered, f"{first[:-1]} ... {third}"]
    said = "\n\n".join(f'Ofsted\'s inspectors said: "{words}"' for words in quotations)
    return (
        "# Inspectors visit\n\nPress release\n\nPublished: 3 December 2025\n\n"
        f"{council} Council has received Ofsted's letter about a focused visit. In October 2022 "
        f"{council} Council was judged 'good'. Inspectors found that 12 of 48 plans were late, and "
        f"that caseloads are reducing.\n\n{said}\n\n"
        'Councillor Ann Other said: "We are proud of our staff."\n\n'
        'Inspectors wrote that "no child anywhere has waited for longer than half a day".\n'
    )


def sentences(seed):
    """Return the sentences of a made letter's findings."""
    findings = text(seed).partition("progress\n\n")[2].partition("\n\nYours")[0]
    return [f"{one}." for one in findings.replace("\n\n", " ").rstrip(".").split(". ")]


def output(command):
    """Run a command to its end and return the last line that it prints."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]
