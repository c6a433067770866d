"""What the administrator of this computer has laid down, and whether it is right."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop import bundled, places
from desktop.errors import UserError
from desktop.policy import Fault, Policy, read_policy


def policy(folder: Path, arguments: argparse.Namespace, in_force: Policy) -> Any:
    """Show what holds and where it comes from, or check a file."""
    if arguments.check is None:
        file = in_force.file or places.policy_file()
        return _told(in_force, file) | {"checked": False, "data": str(folder)}
    if not arguments.check.is_file() and arguments.check != places.policy_file():
        raise UserError(f"There is no file {arguments.check}.")
    return _told(read_policy(arguments.check), arguments.check) | {"checked": True}


def _told(policy: Policy, file: Path) -> dict[str, Any]:
    faults = sorted([*policy.faults, *_of_decks(policy)])
    return {
        "file": str(file),
        "present": policy.file is not None,
        "in_force": [entry._asdict() for entry in policy.entries],
        "faults": [fault._asdict() for fault in faults],
    }


def _of_decks(policy: Policy) -> list[Fault]:
    """Return what is wrong with the folders of decks, and with the deck files in them."""
    line = policy.line("decks")
    faults: list[Fault] = []
    bundled.read_more(policy.decks, frozenset(), lambda error: faults.append(Fault(line, str(error))))
    return faults


def is_wrong(result: dict[str, Any]) -> bool:
    """Return whether a check found faults."""
    return bool(result["checked"] and result["faults"])


def words(result: dict[str, Any]) -> str:
    """Say it, a line each."""
    file = result["file"]
    faults = [f"{file}, line {each['line']}: {each['reason']}" for each in result["faults"]]
    if not result["present"]:
        head = f"There is no policy file {file}."
    elif result["checked"]:
        head = "" if faults else f"{file} is right; entries in force: {len(result['in_force'])}."
    else:
        head = f"Laid down in {file}:"
    shown = [] if result["checked"] else _entries(result)
    return "\n".join([*([head] if head else []), *shown, *faults])


def _entries(result: dict[str, Any]) -> list[str]:
    lines = [f"  line {each['line']}: {each['key']} = {_value(each['value'])}" for each in result["in_force"]]
    return [*lines, f"Your cards lie in {result['data']}."]


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
