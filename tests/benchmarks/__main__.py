"""Measures what the app promises about speed and memory, and prints the table of the README.

Every figure is a median, or a ratio of two medians taken in turns in one run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.big import build

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
SIZES = ((10_000, 100_000), (100_000, 1_000_000))


def in_process(script: str, *arguments: str) -> list[float]:
    """Run a script of this folder in a process of its own; return the numbers that it prints."""
    return [float(word) for word in printed(script, *arguments).split()]


def printed(script: str, *arguments: str) -> str:
    """Run a script of this folder in a process of its own; return what it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{script}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    return done.stdout


def environment() -> dict[str, str]:
    """Return an environment in which windows need no screen."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def until_painted(script: str, **variables: str) -> float:
    """Return the seconds from the start of a process of a script until it says that it has painted."""
    command = [sys.executable, "-m", f"tests.benchmarks.{script}"]
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment() | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        took = time.perf_counter() - begin
    if said != "painted":
        raise RuntimeError(f"{script} did not paint")
    return took


def paired(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """Return the medians of two figures taken in turns."""
    first(), second()
    pairs = [(first(), second()) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def row(what: str, measured: str, target: str, met: bool) -> None:
    """Print a row of the table."""
    print(f"| {what} | {measured} | {target} | {'yes' if met else '**no**'} |", flush=True)


def start(folder: Path) -> None:
    """Measure the start against a bare window with one label."""
    ours, bare = paired(
        lambda: until_painted("start", XDG_DATA_HOME=str(folder.parent)), lambda: until_painted("bare_window")
    )
    ratio = ours / bare
    text = f"{ours * 1000:.0f} ms, {ratio:.2f} × a bare window ({bare * 1000:.0f} ms)"
    row("Process start to Home painted, data there", text, "≤ 1.8 ×", ratio <= 1.8)


def commit(folder: Path) -> None:
    """Measure storing an answer against the same two statements in raw SQLite."""
    ours, raw = in_process("commit", str(folder))
    text = f"{ours:.2f} ms, {ours / raw:.2f} × raw ({raw:.2f} ms)"
    row("Storing one answer", text, "≤ 2 ×", ours <= 2 * raw)


def answering(folder: Path, cards: int) -> float:
    """Measure grade key to next question painted, and what memory it takes."""
    median, worst, memory = in_process("answering", str(folder))
    text = f"{median:.1f} ms median, {worst:.1f} ms worst of 300"
    row(
        f"Grade key to next question, {cards:,} cards",
        text,
        "< 16 ms, worst < 50 ms",
        median < 16 and worst < 50,
    )
    row(f"Memory at a question, {cards:,} cards", f"{memory:.0f} MB", "< 150 MB", memory < 150)
    return median


def home(folder: Path, cards: int) -> None:
    """Measure filling Home."""
    (median,) = in_process("home", str(folder))
    row(f"Filling Home, {cards:,} cards", f"{median:.1f} ms", "< 50 ms", median < 50)


def flip(cards: str, what: str) -> None:
    """Measure answer key to painted against a bare browser, and the compiler of cards."""
    found = in_process("flip", cards)
    if not found:
        print(f"| Flip, {what} | left out: there is no corpus beside the checkout | | |")
        return
    ours, bare, compiling, count = found
    text = f"{ours:.1f} ms, {ours / bare:.2f} × a bare QTextBrowser with the same text ({bare:.1f} ms)"
    row(f"Answer key to answer painted, {count:.0f} {what}", text, "< 16 ms", ours < 16)
    row(f"Compiling a side, {what}", f"{compiling:.2f} ms", "< 3 ms", compiling < 3)


def thousand() -> None:
    """Measure whether memory stays flat while cards with formulas and pictures show."""
    early, late = in_process("thousand")
    text = f"{early:.0f} MB after 200, {late:.0f} MB after 1,000: {late / early:.2f} ×"
    row("Memory over 1,000 cards with formulas and pictures", text, "flat: ≤ 1.1 ×", late <= 1.1 * early)


def bring() -> None:
    """Measure taking in a package ten times as large, with schedules and answers."""
    small, _ = in_process("importing", "10000")
    large, memory = in_process("importing", "100000")
    text = f"{small:.1f} s and {large:.1f} s: {large / small:.1f} ×"
    row("Taking in a package of 10,000 and of 100,000 notes", text, "≤ 11 ×", large <= 11 * small)
    row("Memory at its most", f"{memory:.0f} MB", "≤ 300 MB", memory <= 300)


def searching(folder: Path) -> None:
    """Measure finding and sorting cards; it changes the folder."""
    found = dict(line.split("=") for line in printed("searching", str(folder)).split())
    figures = {name: float(figure) for name, figure in found.items()}
    kinds = ("word", "prefix", "phrase", "accent", "japanese", "field", "substring")
    text = ", ".join(f"{kind} {figures[kind]:.1f}" for kind in kinds)
    slowest = max(figures[kind] for kind in kinds)
    compared = f"{figures['like'] / figures['word']:.0f} × as quick as reading every note for a word"
    row("Keystroke to results, medians", f"{text} ms; {compared}", "< 30 ms each", slowest < 30)
    row(
        "First 50 rows of all cards",
        f"{figures['first_rows']:.1f} ms",
        "< 100 ms",
        figures["first_rows"] < 100,
    )
    sorts = {name: figure for name, figure in figures.items() if name.startswith("all_by_")}
    text = f"{min(sorts.values()):.0f} to {max(sorts.values()):.0f} ms"
    row("All cards sorted, by any column", text, "< 150 ms", max(sorts.values()) < 150)
    size = figures["index_mb"] / figures["collection_mb"]
    text = f"{figures['building_s']:.1f} s, {size:.2f} × the collection"
    row("Making the index of words, once", text, "≤ 0.3 ×", size <= 0.3)


def browsing(folder: Path) -> None:
    """Measure the browser in a window, on a folder that `searching` has filled."""
    found = dict(line.split("=") for line in printed("browsing", str(folder)).split())
    figures = {name: float(figure) for name, figure in found.items()}
    first, again = figures["first_rows_made"], figures["first_rows"]
    text = f"{first:.0f} ms, {again:.0f} ms when it opens again"
    row("First rows of the browser", text, "< 100 ms", max(first, again) < 100)
    kinds = ("word", "phrase", "accent", "substring")
    text = ", ".join(f"{kind} {figures[kind]:.1f}" for kind in kinds) + " ms"
    slowest = max(figures[kind] for kind in kinds)
    row("Keystroke to rows painted in the browser, medians", text, "< 30 ms each", slowest < 30)
    sorts = [figure for name, figure in figures.items() if name.startswith("sort_")]
    text = f"{figures['select_all']:.0f} ms, {min(sorts):.0f} to {max(sorts):.0f} ms"
    within = max(figures["select_all"], *sorts) < 150
    row("Selecting all cards in it, sorting them by any column", text, "< 150 ms", within)
    text = f"{figures['delete'] / 1000:.1f} s, {figures['undo'] / 1000:.1f} s"
    deleted = f"{figures['deleted']:,.0f}"
    row(f"Deleting {deleted} cards in it, and undoing that", text, "< 3 s", figures["delete"] < 3000)
    longest = max(figure for name, figure in figures.items() if name.startswith("gap_"))
    row("Longest time that its window did not answer", f"{longest:.0f} ms", "< 100 ms", longest < 100)


def counting(folder: Path) -> None:
    """Measure the statistics; it adds answers to the folder."""
    found = dict(line.split("=") for line in printed("counting", str(folder)).split())
    figures = {name: float(figure) for name, figure in found.items()}
    periods = ("month", "quarter", "year", "all", "after_an_answer")
    slowest = max(figures[name] for name in periods)
    text = f"{min(figures[name] for name in periods):.0f} to {slowest:.0f} ms"
    text += f"; with every breakdown {figures['every_breakdown']:.0f} ms"
    row("Statistics of 100,000 cards and 1,000,000 answers, any period", text, "< 150 ms", slowest < 150)
    text = f"{figures['first_s']:.1f} s, at most {figures['memory_mb']:.0f} MB"
    row("Counting them once, the first time", text, "-", True)


def bulk(folder: Path) -> None:
    """Measure changing half of the cards at once, and taking it back."""
    found = dict(line.split("=") for line in printed("bulk", str(folder)).split())
    figures = {name: float(figure) for name, figure in found.items()}
    done, undone = figures["delete"], figures["delete_undo"]
    price = f"{done / figures['bare']:.1f} × the same rows in raw SQL without undo"
    text = f"{done:.1f} s, {price}; undone in {undone:.1f} s"
    row("Deleting 50,000 cards", text, "< 3 s each", max(done, undone) < 3)
    others = ", ".join(
        f"{name} {figures[name]:.1f} s (undone {figures[f'{name}_undo']:.1f} s)"
        for name in ("suspend", "tag", "reset")
    )
    row("Other changes of 50,000 cards", others, "", met=True)


def main() -> None:
    """Measure everything."""
    print("| what | measured | target | met |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as place:
        small = Path(place) / "repertoire"
        subprocess.run(
            [sys.executable, "-m", "desktop", "--data", str(small), "decks"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        start(small)
        commit(small)
        flip("own", "cards of ours that are hard to draw")
        flip("corpus", "cards of real decks")
        thousand()
        bring()
        medians = []
        for cards, reviews in SIZES:
            folder = build(Path(place) / str(cards), cards, reviews)
            home(folder, cards)
            medians.append(answering(folder, cards))
        searching(Path(place) / str(SIZES[-1][0]))
        bulk(Path(place) / str(SIZES[-1][0]))
        browsing(Path(place) / str(SIZES[-1][0]))
        counting(Path(place) / str(SIZES[-1][0]))
        growth = medians[1] / medians[0]
        row("Ten times the cards, per answer", f"{growth:.2f} ×", "flat: ≤ 1.3 ×", growth <= 1.3)


if __name__ == "__main__":
    main()
