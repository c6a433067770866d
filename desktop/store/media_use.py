"""Which pictures and sounds are used, by which notes, which are missing; deleting those not used."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from desktop.store.changes import Changes
from desktop.store.journal import COUNTER_BITS
from desktop.store.media import one_form
from desktop.store.parts import Parts
from desktop.study.calendar import Clock
from desktop.study.media_names import media_names

SHOWN = 200
"""Notes that are named of those that use a file."""
KEPT_DAYS = 30
"""Days for which deleted files are on offer."""
DAY_MS = 24 * 60 * 60 * 1000
OF_TEMPLATES = "_"
"""How names begin that templates put together, as Anki has it: nobody can tell whether they are used."""
BY_FIELD = re.compile(
    r"""(?:\b(?:src|data|href)\s*=\s*["']?[^"'<>]*\{\{)|(?:\[sound:[^\]]*\{\{)""", re.IGNORECASE
)
"""A template that shows the file which a field names."""
NOTES = """
SELECT id, note_type, fields, deleted FROM note WHERE deleted < 2 AND (
  instr(fields, '<') OR instr(fields, '[sound:') OR instr(fields, 'url(')
  OR note_type IN (SELECT value FROM json_each(?)))
"""


@dataclass(slots=True)
class MediaFile:
    """A picture or sound, or the name of one that is missing.

    Attributes:
        name: that notes find it by.
        size: in bytes; 0 = it is missing.
        notes: row numbers of notes that use it, at most SHOWN.
        uses: how many notes use it.
        kept: whether something else than a note uses or may use it: a note type, or the recycle bin.
        deleted_ms: when it was deleted, in UTC milliseconds; 0 = it was not.
        is_missing: whether there is no file of that name.
    """

    name: str
    size: int = 0
    notes: list[int] = field(default_factory=list)
    uses: int = 0
    kept: bool = False
    deleted_ms: int = 0
    is_missing: bool = False

    @property
    def is_unused(self) -> bool:
        """Whether nobody would miss it."""
        return not (self.uses or self.kept or self.deleted_ms or self.is_missing)


@dataclass(frozen=True, slots=True)
class MediaReport:
    """All pictures and sounds of a collection.

    Attributes:
        files: by name, those that are missing or deleted among them.
        size: bytes on the disk of those that are there, each content once.
    """

    files: tuple[MediaFile, ...] = ()
    size: int = 0


class MediaUse:
    """Looks through a collection over a connection of its own, on whichever thread asks.

    Args:
        parts_anew: opens the collection once more; this closes it.
        clock: tells the present moment.
    """

    def __init__(self, parts_anew: Callable[[], Parts], clock: Clock) -> None:
        self._parts_anew = parts_anew
        self._clock = clock

    def report(self) -> MediaReport:
        """Return what there is, what is used, and what is missing. Takes long."""
        parts = self._parts_anew()
        try:
            files, size = self._files(parts)
            _Counting(parts, files).run()
        finally:
            parts.database.close()
        return MediaReport(tuple(sorted(files.values(), key=lambda each: each.name.casefold())), size)

    def _files(self, parts: Parts) -> tuple[dict[str, MediaFile], int]:
        since_ms = self._clock().at_ms - KEPT_DAYS * DAY_MS
        files: dict[str, MediaFile] = {}
        sizes: dict[bytes, int] = {}
        for name, digest, size, deleted, stamp in parts.database.rows(
            "SELECT n.name, n.hash, m.size, n.deleted, n.stamp FROM media_name n"
            " JOIN media m ON m.hash = n.hash"
        ):
            deleted_ms = stamp >> COUNTER_BITS if deleted else 0
            if deleted and deleted_ms < since_ms:
                continue
            files[name] = MediaFile(name, size, deleted_ms=deleted_ms)
            if not deleted:
                sizes[bytes(digest)] = size
        return files, sum(sizes.values())

    def delete(self, names: Iterable[str]) -> Changes:
        """Delete those of some files that nobody uses; they can be brought back. Undoable. Takes long."""
        unused = {each.name for each in self.report().files if each.is_unused}
        return self._set("delete media", [name for name in names if name in unused], deleted=True)

    def restore(self, names: Iterable[str]) -> Changes:
        """Bring deleted files back. Undoable."""
        return self._set("restore media", names, deleted=False)

    def _set(self, kind: str, names: Iterable[str], *, deleted: bool) -> Changes:
        wanted = list(names)
        parts = self._parts_anew()
        try:
            label = wanted[0] if len(wanted) == 1 else ""
            with parts.journal.action(kind, label) as action:
                changed = sum([action.set_media(name, deleted=deleted) for name in wanted])
                if changed:
                    action.remember(count=changed)
        finally:
            parts.database.close()
        return Changes(cards=bool(changed))


class _Counting:
    """Counts who uses each file."""

    def __init__(self, parts: Parts, files: dict[str, MediaFile]) -> None:
        self._parts = parts
        self._files = files
        self._folded: dict[str, str] = {}
        for name in sorted(files, reverse=True):  # the first by name wins, as where a card looks for it
            if not files[name].deleted_ms:
                self._folded[name.casefold()] = name

    def run(self) -> None:
        """Count."""
        for each in self._files.values():
            each.kept = each.name.startswith(OF_TEMPLATES)
        by_field: dict[int, bool] = {}
        for number, templates, style in self._parts.database.rows(
            "SELECT id, templates, style FROM note_type WHERE deleted < 2"
        ):
            html = templates.replace('\\"', '"')
            by_field[number] = bool(BY_FIELD.search(html))
            for name in {*media_names(html), *media_names(style)}:
                if "{{" not in name and (found := self._file(name)):
                    found.kept = True
        told = [number for number, is_so in by_field.items() if is_so]
        for number, note_type, fields, deleted in self._parts.database.rows(NOTES, json.dumps(told)):
            for each in self._used(fields, alone=by_field.get(note_type, False)):
                if deleted:
                    each.kept = True
                    continue
                each.uses += 1
                if len(each.notes) < SHOWN:
                    each.notes.append(number)

    def _used(self, fields: str, *, alone: bool) -> Iterator[MediaFile]:
        """Yield the files that a note uses, each once, and those that it misses."""
        seen: set[str] = set()
        for text in json.loads(fields).values():
            names = list(media_names(text))
            if alone and one_form(text).casefold() in self._folded:
                names.append(text)
            for name in names:
                found = self._file(name, make=True)
                if found is not None and found.name not in seen:
                    seen.add(found.name)
                    yield found

    def _file(self, name: str, *, make: bool = False) -> MediaFile | None:
        plain = one_form(name)
        exact = self._files.get(plain)
        if exact is not None and not exact.deleted_ms:
            return exact
        near = self._folded.get(plain.casefold())
        if near is not None:
            return self._files[near]
        if make and plain and exact is None:
            exact = self._files[plain] = MediaFile(plain, is_missing=True)
        return exact
