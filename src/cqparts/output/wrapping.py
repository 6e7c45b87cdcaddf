"""Text into lines of a width in terminal cells: words, items of a list, and Chinese by its line-breaking rules."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

Wrap = Literal["never", "words", "items", "cut"]
"""Where a text may be broken: nowhere, between words or the items of a list; or that it is cut, with an ellipsis."""

# ruff: noqa: RUF001 -- marks of Chinese writing
CLOSING = "，。、；：？！）》」』】〉”’％%…—,.;:?!)]}”"
"""Marks that no line begins with."""

OPENING = "（《「『【〈“‘([{"
"""Marks that no line ends with."""

WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""Characters of Chinese, Japanese and Korean writing, and full-width marks."""

PIECES = re.compile(
    rf"[{re.escape(OPENING)}]*(?:[{WIDE}]|[^\s{WIDE}{re.escape(OPENING)}]+|[{re.escape(OPENING)}]+|\s)"
    rf"[{re.escape(CLOSING)}]*\s*"
)
"""A word, or a Chinese character, with the marks around it that stay with it and the blanks behind."""

ITEMS = re.compile(r".*?(?:, |; |、|；|$)")
"""An item of a list, with the mark behind it."""


def wrap(text: str, width: int, where: Wrap, measure: Callable[[str], int], indent: int = 0) -> list[str]:
    """Return a text as lines that are at most so wide; a piece that is wider is cut only where it must be.

    Args:
        text: One paragraph.
        width: The most cells of a line.
        where: Where it may be broken.
        measure: The function that returns the width of a text in cells.
        indent: Blanks before each line but the first.
    """
    if where == "never" or measure(text) <= width:
        return [text]
    if where == "cut":
        return [next(text[:end] + "…" for end in range(len(text), 0, -1) if measure(text[:end]) < width)]
    lines, line = [], ""
    for piece in fit_pieces(text, width - indent, where, measure):
        if line.strip() and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * indent
        line += piece
    return [*lines, line.rstrip()]


def fit_pieces(text: str, width: int, where: Wrap, measure: Callable[[str], int]) -> Iterator[str]:
    """Yield the pieces of a text, those cut that are wider than a line."""
    for piece in pieces(text, where):
        rest = piece
        while measure(rest.rstrip()) > width:
            end = max(next((i for i in range(1, len(rest)) if measure(rest[: i + 1]) > width), 1), 1)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def pieces(text: str, where: Wrap) -> list[str]:
    """Return the parts of a text between which a line may end.

    >>> pieces("Electric drive, Chassis", "items"), pieces("不一，见（表）。", "words")
    (['Electric drive, ', 'Chassis'], ['不', '一，', '见', '（表）。'])
    """
    found = (ITEMS if where == "items" else PIECES).findall(text) if where != "never" else [text]
    return [piece for piece in found if piece]


def longest_piece(text: str, where: Wrap, measure: Callable[[str], int]) -> int:
    """Return the width in cells of the widest part of a text that is not broken."""
    return max((measure(piece.rstrip()) for piece in pieces(text, where)), default=0)
