"""The check: each claim of a document held against the letters of its authority."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from ofstedmine.claims.between import differences
from ofstedmine.claims.check_figures import check_figure
from ofstedmine.claims.check_findings import check_finding, passes_on
from ofstedmine.claims.check_judgements import check_judgement
from ofstedmine.claims.check_quotations import QuotationDesk
from ofstedmine.claims.check_visits import check_visit, is_of, latest_of, visit_of
from ofstedmine.claims.claiming import read_paper
from ofstedmine.claims.models import Checked, CheckReport, Paper, Tone
from ofstedmine.claims.outcome import Outcome
from ofstedmine.claims.shelf import letters_of
from ofstedmine.claims.tone import tone_of
from ofstedmine.claims.wording import scope_words
from ofstedmine.reading import Letter

if TYPE_CHECKING:
    from ofstedmine.claims.check_figures import Tie
    from ofstedmine.claims.models import AnyClaim, Figure, FigureClaim, VisitClaim
    from ofstedmine.claims.shelf import Held, Records
    from ofstedmine.findings.tags import Tagger
    from ofstedmine.parsing.gazetteer import Gazetteer

    Document = str | os.PathLike[str] | bytes | BinaryIO | Letter | Paper

__all__ = ["check"]

_BACK = 700
"""How far back, in characters, a visit that was named is still the one that is spoken of."""


def check(
    document: Document,
    dataset: Records,
    *,
    authority: str | None = None,
    beside: Sequence[Document] = (),
    gazetteer: Gazetteer | None = None,
    tagger: Tagger | None = None,
) -> CheckReport:
    r"""Hold what a document says of visits against the letters about them.

    Parameters
    ----------
    document : path, bytes, binary file object, Letter or Paper
        A press release, committee paper or article.
    dataset : Dataset or Shelf
        Where the letters are: anything with ``records(authority=...)`` and ``letter(id)``. It is
        asked for the records of one authority only.
    authority : str, optional
        The authority that the document is about, where its words do not tell.
    beside : sequence of documents, optional
        Other documents of this authority, whose figures are set beside this one's.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    tagger : Tagger, optional
        What tags paraphrased findings; the one that comes with the library by default.

    Returns
    -------
    CheckReport
        Each claim with its status and both passages, and the tone of letter and document.

    Raises
    ------
    UnreadableLetter
        If no text can be read from the document.

    Examples
    --------
    >>> import ofstedmine as om
    >>> from ofstedmine.claims import Shelf
    >>> text = b"Published: 4 June 2024\n\nNorthmoor Council was judged 'good' in May."
    >>> report = om.check(text, Shelf([]))
    >>> [one.status for one in report.checks]
    ['not_checkable']
    """

    def as_paper(one: Document) -> Paper:
        if isinstance(one, Paper):
            return one
        return read_paper(one, gazetteer=gazetteer, tagger=tagger)

    paper = as_paper(document)
    wanted = [authority] if authority else paper.authorities
    name, letters = letters_of(dataset, wanted, paper.dated)
    found = _Check(paper, letters).all()
    notes = [] if name else ["no authority that the document names has a letter in the dataset"]
    if any(held.letter is None for held in letters):
        notes.append("only records are at hand, not the letters: their findings were searched")
    return CheckReport(
        document=paper,
        authority=name or paper.authority,
        letters=[held.name for held in letters],
        checks=[checked for checked, _ in found],
        tone=_tones(found),
        between_documents=differences([paper, *map(as_paper, beside)]) if beside else [],
        notes=notes,
    )


class _Check:
    """Checks the claims of one document, each with the letter that it speaks of."""

    def __init__(self, paper: Paper, letters: list[Held]) -> None:
        self.paper = paper
        self.letters = letters
        self.latest = latest_of(paper, letters)
        self.desk = QuotationDesk(letters)
        self.visits: list[tuple[VisitClaim, Held]] = []
        for claim in paper.claims:
            if claim.kind == "visit":
                held = visit_of(claim, paper, letters)
                if held is not None:
                    self.visits.append((claim, held))

    def all(self) -> list[tuple[Checked, Outcome]]:
        """Return the claims with what was found."""
        found = []
        outcomes: list[tuple[AnyClaim, Outcome]] = [(c, self.one(c)) for c in self.paper.claims]
        for sentence in self.paper.may_pass_on if self.letters else ():
            like = passes_on(sentence, self.tied(sentence)[0], self.letters)
            if like is not None:
                outcomes.append((sentence, like))
        outcomes.sort(key=lambda one: (one[0].start, one[0].end, one[0].kind))
        for claim, outcome in outcomes:
            checked = Checked(
                claim=claim,
                status=outcome.status,
                why=outcome.why,
                sureness=outcome.sureness,
                passages=outcome.passages,
                alignment=outcome.alignment,
                changes=outcome.changes,
                scope=scope_words(claim.text),
                finding_ids=outcome.findings,
            )
            found.append((checked, outcome))
        return found

    def one(self, claim: AnyClaim) -> Outcome:
        """Check a claim by its kind."""
        if claim.kind == "visit":
            return check_visit(claim, self.paper, self.letters)
        if claim.kind == "judgement":
            return check_judgement(claim, self.letters)
        tied, tie = self.tied(claim)
        if claim.kind == "quotation":
            same = [
                one
                for one in self.paper.claims
                if one.kind == "quotation"
                and one.paragraph == claim.paragraph
                and one.id != claim.id
            ]
            return self.desk.check(claim, tied, same)
        if claim.kind == "figure":
            return check_figure(claim, tied, self.letters, tie=tie, beside=self.beside(claim))
        return check_finding(claim, tied, self.letters)

    def beside(self, claim: FigureClaim) -> list[Figure]:
        """Return the other figures of a claim's sentence."""
        return [
            figure
            for one in self.paper.claims
            if one.kind == "figure" and one.sentence_start == claim.sentence_start
            for figure in (one.figure, one.share)
            if figure is not None and figure.start != claim.start
        ]

    def tied(self, claim: AnyClaim) -> tuple[Held | None, Tie]:
        """Return the letter that a claim speaks of, and how that is told."""
        end = claim.sentence_start + len(claim.text)
        here = [
            (visit, held)
            for visit, held in self.visits
            if claim.sentence_start <= visit.start < end and (visit.when or visit.number)
        ]
        if here:
            before = [one for one in here if one[0].start <= claim.start] or here
            alone = len({id(held) for _, held in here}) == 1
            return before[-1][1], "own" if alone else "near"
        if claim.kind == "figure" and claim.when is not None:
            then = [held for held in self.letters if is_of(held, claim.when)]
            return (then[-1], "own") if len(then) == 1 else (None, "none")
        back = [
            (visit, held)
            for visit, held in self.visits
            if visit.start < claim.start and claim.start - visit.start <= _BACK
        ]
        here = [one for one in back if one[0].paragraph == claim.paragraph]
        if here and self.paper.kind != "press_release":
            return here[-1][1], "near"
        if self.latest is not None:
            return self.latest, "about"
        return (back[-1][1], "near") if back else (None, "unknown")


def _tones(found: list[tuple[Checked, Outcome]]) -> list[Tone]:
    """Return the tone of the letter that most claims were found in, and what was passed on."""
    passed: dict[int, set[str]] = {}
    helds: dict[int, Held] = {}
    counts: dict[int, int] = {}
    for checked, outcome in found:
        held = outcome.held
        if held is None or checked.claim.kind == "judgement":
            continue
        key = id(held)
        helds[key] = held
        counts[key] = counts.get(key, 0) + 1
        if outcome.status != "not_found":
            ids = set(outcome.findings) | _findings_of(outcome, held)
            passed.setdefault(key, set()).update(ids)
    if not counts:
        return []
    key = max(counts, key=lambda one: (counts[one], helds[one].day))
    tone = tone_of(helds[key], passed.get(key, set()))
    return [tone] if tone else []


def _findings_of(outcome: Outcome, held: Held) -> set[str]:
    """Return the findings that the passages of an outcome lie in."""
    places = [(one.start, one.end) for one in outcome.passages if one.start is not None]
    return {
        finding.id
        for finding in held.record.findings
        for start, end in places
        if end is not None and finding.start < end and start < finding.end
    }
