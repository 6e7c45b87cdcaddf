"""A page to a terminal, within its width, in bold and dim, by rich."""

import os
import re
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from cqparts.output.layout import page_lines
from cqparts.output.page import Page

if TYPE_CHECKING:
    from rich.console import Console

TRAILING = re.compile(r" +((?:\x1b\[0m)?)$", re.MULTILINE)
"""Blanks at the end of a line, and what ends its style."""


def draw_page(page: Page, stream: TextIO) -> str:
    """Return a page as a terminal shows it, within the width of the terminal behind the stream."""
    from rich.text import Text

    width = max(get_terminal_size().columns, 1)
    screen = console(stream, width)
    with screen.capture() as capture:
        for line in page_lines(page, width, bars=not is_plain()):
            screen.print(Text(line.text, style=line.style), no_wrap=True, overflow="ignore", crop=False)
    return TRAILING.sub(r"\1", capture.get())


def is_plain() -> bool:
    """Return whether a terminal draws no more than ASCII: a dumb one, or one whose locale has another encoding."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return os.environ.get("TERM") == "dumb" or encoding not in ("", "utf8")


def console(stream: TextIO, width: int) -> "Console":
    """Return a console with the terminal's styles, which prints every text as it is."""
    from rich.console import Console

    colourless = "NO_COLOR" in os.environ or os.environ.get("FORCE_COLOR") == "0"
    return Console(file=stream, width=width, no_color=colourless or None, markup=False, highlight=False, emoji=False)
