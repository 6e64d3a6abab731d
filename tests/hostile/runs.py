"""The runs over many files: what is asked of each file, and what all of them came to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

import ofstedmine as om
from ofstedmine import resources
from ofstedmine.errors import REASONS

from . import docxs, pdf_bombs, pdf_drawing, pdf_elsewhere, pdf_shapes, plains, webs
from .case import RECORD, Case
from .mutate import mutated
from .runner import Child, Figures
from .texts import files

CASES: tuple[Case, ...] = tuple(
    case
    for module in (pdf_bombs, pdf_shapes, pdf_drawing, pdf_elsewhere, docxs, webs, plains)
    for case in module.CASES
)
MUTATED = GENERATED = 3000
APART = 5
"""One mutated file in so many is read in isolation too: all of it again would tell little more."""
SECONDS = 10.0
MEGABYTES = 500.0
PATIENCE = 120.0
ENDED = frozenset({"crashed", "timeout", "out_of_memory"})
"""What may come of a file in a process of its own that is ended with it."""


@contextmanager
def child() -> Iterator[Child]:
    """Yield a child that has loaded all that reading needs."""
    one_of_each = {path.suffix: path for path in resources.sample_letters()}
    with Child(one_of_each.values()) as started:
        yield started


def faults(told: dict) -> list[str]:
    """Return what is wrong with what came of a file, whatever the file."""
    found = [*told["breaches"], *told["touched"]]
    if told["outcome"] not in (RECORD, *REASONS):
        found.append(f"{told['outcome']}: {told.get('detail')} {told.get('where', '')}")
    if told["seconds"] > SECONDS:
        found.append(f"{told['seconds']:.1f} s")
    if told["megabytes"] > MEGABYTES:
        found.append(f"{told['megabytes']:.0f} MB")
    return found


def mutations(numbers: Iterable[int], figures: Figures, folder: Path) -> list[str]:
    """Mine mutated samples, watched and some in isolation too; return what went wrong."""
    wrong = []
    outcomes = []
    paths = []
    with child() as watched:
        for number in numbers:
            made = mutated(number)
            path = folder / f"{number}.bin"
            path.write_bytes(made.data)
            told = watched.mine(str(path))
            name = f"mutation {number} ({made.kind}: {', '.join(made.done)})"
            figures.add(name, told)
            wrong += [f"{name}: {fault}" for fault in faults(told)]
            if number % APART:
                path.unlink()
                continue
            outcomes.append((name, told["outcome"]))
            paths.append(path)
    # No outcome may hang on how busy the machine is.
    results = om.mine_many(paths, isolate=True, deadline=PATIENCE)
    for (name, outcome), path, result in zip(outcomes, paths, results, strict=True):
        again = getattr(result, "reason", RECORD)
        if again != outcome:
            wrong.append(f"{name}: {again} in isolation, {outcome} without")
        path.unlink()
    return wrong


def generated(count: int, figures: Figures, folder: Path) -> list[str]:
    """Mine generated texts, watched; return what went wrong with the simplest that fails."""
    path = folder / "generated.txt"
    with child() as watched:

        @settings(
            max_examples=count,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(files())
        def each(data):
            path.write_bytes(data)
            told = watched.mine(str(path))
            figures.add(repr(data[:40]), told)
            wrong.extend(f"{data[:2000]!r}: {fault}" for fault in faults(told))

        wrong: list[str] = []
        each()
    return wrong


def watched(case: Case, figures: Figures, process: Child, path: Path) -> list[str]:
    """Mine a hostile file in a process that is watched; return what went wrong."""
    path.write_bytes(case.make())
    told = process.mine(str(path))
    path.unlink()
    figures.add(case.name, told)
    wrong = faults(told)
    if told["outcome"] not in case.outcomes:
        wrong.append(f"{told['outcome']} ({told.get('detail')})")
    return [f"{case.name}: {fault}" for fault in wrong]


def isolated(cases: Iterable[Case], figures: Figures) -> list[str]:
    """Mine hostile files in isolation; return what went wrong."""
    cases = list(cases)
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hostile.bin"

        def paths():
            for case in cases:
                path.write_bytes(case.make())
                yield path

        for case, result in zip(cases, om.mine_many(paths(), isolate=True), strict=True):
            outcome = getattr(result, "reason", RECORD)
            figures.outcomes[outcome] += 1
            if outcome not in case.outcomes | ENDED:
                wrong.append(f"{case.name}: {outcome} ({getattr(result, 'message', '')})")
    return wrong
