"""The tagger that comes with the library: n-grams, networks, probabilities, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.findings.calibration import Calibration, calibrate, confidence
from ofstedmine.findings.features import LONGEST, Features, load_settings
from ofstedmine.findings.labelled import LabelledFinding
from ofstedmine.findings.labels import columns
from ofstedmine.findings.modelfile import UNTITLED, load_parts, save_parts, version_of, write_about
from ofstedmine.findings.probes import load_probes, scores_of
from ofstedmine.findings.student import Network, answer
from ofstedmine.findings.tags import Reason, TagInput, Tags
from ofstedmine.resources import find

if TYPE_CHECKING:
    import numpy as np

__all__ = ["FindingTagger", "load_tagger", "shipped_version"]

SHIPPED = "models/findings"
_CHUNK = 1000  # sentences at a time, so that many need no more memory than few
_GROUPS = ("theme", "sentiment", "progress")
_MOST_WORDS = 80  # of a sentence, that are asked about one by one


class FindingTagger:
    """Tags findings by theme, sentiment and progress.

    Parameters
    ----------
    features : Features
        What it sees.
    networks : list of Network
        What it learnt.
    calibration : Calibration
        What makes probabilities of it.
    about : dict of str to JSON
        What is known of it: ``version``, ``kinds`` on which it was measured.

    Attributes
    ----------
    version : str
        Series and first digits of the hash.
    validated_kinds : frozenset of str
        The kinds of letter that its figures were measured on.
    """

    def __init__(
        self,
        features: Features,
        networks: list[Network],
        calibration: Calibration,
        about: dict[str, Any],
    ) -> None:
        self._features = features
        self._networks = networks
        self._calibration = calibration
        self.about = about
        self.version: str = about.get("version", UNTITLED)
        self.validated_kinds = frozenset(about.get("kinds", ()))

    def tag(self, inputs: Sequence[TagInput]) -> list[Tags]:
        """Tag sentences, each as if it were alone.

        Parameters
        ----------
        inputs : sequence of TagInput
            The sentences.

        Returns
        -------
        list of Tags
            One an input, in order.
        """
        tags: list[Tags] = []
        for start in range(0, len(inputs), _CHUNK):
            chunk = inputs[start : start + _CHUNK]
            features = self._features.transform(chunk)
            found = self._calibration.probabilities(answer(self._networks, features))
            # Of a sentence without one known word nothing can be said.
            sure = confidence(found) >= self._calibration.unsure
            sure &= self._features.known(features)
            tags += map(self._tags, chunk, found, sure, *self._chosen(found))
        return tags

    def calibrate(self, soft: np.ndarray, rows: Sequence[LabelledFinding]) -> None:
        """Learn probabilities, thresholds and doubt anew.

        Parameters
        ----------
        soft : numpy.ndarray, shape (n_rows, n_labels)
            Answers about sentences by taggers of the same making that saw nothing of their
            authorities: only such answers are as wrong as those about new letters.
        rows : sequence of LabelledFinding
            The sentences with their labels.
        """
        self._calibration = calibrate(soft, rows, seed=self.about.get("seed", 0))

    def save(self, folder: Path) -> dict[str, Any]:
        """Write the tagger into a folder.

        Parameters
        ----------
        folder : Path
            Where to; it is made if it is missing.

        Returns
        -------
        dict of str to JSON
            What is known of it, with the hash of its file and its scores of the probes.
        """
        about = save_parts(
            self._features, self._networks, self._calibration, self.about, Path(folder)
        )
        # By the tagger as it will be loaded: its file keeps coarser weights.
        saved = FindingTagger(*load_parts(Path(folder)))
        about["probes"] = scores_of(saved.tag(load_probes()))
        write_about(about, Path(folder))
        return about

    def _chosen(self, found: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        where = columns()
        return (
            self._calibration.given(found),
            self._calibration.chosen(found, where.sentiment),
            self._calibration.chosen(found, where.progress),
        )

    def soft(self, inputs: Sequence[TagInput]) -> np.ndarray:
        """Return the networks' answers before they become probabilities.

        Parameters
        ----------
        inputs : sequence of TagInput
            The sentences.

        Returns
        -------
        numpy.ndarray of float64, shape (n_inputs, n_labels)
            About 1 where a label fits.
        """
        return answer(self._networks, self._features.transform(inputs))

    def _tags(
        self,
        one: TagInput,
        found: np.ndarray,
        sure: bool,
        given: np.ndarray,
        sentiment_chosen: int,
        progress_chosen: int,
    ) -> Tags:
        where = columns()
        scores = dict(zip(where.slugs[where.themes], found[where.themes].tolist(), strict=True))
        tones = [
            dict(zip(where.slugs[group], found[group].tolist(), strict=True))
            for group in (where.sentiment, where.progress)
        ]
        themes = tuple(
            slug for slug, is_given in zip(scores, given.tolist(), strict=True) if is_given
        )
        sentiment = where.slugs[where.sentiment.start + sentiment_chosen]
        progress = where.slugs[where.progress.start + progress_chosen]
        return Tags(
            themes=themes,
            sentiment=sentiment,
            progress=progress,
            theme_scores=scores,
            sentiment_scores=tones[0],
            progress_scores=tones[1],
            uncertain=not bool(sure),
            explain=partial(self._explain, one, (themes, sentiment, progress)),
        )

    def _explain(
        self, one: TagInput, given: tuple[tuple[str, ...], str, str], n: int
    ) -> list[Reason]:
        """Return what decided: how the log-odds of each label fall without a word.

        The sentence is tagged anew without each of its words, without its heading and without
        the sentence before it. That holds whatever the tagger is made of.
        """
        import numpy as np

        without = list(_without(one))
        if not without:
            return []
        soft = self.soft([one, *(other for _, other in without)])
        odds = self._calibration.log_odds(soft)
        falls = odds[0] - odds[1:]
        where = columns()
        groups = (
            (where.themes, given[0]),
            (where.sentiment, given[1:2]),
            (where.progress, given[2:]),
        )
        reasons = [
            Reason(word, round(fall, 3), f"{name}.{slug}")
            for name, (group, slugs) in zip(_GROUPS, groups, strict=True)
            for slug in slugs
            for (word, _), fall in zip(
                without, falls[:, where.slugs.index(slug, group.start)].tolist(), strict=True
            )
        ]
        order = np.argsort([-abs(reason.weight) for reason in reasons], kind="stable")
        return [reasons[i] for i in order[:n]]


def _without(one: TagInput) -> Iterator[tuple[str, TagInput]]:
    """Yield what may be left out of an input, and the input without it."""
    spans = [
        (match.start(), match.end())
        for match in load_settings().token.finditer(one.text[:LONGEST].replace("’", "'"))
    ]
    for start, end in spans[:_MOST_WORDS]:
        if any(map(str.isalnum, one.text[start:end])):
            yield one.text[start:end], replace(one, text=one.text[:start] + one.text[end:])
    if one.heading:
        yield f"heading: {one.heading}", replace(one, heading=None)
    if one.previous:
        yield "the sentence before", replace(one, previous=None)
    if one.role or one.bullet:
        yield "the place in the letter", replace(one, role=None, bullet=False)


@lru_cache(maxsize=4)
def load_tagger(path: Path | None = None) -> FindingTagger:
    """Load a trained tagger; one that was loaded before is not loaded again.

    Parameters
    ----------
    path : Path, optional
        The folder that `ofstedmine train` wrote; the tagger that comes with the library by
        default.

    Returns
    -------
    FindingTagger
        Ready to tag.

    Raises
    ------
    DataError
        If there is none, or it was changed or made by another version.

    Examples
    --------
    >>> tagger = load_tagger()
    >>> [tags] = tagger.tag([TagInput("Supervision of social workers is not regular.")])
    >>> tags.sentiment
    'negative'
    """
    return FindingTagger(*load_parts(find(SHIPPED) if path is None else Path(path)))


def shipped_version() -> str:
    """Return the version of the tagger that comes with the library, without loading it.

    Returns
    -------
    str
        As records name it.

    Examples
    --------
    >>> shipped_version() == load_tagger().version
    True
    """
    return version_of(find(SHIPPED))
