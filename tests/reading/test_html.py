"""Web pages: the letter is found, the page around it is furniture."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.reading import Letter, read

NEWS = """<!DOCTYPE html>
<html><head><title>Northmoor Gazette</title><script>var x = "Dear Ms Script";</script></head>
<body class="no-sidebar">
<header class="masthead"><a href="/">Northmoor Gazette</a><nav><ul><li>News<li>Sport</ul></nav></header>
<div id="cookie-banner"><p>We use cookies on this page.</p></div>
<main><article class="with-comments">
<h1>Inspectors like Northmoor</h1>
<p class="byline">By Jo Writer</p>
<p>Inspectors have praised the council after they came to see it in May, and said it gets better.</p>
<p>READ MORE: Council buys new chairs</p>
<p><b>The following is the full letter:</b></p>
<p>24 March 2023</p>
<p>Ms Jane Archer<br>Director of Children\u2019s Services<br>Northmoor Council<br>NM1 2AB</p>
<p>Dear Ms Archer</p>
<p><strong>Monitoring visit to Northmoor children\u2019s services</strong></p>
<p>This letter summarises the findings of the visit on 7 and 8 March 2023.<sup>1</sup> Write to
<a href="/cdn-cgi/l">[email&#160;protected]</a> about it.</p>
<figure><img src="x.jpg"><figcaption>The town hall. Image: Google</figcaption></figure>
<p><strong>Areas covered by the visit</strong></p>
<p>Inspectors looked at:</p>
<ul><li>front door<ul><li>night team</li></ul></li><li><p>plans</p></li></ul>
<div class="ad-slot">Hide Ad</div><p>Hide Ad</p>
<p>First words about plans.<br><br>More words after a break.<br>\u2022 one thing<br>\u2022 another thing</p>
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Leaders</td><td>Good</td></tr></table>
<ol start="3"><li>third</li><li>fourth</li></ol>
<p>Yours sincerely</p><p>Ann Other</p><p>His Majesty\u2019s Inspector</p>
<p>What do you think? Have your say below.</p>
<p>The leader of the council said: \u201cWe are very pleased with this letter, and thank our staff for it.\u201d</p>
</article></main>
<aside><h3>Most read</h3><p>A cat was found in a tree after a search that took all night long.</p></aside>
<footer>\u00a9 Gazette</footer></body></html>"""


WRITE_TO = (
    "This letter summarises the findings of the visit on 7 and 8 March 2023."
    " Write to [email protected] about it."
)


def html(source: str) -> Letter:
    return read(source.encode())


def body(letter: Letter) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in letter.body()]


def test_letter_in_a_newspaper() -> None:
    letter = html(NEWS)
    assert letter.media_type == "text/html"
    assert body(letter) == [
        ("paragraph", "24 March 2023"),
        ("paragraph", "Ms Jane Archer"),
        ("paragraph", "Director of Children’s Services"),
        ("paragraph", "Northmoor Council"),
        ("paragraph", "NM1 2AB"),
        ("paragraph", "Dear Ms Archer"),
        ("heading", "Monitoring visit to Northmoor children’s services"),
        (
            "paragraph",
            WRITE_TO,
        ),
        ("heading", "Areas covered by the visit"),
        ("paragraph", "Inspectors looked at:"),
        ("bullet", "front door"),
        ("bullet", "night team"),
        ("bullet", "plans"),
        ("paragraph", "First words about plans."),
        ("paragraph", "More words after a break."),
        ("bullet", "one thing"),
        ("bullet", "another thing"),
        ("table_cell", "Area"),
        ("table_cell", "Grade"),
        ("table_cell", "Leaders"),
        ("table_cell", "Good"),
        ("bullet", "third"),
        ("bullet", "fourth"),
        ("paragraph", "Yours sincerely"),
        ("paragraph", "Ann Other"),
        ("paragraph", "His Majesty’s Inspector"),
    ]
    assert [b.marker for b in letter.blocks if b.text in ("third", "fourth")] == ["3.", "4."]
    assert [b.level for b in letter.blocks if b.kind == "bullet"][:3] == [1, 2, 1]
    assert "Script" not in letter.text
    assert all("Gazette" in t or t for t in [b.text for b in letter.blocks])


def test_article_without_a_letter_is_read_whole() -> None:
    paragraphs = "".join(
        f"<p>Thing {n} that the council did was good, say inspectors who came in May.</p>"
        for n in range(8)
    )
    letter = html(
        "<html><body><nav><p>Menu of the site with very many words in it, all of them dull.</p></nav>"
        f"<div class='page'><h1>Council praised</h1>{paragraphs}"
        "<div class='share-links'>Share this</div></div>"
        "<div class='related-stories'><h2>Related</h2><p>Some other thing happened far away.</p></div></body></html>"
    )
    assert body(letter)[0] == ("heading", "Council praised")
    assert len(body(letter)) == 9
    assert [b.level for b in letter.blocks if b.kind == "heading"] == [1]


def test_council_page_with_a_heading_before_the_letter() -> None:
    letter = html(
        "<html><body><h1>Ofsted letter 15 September 2020</h1><p>Ms Archer</p><p>Dock Street</p><p></p>"
        "<p>15 September 2020</p><p>Dear Ms Archer</p>"
        "<h2>Monitoring visit of Northmoor children&rsquo;s services</h2>"
        "<p>This letter summarises the findings of a visit.</p>"
        "<h3>Areas covered by the visit</h3><p>Much was seen by them.</p></body></html>"
    )
    assert body(letter)[:2] == [("paragraph", "Ms Archer"), ("paragraph", "Dock Street")]
    heads = [(b.level, b.text) for b in letter.blocks if b.kind == "heading"]
    assert heads == [
        (1, "Monitoring visit of Northmoor children’s services"),
        (2, "Areas covered by the visit"),
    ]


def test_letter_that_the_page_calls_furniture_is_kept() -> None:
    letter = html(
        "<html><body><div class='sidebar'><p>Dear Ms Archer</p><p>This letter summarises the findings.</p>"
        "<p>Yours sincerely</p></div><p>Some words of the page itself stand here.</p></body></html>"
    )
    assert body(letter)[0] == ("paragraph", "Dear Ms Archer")
    assert len(body(letter)) >= 3


def test_layout_table_is_ordinary_text() -> None:
    long = (
        "The council has done a good thing for the children that it looks after in its homes. " * 10
    )
    letter = html(
        f"<html><body><table><tr><td><h2>Overview</h2><p>{long}</p></td></tr></table></body></html>"
    )
    assert [b.kind for b in letter.blocks] == ["heading", "paragraph"]


def test_flattened_letter_in_one_paragraph_is_cut() -> None:
    flat = (
        "24 March 2023 Ms Jane Archer Northmoor Council NM1 2AB Dear Ms Archer Monitoring visit to"
        " Northmoor children’s services This letter summarises the findings of the visit. Areas covered"
        " by the visit Inspectors looked at plans. Headline findings All goes well. Staff are happy here"
        " and so are most of the children. Yours sincerely Ann Other His Majesty’s Inspector"
    )
    letter = html(f"<html><body><p>{flat}</p></body></html>")
    assert [b.text for b in letter.blocks if b.kind == "heading"] == [
        "Monitoring visit to Northmoor children’s services",
        "Areas covered by the visit",
        "Headline findings",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><p>First</p>" + "<div>" * 1_000_000 + "Last words",
        "<html><body><p>First</p>" + "<b>" * 1_000_000 + "Last words",
        "<html><body>First Last words" + "<script>" * 300_000,
        "<html>First Last words" + "<" * 2_000_000,
        "<html>First <p class='" + "a " * 1_000_000 + "'>Last words</p>",
        "<html>First <p " + " ".join(f"a{n}" for n in range(300_000)) + ">Last words</p>",
        "<html>First " + "<!--" * 500_000 + "-->Last words",
        "<html><table>First Last words" + "<tr><td>" * 20_000,
        "<html>First Last words<ul>" + "<li>x" * 50_000,
        "<!DOCTYPE html [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><html>First Last words &c;",
    ],
    ids=lambda source: source[-30:-10],
)
def test_hostile_pages_are_read_in_seconds(source: str) -> None:
    start = time.process_time()
    letter = html(source)
    assert "First" in letter.text
    assert time.process_time() - start < 10


def test_nothing_outside_is_read(tmp_path: object) -> None:
    letter = html(
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        "<html><body><p>Words &x; end.</p></body></html>"
    )
    assert "root:" not in letter.text


@given(st.text(st.sampled_from("<>/='\" \npdivbrulthab&;!-"), max_size=120))
def test_any_markup_gives_a_letter_or_unreadable(source: str) -> None:
    try:
        letter = html("<html>" + source)
    except om.UnreadableLetter:
        return
    for block in letter.blocks:
        assert letter.text[block.start : block.end] == block.text
        assert " ".join(block.text.split()) == block.text
