"""Characters of symbol fonts, whose codes mean nothing without the font."""

from __future__ import annotations

_SYMBOL = {
    0xB7: "•", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠", 0xAE: "→", 0xAC: "←", 0xDE: "⇒",
    0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB0: "°", 0x2D: "−",
    0xD7: "·", 0x2A: "*", 0x2B: "+", 0x6D: "μ",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA2: "○", 0xA3: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x46: "☞", 0x45: "☜", 0x4A: "☺", 0x26: "📖", 0x28: "☎", 0x2A: "✉", 0x3F: "✍",
    **{0x81 + n: chr(0x2460 + n) for n in range(10)},
    **{0x8C + n: chr(0x2776 + n) for n in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x52: "☑", 0x54: "☒", 0x96: "•", 0x97: "●", 0x98: "●", 0x99: "○", 0xA2: "▪",
    0xA3: "■", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_3 = {0x7D: "▶", 0x75: "▶", 0x84: "▶", 0x22: "→", 0x70: "▲", 0x71: "▼"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
}
_PRIVATE = range(0xF000, 0xF100)  # where symbol fonts put their 256 characters
_ROUND = frozenset({"courier new"})  # Word's second bullet is an `o` of this font


def is_symbol(font: str | None) -> bool:
    """Whether a font's characters are pictures rather than letters."""
    return (font or "").casefold() in _FONTS


def shown(char: str, font: str | None) -> str:
    """What a character of a font looks like; "" where that is not known."""
    code = ord(char)
    if code in _PRIVATE:
        code -= 0xF000
    elif not is_symbol(font):
        return char
    table = _FONTS.get((font or "symbol").casefold(), _SYMBOL)
    return table.get(code, "")


def bullet(text: str, font: str | None) -> str:
    """A bullet; one that is not known is a plain `•`."""
    if (font or "").casefold() in _ROUND and text == "o":
        return "○"
    return "".join(shown(char, font) or "•" for char in text)
