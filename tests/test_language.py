"""Letters as spaCy documents: alone, in pipelines of others, in processes, saved and loaded."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span
from standin import StandIn

import ofstedmine as om
from ofstedmine import language
from ofstedmine.language import VisitReader

LETTER = """\
4 July 2024

Dear Ms Archer

Focused visit to Northmoor children's services

This letter summarises the findings of the focused visit to Northmoor
children’s services on 4 and 5  June 2024.

Findings

Workers listen  well to
disabled children. Plans do not\u00a0help, perhaps.

What needs to improve in this area of social work practice

• The use of supervision.
• Work with the police – and with multi-
agency partners.
"""
FOUND = [
    ("Workers listen well to disabled children.", ["disabled_children", "workforce"], "positive"),
    ("Plans do not help, perhaps.", ["planning_and_review"], "negative"),
    ("The use of supervision.", ["management_oversight"], "negative"),
    ("Work with the police – and with multi-agency partners.", ["partnership_working"], "negative"),
]


@pytest.fixture
def nlp():
    pipeline = om.load()
    pipeline.get_pipe("ofstedmine_visit").tagger = StandIn()
    return pipeline


def plain(text):
    return " ".join(text.split()).replace("multi- agency", "multi-agency")


def findings(doc):
    return [(plain(span.text), span._.themes, span._.sentiment) for span in doc.spans["findings"]]


class TestText:
    def test_visit_and_findings(self, nlp):
        doc = nlp(LETTER)
        assert doc.text == LETTER
        assert isinstance(doc._.visit, om.VisitRecord)
        assert doc._.visit.kind == "focused_visit"
        assert [str(day) for day in doc._.visit.visit.dates] == ["2024-06-04", "2024-06-05"]
        assert findings(doc) == FOUND
        assert [span.label_ for span in doc.spans["findings"]] == [one[2] for one in FOUND]
        assert [span._.progress for span in doc.spans["findings"]] == ["not_stated"] * 4

    def test_a_span_has_its_whole_finding(self, nlp):
        doc = nlp(LETTER)
        span = doc.spans["findings"][1]
        assert span._.finding == doc._.visit.findings[1]
        assert span._.finding.uncertain

    def test_other_spans_have_none(self, nlp):
        span = nlp(LETTER)[2:4]
        assert (span._.finding, span._.themes, span._.sentiment, span._.progress) == (
            None,
            [],
            None,
            None,
        )

    def test_a_visit_that_is_changed_changes_nothing(self, nlp):
        doc = nlp(LETTER)
        doc._.visit.findings.clear()
        assert len(doc._.visit.findings) == 4

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "..."])
    def test_without_words_there_is_no_visit(self, nlp, text):
        doc = nlp(text)
        assert doc._.visit is None
        assert list(doc.spans["findings"]) == []

    def test_what_is_no_text_is_told_and_has_no_visit(self, nlp):
        with pytest.warns(UserWarning, match="no visit in a text: unsupported"):
            doc = nlp("\x1f\x1f\x08\x08" * 50)
        assert doc._.visit is None

    def test_a_text_that_is_no_letter(self, nlp):
        doc = nlp("Minutes of the parish council. The hedge was discussed.")
        assert doc._.visit.kind == "other"

    def test_documents_that_nobody_read(self):
        doc = spacy.blank("en")("Plans help.")
        assert doc._.visit is None
        assert doc[0:1]._.themes == []

    def test_without_tags(self):
        doc = om.load(tag=False)(LETTER)
        assert {span._.sentiment for span in doc.spans["findings"]} == {None}
        assert {span.label_ for span in doc.spans["findings"]} == {"finding"}

    def test_sentences_are_ours(self, nlp):
        assert "Plans do not\u00a0help, perhaps." in [
            sent.text.strip() for sent in nlp(LETTER).sents
        ]


class TestLetter:
    def test_to_doc(self):
        letter = om.read(LETTER.encode())
        record = om.mine(LETTER.encode(), tagger=StandIn())
        doc = om.to_doc(letter, record)
        assert doc.text == letter.text
        assert doc._.visit == record
        assert findings(doc) == FOUND
        assert [(span.start_char, span.end_char) for span in doc.spans["findings"]] == [
            (one.start, one.end) for one in record.findings
        ]

    def test_the_record_is_made_where_there_is_none(self, monkeypatch):
        monkeypatch.setattr("ofstedmine.pipeline.shipped_tagger", StandIn)
        letter = om.read(LETTER.encode(), uri="letters/a.txt")
        doc = om.to_doc(letter)
        assert doc._.visit.source.uri == "letters/a.txt"
        assert doc._.visit.source.sha256 == letter.sha256
        assert findings(doc) == FOUND

    def test_through_a_pipeline_of_ones_own(self):
        mine = spacy.blank("en")
        mine.add_pipe("sentencizer")
        letter = om.read(LETTER.encode())
        doc = om.to_doc(letter, om.parse(letter), nlp=mine)
        assert doc.has_annotation("SENT_START")
        assert len(doc.spans["findings"]) == 4


class TestPipelines:
    def test_in_two_processes(self, nlp):
        texts = [LETTER, "Minutes.", "", LETTER.replace("Northmoor", "Wexcombe")] * 2
        docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
        assert [doc.text for doc in docs] == texts
        assert findings(docs[4]) == FOUND
        assert docs[3]._.visit == nlp(texts[3])._.visit
        assert docs[2]._.visit is None

    def test_in_a_doc_bin(self, nlp):
        store = DocBin(docs=[nlp(LETTER), nlp("Minutes.")], store_user_data=True)
        one, two = DocBin().from_bytes(store.to_bytes()).get_docs(spacy.blank("en").vocab)
        assert findings(one) == FOUND
        assert one._.visit == nlp(LETTER)._.visit
        assert two._.visit.kind == "other"

    def test_as_bytes_and_pickled(self, nlp):
        doc = nlp(LETTER)
        assert findings(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == FOUND
        again = pickle.loads(pickle.dumps(doc))
        assert again._.visit == doc._.visit

    def test_saved_and_loaded(self, tmp_path):
        nlp = om.load(tag=False)
        nlp.to_disk(tmp_path / "pipeline")
        again = spacy.load(tmp_path / "pipeline")
        assert again.pipe_names == ["ofstedmine_sentences", "ofstedmine_visit"]
        assert again.get_pipe("ofstedmine_visit").tag is False
        assert again(LETTER)._.visit == nlp(LETTER)._.visit

    def test_in_a_pipeline_of_somebody_else(self):
        theirs = spacy.blank("en")
        ruler = theirs.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "PLACE", "pattern": "Northmoor"}])
        theirs.add_pipe("ofstedmine_visit", name="letters").tagger = StandIn()
        doc = theirs(LETTER)
        assert {ent.text for ent in doc.ents} == {"Northmoor"}
        assert findings(doc) == FOUND

    def test_names_have_no_dots(self, nlp):
        assert not any("." in name for name in nlp.pipe_names)

    def test_attributes_of_others_stay_theirs(self):
        assert Span.has_extension("sentiment")
        kept = Span.remove_extension("sentiment")
        Span.set_extension("sentiment", default="theirs")
        try:
            language._extend()
            assert Span.get_extension("sentiment")[0] == "theirs"
        finally:
            Span.set_extension("sentiment", getter=kept[2], force=True)


def test_spacy_finds_it_by_the_entry_point(tmp_path):
    """The line of the project file, as an installer writes it; the script imports only spaCy."""
    info = tmp_path / "letters-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: letters\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[spacy_factories]\nofstedmine_visit = ofstedmine.language:make_visit_reader\n"
    )
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('ofstedmine_visit', config={'tag': False})\n"
        "print(nlp('Minutes of the parish council')._.visit.kind)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "other"


def test_the_factory_is_light():
    script = (
        "import spacy, sys; before = set(sys.modules); import ofstedmine.language\n"
        "print(*(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {name for name in loaded if not name.startswith("ofstedmine")} <= {"__future__"}
    assert {name for name in loaded if name.startswith("ofstedmine")} <= {
        "ofstedmine",
        "ofstedmine._version",
        "ofstedmine.language",
    }


READER = VisitReader(tag=False)
BLANK = spacy.blank("en")


@pytest.mark.filterwarnings("ignore:no visit in a text")
@given(st.text(alphabet="aAbB.?’•- \n\t1(") | st.text(max_size=60))
@example("\x1bP\x1b")  # what reading drops
@example("\x91\x91")  # what it reads as something else
def test_any_text(text):
    doc = READER(BLANK(f"# Focused visit to Northmoor\n\n## Findings\n\n{text}\n\nPlans help.\n"))
    spans = [plain(span.text) for span in doc.spans["findings"]]
    if doc._.visit is None:
        assert spans == []
        return
    assert len(spans) <= len(doc._.visit.findings)
    if doc._.visit.findings and doc._.visit.findings[-1].text == "Plans help.":
        assert spans[-1] == "Plans help."
