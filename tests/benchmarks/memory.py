"""What memory this process takes."""

from __future__ import annotations

from pathlib import Path


def memory_mb() -> float:
    """Return the share of memory that this process takes (PSS on Linux, else the peak)."""
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        line = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
