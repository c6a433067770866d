"""Makes the collection of the present schema: `python -m tests.data.collections.make`.

Run it once when a new version of the schema is about to be released, and keep the file: a later
app must open it. Files of earlier versions are never made again.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from desktop.store import schema
from desktop.store.collection import Collection
from tests.store.helpers import FakeClock, basic, cloze, deck


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        collection = Collection(Path(folder), clock, wal=False)
        notes = [
            basic("a", tags=["x", "y"]),
            basic("b", topic="T"),
            basic("c", topic="T"),
            cloze("d", "{{c1::One}} and {{c2::two}}", section="Two"),
            basic("e", "Ärger & <b>Spaß</b>?", section="Two"),
        ]
        collection.install(deck(notes), "signature")
        cards = [view.number for view in collection.cards()]
        collection.set_option("cap", 500)
        collection.grade(cards[0], 4, took_ms=4000)
        collection.grade(cards[1], 2, took_ms=9000, response="hm")
        clock.move(minutes=5)
        collection.grade(cards[1], 5)
        clock.tomorrow()
        collection.grade(cards[2], 3)
        collection.grade(cards[0], 4)
        collection.grade(cards[3], 1)
        collection.undo()
        collection.suspend([cards[4]])
        collection.flag([cards[5]], 3)
        collection.bury([cards[3]])
        collection.writing.edit(collection.card(cards[2]).note_number, {"Answer": "My own words."})
        collection.searches.keep("Hard", "ease<2")
        collection.plans.add(
            "interview", tag="x", first_day=collection.today(), last_day=collection.today() + 30
        )
        made = collection.backup()
        target = Path(__file__).with_name(f"v{schema.VERSION}.db")
        target.write_bytes(made.file.read_bytes())
        collection.close()


if __name__ == "__main__":
    main()
