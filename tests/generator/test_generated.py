"""Letters that nobody wrote: each generated letter is read and parsed, field by field."""

from __future__ import annotations

import io

import pytest

import ofstedmine as om
from generator.compare import differences
from generator.letters import FORMS, KINDS, generate

# Every block of 36 seeds has each kind in each format once.
BLOCKS = 6
SEEDS = range(BLOCKS * len(FORMS) * len(KINDS))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_field_is_what_the_letter_says(form, block):
    size = len(FORMS) * len(KINDS)
    report = []
    for seed in range(block * size, (block + 1) * size):
        if FORMS[seed % len(FORMS)] == form:
            report += failures(seed)
    assert not report, "\n" + "\n".join(report)


def failures(seed: int) -> list[str]:
    """Return a line for every field of a seed's letter that is wrong."""
    case = generate(seed)
    letter = om.read(io.BytesIO(case.data))
    return [
        f"seed {seed} ({case.choices['kind']}, {case.form}) {d.field}: "
        f"expected {d.expected!r}, got {d.got!r}, from {d.quote!r}"
        for d in differences(case, om.parse(letter), letter.text)
    ]


def test_a_seed_gives_the_same_letter_each_time():
    for seed in range(len(FORMS)):
        first, second = generate(seed), generate(seed)
        assert first.data == second.data
        assert first.expected == second.expected


def test_every_choice_comes_up():
    """A form that no seed draws proves nothing."""
    seen: dict[str, set[str]] = {}
    for seed in SEEDS:
        for choice, form in generate(seed).choices.items():
            seen.setdefault(choice, set()).add(form)
    assert {len(seen[name]) for name in ("kind", "form")} == {len(KINDS)}
    assert len(seen["dates"]) > 35
    assert len(seen["inspectors"]) == 16
    assert len(seen["council"]) > 40
