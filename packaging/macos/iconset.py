"""Draws the app's icon in the sizes of macOS into a folder that `iconutil` makes an .icns of.

python iconset.py DIR.iconset
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "repertoire.svg"
POINTS = (16, 32, 128, 256, 512)
MARGIN = 0.06
"""Free space at each edge, as a share of the whole: icons of macOS do not touch their edges."""


def draw(pixels: int) -> QImage:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    edge = pixels * MARGIN
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(edge, edge, pixels - 2 * edge, pixels - 2 * edge))
    painter.end()
    return image


def write(folder: Path) -> None:
    """Write every size, for plain and for dense screens."""
    folder.mkdir(parents=True, exist_ok=True)
    for points in POINTS:
        for scale, mark in ((1, ""), (2, "@2x")):
            draw(points * scale).save(str(folder / f"icon_{points}x{points}{mark}.png"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
