"""Pictures of cards."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.gui.pictures import Pictures
from desktop.render.svg import LARGEST

ROOM = QSize(400, 300)
TWO_FRAMES = base64.b64decode(
    "R0lGODlhAgACAPAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAgACAAACAoRRACH5BAAKAAAALAAAAAACAAIA"
    "AAIDjA0FADs="
)


def painted(file: Path, size: tuple[int, int], color: str = "#ff0000") -> Path:
    image = QImage(QSize(*size), QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    assert image.save(str(file))
    return file


def pictures(folder: Path, ratio: float = 1.0) -> Pictures:
    def find(name: str) -> Path | None:
        file = folder / name
        return file if file.exists() else None

    return Pictures(find, lambda: ratio)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.bmp", "a.PNG"])
def test_every_usual_format_is_drawn(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    if not QImage(2, 2, QImage.Format.Format_RGB32).save(
        str(tmp_path / f"probe.{name.split('.')[1].lower()}")
    ):
        pytest.skip("Qt cannot write this format here")
    painted(tmp_path / name.lower(), (40, 20)).rename(tmp_path / name)
    image = pictures(tmp_path).image(name, ROOM)
    assert image is not None
    assert image.size() == QSize(40, 20)
    assert image.pixelColor(5, 5).red() > 240


def test_the_content_decides_not_the_name(qtbot: QtBot, tmp_path: Path) -> None:
    painted(tmp_path / "a.png", (10, 10)).rename(tmp_path / "a.jpg")
    assert pictures(tmp_path).image("a.jpg", ROOM) is not None


def test_a_large_picture_fits_the_room_and_keeps_its_shape(qtbot: QtBot, tmp_path: Path) -> None:
    painted(tmp_path / "a.png", (4000, 1000))
    image = pictures(tmp_path).image("a.png", ROOM)
    assert image is not None
    assert image.size() == QSize(400, 100)


def test_a_small_picture_is_not_blown_up(qtbot: QtBot, tmp_path: Path) -> None:
    painted(tmp_path / "a.png", (4, 4))
    image = pictures(tmp_path, ratio=2.0).image("a.png", ROOM)
    assert image is not None
    assert image.deviceIndependentSize().toSize() == QSize(4, 4)


def test_a_fine_screen_gets_more_dots(qtbot: QtBot, tmp_path: Path) -> None:
    painted(tmp_path / "a.png", (4000, 1000))
    image = pictures(tmp_path, ratio=2.0).image("a.png", ROOM)
    assert image is not None
    assert image.size() == QSize(800, 200)
    assert image.deviceIndependentSize().toSize() == QSize(400, 100)


def test_a_picture_that_would_fill_the_memory_is_not_decoded(qtbot: QtBot, tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    assert pictures(tmp_path).image("a.png", ROOM) is None


def test_what_is_no_picture_or_missing_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("<html>")
    assert pictures(tmp_path).image("a.png", ROOM) is None
    assert pictures(tmp_path).image("b.png", ROOM) is None


def test_an_svg_is_drawn_sharp_and_loads_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    painted(tmp_path / "secret.png", (50, 50), "#0000ff")
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="50" height="50">'
        '<rect width="50" height="50" fill="#ff0000"/><script>x()</script>'
        f'<image width="50" height="50" xlink:href="{tmp_path}/secret.png"/></svg>'
    )
    image = pictures(tmp_path, ratio=2.0).image("a.svg", ROOM)
    assert image is not None
    assert image.size() == QSize(100, 100)
    assert image.pixelColor(50, 50).name() == "#ff0000"


@pytest.mark.parametrize("text", ["", "no svg", "x" * (LARGEST + 1)])
def test_a_broken_or_huge_svg_is_none(qtbot: QtBot, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.svg").write_text(text)
    assert pictures(tmp_path).image("a.svg", ROOM) is None


def test_a_moving_picture_moves_until_it_is_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_bytes(TWO_FRAMES)
    shown = pictures(tmp_path)
    assert shown.image("a.gif", ROOM) is not None
    with qtbot.waitSignal(shown.moved, timeout=3000) as told:
        pass
    assert told.args == ["a.gif"]
    assert shown.image("a.gif", ROOM) is not None
    shown.forget()
    with qtbot.assertNotEmitted(shown.moved, wait=150):
        pass
