"""Text into lines: nothing is lost, and Chinese breaks by its rules."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from cqparts.output.wrapping import CLOSING, OPENING, Wrap, longest_piece, pieces, wrap

FULL_WIDTH = "，。、；：？！）》」』】〉”"
"""The closing marks of Chinese writing."""

texts = st.text("电驱动重庆汽车（）《》“”，。、；：%0123456789.,:; abcdefghijkLMN-/–—…", max_size=120).map(
    lambda text: " ".join(text.split())
)
wheres = st.sampled_from(["words", "items"])


@given(texts, st.sampled_from(["words", "items", "never"]))
def test_pieces_join_to_the_text(text: str, where: Wrap) -> None:
    """The parts between which a line may end are the text."""
    assert "".join(pieces(text, where)) == text


@given(texts, st.integers(1, 60), wheres, st.integers(0, 4))
def test_no_character_is_lost(text: str, width: int, where: Wrap, indent: int) -> None:
    """All characters but blanks are in the lines, in order."""
    lines = wrap(text, max(width, indent + 2), where, cell_len, indent)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, st.integers(8, 60), wheres, st.integers(0, 4))
def test_lines_are_no_wider_than_asked(text: str, width: int, where: Wrap, indent: int) -> None:
    """No line is wider than the width."""
    assert all(cell_len(line) <= width for line in wrap(text, width, where, cell_len, indent))


@given(texts, st.integers(8, 60))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    """No line but the first begins with a closing mark, nor ends with an opening one, where its pieces fit."""
    assume(longest_piece(text, "words", cell_len) <= width)
    lines = wrap(text, width, "words", cell_len)
    assert [line for line in lines[1:] if line and line[0] in FULL_WIDTH] == []
    assert [line for line in lines[:-1] if line and line[-1] in "（《“"] == []


@pytest.mark.parametrize("mark", sorted({*CLOSING} & {*FULL_WIDTH}))
def test_closing_marks_stay_with_what_they_close(mark: str) -> None:
    """A closing mark is in the piece before it."""
    assert pieces(f"来源{mark}不一", "words") == ["来", f"源{mark}", "不", "一"]


@pytest.mark.parametrize("mark", [mark for mark in OPENING if mark in "（《“"])
def test_opening_marks_stay_with_what_they_open(mark: str) -> None:
    """An opening mark is in the piece behind it."""
    assert pieces(f"以{mark}等", "words") == ["以", f"{mark}等"]
