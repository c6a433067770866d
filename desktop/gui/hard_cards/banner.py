"""One calm line above a card that is forgotten again and again: how often, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.study_bars import Bar, tool_button
from desktop.gui.words import tr
from desktop.store.cards import CardView as Card
from desktop.study.schedule import EASE_FLOOR, LEECH_TAG

OFTEN = 6
"""Answers that counted, so that a low ease says something."""
BESIDE = 840
"""Width in pixels at 100 % from which the buttons stand beside the words."""
LEECH, EASE = "leech", "ease"
NARROW, LOW = 440, 380
"""Width and height in pixels at 100 % below which the buttons have no names."""


def reason(card: Card) -> str:
    """Return why help is offered with a card: LEECH or EASE; "" = it is not."""
    schedule = card.schedule
    if LEECH_TAG in card.note.tags and schedule.lapses:
        return LEECH
    by_ease = schedule.stability is None  # other schedulers have no ease
    return EASE if by_ease and schedule.ease <= EASE_FLOOR and schedule.counted >= OFTEN else ""


def sentence(card: Card, why: str) -> str:
    """Return in words why help is offered."""
    if why == EASE:
        text = tr(
            "Its days grow slowly: after many Hards its ease is {ease}, the least there is."
            " Good keeps it there."
        )
        return text.format(ease=f"{card.schedule.ease / 100:.2f}")
    lapses = card.schedule.lapses
    return tr("Forgotten once.") if lapses == 1 else tr("Forgotten {count} times.").format(count=lapses)


class HardCardBanner(QFrame):
    """Shows itself where the card needs help."""

    wanted = Signal(str)
    """Tells what is to be done: a method of `HardCards`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._card: Card | None = None
        self._why = ""
        self._left: set[tuple[int, str]] = set()
        self.setObjectName("hard-card")
        self.setProperty("role", "surface")
        self._text = label("", "body", wrap=True)
        self._text.setObjectName("hard-card-text")
        self._bar = Bar(look)
        self._bar.row.setSpacing(4)
        self._buttons = {
            "rewrite": self._button(
                "rewrite", "square-pen", tr("Rewrite"), tr("Say it anew, shorter or clearer")
            ),
            "split": self._button("split", "copy", tr("Split"), tr("Make a second, smaller card from it")),
            "compare": self._button(
                "compare",
                "panel-right",
                tr("Compare"),
                tr("See it beside the card that it is mixed up with (M)"),
            ),
            "start_ease": self._button(
                "start-ease",
                "redo-2",
                tr("Start the ease anew"),
                tr("Let its days grow as those of a new card"),
            ),
            "leave": self._button("leave", "x", tr("Leave it"), tr("Go on without changing anything")),
        }
        self._bar.row.addStretch(1)
        self._box = QHBoxLayout()
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 4)
        column.addLayout(self._box)
        self.hide()

    def _button(self, name: str, icon: str, text: str, tip: str) -> QToolButton:
        made = tool_button(f"hard-card-{name}", text, tip)
        wanted = name.replace("-", "_")
        made.clicked.connect(lambda _=False: self._want(wanted))
        self._bar.icons[made] = icon
        self._bar.row.addWidget(made)
        return made

    def show_card(self, card: Card | None) -> None:
        """Show what help there is with a card."""
        self._card = card
        self._why = why = reason(card) if card else ""
        shows = card is not None and bool(why) and (card.number, why) not in self._left
        if card is not None and shows:
            self._text.setText(sentence(card, why))
            self.setAccessibleName(self._text.text())
            for name, button in self._buttons.items():
                button.setVisible(name == "leave" or (name == "start_ease") == (why == EASE))
        self.setVisible(shows)

    def _want(self, what: str) -> None:
        if what == "leave" and self._card is not None:
            self._left.add((self._card.number, self._why))
            self.hide()
            if self._why == EASE:
                return
        self.wanted.emit(what)

    def dress(self) -> None:
        """Draw the icons anew."""
        self._bar.dress()

    def fit(self, width: int, height: int) -> None:
        """Show the buttons beside the words or below them, with names where there is room."""
        short = width < self._look.px(NARROW) or height < self._look.px(LOW)
        beside = short or width >= self._look.px(BESIDE)
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if beside else down)
        self._bar.fit(short)
