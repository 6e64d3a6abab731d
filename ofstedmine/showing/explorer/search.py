"""What is asked of a dataset that is served: the same questions as `front/shelf.js` answers.

Summaries, tags and the findings' words stay in memory (some ten kilobytes a letter), the letters
themselves in the dataset. A browser test holds this and the page's own search together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import regex

__all__ = ["MOST", "SIZE", "Index", "terms_of", "whole"]

SIZE = 25
MOST = 1_000_000
_UNKNOWN, _NO_THEME = "?", "none"
_Other = TypeVar("_Other", int, None)
_TERM = regex.compile(r'"([^"]*+)"|([^\s"]++)')
_TAGS = ("theme", "sentiment", "progress")
_ID, _START, _END, _COUNTED, _THEMES, _SENTIMENT, _PROGRESS = 0, 1, 2, 7, 8, 9, 10
_PAGE, _PARAGRAPH, _SECTION, _ROLE, _UNCERTAIN = 3, 4, 5, 6, 11


@dataclass(frozen=True, slots=True)
class _Known:
    """A letter without its text: its summary, what is looked for in it, its findings' rows."""

    summary: Mapping[str, Any]
    head: str
    areas: str
    findings: Sequence[Mapping[str, Any]]
    lower: Sequence[str]


class Index:
    """Letters that can be asked for by filters and words.

    Parameters
    ----------
    entries : iterable of mapping
        What `entry` returned of each letter; its text is not kept.

    Examples
    --------
    >>> Index([]).find({})["count"]
    0
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._letters = [_known(one) for one in entries]

    @property
    def summaries(self) -> list[Mapping[str, Any]]:
        """The letters as the list shows them."""
        return [one.summary for one in self._letters]

    def find(
        self,
        query: Mapping[str, str],
        labels: Mapping[str, Sequence[str]] | None = None,
        *,
        size: int = SIZE,
        every: bool = False,
    ) -> dict[str, Any]:
        """Return the letters that fit a query, one page of them.

        Parameters
        ----------
        query : mapping of str to str
            As the address of the page has it: ``words``, ``authority``, ``theme``, ``page`` ...
        labels : mapping of str to sequence of str, optional
            The slugs of ``theme``, ``sentiment`` and ``progress``, in order.
        size : int, default 25
            How many letters make a page.
        every : bool, default False
            Whether all findings that fit are wanted also where none is asked for.

        Returns
        -------
        dict
            ``count``, ``findings``, ``byFinding`` and ``rows``.
        """
        asked = _Asked(query, labels or {}, every)
        found = [(one, hits) for one in self._letters if (hits := asked.hits(one)) is not None]
        found.sort(key=lambda pair: _tie(pair[0].summary))
        if query.get("sort") in ("newest", "oldest"):
            found.sort(key=lambda pair: _day(pair[0].summary), reverse=query["sort"] == "newest")
        by_finding = any(hits for _, hits in found)
        page = whole(query.get("page"), 1)
        rows = found[(page - 1) * size : page * size]
        return {
            "count": len(found),
            "findings": sum(len(hits) if by_finding else one.summary["n"] for one, hits in found),
            "byFinding": by_finding,
            "rows": [
                {"letter": one.summary, "hits": [one.findings[i] for i in hits]}
                for one, hits in rows
            ],
        }


class _Asked:
    """A query, read once."""

    def __init__(
        self, query: Mapping[str, str], labels: Mapping[str, Sequence[str]], every: bool
    ) -> None:
        self._query = query
        self._every = every
        self._terms = terms_of(query.get("words", ""))
        self._wants = [_wanted(name, query[name], labels) for name in _TAGS if query.get(name)]

    def hits(self, one: _Known) -> list[int] | None:
        """Return which findings fit; [] where the letter fits by itself, None where it does not."""
        if not self._fits(one.summary):
            return None
        terms = [term for term in self._terms if term not in one.head]
        if not self._wants and not terms and not self._every:
            return []
        hits = [
            i
            for i, finding in enumerate(one.findings)
            if (finding["counted"] or self._query.get("all"))
            and all(wanted(finding) for wanted in self._wants)
            and all(term in one.lower[i] for term in terms)
        ]
        if hits or not (self._wants or terms):
            return hits
        # What no finding says may still be what the visit looked at.
        return [] if not self._wants and all(term in one.areas for term in terms) else None

    def _fits(self, letter: Mapping[str, Any]) -> bool:
        query = self._query
        for name, key in (("authority", "who"), ("region", "regions")):
            wanted = query.get(name)
            if wanted and (letter[key] if wanted == _UNKNOWN else wanted not in letter[key]):
                return False
        if query.get("kind") and letter["kind"] != query["kind"]:
            return False
        year = letter["year"]
        first, last = (whole(query.get(name), None) for name in ("from", "to"))
        if year is None:
            return first is None and last is None
        return (first is None or year >= first) and (last is None or year <= last)


def _wanted(
    name: str, slug: str, labels: Mapping[str, Sequence[str]]
) -> Callable[[Mapping[str, Any]], bool]:
    known = list(labels.get(name, ()))
    at = known.index(slug) if slug in known else -1
    if name == "theme":
        if slug == _NO_THEME:
            return lambda one: not one["themes"] and one["sentiment"] is not None
        return lambda one: at in one["themes"]
    return lambda one: bool(one[name] == at)


def terms_of(words: str) -> list[str]:
    """Return what is looked for; words in quotes stay together.

    Examples
    --------
    >>> terms_of('Caseloads "social workers"')
    ['caseloads', 'social workers']
    """
    found = (a or b for a, b in _TERM.findall(words.lower()))
    return [term for term in (" ".join(one.split()) for one in found) if term]


def _known(entry: Mapping[str, Any]) -> _Known:
    summary = {name: value for name, value in entry.items() if name != "detail"}
    detail = entry["detail"]
    # Offsets are those of a browser: two bytes a unit.
    text = detail["text"].encode("utf-16-le", "surrogatepass")
    findings = []
    for row in detail["findings"]:
        words = text[2 * row[_START] : 2 * row[_END]].decode("utf-16-le", "replace")
        section = row[_SECTION]
        findings.append(
            {
                "id": row[_ID],
                "page": row[_PAGE],
                "paragraph": row[_PARAGRAPH],
                "section": "" if section is None else detail["headings"][section],
                "role": row[_ROLE],
                "counted": bool(row[_COUNTED]),
                "themes": row[_THEMES],
                "sentiment": row[_SENTIMENT],
                "progress": row[_PROGRESS],
                "uncertain": bool(row[_UNCERTAIN]),
                "text": regex.sub(r"\s+", " ", words),
            }
        )
    head = [
        summary["title"],
        *summary["who"],
        *summary["regions"],
        summary["kindWords"],
        summary["file"],
    ]
    lower = [one["text"].lower() for one in findings]
    areas = "\n".join(summary["areas"]).lower()
    return _Known(summary, "\n".join(head).lower(), areas, findings, lower)


def whole(text: str | None, otherwise: _Other) -> int | _Other:
    """Return a number that an address holds, or another where it holds none.

    Examples
    --------
    >>> whole("2", 1), whole("two", 1)
    (2, 1)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _day(letter: Mapping[str, Any]) -> str:
    return letter["first"] or letter["dated"] or ""


def _tie(letter: Mapping[str, Any]) -> tuple[str, str, str]:
    return (letter["who"][0] if letter["who"] else "\uffff", _day(letter), letter["id"])
