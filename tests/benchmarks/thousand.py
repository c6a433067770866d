"""Memory in MB after 200 and after 1,000 different cards were shown, each with formulas and a picture."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QImage

from tests.benchmarks.faces import numbered
from tests.benchmarks.memory import memory_mb
from tests.benchmarks.showing import Screen

FIRST, LAST = 200, 1_000
PICTURE = 500, 400


def picture(folder: Path, number: int) -> Path:
    """Write a picture of a colour of its own."""
    file = folder / f"{number}.png"
    if not file.exists():
        image = QImage(*PICTURE, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number % 360, 100 + number // 360 * 50, 200))
        image.save(str(file))
    return file


with TemporaryDirectory() as place:
    screen = Screen(lambda name: picture(Path(place), int(name.partition(".")[0])))
    for number in range(1, LAST + 1):
        screen.card.ask(numbered(number, f"{number}.png"), (), False)
        screen.settle()
        screen.card.reveal(None, "")
        screen.settle()
        if number in (FIRST, LAST):
            print(memory_mb())
