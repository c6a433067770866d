"""What is copied from a field, and what comes into one by the clipboard or by a drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from desktop.gui.drops import files_of
from desktop.gui.editor.media_in import Keep, content_of, is_sound, pasted_picture, picture_tag, sound_tag
from desktop.render.lines import PICTURE, Line, Lines, Run, as_html, plain_lines
from desktop.render.lines_in import NoLines, read
from desktop.render.pasted import pasted

OWN_TYPE = "application/x-repertoire-field"
"""What is copied from a field, to the letter."""


def data_of(lines: Lines, text: str) -> QMimeData:
    """Return lines as text, as HTML, and as the lines that they are."""
    html = as_html(lines)
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    data.setData(OWN_TYPE, QByteArray(html.encode()))
    return data


def lines_of(data: QMimeData, keep: Keep) -> Lines:
    """Return what a field takes of something.

    Args:
        data: that was copied or dropped.
        keep: keeps pictures and sounds.

    Raises:
        UserError: it is a file that is neither, or cannot be read or kept.
    """
    if data.hasFormat(OWN_TYPE):
        try:
            return read(bytes(data.data(OWN_TYPE).data()).decode(errors="replace"))
        except NoLines:
            pass
    if files := files_of(data):
        return (Line(tuple(run_of(file, keep) for file in files)),)
    if data.hasImage() and not data.hasText():
        return (Line((Run(PICTURE, picture=pasted_picture(QImage(data.imageData()), keep)),)),)
    if data.hasHtml():
        return pasted(data.html())
    return plain_lines(data.text().replace("\r\n", "\n").replace("\r", "\n"))


def run_of(file: Path, keep: Keep) -> Run:
    """Keep a picture or a sound; return what stands for it in a text.

    Raises:
        UserError: it is neither, or cannot be read or kept.
    """
    if is_sound(file):
        return Run(sound_tag(file, keep))
    return Run(PICTURE, picture=picture_tag(file.name, content_of(file), keep))
