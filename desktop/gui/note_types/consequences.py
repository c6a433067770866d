"""What a change of a note type does to notes and cards, in sentences, before it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.gui import words
from desktop.gui.dialogs import Dialog
from desktop.gui.words import tr
from desktop.store.writing.note_types import Consequences
from desktop.study.type_draft import Trouble


def sentences(told: Consequences) -> list[str]:
    """Return what a person should know beforehand, a sentence or two each."""
    found: list[str] = []
    for name, count in told.texts:
        if count:
            text = tr("{notes} say something in “{field}”. Its texts stay in their earlier versions.")
            one = tr("1 note says something in “{field}”. Its text stays in its earlier versions.")
            found.append((one if count == 1 else text).format(notes=words.notes(count), field=name))
    if told.binned:
        text = tr(
            "This removes {cards} of {notes}. They go to the recycle bin; their answers stay in the log."
        )
        found.append(text.format(cards=words.cards(told.binned), notes=words.notes(told.binned_of)))
    if told.set_aside:
        text = tr("{cards} would show nothing on their front and are set aside; their answers stay.")
        one = tr("1 card would show nothing on its front and is set aside; its answers stay.")
        found.append((one if told.set_aside == 1 else text).format(cards=words.cards(told.set_aside)))
    if told.made:
        found.append(tr("This makes {cards}, which are new.").format(cards=words.cards(told.made)))
    if told.back:
        text = tr("{cards} that were set aside come back.")
        one = tr("1 card that was set aside comes back.")
        found.append((one if told.back == 1 else text).format(cards=words.cards(told.back)))
    return found


def trouble_text(trouble: Trouble) -> str:
    """Return what is wrong, and where."""
    if not trouble.line:
        return tr(trouble.text)
    side = tr("Back") if trouble.back else tr("Front")
    return tr("{side}, line {line}: {text}").format(side=side, line=trouble.line, text=tr(trouble.text))


class SaveDialog(Dialog):
    """Tells what saving does, and asks."""

    def __init__(self, parent: QWidget, name: str, told: Consequences, troubles: list[Trouble]) -> None:
        super().__init__(parent, "save-type", tr("Save “{name}”?").format(name=name))
        for text in sentences(told):
            self.add_text(text)
        if troubles:
            self.add_text(tr("The cards still show, but something in the templates is not right:"), "muted")
            for each in troubles:
                self.add_text(trouble_text(each), "muted")
        self.add_text(tr("All of it can be taken back by Undo."), "muted")
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("save", tr("Save"), self.accept, primary=True).setFocus()


class RemoveDialog(Dialog):
    """Asks before a note type goes."""

    def __init__(self, parent: QWidget, name: str, notes: int, cards: int) -> None:
        super().__init__(parent, "remove-type", tr("Remove “{name}”?").format(name=name))
        if notes:
            text = tr("Its {notes} with {cards} go to the recycle bin; their answers stay in the log.")
            self.add_text(text.format(notes=words.notes(notes), cards=words.cards(cards)))
        else:
            self.add_text(tr("No note uses it."))
        self.add_text(tr("Undo brings it back."), "muted")
        self.add_button("cancel", tr("Cancel"), self.reject)
        self.add_button("remove", tr("Remove"), self.accept, primary=True).setFocus()
