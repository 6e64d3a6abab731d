"""Training a tagger: teacher, soft labels, student, calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from ofstedmine._version import __version__
from ofstedmine.errors import DataError
from ofstedmine.findings.calibration import calibrate
from ofstedmine.findings.features import Features, load_settings
from ofstedmine.findings.labelled import LabelledFinding, PlacedFinding
from ofstedmine.findings.labels import labels_of
from ofstedmine.findings.student import answer, train_networks
from ofstedmine.findings.tagger import FindingTagger
from ofstedmine.findings.tags import TagInput
from ofstedmine.findings.teacher import Teacher
from ofstedmine.findings.vectors import Vectors, load_vectors
from ofstedmine.resources import ResourceNotFound, find

__all__ = ["SERIES", "shipped_vectors", "train"]

SERIES = "1"
"""Series of models: raised when what tags mean changes."""
VECTORS = "corpus/annotations/vectors.npz"
MEASURED = 300
"""A kind of document with so many labelled sentences counts as measured."""
BARE = 8
"""One in so many sentences is learnt without its context, as `tag` may be asked."""
_LEAST = 30

Report = Callable[[str], Any]


def train(
    rows: Sequence[LabelledFinding],
    *,
    seed: int = 0,
    unlabelled: Sequence[PlacedFinding] | None = None,
    vectors: Vectors | None = None,
    report: Report | None = None,
) -> FindingTagger:
    """Train a tagger.

    A teacher (`Teacher`) learns from the labelled sentences and answers for the others; networks
    learn from the answers, and from the labels. The tagger's probabilities are too bold, being
    learnt on sentences that it knows: give `FindingTagger.calibrate` what `cross_train` returns,
    as the command ``ofstedmine train`` does.

    Parameters
    ----------
    rows : sequence of LabelledFinding
        Labelled sentences of several authorities, each once.
    seed : int, default 0
        Where chance begins: same rows, same seed, same tagger.
    unlabelled : sequence of PlacedFinding, optional
        Sentences of the same sort without labels: the more, the better. Without them the
        networks learn from the labelled ones alone.
    vectors : Vectors, optional
        Meanings for the teacher; those that lie in the project by default, where they do.
    report : callable, optional
        Is told what is done.

    Returns
    -------
    FindingTagger
        Ready to tag and to save.

    Raises
    ------
    DataError
        If there are too few sentences or they are all of one authority.

    Examples
    --------
    >>> rows = [
    ...     LabelledFinding(text=f"{what} {how} in team {team}.", themes=(), sentiment=tone,
    ...                     progress="not_stated", authority=str(team))
    ...     for team in range(12)
    ...     for what in ("Plans are", "Visits are")
    ...     for how, tone in (("good", "positive"), ("late", "negative"))
    ... ]
    >>> [tags] = train(rows).tag([TagInput("Visits are late in team 5.")])
    >>> tags.sentiment
    'negative'
    """
    if len(rows) < _LEAST:
        raise DataError(
            f"{len(rows)} labelled sentences are too few to learn from: {_LEAST} at least"
        )
    import numpy as np

    say = report or (lambda _: None)
    chosen = shipped_vectors() if vectors is None else vectors
    say("teacher: learns from the labelled sentences")
    teacher = Teacher(rows, chosen)
    # Half a label, half the answer of teachers that saw nothing of the authority: a label may be
    # wrong, and an answer that is only learnt by heart teaches nothing.
    known = (labels_of(rows) + teacher.answer_unseen()) / 2
    own = [row.input for row in rows]
    blocks = load_settings().sets["tagger"]
    if unlabelled:
        say(f"teacher: answers for {len(unlabelled):,} sentences")
        inputs = [*_some_bare([row.input for row in unlabelled]), *own, *own]
        soft = np.vstack([teacher.answer(unlabelled), known, known])
        features = Features.fit(inputs, blocks)
    else:
        inputs, soft = own, known
        features = Features.fit(inputs, blocks, at_least=2)
    networks = train_networks(features.transform(inputs), soft, seed=seed, report=say)
    answers = answer(networks, features.transform(own))
    kinds = Counter(row.kind for row in rows)
    about = {
        "series": SERIES,
        "seed": seed,
        "ofstedmine": __version__,
        "sentences": len(rows),
        "unlabelled": len(unlabelled or ()),
        "teacher": "n-grams and meanings" if chosen is not None else "n-grams",
        "kinds": sorted(kind for kind, number in kinds.items() if number >= MEASURED),
    }
    return FindingTagger(features, networks, calibrate(answers, rows, seed=seed), about)


def shipped_vectors() -> Vectors | None:
    """Return the meanings that lie in the project; an installed library has none.

    Returns
    -------
    Vectors or None
        For the teacher.
    """
    try:
        return load_vectors(find(VECTORS))
    except ResourceNotFound:
        return None


def _some_bare(inputs: list[TagInput]) -> list[TagInput]:
    """Return inputs of which some are without context."""
    return [TagInput(one.text) if i % BARE == 0 else one for i, one in enumerate(inputs)]
