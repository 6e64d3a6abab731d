"""Notes what the shipped tagger says of the probes: ``python -m tests.probes``."""

from __future__ import annotations

from ofstedmine.findings.modelfile import write_about
from ofstedmine.findings.probes import load_probes, scores_of
from ofstedmine.findings.tagger import SHIPPED, load_tagger
from ofstedmine.resources import find

if __name__ == "__main__":
    tagger = load_tagger()
    probes = scores_of(tagger.tag(load_probes()))
    write_about(tagger.about | {"probes": probes}, find(SHIPPED))
