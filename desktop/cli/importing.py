"""Bringing files in from the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.study.incoming import Choices, Report, Skipped


def bring(collection: Collection, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Take files in, or say what that would do; a file that is refused does not stop the others."""
    return [_bring_one(collection, file, arguments) for file in arguments.files]


def _bring_one(collection: Collection, file: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    from desktop.exchange import formats  # heavy: only this command reads files

    choices = choices_of(arguments)
    try:
        incoming = formats.read(file, choices)
        work = collection.start_import(incoming, choices)
        try:
            report = work.plan()
            if not arguments.dry_run:
                report = work.apply()
        finally:
            work.close()
    except UserError as error:
        return {"file": str(file), "refused": str(error)}
    return {"file": str(file)} | told(report)


def choices_of(arguments: argparse.Namespace) -> Choices:
    """Return what was said of how to read."""
    deck = tuple(part.strip() for part in (arguments.deck or "").split("::") if part.strip())
    return Choices(
        deck=deck or None,
        encoding=arguments.encoding,
        separator=_signs(arguments.separator),
        row_separator=_signs(arguments.row_separator),
        header=arguments.header,
        kind=arguments.kind,
        html=arguments.html,
        sheet=arguments.sheet,
        history=not arguments.no_history,
        keep_duplicates=arguments.keep_duplicates,
        overwrite=arguments.overwrite,
    )


def _signs(typed: str | None) -> str | None:
    """Return what was typed with tabs and newlines in the place of their signs."""
    return typed and typed.replace("\\t", "\t").replace("\\n", "\n")


def told(report: Report) -> dict[str, Any]:
    """Return a report as plain values."""
    return {
        "format": report.format,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "kept": report.kept,
        "matched": report.matched,
        "duplicates": len(report.duplicates),
        "duplicate_rows": [_row(each) for each in report.duplicates],
        "skipped": [_row(each) for each in report.skipped],
        "cards": report.cards,
        "media": {"added": report.media, "missing": report.missing},
        "reviews": report.reviews,
        "decks": report.decks,
        "warnings": report.warnings,
    }


def _row(skipped: Skipped) -> dict[str, Any]:
    return {"line": skipped.line or None, "reason": skipped.reason, "text": skipped.text}


def words(result: list[dict[str, Any]]) -> str:
    """Say what came in, file by file."""
    return "\n\n".join(_words_of(each) for each in result)


def _words_of(result: dict[str, Any]) -> str:
    if "refused" in result:
        return f"{result['file']}: {result['refused']}"
    counts = ", ".join(f"{result[name]} {name}" for name in ("new", "updated", "unchanged"))
    lines = [f"{result['file']} ({result['format']}): {counts}; {result['cards']} new cards"]
    media = result["media"]
    for count, text in (
        (result["duplicates"], "notes stand in the file twice"),
        (result["kept"], "notes keep your own text"),
        (result["matched"], "notes were known by their front"),
        (media["added"], "pictures and sounds came along"),
        (len(media["missing"]), "pictures or sounds are missing"),
        (result["reviews"], "answers came along"),
    ):
        if count:
            lines.append(f"  {count} {text}")
    for each in result["skipped"]:
        where = f"line {each['line']}: " if each["line"] else ""
        lines.append(f"  left out: {where}{each['reason']}{_quoted(each['text'])}")
    return "\n".join([*lines, *(f"  {each}" for each in result["warnings"])])


def _quoted(text: str) -> str:
    return f" ({text[:60]!r})" if text else ""
