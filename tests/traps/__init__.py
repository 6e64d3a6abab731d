"""What real letters do to a reader, each with a small file of our own that does the same.

``files/`` holds the files, ``expected.toml`` what must be read of each. ``python -m tests.traps``
says whether the builders still give the same files; ``--write`` writes them.
"""
