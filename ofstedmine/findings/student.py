"""The student: small networks over n-grams that learn from the teacher's answers.

scikit-learn trains them; the answers are worked out row by row, so that a sentence gets the same
scores alone and in any company (a matrix product of a BLAS library differs in the last digit).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

__all__ = ["Network", "answer", "train_networks"]

HIDDEN = 128
EPOCHS = 5
STEPS = 400
"""Of a network's training, at least: of few sentences it makes more passes."""
NETWORKS = 2
BATCH = 512
RATE = 1e-3
DECAY = 1e-6


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: n-grams, rectified sums, soft labels.

    Attributes
    ----------
    first, second : numpy.ndarray of float32, shapes (n_features, n_hidden), (n_hidden, n_labels)
        The weights.
    first_bias, second_bias : numpy.ndarray of float32
        What is added.
    """

    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray
    second_bias: np.ndarray

    def answer(self, features: csr_matrix) -> np.ndarray:
        """Return soft labels.

        Parameters
        ----------
        features : scipy.sparse.csr_matrix, shape (n_rows, n_features)
            Sentences.

        Returns
        -------
        numpy.ndarray of float32, shape (n_rows, n_labels)
            About 1 where a label fits.
        """
        import numpy as np
        from scipy.sparse import csr_matrix

        hidden = np.maximum(np.asarray(features @ self.first) + self.first_bias, 0)
        # Sparse also where it is dense: its product goes row by row.
        found: np.ndarray = np.asarray(csr_matrix(hidden) @ self.second) + self.second_bias
        return found


def answer(networks: Sequence[Network], features: csr_matrix) -> np.ndarray:
    """Return the mean of the networks' soft labels.

    Parameters
    ----------
    networks : sequence of Network
        At least one.
    features : scipy.sparse.csr_matrix, shape (n_rows, n_features)
        Sentences.

    Returns
    -------
    numpy.ndarray of float64, shape (n_rows, n_labels)
        The means.
    """
    import numpy as np

    total = np.zeros((features.shape[0], len(networks[0].second_bias)), dtype=np.float64)
    for network in networks:
        total += network.answer(features)
    return total / len(networks)


def train_networks(
    features: csr_matrix,
    soft: np.ndarray,
    *,
    seed: int,
    report: Callable[[str], Any] | None = None,
) -> list[Network]:
    """Train networks on soft labels.

    Parameters
    ----------
    features : scipy.sparse.csr_matrix, shape (n_rows, n_features)
        Sentences.
    soft : numpy.ndarray of float32, shape (n_rows, n_labels)
        What the teacher says of them.
    seed : int
        Where chance begins.
    report : callable, optional
        Is told what is done, after each pass over the sentences.

    Returns
    -------
    list of Network
        Trained from different beginnings.
    """
    import numpy as np
    from sklearn.neural_network import MLPRegressor

    # Rare labels vary little: without this they would be learnt last.
    spread = np.sqrt(np.maximum(soft.std(axis=0), 1e-3)).astype(np.float32)
    batches = -(-features.shape[0] // BATCH)
    passes = max(EPOCHS, -(-STEPS // batches))
    networks = []
    for number in range(NETWORKS):
        model = MLPRegressor(
            hidden_layer_sizes=(HIDDEN,),
            batch_size=min(BATCH, features.shape[0]),
            learning_rate_init=RATE,
            alpha=DECAY,
            random_state=seed + number,
        )
        for epoch in range(passes):
            model.partial_fit(features, soft / spread)
            if report is not None:
                report(f"network {number + 1} of {NETWORKS}, pass {epoch + 1} of {passes}")
        weights = [np.asarray(layer, dtype=np.float32) for layer in model.coefs_]
        biases = [np.asarray(layer, dtype=np.float32) for layer in model.intercepts_]
        networks.append(Network(weights[0], biases[0], weights[1] * spread, biases[1] * spread))
    return networks
