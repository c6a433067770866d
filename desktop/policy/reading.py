"""From the content of a policy file to what it lays down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.policy import FEATURES, LANGUAGES, Entry, Fault, Policy, folders
from desktop.policy.statements import entries
from desktop.preferences import PREFERENCES, TEXT_SIZE
from desktop.study.options import CHOICES, LIMITS, NAMES, OF_THE_MOMENT, WEEK, Options, is_week
from desktop.study.schedulers import SCHEDULERS

LOCKED = "locked."
UTF16 = (b"\xff\xfe", b"\xfe\xff")
UNREADABLE = "\ufffd"
Understood = tuple[Any, list[str]]
"""A value as it is understood (None = not at all), and what is wrong with it, one sentence each."""


def policy_of(content: bytes, file: Path) -> Policy:
    """Return what the content of a policy file lays down. Whatever it holds, this does not fail."""
    encoding = "utf-16" if content.startswith(UTF16) else "utf-8-sig"
    written, faults = entries(content.decode(encoding, errors="replace"))
    values: dict[str, Entry] = {}
    for entry in written:
        value, reasons = understood(entry)
        faults += [Fault(entry.line, reason) for reason in reasons]
        if value is not None:
            values[entry.key] = entry._replace(value=value)
    found = {key: entry.value for key, entry in values.items()}
    locked = {key.removeprefix(LOCKED): value for key, value in found.items() if key.startswith(LOCKED)}
    disabled = frozenset(found.get("disabled", ()))
    if "import" in disabled:
        locked["watched_folder"] = ""
    return Policy(
        file=file,
        decks=tuple(map(Path, found.get("decks", ()))),
        data=Path(found["data"]) if "data" in found else None,
        language=found.get("language", ""),
        starting={"text_size": found["text_size"]} if "text_size" in found else {},
        locked=locked,
        disabled=disabled,
        entries=tuple(values.values()),
        faults=tuple(sorted(set(faults))),
    )


def understood(entry: Entry) -> Understood:
    """Return the value of an entry, and what is wrong with it."""
    if UNREADABLE in str(entry.value):
        return None, [f"{entry.key} holds letters that are no UTF-8: save the file as UTF-8."]
    if entry.key in KEYS:
        return KEYS[entry.key](entry.key, entry.value)
    if entry.key.startswith(LOCKED):
        return _locked(entry.key.removeprefix(LOCKED), entry.value)
    if entry.key == LOCKED[:-1]:
        return None, [] if entry.value == {} else ["locked is a table: [locked] stands above its settings."]
    return None, [f"There is no key {entry.key!r}; there are {', '.join(KEYS)} and the table [locked]."]


def _folders(key: str, value: Any) -> Understood:
    if not isinstance(value, list):
        return None, [f'{key} is a list of folders, such as ["/srv/decks"].']
    right: list[str] = []
    wrong: list[str] = []
    for each in value:
        found, reasons = _folder(f"Each of {key}", each)
        wrong += reasons
        right += [found] if found else []
    return right, wrong


def _folder(key: str, value: Any) -> Understood:
    if not isinstance(value, str) or not value.strip():
        return None, [f"{key} is a folder in quotation marks, not {_shown(value)}."]
    try:
        return folders.folder(value), []
    except ValueError as error:
        return None, [str(error)]


def _language(key: str, value: Any) -> Understood:
    if value in list(LANGUAGES):
        return value, []
    known = ", ".join(f'"{code}" ({name})' for code, name in LANGUAGES.items())
    return None, [f"The app does not speak {_shown(value)}; it speaks {known}."]


def _text_size(key: str, value: Any) -> Understood:
    return (value, []) if TEXT_SIZE.fits(value) else (None, [_must_be(key, TEXT_SIZE.what, value)])


def _features(key: str, value: Any) -> Understood:
    known = ", ".join(f'"{each}"' for each in FEATURES)
    if not isinstance(value, list):
        return None, [f"{key} is a list of {known}."]
    right = [each for each in FEATURES if each in value]
    return right, [f"{_shown(each)} cannot be disabled; {known} can." for each in value if each not in right]


KEYS: dict[str, Callable[[str, Any], Understood]] = {
    "decks": _folders,
    "data": _folder,
    "language": _language,
    "text_size": _text_size,
    "disabled": _features,
}
"""All but the settings that are locked."""
LOCKABLE = NAMES - OF_THE_MOMENT
"""Options of the cards that can be locked."""


def _locked(name: str, value: Any) -> Understood:
    if name == "watched_folder" and value:
        return _folder(name, value)
    if name in PREFERENCES:
        preference = PREFERENCES[name]
        return (value, []) if preference.fits(value) else (None, [_must_be(name, preference.what, value)])
    if name not in LOCKABLE:
        return None, [f"There is no setting {name!r}; there are {', '.join(lockable())}."]
    fits, what = _option(name, value)
    return (value, []) if fits else (None, [_must_be(name, what, value)])


def lockable() -> Iterator[str]:
    """Yield the names of all that can be locked."""
    yield from PREFERENCES
    yield from sorted(LOCKABLE)


def _option(name: str, value: Any) -> tuple[bool, str]:
    """Return whether a value does for an option of the cards, and which do."""
    if name in CHOICES:
        return value in CHOICES[name], " or ".join(map(_shown, CHOICES[name]))
    if name in LIMITS:
        low, high = LIMITS[name]
        return type(value) is int and low <= value <= high, f"a whole number from {low} to {high}"
    if name == "scheduler":
        keys = [each.key for each in SCHEDULERS]
        return value in keys, " or ".join(f'"{key}"' for key in keys)
    if name == WEEK:
        return is_week(value), "seven letters, Monday to Sunday: N, R (fewer cards) or O (none)"
    return type(value) is type(getattr(Options(), name)), "true or false"


def _must_be(name: str, what: str, value: Any) -> str:
    return f"{name} is {what}, not {_shown(value)}."


def _shown(value: Any) -> str:
    """Return a value as it stands in the file, or nearly so."""
    return json.dumps(value, ensure_ascii=False, default=str)
