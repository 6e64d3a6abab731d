"""Who signs a letter: names, roles and bodies, in one column or in two.

Joint letters are signed for several bodies. Older ones set name, role and body in two columns,
which a plain text mixes ("Ofsted", "Care Quality Commission", "Regional Director", ...): there a
body belongs to a person only where that is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import regex

from ofstedmine.parsing.names import read_name, read_name_before
from ofstedmine.parsing.who_words import people_words

if TYPE_CHECKING:
    from ofstedmine.reading.letter import Letter

__all__ = ["Signatory", "read_sign_off"]

_CLOSING = regex.compile(
    r"(?:Yours\s++(?:sincerely|faithfully|truly)"
    r"|(?<![^\n])(?:With\s++)?(?:all\s++)?(?:kind(?:est)?|best|good|warm(?:est)?)\s++(?:regards|wishes))"
    r"\b\W{0,4}+",
    regex.IGNORECASE,
)
_MOST_BLOCKS = 30
_MOST_WORDS = 30
# Where one role ends and the next begins when two columns ran into one line.
_NEXT_ROLE = regex.compile(
    r"(?<=\S)\s++(?=(?:Deputy|Assistant|Executive|National|Regional|Interim)\s"
    r"|(?:Her|His)\sMajesty|HMI\b|(?<!Deputy\s)(?<!Assistant\s)(?<!Majesty['’]s\s)Chief\sInspector)"
)
_DEPUTY = regex.compile(r"p\.?p\.?\s++(?=\p{Lu})", regex.IGNORECASE)
_JOINT = regex.compile(r"(?:\band\b|&|\bInspector,?|\bHMI,?)\s++(?=\p{Lu})")
_Cell = tuple[int | None, int | None, int | None]
_NO_CELL: _Cell = (None, None, None)
_SPACES = " \n\t,;:.*_|"


@dataclass(frozen=True, slots=True)
class _Element:
    """A piece of a sign-off: a person's name, a role, or a body."""

    kind: Literal["name", "role", "body"]
    start: int
    end: int
    words: str
    cell: _Cell = _NO_CELL


@dataclass(slots=True)
class Signatory:
    """Somebody who signs.

    Attributes
    ----------
    name : str
        As printed.
    roles : list of str
        The lines below the name.
    organisation : str or None
        The body whose heading stands above the name, where that is certain.
    spans : list of (int, int)
        Where name, roles and organisation stand in the text.
    """

    name: str
    roles: list[str] = field(default_factory=list)
    organisation: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_sign_off(letter: Letter) -> list[Signatory]:
    """Read who signs a letter.

    Parameters
    ----------
    letter : Letter
        The letter.

    Returns
    -------
    list of Signatory
        In the order of their names in the text; empty where nobody signs.

    Examples
    --------
    >>> from ofstedmine.reading.letter import Block, Letter, assemble
    >>> lines = ["Yours sincerely", "Jo Archer Her Majesty's Inspector"]
    >>> blocks = [Block("paragraph", line) for line in lines]
    >>> letter = Letter(assemble(blocks), blocks, [], "text/plain", "ab" * 32, 50, "text")
    >>> [(one.name, one.roles) for one in read_sign_off(letter)]
    [('Jo Archer', ["Her Majesty's Inspector"])]
    """
    columns: dict[int, list[_Element]] = {}
    for start, end, cell in _lines(letter):
        elements = columns.setdefault(cell[-1] or 0, [])
        elements += _elements(letter.text, start, end, _below(elements, cell), cell)
    in_cells = len(columns) > 1
    found = [one for elements in columns.values() for one in _people(elements, in_cells)]
    return sorted(found, key=lambda one: one.spans[0])


def _below(elements: Sequence[_Element], cell: _Cell) -> bool:
    """Say whether a line stands below a name that has no role yet, so that it is its role."""
    if not elements or elements[-1].kind != "name":
        return False
    has_role = len(elements) > 1 and elements[-2].kind == "role"
    return elements[-1].cell == cell and (cell != _NO_CELL or not has_role)


def _lines(letter: Letter) -> Iterator[tuple[int, int, _Cell]]:
    """Yield the lines after "Yours sincerely", each with the cell that it stands in."""
    text = letter.text
    count = 0
    is_open = False
    stop = people_words().stop
    for block in letter.body():
        start = block.start
        if not is_open:
            closing = _CLOSING.search(text, block.start, block.end)
            if closing is None:
                continue
            is_open = True
            start = closing.end()
        while start < block.end and text[start] in _SPACES:
            start += 1
        if start >= block.end:
            continue
        if count >= _MOST_BLOCKS or stop.match(text, start, block.end):
            return
        halt = stop.search(text, start, block.end)
        end = halt.start() if halt and text[halt.start() - 1].isspace() else block.end
        if end - start > 400 or len(text[start:end].split()) > _MOST_WORDS:
            if count:
                return
            end = min(end, start + 400)
        count += 1
        yield start, end, (block.table, block.row, block.column)


def _elements(text: str, start: int, end: int, below: bool, cell: _Cell) -> list[_Element]:
    """Cut one line into names, roles and bodies."""
    bodies = [] if below else list(_bodies(text, start, end))
    if bodies and not _rest(text, start, end, bodies):
        return [_Element("body", first, last, name, cell) for first, last, name in bodies]
    return [replace(element, cell=cell) for element in _names_and_roles(text, start, end)]


def _names_and_roles(text: str, start: int, end: int) -> list[_Element]:
    """Cut one line into names, each with the role after it."""
    found: list[_Element] = []
    at = start
    while at < end:
        while at < end and text[at] in _SPACES + "–-":
            at += 1
        at = deputy.end() if (deputy := _DEPUTY.match(text, at, end)) else at
        name = read_name(text, at, end)
        if name is None:
            if at < end:
                found.append(_element("role", text, at, end))
            break
        found += _split_names(text, name.start, name.end, name.printed, name.words)
        at = name.end
        following = _next_name(text, at, end)
        if following is not None:
            between = _element("role", text, at, following)
            if between.words not in ("", "and", "&"):
                found.append(between)
            at = following
            continue
    return found


def _next_name(text: str, at: int, end: int) -> int | None:
    """Return where a second person begins in a line.

    After "and" or an inspector's title, or wherever a name stands before another role.
    """
    found = [j.end() for j in _JOINT.finditer(text, at, end) if read_name(text, j.end(), end)]
    for role in people_words().role_start.finditer(text, at, end):
        name = read_name_before(text, at, role.start()) if text[role.start() - 1] == " " else None
        if name and name.start > at + 1:
            found.append(name.start)
    return min(found, default=None)


def _element(kind: Literal["name", "role", "body"], text: str, start: int, end: int) -> _Element:
    words = text[start:end].strip(_SPACES + "–-")
    words = regex.sub(r"\s{1,9}+and$", "", words)
    first = text.index(words, start) if words else start
    return _Element(kind, first, first + len(words), " ".join(words.split()))


def _split_names(text: str, start: int, end: int, printed: str, words: int) -> list[_Element]:
    """Return a name; two, where two columns ran into one line."""
    if words == 4 and printed == text[start:end] and "." not in printed:
        half = regex.match(r"\S+\s\S+", text, pos=start, endpos=end)
        if half and not any(part.islower() for part in printed.split()):
            return [
                _element("name", text, start, half.end()),
                _element("name", text, half.end(), end),
            ]
    return [_Element("name", start, end, printed)]


def _bodies(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the bodies that a line names, the longest names first, none twice."""
    found: list[tuple[int, int, str]] = []
    for body in people_words().bodies:
        for match in body.pattern.finditer(text, start, end):
            if not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((match.start(), match.end(), body.name))
    yield from sorted(found)


def _rest(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return what a line holds beside some spans."""
    at, left = start, []
    for first, last, _ in spans:
        left.append(text[at:first])
        at = last
    return "".join([*left, text[at:end]]).strip(_SPACES + "()&/")


def _people(elements: Sequence[_Element], in_cells: bool) -> list[Signatory]:
    """Join names with the roles below them and the bodies above them."""
    found: list[Signatory] = []
    bodies: list[_Element] = []
    people: list[Signatory] = []
    early: list[_Element] = []
    names: list[Signatory] = []
    for kind, group in groupby(elements, key=lambda element: element.kind):
        run = list(group)
        if kind == "body":
            _give_bodies(people, bodies, in_cells)
            bodies, people, names, early = run, [], [], []
        elif kind == "name":
            names = [Signatory(e.words, spans=[(e.start, e.end)]) for e in run]
            people += names
            found += names
            if early:
                _give_roles(names[:1], early)
                early = []
        elif names:
            _give_roles(names, run)
        else:
            early = run
    _give_bodies(people, bodies, in_cells)
    if len(found) == len(bodies) == 1 and not people and found[0].organisation is None:
        # The body may also stand below its only signatory.
        found[0].organisation = bodies[0].words
        found[0].spans.append((bodies[0].start, bodies[0].end))
    return found


def _give_roles(names: Sequence[Signatory], roles: Sequence[_Element]) -> None:
    """Give roles to the names above them: one to each, or all to the only one."""
    if len(names) > len(roles) == 1:
        roles = _apart(roles[0], len(names))
    if len(names) == len(roles):
        pairs = list(zip(names, roles, strict=True))
    elif len(names) == 1:
        pairs = [(names[0], role) for role in roles]
    elif len(roles) == 1 and roles[0].words.casefold().endswith("inspectors"):
        pairs = [(name, roles[0]) for name in names]
    else:
        return
    for name, role in pairs:
        name.roles.append(role.words)
        name.spans.append((role.start, role.end))


def _apart(role: _Element, count: int) -> list[_Element]:
    """Cut a line that holds the roles of several people, if it plainly does."""
    cuts = [cut.span() for cut in _NEXT_ROLE.finditer(role.words)]
    if len(cuts) != count - 1 or len(role.words) != role.end - role.start:
        return [role]
    starts = [0, *(cut[1] for cut in cuts)]
    ends = [*(cut[0] for cut in cuts), len(role.words)]
    return [
        _Element("role", role.start + start, role.start + end, role.words[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]


def _give_bodies(people: Sequence[Signatory], bodies: Sequence[_Element], in_cells: bool) -> None:
    """Give the bodies of a row to the people below it: one to each, or a column's to all in it."""
    # Outside a table a single "Ofsted" may be a logo above all who sign.
    if len(bodies) == 1:
        bodies = [bodies[0]] * len(people) if in_cells else []
    if not bodies or len(bodies) != len(people):
        return
    for one, body in zip(people, bodies, strict=True):
        one.organisation = body.words
        one.spans.append((body.start, body.end))
