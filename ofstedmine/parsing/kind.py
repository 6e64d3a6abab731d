"""What kind of letter a text is: its cover or title and its opening sentence decide.

Words anywhere in the text do not: a press release says "focused visit" a dozen times and is none.
A title alone does not either, since an article may bear it; it wants two signs of the letter
itself besides, such as a salutation or the inspectors' sentence. An opening sentence ("This letter
summarises the findings of the monitoring visit ...") is enough, unless it is quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ofstedmine.parsing.profiles import load_profiles
from ofstedmine.parsing.title import match_title
from ofstedmine.records import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofstedmine.parsing.draft import Draft
    from ofstedmine.parsing.profiles import Profile
    from ofstedmine.reading.letter import Letter

__all__ = ["find_kind"]

_NEAR = 4_000
"""Where the sentences of papers that are no letter of a kind must stand to count."""
_LATE = 6_000
_SHARE = 0.25
"""After `_LATE`, an opening sentence must have this share of the text behind it."""
_SIGNS = 2
_QUOTES = "\"'“‘«"


@dataclass(frozen=True)
class _Support:
    """What speaks for one kind: spans of the text."""

    profile: Profile
    title: tuple[int, int] | None
    sentence: tuple[int, int] | None
    quoted: bool
    signs: tuple[tuple[int, int], ...]

    @property
    def score(self) -> int:
        """Title and opening sentence weigh the same."""
        return (self.title is not None) + (self.sentence is not None)

    @property
    def holds(self) -> bool:
        """Whether it is the letter itself, not a text about it."""
        if self.profile.kind == "other":
            return self.score > 0
        own_words = self.sentence is not None and not self.quoted
        return own_words or (self.score > 0 and len(self.signs) >= _SIGNS)


def find_kind(draft: Draft, own: Iterable[Profile] = ()) -> None:
    """Decide the kind and the profile of a letter: the first step.

    Parameters
    ----------
    draft : Draft
        The sheet; ``kind`` and ``profile`` are written. Where two kinds are equally supported,
        or a title has nothing of the letter with it, the kind is ``other`` with a warning.
    own : iterable of Profile, optional
        Profiles in the place of those that the library ships for their kinds.
    """
    profiles = {**load_profiles(), **{profile.kind: profile for profile in own}}
    found = [_support(draft.letter, profile) for profile in profiles.values()]
    held = sorted((s for s in found if s.holds), key=lambda s: -s.score)
    best = [s for s in held if s.score == held[0].score]
    if len(best) == 1:
        _decide(draft, best[0])
        return
    draft.kind, draft.profile = "other", profiles["other"]
    draft.evidence["/kind"] = [Evidence(quote="", rule="kind: nothing decides", kind="derived")]
    if best and all(s.profile.kind != "other" for s in best):
        kinds = " and ".join(s.profile.kind for s in best)
        draft.warn("kind_ambiguous", f"title and opening speak equally for {kinds}")
    elif not best and (near := next((s for s in found if s.score), None)):
        where = near.title or near.sentence
        page = draft.letter.page_at(where[0]) if where else None
        message = f"a title of {near.profile.kind}, but nothing else of such a letter"
        draft.warn("kind_unsure", message, page)


def _decide(draft: Draft, support: _Support) -> None:
    draft.kind, draft.profile = support.profile.kind, support.profile
    named = (("title", support.title), ("opening", support.sentence))
    draft.evidence["/kind"] = [
        draft.cite(span[0], span[1], f"kind: {name}") for name, span in named if span
    ]


def _support(letter: Letter, profile: Profile) -> _Support:
    """Gather what speaks for one kind."""
    title = match_title(letter, profile)
    sentence, quoted = _opening(letter.text, profile)
    signs: tuple[tuple[int, int], ...] = ()
    if title or sentence:
        hits = (pattern.search(letter.text) for pattern in profile.signs)
        signs = tuple(hit.span() for hit in hits if hit)
    return _Support(profile, title[1].span() if title else None, sentence, quoted, signs)


def _opening(text: str, profile: Profile) -> tuple[tuple[int, int] | None, bool]:
    """Find the sentence that opens a letter of a kind, and whether it is quoted."""
    latest = max(_LATE, int(len(text) * (1 - _SHARE)))
    if profile.kind == "other":
        latest = _NEAR
    quoted: tuple[int, int] | None = None
    for pattern in profile.sentences:
        for hit in pattern.finditer(text, 0, min(latest, len(text))):
            if text[max(0, hit.start() - 1) : hit.start()] not in tuple(_QUOTES):
                return hit.span(), False
            quoted = quoted or hit.span()
    return quoted, quoted is not None
