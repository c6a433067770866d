"""The line on Home: the interview that comes next and how many cards are ready; it leads to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.faces import LEFT_TO_RIGHT, FaceButton
from desktop.gui.labels import label, plain_tip
from desktop.gui.plans import wording
from desktop.gui.words import tr
from desktop.store.plans import INTERVIEW

if TYPE_CHECKING:
    from desktop.gui.jobs import Jobs
    from desktop.store.collection import Collection
    from desktop.store.readiness import Told


class InterviewLine(FaceButton):
    """Shows itself where an interview lies ahead; how ready one is it counts on the thread of the jobs."""

    def __init__(self, collection: Collection, jobs: Jobs) -> None:
        super().__init__("line", LEFT_TO_RIGHT, (12, 8, 12, 8))
        self._collection = collection
        self._readiness = collection.readiness()
        self._jobs = jobs.beside()
        self._asked = 0
        self.setObjectName("interview-line")
        self.face.setSpacing(16)
        self.add(label(tr("INTERVIEW"), "overline"))
        self._sentence = self.add(label("", "option-text", wrap=True), 1)
        self.hide()

    def refresh(self) -> None:
        """Say which day comes next, and how many cards are ready once they are counted."""
        self._asked += 1
        asked, today = self._asked, self._collection.today()
        try:
            rows = self._collection.plans.listed(INTERVIEW)
        except UserError:  # whoever reads the decks or the cards says it
            rows = ()
        ahead = [row for row in rows if (row.last_day or 0) >= today]
        if ahead and self.isHidden():
            self._say(f"{wording.short_day(ahead[0].last_day or 0, today)}.")
        self.setVisible(bool(ahead))

        def show(found: list[Told]) -> None:
            if asked == self._asked:
                self._show([each for each in found if each.today.day >= today], today)

        if ahead:
            self._jobs.run(self._readiness.told, show, lambda error: None)

    def _show(self, ahead: list[Told], today: int) -> None:
        if not ahead:
            self.hide()
            return
        from desktop.study.planning.readiness import definition  # heavy: where there is a plan

        more = len(ahead) - 1
        text = wording.line(ahead[0], today)
        if more:
            text += (
                tr("; 1 more interview") if more == 1 else tr("; {count} more interviews").format(count=more)
            )
        self._say(f"{text}.")
        self.setToolTip(plain_tip(f"{definition(ahead[0].estimate)}\n{tr('Plans (Ctrl+D)')}"))

    def _say(self, text: str) -> None:
        self._sentence.setText(text)
        self.setAccessibleName(f"{tr('Interview')}. {text}")
        self._fit(self.width())
