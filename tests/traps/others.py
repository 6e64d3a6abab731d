"""Traps and hazards in other formats: pages of the web, plain text, Markdown, Word."""

from __future__ import annotations

import io
import zipfile

MADE: dict[str, bytes] = {
    "01_not_a_pdf.pdf": (
        b"<html><head><title>Report not found</title></head>"
        b"<body><h1>Report not found</h1><p>Sorry, we could not find it.</p></body></html>"
    )
}


def text(name: str, words: str) -> None:
    MADE[name] = words.encode()


text(
    "closing_without_a_stop.txt",
    """\
Findings

Staff like it here, and they stay.

I am copying this letter to the Department for Education. This letter will be published on the
Ofsted website

Yours sincerely

Ana Wood
Her Majesty's Inspector
""",
)

text(
    "line_break_hyphens.txt",
    """\
Findings

Leaders of the council and its partners meet in a multi-
agency group, and they take long-
term decisions there. The record of this decisionmaking is kept by a well-
established team of pre-
and post-birth workers.
""",
)

text(
    "page_number_lines.txt",
    """\
Dear Ms Archer

Young adults told inspectors that they like the new club, that it is warm, and that it

1

opens early enough for those who start work at seven.

Workers know the children for whom they plan.

2

They visit 12
of them every month.

3
""",
)

text(
    "gaps_and_double_spaces.txt",
    "Dear Ms Archer\n\n\n\n\nLeaders  know   the area.   They act on what they know.\n \n\t\n\n"
    "Staff\u00a0stay\u2003and they   like their work.\n\n\n\n\n\nYours sincerely\n\n\n\n\n\nAna Wood\n",
)

text(
    "footnote_marks_glued_to_words.txt",
    """\
Findings

The visit went to the whole of North Tyneside.1 Workers of all agencies2 meet there, and the
law of 2004 is kept.

1 Not to the islands.
2 The council, the health trust and the police.
""",
)

text(
    "letterhead_after_the_first_page.txt",
    """\
27 March 2018

Ms Ada Archer
Director of Children's Services
Northmoor Council

Dear Ms Archer

Monitoring visit of Northmoor children's services

This letter summarises the findings of the visit on 6 and 7 March 2018.
\f
Ofsted
Agora
Nottingham
NG1 6HJ
T 0300 000 0000
Textphone 0161 000 0000
enquiries@example.gov.uk
www.example.gov.uk

Findings and evaluation of progress

Leaders know the area.
""",
)

text(
    "recycled_paper_before_the_date.txt",
    """\
Ofsted is proud to use recycled paper

27 March 2018

Ms Ada Archer
Director of Children's Services

Dear Ms Archer

Leaders know the area.
""",
)

text(
    "letterhead_in_bold.md",
    """\
**Ofsted**
**Agora**
**Nottingham NG1 6HJ**
**T** 0300 000 0000
**enquiries@example.gov.uk**

27 March 2018

Dear Ms Archer

## Monitoring visit of Northmoor children's services

Leaders know the area.
""",
)

text(
    "email_protected.html",
    """\
<!doctype html>
<html><head><title>Letter - Northmoor Council</title></head><body>
<nav><a href="/">Home</a></nav>
<main><h1>Monitoring visit of Northmoor children's services</h1>
<p>Dear Ms Archer</p>
<p>Send the action plan to <a class="__cf_email__" data-cfemail="00" href="/cdn-cgi/l/email-protection">[email&#160;protected]</a> by 14 July 2019. Leaders know the area.</p>
<p>Yours sincerely</p>
<p>Ana Wood<br>Her Majesty's Inspector</p>
</main></body></html>
""",
)

text(
    "email_protected.txt",
    """\
Dear Ms Archer

Send the action plan to [email protected] by 14 July 2019. Leaders know the area.

Yours sincerely

Ana Wood
""",
)

text(
    "address_of_the_joint_inspectorates.txt",
    """\
Next steps

The council should send its answer to ProtectionOfChildren@example.gov.uk by 14 July 2016.
Leaders know what it should say.

Yours sincerely

Ofsted Care Quality Commission
Ana Wood Sam Lee
Regional Director Deputy Chief Inspector
""",
)

text(
    "licence_at_the_end.txt",
    """\
Dear Ms Archer

Leaders know the area.

Yours sincerely

Ana Wood
Her Majesty's Inspector

If you would like a copy of this document in a different format, such as large print or Braille,
please telephone 0300 000 0000, or email enquiries@example.gov.uk.

You may reuse this information (not including logos) free of charge in any format or medium, under
the terms of the licence.

T: 0300 000 0000
W: www.example.gov.uk

\u00a9 Crown copyright 2018
""",
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)


def word(paragraphs: str, numbering: str) -> bytes:
    """Return a Word file of given paragraphs; not packed, so that it is the same everywhere."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
        "word/_rels/document.xml.rels": RELATIONS.format(kind="numbering", target="numbering.xml"),
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # or the byte differs between systems
            archive.writestr(entry, head + xml)
    return out.getvalue()


LEVEL = '<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
LISTS = [
    [("decimal", "%1.", 1), ("decimal", "%1.%2", 1)],
    [("lowerLetter", "%1)", 1), ("lowerRoman", "(%2)", 1)],
    [("upperRoman", "%1.", 3)],
    [("decimal", "%1", 7)],
    [("bullet", "\uf0b7", 1), ("bullet", "o", 1)],
]


def numbering_of_every_form() -> bytes:
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            LEVEL.format(n=n, form=form, text=shape, start=start)
            for n, (form, shape, start) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for number, levels in enumerate(LISTS)
    )
    definitions += "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(len(LISTS))
    )
    items = [
        (1, 0, "Leaders know the area."),
        (1, 1, "They act on what they know."),
        (1, 1, "They ask young people."),
        (1, 0, "Staff stay."),
        (1, 1, "They like their work."),
        (2, 0, "the front door"),
        (2, 1, "the advice that callers get"),
        (2, 1, "what is done at night"),
        (2, 0, "the plans"),
        (3, 0, "Help at night"),
        (3, 0, "Help by day"),
        (4, 0, "Young adults like the new club."),
        (5, 0, "the pace of change"),
        (5, 1, "in the north of the area"),
    ]
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        for number, level, words in items
    )
    return word(paragraphs, definitions)


MADE["numbering_of_every_form.docx"] = numbering_of_every_form()
