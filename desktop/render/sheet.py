"""Style sheets of decks: cut to the rules that can be meant for a card on this screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from desktop.render.declarations import COMMENT, declarations
from desktop.render.generated import content_of, split
from desktop.render.own_tags import as_attributes

LONGEST = 150_000
MOST_RULES = 2000
MOST_CUSTOM = 100
LONGEST_SELECTOR = 200
MOST_ALTERNATIVES = 16
DEEPEST = 6
OPEN = re.compile(r"[{};\"']")
STRINGS = {quote: re.compile(rf"{quote}(?:\\.|[^{quote}\\\n])*{quote}?") for quote in "\"'"}
PSEUDO = re.compile(
    r"::|:(?:before|after|first-l|hover|active|focus|visited|target|checked|selection|host|has)"
)
ANY_OF = re.compile(r":(?:is|where|matches|-webkit-any)\(([^()]*)\)")
FEATURE = re.compile(r"\(\s*(min-|max-)?([a-z-]+)\s*(?:(:|<=?|>=?)\s*([^()]*?))?\s*\)")
NUMBER = re.compile(r"(\d{1,6}(?:\.\d+)?)(px|em|rem)?$")


class Screen(NamedTuple):
    """What a style sheet can ask about."""

    dark: bool
    width: int


class Sheet(NamedTuple):
    """A style sheet made safe.

    Attributes:
        css: rules of known declarations only.
        size: how many declarations there are.
        cut: whether it was too long.
    """

    css: str
    size: int
    cut: bool


@lru_cache(maxsize=64)
def sheet(css: str, screen: Screen) -> Sheet:
    """Return what of a style sheet holds for a screen."""
    cut = len(css) > LONGEST
    text = COMMENT.sub(" ", css[:LONGEST].replace("<!--", " ").replace("-->", " "))
    rules: list[str] = []
    customs: set[str] = set()
    size = 0
    for selectors, body in _rules(text, screen, 0):
        for kind, group in _by_kind(selectors).items():
            inner, content = content_of(body) if kind else (body, "")
            kept = [f"-{kind}-content:{content}"] if content else []
            for name, value in declarations(inner):
                if name.startswith("--"):
                    if name not in customs and len(customs) >= MOST_CUSTOM:
                        continue
                    customs.add(name)
                kept.append(f"-{kind}-{name}:{value}" if kind else f"{name}:{value}")
            if kept:
                rules.append(f"{','.join(group)}{{{';'.join(kept)}}}")
                size += len(kept)
        if len(rules) >= MOST_RULES:
            return Sheet("\n".join(rules), size, True)
    return Sheet("\n".join(rules), size, cut)


def _by_kind(selectors: list[str]) -> dict[str, list[str]]:
    """Return selectors by what of an element they mean: itself, or the text before or after it."""
    kinds: dict[str, list[str]] = {}
    for each in selectors:
        plain, kind = split(each)
        kinds.setdefault(kind, []).append(plain)
    return kinds


def _rules(text: str, screen: Screen, depth: int) -> Iterator[tuple[list[str], str]]:
    """Yield selectors and body of every rule that holds."""
    at = 0
    while True:
        start, sign = _next_sign(text, at)
        if sign == "":
            return
        head = text[at:start].strip()
        if sign != "{":
            at = start + 1  # @import and the like, or a stray brace
            continue
        end = _closing(text, start)
        body = text[start + 1 : end]
        at = end + 1
        if head.startswith("@"):
            if depth < DEEPEST and _holds(head, screen):
                yield from _rules(body, screen, depth + 1)
        elif selectors := _selectors(head):
            yield from _rule(selectors, body, screen, depth)


def _rule(selectors: list[str], body: str, screen: Screen, depth: int) -> Iterator[tuple[list[str], str]]:
    """Yield a rule, then the rules that stand in it."""
    if "{" not in body:
        yield selectors, body
        return
    own, nested = _split_nested(body)
    yield selectors, own
    if depth >= DEEPEST:
        return
    for head, inner in nested:
        if head.startswith("@"):
            if _holds(head, screen):
                yield from _rule(selectors, inner, screen, depth + 1)
            continue
        outer = [each for each in selectors if not split(each)[1]]
        joined = [
            part.replace("&", each) if "&" in part else f"{each} {part}"
            for part in _selectors(head)
            for each in outer
        ]
        if joined := [each for each in joined[:MOST_ALTERNATIVES] if len(each) <= LONGEST_SELECTOR]:
            yield from _rule(joined, inner, screen, depth + 1)


def _split_nested(body: str) -> tuple[str, list[tuple[str, str]]]:
    own: list[str] = []
    nested: list[tuple[str, str]] = []
    at = 0
    while True:
        start, sign = _next_sign(body, at)
        if sign == "":
            own.append(body[at:])
            return ";".join(own), nested
        if sign == "{":
            end = _closing(body, start)
            nested.append((body[at:start].strip(), body[start + 1 : end]))
            at = end + 1
        else:
            own.append(body[at:start])
            at = start + 1


def _next_sign(text: str, at: int) -> tuple[int, str]:
    """Return the place of the next brace or semicolon outside strings, and which it is."""
    while found := OPEN.search(text, at):
        if found.group() in STRINGS:
            string = STRINGS[found.group()].match(text, found.start())
            at = string.end() if string else found.end()
        else:
            return found.start(), found.group()
    return len(text), ""


def _closing(text: str, start: int) -> int:
    """Return the place of the brace that closes the one at `start`."""
    depth, at = 1, start + 1
    while True:
        place, sign = _next_sign(text, at)
        depth += (sign == "{") - (sign == "}")
        if sign == "" or depth == 0:
            return place
        at = place + 1


def _selectors(head: str) -> list[str]:
    """Return the selectors of a rule that can match something that is not touched, each on its own."""
    found: list[str] = []
    for part in _commas(head):
        for each in _alternatives(part):
            plain, kind = split(each)
            bad = (
                PSEUDO.search(plain.replace(":not(:hover)", "")) or "@" in each or "<" in each or "}" in each
            )
            if (
                each
                and not bad
                and len(each) <= LONGEST_SELECTOR
                and each.count("(") <= 4
                and "((" not in each
            ):
                found.append(as_attributes(plain) + (f"::{kind}" if kind else ""))
    return found[: 4 * MOST_ALTERNATIVES]


def _commas(text: str) -> list[str]:
    """Split at the commas that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _alternatives(selector: str) -> list[str]:
    """Return a selector with :is(a, b) as one selector for a and one for b."""
    done = [selector]
    for _ in range(3):
        if not any(ANY_OF.search(each) for each in done):
            break
        done = [
            each[: found.start()] + option.strip() + each[found.end() :]
            for each in done
            if (found := ANY_OF.search(each))
            for option in found.group(1).split(",")
        ] + [each for each in done if not ANY_OF.search(each)]
        done = done[:MOST_ALTERNATIVES]
    return done


def _holds(head: str, screen: Screen) -> bool:
    """Return whether the rules inside an at-rule hold; what is not understood does not."""
    name, _, rest = head[1:].partition(" ")
    name = name.partition("(")[0].lower()
    if name == "layer":
        return True
    if name == "supports":
        return not rest.strip().lower().startswith("not")
    if name == "media":
        return any(_media(part.strip().lower(), screen) for part in _commas(head[6:]))
    return False


def _media(query: str, screen: Screen) -> bool:
    turned = query.startswith("not ")
    query = query.removeprefix("not ").removeprefix("only ")
    holds = True
    for part in re.split(r"\s+and\s+", query):
        if part in ("screen", "all", ""):
            continue
        feature = FEATURE.match(part)
        if feature is None or feature.end() != len(part):
            if part in ("print", "speech", "tty", "tv", "projection", "handheld", "braille"):
                holds = False
                continue
            return False
        known = _feature(feature, screen)
        if known is None:
            return False
        holds &= known
    return holds != turned


def _feature(found: re.Match[str], screen: Screen) -> bool | None:
    limit, name, sign, value = (
        found.group(1) or "",
        found.group(2),
        found.group(3) or "",
        found.group(4) or "",
    )
    if name == "prefers-color-scheme":
        return value == ("dark" if screen.dark else "light")
    if name == "prefers-reduced-motion":
        return value in ("", "reduce")
    if name == "orientation":
        return value == "landscape"
    if name in ("hover", "any-hover"):
        return value in ("", "hover")
    number = NUMBER.match(value)
    if name not in ("width", "device-width") or not number:
        return None
    pixels = float(number.group(1)) * (1 if number.group(2) == "px" else 16)
    if limit == "min-" or sign.startswith(">"):
        return screen.width >= pixels
    if limit == "max-" or sign.startswith("<"):
        return screen.width <= pixels
    return screen.width == pixels
