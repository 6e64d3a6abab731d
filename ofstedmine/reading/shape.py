"""Pieces become blocks: furniture, headings, lists and cut paragraphs are settled.

The same steps serve every format that has no geometry. Each takes pieces and returns pieces, and
looks at forms and at the known headings only, never at what a passage means.
"""

from __future__ import annotations

import regex

from . import flat, forms, lists
from .grades import mark_judgement_tables
from .known import furniture, known
from .letter import Block
from .pieces import Piece, join

SHORT = 45  # words: a list item is rarely longer, a paragraph rarely shorter
NOTE = regex.compile(r"(\d{1,2}) (?=[\p{Lu}‘“])")
NOTE_REACH = 12  # pieces between a footnote and the word that carries its mark
FIGURE = regex.compile(r"\d++(?:[.,]\d++)*+%?+(?:[.,;:)]\s|\s\p{Ll})")
MANY_NUMBERS = 15  # more numbered items than a list has: the document numbers its paragraphs


def shape(pieces: list[Piece], words: frozenset[str] = frozenset()) -> list[Block]:
    """Return the blocks of pieces that come in reading order."""
    pieces = [piece for piece in pieces if piece.text]
    pieces = cut_flat(pieces)
    mark_furniture(pieces)
    pieces = mark_judgement_tables(pieces)
    pieces = mark_known_headings(pieces)
    mark_footnotes(pieces)
    pieces = join_cut(pieces, words)
    mark_colon_lists(pieces)
    mark_headings_by_form(pieces)
    settle_numbers(pieces)
    settle_levels(pieces)
    return [piece.block() for piece in pieces]


def cut_flat(pieces: list[Piece]) -> list[Piece]:
    """Cut a letter that was flattened to one line (or a few) at the anchors all letters have."""
    out: list[Piece] = []
    whole = sum(len(piece.text) for piece in pieces)
    for piece in pieces:
        if piece.kind == "paragraph" and not piece.sure and flat.is_flat(piece.text, whole):
            out.extend(flat.cut(piece))
        else:
            out.append(piece)
    return out


def mark_furniture(pieces: list[Piece]) -> None:
    """Mark what is known to be no part of a letter's words."""
    known_lines = furniture()
    for piece in pieces:
        if (
            piece.kind in ("paragraph", "heading")
            and len(piece.text) <= 160
            and known_lines.letter.fullmatch(piece.text)
        ):
            piece.kind, piece.why, piece.level = "furniture", "known furniture", None
    for i, piece in enumerate(pieces):
        late = i >= len(pieces) // 2
        if late and piece.kind != "furniture" and piece.text.startswith(known_lines.boilerplate):
            for rest in pieces[i:]:
                rest.kind, rest.why, rest.level = "furniture", "boilerplate", None
            return


def mark_known_headings(pieces: list[Piece]) -> list[Piece]:
    """Mark known headings, and cut those that run into the first sentence below them."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind != "paragraph":
            out.append(piece)
            continue
        level = known().level_of(piece.text)
        if level and piece.marker is None:
            piece.kind, piece.level, piece.why = "heading", level, "known heading"
            out.append(piece)
            continue
        heading = flat.run_in(piece.text) if piece.apart and piece.marker is None else None
        if heading:
            head, rest = flat.split_piece(piece, heading[1])
            head.kind, head.level, head.why = "heading", heading[0], "run-in heading"
            out.append(head)
            out.extend(mark_known_headings([rest]))
            continue
        out.append(piece)
    return out


def mark_footnotes(pieces: list[Piece]) -> None:
    """Mark footnotes that stand between paragraphs: their number is glued to a word above."""
    for i, piece in enumerate(pieces):
        if piece.kind != "paragraph" or piece.marker or not (found := NOTE.match(piece.text)):
            continue
        mark = regex.compile(rf"(?<=\p{{Ll}}{{2}}|[.,;)’”]){found[1]}(?![\p{{L}}\d.,]?[\p{{L}}\d])")
        if any(mark.search(above.text) for above in pieces[max(0, i - NOTE_REACH) : i]):
            piece.kind, piece.why = "footnote", "its mark stands above"


def join_cut(pieces: list[Piece], words: frozenset[str] = frozenset()) -> list[Piece]:
    """Join paragraphs that a page break cut in two; furniture between the halves moves behind."""
    out: list[Piece] = []
    open_parts: list[Piece] = []  # the paragraph so far
    between: list[Piece] = []  # furniture since

    def close() -> None:
        if open_parts:
            out.append(join(open_parts, words))
        out.extend(between)
        open_parts.clear()
        between.clear()

    for piece in pieces:
        if piece.kind == "furniture" and open_parts:
            between.append(piece)
        elif open_parts and _goes_on(open_parts[-1], open_parts[0], piece, bool(between)):
            open_parts.append(piece)
        else:
            close()
            if piece.kind in ("paragraph", "bullet"):
                open_parts.append(piece)
            else:
                out.append(piece)
    close()
    return out


def _goes_on(last: Piece, first: Piece, piece: Piece, over_furniture: bool) -> bool:
    """Say whether a piece is the rest of the paragraph that ``first`` ... ``last`` began."""
    if piece.kind != "paragraph" or piece.marker:
        return False
    # formats that mark paragraphs are only doubted where a page break lies between
    by_format = first.sure and piece.sure and not over_furniture
    if by_format and not _cut_by_format(last, piece):
        return False
    if forms.ends_sentence(last.text) or last.text[-1] in ":;" or forms.is_personal(last.text):
        return False
    if forms.starts_low(piece.text):
        return len(last.text) > 40 or (len(last.text) > 12 and forms.goes_on(last.text))
    page_ended = over_furniture or (piece.page is not None and piece.page != last.page)
    return (
        page_ended
        and (forms.goes_on(last.text) or FIGURE.match(piece.text) is not None)
        and len(last.text) > 60
        and not forms.is_personal(piece.text)
        and known().level_of(piece.text) is None
    )


def _cut_by_format(last: Piece, piece: Piece) -> bool:
    """Say whether two marked-up paragraphs are plainly one sentence (converters cut at pages)."""
    return len(last.text) > 80 and forms.starts_low(piece.text) and last.kind == "paragraph"


def mark_colon_lists(pieces: list[Piece]) -> None:
    """Mark list items whose marks were lost: short parts after a lead-in that ends in a colon."""
    i = 0
    while i < len(pieces):
        if pieces[i].kind != "paragraph" or not pieces[i].text.endswith(":"):
            i += 1
            continue
        i += 1
        start = i
        while i < len(pieces) and _may_be_item(pieces[i], first=i == start):
            i += 1
            if forms.ends_sentence(pieces[i - 1].text) and not _same_form(pieces, start, i):
                break
        if i - start >= 2:
            for piece in pieces[start:i]:
                piece.kind, piece.level, piece.why = "bullet", 1, "list after a colon"


def _may_be_item(piece: Piece, *, first: bool) -> bool:
    if piece.kind != "paragraph" or piece.marker or forms.is_personal(piece.text) or piece.bold:
        return False
    words = len(piece.text.split())
    if words > SHORT or piece.text.endswith(":"):
        return False
    return (
        forms.starts_low(piece.text)
        or not forms.ends_sentence(piece.text)
        or (not first and words <= 30)
    )


def _same_form(pieces: list[Piece], start: int, at: int) -> bool:
    """Say whether the piece at ``at`` begins as the list's items do, so that the list goes on."""
    return (
        at < len(pieces)
        and forms.starts_low(pieces[at].text)
        and forms.starts_low(pieces[start].text)
    )


def mark_headings_by_form(pieces: list[Piece]) -> None:
    """Mark headings nobody listed: short lines without a stop, alone before a paragraph."""
    first, last = body(pieces)
    letter = first > 0
    if not letter and pieces and pieces[0].kind == "paragraph" and forms.may_head(pieces[0].text):
        pieces[0].kind, pieces[0].level, pieces[0].why = "heading", 1, "first line"
    for i, piece in enumerate(pieces):
        if piece.kind != "paragraph" or piece.marker or (piece.sure and not piece.bold):
            continue
        inside = first <= i < last if letter else True
        if piece.text.casefold() in known().grades:
            continue
        if not inside or not forms.may_head(piece.text) or _signs(pieces, i):
            continue
        following = next((p for p in pieces[i + 1 : i + 4] if p.kind != "furniture"), None)
        if following is None or not (piece.bold or piece.apart or _after_stop(pieces, i)):
            continue
        if not piece.bold and not _heads(pieces, i, following):
            continue
        piece.kind, piece.level, piece.why = "heading", 2, "bold line" if piece.bold else "form"


def _after_stop(pieces: list[Piece], i: int) -> bool:
    """Say whether a sentence or a heading ends right before a line without a blank line."""
    return (
        i == 0
        or pieces[i - 1].kind in ("heading", "furniture")
        or forms.ends_sentence(pieces[i - 1].text)
    )


def _heads(pieces: list[Piece], i: int, following: Piece) -> bool:
    """Say whether prose or a list comes after a short line, and the line is no item of a list."""
    if following.kind == "bullet":
        return True
    if following.kind != "paragraph":
        return False
    prose = len(following.text.split()) >= 12 or following.text.endswith((".", ":"))
    before = next((p for p in reversed(pieces[max(0, i - 3) : i]) if p.kind != "furniture"), None)
    listed = (
        before is not None
        and before.kind == "paragraph"
        and (
            before.text.endswith(":")
            or (forms.may_head(before.text) and len(before.text.split()) > 6)
        )
    )
    return prose and not listed


def _signs(pieces: list[Piece], i: int) -> bool:
    """Say whether a line is a person's name or role before others of its kind."""
    text = pieces[i].text
    if forms.ROLES.search(text) and len(text.split()) <= 6:
        return True
    before = pieces[i - 1].text if i else ""
    return forms.is_sign_off(before)


def body(pieces: list[Piece]) -> tuple[int, int]:
    """Return where a letter's body starts (after the salutation; 0 without one) and ends."""
    first, last = 0, len(pieces)
    for i, piece in enumerate(pieces):
        if not first and piece.kind == "paragraph" and forms.is_salutation(piece.text):
            first = i + 1
        elif first and piece.kind == "paragraph" and forms.is_sign_off(piece.text):
            return first, i
    return first, last


def settle_numbers(pieces: list[Piece]) -> None:
    """Tell numbered paragraphs from numbered lists, and let lists of the format be."""
    numbered = [
        p
        for p in pieces
        if p.kind == "bullet" and p.marker and not p.sure and lists.value(p.marker)
    ]
    many = len({p.marker for p in numbered}) >= MANY_NUMBERS
    for piece in numbered:
        stops = piece.text.count(". ")
        if (
            (many and forms.ends_sentence(piece.text) and len(piece.text.split()) > 20)
            or stops >= 1
            or len(piece.text.split()) >= SHORT
        ):
            piece.kind, piece.level, piece.why = "paragraph", None, "numbered paragraph"
        elif (
            forms.may_head(piece.text)
            and len(piece.text.split()) <= 8
            and known().level_of(piece.text)
        ):
            piece.kind, piece.level, piece.why = (
                "heading",
                known().level_of(piece.text),
                "numbered heading",
            )


def settle_levels(pieces: list[Piece]) -> None:
    """Give headings the levels all formats share: the title 1, sections 2, their parts 3."""
    heads = [p for p in pieces if p.kind == "heading" and p.level]
    levels = {id(p): known().level_of(p.text) for p in heads}
    titled = 1 in levels.values()
    marked = [p.level or 2 for p in heads if p.sure and levels[id(p)] != 1]
    sections = [p.level or 2 for p in heads if p.sure and levels[id(p)] == 2]
    base = min(sections or marked, default=2)
    if not sections and not titled:  # nothing tells which level is the title's: the first is
        base = max(2, base)
    for piece in heads:
        if (level := levels[id(piece)]) is not None:
            piece.level = level
        elif piece.sure:
            piece.level = max(1, 2 + (piece.level or 2) - base)
