"""Items of a list go deeper and come back, with the items below them, as one step."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextList

from desktop.gui.editor.document import dress, kind_of
from desktop.render.lines import LISTS, Line

Items = list[tuple[str, int]]
"""Kinds and depths of the items of lists that follow each other."""


def can_nest(cursor: QTextCursor, step: int) -> bool:
    """Return whether the first item that is selected can go deeper (1) or come back (-1)."""
    block = cursor.document().findBlock(cursor.selectionStart())
    kind, depth = kind_of(block)
    if kind not in LISTS:
        return False
    return depth > 1 if step < 0 else kind_of(block.previous())[1] >= depth


def nest(cursor: QTextCursor, step: int) -> bool:
    """Let the items that are selected go deeper or come back; return whether they could."""
    if not can_nest(cursor, step):
        return False
    blocks = _around(cursor)
    before = [kind_of(block) for block in blocks]
    chosen = [
        at
        for at, block in enumerate(blocks)
        if block.position() <= cursor.selectionEnd()
        and block.position() + block.length() > cursor.selectionStart()
    ]
    first, last = chosen[0], chosen[-1]
    while last + 1 < len(before) and before[last + 1][1] > before[first][1]:
        last += 1
    cursor.beginEditBlock()
    lists: list[QTextList] = []
    for block, item in zip(blocks, moved(before, first, last, step), strict=True):
        dress(QTextCursor(block), Line((), *item), lists)
    cursor.endEditBlock()
    return True


def _around(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the blocks of the lists that the first selected item lies in."""
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.previous().isValid() and kind_of(block.previous())[0] in LISTS:
        block = block.previous()
    found: list[QTextBlock] = []
    while block.isValid() and kind_of(block)[0] in LISTS:
        found.append(block)
        block = block.next()
    return found


def moved(items: Items, first: int, last: int, step: int) -> Items:
    """Return items of which some went deeper or came back; each becomes what its new neighbours are.

    Args:
        items: kinds and depths.
        first: the place of the first that moves.
        last: the place of the last.
        step: 1 = deeper, -1 = back.
    """
    made: Items = []
    for at, (kind, depth) in enumerate(items):
        moves = first <= at <= last
        above = made[-1][1] if made else 0
        depth = max(1, min(depth + step * moves, above + 1))
        made.append((_beside(made, depth) or kind if moves else kind, depth))
    return made


def _beside(made: Items, depth: int) -> str:
    """Return the kind of the list that the next item of a depth comes to; empty where it begins one."""
    for kind, above in reversed(made):
        if above <= depth:
            return kind if above == depth else ""
    return ""
