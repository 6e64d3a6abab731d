"""Takes away what a killed run left outside its dataset.

The library that starts workers keeps semaphores and a folder in the system's shared memory, and
takes them away at its end. Where the whole run is killed at once nobody is left to do so. Their
names hold the number of the process that ran, so a run notes its own where the next one finds it.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

__all__ = ["note_owner", "sweep"]

OWNER = "owner.json"
PLACES = ("/dev/shm", tempfile.gettempdir())
NAMES = ("sem.loky-{}-*", "joblib_memmapping_folder_{}_*")


def note_owner(folder: Path) -> None:
    """Note which process runs.

    Parameters
    ----------
    folder : Path
        The run's temporary folder.
    """
    said = {"host": socket.gethostname(), "process": os.getpid()}
    (folder / OWNER).write_text(json.dumps(said), encoding="ascii")


def sweep(temporary: Path) -> None:
    """Take away what runs left that noted themselves and are no more.

    Parameters
    ----------
    temporary : Path
        The folder that holds the temporary folders of runs; nobody else writes to the dataset.
    """
    for note in temporary.glob(f"*/{OWNER}"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(note.read_text(encoding="ascii"))
            if said["host"] == socket.gethostname() and not _runs(int(said["process"])):
                _take_away(int(said["process"]))


def _take_away(process: int) -> None:
    # Where loky and joblib put them.
    for place in ("/dev/shm", tempfile.gettempdir()):
        for name in NAMES:
            for left in Path(place).glob(name.format(process)):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    with suppress(OSError):
                        left.unlink()


def _runs(process: int) -> bool:
    """Tell whether there is a process of this number; where that cannot be told, there is one."""
    if sys.platform == "win32":  # where signal 0 is Ctrl-C, and nothing is left anyway
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
