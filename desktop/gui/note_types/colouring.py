"""Colours for the source of templates and style sheets, as they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.gui.theme import Theme
from desktop.study.layout import CARD_NUMBER, SPECIAL, Placed, Tag, placed

TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
COMMENT = re.compile(r"/\*.*?\*/")
PROPERTY = re.compile(r"(?<![\w-])(-{0,2}[A-Za-z][\w-]*)\s*:(?=[^{}]*(?:;|\}|$))")
SELECTOR = re.compile(r"[^{};]+(?=\{)")
LONGEST = 50_000
"""Letters of a source beyond which nothing is coloured: it would take too long at every key."""
Parts = tuple[Placed, ...]
OPEN = 1
"""State of a line at whose end a comment goes on."""


class Colouring(QSyntaxHighlighter):
    """Colours a document; `recolour` after the theme, or what is known, changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme: Theme | None = None

    def recolour(self, theme: Theme) -> None:
        """Colour everything anew."""
        self._theme = theme
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self._theme is not None and self.document().characterCount() <= LONGEST:
            self.colour(text, self._theme)

    def colour(self, text: str, theme: Theme) -> None:
        """Colour one line in a theme."""
        raise NotImplementedError

    def paint(self, start: int, end: int, color: QColor, *, bold: bool = False, wrong: bool = False) -> None:
        """Colour a part of the line."""
        shown = QTextCharFormat()
        shown.setForeground(color)
        if bold:
            shown.setFontWeight(600)
        if wrong:
            shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            shown.setUnderlineColor(color)
        self.setFormat(start, end - start, shown)


class TemplateColouring(Colouring):
    """Fields stand out, those that are not there are underlined, HTML steps back.

    Args:
        names: returns the names of the fields.
    """

    def __init__(self, document: QTextDocument, names: Callable[[], Collection[str]]) -> None:
        super().__init__(document)
        self._names = names
        self._parts: tuple[int, Parts] = (-1, ())

    def _placed(self) -> Parts:
        """Return the parts of the whole template, which every line asks for."""
        revision = self.document().revision()
        if self._parts[0] != revision:
            self._parts = revision, placed(self.document().toPlainText())
        return self._parts[1]

    def colour(self, text: str, theme: Theme) -> None:
        """Colour one line of a template."""
        for found in TAG.finditer(text):
            self.paint(found.start(), found.end(), theme.color("muted"))
        block = self.currentBlock().position()
        names = {*self._names(), *SPECIAL}
        parts = self._placed()
        first = bisect_right(parts, block, key=lambda each: each.end)
        for start, end, part in parts[first:]:
            if start >= block + len(text):
                break
            if isinstance(part, Tag):
                known = part.name in names or bool(part.mark and CARD_NUMBER.fullmatch(part.name))
                at, to = max(0, start - block), min(len(text), end - block)
                self.paint(at, to, theme.color("accent" if known else "again"), bold=True, wrong=not known)


class StyleColouring(Colouring):
    """Selectors stand out, names of properties have a colour of their own, comments step back."""

    def colour(self, text: str, theme: Theme) -> None:
        """Colour one line of a style sheet."""
        for found in SELECTOR.finditer(text):
            self.paint(found.start(), found.end(), theme.color("accent"), bold=True)
        for found in PROPERTY.finditer(text):
            self.paint(found.start(1), found.end(1), theme.color("good"))
        start = 0
        if self.previousBlockState() == OPEN:
            closed = text.find("*/")
            self.paint(0, len(text) if closed < 0 else closed + 2, theme.color("muted"))
            if closed < 0:
                self.setCurrentBlockState(OPEN)
                return
            start = closed + 2
        for found in COMMENT.finditer(text, start):
            self.paint(found.start(), found.end(), theme.color("muted"))
            start = found.end()
        opened = text.find("/*", start)
        self.setCurrentBlockState(OPEN if opened >= 0 else 0)
        if opened >= 0:
            self.paint(opened, len(text), theme.color("muted"))
