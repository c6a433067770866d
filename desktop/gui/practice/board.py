"""The board of the game: fronts beside backs, by mouse or by digits, letters and arrows."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.gui.faces import LEFT_TO_RIGHT, FaceButton
from desktop.gui.keys import letter_of
from desktop.gui.labels import label, restyle
from desktop.gui.words import tr
from desktop.study.matching import Pair, Round

FRONT, BACK = 0, 1
KEYS = ("123456", "ABCDEF")
STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


class Tile(FaceButton):
    """One side of a card, with its key."""

    def __init__(self, column: int, row: int, pair: Pair) -> None:
        super().__init__("option", LEFT_TO_RIGHT, (12, 10, 12, 10))
        self.column, self.row, self.pair = column, row, pair
        self.key = KEYS[column][row]
        self.text_shown = pair.back if column == BACK else pair.front
        self.setObjectName(f"tile-{self.key.lower()}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.face.setSpacing(10)
        self.add(label(self.key, "key"))
        self.add(label(self.text_shown, "option-text", wrap=True), 1)
        self._mark = self.add(label("", "muted"))
        self.show_state("")

    def show_state(self, state: str) -> None:
        """Show how the tile stands: chosen, right, wrong, or open (""), in signs and words."""
        sign, said = {
            "chosen": ("●", tr("chosen")),
            "right": ("✓", tr("put together")),
            "wrong": ("✗", tr("not a pair")),
        }.get(state, ("", ""))
        self.setEnabled(state != "right")
        self._mark.setText(sign)
        self._mark.setProperty("tone", {"right": "good", "wrong": "again"}.get(state, ""))
        self.setAccessibleName(f"{self.key}: {self.text_shown}" + (f", {said}" if said else ""))
        restyle(self, outcome=state)
        self._fit(self.width())


class Board(QWidget):
    """Shows one round."""

    matched = Signal(int)
    """Tells the card that was put together."""
    missed = Signal(str, str)
    """Tells both texts that are no pair."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("board")
        self.setAccessibleName(tr("Match the pairs"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(FRONT, 3)
        self._grid.setColumnStretch(BACK, 2)
        self.round: Round | None = None
        self.tiles: list[list[Tile]] = [[], []]
        self._chosen: Tile | None = None

    def show_round(self, of: Round) -> None:
        """Lay a round out."""
        for tile in (*self.tiles[FRONT], *self.tiles[BACK]):
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.round, self._chosen = of, None
        self.tiles = [
            [self._tile(column, row, pair) for row, pair in enumerate(pairs)]
            for column, pairs in ((FRONT, of.fronts), (BACK, of.backs))
        ]
        order = [tile for column in self.tiles for tile in column]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        order[0].setFocus()

    def _tile(self, column: int, row: int, pair: Pair) -> Tile:
        made = Tile(column, row, pair)
        made.clicked.connect(lambda _=False: self.choose(made))
        self._grid.addWidget(made, row, column)
        return made

    def choose(self, tile: Tile) -> None:
        """Choose a tile: the first of a pair, or the second, which puts them together or does not."""
        if self.round is None or not tile.isEnabled():
            return
        self._clear_wrong()
        first = self._chosen
        if first is None or first.column == tile.column:
            if first is not None:
                first.show_state("")
            self._chosen = None if first is tile else tile
            if self._chosen is not None:
                tile.show_state("chosen")
            return
        self._chosen = None
        front, back = (first, tile) if first.column == FRONT else (tile, first)
        if self.round.put_together(front.row, back.row):
            for each in (front, back):
                each.show_state("right")
            self._go_on(tile)
            self.matched.emit(front.pair.card)
        else:
            for each in (front, back):
                each.show_state("wrong")
            self.missed.emit(front.text_shown, back.text_shown)

    def _clear_wrong(self) -> None:
        for tile in (*self.tiles[FRONT], *self.tiles[BACK]):
            if tile.property("outcome") == "wrong":
                tile.show_state("")

    def _go_on(self, tile: Tile) -> None:
        """Give the keys to the next front that is open."""
        left = [each for each in self.tiles[FRONT] if each.isEnabled()]
        if left:
            left[0].setFocus()
        else:
            self.setFocus()

    def open_again(self, card: int) -> bool:
        """Take a pair apart again whose answer was taken back; return whether it is of this round."""
        if self.round is None or not self.round.open_again(card):
            return False
        for column in self.tiles:
            for tile in column:
                if tile.pair.card == card:
                    tile.show_state("")
        return True

    def close_again(self, card: int) -> bool:
        """Put a pair together whose answer was given again; return whether it is of this round."""
        if self.round is None or not self.round.close_again(card):
            return False
        self._chosen = None
        for tile in (*self.tiles[FRONT], *self.tiles[BACK]):
            if tile.pair.card == card:
                tile.show_state("right")
            elif tile.isEnabled():
                tile.show_state("")
        return True

    def press(self, event: QKeyEvent) -> bool:
        """Carry out a key; return whether it means anything here."""
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        letter = letter_of(event)
        for column, keys in enumerate(KEYS):
            at = keys.find(letter) if letter else -1
            if 0 <= at < len(self.tiles[column]):
                tile = self.tiles[column][at]
                if tile.isEnabled():
                    tile.setFocus()
                    self.choose(tile)
                return True
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._move(*step)
        return step is not None

    def _move(self, across: int, down: int) -> None:
        """Go to the nearest open tile in a direction."""
        here = next((tile for column in self.tiles for tile in column if tile.hasFocus()), None)
        open_tiles = [tile for column in self.tiles for tile in column if tile.isEnabled()]
        if here is None:
            ahead = open_tiles
        elif across:
            ahead = [tile for tile in open_tiles if tile.column == here.column + across]
            ahead.sort(key=lambda tile: abs(tile.row - here.row))
        else:
            ahead = [
                tile for tile in open_tiles if tile.column == here.column and (tile.row - here.row) * down > 0
            ]
            ahead.sort(key=lambda tile: abs(tile.row - here.row))
        if ahead:
            ahead[0].setFocus()
