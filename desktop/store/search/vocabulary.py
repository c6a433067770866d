"""Every word of the index in memory, to look up those that hold some letters."""

from __future__ import annotations

BETWEEN = "\n"


class Vocabulary:
    """Words, each once.

    Args:
        joined: the words, with a line break between them.
    """

    def __init__(self, joined: str = "") -> None:
        self._text = f"{BETWEEN}{joined}{BETWEEN}"

    def holding(self, part: str, most: int) -> list[str]:
        """Return the words that hold some letters.

        Args:
            part: the letters; at least one, and no line break.
            most: words to return; where there are more, any of them are.
        """
        found: list[str] = []
        text, at = self._text, 0
        while len(found) < most and (at := text.find(part, at)) >= 0:
            start, at = text.rfind(BETWEEN, 0, at) + 1, text.find(BETWEEN, at)
            found.append(text[start:at])
        return found
