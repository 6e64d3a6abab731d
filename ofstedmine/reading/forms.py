"""What a single line is by its form: a date, an address, a salutation, a page number, a heading.

Every function takes one line with single spaces and looks at nothing else.
"""

from __future__ import annotations

import regex

MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
WEEKDAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = (
    rf"(?:(?:{WEEKDAYS},? )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTHS}),? (?:\d{{4}}|\d{{2}})\b"
    rf"|(?:{WEEKDAYS},? )?(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)"
)
DATE_LINE = regex.compile(rf"(?:Date(?:d| of letter)?:? )?{DATE}\.?", regex.I)
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
ENDS_IN_POSTCODE = regex.compile(rf".*{POSTCODE}\W*", regex.S)
CONTACT = regex.compile(
    r"(?:\*{0,2}(?:T|Tel|Telephone|Phone|Text ?phone|Minicom|Fax|F|E|E-?mail|W|Web|Website)\b"
    r"\*{0,2}[:.]? ?)?(?:(?:\+44|\(?0)[\d ()]{8,16}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|\[email\W?protected\]|(?:https?://|www\.)\S{1,300})[ |,;]*",
    regex.I,
)
SALUTATION = regex.compile(r"Dear (?!reader)\S.{0,140}", regex.I)
SIGN_OFF = regex.compile(
    r"(?:Yours (?:sincerely|faithfully|truly)"
    r"|(?:With )?(?:all )?(?:Kind(?:est)?|Best|Good|Warm(?:est)?) (?:regards|wishes)),?\.?",
    regex.I,
)
COPIES = regex.compile(r"(?:c\.?c\.?|copies?(?: sent)? to|copied to)\b[:. ].*", regex.I)
PAGE_NUMBER = regex.compile(
    r"(?:[-–—|\[( ]*+)(?:page |p\. ?|pg )?(\d{1,3})(?: ?(?:of|/|\|) ?\d{1,3})?(?:[-–—|\]) ]*+)",
    regex.I,
)
CONTENTS_LINE = regex.compile(r".*?(?:(?<!\.)\.{4,}+|(?<! \.)(?: \.){3,}+|(?<!…)…{2,}+) ?\d{1,3}")
# "Published Wednesday, 29 November 2017", "Source: ...": a label and its value
LABEL = regex.compile(rf"(?:\p{{Lu}}[\p{{L}} ()]{{1,28}}: |.*\b{DATE})", regex.I)
ROLES = regex.compile(
    r"\b(?:H(?:er|is) Majesty.s(?: Senior)? Inspectors?|(?:Senior )?HMI|Director"
    r"|Chief (?:Executive|Constable|Inspector)|Ofsted Inspector|Commissioner|Council|Borough)\b",
    regex.I,
)
NAME = regex.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Cllr|Councillor|Lord|Lady|Baroness)\.? )?"
    r"(?:\p{Lu}[\p{L}’'-]*\.? ){1,3}\p{Lu}[\p{L}’'-]+(?: (?:[A-Z]{2,}+,? ?)+)?"
)
NAMED = regex.compile(rf"(?:{NAME.pattern}) ?, (?:\p{{Lu}}|[^.]{{3,120}}$)")
HONORIFIC = regex.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Sir|Dame|Cllr|Councillor)\.? \p{Lu}")
STREET = regex.compile(
    r"(?:\d+[A-Za-z]?,? )?(?:[\p{Lu}\d][\p{L}’'.-]*,? ){1,5}"
    r"(?:Street|Road|Lane|Close|Square|Avenue|Way|Place|House|Hall|Centre|Center|Offices?|Gate|Building|Park|Hill"
    r"|Quay|Drive|Court|Terrace|Row|Kingsway|Chambers|Floor)(?: \w{1,2})?,?"
)
# A line that stops on one of these goes on: no paragraph ends with them.
OPEN_END = regex.compile(
    r"(?:.*\b(?:a|an|the|of|and|or|to|for|in|on|at|by|with|from|as|that|which|who|is|are|was|were|has|have|had|be|been"
    r"|their|its|this|these|not|into|about|than|when|where|while|between|but|will|can|should|s|section|councillor|cllr|mr|mrs|ms|dr|&)|.*[,–—-])",
    regex.I | regex.S,
)
ENDS_SENTENCE = regex.compile(r".*[.!?…][\"'”’)\]]*(?: ?\d{1,2}|\[\^?\w{1,3}\])?", regex.S)
TWO_SENTENCES = regex.compile(r"(?<=\p{Ll}{3})[.!] \p{Lu}")
LIST_LEAD = regex.compile(r".*:\W{0,2}", regex.S)


def is_date(line: str) -> bool:
    """Say whether a line is nothing but a date."""
    return len(line) < 60 and DATE_LINE.fullmatch(line) is not None


def is_salutation(line: str) -> bool:
    """Say whether a line is "Dear ..." and no more."""
    return (
        line[:4].casefold() == "dear"
        and len(line.split()) <= 18
        and line[-1:] not in ".?!"
        and SALUTATION.fullmatch(line) is not None
    )


def is_sign_off(line: str) -> bool:
    """Say whether a line is "Yours sincerely" or its like."""
    return len(line) < 40 and SIGN_OFF.fullmatch(line) is not None


def is_copies(line: str) -> bool:
    """Say whether a line names those who get a copy."""
    return len(line) < 300 and COPIES.fullmatch(line) is not None


def page_number(line: str) -> int | None:
    """Return the number of a line that is only a page number."""
    found = PAGE_NUMBER.fullmatch(line) if 0 < len(line) <= 24 else None
    return int(found[1]) if found else None


def is_contact(line: str) -> bool:
    """Say whether a line is only telephone numbers, mail and web addresses."""
    at = 0
    while at < len(line) and (found := CONTACT.match(line, at)):
        at = found.end()
    return 0 < len(line) == at


def is_address(line: str) -> bool:
    """Say whether a line is part of an address: a street, a postcode, a telephone number."""
    if not line or len(line) > 300 or ENDS_SENTENCE.fullmatch(line):
        return False
    if is_contact(line) or (CONTACT.search(line) and len(line.split()) < 25):
        return True
    if len(line) < 200 and ENDS_IN_POSTCODE.fullmatch(line):
        return True
    return len(line) < 60 and STREET.fullmatch(line) is not None


def is_name(line: str) -> bool:
    """Say whether a line may be a person's name or role, as in a signature or an addressee."""
    if len(line.split()) > 14 or ENDS_SENTENCE.fullmatch(line):
        return False
    return bool(ROLES.search(line) or HONORIFIC.match(line) or NAME.fullmatch(line))


def is_personal(line: str) -> bool:
    """Say whether a line addresses, greets, dates or signs: never a heading."""
    return (
        is_date(line)
        or is_salutation(line)
        or is_sign_off(line)
        or is_address(line)
        or bool(len(line) < 120 and HONORIFIC.match(line) and not TWO_SENTENCES.search(line))
        or bool(NAMED.match(line) and ROLES.search(line) and len(line) < 300)
        or is_copies(line)
    )


def ends_sentence(line: str) -> bool:
    """Say whether a line stops where a sentence may stop (a footnote mark may follow)."""
    return ENDS_SENTENCE.fullmatch(line[-40:]) is not None


def goes_on(line: str) -> bool:
    """Say whether a line stops where no paragraph can: on "the", on a comma, on a hyphen."""
    return OPEN_END.fullmatch(line[-40:]) is not None


def starts_low(line: str) -> bool:
    """Say whether a line starts with a small letter."""
    return line[:1].islower()


def may_head(line: str) -> bool:
    """Say whether a line has the form of a heading: short, a capital, no stop at its end.

    Examples
    --------
    >>> may_head("Children missing from home and care")
    True
    >>> may_head("24 March 2017"), may_head("Dear Ms Archer"), may_head("It went well.")
    (False, False, False)
    """
    words = line.split()
    return (
        0 < len(words) <= 14
        and 3 <= len(line) <= 110
        and (line[0].isupper() or (line[0].isdigit() and len(words) > 1))
        and line[-1] not in ".,;:!-–—…"
        and not ends_sentence(line)
        and not goes_on(line)
        and not is_personal(line)
        and not LABEL.match(line)
        and not TWO_SENTENCES.search(line)
        and not CONTENTS_LINE.fullmatch(line)
        and sum(c.isalpha() for c in line) * 2 > len(line)
    )
