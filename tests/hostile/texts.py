"""Texts that nobody wrote: what letters are made of, in any order, among what no letter holds."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "Monitoring visit to Northmoor children’s services", "Dear Ms Archer", "Yours sincerely",
    "Helen Marchbank\nHer Majesty’s Inspector", "24 March 2017", "31 February 2023", "4 and 5 June",
    "Areas covered by the visit", "Overview", "Findings and evaluation of progress", "## Overview",
    "**What needs to improve**", "| Judgement | Grade |\n|---|---|\n| Overall effectiveness | Good |",
    "Overall effectiveness: inadequate", "Inspection dates: 3 to 14 July 2023", "Page 1 of 3",
    "This letter summarises the findings of the monitoring visit to Northmoor on 4 and 5 June 2024.",
    "Lead inspector: Idris Pell, HMI", "cc: Department for Education", "[^1]: A note.",
    "The areas covered by this visit were:", "• the front door", "1. Plans are good.", "a) b", "–",
    "The local authority was judged inadequate in January 2017.", "T 0300 123 1231", "\f", "---",
    "There are no areas for priority action.", "<div><p>Dear Ms Archer</p><ul><li>a</li></ul></div>",
)  # fmt: skip
PIECES = (
    "Dear", "visit", "2024", "June", "4", "and", "to", "Ofsted", "HMI", "inadequate", "the", "was",
    "children’s", "services", "of", "second", "13th", "99", "0", ".", ",", ":", ";", "-", "–", "’",
    "(", ")", "[", "]", "*", "_", "#", "|", ">", "<", "&", "&amp;", "%", "\\", "/", "@", "\t", "\n",
    "\n\n", "\f", "\r", "\x00", "\x1b", "\u200b", "\u202e", "\u2066", "\u2028", "\u0301", "\ufeff",
    "\U0001f600", "\ud800", "\udfff", "ﬁ", "ß", "İ", "א", "ت", "①", "½", "\ue000", "\U0010ffff",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252")


def fragments():
    """Return a strategy of pieces of text, a few characters or a few thousand."""
    words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30)
    return st.one_of(
        st.sampled_from(LINES),
        st.builds(str.join, st.sampled_from(("", " ", "\n")), words),
        st.text(st.characters(codec=None), max_size=60),
        st.builds(str.__mul__, st.sampled_from((*PIECES, *LINES)), st.integers(1, 300)),
    )


def texts():
    """Return a strategy of whole texts."""
    between = st.sampled_from(("\n\n", "\n\n", "\n", " ", ""))
    return st.builds(str.join, between, st.lists(fragments(), min_size=1, max_size=14))


def files():
    """Return a strategy of files of text, in encodings that they may not name."""
    return st.builds(
        lambda text, name: text.encode(
            name, "surrogatepass" if name.startswith("utf") else "replace"
        ),
        texts(),
        st.sampled_from(ENCODINGS),
    )
