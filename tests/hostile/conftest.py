"""The figures of the slow runs, at the end of what pytest prints."""

from __future__ import annotations

from hostile.runner import Figures


def pytest_terminal_summary(terminalreporter):
    sums: dict[str, Figures] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                if isinstance(value, dict) and "outcomes" in value:
                    sums.setdefault(name, Figures()).merge(value)
    if sums:
        terminalreporter.section("files of strangers")
        for name, figures in sums.items():
            terminalreporter.write_line(f"{name}: {figures}")
