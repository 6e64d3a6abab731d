"""Hostile PDFs whose tags, forms and fonts lead back to themselves, or have no end."""

from __future__ import annotations

from .case import CORRUPT, NO_TEXT, RECORD, TOO_LARGE, Case, register
from .pdf_parts import FONT, PAGE, WORDS, packed, pdf, stream

CASES: list[Case] = []
hostile = register(CASES)


def _tagged(elements, content=b"/P <</MCID 0>> BDC " + WORDS + b" EMC"):
    page = PAGE.replace(b"/Contents", b"/StructParents 0/Contents")
    return pdf({
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
        3: page,
        4: stream(content),
        **elements,
    })  # fmt: skip


@hostile(RECORD)
def tags_in_a_circle():
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
        7: b"<</Type/StructElem/S/Sect/P 8 0 R/K[8 0 R 7 0 R]/Pg 3 0 R>>",
        8: b"<</Type/StructElem/S/P/P 7 0 R/K[0 7 0 R 8 0 R]/Pg 3 0 R>>",
    })  # fmt: skip


@hostile(RECORD)
def roles_in_a_circle():
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[7 0 R]]>>/RoleMap<</A/B/B/A>>>>",
        7: b"<</Type/StructElem/S/A/P 6 0 R/K 0/Pg 3 0 R>>",
    })  # fmt: skip


@hostile(RECORD, CORRUPT, alone=True)
def tags_nested_deep():
    last = 60_000
    chain = {
        n: b"<</Type/StructElem/S/Sect/P %d 0 R/K %d 0 R/Pg 3 0 R>>" % (n - 1, n + 1)
        for n in range(7, last)
    }
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[%d 0 R]]>>>>" % last,
        **chain,
        last: b"<</Type/StructElem/S/P/P %d 0 R/K 0/Pg 3 0 R>>" % (last - 1),
    })  # fmt: skip


@hostile(RECORD, TOO_LARGE, alone=True)
def a_crowd_of_tags():
    count = 300_000
    marks = b" ".join(b"/P <</MCID %d>> BDC EMC" % n for n in range(count))
    leaves = {n + 10: b"<</Type/StructElem/S/P/P 7 0 R/K %d/Pg 3 0 R>>" % n for n in range(count)}
    names = b" ".join(b"%d 0 R" % n for n in leaves)
    return _tagged({
        6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[%s]]>>>>" % names,
        7: b"<</Type/StructElem/S/Document/P 6 0 R/K[%s]>>" % names,
        **leaves,
    }, marks + WORDS)  # fmt: skip


def _form(content, names=b""):
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>/Font<</F1 5 0 R>>>>"
    return stream(content, entries % names)


def _with_form(forms):
    page = PAGE.replace(b"/Font", b"/XObject<</X 10 0 R>>/Font")
    return pdf({3: page, 4: stream(WORDS + b" /X Do")}, more=forms)


@hostile(RECORD)
def a_form_that_draws_itself():
    return _with_form([(10, _form(WORDS + b" /X Do", b"/X 10 0 R"))])


@hostile(RECORD, TOO_LARGE, alone=True)
def forms_that_double_thirty_times():
    forms = [(n, _form(b"/X Do /X Do", b"/X %d 0 R" % (n + 1))) for n in range(10, 40)]
    return _with_form([*forms, (40, _form(WORDS))])


@hostile(RECORD, TOO_LARGE, NO_TEXT, CORRUPT)
def a_glyph_that_writes_itself():
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 77/LastChar 77/Widths[9]/Encoding<</Differences[77/M]>>/CharProcs<</M 8 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf({5: font, 8: stream(b"9 0 d0 BT /F1 1 Tf (M)Tj ET")})


def _with_cmap(cmap):
    return pdf({5: FONT[:-2] + b"/ToUnicode 8 0 R>>", 8: packed(cmap)})


@hostile(RECORD, alone=True)
def a_character_that_is_a_million_characters():
    long = b"0041" * 200_000
    return _with_cmap(
        b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <4d> <%s> endbfchar"
        % long
    )


@hostile(RECORD, alone=True)
def a_range_of_four_thousand_million_characters():
    return _with_cmap(
        b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
    )


@hostile(RECORD)
def characters_that_are_halves():
    return _with_cmap(
        b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <4d> <D800> <6f> <DC00> endbfchar"
    )


@hostile(RECORD, CORRUPT, NO_TEXT)
def a_font_that_is_part_of_itself():
    return pdf(
        {
            5: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>"
        }
    )
