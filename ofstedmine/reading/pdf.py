"""Reading a PDF: its pages, then its blocks, then one `Letter`.

Tagged PDFs (nearly all that Ofsted publishes) are read by their tags, untagged ones by the
geometry of their lines. pdfium does the work; pdfplumber does the same where pdfium cannot.
"""

from __future__ import annotations

from array import array
from collections import Counter
from hashlib import sha256

import regex

from ofstedmine.errors import UnreadableLetter

from .letter import Block, Letter, PageInfo, assemble
from .limits import Limits
from .pdf_blocks import RawBlock, blocks_of_page
from .pdf_boxes import Locator
from .pdf_geometry import tag_by_geometry
from .pdf_guard import check_streams
from .pdf_images import PageDrawer
from .pdf_joins import glue, goes_on
from .pdf_kinds import kind_of, set_heading_levels
from .pdf_page import Page, needs_geometry
from .pdf_pdfium import LOCK, open_pdf, place_words, read_pages
from .pdf_rules import rules

MEDIA_TYPE = "application/pdf"
SIGN_OFF = regex.compile(r"Yours (?:sincerely|faithfully)\b", regex.I)
SIGNATURE_BLOCKS = 24
"""Names and titles of those who sign are often bold, and no headings."""

Anchors = list[tuple[int, int, int]]
"""(offset in the block's text, page, index in the page's text) of each run of words."""


def read_pdf(data: bytes, limits: Limits) -> Letter:
    """Read a PDF.

    Parameters
    ----------
    data : bytes
        The whole file.
    limits : Limits
        How much it may cost.

    Returns
    -------
    Letter
        With pages, boxes on request, and ``engine`` "pdfium" or "pdfplumber".

    Raises
    ------
    UnreadableLetter
        ``encrypted``, ``corrupt``, ``no_text_layer`` or ``too_large``.
    """
    check_streams(data, limits)
    engine = "pdfium"
    try:
        with LOCK:
            pages = _pages_by_pdfium(data, limits)
    except UnreadableLetter as error:
        if error.reason != "corrupt":
            raise
        from .pdf_plumber import read_pages_slowly

        pages = read_pages_slowly(data, limits, error)
        engine = "pdfplumber"
    return letter_of_pages(pages, data, engine)


def _pages_by_pdfium(data: bytes, limits: Limits) -> list[Page]:
    document = open_pdf(data)
    try:
        if len(document) > limits.max_pages:
            raise UnreadableLetter(
                "too_large",
                f"more than {limits.max_pages:,} pages ({len(document):,}); "
                "raise the limit in Limits",
            )
        pages = read_pages(document, limits)
        if needs_geometry(pages):
            place_words(document, pages)
        return pages
    finally:
        document.close()


def letter_of_pages(pages: list[Page], data: bytes, engine: str) -> Letter:
    """Make a letter of the pages of a PDF."""
    if not any(page.runs for page in pages):
        raise UnreadableLetter(
            "no_text_layer",
            f"{len(pages)} page(s) of pictures without text; run OCR over the PDF first "
            "(for example ocrmypdf) and read the result",
        )
    if any(page.places for page in pages):
        tag_by_geometry(pages)
    blocks, anchors = _blocks(pages)
    text = assemble(blocks)
    set_heading_levels(blocks)
    letter = Letter(
        text=text,
        blocks=blocks,
        pages=[PageInfo(page.number, page.width, page.height) for page in pages],
        media_type=MEDIA_TYPE,
        sha256=sha256(data).hexdigest(),
        bytes=len(data),
        engine=engine,
        notes=[
            ("page_without_text", f"page {page.number} has no text", page.number)
            for page in pages
            if not page.runs
        ],
    )
    letter.draw = PageDrawer(data)
    if engine == "pdfium":
        letter.locate = Locator(data, *_index(blocks, anchors))
    return letter


def _index(blocks: list[Block], anchors: list[Anchors]) -> tuple[array[int], ...]:
    """Return the places of all runs of words as arrays, ordered by their offset in the text."""
    offsets, numbers, indexes = array("L"), array("L"), array("L")
    for block, places in zip(blocks, anchors, strict=True):
        for at, page, index in places:
            offsets.append(block.start + at)
            numbers.append(page)
            indexes.append(index)
    return offsets, numbers, indexes


def _body_size(pages: list[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[run.size] += run.end - run.start
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _blocks(pages: list[Page]) -> tuple[list[Block], list[Anchors]]:
    body_size = _body_size(pages)
    is_boilerplate = rules().boilerplate.match
    last_pages = len(pages) - 2
    blocks: list[Block] = []
    anchors: list[Anchors] = []
    before: int | None = None
    tables = 0
    in_boilerplate = False
    signed_at: int | None = None
    for page in pages:
        raws, loose = blocks_of_page(page)
        notes: list[tuple[Block, Anchors]] = []
        new_page = True
        for raw in _without_doubles(raws):
            kind, why = kind_of(raw, body_size)
            if page.number > last_pages and is_boilerplate(raw.text):
                in_boilerplate = True
            if in_boilerplate and kind != "footnote":
                kind, why = "furniture", "back-page boilerplate"
            if SIGN_OFF.match(raw.text):
                signed_at = len(blocks)
            elif (
                (kind, why) == ("heading", "bold")
                and signed_at is not None
                and len(blocks) < signed_at + SIGNATURE_BLOCKS
            ):
                kind, why = "paragraph", "bold in the signature"
            places = [(at, page.number, index) for at, index in raw.anchors]
            if kind in ("footnote", "furniture"):
                notes.append((_block(raw, kind, why, tables), places))
                continue
            if before is not None and goes_on(blocks[before], raw, kind, new_page=new_page):
                _append(blocks[before], anchors[before], raw, places)
                new_page = False
                continue
            new_page = False
            blocks.append(_block(raw, kind, why, tables))
            anchors.append(places)
            before = len(blocks) - 1
        for raw in loose:
            places = [(at, page.number, index) for at, index in raw.anchors]
            notes.append((_block(raw, "furniture", "outside the tags", tables), places))
        for block, places in notes:
            blocks.append(block)
            anchors.append(places)
        tables += 1 + max((r.tag.table for r in raws if r.tag.table is not None), default=-1)
    return blocks, anchors


def _without_doubles(raws: list[RawBlock]) -> list[RawBlock]:
    """Drop a block that repeats its neighbour: an invisible copy that some files carry."""
    kept: list[RawBlock] = []
    for raw in raws:
        is_copy = bool(kept) and kept[-1].text == raw.text and kept[-1].tag.row == raw.tag.row
        if not (is_copy and " " in raw.text and len(raw.text) > 12):
            kept.append(raw)
    return kept


def _block(raw: RawBlock, kind: str, why: str, tables: int) -> Block:
    cell = kind == "table_cell"
    level = None
    if kind == "bullet":
        level = max(1, raw.tag.depth) + (raw.marker == "–" and raw.tag.depth < 2)
    return Block(
        kind=kind,  # type: ignore[arg-type]
        text=raw.text,
        page=raw.page,
        level=level,
        marker=raw.marker,
        size=raw.size,
        bold=raw.bold,
        table=tables + (raw.tag.table or 0) if cell else None,
        row=raw.tag.row if cell else None,
        column=raw.tag.column if cell else None,
        why=why,
    )


def _append(block: Block, places: Anchors, raw: RawBlock, more: Anchors) -> None:
    """Put the rest of a block after its beginning, remembering where a new page began."""
    between = glue(block.text, raw.text)
    shift = len(block.text) + len(between)
    block.text = block.text + between + raw.text
    last_page = block.breaks[-1][1] if block.breaks else block.page
    if raw.page != last_page:
        block.breaks = (*block.breaks, (shift, raw.page))
    places.extend((at + shift, page, index) for at, page, index in more)
