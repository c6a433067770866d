"""What only this copy of a collection knows."""

from __future__ import annotations

from uuid import UUID, uuid4

from desktop.store.database import Database


class Meta:
    """Texts by name: the device, the version of the fold, the decks that were taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """Return the text under a name; empty where there is none."""
        return str(self._database.value("SELECT value FROM meta WHERE name = ?", name) or "")

    def set(self, name: str, value: str) -> None:
        """Keep a text under a name; nothing is written where it is there already."""
        self._database.execute_sql(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            " WHERE value <> excluded.value",
            (name, value),
        )

    def device(self) -> int:
        """Return the number of this copy among those that wrote the log, made at its first use."""
        if not self.get("device"):
            # Two first starts at once agree: the second insert is ignored.
            self._database.execute_sql("INSERT OR IGNORE INTO meta VALUES ('device', ?)", (uuid4().hex,))
        uid = UUID(self.get("device")).bytes
        found = self._database.value("SELECT id FROM device WHERE uid = ?", uid)
        if found is None:
            self._database.execute_sql("INSERT OR IGNORE INTO device (uid) VALUES (?)", (uid,))
            found = self._database.value("SELECT id FROM device WHERE uid = ?", uid)
        return int(found)
