"""Folders as an administrator names them once for all: with ``~`` and variables of the person."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath, PurePosixPath, PureWindowsPath

VARIABLE = re.compile(r"%(\w+)%|\$\{(\w+)\}|\$(\w+)")
WINDOWS_VARIABLE = re.compile(r"%([\w()]+)%")
"""Only these: a share may be named ``home$``."""
PERSON = ("USER", "USERNAME")
Lookup = Callable[[str], str]


def variable(name: str) -> str:
    """Return a variable of the environment, "" where it is not set; the person's name has one everywhere."""
    found = os.environ.get(name, "")
    if not found and name.upper() in PERSON:
        import getpass  # heavy: only where the environment does not say

        with suppress(OSError, KeyError, ImportError):
            found = getpass.getuser()
    return found


def folder(text: str, lookup: Lookup = variable, *, windows: bool = sys.platform == "win32") -> str:
    """Return the folder that a text names.

    Args:
        text: a whole path, or one that begins with ``~``. ``%NAME%`` stands for a variable, on all
            systems but Windows ``$NAME`` and ``${NAME}`` too. A path of a share is left as it is.
        lookup: returns a variable's value; "" = it is not set.
        windows: whether paths are those of Windows.

    Raises:
        ValueError: it names none; the text says why.
    """

    def value(match: re.Match[str]) -> str:
        name = next(group for group in match.groups() if group)
        found = lookup(name)
        if not found:
            raise ValueError(f"The variable {name} in {text!r} is not set.")
        return found

    filled = (WINDOWS_VARIABLE if windows else VARIABLE).sub(value, text.strip())
    if filled == "~" or filled.startswith(("~/", "~\\")):
        filled = os.path.expanduser(filled)  # noqa: PTH111  Path's own raises for some
    flavour: type[PurePath] = PureWindowsPath if windows else PurePosixPath
    if "\0" in filled or not flavour(filled).is_absolute():
        raise ValueError(f"{text!r} is no whole path on this system.")
    return filled
