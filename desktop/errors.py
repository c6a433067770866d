"""Errors that a person can do something about. Everything else is a bug."""


class UserError(Exception):
    """Something went wrong that a person should read about.

    Attributes:
        message: what happened, one plain sentence.
        hint: what to do next, one plain sentence; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class DeckFileError(UserError):
    """A deck file has a mistake; the message names file and line."""


class StoreError(UserError):
    """The collection could not be read or written."""


class StoreBusy(StoreError):
    """Another program holds the collection for longer than we wait."""


class StoreFull(StoreError):
    """The disk, or the person's share of it, is full."""


class StoreReadOnly(StoreError):
    """The folder or the file may not be written."""


class StoreDamaged(StoreError):
    """The file is not a collection, or no longer a sound one."""


class StoreNewer(StoreError):
    """A newer version of the app wrote this collection."""


class StoreInUse(StoreError):
    """The app is already open on this folder."""


class NotFound(UserError):
    """There is no such card, deck or backup."""
