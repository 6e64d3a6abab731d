"""From a `Letter` to facts with evidence: an ordered, replaceable list of small steps."""

from __future__ import annotations

from ofstedmine.parsing.draft import Draft
from ofstedmine.parsing.steps import Step, default_steps

__all__ = ["Draft", "Step", "default_steps"]
