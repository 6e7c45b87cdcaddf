"""Answers on terminals of many widths: no line is too long, and no character of a cell, heading or note is lost.

The suite takes ten widths by turns; `make widths` takes all from 40 to 160.
"""

import io
from collections import Counter
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from cqparts.lookups import NAMES
from cqparts.model.types import Model
from cqparts.output import terminal
from cqparts.output.layout import LEAST_CUT
from cqparts.output.page import Grid, Page, to_page
from responses import sample

WIDTHS = (40, 41, 48, 59, 60, 74, 75, 80, 100, 160)

CUT = ("diff", "find", "sources")
"""The lists whose titles or values may be cut on a terminal, with an ellipsis."""

FRAME = {*"■□+…:：,、"}
"""What bars, cuts and lines that stand for rows are drawn with."""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize("answer", ["short", "full"])
def test_no_width_loses_a_character(  # noqa: PLR0913 -- what it varies and takes
    command: str,
    lang: str,
    answer: str,
    model: Model,
    monkeypatch: pytest.MonkeyPatch,
    *,
    in_full: bool,
) -> None:
    """On a terminal of any width no line but an address is wider than it, and each character is drawn."""
    full = answer == "full"
    page = to_page(sample(command, model), lang, verbose=full, everything=full, plain=False)
    turn = NAMES.index(command) + (lang == "zh")
    for width in range(40, 161) if in_full else WIDTHS[turn % (2 + full) :: 2 + full]:
        text = draw(page, width, monkeypatch)
        lines = [line for line in text.splitlines() if not line.strip().startswith("http")]
        assert max(map(cell_len, lines)) <= width
        drawn = count_characters(text)
        for name, part in enumerate(pieces(page) if command not in CUT else ()):
            missing = count_characters(part) - drawn
            assert not missing, (width, name, part)
    if command not in CUT:
        whole, drawn = count_characters("".join(pieces(page))), count_characters(draw(page, 160, monkeypatch))
        assert not {*(whole - drawn)} - FRAME, whole - drawn


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_cut_says_so(lang: str, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title that is cut ends in an ellipsis and keeps its beginning; nothing else of the row is lost."""
    page = to_page(sample("sources", model), lang)
    (grid,) = page.parts
    lines = draw(page, 80, monkeypatch).splitlines()
    assert isinstance(grid, Grid)
    for *cells, title in grid.rows:
        (line,) = [line for line in lines if line.split()[:1] == cells[:1]]
        assert line.endswith((title, "…"))
        assert title[: LEAST_CUT // 2] in line


@pytest.mark.parametrize("width", [1, 5, 20, 39])
@pytest.mark.parametrize("command", NAMES)
def test_a_very_narrow_terminal_shows_lines(
    command: str, width: int, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below 40 columns each row is a line of its own, label first, however often it is wrapped."""
    page = to_page(sample(command, model))
    text = draw(page, width, monkeypatch)
    letters = set("".join(text.split()))
    assert {*"".join("".join(pieces(page)).split())} <= letters


def draw(page: Page, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a page as a terminal of a width shows it."""
    monkeypatch.setenv("COLUMNS", str(width))
    return terminal.draw_page(page, io.StringIO())


def count_characters(text: str) -> Counter[str]:
    """Return how often each character is in a text, blanks left out."""
    return Counter("".join(text.split()))


def pieces(page: Page) -> Iterator[str]:
    """Yield all texts of a page: captions, cells, what the marks mean, cautions, notes and sources."""
    yield page.title
    for part in page.parts:
        if isinstance(part, Grid):
            yield part.title
            yield from part.groups
            yield from (cell for row in part.rows for cell in (row[:1] if part.narrow else row))
        else:
            yield part.text
    yield from (text for _, text in (*page.remarks, *page.notes))
    yield from (page.rates, page.more, *page.closing)
    yield from (f"{key}{line}{address}" for _, key, line, address in page.citations)
