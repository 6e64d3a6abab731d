"""Corrects one value of a dataset at once, with all that a run would do about it."""

from __future__ import annotations

import os
from pathlib import Path

from ofstedmine.batch.compaction import compact
from ofstedmine.batch.correcting import correct_anew
from ofstedmine.batch.dataset import open_dataset
from ofstedmine.batch.diff import Change, changes
from ofstedmine.batch.holding import hold
from ofstedmine.batch.overrides import FILE, Override, Overrides
from ofstedmine.batch.overrides_file import add_override, check_override, load_overrides
from ofstedmine.errors import DataError

__all__ = ["correct"]


def correct(
    out: str | os.PathLike[str], document: str, field: str, value: str, *, who: str, why: str
) -> list[Change]:
    """Correct a value of a dataset, for good.

    Parameters
    ----------
    out : path
        The dataset's folder.
    document : str
        The ``document_id`` of the letter.
    field : str
        JSON Pointer of the value, ``/visit/number``; of a finding by its id,
        ``/findings/0123456789abcdef/sentiment``.
    value : str
        What is right, as text or JSON; empty for "there is none".
    who, why : str
        Who says so, and why.

    Returns
    -------
    list of Change
        The values that are others now.

    Raises
    ------
    LookupError
        If the dataset has no such document.
    DataError
        If the correction does not fit the record; nothing is written then.
    """
    path = Path(out)
    override = Override(document, field, value, who, why)
    check_override(override)
    open_dataset(path)  # before it is held, which makes a folder where there is none
    with hold(path) as run:
        dataset = open_dataset(path)
        before = dataset.record(document)
        as_read = dataset.as_read(document)
        _, problems = Overrides({document: (override,)}).apply(as_read)
        if problems:
            raise DataError(problems[0].partition(": ")[2])
        add_override(path / FILE, override)
        correct_anew(path, run, load_overrides(path / FILE))
        compact(path, run)
        after = open_dataset(path).record(document)
    return list(changes(before, after))
