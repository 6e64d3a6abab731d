"""Findings: the evaluative sentences and list items of a letter."""
