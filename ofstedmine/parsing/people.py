"""People with their roles and organisations, read out of lines such as "Name, Role, Organisation".

A role and an organisation are kept apart where that is certain, and so that they give the line's
own words again when a comma is put between them: "Director of Children's Services" and "Northmoor
Council", but "Chief Constable of Northmoor Constabulary" as one role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from ofstedmine.parsing.address_parts import before_address, council_spans, parted, place_spans
from ofstedmine.parsing.gazetteer import Gazetteer
from ofstedmine.parsing.names import Name, read_name, read_name_before
from ofstedmine.parsing.who_words import people_words
from ofstedmine.records import Person

__all__ = ["PersonLine", "read_lines", "read_people", "split_role"]

_ROLE = 60
_SEPARATOR = regex.compile(r"\s*+(?:[,;:|–—-]\s*+)*+")
_COMMA = regex.compile(r"\s{0,9}+,\s*+")
_TWO_PEOPLE = regex.compile(
    r"(?:\s{0,9}+[;,/]\s*+(?:and\s++)?|\s{1,9}+(?:and|&)\s++)(?=\p{Lu}|d['’])"
)
# "Mr" and the like say nothing that a name does not; "Dr" and "Sir" are part of how people sign. A
# surname alone keeps it.
_PLAIN_HONORIFIC = regex.compile(r"^(?:Mrs?|Ms|Miss|Mx)\b\.?\s+(?=\S+\s+\S)")
# "Metropolitan Council" alone is the end of a council's name that stands in the line above.
_SUFFIX = regex.compile(
    r"(?:metropolitan|borough|county|city|district|council)\b", regex.IGNORECASE
)
# What binds an organisation to a role, so that a comma after it parts neither.
_BOUND = regex.compile(
    r"\b(?:for|of|at|to|in)\s(?:the\s)?(?:[\p{L}&'’-]+\s){0,4}?"
    r"(?:NHS|CCGs?|ICBs?|council|constabulary|police|trust|board|company|partnership)\b",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class PersonLine:
    """A person as read from one line or several.

    Attributes
    ----------
    name : Name
        The name.
    rank : tuple of (int, int) or None
        The span of a rank before the name, which belongs to the role.
    parts : list of (int, int)
        Spans of what follows the name.
    end : int
        The end of what is known of the person.
    """

    name: Name
    rank: tuple[int, int] | None = None
    parts: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0

    @property
    def start(self) -> int:
        """Where the person begins in the text."""
        return self.rank[0] if self.rank else self.name.start

    def person(self, text: str, gazetteer: Gazetteer) -> Person:
        """Return the record of the person."""
        pieces = [" ".join(text[start:end].split()).strip(" ,;") for start, end in self.parts]
        said = ", ".join(piece for piece in pieces if piece)
        role, organisation = split_role(said, gazetteer)
        if self.rank:
            rank = " ".join(text[self.rank[0] : self.rank[1]].split())
            role = f"{rank}, {role}" if role else rank
        name = _PLAIN_HONORIFIC.sub("", self.name.printed)
        return Person(name=name, role=role, organisation=organisation)


def read_lines(
    text: str,
    lines: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    surnames: Sequence[str] = (),
    places: Sequence[str] = (),
) -> list[PersonLine]:
    """Read people from the lines of an address block.

    Parameters
    ----------
    text : str
        The text that the lines are spans of.
    lines : sequence of (int, int)
        The lines, in order. A person may take one or several.
    gazetteer : Gazetteer
        To tell councils from names.
    surnames : sequence of str, optional
        Surnames in the salutation ("Dear Ms Archer").
    places : sequence of str, optional
        Names of places that the gazetteer does not know.

    Returns
    -------
    list of PersonLine
        In order, each once.

    Examples
    --------
    >>> from ofstedmine.parsing.gazetteer import load_gazetteer
    >>> text = "Jo Archer, Director, Northmoor Council"
    >>> [found] = read_lines(text, [(0, len(text))], load_gazetteer())
    >>> found.person(text, load_gazetteer())
    Person(name='Jo Archer', role='Director', organisation='Northmoor Council')
    """
    words = people_words()
    people: list[PersonLine] = []
    is_open = False
    for start, end in lines:
        found = list(read_people(text, start, end, gazetteer, surnames, places))
        # A line that is a name and nothing else may be a house or a town of an address.
        if len(found) == 1 and not found[0].parts and not found[0].name.honorific:
            is_place = words.address.fullmatch(text, start, end)
            if is_place or (people and people[-1].parts):
                found = []
        if found:
            people += found
            is_open = _stays_open(text, people[-1], end)
        elif people and is_open:
            is_open = _go_on(text, people[-1], start, end, gazetteer)
    seen: set[str] = set()
    unique = []
    for one in people:
        line = " ".join(text[one.start : one.end].split()).casefold()
        if line not in seen:
            seen.add(line)
            unique.append(one)
    return unique


def read_people(
    text: str,
    start: int,
    end: int,
    gazetteer: Gazetteer,
    surnames: Sequence[str] = (),
    places: Sequence[str] = (),
) -> Iterator[PersonLine]:
    """Read the people of one line: one, or several where that is plain.

    Parameters
    ----------
    text : str
        The text of the line.
    start, end : int
        Its span.
    gazetteer : Gazetteer
        To tell councils from names.
    surnames : sequence of str, optional
        Surnames in the salutation.
    places : sequence of str, optional
        Names of places that the gazetteer does not know.

    Yields
    ------
    PersonLine
        In order; nothing where the line does not begin with a name.
    """
    councils = council_spans(text, start, end, gazetteer)
    first = _person_at(text, start, end, councils, surnames)
    if first is None:
        return
    at = _SEPARATOR.match(text, first.name.end, end)
    at_rest = at.end() if at else first.name.end
    spans = place_spans(text, start, end, gazetteer, places)
    split = _second_person(text, first.name.end, end, councils, spans)
    split = split or _run_in_person(text, at_rest, end, spans)
    _add_parts(text, first, at_rest, split[0] if split else end, councils)
    yield first
    if split:
        yield from read_people(text, split[1], end, gazetteer, surnames, places)


def _second_person(
    text: str,
    start: int,
    end: int,
    councils: Mapping[int, int],
    places: Sequence[tuple[int, int]],
) -> tuple[int, int] | None:
    """Return where the first person of a line ends and the second begins: after "and", say."""
    for split in _TWO_PEOPLE.finditer(text, start, end):
        other = read_name(text, split.end(), end, barred=councils)
        # Right after a name, a comma parts it from its role: only "and" joins two people there.
        if split.start() == start and "," in split.group():
            continue
        if any(first <= split.end() < last for first, last in places):
            continue
        if other and _is_person(text, other, end, second=True):
            return split.span()
    return None


def _run_in_person(
    text: str, start: int, end: int, places: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where a second person begins in lines that were joined without a mark.

    "..., Northmoor Council Jo Archer, Chair": a name with a comma and a role after it.
    """
    for comma in _COMMA.finditer(text, start, end):
        words = people_words()
        following = min(end, comma.end() + _ROLE)
        if not words.role_start.match(text, comma.end(), end) or not words.role_word.search(
            text, comma.end(), following
        ):
            continue
        name = read_name_before(text, start, comma.start(), places)
        if name and name.start > start and (name.start, name.end) not in places:
            return len(text[: name.start].rstrip()), name.start
    return None


def split_role(said: str, gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    """Split what is said of a person into role and organisation.

    Parameters
    ----------
    said : str
        What follows a name.
    gazetteer : Gazetteer
        To know councils by.

    Returns
    -------
    tuple of (str or None, str or None)
        Role and organisation. All is the role where the organisation is bound to it ("Chief
        Constable of ..."), or where that is not certain.

    Examples
    --------
    >>> from ofstedmine.parsing.gazetteer import load_gazetteer
    >>> split_role("Director for Children, Families and Education, Bexley", load_gazetteer())
    ('Director for Children, Families and Education', 'Bexley')
    >>> split_role("National Probation Service, Divisional Director", load_gazetteer())
    ('National Probation Service, Divisional Director', None)
    """
    said = said.strip(" ,;")
    if not said:
        return None, None
    starts = [0, *(comma.end() for comma in _COMMA.finditer(said))]
    ends = [*(comma.start() for comma in _COMMA.finditer(said)), len(said)]
    words = people_words()
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if _BOUND.search(said, 0, ends[n - 1] if n else 0):
            break
        if _is_organisation(said[start:end], gazetteer) and not words.role_word.search(said, start):
            return said[: ends[n - 1]] if n else None, said[start:]
    return said, None


def _person_at(
    text: str, start: int, end: int, councils: Mapping[int, int], surnames: Sequence[str]
) -> PersonLine | None:
    """Return the person that a line begins with, perhaps after a rank."""
    words = people_words()
    rank = words.rank.match(text, start, end)
    if rank and (name := read_name(text, rank.end(), end, barred=councils)):
        stop = rank.start() + len(rank.group().rstrip())
        return PersonLine(name, (start, stop), end=name.end)
    name = read_name(text, start, end, barred=councils)
    if name is None:
        return None
    shorter = _by_surname(text, name, surnames)
    if shorter:
        name = shorter
    if (
        name.honorific
        or shorter
        or _is_person(text, name, end)
        or name.end in _at_space(text, councils)
    ):
        return PersonLine(name, end=name.end)
    return None


def _at_space(text: str, offsets: Iterable[int]) -> set[int]:
    """Return where the white space before some offsets begins."""
    return {len(text[:offset].rstrip()) for offset in offsets}


def _by_surname(text: str, name: Name, surnames: Sequence[str]) -> Name | None:
    """Return a name that ends with the surname of the salutation, if it has it."""
    for surname in surnames:
        found = regex.search(
            rf"\b{regex.escape(surname)}(?![\p{{L}}-])", text[name.start : name.end]
        )
        if found and text[name.start + found.end() : name.end].strip(" ,"):
            following = name.start + found.end()
            while following < name.end and text[following].isspace():
                following += 1
            return read_name(text, name.start, name.end, barred=(following,))
        if found:
            return name
    return None


def _is_person(text: str, name: Name, end: int, *, second: bool = False) -> bool:
    """Say whether what follows a name shows that it is a person's."""
    words = people_words()
    rest = text[name.end : end]
    if not rest.strip(" ,;.|*"):
        return not second or name.honorific
    opening = _SEPARATOR.match(rest)
    after = rest[opening.end() :] if opening else rest
    parted = bool(opening and opening.group().strip())
    if words.role_start.match(after):
        return parted or not second
    return parted and not second


def _add_parts(
    text: str, person: PersonLine, start: int, end: int, councils: Mapping[int, int]
) -> None:
    """Add what follows a name: role and organisation, parted before a council, without address."""
    stop = before_address(text, start, end, councils)
    person.end = max(person.end, stop)
    if start < stop:
        person.parts += parted(text, start, stop, councils)


def _stays_open(text: str, person: PersonLine, end: int) -> bool:
    """Say whether the next line may go on with a person: not once an address has begun."""
    return not text[person.end : end].strip(" ,;.")


def _go_on(text: str, person: PersonLine, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Add a line to the person above it, where it is a role or an organisation."""
    words = people_words()
    councils = council_spans(text, start, end, gazetteer)
    stop = before_address(text, start, end, councils)
    said = text[start:stop]
    if not said.strip():
        return False
    if not (councils or words.role_start.match(said) or words.organisation.search(said)):
        # A department, say: not known to be a role, but the council may follow.
        return stop == end
    # A line that was broken goes on with the part above it; a line of its own is a part.
    if person.parts and person.parts[-1][1] > person.name.end and _in_one_line(text, person):
        whole = {at: last for at, last in councils.items() if not _SUFFIX.match(text, at)}
        person.parts[-1:] = parted(text, person.parts[-1][0], stop, whole)
    else:
        person.parts += parted(text, start, stop, councils)
    person.end = stop
    return stop == end


def _in_one_line(text: str, person: PersonLine) -> bool:
    """Say whether name and role stood in one line, so that what follows is its broken rest."""
    return "\n" not in text[person.name.end : person.parts[0][0]] and len(person.parts) == 1


def _is_organisation(part: str, gazetteer: Gazetteer) -> bool:
    """Say whether a part between commas is an organisation, or the name of a place."""
    if people_words().organisation.search(part):
        return True
    mentions = gazetteer.find(part)
    return bool(mentions) and mentions[0].start == 0 and mentions[-1].end == len(part.rstrip())
