"""One field of a note: its name, its pin, and its text, rich or as its source."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.card_text import FindPicture
from desktop.gui.editor.media_in import Keep
from desktop.gui.editor.rich_text import RichText
from desktop.gui.editor.source_text import SourceText
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.words import tr
from desktop.render.lines import Lines, as_html
from desktop.render.lines_in import NoLines, read

MOST_RICH = 60_000
"""Characters of a field beyond which its source is edited: rich text would take seconds to show."""
LONGEST_LINE = 8_000
"""The same of a line, which is laid out anew at every key."""
SPACES = re.compile(r"\n|\t|  ")


class FieldBox(QWidget):
    """Edits one field; a field that is not edited stays as it is, to the byte.

    Args:
        name: of the field.
        look: theme and text size.
        find: returns a picture of the deck.
        keep: keeps a picture or sound.
        listed: whether the field holds one entry a line.
        pins: whether it can be pinned, so that its text stays for the next note.
        spaced: whether cards show line breaks and spaces of the source.
    """

    edited = Signal()
    came = Signal()
    """The keyboard came to it."""
    commanded = Signal(str)
    refused = Signal(UserError)

    def __init__(
        self,
        name: str,
        look: Look,
        find: FindPicture,
        keep: Keep,
        *,
        listed: bool = False,
        pins: bool = True,
        spaced: bool = False,
    ) -> None:
        super().__init__()
        self.name = name
        self._look = look
        self._listed = listed
        self._spaced = spaced
        self._original = ""
        self._html = ""
        self._is_changed = False
        self._shown: Lines = ()
        self.source: SourceText | None = None
        self.rich = RichText(look, find, keep)
        self.rich.refused.connect(self.refused)
        self.pin = QToolButton()
        self.pin.setObjectName(f"pin-{name}")
        self.pin.setCheckable(True)
        self.pin.setAccessibleName(tr("Keep {field} for the next note").format(field=name))
        self.pin.setToolTip(tr("Keep this text for the next note"))
        self.pin.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if not pins:
            self.pin.hide()
        self.pin.toggled.connect(self.dress)
        self._why = label("", "muted", wrap=True)
        self._why.setObjectName(f"source-why-{name}")
        self._why.hide()
        head = QHBoxLayout()
        head.addWidget(label(name, "overline"), 1)
        head.addWidget(self.pin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addWidget(self._why)
        self._add(self.rich)
        look.changed.connect(self.dress)
        self.dress()

    def _add(self, box: RichText | SourceText) -> None:
        box.setObjectName(f"field-{self.name}")
        box.setAccessibleName(self.name)
        box.edited.connect(self._note_change)
        box.came.connect(self.came)
        box.commanded.connect(self.commanded)
        self._column.addWidget(box)
        self.setFocusProxy(box)

    def dress(self) -> None:
        """Draw the pin in the colours of the theme."""
        color = self._look.theme.color("accent" if self.pin.isChecked() else "muted")
        self.pin.setIcon(self._look.icons.icon("pin", color))
        self.pin.setIconSize(QSize(self._look.px(14), self._look.px(14)))

    # ------------------------------------------------------------------ what it holds

    @property
    def is_source(self) -> bool:
        """Whether the source is edited."""
        return self.source is not None and not self.source.isHidden()

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        if self._is_changed:
            self._html = self._read()
            self._is_changed = False
        return self._html

    def _read(self) -> str:
        if self.is_source and self.source is not None:
            return self.source.html
        lines = self.rich.lines
        return self._original if lines == self._shown else as_html(lines, listed=self._listed)

    def show_html(self, html: str) -> None:
        """Show a field, as rich text where that can hold it; there is nothing to take back then."""
        why = self._show_rich(html)
        if why:
            self._show_source(html, why)

    def _show_rich(self, html: str) -> str:
        """Show a field as rich text; return why that cannot be, in a sentence, or nothing."""
        long = tr("The text is so long that its source is edited here.")
        if len(html) > MOST_RICH:
            return long
        if self._spaced and not self._listed and SPACES.search(html):
            return tr("Its cards show the line breaks and spaces of the source, so that is edited here.")
        try:
            lines = read(html, listed=self._listed)
        except NoLines as found:
            if not found.what:
                return tr("It holds signs that are no text, so its source is edited here.")
            text = tr("It holds {markup}, which would be lost here, so its source is edited.")
            return text.format(markup=found.what)
        if any(len(line.text) > LONGEST_LINE for line in lines):
            return long
        self.rich.show_lines(lines)
        self._shown = self.rich.lines
        if self.source is not None:
            self.source.hide()
        self._why.hide()
        self.rich.show()
        self.setFocusProxy(self.rich)
        self._original = self._html = html
        self._is_changed = False
        return ""

    def _show_source(self, html: str, why: str) -> None:
        if self.source is None:
            self.source = SourceText(self._look)
            self._add(self.source)
        self.source.show_html(html)
        self.source.show()
        self.rich.hide()
        self.setFocusProxy(self.source)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.source.setAccessibleDescription(why)
        self._original = self._html = html
        self._is_changed = False

    def toggle_source(self) -> None:
        """Edit the source, or the text again where it can be shown."""
        html = self.html
        if not self.is_source:
            self._show_source(html, "")
        elif why := self._show_rich(html):
            self._why.setText(why)
            self._why.show()
        self.setFocus()

    def is_composing(self) -> bool:
        """Return whether an input method has not ended its word yet."""
        return not self.is_source and self.rich.is_composing()

    def _note_change(self) -> None:
        self._is_changed = True
        self.edited.emit()
