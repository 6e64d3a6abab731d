"""The page of the codebook, from the codebook: ``python -m tests.codebook_page --write``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import ofstedmine as om

PAGE = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table."""
    cells = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in cells]


def rendered() -> str:
    """Return the page."""
    book = om.codebook()
    groups = {group.slug: group.label for group in book.groups}
    lines = [
        "# Codebook",
        "",
        f"{book.title}. Version {book.version}.",
        "This page is made from `corpus/codebook.toml`; in Python it is `om.codebook()`.",
        "",
        book.finding,
        "",
        book.rule,
        "",
        f"## Themes ({len(book.themes)})",
        "",
        book.theme_rule,
        "",
        *table(
            ("slug", "label", "covers", "belongs elsewhere", "group"),
            (
                (f"`{one.slug}`", one.label, one.covers, one.excludes, groups[one.group])
                for one in book.themes
            ),
        ),
    ]
    for name, question, labels in (
        ("Sentiment", book.sentiment_question, book.sentiments),
        ("Progress", book.progress_question, book.progresses),
    ):
        rows = ((f"`{one.slug}`", one.label, one.when) for one in labels)
        lines += ["", f"## {name}", "", question, "", *table(("slug", "label", "when"), rows)]
    lines += ["", "## Notes on sentiment", "", *(f"- {note}" for note in book.sentiment_notes)]
    ties = (f"- {one.field.capitalize()}. {one.rule}" for one in book.tie_breaks)
    lines += ["", "## Where two labels seem right", "", *ties]
    lines += ["", "## Limits", "", *(f"- {limit}" for limit in book.limits)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = rendered()
    if "--write" in sys.argv:
        PAGE.write_text(text, "utf-8")
    sys.exit(text != PAGE.read_text("utf-8"))
