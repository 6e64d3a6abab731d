"""The letter's title: what its cover or its subject line says, over as many lines as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ofstedmine.parsing.profiles import compile_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofstedmine.parsing.bounded import TextPattern
    from ofstedmine.parsing.draft import Draft
    from ofstedmine.parsing.profiles import Profile
    from ofstedmine.reading.letter import Block, Letter

__all__ = ["find_title", "match_title"]

_FRONT = 12_000
"""A title stands in the first so many characters, after a newspaper's introduction even."""
_TOP = 400
"""In the first so many, it may follow other words: letters flattened to one line."""
_WORDS = 45
"""A block with more words is no title, but may begin with one."""
_NAME = 10
"""The name of an authority above a cover's title has at most so many words."""

_LEAD = regex.compile(r"\W{0,6}(?:(?:subject|re|title)\s?:\s)?", regex.IGNORECASE)
_SALUTATION = regex.compile(r"\bDear\s\p{L}")
_LETTERHEAD = regex.compile(r"ofsted\b|[^,]*@|\+?\d|.*\bwww\.", regex.IGNORECASE)
_DANGLING = regex.compile(r".*\b(?:of|in|to|the|and|for|with|on|at|by|&)\s?", regex.IGNORECASE)
_IN_SENTENCE = regex.compile(r"\b(?:the|an?|of|in|on|and|[Tt]his|[Oo]ur|from|with)\s$")
# What follows a title that runs into the text.
_NEXT = compile_pattern(
    r"(?:this (?:letter|report|is the|inspection took|visit)|I am writing|we are writing"
    r"|following (?:the|my|our) |dear \p{L}|(?:between|from|on) \d|in this letter"
    r"|inspection dates?\b|lead inspectors?\b|report published"
    r"|(?:the )?inspectors? (?:were|was)|areas covered by|\d{1,2} \p{L}{3,9} 20\d\d)",
    __name__,
)


def match_title(letter: Letter, profile: Profile) -> tuple[int, regex.Match[str]] | None:
    """Find where a title of one kind begins.

    Parameters
    ----------
    letter : Letter
        The letter; its front is looked at.
    profile : Profile
        What is known of the kind.

    Returns
    -------
    tuple of (int, regex.Match) or None
        The title's place among the blocks of the letter's body, and the match in
        ``letter.text``. None where there is no such title.
    """
    text = letter.text
    # One search is quicker than a match at every block.
    patterns = [p for p in profile.titles if p.search(text, 0, _FRONT + _TOP)]
    if not patterns:
        return None
    for n, block in enumerate(letter.body()):
        if block.start > _FRONT:
            break
        for pattern in patterns:
            if found := _match_block(pattern, letter, block):
                return n, found
    return None


def find_title(draft: Draft) -> None:
    """Write ``/title``: a step.

    Parameters
    ----------
    draft : Draft
        Its kind must be known.
    """
    if draft.profile is None or draft.kind == "other":
        return
    found = match_title(draft.letter, draft.profile)
    if found is None:
        draft.miss("/title", "not_found")
        return
    blocks = list(draft.letter.body())
    spans = _spans(draft.letter.text, blocks, *found)
    above = _name_above(blocks, found[0]) if draft.profile.has_judgements else None
    text = draft.letter.text
    title = " ".join(" ".join(text[start:end].split()) for start, end in spans).rstrip(" .:")
    if above is not None and found[1].start() == blocks[found[0]].start:
        spans.insert(0, (above.start, above.end))
        title = f"{above.text}: {title}"
    draft.put("/title", title, *(draft.cite(start, end, "title") for start, end in spans))


def _match_block(pattern: TextPattern, letter: Letter, block: Block) -> regex.Match[str] | None:
    """Match a title at the start of a block, or, where letters run on, a little later."""
    text = letter.text
    lead = _LEAD.match(text, block.start, block.end)
    start = lead.end() if lead else block.start
    if (found := pattern.match(text, start)) and _is_title_case(text, found.start()):
        return found
    if greeting := _SALUTATION.search(text, block.start, block.end):
        start = greeting.start()
    elif block.start >= _TOP:
        return None
    later = pattern.finditer(text, start, min(block.end, start + _TOP))
    return next((f for f in later if _is_title_case(text, f.start())), None)


def _is_title_case(text: str, at: int) -> bool:
    """Whether words begin like a title, not in the middle of a sentence."""
    return (text[at].isupper() or text[at].isdigit()) and not _IN_SENTENCE.search(
        text, max(0, at - 12), at
    )


def _spans(
    text: str, blocks: Sequence[Block], n: int, found: regex.Match[str]
) -> list[tuple[int, int]]:
    """Return the spans of a title that begins in the n-th block."""
    start = found.start()
    block = blocks[n]
    stop = _NEXT.search(text, max(found.end() - 1, start), max(block.end, found.end()))
    if stop is not None:
        return [(start, _before(text, start, stop.start()))]
    if len(text[start : block.end].split()) > _WORDS:
        # The title goes straight into prose that says nothing known: what matched is sure.
        return [(start, _before(text, start, found.end()))]
    spans = [(start, block.end)]
    for following in blocks[n + 1 : n + 4]:
        if following.text.strip().lower() != "and" and not _goes_on(
            text, blocks[n], following, spans[-1], found.end()
        ):
            break
        spans.append((following.start, following.end))
    return spans


def _goes_on(text: str, first: Block, block: Block, last: tuple[int, int], matched_to: int) -> bool:
    """Whether a block goes on with the title that ends at ``last``."""
    if block.start < matched_to:
        return True
    if len(block.text.split()) > _WORDS // 2 or _NEXT.match(block.text):
        return False
    so_far = text[last[0] : last[1]]
    open_end = so_far.lower() == "and" or _DANGLING.fullmatch(so_far) is not None
    return open_end or (block.text[:1].islower() and block.bold == first.bold)


def _before(text: str, start: int, end: int) -> int:
    """Return the end of the words before an offset."""
    return start + len(text[start:end].rstrip())


def _name_above(blocks: Sequence[Block], n: int) -> Block | None:
    """Return the block above a cover's title that names the authority."""
    if n != 1:
        return None
    above = blocks[0]
    if len(above.text.split()) > _NAME or _LETTERHEAD.match(above.text):
        return None
    return above
