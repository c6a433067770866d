"""What was drawn before, to be taken back one step after the other."""

from __future__ import annotations

from desktop.render.drawn_shapes import Drawing

MOST = 200


class Past:
    """Holds the drawing of now and those before and after it."""

    def __init__(self) -> None:
        self._before: list[Drawing] = []
        self._after: list[Drawing] = []
        self.now = Drawing()

    def start(self, drawing: Drawing) -> None:
        """Begin with a drawing."""
        self._before.clear()
        self._after.clear()
        self.now = drawing

    def step(self, drawing: Drawing) -> bool:
        """Go on to another drawing; return whether it is another."""
        if drawing == self.now:
            return False
        self._before = [*self._before, self.now][-MOST:]
        self._after.clear()
        self.now = drawing
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._after)

    def undo(self) -> None:
        """Take the latest step back."""
        if self._before:
            self._after.append(self.now)
            self.now = self._before.pop()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._after:
            self._before.append(self.now)
            self.now = self._after.pop()
