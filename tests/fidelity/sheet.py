"""A picture of varied cards: ours on the left, Chromium's on the right."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.gui.card_text import CardText
from desktop.render.card import Face
from desktop.render.card_theme import CardTheme
from tests.fidelity import referee
from tests.fidelity.faces import Case, media

CARDS = 60
COLUMNS = 3
AT_ONCE = 10
"""Cards of one screenshot; a picture of Chromium has a greatest height."""
TALL = 400
GAP = 8
TRAITS = re.compile(
    r"<(?:img|table|ul|ol|ruby|svg|details|audio|video|hr|pre|code|blockquote|h\d|font|sup|sub|b|i|u|a|input)\b"
    r"|\\\(|\\\[|\[latex|\[\$|\[sound:|class=\"?cloze|[\u0590-\u06ff]|[\u3040-\u9fff]|[\u0e00-\u0e7f]"
    r"|float:|flex|grid|position:|background|border|display:|opacity",
    re.IGNORECASE,
)


def varied(found: Sequence[Case]) -> list[Case]:
    """Return cards that have as little as can be in common."""
    groups: dict[tuple[frozenset[str], str], list[Case]] = {}
    for each in found:
        if not each.face.scenes:
            traits = frozenset(trait.lower() for trait in TRAITS.findall(each.answer + each.style))
            groups.setdefault((traits, each.style), []).append(each)
    chosen: list[Case] = []
    while len(chosen) < CARDS and any(groups.values()):
        chosen += [group.pop(0) for group in groups.values() if group]
    return chosen[:CARDS]


def draw(found: Sequence[Case], file: Path) -> None:
    """Draw the sheet into a PNG file."""
    qInstallMessageHandler(lambda *_: None)  # the offscreen plugin speaks of itself with every widget
    app = QApplication.instance() or QApplication([])
    chosen = varied(found)
    with tempfile.TemporaryDirectory(prefix="fidelity") as name:
        folder = Path(name)
        pictures = {
            each.package: media(each.package, folder / f"media{number}")
            for number, each in enumerate({one.package: one for one in chosen}.values())
        }
        theirs = _theirs(chosen, pictures, folder)
        ours = [_ours(each.face, pictures[each.package]) for each in chosen]
    pair = 2 * referee.WIDTH + GAP
    rows = -(-len(chosen) // COLUMNS)
    made = QImage(COLUMNS * (pair + 3 * GAP), rows * (TALL + 2 * GAP), QImage.Format.Format_RGB32)
    made.fill(QColor("#444444"))
    painter = QPainter(made)
    for number, (left, right) in enumerate(zip(ours, theirs, strict=True)):
        row, column = divmod(number, COLUMNS)
        at = QPoint(column * (pair + 3 * GAP) + GAP, row * (TALL + 2 * GAP) + GAP)
        painter.drawImage(at, left)
        painter.drawImage(at + QPoint(referee.WIDTH + GAP, 0), right)
        painter.setPen(QColor("#cc0000"))
        painter.drawText(at + QPoint(4, 14), str(number))
    painter.end()
    if not made.save(str(file)):
        raise OSError(f"{file} cannot be written")
    del app


def _theirs(chosen: Sequence[Case], pictures: dict[Path, dict[str, Path]], folder: Path) -> list[QImage]:
    cards = []
    for each in chosen:
        known = pictures[each.package]
        base = next(iter(known.values())).parent.as_uri() + "/" if known else ""
        cards.append(referee.card(each.answer, each.style, each.number, base))
    css = f"display:block;width:{referee.WIDTH}px;height:{TALL}px;border:0"
    made = []
    for start in range(0, len(cards), AT_ONCE):
        some = cards[start : start + AT_ONCE]
        shot = folder / f"{start}.png"
        size = f"--window-size={referee.WIDTH},{TALL * len(some)}"
        referee.run(referee.page(some, css), folder, f"--screenshot={shot}", size)
        image = QImage(str(shot))
        made += [image.copy(QRect(0, TALL * place, referee.WIDTH, TALL)) for place in range(len(some))]
    return made


def _ours(face: Face, pictures: dict[str, Path]) -> QImage:
    def find(name: str, room: QSize) -> QImage | None:
        image = QImage(str(pictures[name])) if name in pictures else QImage()
        if image.isNull():
            return None
        if image.width() > room.width() or image.height() > room.height():
            return image.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return image

    theme = CardTheme(text="#000000", ground="#ffffff")
    made = QImage(referee.WIDTH, TALL, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.ground))
    at = GAP
    parts = [(face.question, 30, 20), (face.answer, 22, 17)]
    for html, largest, smallest in parts if face.below else parts[1:]:
        text = CardText("Card", largest, smallest, find)
        text.resize(referee.WIDTH - 4 * GAP, 100)
        text.show()
        QApplication.processEvents()
        text.show_html(html, face.style, theme, face.number, face.drawings)
        QApplication.processEvents()
        text.render(made, QPoint(2 * GAP, at))
        at += text.height() + GAP
        text.close()
        text.deleteLater()
        if html is face.question:
            painter = QPainter(made)
            painter.setPen(QColor(theme.line))
            painter.drawLine(0, at, referee.WIDTH, at)
            painter.end()
            at += GAP
    return made
