"""The earlier judgement of the whole authority that a letter or report recalls.

"since it was judged inadequate in March 2021". The month
is kept as stated: it may be that of the inspection or of its publication. A sentence that judges a
part ("services for care leavers were ...") gives no value, and neither does one that looks back
without a grade: a wrong value is worse than none.

Earlier judgements of single areas, as the front matter of reports lists them, are the business of
`ofstedmine.parsing.previous_areas`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.grades import grade_of
from ofstedmine.parsing.previous_areas import find_previous_areas
from ofstedmine.parsing.previous_words import recall_patterns, when
from ofstedmine.parsing.wording import load_data, opening, sentences
from ofstedmine.records import PreviousJudgement

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_previous_judgements", "recalled"]

_NEED_INSPECTION = ("plain", "same")
# Patterns after which any word may follow.
_COMPLETE = ("noun", "same")
_BACK = regex.compile(r"\b(?:since|following|after|last|previous(?:ly)?)\b", regex.IGNORECASE)
_OVERALL = regex.compile(r"\boverall effectiveness\b", regex.IGNORECASE)
_WHEN_AFTER = regex.compile(r"\s{1,9}+(?:in|at|on|following|after|and)\s.*+", regex.IGNORECASE)


def find_previous_judgements(draft: Draft) -> None:
    """Write ``/previous_judgement`` and ``/previous_judgements`` (a step).

    Parameters
    ----------
    draft : Draft
        The sheet, with the kind: visit letters and inspection reports look back, others do not.
    """
    kinds = load_data("previous")["kinds"]
    if draft.kind in kinds["reports"]:
        find_previous_areas(draft)
    elif draft.kind not in kinds["visits"]:
        return
    report = draft.kind in kinds["reports"]
    text = draft.letter.text
    for block_start, block_end in opening(draft):
        for start, end in sentences(text, block_start, block_end):
            found = recalled(text[start:end], report=report)
            if found is not None:
                value, (first, last) = found
                evidence = draft.cite(start + first, start + last, "earlier-judgement")
                draft.put("/previous_judgement", value, evidence)
                return


def recalled(sentence: str, *, report: bool) -> tuple[PreviousJudgement, tuple[int, int]] | None:
    """Read the earlier judgement of the authority from a sentence.

    Parameters
    ----------
    sentence : str
        One sentence.
    report : bool
        Whether it is from an inspection report, where it must name the earlier inspection: the
        report's own judgements are stated in like words.

    Returns
    -------
    tuple of PreviousJudgement and (int, int), or None
        What it says and where; None where it says nothing of the whole authority.

    Examples
    --------
    >>> found, _ = recalled("since it was judged inadequate in June 2016.", report=False)
    >>> found.grade, found.year, found.month
    ('inadequate', 2016, 6)
    """
    inspection = recall_patterns("about")["inspection"].search(sentence)
    for sort, match in _statements(sentence):
        if inspection is None and (report or sort in _NEED_INSPECTION):
            continue
        dated = _date(sentence, match, inspection)
        if dated is None and (report or not _BACK.search(sentence, 0, match.start())):
            continue
        scope = _scope(sentence, match)
        if report and scope and recall_patterns("about")["part"].search(scope):
            continue
        if not _is_of_all(sentence, sort, match, inspection):
            continue
        year, month, start, end = dated or (None, None, match.start(), match.end())
        grade = grade_of(match["grade"]) if match["grade"] else "requires_improvement"
        value = PreviousJudgement(grade=grade, scope=scope, year=year, month=month)
        return value, (min(start, match.start()), max(end, match.end()))
    return None


def _statements(sentence: str) -> Iterator[tuple[str, regex.Match[str]]]:
    """Yield what may state a judgement, the surest first, with the name of its pattern."""
    after = recall_patterns("about")["after"]
    for sort, pattern in recall_patterns("stated").items():
        for match in pattern.finditer(sentence):
            is_last = not sentence[match.end() :].strip(" ’'”\"")
            if sort in _COMPLETE or is_last or after.match(sentence, match.end()):
                yield sort, match


def _date(
    sentence: str, match: regex.Match[str], inspection: regex.Match[str] | None
) -> tuple[int, int | None, int, int] | None:
    """Find when it was: the year, the month where stated, and the place of the words."""
    about = recall_patterns("about")
    after = about["dated"].match(sentence, match.end())
    if after is not None:
        between, found, start = after.group(), after, match.start()
    else:
        first = inspection.start() if inspection else 0
        earlier = list(about["date"].finditer(sentence, first, match.start()))
        if not earlier:
            return None
        found, start = earlier[-1], (first if inspection else earlier[-1].start())
        between = sentence[inspection.end() : found.start()] if inspection else ""
    if about["part"].search(between):
        return None
    return (*when(found), start, found.end())


def _is_of_all(
    sentence: str, sort: str, match: regex.Match[str], inspection: regex.Match[str] | None
) -> bool:
    """Tell whether what is judged is the authority, not a part of its services."""
    about = recall_patterns("about")
    groups = match.groupdict()
    subject, opener = groups.get("subject"), ""
    if subject is None:
        openers = list(about["clause"].finditer(sentence, 0, match.start()))
        opener = openers[-1].group().lower() if openers else ""
        subject = sentence[openers[-1].end() if openers else 0 : match.start()]
    subject = subject.strip(" ‘’“”\"'")
    context = sentence[: inspection.start() if inspection else match.start()]
    if not subject or about["pronoun"].match(subject):
        # "the services that were judged": some of them.
        return opener != "that" and not about["part"].search(context)
    is_named = sort in _COMPLETE or about["whole"].search(subject)
    return bool(is_named) and not (about["part"].search(subject) or about["narrow"].search(subject))


def _scope(sentence: str, match: regex.Match[str]) -> str | None:
    """Return the words for what was judged, where they are stated."""
    about = recall_patterns("about")
    dated = about["dated"].match(sentence, match.end())
    found = dated if dated and dated["scope"] else about["scope"].match(sentence, match.end())
    if found:
        return str(_WHEN_AFTER.sub("", found["scope"]).strip(" ’'”\"")) or None
    return "overall effectiveness" if _OVERALL.search(sentence) else None
