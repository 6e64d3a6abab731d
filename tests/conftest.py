"""What holds for all tests."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# The same tests pass or fail wherever and whenever they run. Who hunts for new cases sets
# HYPOTHESIS_PROFILE=hunt: other texts each time, and ten times as many of them.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("hunt", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# A shell that starts the tests in the background lets them ignore Ctrl-C, and what they start
# would inherit that: the tests of Ctrl-C would wait for a signal that never comes.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
