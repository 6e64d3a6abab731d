"""Texts that nobody wrote, 3,000 of them: a record or a reason."""

from __future__ import annotations

import pytest

from hostile.runner import Figures
from hostile.runs import GENERATED, generated


@pytest.mark.slow
def test_a_record_or_a_reason(tmp_path, record_property):
    figures = Figures()
    wrong = generated(GENERATED, figures, tmp_path)
    record_property("generated", figures.told())
    assert not wrong, "\n".join(wrong[:20])
    assert figures.outcomes.total() >= 0.9 * GENERATED
