"""The child's side: answer one job after the other, and never outlive the parent.

Standard input carries jobs and standard output answers, as `frames` says. Whatever a library
prints goes to standard error, where the parent keeps the end of it for its message.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from ofstedmine.isolation.frames import BadFrame, Frame, read_frame, write_frame
from ofstedmine.isolation.memory import limit_own_memory

__all__ = ["OUT_OF_MEMORY", "Answer", "serve"]

Answer = Callable[[Frame], Frame]
OUT_OF_MEMORY = "out_of_memory"
MOST = 1 << 40
"""The parent sends what it was given; its size is no concern of the child's."""


def serve(prepare: Callable[[dict[str, Any]], Answer]) -> None:
    """Answer the parent's jobs until it goes away.

    Parameters
    ----------
    prepare : callable
        Takes the settings that the parent sent and returns what answers a job. All that takes
        its time once (imports, tables) belongs there: no file's deadline runs yet.
    """
    jobs, answers = _own_pipes()
    faulthandler.enable(2)
    opening = read_frame(jobs, MOST)
    if opening is None:
        return
    queue: SimpleQueue[Frame] = SimpleQueue()
    Thread(target=_receive, args=(jobs, queue), daemon=True).start()
    answer = prepare(opening.head["settings"])
    limit_own_memory(opening.head["memory"])
    write_frame(answers, Frame({"ready": os.getpid()}))
    deadline = opening.head["deadline"]
    while True:
        job = queue.get()
        # Tells where it hangs and ends the process, also where no line of Python runs any more.
        faulthandler.dump_traceback_later(deadline, exit=True, file=2)
        try:
            said = answer(job)
        except MemoryError:
            said = Frame({"ended": OUT_OF_MEMORY})
        faulthandler.cancel_dump_traceback_later()
        write_frame(answers, said)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from everybody else: libraries read nothing and print elsewhere."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return jobs, answers


def _receive(jobs: BinaryIO, queue: SimpleQueue[Frame]) -> None:
    """Hand on jobs as they come. When the parent is gone nobody waits for an answer.

    A signal at the parent's death (PR_SET_PDEATHSIG) would come too early: it is sent when the
    thread that started the child ends, and schedulers start and end threads as they like.
    """
    try:
        while (job := read_frame(jobs, MOST)) is not None:
            queue.put(job)
    except (BadFrame, OSError, MemoryError) as error:
        os.write(2, f"{error!r}\n".encode())
        os._exit(1)
    os._exit(0)
