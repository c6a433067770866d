"""The card itself: question, what there is to choose or type, verdict, answer. Calm, centred, no frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.gui.answer_field import AnswerField
from desktop.gui.card_look import card_style, card_theme
from desktop.gui.card_media import CardMedia
from desktop.gui.card_text import CardText
from desktop.gui.dialogs import Dialog
from desktop.gui.faces import OptionButton
from desktop.gui.labels import label, restyle
from desktop.gui.look import Look
from desktop.gui.theme import MEASURE
from desktop.gui.words import tr
from desktop.render.card import Face, clean
from desktop.render.plain import as_text
from desktop.study.answers import SAME, Piece, Verdict

if TYPE_CHECKING:
    from desktop.gui.occlusion_view import OcclusionView

SIDES = {"marketing": "●", "sales": "▲"}
TOP_SHARE = 0.2
ALWAYS_USED = 280
"""Above a question a share is left free of the height beyond these pixels."""
LINES_IN_VIEW = 9
"""A question is never so large that fewer lines than these fit."""
ALIKE = 0.4
"""From this share of the answer's letters on, differences are shown."""
LONGEST_ADDRESS = 600
MARGIN = 12
NOTCH = 120
"""Of a wheel, in eighths of a degree; touchpads turn in smaller parts."""
COMFORT = 420
"""Height in pixels at 100 % below which a card stands closer together."""
SIDE_BY_SIDE = 22
"""Two options up to this many letters stand side by side."""


def pieces_html(pieces: tuple[Piece, ...]) -> str:
    """Return a compared answer as HTML: differences are marked by line as well as by colour."""
    return "".join(f"<span class={piece.kind}>{escape(piece.text)}</span>" for piece in pieces)


def breakable(address: str) -> str:
    """Return an address that can be shown in lines, however long it is."""
    shown = address if len(address) <= LONGEST_ADDRESS else address[: LONGEST_ADDRESS - 1] + "…"
    return "\u200b".join(shown[at : at + 24] for at in range(0, len(shown), 24))


def is_alike(verdict: Verdict) -> bool:
    """Return whether enough of the answer was typed for its differences to say anything."""
    same = sum(len(piece.text) for piece in verdict.pieces if piece.kind == SAME)
    return same >= ALIKE * len(verdict.expected)


SIZES = {False: ((30, 20), (22, 17)), True: ((20, 16), (17, 14))}
"""Type sizes of short and long questions, and answers, alone and where the card stands beside."""


def no_file(_name: str) -> None:
    """Find no file."""


class CardView(QScrollArea):
    """Shows one card. Long cards scroll inside; what is around them stays.

    Args:
        look: theme and text size.
        media: returns the file that a card means by a name, or None.
        speed: returns the speed of sounds in per cent.
        beside: whether it stands in a pane beside something else, so that its texts are smaller.
    """

    chosen = Signal(str)
    typed = Signal(str)
    noted = Signal(str)
    """Tells what somebody should know."""
    said = Signal(str)
    """Tells what a screen reader should say."""

    def __init__(
        self,
        look: Look,
        media: Callable[[str], Path | None] = no_file,
        speed: Callable[[], int] = lambda: 100,
        *,
        beside: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self.media = CardMedia(media, self.devicePixelRatioF, speed)
        self.media.told.connect(self.noted)
        self._occlusion: OcclusionView | None = None
        self._turned = 0
        self._face = Face("", "", True)
        self._answered = False
        self._answer = ""
        self._pieces = ""
        self.options: list[OptionButton] = []
        self._option_html: list[str] = []
        self.setObjectName("card")
        self.setAccessibleName(tr("Card"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.question = CardText(tr("Question"), *SIZES[beside][0], self.media.picture)
        self.answer = CardText(tr("Answer"), *SIZES[beside][1], self.media.picture)
        self._options = QWidget()
        self._option_layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._options)
        self._option_layout.setContentsMargins(0, 0, 0, 0)
        self._option_layout.setSpacing(8)
        self.input = AnswerField()
        self.input.setObjectName("typed-answer")
        self.input.setAccessibleName(tr("Your answer"))
        self.input.setPlaceholderText(tr("Type your answer, then Enter"))
        self.input.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.input.setMaxLength(500)
        self.input.returnPressed.connect(lambda: self.typed.emit(self.input.text()))
        self.verdict = label("", "verdict", wrap=True)
        self.verdict.setObjectName("verdict")
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.difference = CardText(tr("Your answer compared"), 20, 16)
        self._rule = QFrame()
        self._rule.setProperty("role", "rule")
        self._rule.setFixedWidth(48)
        for side in (self.question, self.answer):
            side.followed.connect(self._offer_link)
            side.played.connect(lambda name: self.media.play([name]))
            side.said.connect(self.said)
            side.pointed.connect(partial(self._bring_into_view, side))
            self.media.moved.connect(side.renew)
        self._build()
        look.changed.connect(self._draw)

    def _build(self) -> None:
        self._column = QWidget()
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = self._layout = QVBoxLayout(self._column)
        column.setContentsMargins(16, 0, 16, 16)
        column.setSpacing(20)
        column.addWidget(self.question)
        column.addWidget(self._options)
        column.addWidget(self.input)
        column.addWidget(self.verdict)
        column.addWidget(self.difference)
        column.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.answer)
        page = self._page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = QWidget()
        outer.addWidget(self._top)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().rangeChanged.connect(self._keep_centred)
        self._keep_centred(0, 0)

    def _keep_centred(self, low: int, high: int) -> None:
        """Balance the scroll bar, so that the card does not move when it comes."""
        width = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(width, 0, 0 if high > low else width, 0)

    def ask(self, face: Face, options: tuple[str, ...], typing: bool) -> None:
        """Show a question alone."""
        self._begin(face, options, typing)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def show_whole(self, face: Face, options: tuple[str, ...]) -> None:
        """Show a question with its answer, from the top."""
        self._begin(face, options, typing=False)
        self._answered = True
        self._show_verdict(None, "")
        self._draw()
        self.verticalScrollBar().setValue(0)

    def _begin(self, face: Face, options: tuple[str, ...], typing: bool) -> None:
        self.media.forget()
        self._face, self._answered = face, False
        self._answer = face.answer
        self._pieces = ""
        self._fill_options(options)
        self._options.setVisible(bool(options))
        self.input.setVisible(typing)
        self.input.setReadOnly(False)
        self.input.setText("")  # and no typing to take back

    def reveal(self, verdict: Verdict | None, response: str) -> None:
        """Show the answer below the question, which stays where it is."""
        self._answered = True
        self.input.setReadOnly(True)
        if self.options and verdict:
            self._answer = self._face.answer.removeprefix(clean(verdict.expected)).strip()
        self._mark_options(verdict, response)
        self._show_verdict(verdict, response)
        self._draw()
        QTimer.singleShot(0, self, self._bring_answer_into_view)

    def _bring_answer_into_view(self) -> None:
        """Scroll a tall card as far as its answer needs, but keep what is right in view."""
        if not self._answered:
            return
        shown = (self.answer, self.difference, self.verdict, *self.options, self.question)
        last = next(each for each in shown if each.isVisibleTo(self))
        right = next((each for each in self.options if each.property("outcome") == "right"), last)
        lower = last.mapTo(self._page, QPoint(0, last.height())).y() + MARGIN
        upper = right.mapTo(self._page, QPoint(0, 0)).y() - MARGIN
        bar = self.verticalScrollBar()
        bar.setValue(max(bar.value(), min(lower - self.viewport().height(), upper)))

    def _bring_into_view(self, side: CardText, place: QRect) -> None:
        """Scroll until a place in the text can be seen, once what moves has moved."""

        def scroll() -> None:
            at = side.viewport().mapTo(self._page, place.center())
            self.ensureVisible(at.x(), at.y(), 0, place.height() + MARGIN)

        QTimer.singleShot(0, self, scroll)

    def unfold(self) -> None:
        """Open the first part that is closed, in reading order; where all are open, close them."""
        sides = [each for each in (self.question, self.answer) if each.isVisibleTo(self)]
        folds = [(side, fold) for side in sides for fold in side.compiled.folds]
        closed = next(((side, fold) for side, fold in folds if not fold.is_open), None)
        for side, fold in [closed] if closed else reversed(folds):
            side.toggle(fold.number)
        if not folds:
            self.noted.emit(tr("Nothing on this card can be opened."))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, make the text larger or smaller, one step a notch."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        event.accept()
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= NOTCH:
            self._look.resize_text(1 if self._turned > 0 else -1)
            self._turned = 0

    def scroll_card(self, step: QAbstractSlider.SliderAction) -> None:
        """Scroll a long card by keys."""
        self.verticalScrollBar().triggerAction(step)

    def _fill_options(self, options: tuple[str, ...]) -> None:
        for old in self.options:
            self._option_layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._option_html = list(options)
        texts = [as_text(each) for each in options]
        sided = {each.casefold() for each in texts} == set(SIDES)
        beside = len(texts) == 2 and all(len(each) <= SIDE_BY_SIDE for each in texts)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._option_layout.setDirection(across if beside and self.width() > self._look.px(480) else down)
        self.options = []
        for place, text in enumerate(texts, 1):
            side = text.casefold() if sided else ""
            color = getattr(self._look.theme, side) if side else ""
            button = OptionButton(place, text, SIDES.get(side, ""), color)
            button.clicked.connect(lambda _=False, at=place - 1: self.chosen.emit(self._option_html[at]))
            self._option_layout.addWidget(button)
            self.options.append(button)

    def _mark_options(self, verdict: Verdict | None, response: str) -> None:
        if verdict is None:
            return
        for button, html in zip(self.options, self._option_html, strict=True):
            if html == verdict.expected:
                words = tr("✓ right") if html == response else tr("✓ the right one")
                button.show_outcome("right", words, "good")
            elif html == response:
                button.show_outcome("wrong", tr("✗ your choice"), "again")
            else:
                button.show_outcome("other", "")

    def _show_verdict(self, verdict: Verdict | None, response: str) -> None:
        if verdict is None or not self.input.isVisibleTo(self):
            self.verdict.clear()
            return
        if verdict.right:
            words, tone = tr("✓ Right"), "good"
        elif not response.strip():
            words, tone = tr("Not answered"), "hard"
        elif verdict.close:
            words, tone = tr("≈ Close: look at the difference"), "hard"
        else:
            words, tone = tr("✗ Not that"), "again"
        self.verdict.setText(words)
        restyle(self.verdict, tone=tone)
        pieces = verdict.pieces if not verdict.right and is_alike(verdict) else ()
        self._pieces = pieces_html(pieces)

    def _draw(self) -> None:
        theme, scale = self._look.theme, self._look.scale
        self._column.setMaximumWidth(self._look.px(MEASURE))
        own, face = card_style(theme), self._face
        style = f"{own}\n{face.style}"
        shown = card_theme(theme, scale)
        replaced = self._answered and not face.below
        limited = card_theme(theme, scale, limit=self.viewport().height() // LINES_IN_VIEW)
        asked, told = face.answer if replaced else face.question, self._answer
        if face.scenes:
            scene = face.scenes[-1 if self._answered else 0]
            asked, told = clean(scene.header), clean(scene.extra)
        self.question.show_html(asked, style, limited, face.number, face.drawings)
        self._show_scene()
        shows_answer = bool(told) and (bool(face.scenes) or (self._answered and face.below))
        self._rule.setVisible(shows_answer)
        self.answer.setVisible(shows_answer)
        self.answer.show_html(told if shows_answer else "", style, shown, face.number, face.drawings)
        typing = self.input.isVisibleTo(self)
        self.verdict.setVisible(self._answered and typing and bool(self.verdict.text()))
        self.difference.setVisible(self._answered and typing and bool(self._pieces))
        if self.difference.isVisibleTo(self):
            self.difference.show_html(self._pieces, own, shown)
        if typing:
            self.input.setStyleSheet(f"font-size: {self._look.px(20)}px;")

    @property
    def sounds(self) -> tuple[str, ...]:
        """The sounds of the side that shows."""
        below = self._face.below or bool(self._face.scenes)
        return (self.answer if self._answered and below else self.question).sounds

    def _show_scene(self) -> None:
        """Draw the image of a card that hides parts of it."""
        scenes = self._face.scenes
        if not scenes:
            if self._occlusion is not None:
                self._occlusion.hide()
            return
        if self._occlusion is None:
            from desktop.gui.occlusion_view import OcclusionView  # heavy: few cards have one

            self._occlusion = OcclusionView()
            self._layout.insertWidget(1, self._occlusion)
        scene = scenes[-1 if self._answered else 0]
        room = QSize(self._look.px(MEASURE), 4 * self._look.px(MEASURE))
        self._occlusion.show_scene(
            scene,
            self.media.picture(scene.image, room) or QImage(),
            self._look.theme,
            overlay=self.media.overlay(scene.overlay),
            scale=self._look.scale,
            tallest=max(200, round(self.viewport().height() * 0.8)),
        )
        self._occlusion.show()

    def _offer_link(self, address: str) -> None:
        """Ask before anything is done with a link; no other program is started."""
        dialog = Dialog(self, "link", tr("A link on this card"))
        dialog.add_text(breakable(address))
        advice = tr("Cards open no other program. You can copy the address and open it yourself.")
        dialog.add_text(advice, "muted")
        dialog.add_button("cancel", tr("Cancel"), dialog.reject)
        dialog.add_button("copy-link", tr("Copy the address"), dialog.accept, primary=True).setFocus()
        if dialog.run():
            QGuiApplication.clipboard().setText(address)
            self.noted.emit(tr("The address is in the clipboard."))

    @property
    def spoken(self) -> str:
        """What a screen reader says: the question with its options, or the answer."""
        if self._face.scenes and self._occlusion is not None:
            return "\n".join(
                each for each in (self.question.text, self._occlusion.text, self.answer.text) if each
            )
        if not self._answered:
            listed = [each.accessibleName() for each in self.options]
            return "\n".join([self.question.text, *listed])
        shown = self.question if not self._face.below else self.answer
        return "\n".join(part for part in (self.verdict.text(), shown.text) if part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the question at its height."""
        super().resizeEvent(event)
        height = event.size().height()
        self._top.setFixedHeight(max(8, round((height - ALWAYS_USED) * TOP_SHARE)))
        self._layout.setSpacing(20 if height >= self._look.px(COMFORT) else 10)
        if height != event.oldSize().height():
            self._draw()
