from datetime import date

import pytest
from markup import draft_of, letter_of

from ofstedmine.errors import DataError
from ofstedmine.parsing.metadata import apply_metadata, load_metadata
from ofstedmine.records import Authority

SHA = "0123456789abcdef" * 4


@pytest.fixture
def metadata(tmp_path):
    def load(content, encoding="utf-8"):
        file = tmp_path / "metadata.csv"
        file.write_bytes(content.encode(encoding))
        return load_metadata(file)

    return load


def draft_with(published=None, urn=None, **given):
    draft = draft_of("Dear Ms Archer")
    draft.metadata = given
    if published:
        draft.put("/published", published, draft.cite(0, 4, "test"))
    draft.put("/authority", Authority(name="Northmoor", as_written="Northmoor", ofsted_urn=urn))
    return draft


def test_a_document_is_known_by_its_bytes_before_its_path(metadata):
    known = metadata(f"path,sha256,file_number\na.pdf,,1\nb.pdf,{SHA.upper()},2\n")
    letter = letter_of("Dear Ms Archer", sha256=SHA, uri="a.pdf")
    assert known.of(letter)["file_number"] == "2"


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("letters/a.pdf", "1"),
        ("/home/somebody/letters/a.pdf", "1"),
        ("file:///home/somebody/letters/a.pdf", "1"),
        (r"C:\data\letters\a.pdf", "1"),
        ("./letters/a.pdf", "1"),
        ("other/a.pdf", None),
        ("a.pdf", None),
        ("b.pdf", "2"),
        ("anywhere/b.pdf", "2"),
        ("anywhere/c/b.pdf", "3"),
        ("none.pdf", None),
        (None, None),
    ],
)
def test_a_path_is_known_by_its_end(metadata, uri, number):
    known = metadata("path,file_number\nletters/a.pdf,1\nb.pdf,2\nc/b.pdf,3\n")
    assert known.of(letter_of("Dear Ms Archer", uri=uri)).get("file_number") == number


def test_what_excel_writes_is_read(metadata):
    known = metadata(f"\ufeffSHA256 , Published\r\n{SHA},16/05/2024\r\n,\r\n")
    assert known.of(letter_of("x", sha256=SHA))["published"] == "16/05/2024"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: a column 'path' or 'sha256' is wanted"),
        ("address,published\n", "line 1: a column 'path' or 'sha256' is wanted"),
        ("path,colour\n", "line 1, column 2: unknown column 'colour'"),
        ("path,published,path\n", "line 1, column 3: 'path' stands there twice"),
        ("path,published\na.pdf\n", "line 2: 1 cells where the header has 2"),
        ("path,published\na.pdf,2024-13-01\n", "line 2, column published: '2024-13-01' is no date"),
        ("path,published\na.pdf,2024-05-16\nb.pdf,soon\n", "line 3, column published"),
        ("sha256\nabc\n", "line 2, column sha256: 'abc' is no SHA-256"),
        ("path,address\na.pdf,northmoor\n", "line 2, column address: 'northmoor' is no address"),
        ("path,file_number\na.pdf,12 34\n", "line 2, column file_number"),
        ("path,published\n,2024-05-16\n", "line 2: neither a path nor a SHA-256"),
        ("path\na.pdf\n./a.pdf\n", "line 3, column path: this document has a line already"),
        ("path\n/\n", "line 2, column path: '/' is no path"),
        (f"sha256\n{SHA}\n{SHA}\n", "line 3, column sha256: this document has a line already"),
        ('path\n"a', "no metadata can be read"),
    ],
)
def test_a_wrong_file_says_where_it_is_wrong(metadata, content, message):
    with pytest.raises(DataError, match=message):
        metadata(content)


def test_a_file_of_other_letters_or_none_is_a_data_error(metadata, tmp_path):
    with pytest.raises(DataError, match="no metadata can be read"):
        metadata("path\né\n", encoding="latin-1")
    with pytest.raises(DataError, match="no metadata can be read"):
        load_metadata(tmp_path / "none.csv")


def test_what_the_letter_does_not_state_is_filled():
    draft = draft_with(published=None, address="https://example.org/1", provider_number="80999")
    draft.metadata = {**draft.metadata, "published": "16/05/2024"}
    draft.miss("/published", "not_found")
    apply_metadata(draft)
    assert draft.get("/published") == date(2024, 5, 16)
    assert draft.get("/authority").ofsted_urn == "80999"
    assert draft.missing == {}
    kinds = {
        e.kind
        for p in ("/published", "/authority/ofsted_urn", "/source/uri")
        for e in draft.evidence[p]
    }
    assert kinds == {"metadata"}
    assert draft.warnings == []


@pytest.mark.parametrize(
    ("stated", "given", "codes"),
    [
        (date(2024, 5, 16), "2024-05-16", []),
        (date(2024, 5, 16), "2024-05-17", ["metadata_contradicts"]),
    ],
)
def test_the_letters_own_word_stands(stated, given, codes):
    draft = draft_with(published=stated, urn="80999")
    draft.metadata = {"published": given, "provider_number": "80999"}
    apply_metadata(draft)
    assert draft.get("/published") == stated
    assert [w.code for w in draft.warnings] == codes


def test_another_provider_number_is_a_contradiction():
    draft = draft_with(urn="80999", provider_number="80111")
    apply_metadata(draft)
    assert draft.get("/authority").ofsted_urn == "80999"
    assert [w.code for w in draft.warnings] == ["metadata_contradicts"]


def test_publication_before_the_visit_warns():
    draft = draft_with(published=None)
    draft.metadata = {"published": "2024-05-16"}
    draft.add("/visit/dates", date(2024, 6, 4), draft.cite(0, 4, "test"))
    apply_metadata(draft)
    assert [w.code for w in draft.warnings] == ["metadata_contradicts"]


def test_a_mapping_that_was_never_checked_warns_instead_of_failing():
    draft = draft_with(published=None)
    draft.metadata = {"published": "soon"}
    apply_metadata(draft)
    assert draft.get("/published") is None
    assert [w.code for w in draft.warnings] == ["metadata_unreadable"]


def test_without_metadata_nothing_changes():
    draft = draft_of("Dear Ms Archer")
    apply_metadata(draft)
    assert draft.values == {"visit": {}}
    assert draft.evidence == {}
