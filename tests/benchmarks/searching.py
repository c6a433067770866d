"""Searching a large collection: prints figures as NAME=NUMBER, milliseconds unless the name says otherwise.

python -m tests.benchmarks.searching FOLDER

The notes get texts of a vocabulary as languages have it (few words are frequent, most are rare), some with
accents or in Japanese, and 1,200 tags. Each search is timed with 12 words of its kind, rare and frequent.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop.store.layout import COLLECTION, SEARCH
from desktop.store.search.results import SORTS
from desktop.store.search.searcher import Searcher
from tests.benchmarks.big import NOW

VOCABULARY = 40_000
WORDS = 24
TAGS = 1200
SYLLABLES = [
    *("ba", "con", "ver", "sion", "ta", "ri", "mo", "né", "le", "su", "ward", "pro", "ing", "der", "el"),
    *("ka", "tion", "as", "ü", "pri", "ce", "ment", "lo", "qua", "ren"),
]
JAPANESE = "東京都営業部顧客契約価格提案市場調査広告宣伝"
PER_KIND = 12


def vocabulary(rng: random.Random) -> list[str]:
    """Return words, the most frequent first."""
    made = {"".join(rng.choices(SYLLABLES, k=rng.randrange(1, 6))) for _ in range(VOCABULARY * 2)}
    return sorted(made, key=lambda word: (len(word), word))[:VOCABULARY]


def fill(folder: Path, rng: random.Random, words: list[str]) -> None:
    """Give every note a text and every second one a tag."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    with closing(sqlite3.connect(folder / COLLECTION)) as database, database:
        (count,) = database.execute("SELECT MAX(id) FROM note").fetchone()
        drawn = iter(rng.choices(words, weights, k=count * WORDS))

        def text(number: int) -> str:
            said = " ".join(next(drawn) for _ in range(WORDS))
            japanese = "".join(rng.choices(JAPANESE, k=8)) if number % 10 == 0 else ""
            return json.dumps(
                {"Question": said[:60], "Answer": said, "Explanation": japanese}, ensure_ascii=False
            )

        database.executemany(
            "UPDATE note SET fields = ? WHERE id = ?", ((text(n), n) for n in range(1, count + 1))
        )
        database.executemany(
            "INSERT OR IGNORE INTO note_tag VALUES (?, ?, 1, 0)",
            ((n, f"topic{n % 40:02}::part{n % TAGS:04}") for n in range(2, count + 1, 2)),
        )


def median_ms(work: Callable[[], object], times: int = 3) -> float:
    """Return the median time of some work."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


def searches(rng: random.Random, words: list[str]) -> dict[str, list[str]]:
    """Return searches of each kind. Words of four letters or more, as people look for them."""
    long = [word for word in words if len(word) >= 4]
    picked = [long[min(len(long) - 1, int(len(long) ** rng.random()) + 5)] for _ in range(PER_KIND)]
    accented = [word for word in long if "é" in word or "ü" in word]
    return {
        "word": [f"w:{word}" for word in picked],
        "prefix": [word[: max(3, len(word) - 2)] for word in picked],
        "phrase": [f'"{one} {two}"' for one, two in zip(words[:PER_KIND], words[20:], strict=False)],
        "accent": [
            word.replace("é", "e").replace("ü", "U") for word in rng.sample(accented[:3000], PER_KIND)
        ],
        "substring": [f"*{word[1:5]}*" for word in picked],
        "substring_of_3": [f"*{word[1:4]}*" for word in picked],
        "japanese": ["".join(rng.choices(JAPANESE, k=2)) for _ in range(PER_KIND)],
        "field": [f"answer:{word}" for word in picked],
        "deck": [f'deck:"Deck {number:02}"' for number in range(PER_KIND)],
        "tag": [f"tag:topic{number:02}" for number in range(PER_KIND)],
        "due": ["is:due"],
        "rated": ["rated:7", "rated:7:again"],
        "mixed": [f"{word} is:due -tag:topic01 ease<3" for word in picked],
        "regex": [rf"re:\b{picked[0][:3]}\w+n\b"],
    }


def main() -> None:
    """Measure one folder, which is changed by it."""
    folder = Path(sys.argv[1])
    rng = random.Random(23)
    words = vocabulary(rng)
    fill(folder, rng, words)
    (folder / SEARCH).unlink(missing_ok=True)
    searcher = Searcher(folder / COLLECTION, lambda: NOW)
    figures: dict[str, float] = {}
    begin = time.perf_counter()
    searcher.refresh()
    figures["building_s"] = time.perf_counter() - begin
    for kind, texts in searches(rng, words).items():
        took = [median_ms(lambda text=text: searcher.search(text, sort="due")) for text in texts]
        figures[kind] = statistics.median(took)
        figures[f"{kind}_hits"] = statistics.median(searcher.search(text).total for text in texts)
    for sort in SORTS:
        figures[f"all_by_{sort}"] = median_ms(lambda sort=sort: searcher.search("", sort=sort), 5)

    def first_rows() -> None:
        found = searcher.search("", sort="question", limit=50)
        searcher.rows(found.numbers)

    figures["first_rows"] = median_ms(first_rows, 5)
    everything = searcher.search("").numbers
    figures["page_of_50"] = median_ms(lambda: searcher.rows(everything[5000:5050]), 15)
    searcher.close()
    figures["index_mb"] = (folder / SEARCH).stat().st_size / 1e6
    figures["collection_mb"] = (folder / COLLECTION).stat().st_size / 1e6
    with closing(sqlite3.connect(folder / COLLECTION)) as database:
        like = "SELECT COUNT(*) FROM note WHERE fields LIKE ?"
        figures["like"] = median_ms(lambda: database.execute(like, (f"%{words[300]}%",)).fetchone(), 5)
    print("\n".join(f"{name}={figure:.3f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
