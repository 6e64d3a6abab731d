"""Word documents, built here by python-docx and, for what it cannot build, by raw XML."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

import ofstedmine as om
from ofstedmine.reading import Letter, Limits, read

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(*paragraphs: str) -> Letter:
    """Read a document whose body is the given XML paragraphs."""
    document = docx.Document()
    last = document.element.body[-1]
    for xml in paragraphs:
        last.addprevious(parse_xml(xml.replace(">", f" {NS}>", 1)))
    return read(saved(document))


def repacked(data: bytes, **changes: bytes) -> bytes:
    """Replace or add parts; names use __ for / and _DOT_ for the dot."""
    named = {k.replace("__", "/").replace("_DOT_", "."): v for k, v in changes.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return out.getvalue()


def simple() -> bytes:
    document = docx.Document()
    document.add_paragraph("Plans are good.")
    return saved(document)


def test_letter() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Northmoor letter"
    section.footer.paragraphs[0].text = "Page foot"
    document.add_paragraph("24 March 2023")
    addressee = document.add_paragraph("Ms Jane Archer")
    for line in ("Northmoor Council", "NM1 2AB"):
        addressee.add_run().add_break()
        addressee.add_run(line)
    document.add_paragraph("Dear Ms Archer")
    document.add_heading("Monitoring visit to Northmoor children’s services", 1)
    document.add_paragraph(
        "This letter summarises the findings of the visit on 7 and 8 March 2023."
    )
    document.add_paragraph().add_run("Areas covered by the visit").bold = True
    document.add_paragraph("Inspectors reviewed:")
    document.add_paragraph("front door", style="List Bullet")
    document.add_paragraph("night team", style="List Bullet 2")
    document.add_paragraph("step one", style="List Number")
    document.add_paragraph("step two", style="List Number")
    document.add_paragraph().add_run("Help at night").bold = True
    document.add_paragraph("Staff come when they are called.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Area"
    table.cell(0, 1).text = "Grade"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Leaders: good"
    document.add_paragraph("Yours sincerely")
    document.add_paragraph().add_run("Ann Other").bold = True
    letter = read(saved(document))
    assert letter.pages == []
    assert letter.blocks[0].page is None
    assert [(b.kind, b.level, b.text) for b in letter.blocks] == [
        ("furniture", None, "Northmoor letter"),
        ("paragraph", None, "24 March 2023"),
        ("paragraph", None, "Ms Jane Archer"),
        ("paragraph", None, "Northmoor Council"),
        ("paragraph", None, "NM1 2AB"),
        ("paragraph", None, "Dear Ms Archer"),
        ("heading", 1, "Monitoring visit to Northmoor children’s services"),
        ("paragraph", None, "This letter summarises the findings of the visit on 7 and 8 March 2023."),
        ("heading", 2, "Areas covered by the visit"),
        ("paragraph", None, "Inspectors reviewed:"),
        ("bullet", 1, "front door"),
        ("bullet", 2, "night team"),
        ("bullet", 1, "step one"),
        ("bullet", 1, "step two"),
        ("heading", 2, "Help at night"),
        ("paragraph", None, "Staff come when they are called."),
        ("table_cell", None, "Area"),
        ("table_cell", None, "Grade"),
        ("table_cell", None, "Leaders: good"),
        ("paragraph", None, "Yours sincerely"),
        ("paragraph", None, "Ann Other"),
        ("furniture", None, "Page foot"),
    ]  # fmt: skip
    assert [b.marker for b in letter.blocks if b.text.startswith("step")] == ["1.", "2."]
    assert [(b.row, b.column) for b in letter.blocks if b.kind == "table_cell"] == [
        (0, 0),
        (0, 1),
        (1, 0),
    ]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("<w:r><w:t>kept</w:t></w:r><w:ins><w:r><w:t> in</w:t></w:r></w:ins>", "kept in"),
        ("<w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText> out</w:delText></w:r></w:del>", "kept"),
        ("<w:moveFrom><w:r><w:t>out </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>kept</w:t></w:r></w:moveTo>", "kept"),
        ("<w:r><w:t>soft</w:t><w:softHyphen/><w:t>ened</w:t></w:r>", "softened"),
        ("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t></w:r>", "multi-agency"),
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>", "one two"),
        ("<w:hyperlink><w:r><w:t>linked words</w:t></w:r></w:hyperlink>", "linked words"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>kept</w:t></w:r>", "kept"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>kept</w:t></w:r>", "kept"),
        ("<w:sdt><w:sdtContent><w:r><w:t>controlled</w:t></w:r></w:sdtContent></w:sdt>", "controlled"),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(runs: str, expected: str) -> None:
    assert with_body(f"<w:p>{runs}</w:p>").text == expected


def test_text_boxes_stand_in_document_order_and_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Clive House</w:t></w:r></w:p></w:txbxContent>"
    letter = with_body(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>24 March 2023</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Dear Ms Archer</w:t></w:r></w:p>",
    )
    assert [b.text for b in letter.blocks] == ["Clive House", "24 March 2023", "Dear Ms Archer"]


def test_block_level_insertions_and_content_controls() -> None:
    letter = with_body(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Controlled words.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert letter.text == "Controlled words."


def test_footnotes_are_set_aside() -> None:
    document = docx.Document()
    document.element.body[-1].addprevious(
        parse_xml(
            f'<w:p {NS}><w:r><w:t>Plans are good.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        )
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    data = saved(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        rels = archive.read("word/_rels/document.xml.rels")
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    named = {
        "[Content_Types].xml": types.replace(
            b"</Types>",
            b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>',
        ),
        "word/_rels/document.xml.rels": rels.replace(
            b"</Relationships>",
            b'<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
        ),
        "word/footnotes.xml": notes.encode(),
    }
    letter = read(repacked(data, **named))
    assert [(b.kind, b.text) for b in letter.blocks] == [
        ("paragraph", "Plans are good."),
        ("footnote", "A note."),
    ]


def test_letter_in_a_layout_table_is_ordinary_text() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = (
        "The council has done a good thing for its children and young people. " * 15
    )
    letter = read(saved(document))
    assert [b.kind for b in letter.blocks] == ["paragraph"]


def test_letter_flattened_into_one_paragraph_is_cut() -> None:
    document = docx.Document()
    document.add_paragraph(
        "24 March 2023 Ms Jane Archer Northmoor Council NM1 2AB Dear Ms Archer Monitoring visit to"
        " Northmoor children’s services This letter summarises the findings of the visit. Areas covered"
        " by the visit Inspectors looked at plans. Headline findings All goes well. Staff are happy here"
        " and so are most of the children. Yours sincerely Ann Other His Majesty’s Inspector"
    )
    assert sum(b.kind == "heading" for b in read(saved(document)).blocks) == 3


def test_zip_bomb_is_too_large() -> None:
    data = repacked(simple(), word__media__bomb_DOT_bin=b"\0" * 50_000_000)
    assert len(data) < 200_000
    start = time.process_time()
    with pytest.raises(om.UnreadableLetter, match="inflates") as caught:
        read(data, limits=Limits(max_inflated_bytes=5_000_000))
    assert caught.value.reason == "too_large"
    assert time.process_time() - start < 5


def test_too_many_parts() -> None:
    parts = {f"word__p{n}_DOT_xml": b"<a/>" for n in range(60)}
    with pytest.raises(om.UnreadableLetter, match="parts"):
        read(repacked(simple(), **parts), limits=Limits(max_parts=50))


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        b"<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY x '&a;&a;&a;&a;'>]>",
        b"<!--" + b"far " * 500_000 + b"--><!DOCTYPE d [<!ENTITY x 'a'>]>",
    ],
)
def test_entities_are_refused(body: bytes) -> None:
    data = simple()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml")
    part = part.replace(b"<w:document", body + b"<w:document", 1).replace(b"Plans", b"&x; Plans")
    with pytest.raises(om.UnreadableLetter, match="entities") as caught:
        read(repacked(data, word__document_DOT_xml=part))
    assert caught.value.reason == "corrupt"


def test_too_many_tags() -> None:
    part = b"<a>" + b"<b/>" * 1_500_000 + b"</a>"
    with pytest.raises(om.UnreadableLetter, match="tags") as caught:
        read(repacked(simple(), word__comments_DOT_xml=part))
    assert caught.value.reason == "too_large"


def test_names_that_climb_out_are_never_written(tmp_path: object) -> None:
    data = repacked(simple(), **{"../../evil.txt": b"x", "/etc/evil": b"x"})
    assert read(data).text == "Plans are good."


def test_deeply_nested_tables_and_elements_do_not_crash() -> None:
    data = simple()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read("word/document.xml")
    for tag in (b"w:sdt", b"w:ins"):
        deep = b"<%s>" % tag * 50_000 + b"</%s>" % tag * 50_000
        with pytest.raises(om.UnreadableLetter) as caught:
            read(repacked(data, word__document_DOT_xml=part.replace(b"<w:p>", deep + b"<w:p>", 1)))
        assert caught.value.reason == "corrupt"


@pytest.mark.parametrize(
    "part",
    [b"", b"not xml", b"<w:document/>", f'<w:document xmlns:w="{W}"/>'.encode(), b"\xff\xfe\x00"],
)
def test_damaged_parts_are_corrupt(part: bytes) -> None:
    with pytest.raises(om.UnreadableLetter) as caught:
        read(repacked(simple(), word__document_DOT_xml=part))
    assert caught.value.reason in ("corrupt", "empty")


def test_cut_and_flipped_bytes_leak_no_other_error() -> None:
    data = simple()
    for at in range(200, len(data), 997):
        for bad in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            with contextlib.suppress(om.UnreadableLetter):
                assert read(bad).media_type.endswith("document")
