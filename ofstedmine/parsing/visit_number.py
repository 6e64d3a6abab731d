"""The how-manieth visit a letter tells of, and what the number counts from.

``/visit/number`` is the count since the authority was judged inadequate, which letters state in
their title, in a sentence of their opening, or in both. ``/visit/anchors`` lists every count with
what it counts from. ``since`` of an anchor is one of

- ``judged_inadequate``, ``inspection``, ``report_published``, ``date`` ("since December 2023"):
  the judgement, by one name or another;
- ``trust_established``, ``new_council``, ``framework``, ``other``: another beginning. Where nothing
  else is counted, not even by the title, the number is not known: earlier visits are not in it;
- ``not_stated``: a title's count, listed only where it contradicts the sentence.

"Final", "latest" and "last" are no numbers. Where title and sentence disagree the number is
``ambiguous``, with a warning and both counts among the anchors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

import regex

from ofstedmine.parsing.wording import load_data, opening, patterns_of, sentences
from ofstedmine.records import Anchor

if TYPE_CHECKING:
    from ofstedmine.parsing.draft import Draft

__all__ = ["find_visit_number"]

_TITLE_LENGTH = 200
_REACH = 250
"""Words before an ordinal that can tell whose it is are no farther away."""
_TITLE_LEAD = regex.compile(r"\W*+(?:(?:the|your)\s)?", regex.IGNORECASE)
_TITLE_GOES_ON = regex.compile(r"\s{1,9}+(?:to|of)\s", regex.IGNORECASE)
# What a count counts from, up to a comma that does not go on about it.
_PHRASE = regex.compile(r"(?:[^,.;]|,(?=\s(?:when|in which|where)\b)|\.(?=\S))*+", regex.IGNORECASE)
# The words that lead over to a further count.
_JOINED = regex.compile(
    r"[\s,]{0,9}+\b(?:and|but|or)\s(?:(?:is|was)\s)?(?:also\s)?(?:the|its|our)?\s*$"
)


class _Count(NamedTuple):
    """One count: its number, what it counts from ("" where that is not said), its place."""

    number: int
    since: str
    start: int
    end: int


def find_visit_number(draft: Draft) -> None:
    """Write ``/visit/number`` and ``/visit/anchors`` (a step).

    Parameters
    ----------
    draft : Draft
        The sheet, with the kind: only visits are counted. Evidence of the title is used where it
        is there.
    """
    if draft.kind not in load_data("numbers")["kinds"]["counted"]:
        return
    title = _titled(draft)
    told = _told(draft, title)
    counts = [*([title] if title else []), *told]
    backed = _since_judgement(counts)
    shown = [count for count in told if count.since]
    cited = [draft.cite(c.start, c.end, _rule(c, title)) for c in backed or told]
    if len({count.number for count in backed}) > 1:
        shown += [count._replace(since="not_stated") for count in counts if not count.since]
        words = ", ".join(repr(evidence.quote) for evidence in cited)
        draft.warn(
            "visit_numbers_disagree", f"the letter counts in two ways: {words}", cited[0].page
        )
        draft.miss("/visit/number", "ambiguous", *cited)
    elif backed:
        draft.put("/visit/number", backed[0].number, *cited)
    elif told:
        draft.miss("/visit/number", "not_found", *cited)
        message = f"{cited[0].quote!r} counts from another beginning than the judgement"
        draft.warn("visit_number_from_elsewhere", message, cited[0].page)
    for count in shown:
        text = draft.letter.text[count.start : count.end]
        anchor = Anchor(number=count.number, since=count.since, text=text)
        draft.add("/visit/anchors", anchor, draft.cite(count.start, count.end, "visit-anchor"))


def _rule(count: _Count, title: _Count | None) -> str:
    return "number-in-title" if count is title else "number-in-sentence"


def _since_judgement(counts: Sequence[_Count]) -> list[_Count]:
    """Return the counts that are the visit's number, all of them: they may contradict each other.

    Those from the judgement, by the surest of its names, and those that do not say from where. The
    latter do not contradict a sentence of which they are another count: a title may count from the
    trust's beginning.
    """
    order = load_data("numbers")["kinds"]["number"]
    elsewhere = {c.number for c in counts if c.since and c.since not in order}
    ranks = [order.index(c.since) for c in counts if c.since in order]
    if not ranks:
        return [c for c in counts if not c.since]
    return [
        c
        for c in counts
        if c.since == order[min(ranks)] or (not c.since and c.number not in elsewhere)
    ]


# -- patterns -----------------------------------------------------------------------------------


@cache
def _ordinal() -> regex.Pattern[str]:
    """Compile an ordinal with what it counts; group ``noun`` where that is said."""
    words = "|".join(load_data("numbers")["words"]["ordinals"])
    counted = patterns_of("numbers", "counted")
    return regex.compile(
        rf"\b(?:(?P<word>{words})|0?(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\b"
        rf"(?:\s++(?:{counted['between'].pattern})){{0,4}}(?P<noun>\s*+(?:{counted['noun'].pattern}))?",
        regex.IGNORECASE,
    )


def _number(match: regex.Match[str]) -> int:
    """Return the number of an ordinal."""
    if match["digits"]:
        return int(match["digits"])
    return int(load_data("numbers")["words"]["ordinals"].index(match["word"].lower())) + 1


# -- title --------------------------------------------------------------------------------------


def _titled(draft: Draft) -> _Count | None:
    """Find the count in the title, or in a block that begins like one."""
    text = draft.letter.text
    cited = [(e.start, e.end) for e in draft.evidence.get("/title", ())]
    spans = [(a, b) for a, b in cited if a is not None and b is not None]
    numbered = patterns_of("numbers", "counted")["numbered"]
    for start, end in (*spans, *opening(draft)):
        lead = _TITLE_LEAD.match(text, start, end)
        hit = _ordinal().match(text, lead.end() if lead else start, end)
        if hit and hit["noun"] and _number(hit):
            # A title that runs into the text goes on with "to" or "of" all the same.
            if end - start <= _TITLE_LENGTH or _TITLE_GOES_ON.match(text, hit.end(), end):
                return _Count(_number(hit), "", hit.start(), hit.end())
        elif end - start <= _TITLE_LENGTH:
            found = numbered.search(text, start, end)
            if found and int(found["n"]):
                return _Count(int(found["n"]), "", found.start(), found.end())
    return None


# -- sentence -----------------------------------------------------------------------------------


def _told(draft: Draft, title: _Count | None) -> list[_Count]:
    """Find the counts of the first sentence that tells which visit this was."""
    text = draft.letter.text
    for block_start, block_end in opening(draft):
        for start, end in sentences(text, block_start, block_end):
            counts = _counts(
                text, max(start, title.end) if _holds(title, start, end) else start, end
            )
            if counts:
                return counts
    return []


def _holds(title: _Count | None, start: int, end: int) -> TypeGuard[_Count]:
    """Tell whether a title's count stands in a sentence."""
    return title is not None and start <= title.start < end


def _counts(text: str, start: int, end: int) -> list[_Count]:
    """Find the counts of a sentence, if it tells of this visit."""
    counted = patterns_of("numbers", "counted")
    found: list[_Count] = []
    hits = list(_ordinal().finditer(text, start, end))
    for i, hit in enumerate(hits):
        stop = hits[i + 1].start() if i + 1 < len(hits) else end
        before = text[max(start, hit.start() - _REACH) : hit.start()]
        ours = counted["ours"].search(before) or (found and counted["further"].search(before))
        if not ours and not before.strip(" *#The\u2018'\""):
            ours = counted["happened"].search(text, hit.end(), stop)
        if not ours or not _number(hit) or counted["limited"].match(text, hit.end(), stop):
            continue
        since, last = _since(text, hit, stop)
        if hit["noun"] or since:
            found.append(_Count(_number(hit), since, hit.start(), last))
    return found


def _since(text: str, hit: regex.Match[str], stop: int) -> tuple[str, int]:
    """Tell what an ordinal counts from, and where the words for it end."""
    kinds = dict(patterns_of("numbers", "since"))
    lead = kinds.pop("lead").search(text, hit.end(), stop)
    provider = patterns_of("numbers", "counted")["provider"].match(text, hit.end(), stop)
    if provider and not hit["noun"]:
        return "trust_established", provider.end()
    if lead is None or (not hit["noun"] and text[hit.end() : lead.start()].strip()):
        return "", hit.end()
    end = lead.end() + len(_PHRASE.match(text[lead.end() : stop]).group())  # type: ignore[union-attr]
    places = {
        slug: place.start()
        for slug, pattern in kinds.items()
        if (place := pattern.search(text, lead.end(), end))
    }
    slug = min(places, key=lambda name: places[name]) if places else "other"
    words = text[hit.start() : end]
    if stop < len(text):
        words = _JOINED.sub("", words)
    return slug, hit.start() + len(words.rstrip(" .,;"))
