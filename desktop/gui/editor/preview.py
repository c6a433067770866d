"""The cards of a note as they will look, drawn by the card compiler while somebody writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.gui.card_look import card_style, card_theme
from desktop.gui.card_media import CardMedia
from desktop.gui.card_text import CardText
from desktop.gui.card_view import SIDES
from desktop.gui.faces import OptionButton
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.page import scrolled
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.render.card import clean, face
from desktop.render.plain import as_text
from desktop.study.kinds import kind
from desktop.study.kinds.choice import ANSWER
from desktop.study.note import Note


class Preview(QFrame):
    """Shows one card of a note, question and answer below each other, and leads to its others.

    Args:
        look: theme and text size.
        media: returns the file that a card means by a name, or None.
    """

    def __init__(self, look: Look, media: Callable[[str], Path | None]) -> None:
        super().__init__()
        self._look = look
        self._note: Note | None = None
        self._deck: tuple[str, ...] = ()
        self._place = 0
        self._listed: tuple[str, ...] = ()
        self.setProperty("role", "surface")
        self.setObjectName("preview")
        self._media = CardMedia(media, self.devicePixelRatioF, lambda: 100)
        self.question = CardText(tr("Question of the preview"), 24, 17, self._media.picture)
        self.answer = CardText(tr("Answer of the preview"), 19, 15, self._media.picture)
        for name, side in (("preview-question", self.question), ("preview-answer", self.answer)):
            side.setObjectName(name)
            side.played.connect(lambda sound: self._media.play([sound]))
            self._media.moved.connect(side.renew)
        self._title = label("", "overline")
        self._title.setObjectName("preview-title")
        self._before = self._arrow("preview-before", tr("Card before"), -1)
        self._after = self._arrow("preview-after", tr("Next card"), 1)
        self._rule = QFrame()
        self._rule.setProperty("role", "rule")
        self._build()
        look.changed.connect(self.dress)
        self.dress()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._before)
        head.addWidget(self._after)
        self._options = QVBoxLayout()
        self._options.setSpacing(6)
        inside = QWidget()
        card = QVBoxLayout(inside)
        card.setContentsMargins(16, 12, 16, 16)
        card.setSpacing(14)
        card.addWidget(self.question)
        card.addLayout(self._options)
        card.addWidget(self._rule)
        card.addWidget(self.answer)
        card.addStretch(1)
        page = QWidget()
        scrolled(inside, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(head)
        column.addWidget(page, 1)

    def _arrow(self, name: str, text: str, step: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.clicked.connect(lambda _=False: self._go(step))
        return made

    def dress(self) -> None:
        """Draw everything in the colours of the theme."""
        size = self._look.px(16)
        for button, icon in ((self._before, "chevron-left"), (self._after, "chevron-right")):
            button.setIcon(self._look.icons.icon(icon))
            button.setIconSize(QSize(size, size))
        self._draw()

    def _go(self, step: int) -> None:
        self._place += step
        self._draw()

    def show_note(self, note: Note, deck: tuple[str, ...]) -> None:
        """Show a card of a note, the one of the same place as before.

        Args:
            note: as it is being written.
            deck: the names of its deck, from the top.
        """
        self._note, self._deck = note, deck
        self._draw()

    def _draw(self) -> None:
        note = self._note
        if note is None:
            return
        of_kind = kind(note.note_type.kind)
        ordinals = note.note_type.in_order(of_kind.ordinals(note.note_type, note.fields))
        self._show_place(len(ordinals))
        if not ordinals:
            return
        theme, scale = self._look.theme, self._look.scale
        shown, drawn = face(note, ordinals[self._place], deck=self._deck), card_theme(theme, scale)
        style = f"{card_style(theme)}\n{shown.style}"
        answer = shown.answer
        options = of_kind.options(note.fields, note.uid, 0)
        if options:
            answer = answer.removeprefix(clean(note.fields.get(ANSWER, ""))).strip()
        self._show_options(options, note.fields.get(ANSWER, ""))
        self.question.show_html(shown.question, style, drawn, shown.number, shown.drawings)
        self.answer.show_html(answer, style, drawn, shown.number, shown.drawings)
        self._rule.setVisible(bool(answer))
        self.answer.setVisible(bool(answer))

    def _show_place(self, count: int) -> None:
        """Tell which card shows, and offer the others."""
        self._place = max(0, min(self._place, count - 1))
        text = tr("Preview") if count < 2 else tr("Preview: card {number} of {count}")
        self._title.setText(text.format(number=self._place + 1, count=count))
        for button, step in ((self._before, -1), (self._after, 1)):
            button.setVisible(count > 1)
            button.setEnabled(0 <= self._place + step < count)

    def _show_options(self, options: tuple[str, ...], right: str) -> None:
        if (*options, right) == self._listed:
            return
        self._listed = (*options, right)
        while (item := self._options.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        sided = {as_text(each).casefold() for each in options} == set(SIDES)
        for place, html in enumerate(options, 1):
            text = as_text(html)
            side = text.casefold() if sided else ""
            color = getattr(self._look.theme, side) if side else ""
            button = OptionButton(place, text, SIDES.get(side, ""), color)
            button.setObjectName(f"preview-option-{place}")
            is_right = html == right
            button.show_outcome("right" if is_right else "other", tr("✓ right") if is_right else "", "good")
            self._options.addWidget(button)


class FoldButton(QToolButton):
    """Shows previews of notes that are written, or folds them away, here and from now on."""

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("fold-preview")
        self.setAccessibleName(tr("Preview"))
        self.setToolTip(tr("Show the preview, or fold it away"))
        self.setCheckable(True)
        self.setChecked(settings.editor_preview)
        self.toggled.connect(lambda shown: setattr(settings, "editor_preview", shown))
        look.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(self._look.icons.icon("panel-right-close"))
        self.setIconSize(QSize(self._look.px(16), self._look.px(16)))
