"""Colours of CSS as #rrggbb, and colours that can be read on their ground."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from typing import NamedTuple

from desktop.render.wording import names

READABLE = 4.5
"""The least contrast of text on its ground."""
SAME = 1.1
"""Below this contrast nobody can see text on its ground."""
NAMES = dict(
    part.split(":")
    for part in names(
        "aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc"
        " bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a"
        " burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50"
        " cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b"
        " darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b"
        " darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000"
        " darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f"
        " darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493"
        " deepskyblue:00bfff dimgray:696969"
        " dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22"
        " fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 gray:808080"
        " green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c"
        " indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00"
        " lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2"
        " lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a"
        " lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899"
        " lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6 magenta:ff00ff"
        " maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db"
        " mediumseagreen:3cb371 mediumslateblue:7b68ee mediumspringgreen:00fa9a mediumturquoise:48d1cc"
        " mediumvioletred:c71585 midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5"
        " navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500"
        " orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee"
        " palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd"
        " powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1"
        " saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d"
        " silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa"
        " springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347"
        " turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00"
        " yellowgreen:9acd32 canvas:ffffff canvastext:000000"
    )
)
HEX = re.compile(r"#([0-9a-f]{3,8})$")
CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)$")
ANGLES = {"deg": 1.0, "grad": 0.9, "rad": 57.29578, "turn": 360.0}


class Color(NamedTuple):
    """A colour; every part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        """The colour as #rrggbb, however transparent it is."""
        return "#" + "".join(f"{round(255 * part):02x}" for part in self[:3])

    def over(self, ground: str) -> str:
        """Return the colour as it looks on a ground."""
        if self.alpha >= 1:
            return self.hex
        below = parse_color(ground) or WHITE
        mixed = (a * self.alpha + b * (1 - self.alpha) for a, b in zip(self[:3], below[:3], strict=True))
        return Color(*mixed).hex


WHITE = Color(1.0, 1.0, 1.0)


@lru_cache(maxsize=4096)
def parse_color(text: str) -> Color | None:
    """Return a colour of CSS; None for what is not one, or not one that is known."""
    text = text.strip().lower()
    if text == "transparent":
        return Color(0.0, 0.0, 0.0, 0.0)
    text = f"#{NAMES[text]}" if text in NAMES else text
    if found := HEX.match(text):
        return _of_hex(found.group(1))
    if found := CALL.match(text):
        try:
            return _of_call(found.group(1), found.group(2).replace(",", " ").replace("/", " ").split())
        except ValueError:
            return None
    return None


def _of_hex(digits: str) -> Color | None:
    if len(digits) in (3, 4):
        digits = "".join(2 * digit for digit in digits)
    if len(digits) not in (6, 8):
        return None
    return Color(*(int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)))


def _of_call(kind: str, parts: list[str]) -> Color | None:
    if len(parts) not in (3, 4):
        return None
    alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
    if kind == "rgb":
        red, green, blue = (_share(part, 255.0) for part in parts[:3])
        return Color(red, green, blue, alpha)
    unit = next((unit for unit in ANGLES if parts[0].endswith(unit)), "")
    hue = float(parts[0].removesuffix(unit)) * ANGLES.get(unit, 1.0) / 360 % 1.0
    saturation, lightness = (_share(part, 100.0) for part in parts[1:3])
    return Color(*hls_to_rgb(hue, lightness, saturation), alpha)


def _share(text: str, whole: float) -> float:
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text) / whole
    if not -1e9 < value < 1e9:  # also: not a number
        raise ValueError(text)
    return min(1.0, max(0.0, value))


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """Return the contrast of two opaque colours, from 1 to 21, as WCAG counts it."""
    values = sorted(_luminance(parse_color(each) or WHITE) for each in (one, other))
    return (values[1] + 0.05) / (values[0] + 0.05)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Return whether two grounds can hardly be told apart."""
    pairs = zip((parse_color(one) or WHITE)[:3], (parse_color(other) or WHITE)[:3], strict=True)
    return contrast(one, other) < SAME and max(abs(a - b) for a, b in pairs) < 0.03


@lru_cache(maxsize=4096)
def is_grey(color: str) -> bool:
    """Return whether a colour has hardly any hue."""
    parts = (parse_color(color) or WHITE)[:3]
    return max(parts) - min(parts) < 0.12


@lru_cache(maxsize=4096)
def readable(color: str, ground: str, least: float = READABLE) -> str:
    """Return the colour, or the nearest of its hue that can be read on the ground."""
    if contrast(color, ground) >= least:
        return color
    hue, lightness, saturation = rgb_to_hls(*(parse_color(color) or WHITE)[:3])
    lighter = contrast("#ffffff", ground) >= contrast("#000000", ground)
    low, high = (lightness, 1.0) if lighter else (0.0, lightness)
    for _ in range(10):
        middle = (low + high) / 2
        enough = contrast(Color(*hls_to_rgb(hue, middle, saturation)).hex, ground) >= least
        if enough == lighter:
            high = middle
        else:
            low = middle
    return Color(*hls_to_rgb(hue, high if lighter else low, saturation)).hex
