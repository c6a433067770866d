"""Where a person's data lies, and what kind of disk that is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop import APP_ID, APP_NAME

PORTABLE = "portable"
"""A file or folder of this name beside the program keeps the data there too."""
POLICY = "policy.toml"
SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
"""How the folders of services that copy files begin."""
NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "fuse", "ncp", "gfs", "lustre", "ceph", "gluster", "davfs")


def program_folder() -> Path:
    """Return the folder that holds the program."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def policy_file() -> Path:
    """Return the file in which an administrator lays down what holds for everybody on this computer."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA") or "C:\\ProgramData") / APP_NAME / POLICY
    if sys.platform == "darwin":
        return Path("/Library/Application Support") / APP_NAME / POLICY
    return Path("/etc") / APP_ID / POLICY


def data_folder(chosen: str | None = None, laid_down: Path | None = None, beside: Path | None = None) -> Path:
    """Return the data folder.

    Args:
        chosen: by the person; comes before everything else.
        laid_down: by the administrator; comes after a portable one, before the user's own.
        beside: where a portable one would lie; None = beside the program.
    """
    if chosen:
        return Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111  Path's own raises for some
    program = beside or program_folder()
    if (program / PORTABLE).exists():
        return program / "data"
    if laid_down is not None:
        return laid_down
    if sys.platform == "linux":  # what platformdirs finds there too, without the 7 ms of its import
        home = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")  # noqa: PTH111
        return Path(home) / APP_ID
    from platformdirs import user_data_path  # heavy: a chosen or portable folder needs no search

    return user_data_path(APP_ID, appauthor=False)


def cache_folder() -> Path:
    """Return a folder for files that can be made again at any time."""
    if sys.platform == "linux":
        home = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
        return Path(home) / APP_ID
    from platformdirs import user_cache_path  # heavy: as above

    return user_cache_path(APP_ID, appauthor=False)


def synced_by(folder: Path) -> str:
    """Return the name of the service that keeps copies of a folder elsewhere; empty where none is known."""
    for part in folder.parts:
        for sign, service in SYNCED.items():
            if part.casefold().startswith(sign):
                return service
    return ""


def is_local(folder: Path) -> bool:
    """Return whether a folder is on a disk of this computer, as far as can be told."""
    if sys.platform == "win32":
        return _is_local_windows(folder)
    if sys.platform == "linux":
        return not _mount_type(folder).startswith(NETWORK)
    return not str(folder.resolve()).startswith(("/Volumes/", "/Network/", "/net/"))


def _mount_type(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Return the file system type of the mount that holds a folder; empty where it is unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    where = os.path.realpath(folder)
    best, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind


def _is_local_windows(folder: Path) -> bool:
    import ctypes  # heavy: for Windows alone

    resolved = str(folder.resolve())
    if resolved.startswith("\\\\"):
        return False
    remote = 4
    drive_type = ctypes.windll.kernel32.GetDriveTypeW  # type: ignore[attr-defined,unused-ignore]
    return bool(drive_type(folder.resolve().anchor) != remote)
