"""What the tagger sees of a sentence: n-grams of its words and of what stands around it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import regex

from ofstedmine.errors import DataError
from ofstedmine.findings.tags import TagInput
from ofstedmine.resources import find

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

__all__ = ["Block", "Features", "Settings", "load_settings", "words_of"]

LONGEST = 4000
"""Characters of a sentence that are looked at: none is so long, but anything may be given."""
_EDGES = ("^", "$")
_OF = ("words", "cues", "characters", "previous", "heading", "place")


@dataclass(frozen=True, slots=True)
class Block:
    """One group of n-grams.

    Attributes
    ----------
    of : str
        What they are made of; see ``features.toml``.
    ngrams : tuple of int
        The shortest and the longest n-gram, in words (for ``characters``, in characters).
    min_df : int
        In how many sentences an n-gram must occur to be kept.
    weight : float
        What the block counts beside the others.
    """

    of: str
    ngrams: tuple[int, int]
    min_df: int
    weight: float


@dataclass(frozen=True, slots=True)
class Settings:
    """The data file: what a word is, which words are cues, and sets of blocks by name."""

    token: regex.Pattern[str]
    cues: frozenset[str]
    sets: Mapping[str, tuple[Block, ...]]


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Return what ``findings/data/features.toml`` says, checked.

    Returns
    -------
    Settings
        Pattern, cues and sets of blocks.

    Raises
    ------
    DataError
        If the file names what is not known.

    Examples
    --------
    >>> [block.of for block in load_settings().sets["tagger"]]
    ['words', 'cues', 'previous', 'heading', 'place']
    """
    data = tomllib.loads(find("findings/data/features.toml").read_text(encoding="utf-8"))
    token = regex.compile(data.pop("token"))
    cues = frozenset(word for words in data.pop("cues").values() for word in words.split())
    sets = {name: tuple(_block(name, row) for row in rows) for name, rows in data.items()}
    return Settings(token, cues, sets)


def _block(name: str, row: Mapping[str, Any]) -> Block:
    if set(row) != {"of", "ngrams", "min_df", "weight"} or row["of"] not in _OF:
        raise DataError(f"features.toml: {name}: cannot read block {dict(row)}")
    shortest, longest = row["ngrams"]
    return Block(row["of"], (shortest, longest), row["min_df"], row["weight"])


def words_of(text: str) -> list[str]:
    """Return the words of a text as the tagger sees them.

    Parameters
    ----------
    text : str
        A sentence or a heading.

    Returns
    -------
    list of str
        Without case; every figure is "0".

    Examples
    --------
    >>> words_of("In 2019, 23% weren’t seen.")
    ['in', '0', '0', '%', "weren't", 'seen']
    """
    plain = text[:LONGEST].replace("’", "'").casefold()
    found = load_settings().token.findall(plain)
    return ["0" if word[0].isdecimal() else word for word in found]


class Features:
    """The n-grams of sentences as rows of numbers.

    Parameters
    ----------
    blocks : sequence of Block
        The blocks, in the order of their columns.
    vocabularies : sequence of sequence of str
        The n-grams of each block, in the order of their columns.
    idf : sequence of numpy.ndarray, shape (n_terms,)
        How rare each n-gram is, block by block.

    Examples
    --------
    >>> rows = [TagInput("Plans are clear."), TagInput("Plans are not clear.")]
    >>> features = Features.fit(rows, load_settings().sets["tagger"], at_least=1)
    >>> features.transform(rows).shape == (2, features.width)
    True
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        vocabularies: Sequence[Sequence[str]],
        idf: Sequence[np.ndarray],
    ) -> None:
        self.blocks = tuple(blocks)
        self.vocabularies = [list(terms) for terms in vocabularies]
        self.idf = list(idf)
        self._spoken = _spoken(self.blocks, self.vocabularies)
        self._vectorizers = [
            _rebuilt(block, terms, rarity)
            for block, terms, rarity in zip(blocks, self.vocabularies, idf, strict=True)
        ]

    @classmethod
    def fit(
        cls, inputs: Iterable[TagInput], blocks: Sequence[Block], at_least: int | None = None
    ) -> Features:
        """Learn which n-grams there are, and how rare they are.

        Parameters
        ----------
        inputs : iterable of TagInput
            Sentences; labels are not needed.
        blocks : sequence of Block
            What to look at.
        at_least : int, optional
            The most that ``min_df`` may ask, for little data.

        Returns
        -------
        Features
            Ready to transform.
        """
        import numpy as np

        given = list(inputs)
        read = _Reader()
        vocabularies: list[list[str]] = []
        idf: list[np.ndarray] = []
        for block in blocks:
            least = block.min_df if at_least is None else min(block.min_df, at_least)
            vectorizer = _vectorizer(block, min_df=least)
            try:
                vectorizer.fit([read.grams(block, one) for one in given])
            except ValueError:
                # No n-gram is frequent enough: the block stays empty.
                vocabularies.append([])
                idf.append(np.zeros(0, dtype=np.float32))
                continue
            vocabularies.append(list(vectorizer.get_feature_names_out()))
            idf.append(np.asarray(vectorizer.idf_, dtype=np.float32))
        return cls(blocks, vocabularies, idf)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return sum(map(len, self.vocabularies))

    def transform(self, inputs: Sequence[TagInput]) -> csr_matrix:
        """Return sentences as rows of numbers.

        Parameters
        ----------
        inputs : sequence of TagInput
            The sentences.

        Returns
        -------
        scipy.sparse.csr_matrix, shape (n_inputs, width)
            In single precision. A row does not depend on the others.
        """
        import numpy as np
        from scipy.sparse import csr_matrix, hstack

        read = _Reader()
        parts = []
        for block, vectorizer in zip(self.blocks, self._vectorizers, strict=True):
            if vectorizer is None:
                parts.append(csr_matrix((len(inputs), 0), dtype=np.float32))
                continue
            # A heading stands over many sentences: what is seen twice is worked out once.
            rows: dict[Any, int] = {}
            which = [rows.setdefault(_seen(block, one), len(rows)) for one in inputs]
            first = dict(zip(reversed(which), reversed(inputs), strict=True))
            found = vectorizer.transform([read.grams(block, first[n]) for n in range(len(rows))])
            parts.append(found[which] * np.float32(block.weight))
        return cast("csr_matrix", hstack(parts, format="csr", dtype=np.float32))

    def known(self, features: csr_matrix) -> np.ndarray:
        """Return which sentences have a word, or two in a row, that was learnt.

        Parameters
        ----------
        features : scipy.sparse.csr_matrix, shape (n_rows, width)
            What `transform` returned.

        Returns
        -------
        numpy.ndarray of bool, shape (n_rows,)
            False also of a sentence of marks alone.
        """
        import numpy as np

        # A column of a mark, or of another block than the words, counts nothing.
        counted = self._spoken[features.indices]
        rows = np.repeat(np.arange(features.shape[0]), np.diff(features.indptr))
        known: np.ndarray = np.bincount(rows[counted], minlength=features.shape[0]) > 0
        return known


class _Reader:
    """Gives n-grams; a text that comes twice, as the sentence before another, is read once."""

    def __init__(self) -> None:
        self._known: dict[str, list[str]] = {}
        self._cues = load_settings().cues

    def grams(self, block: Block, one: TagInput) -> list[str]:
        if block.of == "place":
            return [*([f"role {one.role}"] if one.role else []), *(["item"] if one.bullet else [])]
        if block.of == "characters":
            words = [f" {word} " for word in self._words(one.text)]
            return _parts(words, block.ngrams)
        if block.of == "cues":
            words = [word for word in self._words(one.text) if word in self._cues]
        else:
            words = self._words(
                {"words": one.text, "previous": one.previous, "heading": one.heading}[block.of]
            )
        # Where a sentence begins and ends tells something, but nothing has no beginning.
        return _ngrams([_EDGES[0], *words, _EDGES[1]], block.ngrams) if words else []

    def _words(self, text: str | None) -> list[str]:
        if not text:
            return []
        if text not in self._known:
            self._known[text] = words_of(text)
        return self._known[text]


def _seen(block: Block, one: TagInput) -> Any:
    """Return what a block sees of an input."""
    if block.of == "place":
        return one.role, one.bullet
    return {"previous": one.previous, "heading": one.heading}.get(block.of, one.text)


def _spoken(blocks: Sequence[Block], vocabularies: Sequence[Sequence[str]]) -> np.ndarray:
    """Return which columns are words of the sentence, not where it begins or ends."""
    import numpy as np

    return np.array(
        [
            block.of == "words" and term not in _EDGES
            for block, terms in zip(blocks, vocabularies, strict=True)
            for term in terms
        ],
        dtype=bool,
    )


def _ngrams(words: Sequence[str], lengths: tuple[int, int]) -> list[str]:
    found: list[str] = []
    for length in range(lengths[0], lengths[1] + 1):
        if length == 1:
            found += words
        else:
            found += map(" ".join, zip(*(words[start:] for start in range(length)), strict=False))
    return found


def _parts(words: Sequence[str], lengths: tuple[int, int]) -> list[str]:
    return [
        word[start : start + length]
        for word in words
        for length in range(lengths[0], lengths[1] + 1)
        for start in range(len(word) - length + 1)
    ]


def _same(grams: list[str]) -> list[str]:
    return grams


def _vectorizer(block: Block, **settings: Any) -> TfidfVectorizer:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    norm = None if block.of == "place" else "l2"
    return TfidfVectorizer(
        analyzer=_same, sublinear_tf=True, norm=norm, dtype=np.float32, **settings
    )


def _rebuilt(block: Block, terms: Sequence[str], idf: np.ndarray) -> TfidfVectorizer | None:
    if not terms:
        return None
    vectorizer = _vectorizer(block, vocabulary={term: i for i, term in enumerate(terms)})
    vectorizer.idf_ = idf
    return vectorizer
