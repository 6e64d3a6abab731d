"""Hostile web pages: depths, crowds, and links that nobody may follow."""

from __future__ import annotations

from .case import CORRUPT, EMPTY, RECORD, TOO_LARGE, UNSUPPORTED, Case, register

CASES: list[Case] = []
hostile = register(CASES)

MILLION = 1_000_000
WORDS = "<p>Monitoring visit to Northmoor children’s services</p>"


def page(inside, head=""):
    """Return a page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inside}{WORDS}</body></html>".encode()


@hostile(RECORD)
def a_million_nested_tags():
    return page("<div>" * MILLION + WORDS + "</div>" * MILLION)


@hostile(RECORD)
def a_million_tags_that_never_end():
    return page("<b>" * MILLION)


@hostile(RECORD)
def a_million_ends_without_beginnings():
    return page("</div>" * MILLION)


@hostile(RECORD)
def nested_just_as_deep_as_it_goes():
    return page(("<div>" * 240 + "a" + "</div>" * 240) * 500)


@hostile(RECORD)
def tables_in_tables():
    return page("<table><tr><td>" * 80 + WORDS * 3000)


@hostile(RECORD)
def lists_in_lists():
    return page("<ul><li>a " * 100 + "<li>b" * 20_000)


@hostile(RECORD, CORRUPT)
def a_million_attributes():
    return page("<p " + " ".join(f"a{n}=b" for n in range(MILLION)) + ">")


@hostile(RECORD, CORRUPT)
def an_attribute_of_megabytes():
    return page(f'<p class="{"nav " * (2 * MILLION)}" style="{"display " * MILLION}">')


@hostile(RECORD)
def references_to_characters():
    return page("<p>" + "&amp;" * 200_000 + "&#x10FFFF;&#xD800;&#0;&#99999999999;</p>")


@hostile(RECORD)
def fifty_thousand_small_paragraphs():
    return page("<p>a" * 50_000)


@hostile(RECORD)
def fifty_thousand_lines():
    return page("a<br>" * 50_000)


@hostile(RECORD, EMPTY)
def a_script_without_an_end():
    return page("", "<script>" + "<" * MILLION)


@hostile(RECORD, EMPTY)
def comments_without_ends():
    return page("<!--" * MILLION)


@hostile(RECORD, EMPTY)
def a_million_brackets():
    return b"<p>" + b"<" * MILLION


@hostile(RECORD)
def declarations_before_the_page():
    return b"<!-- a -->" * 20_000 + b"<?xml a>" * 20_000 + page("")


@hostile(EMPTY)
def files_from_everywhere():
    # The object never ends, so all that follows stands in for it, and is not read.
    address = "http://127.0.0.1:9/hostile"
    return page(
        f'<iframe src="{address}"></iframe><img src="{address}"><object data="file:///etc/passwd">'
        f'<xi:include href="file:///etc/passwd" parse="text"/><script src="{address}"></script>',
        f'<base href="{address}"><link rel="stylesheet" href="{address}"><meta http-equiv="refresh" content="0;url={address}">',
    )


@hostile(RECORD)
def entities_from_outside():
    return (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>A visit. &x;</p></body></html>'
    )


@hostile(RECORD)
def a_charset_that_hides_tags():
    return b'<html><head><meta charset="utf-7"></head><body><p>+ADw-script+AD4-A visit.</p></body></html>'


@hostile(RECORD)
def a_charset_that_is_no_text():
    return b'<html><head><meta charset="zlib_codec"><meta charset="idna"></head><body><p>A visit \xff.</p></body></html>'


@hostile(UNSUPPORTED)
def zeros_in_tags():
    # So many zeros for so few words are no text.
    return page("<p\0><\0b>a\0b</\0b>")


@hostile(TOO_LARGE)
def fifty_megabytes_of_tags():
    return page("<i></i>" * (7 * MILLION))
