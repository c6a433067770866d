"""Puts what a desktop wants to know of the app into a bundle's folder `share`."""

from __future__ import annotations

import gzip
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
from desktop import APP_ID, VERSION  # noqa: E402

ICON = ROOT / "resources" / "icons" / f"{APP_ID}.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
PLACES = {
    f"{APP_ID}.desktop": "applications",
    f"{APP_ID}.xml": "mime/packages",
    f"{APP_ID}.metainfo.xml": "metainfo",
    f"{APP_ID}.1": "man/man1",
}
"""Where each file of `data` goes, below `share`."""


def filled(text: str) -> str:
    """Return a text with the version and the date of the source in it."""
    date = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date().isoformat()
    return text.replace("@VERSION@", VERSION).replace("@DATE@", date)


def draw_icons(icons: Path) -> None:
    """Draw the icon in every size of the hicolor theme, and put the drawing itself beside them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])  # the painter needs one
    drawing = QSvgRenderer(str(ICON))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        file = icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        file.parent.mkdir(parents=True)
        if not image.save(str(file)):
            raise SystemExit(f"{file} could not be written")
    del application
    scalable = icons / "scalable" / "apps" / ICON.name
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes(ICON.read_bytes())


def main(bundle: Path) -> None:
    """Write the folder `share` of a bundle."""
    share = bundle / "share"
    for name, place in PLACES.items():
        folder = share / place
        folder.mkdir(parents=True)
        text = filled((HERE / "data" / name).read_text(encoding="utf-8"))
        if place.startswith("man/"):
            packed = gzip.compress(text.encode(), 9, mtime=0)
            (folder / f"{name}.gz").write_bytes(packed)
        else:
            (folder / name).write_text(text, encoding="utf-8")
    draw_icons(share / "icons" / "hicolor")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
