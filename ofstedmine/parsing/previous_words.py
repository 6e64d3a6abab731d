"""The patterns of ``data/previous.toml``, with the words of grades and of months put in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import regex

from ofstedmine.errors import DataError
from ofstedmine.parsing.date_words import month_of
from ofstedmine.parsing.grades import grade_source
from ofstedmine.parsing.wording import any_of, load_data

__all__ = ["recall_patterns", "when"]


@cache
def recall_patterns(table: str) -> Mapping[str, regex.Pattern[str]]:
    """Compile a table of ``data/previous.toml``.

    Parameters
    ----------
    table : str
        ``stated``, ``about`` or ``listed``.

    Returns
    -------
    mapping of str to regex.Pattern
        With the groups ``grade`` where a pattern says GRADE, ``month`` and ``year`` where it
        says WHEN.

    Examples
    --------
    >>> match = recall_patterns("stated")["passive"].search("which was judged to be good")
    >>> match["grade"]
    'good'
    """
    lists = load_data("previous").get(table)
    if not lists:
        msg = f"previous.toml: has no table [{table}]"
        raise DataError(msg)
    months = "|".join(load_data("dates")["words"]["months"])
    lead = r"(?:(?:in|of|on) ){0,2}(?:\d{1,2} )?"
    date = rf"{lead}(?:(?P<month>{months})\b,? )?(?P<year>(?:19|20)\d\d)\b"
    words = {"ANYGRADE": grade_source(), "GRADE": f"(?P<grade>{grade_source()})", "WHEN": date}

    def compiled(key: str, sources: list[str]) -> regex.Pattern[str]:
        where = f"previous.toml: {table}.{key}"
        return any_of(
            [regex.sub(r"ANYGRADE|GRADE|WHEN", lambda m: words[m[0]], s) for s in sources], where
        )

    return {key: compiled(key, sources) for key, sources in lists.items()}


def when(match: regex.Match[str]) -> tuple[int, int | None]:
    """Return the year and, where stated, the month of a match.

    Examples
    --------
    >>> when(recall_patterns("about")["date"].search("in June 2016"))
    (2016, 6)
    """
    return int(match["year"]), month_of(match["month"]) if match["month"] else None
