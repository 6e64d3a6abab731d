"""Letters for tests from a few lines of markup, and drafts with their sections.

One line is one block: ``# heading``, ``- bullet``, ``-- bullet of a sub-list``, ``1. numbered``,
``| cell | cell`` (a row of a table), ``~ furniture``, anything else a paragraph. ``@role heading``
is a heading that opens a section of that role.
"""

from __future__ import annotations

import re
from typing import get_args

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.profiles import load_profiles
from ofstedmine.reading.letter import Block, Letter, PageInfo, assemble
from ofstedmine.records import Kind, Section, SectionRole

_MARKS = re.compile(r"(?P<mark>--?|\d{1,3}(?:\.\d)?\.?) (?P<text>.*)")
ROLES = get_args(SectionRole)


def letter_of(markup: str, *, sha256: str = "ab" * 32, uri: str | None = None) -> Letter:
    """Return the letter that markup describes, all on one page."""
    blocks = []
    row = -1
    for line in filter(None, map(str.strip, markup.splitlines())):
        if line.startswith("| "):
            row += 1
            blocks += [
                Block("table_cell", cell.strip(), table=0, row=row, column=n)
                for n, cell in enumerate(line[2:].split(" | "))
            ]
        elif line.startswith(("# ", "@")):
            blocks.append(Block("heading", line.split(" ", 1)[1], level=1))
        elif line.startswith("~ "):
            blocks.append(Block("furniture", line[2:]))
        elif match := _MARKS.fullmatch(line):
            mark = match["mark"]
            level = 2 if mark == "--" else 1
            blocks.append(Block("bullet", match["text"], marker=mark[:4], level=level))
        else:
            blocks.append(Block("paragraph", line))
    for block in blocks:
        block.page = 1
    return Letter(
        assemble(blocks), blocks, [PageInfo(1)], "text/plain", sha256, len(markup), "test", uri=uri
    )


def draft_of(markup: str, kind: Kind = "monitoring_visit") -> Draft:
    """Return a draft of that kind, with a section for every ``@role`` heading."""
    letter = letter_of(markup)
    draft = Draft(letter, kind=kind, profile=load_profiles()[kind])
    roles = [line.strip()[1:].split(" ", 1) for line in markup.splitlines() if "@" in line[:12]]
    starts = [b.start for b in letter.blocks if b.kind == "heading"]
    headings = [b.text for b in letter.blocks if b.kind == "heading"]
    named = {text: role for role, text in roles}
    for n, (start, heading) in enumerate(zip(starts, headings, strict=True)):
        role = named.get(heading, "findings")
        assert role in ROLES, role
        end = starts[n + 1] if n + 1 < len(starts) else len(letter.text)
        draft.sections.append(
            Section(heading=heading, level=1, role=role, page=1, start=start, end=end)
        )
    return draft
