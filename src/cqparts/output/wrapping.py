"""Text into lines of a width in terminal cells: words, items of a list, and Chinese by its line-breaking rules."""

import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width

from cqparts.model.annotations import Literal

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


SIMPLE = frozenset(
    ("Lu", "Ll", "Lt", "Lo", "Nd", "No", "Nl", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Zs")
)
"""The categories of characters that are as wide alone as beside others."""


def cell_width(text: str) -> int:
    """Return the width of a text on a terminal in cells.

    Letters, figures and marks are told by their East Asian width; whatever may join or modify others, by wcwidth, which
    takes as long to load as the rest of an answer.
    """
    if text.isascii():
        return len(text)
    if not all("\u4e00" <= character <= "\u9fff" or category(character) in SIMPLE for character in set(text) - DRAWN):
        from wcwidth import wcswidth

        return max(wcswidth(text), 0)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


DRAWN = frozenset("●○◐·■□…\n")
"""What bars, marks and cuts are drawn with."""


def wrap(text: str, width: int, where: Wrap, indent: int = 0) -> list[str]:
    """Return a text as lines that are at most so wide; a piece that is wider is cut only where it must be.

    Args:
        text: One paragraph.
        width: The most cells of a line.
        where: Where it may be broken.
        indent: Blanks before each line but the first.
    """
    if where == "never" or cell_width(text) <= width:
        return [text]
    if where == "cut":
        return [next(text[:end] + "…" for end in range(len(text), 0, -1) if cell_width(text[:end]) < width)]
    lines, line = [], ""
    for piece in fit_pieces(text, max(width - indent, 1), where):
        if line.strip() and cell_width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * indent
        line += piece
    return [*lines, line.rstrip()]


def fit_pieces(text: str, width: int, where: Wrap) -> Iterator[str]:
    """Yield the pieces of a text, those cut that are wider than a line."""
    for piece in pieces(text, where):
        rest = piece
        while cell_width(rest.rstrip()) > width:
            end = max(next((i for i in range(1, len(rest)) if cell_width(rest[: i + 1]) > width), 1), 1)
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


def longest_piece(text: str, where: Wrap) -> int:
    """Return the width in cells of the widest part of a text that is not broken."""
    return max((cell_width(piece.rstrip()) for piece in pieces(text, where)), default=0)
