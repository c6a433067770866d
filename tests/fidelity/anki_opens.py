"""Opens packages of ours in Anki itself and says what is not as it was; see packages.py."""

from __future__ import annotations

import datetime
import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any


def opened(package: Path, folder: Path) -> Any:
    from anki._backend import RustBackend
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    file = folder / "c.anki2"
    collection = Collection(str(file))
    if package.suffix == ".colpkg":
        collection.close()
        RustBackend().import_collection_package(
            col_path=str(file),
            backup_path=str(package),
            media_folder=str(folder / "c.media"),
            media_db=str(folder / "c.media.db2"),
        )
        return Collection(str(file))
    options = ImportAnkiPackageOptions(with_scheduling=True, merge_notetypes=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    return collection


def seen(collection: Any, guid: str, shift: int) -> dict[str, Any]:
    [number] = collection.db.list("select id from notes where guid = ?", guid)
    note = collection.get_note(number)
    cards = []
    for card in sorted(note.cards(), key=lambda each: each.ord):
        studied = card.type == 2
        cards.append(
            {
                "ord": card.ord,
                "deck": collection.decks.name(card.odid or card.did),
                "due": card.due - collection.sched.today + shift if studied else None,
                "ivl": card.ivl,
                "factor": card.factor,
                "lapses": card.lapses,
                "suspended": card.queue == -1,
                "flag": card.user_flag(),
                "reviews": collection.db.list("select id from revlog where cid = ? order by id", card.id),
            }
        )
        card.question()
        card.answer()
    return {"guid": note.guid, "fields": note.fields, "tags": sorted(note.tags), "cards": cards}


def main(folder: Path) -> int:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wrong = 0
    for package in sorted([*folder.glob("*.apkg"), *folder.glob("*.colpkg")]):
        with tempfile.TemporaryDirectory() as place:
            collection = opened(package, Path(place))
            today = (datetime.datetime.now() - datetime.timedelta(hours=4)).date().toordinal()
            found = [seen(collection, each["guid"], today - expected["day"]) for each in expected["notes"]]
            for one, other in zip(expected["notes"], found, strict=True):
                if one != other:
                    wrong += 1
                    print(package.name, "expected", one, "found", other, sep="\n  ")
            media = {
                each.name: sha256(each.read_bytes()).hexdigest()
                for each in Path(collection.media.dir()).iterdir()
            }
            folded = {name.lower(): digest for name, digest in media.items()}
            for name, digest in expected["media"].items():
                if folded.get(name.lower()) != digest:
                    wrong += 1
                    print(package.name, "media", name, sorted(folded))
            message, sound = collection.fix_integrity()
            wrong += not sound
            print(package.name, collection.note_count(), "notes", collection.card_count(), "cards", message)
            collection.close()
    print("wrong:", wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
