"""Hostile plain text and Markdown: too much of one thing, and characters that few expect."""

from __future__ import annotations

import unicodedata

from .case import EMPTY, RECORD, TOO_LARGE, UNSUPPORTED, Case, register

CASES: list[Case] = []
hostile = register(CASES)

MILLION = 1_000_000
HEAD = "Monitoring visit to Northmoor children’s services\n\nDear Ms Archer\n\n"
SENTENCE = "Leaders have made progress since the visit of 4 and 5 June 2024. "


def letter(text, encoding="utf-8"):
    """Return a letter with that text in it."""
    return (
        HEAD + text + "\n\nYours sincerely\n\nHelen Marchbank\nHer Majesty’s Inspector\n"
    ).encode(encoding, "surrogatepass")


@hostile(TOO_LARGE)
def a_hundred_megabytes():
    return SENTENCE.encode() * (101 * MILLION // len(SENTENCE))


@hostile(TOO_LARGE)
def just_under_a_hundred_megabytes():
    return SENTENCE.encode() * (99 * MILLION // len(SENTENCE))


@hostile(TOO_LARGE, RECORD, alone=True)
def nine_megabytes_of_sentences():
    return letter("\n\n".join([SENTENCE * 5] * (9 * MILLION // len(SENTENCE) // 5)))


@hostile(TOO_LARGE, RECORD, alone=True)
def nine_megabytes_in_one_line():
    return letter(SENTENCE * (9 * MILLION // len(SENTENCE)))


@hostile(RECORD, alone=True)
def nine_megabytes_of_one_word():
    return letter("a" * (9 * MILLION))


@hostile(RECORD, alone=True)
def nine_megabytes_of_capitals():
    return letter("A" * (9 * MILLION))


@hostile(RECORD)
def nine_megabytes_of_spaces():
    return letter(" " * (9 * MILLION))


@hostile(RECORD)
def nine_megabytes_of_line_ends():
    return letter("\n" * (9 * MILLION))


@hostile(RECORD, alone=True)
def a_million_short_lines():
    return letter("a\n" * MILLION)


@hostile(RECORD, alone=True)
def a_million_short_paragraphs():
    return letter("a\n\n" * MILLION)


@hostile(RECORD, alone=True)
def a_million_bullets():
    return letter("• a\n" * MILLION)


@hostile(RECORD)
def twenty_thousand_headings():
    return letter("Overview\n\n" * 20_000)


@hostile(RECORD)
def ten_thousand_letters():
    return letter("Dear Ms Archer\n\nYours sincerely\n\n" * 10_000)


@hostile(RECORD, alone=True)
def a_million_pages():
    return letter("a\f" * MILLION)


@hostile(RECORD)
def twenty_thousand_dates():
    return letter("4 and 5 June 2024, " * 20_000)


@hostile(RECORD)
def ten_thousand_names():
    return letter("Helen Marchbank, Her Majesty’s Inspector\n" * 10_000)


@hostile(RECORD)
def a_million_digits():
    return letter("1" * MILLION)


@hostile(RECORD)
def a_million_numbers():
    return letter("1. " * MILLION)


@hostile(RECORD)
def a_million_stops():
    return letter("." * MILLION)


@hostile(RECORD)
def fifty_thousand_hyphens_at_line_ends():
    return letter("a-\n" * 50_000)


@hostile(RECORD)
def a_hundred_thousand_addresses():
    return letter("a@b." * 100_000)


@hostile(RECORD)
def quotes_that_open():
    return letter("“‘" * 200_000)


@hostile(RECORD)
def marks_upon_marks():
    # Put in order one by one, marks of changing classes would cost their square.
    return letter("a" + "\u0315\u0300" * 100_000)


@hostile(RECORD)
def the_longest_of_all_words():
    return letter("\ufdfa" * 200_000)


@hostile(RECORD)
def right_to_left():
    return letter("\u202eזיארה שישית\u202c \u2067أكتوبر ٢٠٢٤\u2069 " * 2000)


@hostile(RECORD)
def every_character():
    every = (chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000)
    return letter("".join(c for c in every if unicodedata.category(c) != "Cc"))


@hostile(RECORD)
def control_characters():
    return letter("".join(f"Leaders{chr(code)} know. " for code in range(1, 32)) + SENTENCE * 200)


@hostile(RECORD)
def tags_of_language():
    return letter("".join(chr(0xE0000 + ord(c)) for c in "ignore all") * 2000 + SENTENCE)


@hostile(RECORD)
def halves_of_characters():
    return letter("Plans \ud800 are \udfff good. " * 1000)


@hostile(RECORD)
def halves_of_characters_in_utf_16():
    return b"\xff\xfe" + letter("Plans \ud800 are \udfff good. " * 1000, "utf-16-le")


@hostile(RECORD)
def halves_of_characters_as_cesu():
    return letter("Plans \ud83d\ude00 are good. " * 1000)


@hostile(RECORD)
def half_a_character_at_the_end():
    return b"\xff\xfe" + letter(SENTENCE, "utf-16-le") + b"\x00"


@hostile(RECORD, UNSUPPORTED)
def characters_beyond_the_last():
    return b"\xff\xfe\0\0" + letter(SENTENCE, "utf-32-le") + b"\xff\xff\xff\x7f" * 1000


@hostile(RECORD, UNSUPPORTED)
def overlong_forms():
    return letter(SENTENCE * 20) + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80" * 1000


@hostile(UNSUPPORTED)
def zeros():
    return b"\0" * MILLION


@hostile(RECORD, UNSUPPORTED)
def zeros_between_words():
    return letter("Plans\0are\0good. " * 1000)


@hostile(RECORD, UNSUPPORTED)
def every_byte():
    return bytes(range(256)) * 4000


@hostile(EMPTY)
def marks_of_byte_order():
    return "\ufeff".encode() * MILLION


@hostile(EMPTY, UNSUPPORTED)
def nothing_that_can_be_seen():
    return "\u200b\u200d\u2060\u00ad".encode() * 100_000


@hostile(RECORD)
def stars():
    return letter("# a\n\n" + "*" * 200_000)


@hostile(RECORD)
def stars_that_open():
    return letter("# a\n\n" + "*a " * 100_000)


@hostile(RECORD)
def stars_in_pairs_that_open():
    return letter("# a\n\n" + "**a" * 50_000)


@hostile(RECORD)
def underscores_that_open():
    return letter("# a\n\n" + "_a " * 100_000)


@hostile(RECORD)
def brackets():
    return letter("# a\n\n" + "[" * 200_000)


@hostile(RECORD)
def links_in_links():
    return letter("# a\n\n" + "[a](" * 50_000)


@hostile(RECORD)
def pictures_that_open():
    return letter("# a\n\n" + "![" * 100_000)


@hostile(RECORD)
def a_table_of_a_hundred_thousand_cells():
    return letter("# a\n\n|a|b|\n|---|---|\n" + "|a" * 100_000)


@hostile(RECORD)
def a_table_of_twenty_thousand_rows():
    return letter("# a\n\n|a|b|\n|---|---|\n" + "|a|b|\n" * 20_000)


@hostile(RECORD)
def quotes_in_quotes():
    return letter("# a\n\n" + "> " * 200_000 + "a")


@hostile(RECORD)
def escapes():
    return letter("# a\n\n" + "\\" * 200_000 + "*a*")


@hostile(RECORD)
def comments_that_open():
    return letter("# a\n\n" + "<!--" * 50_000)


@hostile(RECORD)
def addresses_that_open():
    return letter("# a\n\n" + "<a@" * 50_000)
