"""Lines of a field as a document of Qt, and back: what `render.lines` holds, nothing more.

Colours and links stand in the formats as properties; `Highlighting` draws them, so that another theme
changes no document.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
)

from desktop.render.lines import BULLETS, LISTS, NUMBERS, PARAGRAPH, PICTURE, Line, Lines, Look, Run, joined
from desktop.study.media_names import media_names

OWN = QTextFormat.Property.UserProperty.value
KIND, COLOR, GROUND, CODE, LINK, TAG = range(OWN + 1, OWN + 7)
BOLD = QFont.Weight.DemiBold
ROOM = QSize(320, 160)
"""The most that a picture takes in a field, in pixels."""
Vertical = QTextCharFormat.VerticalAlignment
PLACES = {"sub": Vertical.AlignSubScript, "sup": Vertical.AlignSuperScript, "": Vertical.AlignNormal}
PLACE_NAMES = {place: name for name, place in PLACES.items()}
STYLES = {BULLETS: QTextListFormat.Style.ListDisc, NUMBERS: QTextListFormat.Style.ListDecimal}


def format_of(look: Look) -> QTextCharFormat:
    """Return the format of a look."""
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold if look.bold else QFont.Weight.Normal)
    made.setFontItalic(look.italic)
    made.setFontUnderline(look.underlined)
    made.setFontStrikeOut(look.struck)
    made.setVerticalAlignment(PLACES[look.place])
    for name, value in ((COLOR, look.color), (GROUND, look.ground), (LINK, look.link)):
        made.setProperty(name, value)
    made.setProperty(CODE, look.code)
    return made


def look_of(form: QTextCharFormat) -> Look:
    """Return the look of a format."""
    return Look(
        form.fontWeight() >= BOLD,
        form.fontItalic(),
        form.fontUnderline(),
        form.fontStrikeOut(),
        PLACE_NAMES.get(form.verticalAlignment(), ""),
        bool(form.property(CODE)),
        form.property(COLOR) or "",
        form.property(GROUND) or "",
        form.property(LINK) or "",
    )


def picture_format(tag: str, look: Look) -> QTextImageFormat:
    """Return the format of a picture by its tag."""
    made = QTextImageFormat()
    made.merge(format_of(look))
    made.setProperty(TAG, tag)
    made.setName("media:" + quote(next(media_names(tag), ""), safe=""))
    return made


def fill(document: QTextDocument, lines: Lines) -> None:
    """Show lines in the place of what a document holds; there is nothing to take back then."""
    document.setUndoRedoEnabled(False)
    document.clear()
    insert(QTextCursor(document), lines)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert(cursor: QTextCursor, lines: Sequence[Line]) -> None:
    """Insert lines, as one step, in the place of what is selected."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    lists: list[QTextList] = []
    for at, line in enumerate(lines):
        if at:
            cursor.insertBlock(QTextBlockFormat(), format_of(Look()))
        if at or (line.kind and not cursor.block().text()):
            dress(cursor, line, lists)
        for run in line.runs:
            if run.picture:
                cursor.insertImage(picture_format(run.picture, run.look))
            else:
                cursor.insertText(run.text, format_of(run.look))
    cursor.endEditBlock()


def dress(cursor: QTextCursor, line: Line, lists: list[QTextList]) -> None:
    """Make the block at a cursor what a line is."""
    del lists[line.depth :]
    if line.kind not in LISTS:
        cursor.setBlockFormat(block_format(line.kind))
        return
    form = QTextListFormat()
    form.setStyle(STYLES[line.kind])
    form.setIndent(line.depth)
    known = lists[line.depth - 1] if len(lists) >= line.depth else None
    if known is not None and known.format().style() == form.style():
        known.add(cursor.block())
        return
    del lists[line.depth - 1 :]
    lists.append(cursor.createList(form))


def block_format(kind: str) -> QTextBlockFormat:
    """Return the format of a block that is in no list."""
    made = QTextBlockFormat()
    if kind:
        made.setProperty(KIND, kind)
    if kind == PARAGRAPH:
        made.setBottomMargin(8)
    return made


def take(document: QTextDocument) -> Lines:
    """Return what a document holds."""
    made: list[Line] = []
    block = document.begin()
    while block.isValid():
        made.append(_line(block, 0, block.length()))
        block = block.next()
    return tuple(made)


def selected(cursor: QTextCursor) -> Lines:
    """Return what is selected."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    made: list[Line] = []
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        made.append(_line(block, start - block.position(), end - block.position()))
        block = block.next()
    return tuple(made)


def kind_of(block: QTextBlock) -> tuple[str, int]:
    """Return what a block is: kind and depth of a line."""
    found = block.textList()
    if found is None:
        return block.blockFormat().property(KIND) or "", 0
    form = found.format()
    numbered = form.style() == STYLES[NUMBERS]
    return NUMBERS if numbered else BULLETS, max(1, form.indent())


def _line(block: QTextBlock, start: int, end: int) -> Line:
    """Return what stands in a block between two places in it."""
    runs: list[Run] = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        at += 1
        first = fragment.position() - block.position()
        form = fragment.charFormat()
        text = _part(fragment.text(), start - first, end - first)
        if not text:
            continue
        if form.isImageFormat():
            tag = form.property(TAG) or ""
            runs += [Run(PICTURE, look_of(form), tag)] * text.count(PICTURE) if tag else []
        else:
            runs.append(Run(text, look_of(form)))
    return Line(joined(runs), *kind_of(block))


def _part(text: str, start: int, end: int) -> str:
    """Return a part of a text; places count as Qt counts them, two for signs beyond the first plane."""
    if start <= 0 and end >= 2 * len(text):
        return text
    if text.isascii():
        return text[max(0, start) : max(0, end)]
    return text.encode("utf-16-le")[2 * max(0, start) : 2 * max(0, end)].decode("utf-16-le", "ignore")


def units(text: str) -> int:
    """Return how many places a text takes as Qt counts them."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
