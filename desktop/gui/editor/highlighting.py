"""What stands out in a field that is edited: gaps, formulas, sounds, links and colours.

It changes no document: it only says how Qt draws it, in the theme of the moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.gui.editor.document import CODE, COLOR, GROUND, LINK, units
from desktop.gui.look import Look
from desktop.render.colors import parse_color, readable
from desktop.study.cloze import OPENING, gaps

FORMULA = re.compile(
    r"\\\((?:[^\\]|\\[^()])*+\\\)|\\\[(?:[^\\]|\\[^\[\]])*+\\\]"
    r"|\[\$\$?\](?:[^\[]|\[(?!/?\$))*+\[/\$\$?\]|\[latex\](?:[^\[]|\[(?!/?latex\]))*+\[/latex\]"
)
"""Each ends before the next of its kind begins, so that looking for them takes no longer than the text is."""
SOUND = re.compile(r"\[sound:[^\[\]\n]*\]")
LONGEST = 20_000
"""Letters of a line beyond which nothing stands out: it is no text that somebody reads here."""


class Highlighting(QSyntaxHighlighter):
    """Makes things stand out in one document."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Say how one block is drawn."""
        has_looks = self._draw_looks()
        if len(text) > LONGEST:
            return
        for start, end, form in self._parts(text):
            first, count = units(text[:start]), units(text[start:end])
            if not has_looks:
                self.setFormat(first, count, form)
                continue
            for at in range(first, first + count):
                both = QTextCharFormat(self.format(at))
                both.merge(form)
                self.setFormat(at, 1, both)

    def _parts(self, text: str) -> Iterator[tuple[int, int, QTextCharFormat]]:
        theme = self._look.theme
        if "{{c" in text:
            for gap in gaps(text):
                opening = OPENING.match(text, gap.start)
                yield gap.start, gap.end, _form(theme.accent)
                if opening:
                    yield gap.start, opening.end(), _form(theme.muted)
                hint = len(gap.hint) + 2 if gap.hint else 0
                yield gap.end - 2 - hint, gap.end, _form(theme.muted)
        if "\\" in text or "[" in text:
            for found in FORMULA.finditer(text):
                yield found.start(), found.end(), _form(theme.good)
            for found in SOUND.finditer(text):
                yield found.start(), found.end(), _form(theme.hard)

    def _draw_looks(self) -> bool:
        """Draw what the formats say with properties of ours; return whether they say anything."""
        found = False
        theme = self._look.theme
        block = self.currentBlock()
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            at += 1
            form = fragment.charFormat()
            color, ground, link = (form.property(name) or "" for name in (COLOR, GROUND, LINK))
            if not (color or ground or link or form.property(CODE)):
                continue
            found = True
            shown = QTextCharFormat()
            below = parse_color(ground) if ground else None
            surface = below.over(theme.surface.lower()) if below else theme.surface.lower()
            if below:
                shown.setBackground(QColor(surface))
            wanted = parse_color(color) if color else None
            text = theme.accent if link else theme.text
            if wanted or below:
                text = readable(wanted.over(surface) if wanted else text.lower(), surface)
            shown.setForeground(QColor(text))
            if link:
                shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            if form.property(CODE):
                fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                shown.setFontFamilies([fixed.family(), "monospace"])
                shown.setFontStyleHint(QFont.StyleHint.Monospace)
            self.setFormat(fragment.position() - block.position(), fragment.length(), shown)
        return found


def _form(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made
