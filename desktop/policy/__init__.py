"""What the administrator of a computer has laid down for everybody who uses the app on it.

It comes from one file (`places.policy_file`). A wrong entry in it never stops the app: the right
ones hold, each wrong one is told with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from desktop.errors import UserError

FEATURES = {
    "import": "Bringing decks in is turned off by your administrator.",
    "export": "Taking decks out is turned off by your administrator.",
    "edit": "Editing cards is turned off by your administrator.",
    "delete": "Deleting cards is turned off by your administrator.",
}
"""What can be disabled, and what is said to somebody who asks for it."""
LANGUAGES = {"en": "English"}
"""The languages that the app speaks."""


class Entry(NamedTuple):
    """One entry that holds: its key, its value as it is understood, and its line in the file."""

    key: str
    value: Any
    line: int


class Fault(NamedTuple):
    """One entry that does not hold: its line in the file, and why, in one sentence."""

    line: int
    reason: str


@dataclass(frozen=True)
class Policy:
    """The entries that hold.

    Attributes:
        file: that was read; None = there is none.
        decks: folders whose deck files are taken in and kept up, and never written to.
        data: folder of a person's cards; None = the usual one.
        language: that a person begins with; "" = the system's.
        starting: settings of the window until a person chooses others, by name.
        locked: settings and options that nobody changes, by name.
        disabled: keys of FEATURES.
        entries: all of them, in the order of the file.
        faults: what does not hold, in the order of the file.
    """

    file: Path | None = None
    decks: tuple[Path, ...] = ()
    data: Path | None = None
    language: str = ""
    starting: Mapping[str, Any] = field(default_factory=dict)
    locked: Mapping[str, Any] = field(default_factory=dict)
    disabled: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()

    def allows(self, feature: str) -> bool:
        """Return whether one of FEATURES is left to people."""
        return feature not in self.disabled

    def demand(self, feature: str) -> None:
        """Do nothing where one of FEATURES is left to people.

        Raises:
            UserError: it is disabled.
        """
        if feature in self.disabled:
            raise UserError(FEATURES[feature])

    def line(self, key: str) -> int:
        """Return the line of an entry; 0 = it is not in the file."""
        return next((entry.line for entry in self.entries if entry.key == key), 0)

    def told(self, fault: Fault) -> str:
        """Return a fault as one line: file, line and reason."""
        return f"{self.file}, line {fault.line}: {fault.reason}"


NO_POLICY = Policy()
"""Nothing was laid down."""


def read_policy(file: Path) -> Policy:
    """Return what a policy file lays down; nothing where there is none. Never fails."""
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return NO_POLICY
    except OSError as error:
        return Policy(file, faults=(Fault(1, f"The file cannot be read: {error.strerror}."),))
    from desktop.policy.reading import policy_of  # heavy: most computers have no policy

    return policy_of(content, file)
