"""A report of an import in words."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.gui.words import answers, cards, notes, tr
from desktop.study.incoming import Report, Skipped

LISTED = 2000
"""Lines of one sort in the details; the rest is counted."""
SHORT = 120


def offer(report: Report, *, replace: bool = False, settings: bool = False) -> str:
    """Return what the button does that takes it in."""
    if replace:
        return tr("Replace everything with {notes}").format(notes=notes(_all(report)))
    if report.new and report.updated:
        return tr("Bring in {new}, update {updated}").format(
            new=notes(report.new), updated=f"{report.updated:,}"
        )
    if report.new:
        return tr("Bring in {notes}").format(notes=notes(report.new))
    if report.updated:
        return tr("Update {notes}").format(notes=notes(report.updated))
    if report.media:
        return tr("Bring in pictures and sounds")
    return tr("Take over the settings") if settings else tr("Nothing to bring in")


def _all(report: Report) -> int:
    return report.new + report.updated + report.unchanged


def counts(report: Report, *, done: bool = False) -> str:
    """Return what would come in, or came in, one line each."""
    return "\n".join(_counts(report, done))


def _counts(report: Report, done: bool) -> Iterator[str]:
    if report.new:
        text = tr("Came in: {notes} with {cards}.") if done else tr("New: {notes} with {cards}.")
        yield text.format(notes=notes(report.new), cards=cards(report.cards))
    if report.updated:
        text = tr("Updated: {notes}.") if done else tr("To be updated: {notes}.")
        yield text.format(notes=notes(report.updated))
    if report.unchanged:
        yield tr("Already here, unchanged: {notes}.").format(notes=notes(report.unchanged))
    if report.kept:
        yield tr("With a text that you changed here, which stays: {notes}.").format(notes=notes(report.kept))
    if report.matched:
        yield tr("Known by the front: {notes}.").format(notes=notes(report.matched))
    if report.reviews:
        yield tr("From another program: {answers}.").format(answers=answers(report.reviews))
    if report.media:
        yield tr("Pictures and sounds: {count}.").format(count=f"{report.media:,}")
    if report.duplicates:
        yield tr("In the file twice, taken once: {count}.").format(count=f"{len(report.duplicates):,}")
    if report.skipped:
        yield tr("Left out: {count}; see the details.").format(count=f"{len(report.skipped):,}")
    if report.missing:
        yield tr("Pictures or sounds that are missing: {count}.").format(count=f"{len(report.missing):,}")
    if not (report.new or report.updated or report.media or report.unchanged):
        yield tr("Nothing in it can be taken in.") if not done else tr("Nothing came in.")


def details(report: Report) -> str:
    """Return everything that a person may want to look up, as plain text; empty = nothing."""
    sections = (
        (tr("To know"), report.warnings),
        (tr("Left out"), [_line(each) for each in report.skipped[:LISTED]]),
        (tr("In the file twice"), [_line(each) for each in report.duplicates[:LISTED]]),
        (tr("Missing pictures and sounds"), report.missing[:LISTED]),
        (tr("New decks"), report.decks[:LISTED]),
        (tr("New note types"), report.note_types[:LISTED]),
    )
    totals = (0, len(report.skipped), len(report.duplicates), len(report.missing), len(report.decks), 0)
    parts = []
    for (title, lines), total in zip(sections, totals, strict=True):
        if lines:
            rest = [tr("… and {count} more").format(count=f"{total - LISTED:,}")] if total > LISTED else []
            parts.append("\n".join([title, *(f"  {line}" for line in [*lines, *rest])]))
    return "\n\n".join(parts)


def _line(skipped: Skipped) -> str:
    where = tr("line {line}: ").format(line=skipped.line) if skipped.line else ""
    text = " ".join(skipped.text.split())[:SHORT]
    return f"{where}{skipped.reason}" + (f" ({text})" if text else "")
