"""Packages for a referee: does Anki itself see in them what we put in?

python -m tests.fidelity.packages FOLDER         # in our environment: writes the packages and what is in them
ANKI-PYTHON tests/fidelity/anki_opens.py FOLDER  # in one that has the `anki` package: opens and compares
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.exchange.anki.identity import guid_of
from desktop.exchange.anki.out.names import Names
from desktop.exchange.anki.out.package import AnkiPackage, WholeAnki
from desktop.study.incoming import no_progress
from desktop.study.outgoing import OutgoingNote
from tests.exchange import leaving


def told(each: OutgoingNote) -> dict[str, Any]:
    """Return what Anki should see of a note."""
    note = each.note
    return {
        "guid": guid_of(note.uid),
        "fields": [Names().applied(note.fields[name]) for name in note.note_type.fields],
        "tags": sorted("_".join(tag.split()) for tag in note.tags),
        "cards": [
            {
                "ord": state.ordinal,
                "deck": "::".join(state.deck or each.deck),
                "due": None if state.schedule is None else (state.schedule.due or 0) - leaving.DAY,
                "ivl": state.schedule.interval if state.schedule else 0,
                "factor": state.schedule.ease * 10 if state.schedule else 0,
                "lapses": state.schedule.lapses if state.schedule else 0,
                "suspended": state.suspended,
                "flag": state.flag,
                "reviews": [review.at_ms for review in state.reviews],
            }
            for state in each.cards
        ],
    }


def main(folder: Path) -> None:
    """Write everything."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = list(leaving.everything().make())
    expected = {
        "day": leaving.DAY,
        "notes": [told(each) for each in notes],
        "media": {name: sha256(data).hexdigest() for name, data in leaving.MEDIA.items()},
    }
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    for name, exporter, more in (
        ("today.apkg", AnkiPackage(), {}),
        ("any.apkg", AnkiPackage(old=True), {}),
        ("others-today.apkg", AnkiPackage(), {"with_progress": False}),
        ("others-any.apkg", AnkiPackage(old=True), {"with_progress": False}),
        ("whole.colpkg", WholeAnki(), {"name": ""}),
    ):
        print(name, exporter.write(leaving.everything(**more), folder / name, no_progress))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
