"""Starting the window: the cards first, then what they are shown with; later, what can wait."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop import APP_ID, APP_NAME, VERSION, assets, places
from desktop.bundled import install_more, open_collection, read_more
from desktop.errors import StoreBusy, UserError
from desktop.gui import screen, words
from desktop.gui.jobs import Jobs
from desktop.gui.look import Look
from desktop.gui.main_window import MainWindow
from desktop.gui.opened_files import Application, OpenedFiles
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.policy import NO_POLICY, Fault, Policy
from desktop.store.changes import Changes
from desktop.store.collection import Collection
from desktop.store.lock import RAISE, FolderLock, wished
from desktop.study.calendar import Clock, system_clock

if TYPE_CHECKING:
    from desktop.study.note import DraftDeck


MOST_MISTAKES = 4


def make_application() -> Application:
    """Return the application object, dressed in the one style we draw with."""
    QApplication.setApplicationName(APP_ID)
    QApplication.setApplicationDisplayName(APP_NAME)
    QApplication.setApplicationVersion(VERSION)
    QApplication.setDesktopFileName(APP_ID)
    screen.avoid_new_bus()
    with screen.explaining():
        return Application([APP_ID, "-style", "fusion"])


def run(
    folder: Path,
    clock: Clock = system_clock,
    files: Sequence[Path] = (),
    policy: Policy = NO_POLICY,
    only_try: bool = False,
) -> int:
    """Open the window on a data folder, with files to bring in; return the exit code.

    Args:
        folder: of the data.
        clock: tells the present moment.
        files: to be brought in.
        policy: of the administrator.
        only_try: whether the window closes as soon as it shows, and nothing is asked.
    """
    if not screen.has_screen():
        print(screen.NEEDED, file=sys.stderr)
        return 1
    application = make_application()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if only_try:
        return try_out(application, folder, clock, policy)
    chosen: Path | None = folder
    while chosen is not None:
        opened = open_or_ask(chosen, clock, files, policy)
        if opened is None:
            break
        lock, collection = opened
        failed: list[UserError] = []
        try:
            code = show(application, lock.folder, collection, failed, files, policy)
        finally:
            collection.close()
            lock.release()
        if not failed:
            return code
        chosen = ask_way_out(failed[0], lock.folder, clock, policy)
    return 1


def try_out(application: Application, folder: Path, clock: Clock, policy: Policy) -> int:
    """Open the window and close it as soon as it shows; return the exit code."""
    failed: list[UserError] = []
    try:
        with FolderLock(folder) as lock:
            lock.take(clock().at_ms, ask_to_show=False)
            with closing(open_collection(folder, clock, at_once=False, locked=policy.locked)) as collection:
                show(application, folder, collection, failed, policy=policy, then=MainWindow.close)
    except UserError as error:
        failed.append(error)
    for each in failed:
        print(each, file=sys.stderr)
    return int(bool(failed))


def show(
    application: Application,
    folder: Path,
    collection: Collection,
    failed: list[UserError],
    files: Sequence[Path] = (),
    policy: Policy = NO_POLICY,
    then: Callable[[MainWindow], object] = lambda window: None,
) -> int:
    """Show the window until it is closed, or until the cards cannot be opened for good.

    Args:
        application: that it belongs to.
        folder: of the data.
        collection: a glance at it is enough.
        failed: gets the reason where the cards cannot be opened.
        files: to be brought in.
        policy: of the administrator.
        then: is done once the window shows and is ready.
    """
    try:
        window = build(application, collection, policy=policy)
    except StoreBusy:
        collection.open()  # the glance met another program that was writing
        window = build(application, collection, policy=policy)

    def leave(error: UserError) -> None:
        failed.append(error)
        window.close()

    def go_on() -> None:
        try:
            collection.open()
        except UserError as error:
            leave(error)
            return
        window.warm_up()
        after_start(window, folder)
        OpenedFiles(window, application, bring, files)
        then(window)

    def bring(opened: Sequence[Path]) -> None:
        window.come_forward()
        window.errands.bring_files(opened)

    window.lost.connect(leave)
    window.home.shown_first.connect(go_on)
    window.show()
    try:
        return application.exec()
    finally:
        window.jobs.close()


def open_or_ask(
    folder: Path, clock: Clock, files: Sequence[Path] = (), policy: Policy = NO_POLICY
) -> tuple[FolderLock, Collection] | None:
    """Open the cards; where that fails, say why and go the way that the person chooses."""
    while True:
        lock = FolderLock(folder)
        try:
            lock.take(clock().at_ms, files=files)
            return lock, open_collection(folder, clock, at_once=False, locked=policy.locked)
        except UserError as error:
            lock.release()
            print(error, file=sys.stderr)
            chosen = ask_way_out(error, folder, clock, policy)
            if chosen is None:
                return None
            folder = chosen


def ask_way_out(error: UserError, folder: Path, clock: Clock, policy: Policy = NO_POLICY) -> Path | None:
    """Show why the cards cannot be opened; return the folder to try next, or None to quit."""
    from desktop.gui.start_error import StartError, Way  # heavy: most starts succeed
    from desktop.store import backups  # heavy: as above
    from desktop.store.layout import COLLECTION  # heavy: as above

    dialog = StartError(error, folder)
    dialog.run()
    if dialog.way is Way.QUIT:
        return None
    if dialog.way is Way.RESTORE and dialog.backup:
        try:
            kept = backups.rescue(folder / COLLECTION, dialog.backup.file, clock())
            with closing(open_collection(folder, clock, locked=policy.locked)) as collection:
                collection.note_rescue(dialog.backup.file, kept)
        except UserError as failed:
            return ask_way_out(failed, folder, clock, policy)
    return dialog.folder


def build(
    application: QApplication,
    collection: Collection,
    now: Callable[[], int] | None = None,
    policy: Policy = NO_POLICY,
) -> MainWindow:
    """Return the window on an open collection; `now` replaces the study page's stopwatch."""
    settings = Settings(collection.folder, policy.locked, policy.starting)
    look = Look(application, settings, places.cache_folder())
    look.apply()
    return MainWindow(collection, settings, look, Jobs(), now, policy)


def after_start(window: MainWindow, folder: Path) -> None:
    """Do what can wait until the window shows: icon, crash dialog, backup, watching for a second start."""
    from PySide6.QtGui import QIcon  # heavy: after the first paint

    from desktop.gui.browser import ahead  # heavy: as above
    from desktop.gui.crash import install_hook  # heavy: as above
    from desktop.gui.watched_folder import WatchedFolder  # heavy: as above
    from desktop.store import backups  # heavy: as above

    def parent() -> QWidget | None:
        return window

    install_hook(lambda: folder, window.notices.refuse, parent)
    window.setWindowIcon(QIcon(str(assets.icon(APP_ID))))
    WatchedFolder(window, window.settings, window.notices, window.errands.bring_files)
    watch_for_second_start(window, folder, window.come_forward, window.errands.bring_files)
    say_what_is_odd(window)
    bring_more_decks(window)
    window.jobs.run_here(ahead.pieces(), lambda _: None, window.notices.refuse)
    collection = window.collection
    if backups.due_today(folder, collection.clock()):
        window.jobs.run(lambda: collection.backup("daily"), lambda _: None, window.notices.refuse)


def say_what_is_odd(window: MainWindow) -> None:
    """Tell once what a person should know: a wrong clock, unreadable settings, a folder that is copied."""
    days = window.collection.clock_is_behind()
    if days:
        text = tr("This computer's date seems to be {days} behind your latest answer. Please check it.")
        window.notices.refuse(UserError(text.format(days=words.days(days))))
    elif window.settings.set_aside:
        text = tr("The settings could not be read and start afresh. The old file is kept as {file}.")
        window.notices.tell(text.format(file=window.settings.set_aside.name))
    elif (service := places.synced_by(window.collection.folder)) and not window.settings.told_of_sync:
        window.settings.told_of_sync = True
        text = tr("Your cards lie in a folder that {service} copies. That works on one computer at a time.")
        window.notices.refuse(UserError(text.format(service=service)))


def bring_more_decks(window: MainWindow) -> None:
    """Take in the decks of an administrator; then tell what is wrong with the policy, and with them.

    The folders are read off the window's thread: they may lie on a slow network.
    """
    policy = window.policy
    wrong = [policy.told(fault) for fault in policy.faults]

    def refuse(error: UserError) -> None:
        wrong.append(policy.told(Fault(policy.line("decks"), str(error))))

    def take_in(decks: list[tuple[DraftDeck, str]]) -> None:
        install_more(window.collection, decks, refuse)
        if decks:
            window.apply(Changes(decks=True, cards=True))
        if wrong:
            window.notices.refuse(UserError(mistakes(wrong)))

    if not policy.decks:
        take_in([])
        return
    known = window.collection.installed()
    window.jobs.run(lambda: read_more(policy.decks, known, refuse), take_in, window.notices.refuse)


def mistakes(wrong: Sequence[str]) -> str:
    """Return what is wrong with a policy, a line each; not all where that would fill the window."""
    lines = [tr("Your administrator's policy has mistakes; the rest of it holds."), *wrong[:MOST_MISTAKES]]
    if len(wrong) > MOST_MISTAKES:
        more = tr("And {count} more, which `repertoire policy --check` shows.")
        lines.append(more.format(count=len(wrong) - MOST_MISTAKES))
    return "\n".join(lines)


def watch_for_second_start(
    window: MainWindow,
    folder: Path,
    show: Callable[[], object],
    bring: Callable[[list[Path]], object] = lambda files: None,
) -> None:
    """Show the window when a second start asks for it, by a small file in the data folder.

    Args:
        window: to be shown.
        folder: of the data.
        show: shows it.
        bring: brings files in that the second start named.
    """
    from PySide6.QtCore import QFileSystemWatcher, QTimer  # heavy: after the first paint

    wish = folder / RAISE

    def look_for_wish() -> None:
        if wish.exists():
            files = wished(wish)
            show()
            if files:
                QTimer.singleShot(0, window, lambda: bring(files))

    wish.unlink(missing_ok=True)
    watcher = QFileSystemWatcher([str(folder)], window)
    watcher.directoryChanged.connect(lambda _: look_for_wish())
