"""Text into lines: nothing is lost, no line is too wide, and Chinese keeps its line-breaking rules."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from cqparts.output.wrapping import CLOSING, DRAWN, OPENING, cell_width, longest_piece, pieces, wrap

TEXTS = st.text(
    st.one_of(
        st.sampled_from("，。、；：（）“”《》…—,.;:()% aA1●○"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    ),
    max_size=60,
).map(lambda text: " ".join(text.split()))
"""Paragraphs of Chinese and Latin words and marks."""

WRAPS = st.sampled_from(["words", "items"])


@given(TEXTS, WRAPS)
def test_pieces_are_the_text(text: str, where: str) -> None:
    """The pieces of a text, one behind the other, are the text."""
    assert "".join(pieces(text, where)) == text  # type: ignore[arg-type]


@given(TEXTS, st.integers(1, 80), WRAPS, st.sampled_from([0, 2]))
@example("两字", 1, "words", 2)
def test_lines_hold_the_text(text: str, width: int, where: str, indent: int) -> None:
    """Lines hold each character once and in order; none is wider than asked, if its longest piece fits."""
    lines = wrap(text, width, where, indent)  # type: ignore[arg-type]
    assert "".join("".join(lines).split()) == "".join(text.split())
    if width >= longest_piece(text, where) + indent:  # type: ignore[arg-type]
        assert all(cell_width(line) <= width for line in lines)


@given(TEXTS)
def test_no_mark_stands_where_it_must_not(text: str) -> None:
    """No line begins with a closing mark or ends with an opening one, unless the text itself has it apart."""
    for before, after in zip(pieces(text, "words"), pieces(text, "words")[1:], strict=False):
        assert after[0] not in CLOSING or before.endswith(" ")
        assert before.rstrip()[-1:] not in OPENING or before.endswith(" ")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_widths_are_those_of_wcwidth(text: str) -> None:
    """The width of any text is what wcwidth says."""
    assert cell_width(text) == max(wcswidth(text), 0)


def test_what_is_drawn_is_a_cell_wide() -> None:
    """Bars and marks take a cell each."""
    assert [cell_width(character) for character in sorted(DRAWN - {"\n"})] == [1] * (len(DRAWN) - 1)


@pytest.mark.parametrize(
    ("text", "width", "where", "lines"),
    [
        ("Electric drive, Intelligent cockpit", 20, "items", ["Electric drive,", "Intelligent cockpit"]),
        ("合同金额未说明行业，不可视为", 18, "words", ["合同金额未说明行", "业，不可视为"]),
        ("Firms, intelligent connected", 20, "words", ["Firms, intelligent", "connected"]),
        ("abcdefgh", 3, "words", ["abc", "def", "gh"]),
        ("abcdefgh", 5, "cut", ["abcd…"]),
        ("abcdefgh", 5, "never", ["abcdefgh"]),
    ],
)
def test_lines(text: str, width: int, where: str, lines: list[str]) -> None:
    """Lists break between items, Chinese before no mark, a word only where it must; a cut ends in an ellipsis."""
    assert wrap(text, width, where) == lines  # type: ignore[arg-type]
