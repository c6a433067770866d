"""Where the files that come with the app are: in the package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `decks` or `resources`."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def bundled_decks() -> list[Path]:
    """Return the deck files that come with the app, the main one first."""
    main = "sales-and-marketing.toml"
    return sorted(folder("decks").glob("*.toml"), key=lambda file: (file.name != main, file.name))


def icon(name: str) -> Path:
    """Return the file of an icon."""
    return folder("resources") / "icons" / f"{name}.svg"


def signature(file: Path) -> str:
    """Return what tells whether a deck file changed, without reading it."""
    status = file.stat()
    return f"{file.name} {status.st_size} {status.st_mtime_ns}"
