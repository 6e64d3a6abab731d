import subprocess
import sys

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from ofstedmine.findings import component
from ofstedmine.findings.sentences import cut_sentences

TEXT = (
    "Mr. Bell leads the front door. Thresholds are clear, e.g. for referrals. ‘Is it safe?’ It is."
)


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("ofstedmine_sentences")
    return pipeline


def sentences(doc):
    return [sentence.text.strip() for sentence in doc.sents]


def test_it_cuts_as_the_rule_does(nlp):
    expected = [TEXT[start:end] for start, end in cut_sentences(TEXT)]
    assert len(expected) == 4
    assert sentences(nlp(TEXT)) == expected


def test_it_says_what_it_assigns(nlp):
    meta = nlp.get_pipe_meta("ofstedmine_sentences")
    assert meta.assigns == ["token.is_sent_start", "doc.sents"]
    assert nlp.pipe_names == ["ofstedmine_sentences"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "One", "  One plan.", "One plan.\n\n"])
def test_short_documents(nlp, text):
    doc = nlp(text)
    assert len(sentences(doc)) == (1 if len(doc) else 0)


def test_blank_lines_part_sentences_and_belong_to_the_one_before(nlp):
    doc = nlp("Overview\n\nLeaders know their services. Plans are in place.")
    assert sentences(doc) == ["Overview", "Leaders know their services.", "Plans are in place."]
    assert not any(sentence[0].is_space for sentence in doc.sents)


def test_glued_sentences_that_the_tokenizer_parts(nlp):
    doc = nlp("Staff listen to children.The plans are clear.")
    assert sentences(doc) == ["Staff listen to children.", "The plans are clear."]


def test_a_token_over_a_border_stays_whole(nlp):
    words = ["Staff", "listen", "to", "children.The", "plans", "are", "clear", ".", "All", "agree."]
    spaces = [True, True, True, True, True, True, False, True, True, False]
    doc = nlp.get_pipe("ofstedmine_sentences")(Doc(nlp.vocab, words=words, spaces=spaces))
    assert sentences(doc) == [
        "Staff listen to children.The",
        "plans are clear.",
        "All agree.",
    ]


def test_a_border_in_the_last_token_is_no_error(nlp):
    doc = Doc(nlp.vocab, words=["Staff", "listen.They"], spaces=[True, False])
    assert len(sentences(nlp.get_pipe("ofstedmine_sentences")(doc))) == 1


def test_every_token_gets_an_answer(nlp):
    doc = nlp(TEXT)
    assert all(token.is_sent_start is not None for token in doc)
    assert doc.has_annotation("SENT_START")


def test_a_parsed_document_keeps_its_sentences(nlp):
    words = ["One", ".", "Two", "."]
    doc = Doc(nlp.vocab, words=words, heads=[0, 0, 0, 0], deps=["ROOT", "x", "x", "x"])
    assert len(list(nlp.get_pipe("ofstedmine_sentences")(doc).sents)) == 1


def test_in_two_processes(nlp):
    texts = [TEXT, "One. Two.", ""] * 3
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [sentences(doc) for doc in docs] == [sentences(nlp(text)) for text in texts]


def test_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.pipe_names == nlp.pipe_names
    assert sentences(again(TEXT)) == sentences(nlp(TEXT))


def test_as_bytes(nlp):
    again = spacy.blank("en")
    again.add_pipe("ofstedmine_sentences")
    again.from_bytes(nlp.to_bytes())
    assert sentences(again(TEXT)) == sentences(nlp(TEXT))


def test_two_under_names_of_their_own():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("ofstedmine_sentences", name="cutter")
    assert pipeline.get_pipe("cutter").name == "cutter"


def test_spacy_finds_it_by_the_entry_point(tmp_path):
    """The line of the project file, as an installer writes it; the script imports only spaCy."""
    info = tmp_path / "sentence_rule-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sentence-rule\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[spacy_factories]\nofstedmine_sentences = {component.__name__}:make_sentence_cutter\n"
    )
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('ofstedmine_sentences')\n"
        f"print(len(list(nlp({TEXT!r}).sents)))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "4"


def test_the_rule_itself_does_not_need_spacy():
    script = "import ofstedmine.findings.sentences, sys; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


PIPELINE = spacy.blank("en")
PIPELINE.add_pipe("ofstedmine_sentences")


@given(st.text(alphabet="aAbB.?’ \n1(") | st.text())
def test_any_text(text):
    doc = PIPELINE(text)
    assert doc.text == text
    if len(doc):
        assert len(list(doc.sents)) <= max(1, len(cut_sentences(text)))
