"""Libraries of the system that Qt loads: which one is missing, and the line that installs it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""Each with its package in Debian and Ubuntu."""


def named(problem: str) -> str:
    """Return the library that an error of the loader calls missing; empty where it is about another thing."""
    found = re.match(r"(\S+\.so[.\d]*): cannot open shared object file", problem)
    return found[1] if found else ""


def missing(first: str, *files: Path) -> list[str]:
    """Return a library that is known to be missing, and what else files of Qt's need and lack.

    Args:
        first: its name.
        files: that are linked against libraries of the system.
    """
    own = Path(getattr(sys, "_MEIPASS", "/nowhere"))  # a frozen app brings some itself
    linked = b"".join(file.read_bytes() for file in files if file.is_file())
    needed = [name for name in PACKAGES if name.encode() + b"\0" in linked and not (own / name).exists()]
    return list(dict.fromkeys([first, *(name for name in needed if named(fault(name)) == name)]))


def fault(library: str) -> str:
    """Return what the loader says when it loads a library; empty where all is well."""
    import ctypes  # heavy: only where something is missing

    try:
        ctypes.CDLL(library)
    except OSError as error:
        return str(error.__cause__ or error)  # in a built app PyInstaller wraps what the loader says
    return ""


def remedy(libraries: list[str]) -> str:
    """Return what to do about libraries that are missing, as one line to run where there is one."""
    if shutil.which("apt-get") and all(name in PACKAGES for name in libraries):
        packages = dict.fromkeys(PACKAGES[name] for name in libraries)
        return f"Install it with: sudo apt-get install {' '.join(packages)}"
    if shutil.which("dnf"):
        wanted = " ".join(f"'{name}()(64bit)'" for name in libraries)
        return f"Install it with: sudo dnf install {wanted}"
    return "Install it with the package manager of your system."


def sentence(libraries: list[str]) -> str:
    """Return what a person should read where libraries are missing."""
    what = "a library that this system lacks" if len(libraries) == 1 else "libraries that this system lacks"
    return f"The window needs {what}: {', '.join(libraries)}. {remedy(libraries)}"
