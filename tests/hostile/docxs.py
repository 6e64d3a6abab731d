"""Hostile Word documents: bombs, entities, names that climb out, depths and crowds."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import cache

from .case import CORRUPT, EMPTY, ENCRYPTED, RECORD, TOO_LARGE, UNSUPPORTED, Case, register

CASES: list[Case] = []
hostile = register(CASES)

MILLION = 1_000_000
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "<w:p><w:r><w:t>Monitoring visit to Northmoor</w:t></w:r></w:p>"
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = "http://127.0.0.1:9/hostile"


@cache
def parts():
    """Return the parts of a plain document."""
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Monitoring visit to Northmoor")
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(changes, *, more=()):
    """Return a document with some parts put in the place of its own; ``more`` may say names twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in [*{**parts(), **changes}.items(), *more]:
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


def body(xml, head=""):
    """Return a document with that body."""
    whole = f"<w:document {NAMESPACE}><w:body>{xml}</w:body></w:document>"
    return zipped({DOCUMENT: f'<?xml version="1.0" encoding="UTF-8"?>{head}{whole}'})


@hostile(TOO_LARGE)
def zip_bomb():
    return zipped({DOCUMENT: b" " * (210 * MILLION)})


@hostile(TOO_LARGE)
def zip_bomb_beside_the_document():
    return zipped({"word/media/image1.png": b"\0" * (210 * MILLION)})


@hostile(TOO_LARGE)
def zip_of_many_small_bombs():
    piece = b"\0" * (10 * MILLION)
    return zipped({}, more=[(f"word/media/{n}.bin", piece) for n in range(22)])


@hostile(TOO_LARGE)
def zip_of_a_hundred_thousand_parts():
    return zipped({}, more=[(f"{n}", b"") for n in range(100_000)])


@hostile(TOO_LARGE, CORRUPT)
def zip_whose_parts_are_one_stretch():
    # Every entry of the directory points to the same compressed bytes.
    data = zipped({"a.bin": b"\0" * (20 * MILLION)})
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    directory = data[start:end]
    entry = directory[directory.rindex(b"PK\x01\x02") :]
    count = len(parts()) + 1 + 500
    crowd = directory + entry * 500
    tail = bytearray(data[end:])
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = len(crowd).to_bytes(4, "little")
    return data[:start] + crowd + bytes(tail)


@hostile(CORRUPT, TOO_LARGE)
def zip_that_lies_about_sizes():
    data = bytearray(zipped({DOCUMENT: b" " * (210 * MILLION)}))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


@hostile(UNSUPPORTED)
def zips_in_zips():
    data = b"Monitoring visit to Northmoor"
    for n in range(50):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{n}.zip", data)
        data = out.getvalue()
    return data


@hostile(ENCRYPTED)
def zip_with_a_password():
    data = bytearray(zipped({}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


@hostile(ENCRYPTED)
def old_container_with_a_password():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 500
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 500
    )


XXE = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{OUTSIDE}">]>'
ENTITY = "<w:p><w:r><w:t>A visit. &x; &y;</w:t></w:r></w:p>"


@hostile(CORRUPT)
def entities_from_outside():
    return body(ENTITY, XXE)


@hostile(CORRUPT)
def entities_from_outside_behind_a_long_comment():
    return body(ENTITY, f"<!--{'x' * 5000}-->{XXE}")


@hostile(CORRUPT)
def entities_from_outside_in_another_encoding():
    whole = f"<w:document {NAMESPACE}><w:body>{ENTITY}</w:body></w:document>"
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{XXE}{whole}'
    return zipped({DOCUMENT: xml.encode("utf-16")})


@hostile(CORRUPT)
def entities_from_outside_in_the_relations():
    return zipped({RELATIONS: f'<?xml version="1.0"?>{XXE}<Relationships>&x;</Relationships>'})


@hostile(CORRUPT)
def entities_from_outside_in_the_footnotes():
    notes = f'<?xml version="1.0"?>{XXE}<w:footnotes {NAMESPACE}><w:footnote w:id="1">{ENTITY}</w:footnote></w:footnotes>'
    return _with_relation("footnotes", "footnotes.xml", **{"word/footnotes.xml": notes})


@hostile(CORRUPT)
def entities_from_outside_by_their_parameters():
    return body(WORDS, f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{OUTSIDE}"> %x;]>')


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)


@hostile(CORRUPT)
def a_thousand_million_laughs():
    return body("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", f"<!DOCTYPE a [{LAUGHS}]>")


@hostile(CORRUPT)
def a_thousand_million_laughs_behind_a_long_comment():
    return body(
        "<w:p><w:r><w:t>A visit. &l11;</w:t></w:r></w:p>",
        f"<!--{'x' * 5000}--><!DOCTYPE a [{LAUGHS}]>",
    )


@hostile(CORRUPT)
def one_long_entity_said_often():
    laugh = f'<!DOCTYPE a [<!ENTITY l "{"ha" * 50_000}">]>'
    return body(f"<w:p><w:r><w:t>{'&l;' * 50_000}</w:t></w:r></w:p>", f"<!--{'x' * 5000}-->{laugh}")


@hostile(RECORD)
def names_that_climb_out():
    names = ["../../evil.txt", "/etc/evil", "..\\..\\evil", "C:\\evil", "word/../../evil", "a\nb"]
    return zipped({}, more=[(name, b"evil") for name in names])


@hostile(RECORD, CORRUPT)
def names_said_twice():
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        return zipped({}, more=[(DOCUMENT, b"<a/>"), (DOCUMENT, parts()[DOCUMENT])])


def _with_relation(kind, target, mode="", **more):
    own = parts()[RELATIONS].decode()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    new = (
        f'<Relationship Id="rId99" Type="{kinds}/{kind}" Target="{target}" {mode}/></Relationships>'
    )
    return zipped({RELATIONS: own.replace("</Relationships>", new), **more})


@hostile(RECORD)
def a_template_on_another_machine():
    return _with_relation("attachedTemplate", f"{OUTSIDE}.dotm", 'TargetMode="External"')


@hostile(RECORD)
def a_picture_on_another_machine():
    return _with_relation("image", "file:////127.0.0.1/share/a.png", 'TargetMode="External"')


@hostile(RECORD, CORRUPT)
def footnotes_that_lie_elsewhere():
    return _with_relation("footnotes", "../../../../etc/passwd")


@hostile(RECORD, CORRUPT)
def a_part_that_belongs_to_itself():
    return _with_relation("header", "document.xml")


@hostile(RECORD, CORRUPT)
def parts_that_belong_to_each_other_in_a_long_row():
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relation(target):
        return (
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kinds}/customXml" Target="/word/p{target}.xml"/></Relationships>'
        )

    row = {}
    for n in range(2000):
        row[f"word/p{n}.xml"] = "<a/>"
        row[f"word/_rels/p{n}.xml.rels"] = relation(n + 1)
    row["word/p2000.xml"] = "<a/>"
    return _with_relation("customXml", "p0.xml", **row)


@hostile(CORRUPT, TOO_LARGE)
def elements_nested_a_million_deep():
    return body("<w:sdt>" * MILLION + WORDS + "</w:sdt>" * MILLION)


@hostile(CORRUPT)
def tables_nested_deep():
    return body("<w:tbl><w:tr><w:tc>" * 5000 + WORDS + "</w:tc></w:tr></w:tbl>" * 5000)


@hostile(RECORD)
def tables_nested_and_wide():
    inner = WORDS * 20
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>{WORDS}"
    return body(inner * 20)


@hostile(TOO_LARGE)
def a_table_of_a_million_cells():
    return body(
        f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 1000 + '</w:tr>') * 1000}</w:tbl>{WORDS}"
    )


@hostile(TOO_LARGE, RECORD, alone=True)
def a_million_empty_paragraphs():
    return body(WORDS + "<w:p/>" * MILLION)


@hostile(TOO_LARGE)
def a_million_runs_in_one_paragraph():
    return body(f"<w:p>{'<w:r><w:t>ab </w:t></w:r>' * MILLION}</w:p>")


@hostile(RECORD, CORRUPT, alone=True)
def a_million_attributes():
    names = " ".join(f'a{n}=""' for n in range(MILLION))
    return body(f"<w:p {names}/>{WORDS}")


@hostile(RECORD)
def numbers_beyond_all_counting():
    huge = "9" * 5000
    return body(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{huge}"/></w:tcPr>{WORDS}</w:tc></w:tr></w:tbl>'
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{huge}"/><w:numId w:val="{huge}"/></w:numPr>'
        f'<w:outlineLvl w:val="-{huge}"/></w:pPr><w:r><w:t>A visit.</w:t><w:sym w:char="{huge}"/></w:r></w:p>'
    )


@hostile(CORRUPT)
def characters_that_xml_forbids():
    return body("<w:p><w:r><w:t>&#xD800;&#0;&#xFFFF;</w:t></w:r></w:p>")


@hostile(RECORD)
def symbols_that_are_halves():
    return body(
        '<w:p><w:r><w:t>A visit.</w:t><w:sym w:char="D800"/><w:sym w:char="DC00"/></w:r></w:p>'
    )


@hostile(CORRUPT)
def no_document_in_it():
    return zipped({DOCUMENT: b""})


@hostile(TOO_LARGE)
def types_of_parts_two_million_times():
    types = parts()["[Content_Types].xml"].decode()
    return zipped(
        {
            "[Content_Types].xml": types.replace(
                "</Types>", '<Default Extension="a" ContentType="b"/>' * (2 * MILLION) + "</Types>"
            )
        }
    )


@hostile(EMPTY)
def no_words():
    return body("<w:p/>")
