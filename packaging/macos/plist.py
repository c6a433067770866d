"""The app's Info.plist: the file beside this one, with what is known only when the app is built."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("Info.plist")


def info(version: str, wheel: str) -> dict[str, Any]:
    """Return the whole of it.

    Args:
        version: of the app.
        wheel: what Qt's wheel says of itself (its WHEEL file): it decides which systems will do.
    """
    told: dict[str, Any] = plistlib.loads(FILE.read_bytes())
    told["CFBundleShortVersionString"] = told["CFBundleVersion"] = version
    told["LSMinimumSystemVersion"] = oldest_system(wheel)
    return told


def oldest_system(wheel: str) -> str:
    """Return the oldest version of macOS that a wheel is made for.

    Raises:
        ValueError: it is not for macOS.
    """
    found = re.search(r"^Tag: .*-macosx_(\d+)_(\d+)_", wheel, re.MULTILINE)
    if not found:
        raise ValueError("This wheel of Qt is not for macOS.")
    return ".".join(found.groups())
