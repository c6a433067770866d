"""The page where practice begins: which cards, and in which way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.back_button import heading
from desktop.gui.faces import TOP_DOWN, FaceButton
from desktop.gui.labels import Button, label
from desktop.gui.page import centred
from desktop.gui.pages import Page
from desktop.gui.practice.finding import Finding, Found
from desktop.gui.practice.source import Source
from desktop.gui.words import tr
from desktop.store.changes import Changes

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

WIDEST = 760
TWO_COLUMNS = 560
"""Width in pixels at 100 % that two buttons need beside each other."""
WAYS = (
    ("one-by-one", "One by one", "Each card as you study it: look, remember, turn it over, grade."),
    (
        "with-choices",
        "With choices",
        "Each card with options to choose from, made from other cards' answers.",
    ),
    ("match", "Match the pairs", "Six fronts and six backs, to be put together. Short texts only."),
    ("mock-test", "Mock test", "Questions without a word on right or wrong; at the end a score sheet."),
)


def count_text(found: Found) -> str:
    """Return in words what would be asked."""
    if not found.total:
        text = tr("No card fits.")
        if found.new:
            text += " " + tr("{cards} would, but you have not studied them yet.").format(
                cards=words.cards(found.new)
            )
        return text
    if len(found.cards) == found.total:
        text = tr("{cards} will be asked.").format(cards=words.cards(found.total))
    else:
        text = tr("{count} of {cards} will be asked.").format(
            count=f"{len(found.cards):,}", cards=words.cards(found.total)
        )
    if found.new:
        text += " " + tr("{cards} stay out: not studied yet.").format(cards=words.cards(found.new))
    return text


class PracticePage(Page):
    """Chooses cards, and begins; nothing on it is stored."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._look = window.look
        self.found: Found | None = None
        self.setObjectName("practice")
        self.setAccessibleName(tr("Practice"))
        self.source = Source(window.collection)
        self.source.changed.connect(self.look)
        self._finding = Finding(window.collection, window.jobs)
        self._finding.found.connect(self._show)
        self._finding.failed.connect(self._refuse)
        self._finding.tags_found.connect(self.source.load_tags)
        self._count = label("", "section", wrap=True)
        self._count.setObjectName("practice-count")
        self._problem = label("", "muted", wrap=True)
        self._problem.setObjectName("practice-problem")
        self._ways = [self._way(*way) for way in WAYS]
        self._go_on = Button("")
        self._go_on.setObjectName("go-on-with-test")
        self._go_on.clicked.connect(lambda _=False: window.show_page("mock_test"))
        self._build()
        self._look.changed.connect(self._dress)
        self._dress()

    def _way(self, name: str, title: str, explanation: str) -> FaceButton:
        made = FaceButton("option", TOP_DOWN, (14, 10, 14, 10))
        made.setObjectName(f"practice-{name}")
        made.setAccessibleName(f"{tr(title)}. {tr(explanation)}")
        made.face.setSpacing(2)
        made.add(label(tr(title), "name"))
        made.add(label(tr(explanation), "muted", wrap=True))
        begin: Callable[[], object] = getattr(self, "_" + name.replace("-", "_"))
        made.clicked.connect(lambda _=False: begin())
        return made

    def _build(self) -> None:
        surface = QFrame()
        surface.setProperty("role", "surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.source)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        again = QHBoxLayout()
        again.addWidget(self._go_on)
        again.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(0)
        column.addLayout(heading(self._look, "practice", tr("Practice"), self._window.show_home))
        column.addSpacing(4)
        column.addWidget(
            label(
                tr("Dates stay as they are, whatever you answer. Statistics leave practice out."),
                "headline",
                wrap=True,
            )
        )
        column.addSpacing(16)
        column.addLayout(again)
        column.addWidget(surface)
        column.addSpacing(16)
        column.addWidget(self._count)
        column.addWidget(self._problem)
        column.addSpacing(10)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._body = centred(column, self)

    # ------------------------------------------------------------------ what shows

    def come(self) -> None:
        """Offer what there is to choose from now."""
        self.source.deck.load()
        self._finding.look_for_tags()
        self._offer_test()
        self.look()
        self.source.kinds.setFocus()

    def begin_with(self, deck: int | None, cards: tuple[int, ...] | None = None) -> None:
        """Show the page with a deck chosen (None: everything), or with cards."""
        self._window.show_page("practice")
        if cards is None:
            self.source.choose_deck(deck)
        else:
            self.source.choose_cards(cards)

    def show_changes(self, changes: Changes) -> None:
        """Count again what an operation has changed."""
        if changes.decks:
            self.source.deck.load()
        self.look()

    def look(self) -> None:
        """Look for the cards that are wished for."""
        self._finding.look(self.source.wish)

    def _show(self, found: Found) -> None:
        self.found = found
        self._count.setText(count_text(found))
        self._problem.setText(found.problem)
        self._problem.setVisible(bool(found.problem))
        for each in self._ways:
            each.setEnabled(bool(found.cards))

    def _refuse(self, error: UserError) -> None:
        self.found = None
        self._count.setText(str(error))
        for each in self._ways:
            each.setEnabled(False)

    def _offer_test(self) -> None:
        """Lead back to a test that was begun."""
        from desktop.gui.practice.mock_test_page import MockTestPage  # heavy: opened on demand

        made = self._window.made("mock_test")
        told = made.how_far if isinstance(made, MockTestPage) else ""
        self._go_on.setVisible(bool(told))
        text = tr("Go on with your mock test: {how_far}").format(how_far=told)
        self._go_on.setText(text.replace("&", "&&"))
        self._go_on.setAccessibleName(text)

    # ------------------------------------------------------------------ beginning

    def _one_by_one(self) -> None:
        if self.found:
            self._window.practise(self.found.cards, self.found.wish.deck)

    def _with_choices(self) -> None:
        if self.found:
            self._window.practise(self.found.cards, self.found.wish.deck, with_choices=True)

    def _match(self) -> None:
        from desktop.gui.practice.match_page import MatchPage  # heavy: opened on demand

        page = self._window.page("match")
        if self.found and isinstance(page, MatchPage):
            page.begin(self.found.spare, len(self.found.cards), self.found.wish.name)

    def _mock_test(self) -> None:
        from desktop.gui.practice.mock_test_page import MockTestPage  # heavy: opened on demand

        page = self._window.page("mock_test")
        if self.found and isinstance(page, MockTestPage):
            page.begin(self.found, self.source.minutes.value())

    # ------------------------------------------------------------------ how it looks

    def _dress(self) -> None:
        self._body.setMaximumWidth(max(WIDEST, self._look.px(WIDEST)))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        columns = 2 if self.width() >= self._look.px(TWO_COLUMNS) else 1
        self.source.turn(columns == 2)
        for at, way in enumerate(self._ways):
            self._grid.addWidget(way, at // columns, at % columns)
