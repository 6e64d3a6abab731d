"""Judgement tables whose cells were pasted as lines: area and grade, row by row."""

from __future__ import annotations

from dataclasses import replace

from .known import key, known
from .pieces import Piece

LEAST = 2  # rows: one area with a grade below it may be a section and its grade


def mark_judgement_tables(pieces: list[Piece]) -> list[Piece]:
    """Make table cells of areas and grades that follow one another.

    Examples
    --------
    >>> rows = ["Judgement Grade", "Overall effectiveness Good", "Adoption performance", "Good"]
    >>> [(p.kind, p.row, p.column) for p in mark_judgement_tables([Piece(t) for t in rows])][2:]
    [('table_cell', 1, 0), ('table_cell', 1, 1), ('table_cell', 2, 0), ('table_cell', 2, 1)]
    """
    table = 1 + max((p.table for p in pieces if p.table is not None), default=-1)
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        rows, end = _rows(pieces, i)
        if len(rows) < LEAST:
            out.append(pieces[i])
            i += 1
            continue
        if out and key(out[-1].text) == "judgement grade":
            rows.insert(0, _halves(out.pop(), len("Judgement")))
        for number, row in enumerate(rows):
            out.extend(
                replace(
                    cell, kind="table_cell", level=None, marker=None, table=table, row=number,
                    column=column, sure=True, why="area and grade",
                )
                for column, cell in enumerate(row)
            )  # fmt: skip
        table += 1
        i = end
    return out


def _rows(pieces: list[Piece], start: int) -> tuple[list[tuple[Piece, Piece]], int]:
    """Return the rows of area and grade from a place on, and where they end."""
    rows: list[tuple[Piece, Piece]] = []
    i = start
    while i < len(pieces) and pieces[i].kind in ("paragraph", "heading", "bullet"):
        piece = pieces[i]
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        if _is_area(piece.text) and after is not None and _is_grade(after.text):
            rows.append((piece, after))
            i += 2
        elif at := _grade_at(piece.text):
            rows.append(_halves(piece, at))
            i += 1
        else:
            break
    return rows, i


def _is_area(text: str) -> bool:
    found = known().headings.get(key(text)) if len(text) < 160 else None
    return found is not None and found.graded


def _is_grade(text: str) -> bool:
    return len(text) < 60 and text.casefold() in known().grades


def _grade_at(text: str) -> int:
    """Return where the grade starts in a line of area and grade, 0 if it is no such line."""
    if len(text) > 200:
        return 0
    for grade in known().grades:
        at = len(text) - len(grade)
        capital = at > 1 and text[at - 1] == " " and text[at].isupper()
        if capital and text[at:].casefold() == grade and _is_area(text[: at - 1]):
            return at
    return 0


def _halves(piece: Piece, at: int) -> tuple[Piece, Piece]:
    return (
        replace(piece, text=piece.text[:at].strip(), breaks=()),
        replace(piece, text=piece.text[at:].strip(), breaks=()),
    )
