"""Whether a window can be shown here. Where not, Qt would end the program without a word that helps."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

NEEDED = "This needs a screen. Without one, --tour DIR saves a picture of every page into a folder."


def has_screen() -> bool:
    """Return whether a window can be shown, as far as can be told before trying."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def avoid_new_bus() -> None:
    """Keep Qt from starting a session bus where there is none: that would be a program of its own."""
    if sys.platform != "linux" or os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return
    bus = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere", "bus")
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}" if bus.exists() else "disabled:"


@contextmanager
def explaining() -> Iterator[None]:
    """Around the making of the application: where Qt gives up, say why in a sentence and leave with 1."""
    heard: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        heard.append(message)
        if kind == QtMsgType.QtFatalMsg:
            print(reason(heard), file=sys.stderr, flush=True)
            os._exit(1)  # Qt would dump a core

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for message in heard:
            print(message, file=sys.stderr)


def reason(heard: Sequence[str]) -> str:
    """Return why there is no window, from what Qt said before it gave up."""
    said = "\n".join(heard)
    if found := re.search(r'Could not find the Qt platform plugin "(.*?)"', said):
        return f"Qt knows no platform {found[1]!r}: unset QT_QPA_PLATFORM, then start again."
    for plugin in re.findall(r'Could not load the Qt platform plugin "(.*?)"', said):
        from desktop import libraries  # heavy: only where something is missing

        file = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", f"libq{plugin}.so")
        if first := libraries.named(libraries.fault(str(file))):
            return libraries.sentence(libraries.missing(first, file))
    if "could not connect to display" in said or "Failed to create wl_display" in said:
        return f"The screen cannot be reached. {NEEDED}"
    return f"Qt could not show a window: {heard[-1].splitlines()[0] if heard else 'it did not say why'}"
