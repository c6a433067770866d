"""Parts of a search text: what a click beside the table puts into it, and takes out again."""

from __future__ import annotations

from desktop.study.query import OTHER_NAMES, TOKEN

DECK, TAG, NOTE, STATE = "deck", "tag", "note", "is"


def term(key: str, name: str) -> str:
    """Return the part of a search that asks for a name; what no search can say stands for any letters."""
    bare = name.replace('"', "*")
    simple = bare.replace("::", "").replace("-", "").replace("_", "").isalnum()
    return f"{key}:{bare}" if simple else f'{key}:"{bare}"'


def with_term(text: str, wanted: str, *, added: bool = False) -> str:
    """Return a search text with a part, in the place of one that asks for the same kind of thing.

    Args:
        text: what was typed.
        wanted: such as `deck:Sales`, or `deck:` to take such parts out.
        added: whether it is asked for besides what is there.
    """
    key, _, value = wanted.partition(":")
    parts = _parts(text)
    if not added and all(each.lower() not in ("or", "(", ")") for each in parts):
        kept = [each for each in parts if _key(each) != key]
    else:
        kept = [f"({text})"] if _has_or(parts) and value else [text] if text.strip() else []
    if added and wanted in parts:
        return text
    return " ".join([*kept, wanted] if value else kept)


def _has_or(parts: list[str]) -> bool:
    """Return whether alternatives stand outside all parentheses."""
    depth = 0
    for each in parts:
        depth += (each == "(") - (each == ")")
        if depth == 0 and each.lower() == "or":
            return True
    return False


def _parts(text: str) -> list[str]:
    """Return the parts of a search text, each minus joined to what it denies."""
    parts: list[str] = []
    minus = ""
    for found in TOKEN.finditer(text):
        part = found[0].strip()
        if found.lastgroup == "minus":
            minus += part
            continue
        parts += [minus + part] if part not in ("(", ")") or not minus else [minus, part]
        minus = ""
    return parts


def _key(part: str) -> str:
    """Return what a part asks for, such as `deck`; empty for words and for what is denied."""
    key, colon, _ = part.partition(":")
    if not colon or part.startswith(("-", '"')):
        return ""
    return OTHER_NAMES.get(key.lower(), key.lower())
