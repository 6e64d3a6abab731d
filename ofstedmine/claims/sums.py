"""Figures held against each other inside one document: parts and their sum, shares and counts.

The figures of a passage that have shares beside them ("23 ... (8%)") are parts; the count before
them that they come near to is the whole. Nothing else is known: a share that does not follow may be
rounded oddly, or belong to another count, so it is noted and not called wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ofstedmine.claims.models import FigureNote
from ofstedmine.claims.wording import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.claims.models import Figure

__all__ = ["Counted", "counted"]

_BESIDE = 48
_NEAR = 0.2


@dataclass(slots=True)
class Counted:
    """A figure, the share stated of it, the whole that it is part of, what it is held to."""

    figure: Figure
    share: Figure | None = None
    whole: Figure | None = None
    compared_with: Figure | None = None
    notes: list[FigureNote] = field(default_factory=list)


def counted(text: str, figures: Sequence[Figure]) -> list[Counted]:
    """Join the figures of a paragraph with their shares and wholes, and note what does not follow.

    Parameters
    ----------
    text : str
        The document's text.
    figures : sequence of Figure
        Those of one paragraph, in order.

    Returns
    -------
    list of Counted
        One a figure; a share that stands in brackets behind its count is its count's.

    Examples
    --------
    >>> from ofstedmine.claims.figures import find_figures
    >>> text = "Of 298 actions 23 are red (8%), 142 amber (48%) and 133 green (44%)."
    >>> [note.message for one in counted(text, find_figures(text)) for note in one.notes][-1]
    '133 of 298 is 44.6 %, which rounds to 45; stated: 44%'
    """
    found: list[Counted] = []
    skip: set[int] = set()
    for i, figure in enumerate(figures):
        if i in skip:
            continue
        one = Counted(figure)
        following = figures[i + 1] if i + 1 < len(figures) else None
        if following is not None:
            between = text[figure.end : following.start]
            bracket = len(between) <= _BESIDE and between.rstrip().endswith(("(", "or", "–", "-"))
            if figure.unit == "count" and following.unit == "percent" and bracket:
                one.share = following
                skip.add(i + 1)
            elif figure.unit == following.unit and _is_compared(between):
                one.compared_with = following
        found.append(one)
    _find_whole(found)
    return found


def _is_compared(between: str) -> bool:
    """Tell whether the words between two figures hold them against each other."""
    relations = patterns("figures", "relations")
    near = len(between) <= 4 * _BESIDE and "." not in between
    return near and relations["compared"].search(between) is not None


def _find_whole(found: list[Counted]) -> None:
    """Find the count that parts with shares are parts of, and note what sums and shares come to."""
    parts = [one for one in found if one.share is not None]
    if not parts:
        return
    total = sum(one.figure.value for one in parts)
    before = [
        one
        for one in found
        if one.figure.unit == "count"
        and one.share is None
        and one.figure.value > max(part.figure.value for part in parts)
        and one.figure.start < parts[-1].figure.start
    ]
    near = [one for one in before if abs(one.figure.value - total) <= _NEAR * total]
    whole = min(near, key=lambda one: abs(one.figure.value - total)) if near else None
    if whole is None and before and len(parts) == 1:
        whole = before[-1]
    if whole is None:
        return
    if len(parts) > 1:
        holds = total == whole.figure.value
        sums = " + ".join(f"{part.figure.value:g}" for part in parts)
        verdict = "the stated whole" if holds else f"not the stated {whole.figure.value:g}"
        whole.notes.append(
            FigureNote(
                rule="parts_sum_to_whole",
                holds=holds,
                message=f"{sums} = {total:g}, {verdict}",
            )
        )
    nouns = Counter(part.figure.noun.split()[-1] for part in parts if part.figure.noun)
    if len(parts) > 1 and nouns:
        # "A total of 298 had been identified": what is counted is told with the parts.
        noun = nouns.most_common(1)[0][0]
        whole.figure = whole.figure.model_copy(update={"noun": noun})
    for part in parts:
        part.whole = whole.figure
        _note_share(part, whole.figure)


def _note_share(part: Counted, whole: Figure) -> None:
    """Note whether a share follows from its count, as far as its digits go."""
    share = part.share
    if share is None or not whole.value:
        return
    exact = 100 * part.figure.value / whole.value
    number = share.as_written.split("%")[0].split()[0]
    digits = len(number.partition(".")[2]) if number[:1].isdigit() else 0
    rounded = math.floor(exact * 10**digits + 0.5) / 10**digits
    holds = abs(rounded - share.value) < 0.5 * 10**-digits or (
        share.hedge is not None and abs(exact - share.value) <= 2
    )
    words = f"{part.figure.value:g} of {whole.value:g} is {exact:.{digits + 1}f} %"
    if holds:
        message = f"{words}; stated: {share.as_written}"
    else:
        message = f"{words}, which rounds to {rounded:g}; stated: {share.as_written}"
    part.notes.append(FigureNote(rule="share_follows_from_count", holds=holds, message=message))
