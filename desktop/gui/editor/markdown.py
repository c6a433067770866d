"""What is typed as Markdown: ``**bold**``, ``*italic*``, `` `code` ``, ``~~struck~~`` and lists.

The signs are typed like any others; what they mean is a step of its own after that, so that taking one step
back gives the signs again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextCursor, QTextListFormat

from desktop.gui.editor.document import STYLES, format_of, look_of, units
from desktop.render.lines import BULLETS, NUMBERS, Look

PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[Look], Look]], ...] = (
    (
        "*",
        re.compile(r"(?<![*\w\\])\*\*(?![\s*])([^*]+?)(?<![\s\\])\*\*$"),
        lambda look: replace(look, bold=True),
    ),
    (
        "_",
        re.compile(r"(?<![_\w\\])__(?![\s_])([^_]+?)(?<![\s\\])__$"),
        lambda look: replace(look, bold=True),
    ),
    (
        "*",
        re.compile(r"(?<![*\w\\])\*(?![\s*])([^*]+?)(?<![\s*\\])\*$"),
        lambda look: replace(look, italic=True),
    ),
    (
        "_",
        re.compile(r"(?<![_\w\\])_(?![\s_])([^_]+?)(?<![\s_\\])_$"),
        lambda look: replace(look, italic=True),
    ),
    ("~", re.compile(r"(?<!~)~~(?![\s~])([^~]+?)(?<!\s)~~$"), lambda look: replace(look, struck=True)),
    ("`", re.compile(r"(?<!`)`(?!`)([^`]+)`$"), lambda look: replace(look, code=True)),
)
LISTS = {"- ": BULLETS, "* ": BULLETS, "+ ": BULLETS, "1. ": NUMBERS, "1) ": NUMBERS}
IN_FORMULA = re.compile(
    r"\\\((?:(?!\\\)).)*$|\\\[(?:(?!\\\]).)*$|\[\$\$?\](?:(?!\[/\$).)*$|\[latex\](?:(?!\[/latex).)*$"
)
LONGEST = 2000
"""Letters before the cursor that are looked at."""


def meant(cursor: QTextCursor, typed: str, *, lists: bool = True) -> bool:
    """Carry out what the signs before a cursor mean, as one step; return whether they meant anything.

    Args:
        cursor: right behind what was typed.
        typed: the sign that was typed last.
        lists: whether there can be lists.
    """
    before = _before(cursor)
    if len(before) > LONGEST:
        return False
    if lists and typed == " " and before in LISTS and cursor.block().textList() is None:
        _begin_list(cursor, before)
        return True
    if IN_FORMULA.search(before):
        return False
    for sign, pattern, look in PATTERNS:
        if sign == typed and (found := pattern.search(before)):
            _give_look(cursor, found, look)
            return True
    return False


def _before(cursor: QTextCursor) -> str:
    """Return what stands before the cursor in its line."""
    start = QTextCursor(cursor)
    start.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return start.selectedText().rpartition("\u2028")[2]


def _begin_list(cursor: QTextCursor, signs: str) -> None:
    cursor.beginEditBlock()
    for _ in signs:
        cursor.deletePreviousChar()
    form = QTextListFormat()
    form.setStyle(STYLES[LISTS[signs]])
    form.setIndent(1)
    cursor.createList(form)
    cursor.endEditBlock()


def _give_look(cursor: QTextCursor, found: re.Match[str], look: Callable[[Look], Look]) -> None:
    """Take the signs around a text away and give it a look; what is typed on has the look from before."""
    usual = cursor.charFormat()
    inner = units(found[1])
    signs = units(found[0]) - inner
    cursor.beginEditBlock()
    place = QTextCursor(cursor)
    start = cursor.position() - inner - signs
    for position in (start + inner + signs // 2, start):  # the closing signs first
        place.setPosition(position)
        place.setPosition(position + signs // 2, QTextCursor.MoveMode.KeepAnchor)
        place.removeSelectedText()
    at = start
    while at < start + inner:  # letter by letter: parts of it may have looks of their own
        place.setPosition(at)
        place.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        if not place.charFormat().isImageFormat():
            place.setCharFormat(format_of(look(look_of(place.charFormat()))))
        at += 1
    cursor.endEditBlock()
    cursor.setPosition(start + inner)
    cursor.setCharFormat(usual)
