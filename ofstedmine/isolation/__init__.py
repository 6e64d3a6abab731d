"""Isolation: files are read in a child process that may crash, hang or outgrow its memory.

`frames` is the form of what goes through the pipes, `memory` bounds and watches what a process
takes, `process` starts and ends one child, `serving` is the child's own loop, `supervisor` keeps
a child for many jobs and replaces it when it dies. `messages` says records, letters and errors in
JSON, and `miner` puts it all to use.
"""
