"""Quotations laid beside the letters: the one that is meant first, then the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ofstedmine.claims.aligning import Alignment, Indexed, align
from ofstedmine.claims.models import Passage
from ofstedmine.claims.outcome import Outcome
from ofstedmine.claims.wording import content, scope_words, words_of

if TYPE_CHECKING:
    from ofstedmine.claims.models import QuotationClaim
    from ofstedmine.claims.shelf import Held, Said

__all__ = ["QuotationDesk"]

_LEAST = 4
"""Fewer words than these stand in any letter by chance."""
_CLOSE = 0.8
_FEW = 3
"""Fewer words than these have no place that they could be changed from."""
_LONG = 2
"""Words that say something, from which a speech has so many in a row only where it quotes."""
_THEIRS = "words of the council: not Ofsted's, and in no letter"


def _is_long(quote: str) -> bool:
    """Tell whether a letter that has these words has them by no chance."""
    return len(words_of(quote)) >= _LEAST and len(content(quote)) >= _LONG


class QuotationDesk:
    """Lays quotations beside letters; each letter is indexed once.

    Parameters
    ----------
    letters : sequence of Held
        The authority's letters up to the document's day, in order.
    """

    def __init__(self, letters: Sequence[Held]) -> None:
        self._letters = letters
        self._indexed: dict[int, Indexed] = {}

    def check(
        self, claim: QuotationClaim, tied: Held | None, beside: Sequence[QuotationClaim] = ()
    ) -> Outcome:
        """Lay a quotation beside the letters.

        Parameters
        ----------
        claim : QuotationClaim
            The quotation.
        tied : Held or None
            The letter that it is said to be from, where that is told.
        beside : sequence of QuotationClaim, optional
            The other quotations of its paragraph, which tell whose it is if it is not said.

        Returns
        -------
        Outcome
            With how it stands to the letter, and the changed words.
        """
        if not self._letters:
            return Outcome("not_checkable", "the dataset has no letter of this authority by then")
        own = claim.attributed_to == "council"
        if own and not _is_long(claim.quote):
            return Outcome("not_checkable", _THEIRS)
        order = [*reversed(self._letters)]
        if tied is not None:
            order = [tied, *(one for one in order if one is not tied)]
        found = []
        for held in order:
            alignment = align(claim.quote, self._index(held))
            if alignment.kind == "exact":
                return self._exact(claim, alignment, held)
            found.append((alignment, held))
        if own:
            return Outcome("not_checkable", _THEIRS)
        if len(words_of(claim.quote)) < _FEW:
            found = [(Alignment("not_there"), held) for _, held in found]
        if claim.attributed_to == "unknown" and not self._reported(claim, beside):
            close = [x for x in found if x[0].kind != "not_there" and x[0].share >= _CLOSE]
            if not close:
                return Outcome("not_checkable", "it is not said whose words these are")
        # Of places as good as each other the letter that is meant comes first.
        best, held = max(
            found, key=lambda x: (round(x[0].share + 0.1 * (x[1] is tied), 3), -order.index(x[1]))
        )
        if best.kind == "not_there":
            if any(one.letter is None for one in self._letters):
                why = "only the findings of the letters are at hand, and none has these words"
                return Outcome("not_checkable", why, alignment="not_there")
            return Outcome("not_found", "no letter has these words", alignment="not_there")
        return self._changed(best, held)

    def _reported(self, claim: QuotationClaim, beside: Sequence[QuotationClaim]) -> bool:
        """Tell whether a quotation stands with others of a letter, and with no one else's."""
        if len(words_of(claim.quote)) < _FEW or any(b.attributed_to == "council" for b in beside):
            return False
        return any(
            one.attributed_to == "ofsted" or align(one.quote, self._index(held)).kind == "exact"
            for one in beside
            for held in self._letters
        )

    def _index(self, held: Held) -> Indexed:
        key = id(held)
        if key not in self._indexed:
            if held.letter is not None:
                text = "\n\n".join(one.text for one in held.said)
            else:
                text = "\n\n".join(one.text for one in held.record.findings)
            self._indexed[key] = Indexed(text, held.weights)
        return self._indexed[key]

    def _exact(self, claim: QuotationClaim, found: Alignment, held: Held) -> Outcome:
        few = len(words_of(claim.quote)) < _LEAST
        passages = self._passages(found, held)
        return Outcome(
            "supported",
            "the letter has these words",
            passages,
            "likely" if few else "sure",
            "exact",
            held=held,
            findings=self._findings(found, held),
        )

    def _changed(self, found: Alignment, held: Held) -> Outcome:
        if found.kind == "stitched":
            why = "pieces of several sentences of the letter, put together as one"
        else:
            why = "the letter has other words in this place"
        return Outcome(
            "differs_from_letter",
            why,
            self._passages(found, held),
            "sure" if found.share >= _CLOSE else "likely",
            found.kind,
            list(found.changes),
            held,
            self._findings(found, held),
        )

    def _sentences(self, found: Alignment, held: Held) -> list[Said]:
        """Return the sentences of a letter that an alignment lies in."""
        index = self._index(held)
        starts, at = [], 0
        for one in held.said:
            starts.append((at, at + len(one.text), one))
            at += len(one.text) + 2
        places = [index.span(first, last) for first, last in found.spans]
        return [one for a, b, one in starts if any(a < end and start < b for start, end in places)]

    def _passages(self, found: Alignment, held: Held) -> list[Passage]:
        return [
            held.passage(one).model_copy(update={"scope": scope_words(one.text)})
            for one in self._sentences(found, held)
        ]

    def _findings(self, found: Alignment, held: Held) -> list[str]:
        return [one.finding for one in self._sentences(found, held) if one.finding]
