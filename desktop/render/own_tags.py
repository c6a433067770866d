"""Tags that HTML does not know, such as <tts>: kept as spans that remember their names.

The allow-list would only drop them, and a style sheet that hides what they hold would no longer
find them. So `<tts>` becomes `<span data-tag="tts">`, and the selector `tts` becomes `[data-tag=tts]`.
"""

from __future__ import annotations

import re

from desktop.render.wording import names

HTML = names(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink"
    " blockquote body br button canvas caption center cite code col colgroup command content data datalist"
    " dd del details dfn dialog dir div dl dt element em embed fieldset figcaption figure font footer form"
    " frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd"
    " keygen label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav"
    " nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext"
    " portal pre progress q rb rp rt rtc ruby s samp script search section select shadow slot small source"
    " spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead"
    " time title tr track tt u ul var video wbr xmp annotation annotation-xml mphantom"
    " animate animatemotion animatetransform circle clippath defs desc ellipse filter foreignobject g line"
    " lineargradient marker mask metadata mpath path pattern polygon polyline radialgradient rect set stop"
    " switch symbol text textpath tspan use view"
)
SHAPES = names("path rect circle ellipse line polyline polygon text tspan use")
GROUPS = names("svg g a defs symbol lineargradient radialgradient stop title switch")
SVG = (SHAPES | GROUPS) - {"a", "title"}
"""Tags that a style sheet can mean in a drawing, which `svg_tags` writes in the same way."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})(?=[\s/>])")
TYPE = re.compile(r"(^|[\s>+~(])([a-zA-Z][a-zA-Z0-9-]*)")


def as_spans(html: str) -> str:
    """Return HTML with its own tags as spans."""

    def known(found: re.Match[str]) -> str:
        closing, name = found.group(1), found.group(2).lower()
        if name in HTML:
            return found.group()
        return "</span" if closing else f'<span data-tag="{name}"'

    return TAG.sub(known, html)


def as_attributes(selector: str) -> str:
    """Return a selector that finds such spans; one with texts in it stays as it is."""
    if '"' in selector or "'" in selector:
        return selector

    def known(found: re.Match[str]) -> str:
        before, name = found.group(1), found.group(2).lower()
        return found.group() if name in HTML - SVG else f"{before}[data-tag={name}]"

    return TYPE.sub(known, selector)
