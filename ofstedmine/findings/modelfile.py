"""The file of a trained tagger: arrays and words in a skops file, known by its hash.

skops loads without running anything that the file says. The file holds arrays, not estimators, so
that it does not hang on a version of scikit-learn; `features.toml` must be the one it was made by.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ofstedmine.errors import DataError
from ofstedmine.findings.calibration import Calibration
from ofstedmine.findings.features import Features, load_settings
from ofstedmine.findings.labels import columns
from ofstedmine.findings.student import Network
from ofstedmine.resources import find

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "FORMAT",
    "MODEL",
    "UNTITLED",
    "Parts",
    "load_parts",
    "save_parts",
    "version_of",
    "write_about",
]

FORMAT = 1
"""Number of the layout of the file: one of another number is not read."""
MODEL = "tagger.skops"
ABOUT = "about.json"
UNTITLED = "untitled"
"""Version of a tagger that was never saved."""

Parts = tuple[Features, list[Network], Calibration, dict[str, Any]]
"""N-grams, networks, calibration, and what is known about the model."""


def save_parts(
    features: Features,
    networks: list[Network],
    calibration: Calibration,
    about: Mapping[str, Any],
    folder: Path,
) -> dict[str, Any]:
    """Write a trained tagger: ``tagger.skops``, and ``about.json`` with its hash.

    Parameters
    ----------
    features : Features
        Its n-grams.
    networks : list of Network
        Its networks.
    calibration : Calibration
        Its calibration.
    about : mapping of str to JSON
        What it was trained on.
    folder : Path
        Where to; it is made if it is missing.

    Returns
    -------
    dict of str to JSON
        What ``about.json`` says.
    """
    import numpy as np
    import skops.io

    arrays: dict[str, Any] = {
        "weights": calibration.weights,
        "bias": calibration.bias,
        "thresholds": calibration.thresholds,
        "favour": calibration.favour,
        "unsure": np.array([calibration.unsure]),
    }
    for number, (terms, rarity) in enumerate(zip(features.vocabularies, features.idf, strict=True)):
        # Words as one array of bytes: as JSON they would take ten times the room and time.
        arrays[f"terms_{number}"] = np.frombuffer("\n".join(terms).encode(), dtype=np.uint8)
        arrays[f"idf_{number}"] = rarity
    for number, network in enumerate(networks):
        for name in Network.__slots__:
            arrays[f"{name}_{number}"] = _coarse(getattr(network, name))
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{MODEL}.part"
    content = _steady(skops.io.dumps(arrays))
    part.write_bytes(content)
    digest = sha256(content).hexdigest()
    said = {
        **about,
        "format": FORMAT,
        "version": f"{about['series']}-{digest[:8]}",
        "sha256": digest,
        "features": _settings_digest(),
        "labels": list(columns().slugs),
        "networks": len(networks),
    }
    part.replace(folder / MODEL)
    write_about(said, folder)
    return said


def _coarse(weights: np.ndarray) -> np.ndarray:
    """Return weights in half precision, with seven digits of ten: a third less to pack.

    Scores of the shipped tagger move by three thousandths at most.
    """
    import numpy as np

    bits = weights.astype(np.float16).view(np.uint16)
    return ((bits + np.uint16(4)) & np.uint16(0xFFF8)).view(np.float16)


def write_about(about: Mapping[str, Any], folder: Path) -> None:
    """Write ``about.json``.

    Parameters
    ----------
    about : mapping of str to JSON
        What is known about the model.
    folder : Path
        Where its file lies.
    """
    text = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    (folder / ABOUT).write_text(text, encoding="utf-8")


def _steady(content: bytes) -> bytes:
    """Return a skops file without the clock and the addresses of memory that skops puts into it.

    What is the same then has the same hash.
    """
    numbers: dict[int, int] = {}
    names: dict[str, str] = {}

    def plain(node: Any) -> Any:
        if isinstance(node, list):
            return [plain(one) for one in node]
        if not isinstance(node, dict):
            return node
        node = {key: plain(value) for key, value in node.items()}
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
        if "file" in node:
            node["file"] = names.setdefault(node["file"], f"{len(names)}.npy")
        return node

    packed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        schema = plain(json.loads(before.read("schema.json")))
        after.writestr(ZipInfo("schema.json"), json.dumps(schema, indent=1), ZIP_DEFLATED)
        for name, steady in names.items():
            after.writestr(ZipInfo(steady), before.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def load_parts(folder: Path) -> Parts:
    """Load a trained tagger, after its hash.

    Parameters
    ----------
    folder : Path
        Where `save_parts` wrote it.

    Returns
    -------
    tuple
        N-grams, networks, calibration, and what ``about.json`` says.

    Raises
    ------
    DataError
        If there is none, or the file is not the one that ``about.json`` tells of, is of another
        format, or was made by other features or labels than this version has.
    """
    about = _about(folder)
    try:
        content = (folder / MODEL).read_bytes()
    except OSError as error:
        raise DataError(f"{folder / MODEL}: the tagger cannot be read: {error.strerror}") from error
    if sha256(content).hexdigest() != about["sha256"]:
        raise DataError(
            f"{folder / MODEL}: not the file that {ABOUT} tells of (another SHA-256): it was "
            "changed or came incomplete; install ofstedmine again, or train anew"
        )
    arrays = _arrays(folder, content)
    blocks = load_settings().sets["tagger"]
    features = Features(
        blocks,
        [_terms(arrays[f"terms_{number}"]) for number in range(len(blocks))],
        [arrays[f"idf_{number}"] for number in range(len(blocks))],
    )
    networks = [
        Network(*(arrays[f"{name}_{number}"].astype("float32") for name in Network.__slots__))
        for number in range(about["networks"])
    ]
    calibration = Calibration(
        weights=arrays["weights"],
        bias=arrays["bias"],
        thresholds=arrays["thresholds"],
        favour=arrays["favour"],
        unsure=float(arrays["unsure"][0]),
    )
    return features, networks, calibration, about


def version_of(folder: Path) -> str:
    """Return the version of a trained tagger, which is not loaded for that.

    Parameters
    ----------
    folder : Path
        Where `save_parts` wrote it.

    Returns
    -------
    str
        Its version.

    Raises
    ------
    DataError
        If there is none, or one of another format, or other features or labels.
    """
    return str(_about(folder).get("version", UNTITLED))


def _about(folder: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        found = {name: about[name] for name in ("format", "sha256", "features", "labels")}
    except OSError as error:
        raise DataError(f"{folder}: no trained tagger here: no {ABOUT}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder / ABOUT}: cannot be read: {error!r}") from error
    if found["format"] != FORMAT:
        raise DataError(
            f"{folder}: a tagger of format {found['format']}; this version of ofstedmine reads "
            f"format {FORMAT}: train it anew with `ofstedmine train`"
        )
    if found["features"] != _settings_digest() or found["labels"] != list(columns().slugs):
        raise DataError(
            f"{folder}: a tagger of other features or labels than this version of ofstedmine has: "
            "train it anew with `ofstedmine train`"
        )
    return about


def _arrays(folder: Path, content: bytes) -> dict[str, np.ndarray]:
    import skops.io

    try:
        unknown = skops.io.get_untrusted_types(data=content)
        if unknown:
            raise DataError(f"{folder / MODEL}: holds what is not trusted: {', '.join(unknown)}")
        arrays: dict[str, np.ndarray] = skops.io.loads(content, trusted=[])
    except DataError:
        raise
    except Exception as error:  # skops raises whatever zip files and JSON do
        raise DataError(f"{folder / MODEL}: cannot be loaded: {error!r}") from error
    return arrays


def _terms(data: np.ndarray) -> list[str]:
    text = data.tobytes().decode()
    return text.split("\n") if text else []


def _settings_digest() -> str:
    return sha256(find("findings/data/features.toml").read_bytes()).hexdigest()[:16]
