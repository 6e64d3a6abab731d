"""How much memory a process may take, and how much it takes.

On Linux the system itself refuses what goes beyond the limit. Elsewhere limits of that kind do not
hold (macOS) or do not exist (Windows), so that the parent looks from time to time and ends the
child: a file may then take more than its share for a moment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["limit_own_memory", "resident"]


def limit_own_memory(most: int) -> None:
    """Have the system refuse this process more memory, where it can; no core file is written.

    RLIMIT_AS would also count what is only mapped (libraries, files, reserved address space) and
    so says little of what is used.
    """
    if sys.platform != "win32":
        import resource

        wanted = {resource.RLIMIT_CORE: 0}
        if sys.platform == "linux":
            wanted[resource.RLIMIT_DATA] = most
        for kind, value in wanted.items():
            _, hard = resource.getrlimit(kind)
            # Nobody may go above what the system set.
            allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (allowed, hard))


def resident(pid: int) -> int | None:
    """Return the bytes of memory that a process holds now, or None where nobody can tell.

    Examples
    --------
    >>> held = resident(os.getpid())
    >>> held is None or held > 1_000_000
    True
    """
    try:
        return _resident(pid)
    except (OSError, IndexError, ValueError, AttributeError):
        return None


if sys.platform == "linux":

    def _resident(pid: int) -> int | None:
        pages = Path(f"/proc/{pid}/statm").read_bytes().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

elif sys.platform == "darwin":

    def _resident(pid: int) -> int | None:
        import ctypes

        proc_taskinfo, size = 4, 96  # PROC_PIDTASKINFO and the size of what it fills
        info = ctypes.create_string_buffer(size)
        filled = ctypes.CDLL(None).proc_pidinfo(pid, proc_taskinfo, ctypes.c_uint64(0), info, size)
        # The second number of eight bytes is the resident size.
        return int.from_bytes(info.raw[8:16], sys.byteorder) if filled == size else None


elif sys.platform == "win32":

    def _resident(pid: int) -> int | None:
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = [
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                *((name, ctypes.c_size_t) for name in "abcdefgh"),
            ]

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(0x1010, False, pid)  # may ask, may read
        if not handle:
            return None
        try:
            counters = Counters(cb=ctypes.sizeof(Counters))
            told = kernel.K32GetProcessMemoryInfo(
                wintypes.HANDLE(handle), ctypes.byref(counters), counters.cb
            )
            return int(counters.b) if told else None  # WorkingSetSize
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

else:

    def _resident(_pid: int) -> int | None:
        return None
