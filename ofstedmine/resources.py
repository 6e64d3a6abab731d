"""Where the package's data lies: the one resolver.

Some data lies beside the code that uses it (``parsing/profiles/``), some at the top of the
project, for people to read and replace (``models/``, ``corpus/``). A wheel carries the latter as
``ofstedmine/_data/``; in a checkout, an editable install among them, they stay at the top. Ask
`find` and none of this matters.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ofstedmine.errors import OfstedmineError

__all__ = ["ResourceNotFound", "find", "sample_letters"]

_PACKAGE = Path(__file__).resolve().parent
# Folders at the top of the project. All other names are relative to the package.
_TOP_LEVEL = frozenset({"corpus", "models"})
_LETTER_SUFFIXES = frozenset({".docx", ".htm", ".html", ".md", ".pdf", ".txt"})


class ResourceNotFound(OfstedmineError, FileNotFoundError):
    """A data file or folder of the package that is not where it should be.

    Parameters
    ----------
    name : str
        What was asked for.
    places : sequence of Path
        Where it was looked for.
    hint : str, optional
        Why it may be missing.
    """

    def __init__(self, name: str, places: tuple[Path, ...], hint: str = "") -> None:
        self.name = name
        self.places = places
        self.hint = hint
        super().__init__(name, places, hint)

    def __str__(self) -> str:
        looked = ", ".join(map(str, self.places))
        tail = f" ({self.hint})" if self.hint else ""
        return f"no {self.name!r} among the data of ofstedmine; looked for {looked}{tail}"


def find(name: str) -> Path:
    """Find a file or folder of the package's data.

    Parameters
    ----------
    name : str
        Its path with forward slashes, relative to the top of the project for what lies in
        ``models/`` and ``corpus/``, and to the package for data beside the code.

    Returns
    -------
    Path
        An existing file or folder.

    Raises
    ------
    ResourceNotFound
        If it does not exist. The message names every place that was looked at.
    ValueError
        If `name` is empty, absolute or leads out of the data.

    Examples
    --------
    >>> from ofstedmine import resources
    >>> resources.find("corpus/codebook.toml").name
    'codebook.toml'
    """
    places = _places(name)
    for place in places:
        if place.exists():
            return place
    raise ResourceNotFound(name, places)


def sample_letters() -> list[Path]:
    """List the sample letters that come with a checkout.

    Returns
    -------
    list of Path
        The letters, sorted by name. Each format that can be read occurs at least once.

    Raises
    ------
    ResourceNotFound
        If there are none, as in an installed wheel, which leaves them out to stay small.
    """
    name = "corpus/letters"
    places = _places(name)
    for folder in places:
        if folder.is_dir():
            letters = [path for path in folder.iterdir() if path.suffix in _LETTER_SUFFIXES]
            if letters:
                return sorted(letters)
    raise ResourceNotFound(name, places, "sample letters come with the source, not with the wheel")


def _places(name: str) -> tuple[Path, ...]:
    """List where `name` may lie, in order."""
    relative = PurePosixPath(name)
    if not relative.parts or relative.is_absolute() or ".." in relative.parts:
        msg = f"not a path inside the data of ofstedmine: {name!r}"
        raise ValueError(msg)
    if relative.parts[0] not in _TOP_LEVEL:
        return (_PACKAGE / relative,)
    installed = _PACKAGE / "_data" / relative
    top = _PACKAGE.parent
    # Beside an installed package lie other people's packages, and one may well be called
    # "models": only a checkout has the project file there.
    if (top / "pyproject.toml").is_file():
        return (top / relative, installed)
    return (installed,)
