"""What can be said on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop import APP_ID, APP_NAME, VERSION
from desktop.cli import planning
from desktop.cli.finding import CARDS, LISTS
from desktop.places import policy_file
from desktop.store.search.results import SORTS
from desktop.study.calendar import Moment, moment_of
from desktop.study.grades import GRADES
from desktop.study.options import LIMITS
from desktop.study.statistics.periods import MONTH, PERIODS

YEARS = range(1971, 9000)


def instant(text: str) -> Moment:
    """Return the moment that a text in ISO form names; without an offset it is local time."""
    try:
        when = datetime.fromisoformat(text)
        if when.year in YEARS:
            return moment_of(when)
    except (ValueError, OverflowError, OSError):
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-25T18:30:00+01:00")


def count(text: str) -> int:
    """Return how many a text says."""
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of rows")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    return _parsers()[0]


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """Return what was said; `brought` holds the files that stand in the place of a command."""
    top, commands = _parsers()
    end = len(words)
    if not commands & set(words):
        while end and words[end - 1][:1] != "-" and Path(words[end - 1]).is_file():
            end -= 1
        if end and words[end - 1] in ("--data", "--tour"):
            end = min(end + 1, len(words))
    found = top.parse_args(words[:end])
    found.brought = [Path(each) for each in words[end:]]
    return found


def _parsers() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """Return the parser, and the names of its commands."""
    common = argparse.ArgumentParser(add_help=False)
    quiet: Any = argparse.SUPPRESS  # so that an option works before the command and after it
    common.add_argument("--data", metavar="DIR", default=quiet, help="folder that holds the cards")
    common.add_argument("--json", action="store_true", default=quiet, help="print JSON")
    at = argparse.ArgumentParser(add_help=False)
    at.add_argument("--at", type=instant, metavar="ISO-TIME", help="take this for the present time")
    deck = argparse.ArgumentParser(add_help=False)
    deck.add_argument("--deck", metavar="D", help="only from this deck: its name, or names joined by ::")
    top = argparse.ArgumentParser(
        APP_ID,
        description=f"{APP_NAME}: flashcards. Without a command it opens the window; files named instead of"
        " one are brought in there.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"{APP_NAME} {VERSION}")
    top.add_argument("--tour", metavar="DIR", help="save a picture of every screen into DIR; needs no screen")
    top.add_argument(
        "--try",
        action="store_true",
        dest="only_try",
        help="open the window and close it as soon as it shows; exit code 0: it starts here",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, text: str, *more: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common, at, *more])

    add("decks", "list the decks, with what is due")
    add("next", "show the card that comes next, with what each grade would do", deck)
    grade = add("grade", "answer a card")
    grade.add_argument("card", metavar="CARD", help="its identity, as `next` and `cards` print it")
    grade.add_argument("grade", metavar="0..5", type=int, choices=GRADES, help="below 3: not remembered")
    add("undo", "take back the latest answer or action")
    add("cards", "list all cards", deck)
    add("reviews", "print the log of answers")
    stats = add("stats", "tell what was learned; with --json every figure, its definition and n", deck)
    stats.add_argument("--period", choices=PERIODS, default=MONTH, help=", ".join(PERIODS))
    add("apart", "tell which sides are told apart, and what is mixed up; --json adds the definitions", deck)
    planning.offer(add("plan", "be ready on a day; list plans, remove one"), [common, at])
    search = add("search", "find cards by what is in them and where they stand")
    search.add_argument(
        "query", metavar="QUERY", help="such as 'is:due ease<2 (lead or deal)'; after -- it may begin with -"
    )
    search.add_argument("--notes", action="store_true", help="find notes instead of cards")
    search.add_argument("--sort", choices=SORTS, default="created", metavar="COLUMN", help=", ".join(SORTS))
    search.add_argument("--descending", action="store_true", help="turn the order round")
    search.add_argument("--limit", metavar="N", type=count, help="show so many at the most")
    tags = add("edit-tags", "give notes tags, take tags away, or rename one; `undo` takes it back")
    tags.add_argument(
        "query",
        metavar="QUERY",
        nargs="?",
        default="",
        help="the notes, as `search` finds them; all if left out",
    )
    tags.add_argument("--add", metavar="TAG", action="append", default=[], help="give them this; repeatable")
    tags.add_argument(
        "--remove", metavar="TAG", action="append", default=[], help="take this away; repeatable"
    )
    tags.add_argument(
        "--rename", metavar=("OLD", "NEW"), nargs=2, help="rename a tag, with those below it, on these notes"
    )
    tags.add_argument("--dry-run", action="store_true", help="only say how many notes it would change")
    listing = add("list", "list what there is")
    listing.add_argument(
        "what", metavar="WHAT", nargs="?", choices=LISTS, default=CARDS, help=", ".join(LISTS)
    )
    show = add("show", "show everything about a card")
    show.add_argument("card", metavar="CARD", help="its identity, as `search` and `cards` print it")
    reason = add("why", "tell why a card comes when it does, and what each grade would do")
    reason.add_argument("card", metavar="CARD", help="its identity, as `search` and `cards` print it")
    low, high = LIMITS["retention"]
    plan = add("scheduler", "tell or change which scheduler holds, and which due days that moves", deck)
    plan.add_argument("scheduler", metavar="NAME", nargs="?", help="sm2, fsrs or sm2-source")
    plan.add_argument(
        "--retention",
        metavar="PERCENT",
        type=int,
        help=f"that fsrs aims at, from {low} to {high}",
    )
    plan.add_argument("--dry-run", action="store_true", help="only say which due days would move")
    check = add("check", "make sure that everything is as it should be")
    check.add_argument("--rebuild", action="store_true", help="derive all schedules anew from the log first")
    add("backup", "make a backup")
    bring = add("import", "bring decks in: Anki packages, text, spreadsheets and more")
    bring.add_argument("files", metavar="FILE", type=Path, nargs="+")
    bring.add_argument("--deck", metavar="NAME", help="for cards that name no deck; names joined by :: nest")
    bring.add_argument("--dry-run", action="store_true", help="only say what it would do")
    bring.add_argument(
        "--no-history", action="store_true", help="leave answers and dates of other programs out"
    )
    bring.add_argument("--overwrite", action="store_true", help="also replace texts that you changed here")
    bring.add_argument(
        "--keep-duplicates", action="store_true", help="take rows with one front in, all of them"
    )
    bring.add_argument("--encoding", help="of a text, such as cp1252")
    bring.add_argument("--separator", help=r"between the columns of a text, such as ; or \t")
    bring.add_argument(
        "--row-separator",
        metavar="SIGNS",
        help=r"between the rows of a text where that is no line, such as \n\n",
    )
    bring.add_argument(
        "--header", action=argparse.BooleanOptionalAction, help="the first row names the columns"
    )
    bring.add_argument("--html", action=argparse.BooleanOptionalAction, help="cells hold HTML")
    bring.add_argument("--kind", choices=("basic", "reversed", "typed", "cloze"), help="what rows become")
    bring.add_argument("--sheet", help="of a workbook")
    take = add("export", "write a deck to a file, in the format that its name ends with", deck)
    take.add_argument("file", metavar="FILE", type=Path, help=".apkg .colpkg .csv .tsv .xlsx .md .toml")
    take.add_argument("--for-others", action="store_true", help="without anything that tells of you")
    restore = add("restore", "put a backup in the place of the cards; `undo` takes that back")
    restore.add_argument("file", metavar="FILE", type=Path)
    policy = add("policy", "show what the administrator of this computer has laid down")
    policy.add_argument(
        "--check",
        metavar="FILE",
        type=Path,
        nargs="?",
        const=policy_file(),
        help="say what is wrong with the policy, or with this file; exit code 1 where something is",
    )
    return top, frozenset(commands.choices)
