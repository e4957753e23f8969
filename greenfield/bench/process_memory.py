"""How much memory a process has had at most."""

import sys
from pathlib import Path


def most_memory_kb() -> int:
    """Return the largest resident size of this process so far in kB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
        return next((int(words[1]) for words in lines if words and words[0] == "VmHWM:"), 0)
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415  not on every system

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return 0
