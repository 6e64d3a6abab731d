"""From a secondary document to its claims, each with the words that it stands in."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from typing import TYPE_CHECKING, BinaryIO

import regex

from ofstedmine.claims.figures import find_figures
from ofstedmine.claims.finding_parts import parts_of
from ofstedmine.claims.judgements import find_judgements
from ofstedmine.claims.models import (
    AnyClaim,
    Attribution,
    FigureClaim,
    FindingClaim,
    JudgementClaim,
    Paper,
    QuotationClaim,
    VisitClaim,
)
from ofstedmine.claims.paper import Source, Span, look_at
from ofstedmine.claims.quotations import find_quotations
from ofstedmine.claims.sums import counted
from ofstedmine.claims.telling import attributions, plain_words
from ofstedmine.claims.visits import find_visits
from ofstedmine.claims.when import When, find_times
from ofstedmine.claims.wording import content, patterns
from ofstedmine.findings.cohort import cohorts_of
from ofstedmine.findings.tagging import shipped_tagger
from ofstedmine.findings.tagging import tag as tag_sentences
from ofstedmine.reading import Letter, read
from ofstedmine.records import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ofstedmine.claims.models import Figure
    from ofstedmine.findings.tags import Tagger
    from ofstedmine.parsing.gazetteer import Gazetteer

__all__ = ["claims", "read_paper"]

_SPOKEN = 0.6
"""Where so much of a sentence is quotation, the quotation is the claim."""
_BESIDE_LEAST = 4
_BEHIND, _FRONT = 130, 30
_LEAD = 300
_FROM = regex.compile(r"\b(?:since|until|by|from|before|after)\b", regex.IGNORECASE)
_SPAN = regex.compile(r"(?:\b(?:next|last|past|over|the|in)\s)$")
_TIMES = regex.compile(r"\stimes\s(?:as|more|the|over|higher|larger)\b")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")


def claims(
    source: str | os.PathLike[str] | bytes | BinaryIO | Letter,
    *,
    gazetteer: Gazetteer | None = None,
    tagger: Tagger | None = None,
) -> list[AnyClaim]:
    r"""Return what a press release, committee paper or article says of visits.

    Parameters
    ----------
    source : path, bytes, binary file object or Letter
        The document, in any format that `read` knows, or as it was read.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    tagger : Tagger, optional
        What tags paraphrased findings; the one that comes with the library by default.

    Returns
    -------
    list of Claim
        In the order of the document.

    Raises
    ------
    UnreadableLetter
        If no text can be read from the file.

    Examples
    --------
    >>> import ofstedmine as om
    >>> text = b"Published: 4 June 2024\n\nNorthmoor Council was judged 'good' in May."
    >>> [(one.kind, one.grade, str(one.when.start)) for one in om.claims(text)]
    [('judgement', 'good', '2024-05-01')]
    """
    return read_paper(source, gazetteer=gazetteer, tagger=tagger).claims


def read_paper(
    source: str | os.PathLike[str] | bytes | BinaryIO | Letter,
    *,
    gazetteer: Gazetteer | None = None,
    tagger: Tagger | None = None,
) -> Paper:
    r"""Read a secondary document: its kind, date, authority and claims.

    Parameters
    ----------
    source : path, bytes, binary file object or Letter
        The document, in any format that `read` knows, or as it was read.
    gazetteer : Gazetteer, optional
        The authorities to look for; those that the library ships by default.
    tagger : Tagger, optional
        What tags paraphrased findings; the one that comes with the library by default.

    Returns
    -------
    Paper
        The document with its claims.

    Raises
    ------
    UnreadableLetter
        If no text can be read from the file.

    Examples
    --------
    >>> paper = read_paper(b"News release\n\n4 June 2024\n\nNorthmoor Council waits.\n")
    >>> paper.kind, str(paper.dated), paper.authority
    ('press_release', '2024-06-04', 'Northmoor')
    """
    letter = source if isinstance(source, Letter) else read(source)
    looked = look_at(letter, gazetteer)
    model = tagger or shipped_tagger()
    finder = _Finder(looked)
    found = finder.all(model)
    told = [(one.start, one.end) for one in found if one.kind == "finding"]
    open_to = finder.findings(model, finder.events, ("document", "council"))
    return Paper(
        kind=looked.kind,
        dated=looked.dated,
        date_precision=looked.precision,
        date_inferred=looked.inferred,
        authorities=looked.authorities,
        may_pass_on=[o for o in open_to if not any(a < o.end and o.start < b for a, b in told)],
        evidence=looked.evidence,
        uri=letter.uri,
        sha256=letter.sha256,
        model_version=model.version,
        claims=sorted(found, key=lambda one: (one.start, one.end, one.kind)),
    )


class _Finder:
    """Finds the claims of one document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.quotations = find_quotations(source)
        self._years = self._years_named()
        self.events: list[tuple[int, int]] = []
        self.told = attributions(source, self.quotations)
        self.spoken = [
            (q.outer_start, q.outer_end)
            for q in self.quotations
            if q.by not in ("ofsted", "told_inspectors")
        ]

    def all(self, tagger: Tagger) -> list[AnyClaim]:
        """Return all claims."""
        visits = list(self.visits())
        judgements = list(self.judgements())
        taken = [(one.start, one.end) for one in visits]
        found: list[AnyClaim] = [*visits, *judgements, *self.quoted(), *self.figures(taken)]
        self.events = sorted(taken + [(one.start, one.end) for one in judgements])
        found += self.findings(tagger, self.events)
        return found

    # -- parts of a claim ----------------------------------------------------------------------

    def base(self, kind: str, start: int, end: int, rule: str, by: Attribution) -> dict[str, Any]:
        """Return the fields that every claim has."""
        span = self.sentence_at(start)
        place = f"{self.source.letter.sha256}:{kind}:{start}:{end}"
        return {
            "id": hashlib.sha256(place.encode()).hexdigest()[:12],
            "text": self.text[min(span.start, start) : max(span.end, end)],
            "sentence_start": min(span.start, start),
            "start": start,
            "end": end,
            "page": self.source.letter.page_at(start),
            "paragraph": span.block,
            "before": self._before(self.number_at(start)),
            "attributed_to": by,
            "evidence": [self.source.cite(start, end, rule)],
        }

    def _before(self, number: int) -> str:
        """Return the words that lead up to a sentence: the one before it, or a list's lead."""
        span = self.source.sentences[number]
        if number and self.source.sentences[number - 1].block == span.block:
            before = self.source.sentences[number - 1]
            return self.text[before.start : before.end]
        if self.source.blocks[span.block].kind == "bullet":
            lead = [b for b in self.source.blocks[: span.block] if b.kind != "bullet"]
            return lead[-1].text[-_LEAD:] if lead else ""
        return ""

    def sentence_at(self, at: int) -> Span:
        """Return the sentence that holds a place."""
        return self.source.sentences[self.number_at(at)]

    def number_at(self, at: int) -> int:
        """Return the number of the sentence that holds a place."""
        low, high = 0, len(self.source.sentences) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.source.sentences[middle].start <= at:
                low = middle
            else:
                high = middle - 1
        return low

    def by_at(self, at: int) -> Attribution:
        """Return whose words a place is: a quotation's, else its sentence's."""
        for one in self.quotations:
            if one.outer_start <= at < one.outer_end:
                return one.by
        return self.told[self.number_at(at)]

    # -- kinds of claims -----------------------------------------------------------------------

    def visits(self) -> Iterator[VisitClaim]:
        """Yield the claims about visits."""
        for one in find_visits(self.source, self.spoken):
            when = one.when
            yield VisitClaim(
                **self.base("visit", one.start, one.end, "visit-words", self.by_at(one.start)),
                event=one.event,
                planned=one.planned,
                number=one.number,
                count=one.count,
                over=one.over,
                latest=one.latest,
                when=list(when.periods) if when else [],
                precision=when.precision if when else None,
                year_inferred=when.inferred if when else False,
                weekday_fits=when.weekday_fits if when else None,
                about=list(one.about),
            )

    def judgements(self) -> Iterator[JudgementClaim]:
        """Yield the claims about grades."""
        for one in find_judgements(self.source, self.spoken):
            when = one.when
            yield JudgementClaim(
                **self.base("judgement", one.start, one.end, "judged-words", self.by_at(one.start)),
                grade=one.grade,
                area=one.area,
                when=_whole(when) if when else None,
                precision=when.precision if when else None,
                year_inferred=when.inferred if when else False,
                event="letter" if one.published else "inspection",
            )

    def quoted(self) -> Iterator[QuotationClaim]:
        """Yield the quotations."""
        for one in self.quotations:
            base = self.base("quotation", one.outer_start, one.outer_end, "quotation-marks", one.by)
            speaker = None
            if one.speaker is not None:
                speaker = " ".join(self.text[slice(*one.speaker)].split())
                base["evidence"].append(self.source.cite(*one.speaker, "speaker-named"))
            yield QuotationClaim(
                **base, quote=self.text[one.start : one.end].strip(), speaker=speaker
            )

    def figures(self, taken: Sequence[tuple[int, int]]) -> Iterator[FigureClaim]:
        """Yield the claims with figures, those of a paragraph held against each other."""
        spans: dict[int, list[Span]] = {}
        for span in self.source.sentences:
            spans.setdefault(span.block, []).append(span)
        for group in spans.values():
            figures = [
                figure
                for span in group
                for figure in find_figures(self.text, span.start, span.end)
                if not any(a <= figure.start < b for a, b in taken) and self._counts(figure)
            ]
            for one in counted(self.text, figures):
                end = one.share.end if one.share else one.figure.end
                span = self.sentence_at(one.figure.start)
                by = self.by_at(one.figure.start)
                yield FigureClaim(
                    **self.base("figure", one.figure.start, end, "figure", by),
                    figure=one.figure,
                    share=one.share,
                    whole=one.whole,
                    compared_with=one.compared_with,
                    when=self._time_of(one.figure, end, span),
                    notes=one.notes,
                )

    def _counts(self, figure: Figure) -> bool:
        """Tell whether a figure says something: "two years ago" and "one of three" do not."""
        after = self.text[figure.end : figure.end + 12]
        if figure.unit in ("minutes", "days", "months", "years"):
            before = self.text[max(0, figure.start - 14) : figure.start].lower()
            return not (
                after.lstrip()
                .lower()
                .startswith(("ago", "later", "earlier", "before", "after", "or"))
                or _SPAN.search(before) is not None
            )
        if figure.hedge == "nearly" and figure.unit == "count" and not figure.noun:
            return False
        return not _TIMES.match(self.text, figure.end)

    def _time_of(self, figure: Figure, end: int, span: Span) -> Period | None:
        """Return the time of a figure: right behind it, else what its sentence begins with."""
        known = self.source.dated
        behind = [
            time
            for time in find_times(self.text, end, min(span.end, end + _BEHIND), known)
            if not _FROM.search(self.text, max(end, time.start - 12), time.start)
        ]
        if behind and not find_figures(self.text, end, behind[0].start):
            return _whole(behind[0])
        year = self._years.get(span.block)
        ahead = find_times(self.text, span.start, figure.start, known, year=year)
        if ahead and ahead[0].start - span.start < _FRONT:
            return _whole(ahead[0])
        return None

    def _years_named(self) -> dict[int, int]:
        """Return for each block the year that was named last before its end."""
        found: dict[int, int] = {}
        last: int | None = None
        for number, block in enumerate(self.source.blocks):
            for match in _YEAR.finditer(block.text):
                last = int(match.group())
            if last is not None:
                found[number] = last
        return found

    def findings(
        self,
        tagger: Tagger,
        events: list[tuple[int, int]],
        whose: tuple[Attribution, ...] = ("ofsted",),
    ) -> list[FindingClaim]:
        """Return what the document passes on of findings, tagged; not that there was a visit."""
        telling = patterns("retelling", "telling")
        parts: list[tuple[int, int]] = []
        said_by: list[Attribution] = []
        for span, by in zip(self.source.sentences, self.told, strict=True):
            if by not in whose or self.source.blocks[span.block].kind == "heading":
                continue
            spoken = [(q.outer_start, q.outer_end) for q in self.quotations]
            rest = plain_words(self.text, span.start, span.end, spoken)
            if len(rest.split()) < (1 - _SPOKEN) * len(self.text[span.start : span.end].split()):
                continue
            if telling["beside"].search(rest):
                continue
            here = [one for one in events if span.start <= one[0] < span.end]
            parts += parts_of(self.text, span, here)
            said_by += [by] * (len(parts) - len(said_by))
        inputs = [self.text[a:b] for a, b in parts]
        tagged = tag_sentences(inputs, tagger=tagger)
        rules = defaultdict(lambda: "like-a-finding", ofsted="told-of-inspectors")
        return [
            FindingClaim(
                **self.base("finding", a, b, rules[by], by),
                themes=list(tags.themes),
                sentiment=tags.sentiment,
                uncertain=tags.uncertain,
                cohort=cohorts_of(self.text[a:b]),
            )
            for (a, b), tags, by in zip(parts, tagged, said_by, strict=True)
            if by != "ofsted"
            or tags.sentiment != "neutral"
            or (tags.themes and len(content(self.text[a:b])) > _BESIDE_LEAST)
        ]


def _whole(when: When) -> Period:
    """Return the span of all days of a time."""
    return Period(
        start=min(one.start for one in when.periods), end=max(one.end for one in when.periods)
    )
