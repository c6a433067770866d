"""Milliseconds that never go back."""

from __future__ import annotations

import time


def ticks() -> int:
    """Return milliseconds that never go back."""
    return time.monotonic_ns() // 1_000_000
