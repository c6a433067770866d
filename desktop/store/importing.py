"""One import, from a file that was understood to a collection that holds it.

`plan` reads everything and says what would happen; `apply` does it, in one transaction and as one action that
undo takes back; `close` forgets it. Each may run on any thread, one after the other.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from desktop.errors import UserError
from desktop.store.comparing import BACK, DUPLICATE, GONE, NEW, SAME, UPDATE, compare
from desktop.store.database import Database
from desktop.store.fullest import fullest
from desktop.store.intake import Intake
from desktop.store.journal import Action
from desktop.store.json_text import json_text
from desktop.store.media import one_form
from desktop.store.parts import Parts
from desktop.store.staging import Stage
from desktop.study.calendar import Clock
from desktop.study.incoming import (
    Choices,
    Incoming,
    IncomingMedia,
    Progress,
    Report,
    Skipped,
    no_progress,
)
from desktop.study.media_names import renamed
from desktop.study.options import accepted, own_options

COUNTS = """
SELECT action, COUNT(*), SUM(kept), SUM(matched) FROM stage.note GROUP BY action
"""
CARDS_MADE = f"""
SELECT COUNT(*) FROM stage.card c JOIN stage.note s ON s.id = c.note WHERE s.action IN ({NEW}, {BACK})
"""
REVIEWS_MADE = f"""
SELECT COUNT(*) FROM stage.review r JOIN stage.card c ON c.id = r.card JOIN stage.note s ON s.id = c.note
WHERE s.action IN ({NEW}, {BACK})
"""
TWICE = f"""
SELECT s.line, x.fields, f.line FROM stage.note s JOIN stage.text x ON x.note = s.id
JOIN stage.note f ON f.id = s.same_as WHERE s.action = {DUPLICATE} ORDER BY s.id
"""
STEPS = 100
TOLD = 10
"""Names that a warning lists."""
PREFIX = "repertoire-import-"
DAY_SECONDS = 86_400


def remove_leftovers() -> None:
    """Remove what imports that were killed more than a day ago left behind."""
    for each in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > DAY_SECONDS:
                shutil.rmtree(each, ignore_errors=True)


class Import:
    """Takes in one file.

    Args:
        file: the collection.
        open_parts: opens the collection anew, on the thread that asks.
        clock: tells the present moment.
        incoming: what comes in.
        choices: of the person.
        backup: makes a backup.
        locked: options that no file changes.
    """

    def __init__(
        self,
        file: Path,
        open_parts: Callable[[], Parts],
        clock: Clock,
        incoming: Incoming,
        choices: Choices,
        backup: Callable[[], object],
        locked: Iterable[str] = (),
    ) -> None:
        self._file = file
        self._open_parts = open_parts
        self._clock = clock
        self._incoming = incoming
        self._choices = choices
        self._backup = backup
        self._locked = frozenset(locked)
        remove_leftovers()
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self.stage = self._folder / "stage.db"
        self._seen: list[tuple[int, int]] = []
        self._planned = Report()
        self._cardless: list[Skipped] = []
        self._unmade = 0
        self._knows: dict[str, bool] = {}
        self._faults: list[str] = []
        self._media: dict[str, IncomingMedia] = {}
        self._digests: dict[str, tuple[bytes, int]] = {}
        self._missing: list[str] = []
        self._unread: list[Skipped] = []
        self._unused: list[str] = []

    def close(self) -> None:
        """Forget it; nothing is left but what `apply` did."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._incoming.close()

    @contextmanager
    def _attached(self) -> Iterator[Parts]:
        parts = self._open_parts()
        try:
            parts.database.execute_sql("ATTACH DATABASE ? AS stage", (str(self.stage),))
            parts.database.execute_sql("PRAGMA stage.synchronous = OFF")
            parts.database.execute_sql("PRAGMA stage.journal_mode = MEMORY")
            parts.database.execute_sql("PRAGMA stage.cache_size = -32000")
            parts.database.execute_sql("PRAGMA main.cache_size = -64000")
            yield parts
        finally:
            parts.database.close()

    # ------------------------------------------------------------------ before

    def plan(self, progress: Progress = no_progress) -> Report:
        """Read everything, compare it with what is there, and say what taking it in would do.

        Raises:
            UserError: the file cannot be read any further.
            Cancelled: `progress` said so; nothing is left.
        """
        self.stage.unlink(missing_ok=True)
        parts = self._open_parts()
        rollover = parts.table.options.rollover
        parts.database.close()
        stage = Stage(self.stage, self._incoming, self._choices, rollover, progress)
        self._cardless, self._unmade = stage.cardless, stage.unmade
        self._knows = {"studied": stage.studied, "names_decks": stage.names_decks}
        self._faults = stage.findings.warnings
        with self._attached() as parts:
            with parts.database.atomic():  # row by row would be a hundred times slower
                self._find_media(parts)
                compare(parts.database, self._choices)
            self._planned = self._report(parts.database)
        self._seen = self._marks()
        return self._planned

    def _marks(self) -> list[tuple[int, int]]:
        """Return what differs once anybody has written to the collection."""
        files = (self._file.with_name(self._file.name + end) for end in ("", "-wal"))
        return [(each.stat().st_mtime_ns, each.stat().st_size) for each in files if each.exists()]

    def _find_media(self, parts: Parts) -> None:
        """Find out which files come along, which are missing, and which need another name here."""
        offered = {one_form(unquote(each.name)).casefold(): each for each in self._incoming.media}
        offered |= {one_form(each.name).casefold(): each for each in self._incoming.media}
        used: set[str] = set()
        self._media, self._digests, self._missing, self._unread = {}, {}, [], []
        names: dict[str, str] = {}
        for (name,) in parts.database.rows("SELECT DISTINCT name FROM stage.used ORDER BY name"):
            found = offered.get(one_form(name).casefold())
            used.add(found.name if found else "")
            here = parts.media.digest_of(name)
            if found is None:
                if here is None:
                    self._missing.append(name)
                continue
            if here is None:
                self._media[name] = found
                continue
            content = self._content(found)
            if content is None or (digest := hashlib.sha256(content).digest()) == here:
                continue
            other = names[name] = parts.media.free_name(name, digest)
            if parts.media.digest_of(other) is None:
                self._media[other] = found
        self._unused = [each.name for each in self._incoming.media if each.name not in used]
        self._rename(parts.database, names)

    def _content(self, media: IncomingMedia) -> bytes | None:
        try:
            return media.read()
        except UserError as error:
            self._unread.append(Skipped(0, error.message.removesuffix("."), media.name))
            return None

    def _rename(self, database: Database, names: dict[str, str]) -> None:
        """Let what comes in use the names that its files get here."""
        if not names:
            return
        for name in names:
            for number, fields in database.rows(
                "SELECT note, fields FROM stage.text WHERE note IN"
                " (SELECT note FROM stage.used WHERE name = ?)",
                name,
            ):
                new = {key: renamed(html, names) for key, html in json.loads(fields).items()}
                database.execute_sql(
                    "UPDATE stage.text SET fields = ? WHERE note = ?", (json_text(new), number)
                )

    def _report(self, database: Database) -> Report:
        counts = {action: (count, kept, matched) for action, count, kept, matched in database.rows(COUNTS)}

        def count(*actions: int) -> int:
            return sum(counts[each][0] for each in actions if each in counts)

        report = Report(
            format=self._incoming.format,
            new=count(NEW, BACK),
            updated=count(UPDATE),
            unchanged=count(SAME, GONE),
            kept=sum(each[1] for each in counts.values()),
            matched=sum(each[2] for each in counts.values()),
            duplicates=[self._twice(*row) for row in database.rows(TWICE)],
            skipped=[*self._incoming.skipped, *self._unread],
            cards=int(database.value(CARDS_MADE)),
            media=len(self._media),
            missing=self._missing,
            reviews=int(database.value(REVIEWS_MADE)),
            decks=[path for (path,) in database.rows("SELECT path FROM stage.deck WHERE target IS NULL")],
            note_types=[
                name for (name,) in database.rows("SELECT name FROM stage.note_type WHERE target IS NULL")
            ],
            warnings=list(self._incoming.warnings),
            **self._knows,
        )
        if gone := count(GONE):
            report.warnings.append(f"Notes that you deleted here and that stay deleted: {gone}.")
        report.warnings += [
            f"A note makes no card: {each.text or 'it is empty'}." for each in self._cardless[:20]
        ]
        report.warnings += self._faults
        if self._unmade:
            report.warnings.append(f"Empty cards of the source, which are not made here: {self._unmade}.")
        if self._unused:
            names = ", ".join(self._unused[:TOLD]) + (", …" if len(self._unused) > TOLD else "")
            report.warnings.append(f"Files that no note uses, which stay out: {len(self._unused)} ({names}).")
        if self._incoming.options and not self._choices.settings:
            report.warnings.append("The file brings settings of its own; yours stay as they are.")
        elif held := sorted(self._locked.intersection(self._incoming.options)):
            report.warnings.append(f"Set by your administrator, and so left as it is: {', '.join(held)}.")
        return report

    @staticmethod
    def _twice(line: int, fields: str, first: int) -> Skipped:
        where = f"the same as line {first}" if first else "it stands in the file already"
        text = " | ".join(text for text in json.loads(fields).values() if text)
        return Skipped(line, where, text)

    # ------------------------------------------------------------------ doing it

    def apply(self, progress: Progress = no_progress) -> Report:
        """Take it in, after a backup; return what was done.

        Raises:
            StoreError: the collection could not be written; nothing was changed.
            Cancelled: `progress` said so before the last step; nothing was changed.
        """
        changed = self._marks() != self._seen
        told = len(self._unread)
        self._backup()
        with self._attached() as parts:
            parts.database.execute_sql(
                "PRAGMA foreign_keys = OFF"
            )  # every row comes from a join with its parent
            self._keep_media(parts, progress)
            database = parts.database
            seen = database.version()
            if changed:
                with database.atomic():
                    compare(database, self._choices)
            with parts.table.kept(), parts.journal.action("import", self._label()) as action:
                if database.version() != seen:
                    compare(database, self._choices)
                    changed = True
                is_as_planned = not changed and len(self._unread) == told
                report = self._planned if is_as_planned else self._report(database)
                if report.changes or self._choices.replace or self._choices.settings:
                    self._write(parts, action)
                progress(STEPS, STEPS)
            deck = fullest(database)
        return replace(report, media=len(self._digests), deck=deck)

    def _label(self) -> str:
        return "::".join(self._choices.deck or self._incoming.deck) or self._incoming.format

    def _keep_media(self, parts: Parts, progress: Progress) -> None:
        """Write the files; without a name they are nobody's, so that nothing has happened yet."""
        for number, (name, found) in enumerate(self._media.items()):
            progress(number * STEPS // len(self._media), STEPS)
            content = self._content(found)
            if content is not None:
                self._digests[name] = parts.media.keep(name, content), len(content)

    def _write(self, parts: Parts, action: Action) -> None:
        moment = self._clock()
        today = parts.table.options.study_day(moment)
        _, stamp = action.begin()
        intake = Intake(
            parts.database,
            parts.library,
            parts.schedules,
            today=today,
            now_ms=moment.at_ms,
        )
        for name, (digest, size) in self._digests.items():
            parts.media.enter(name, digest, size, stamp)
        intake.write(action, stamp, replace=self._choices.replace)
        if self._choices.settings:
            free = [name for name in self._incoming.options if name not in self._locked]
            for name in free:
                action.set_option(name, accepted(name, self._incoming.options[name]))
            parts.history.options_changed(*free)
            with parts.schedules.following_decks():
                self._set_deck_options(parts.database, action)

    def _set_deck_options(self, database: Database, action: Action) -> None:
        for path, options in self._incoming.deck_options.items():
            found = database.row(
                "SELECT d.id, d.options FROM stage.deck s JOIN main.deck d ON d.id = s.target"
                " WHERE s.path = ?",
                "::".join(path),
            )
            free = {
                name: accepted(name, value) for name, value in options.items() if name not in self._locked
            }
            if found and free:
                number, stored = found
                action.set("deck", number, options=json.dumps(own_options(stored) | free))
