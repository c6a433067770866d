r"""Where a formula that is wider than a line may be broken: TeX's own places, and the words of `\text`.

The pieces stand side by side like words, so that the line breaks between them wherever it has to.
"""

from __future__ import annotations

import re

from desktop.render.wording import names

_TOKEN = re.compile(r"\\text\s*\{([^{}\\$]*)\}|\\[A-Za-z]+\s*|\\.|\s+|.", re.DOTALL)
_RELATIONS = names(
    r"= < > : \ne \neq \not \equiv \cong \sim \simeq \approx \propto \le \leq \ge \geq \ll \gg \in"
    r" \notin \ni \subset \subseteq \supset \supseteq \to \gets \mapsto \rightarrow \leftarrow \implies"
    r" \longrightarrow \Rightarrow \Leftarrow \Longrightarrow \iff \Leftrightarrow \leftrightarrow \mid"
    r" \vdash \models \hookrightarrow \land \lor \wedge \vee \cup \cap + - \pm \cdot \times"
)
_STOPS = frozenset([",", ";", r"\quad", r"\qquad", r"\ "])
_OPENING = frozenset(["{", "(", "[", r"\{", r"\left", r"\lbrace", r"\langle"])
_CLOSING = frozenset(["}", ")", "]", r"\}", r"\right", r"\rbrace", r"\rangle"])
_SCRIPTS = frozenset("_^")
_WHOLE = re.compile(
    r"&|\\\\|\\(?:begin|cr|over|atop|choose|tag|color|bf|it|rm|sf|tt|cal|tiny|small|large|Large|huge|[gex]?def|let"
    r"|(?:re|provide)?newcommand|renewcommand|DeclareMathOperator|(?:display|text|script)style)(?![A-Za-z])"
)
"""What reaches beyond the place where it stands: a formula with such in it is one piece."""


def pieces(source: str) -> tuple[str, ...]:
    """Return the TeX of a formula in pieces that can be drawn on their own; one where it cannot be broken."""
    if _WHOLE.search(source):
        return (source,)
    made = [""]
    depth, before = 0, ""
    for found in _TOKEN.finditer(source):
        token = found[0].strip()
        if found[1] is not None and not depth and before not in _SCRIPTS:
            words = re.split(r"\s+", found[1])
            made[-1] += rf"\text{{{words[0]}}}" if words[0] else ""
            made += [rf"\text{{{word}}}" if word else "" for word in words[1:]]
        elif token in _RELATIONS and not depth and before not in _RELATIONS | _SCRIPTS:
            made.append(found[0])
        else:
            made[-1] += found[0]
        depth = max(0, depth + (token in _OPENING) - (token in _CLOSING))
        if token in _STOPS and not depth:
            made.append("")
        before = token or before
    return tuple(each.strip() for each in made if each.strip())
