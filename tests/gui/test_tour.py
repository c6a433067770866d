from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a tour from the command line has filled."""
    place = tmp_path_factory.mktemp("tour")
    home = place / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--tour", str(place / "pictures")],
        cwd=ROOT,
        env=kept | {"HOME": str(home), "USERPROFILE": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert [str(file) for file in sorted((place / "pictures").iterdir())] == done.stdout.splitlines()
    kinds = {file.relative_to(home).parts[0] for file in home.rglob("*") if file.is_file()}
    assert kinds <= {".cache"}, "a tour keeps nothing of the person's"
    return place / "pictures"


def test_a_picture_of_every_page(pictures: Path) -> None:
    names = [file.stem.partition(" ")[2] for file in sorted(pictures.glob("*.png"))]
    assert len(names) >= 15
    for page in (
        "home",
        "question",
        "answer",
        "summary",
        "tell them apart",
        "plans",
        "settings",
        "statistics",
        "statistics dark",
        "browse",
        "keys and help",
        "why now",
        "edit",
        "restore",
    ):
        assert any(name.startswith(page) for name in names), page
    for kind in ("choice", "typed", "basic", "cloze"):
        assert f"question {kind}" in names
        assert f"answer {kind}" in names


def test_no_picture_is_empty(qapp: QApplication, pictures: Path) -> None:
    for file in pictures.glob("*.png"):
        image = QImage(str(file))
        assert image.width() >= 300, file.name
        assert image.height() >= 100, file.name
        small = image.scaled(80, 60)
        assert len({small.pixel(x, y) for x in range(80) for y in range(60)}) > 10, file.name


def test_light_and_dark_and_large(qapp: QApplication, pictures: Path) -> None:
    def corner(name: str) -> str:
        (file,) = [each for each in pictures.glob("*.png") if each.stem.partition(" ")[2] == name]
        image = QImage(str(file))
        return image.pixelColor(2, image.height() - 3).name()

    assert corner("home first start") == "#f5f6f8"
    assert corner("home dark") == "#15171c"
    assert corner("question 200 percent") == "#f5f6f8"
