"""The sentence rule as a spaCy component, so that a spaCy pipeline cuts as the library does.

It is the only module of the package's findings that imports spaCy. The factory's name is
``ofstedmine_sentences``; spaCy finds it through the entry point group ``spacy_factories``.
"""

# No postponed annotations: older versions of spaCy take those of a factory as they stand.

from spacy.language import Language
from spacy.tokens import Doc

from ofstedmine.findings.sentences import cut_sentences

__all__ = ["SentenceCutter", "make_sentence_cutter"]


class SentenceCutter:
    """Set the sentence starts of a document by the rule of `cut_sentences`.

    The component holds no state: it is pickled to worker processes and saved with a pipeline by
    its name alone. It does not change a document that has a dependency parse, whose sentences
    spaCy derives from the parse.

    Parameters
    ----------
    name : str
        Its name in the pipeline.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> doc = SentenceCutter()(nlp("Cllr. Reed chairs the board. It meets at 9.30 a.m. each week."))
    >>> [sentence.text for sentence in doc.sents]
    ['Cllr. Reed chairs the board.', 'It meets at 9.30 a.m. each week.']
    """

    def __init__(self, name: str = "ofstedmine_sentences") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set ``is_sent_start`` of every token.

        A token that spans a border ("children.The", where a tokenizer leaves it whole) ends the
        sentence that it began in: the next token starts the new one.

        Parameters
        ----------
        doc : Doc
            A document; its tokens are kept as they are.

        Returns
        -------
        Doc
            The same document.
        """
        if doc.has_annotation("DEP"):
            return doc
        borders = iter([start for start, _ in cut_sentences(doc.text)][1:])
        border = next(borders, None)
        for token in doc:
            is_start = False
            while border is not None and border <= token.idx and not token.is_space:
                is_start = True
                border = next(borders, None)
            token.is_sent_start = is_start or token.i == 0
        return doc


@Language.factory("ofstedmine_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentence_cutter(nlp: Language, name: str) -> SentenceCutter:  # noqa: ARG001
    """Make the component for a pipeline; spaCy calls it by the factory's name.

    Parameters
    ----------
    nlp : Language
        The pipeline; any language, no model needed.
    name : str
        The component's name in it.

    Returns
    -------
    SentenceCutter
        The component.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("ofstedmine_sentences")
    >>> len(list(nlp("Leaders know their services. Plans are in place.").sents))
    2
    """
    return SentenceCutter(name)
