"""Read Ofsted letters about English children's services into evidenced visit records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ofstedmine._version import __version__

if TYPE_CHECKING:
    from ofstedmine.batch.dataset import Dataset, open_dataset
    from ofstedmine.batch.engine import mine_folder
    from ofstedmine.claims import CheckReport, Claim, Shelf, check
    from ofstedmine.claims import find_claims as claims
    from ofstedmine.errors import OfstedmineError, UnreadableLetter
    from ofstedmine.findings.codebook import Codebook, codebook
    from ofstedmine.findings.tagging import tag
    from ofstedmine.findings.tags import TagInput, Tags
    from ofstedmine.journeys import Journey, journey
    from ofstedmine.journeys.build import journeys
    from ofstedmine.language import load, to_doc
    from ofstedmine.pipeline import mine, mine_many, parse
    from ofstedmine.reading import Letter, Limits, read
    from ofstedmine.records import Failure, Finding, VisitRecord


_HOMES = {
    "CheckReport": "ofstedmine.claims",
    "Claim": "ofstedmine.claims",
    "Codebook": "ofstedmine.findings.codebook",
    "Dataset": "ofstedmine.batch.dataset",
    "Failure": "ofstedmine.records",
    "Finding": "ofstedmine.records",
    "Journey": "ofstedmine.journeys",
    "Letter": "ofstedmine.reading",
    "Limits": "ofstedmine.reading",
    "OfstedmineError": "ofstedmine.errors",
    "Shelf": "ofstedmine.claims",
    "TagInput": "ofstedmine.findings.tags",
    "Tags": "ofstedmine.findings.tags",
    "UnreadableLetter": "ofstedmine.errors",
    "VisitRecord": "ofstedmine.records",
    "check": "ofstedmine.claims",
    "claims": "ofstedmine.claims",
    "codebook": "ofstedmine.findings.codebook",
    "journey": "ofstedmine.journeys",
    "journeys": "ofstedmine.journeys",
    "load": "ofstedmine.language",
    "mine": "ofstedmine.pipeline",
    "mine_folder": "ofstedmine.batch.engine",
    "mine_many": "ofstedmine.pipeline",
    "open_dataset": "ofstedmine.batch.dataset",
    "parse": "ofstedmine.pipeline",
    "read": "ofstedmine.reading",
    "tag": "ofstedmine.findings.tagging",
    "to_doc": "ofstedmine.language",
}
__all__ = [
    "CheckReport",
    "Claim",
    "Codebook",
    "Dataset",
    "Failure",
    "Finding",
    "Journey",
    "Letter",
    "Limits",
    "OfstedmineError",
    "Shelf",
    "TagInput",
    "Tags",
    "UnreadableLetter",
    "VisitRecord",
    "__version__",
    "check",
    "claims",
    "codebook",
    "journey",
    "journeys",
    "load",
    "mine",
    "mine_folder",
    "mine_many",
    "open_dataset",
    "parse",
    "read",
    "tag",
    "to_doc",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that importing the package is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES[name])
    # A package that has the name of its main function is that name, and can be called.
    value = globals().get(name) or getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted([*globals(), *__all__])
