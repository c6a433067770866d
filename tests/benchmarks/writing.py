"""The editor in a window, on a folder that `searching` has filled: milliseconds to open it, and for a key.

python -m tests.benchmarks.writing FOLDER    (the folder gets a note more)
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.gui import application as start
from desktop.gui.editor.dialog import EditDialog
from desktop.gui.main_window import MainWindow
from desktop.store.collection import Collection
from tests.benchmarks.big import NOW
from tests.benchmarks.browsing import timed

TEXT = "What does a sales person do first when a buyer says that the price is too high this year? "


def measure(application: QApplication, window: MainWindow) -> dict[str, float]:
    """Return the figures by name."""

    def shown() -> None:
        window.show_page("editor")
        application.processEvents()

    figures = {"page_first": timed(shown)}
    window.show_home()
    figures["page_again"] = timed(shown)
    form = window.page("editor").form  # type: ignore[attr-defined]
    keys: list[float] = []
    previews: list[float] = []
    for sign in TEXT:
        begin = time.perf_counter()
        QTest.keyClick(application.focusWidget(), sign)
        application.processEvents()
        keys.append(1000 * (time.perf_counter() - begin))
        previews.append(timed(lambda: (form._draw_preview(), application.processEvents())))
    figures |= {"key": statistics.median(keys), "key_slowest": max(keys)}
    figures |= {"preview": statistics.median(previews), "preview_slowest": max(previews)}
    searcher = window.collection.searcher()
    searcher.refresh()
    first = form.fields.first
    lookups = [timed(lambda: searcher.alike(form.note_type.uid, first)) for _ in range(15)]
    searcher.close()
    figures["double"] = statistics.median(lookups)
    figures["add"] = timed(window.page("editor").add)  # type: ignore[attr-defined]
    number = window.collection._database.value("SELECT MIN(id) FROM note WHERE deleted = 0")
    note = window.collection.writing.note(number)
    parts = (window, window.collection, window.settings, window.look, window.jobs, number, note)
    opened = [timed(lambda: _open(application, EditDialog(*parts))) for _ in range(5)]
    figures["dialog"] = statistics.median(opened)
    return figures


def _open(application: QApplication, dialog: EditDialog) -> None:
    dialog.show()
    application.processEvents()
    dialog.discard()


def main() -> None:
    """Measure one folder."""
    application = start.make_application()
    window = start.build(application, Collection(Path(sys.argv[1]), lambda: NOW))
    window.resize(1180, 720)
    window.show()
    application.processEvents()
    window.warm_up()
    window.activateWindow()
    application.processEvents()
    for name, figure in measure(application, window).items():
        print(f"{name}={figure:.1f}")
    window.close()
    window.jobs.close()
    window.collection.close()


if __name__ == "__main__":
    main()
