"""A tagger for tests: a few words decide, always the same way, no model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import ofstedmine as om
from ofstedmine.findings.tags import Reason, TagInput, Tags

WORDS = {
    "supervision": "management_oversight",
    "plans": "planning_and_review",
    "workers": "workforce",
    "care leavers": "care_leavers",
    "disabled": "disabled_children",
    "police": "partnership_working",
}


def among(slugs: Sequence[str], chosen: str) -> dict[str, float]:
    """Return scores that leave no doubt which one is chosen."""
    rest = round(0.2 / (len(slugs) - 1), 4)
    return {slug: 0.8 if slug == chosen else rest for slug in slugs}


class StandIn:
    """Tags by words; what stands under a heading of improvements is negative."""

    version = "stand-in-1"
    validated_kinds = frozenset({"ilacs_inspection", "sif_inspection", "jtai"})

    def __init__(self) -> None:
        self.calls: list[list[TagInput]] = []

    def tag(self, inputs: Sequence[TagInput]) -> list[Tags]:
        """Tag sentences one by one."""
        self.calls.append(list(inputs))
        return [self._one(one) for one in inputs]

    def _one(self, given: TagInput) -> Tags:
        book = om.codebook()
        text = given.text.lower()
        found = {theme for word, theme in WORDS.items() if word in text}
        good, bad = "well" in text, "not" in text or "improve" in (given.heading or "").lower()
        sentiment = {(True, True): "mixed", (True, False): "positive", (False, True): "negative"}
        chosen = sentiment.get((good, bad), "neutral")
        progress = "early" if "beginning" in text else "not_stated"
        return Tags(
            themes=tuple(slug for slug in book.theme_slugs if slug in found),
            sentiment=chosen,
            progress=progress,
            theme_scores={slug: 0.9 if slug in found else 0.01 for slug in book.theme_slugs},
            sentiment_scores=among(book.sentiment_slugs, chosen),
            progress_scores=among(book.progress_slugs, progress),
            uncertain="perhaps" in text,
            explain=partial(self._explain, text, chosen),
        )

    def _explain(self, text: str, chosen: str, n: int) -> list[Reason]:
        words = [word for word in ("well", "not") if word in text]
        return [Reason(word, 1.0, f"sentiment.{chosen}") for word in words][:n]
