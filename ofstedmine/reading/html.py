"""A letter inside a council's or newspaper's web page, or saved as one."""

from __future__ import annotations

from html import unescape
from typing import Any

import regex
from lxml import etree
from lxml import html as lxml_html

from ofstedmine.errors import UnreadableLetter

from .bounds import bound, mark_web_lines
from .html_walk import BLOCKS, Walker
from .known import furniture
from .letter import Block
from .plain import read_plain
from .shape import shape

TAG = regex.compile(r"<(/?)([A-Za-z][\w-]*+)[^<>]*+>|<!--[^<>]*+-->|<![^<>]*+>")
CROWD = 3000  # attributes of one tag: the parser compares each with all others
ERROR_WORDS = 200  # an error page says little; a letter that quotes one says more


def read_html(text: str) -> list[Block]:
    """Return the blocks of an HTML page.

    Raises
    ------
    UnreadableLetter
        If it is an error or sign-in page saved in place of the letter, or cannot be parsed.
    """
    root = _parse(text)
    if root is None:
        return read_plain(untagged(text))[0]
    pieces = Walker(root).pieces()
    title = " ".join((root.findtext(".//title") or "").split())
    blocks = shape(pieces)
    mark_web_lines(blocks)
    letter = bound(blocks, page=True)
    if not letter:
        _refuse_error_page(title, blocks)
    return blocks


def _parse(text: str) -> Any:
    """Return the root element, or None where a page is more than the parser is made for.

    Parsing never resolves anything outside the text.
    """
    if any(_is_crowded(part) for part in text.split("<") if len(part) > 2 * CROWD):
        return None
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        if not regex.search(r"\w", regex.sub(r"<[^<>]*+>", " ", text)):
            raise UnreadableLetter("empty", "the page holds no words") from error
        raise UnreadableLetter("corrupt", f"the HTML cannot be parsed ({error})") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None  # the parser dropped what lies deeper: better words without tags than no words
    return root


def _is_crowded(part: str) -> bool:
    """Say whether a tag, given with the text after it, has more attributes than any page gives."""
    return part.count("=") > CROWD or len(part.partition(">")[0].split()) > CROWD


def untagged(text: str) -> str:
    r"""Return a page's words without its tags, as plain text.

    Examples
    --------
    >>> untagged("<div><p>Good &amp; <b>safe</b></p><script>x()</script><p>End")
    '\n\n\n\nGood & safe\n\n\n\nEnd'
    """
    out: list[str] = []
    silent = ""
    at = 0
    for tag in TAG.finditer(text):
        if not silent:
            out.append(text[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").casefold()
        if silent:
            silent = "" if tag[1] and name == silent else silent
        elif (
            name in furniture().silent
            and name not in ("head", "link", "meta", "input")
            and not tag[1]
        ):
            silent = name
        elif name in BLOCKS:
            out.append("\n\n")
        elif name == "br":
            out.append("\n")
    out.append("" if silent else text[at:])
    return unescape("".join(out))


def _refuse_error_page(title: str, blocks: list[Block]) -> None:
    """Raise if a page without a letter is an error, sign-in or cookie page."""
    own = [b for b in blocks if b.kind != "furniture"]
    words = sum(n for n in (len(b.text.split()) for b in own) if n > 8)
    if words > ERROR_WORDS:
        return
    names = [title, next((b.text for b in own if b.kind == "heading"), "")]
    if words < ERROR_WORDS // 4:  # nothing but a message
        names += [b.text for b in own[:4]]
    for name in names:
        if name and len(name) < 200 and furniture().error_page.search(name):
            what = f"a web page titled {title or name!r}"
            raise UnreadableLetter(
                "html_error_page", f"the file is {what}, not the letter; download it again"
            )
