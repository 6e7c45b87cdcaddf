"""What people read: numbers with their digits, notes by letter, and a terminal of any width."""

import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.lookups.base import Response
from cqparts.model.types import Model, Text
from cqparts.output import terminal
from cqparts.output.formatting import Reading, money_unit, number_text, unit_text, with_digits
from cqparts.output.layout import bar_text
from cqparts.output.page import Bar, Grid, Page, align_decimals, bars_of, note_letters, to_page
from cqparts.output.render import use_rich
from responses import response


@pytest.mark.parametrize(
    ("value", "digits", "power", "text"),
    [
        (279_900_000_000, 4, 9, "279.9"),
        (24_000_000_000, 3, 9, "24.0"),
        (24_000_000_000, 3, 8, "240"),
        (7_210_000_000, 3, 6, "7,210"),
        (102_850_000_000, 5, 9, "102.85"),
        (1_086_500_000_000, 5, 9, "1,086.5"),
        (50, 2, 0, "50"),
        (18.8, 3, 0, "18.8"),
        (0.0499252, 6, 0, "0.0499252"),
        (0, 1, 9, "0"),
        (1000, None, 0, "1,000"),
    ],
)
def test_amounts_show_their_digits(value: float, digits: int | None, power: int, text: str) -> None:
    """An amount shows the digits that its source wrote, in any unit, and no more."""
    assert with_digits(value, digits, power) == text


@given(st.integers(1, 9999), st.integers(0, 10))
def test_amounts_read_back(digits: int, zeros: int) -> None:
    """What a table shows is the amount itself, whatever the unit."""
    amount = digits * 10**zeros
    for power in (0, 6, 8, 9):
        text = with_digits(amount, len(str(digits)) + zeros, power)
        assert round(float(text.replace(",", "")) * 10**power) == amount


def test_numbers_have_no_exponent() -> None:
    """Thousands are grouped, and no number turns to an exponent."""
    assert [number_text(value) for value in (1296000, 20.2, 1e16, 43000)] == [
        "1,296,000",
        "20.2",
        "10,000,000,000,000,000",
        "43,000",
    ]


def test_units_in_each_language() -> None:
    """A unit reads as the language has it, money in the unit asked for."""
    assert unit_text("CNY", Reading()) == "bn CNY"
    assert unit_text("CNY", Reading("zh")) == "亿元"
    assert unit_text("CNY", Reading("zh", "full")) == "元"
    assert money_unit("USD", Reading("zh")) == "亿美元"
    assert money_unit("USD", Reading("en", "full")) == "USD"
    assert money_unit("PLN", Reading("zh")) == "亿 PLN"
    assert unit_text("vehicles", Reading("zh")) == "万辆"
    assert [unit_text("percent", Reading(lang)) for lang in ("en", "zh")] == ["%", "%"]
    assert unit_text("widgets", Reading("zh")) == "widgets"


def test_decimal_points_stand_under_one_another() -> None:
    """Cells are padded at the end until their points meet; an empty cell stays."""
    assert align_decimals(["1,086.5", "52", "", "102.85"]) == ["1,086.5 ", "52   ", "", "102.85"]
    assert align_decimals(["70%", "about 18.8%"]) == ["70%  ", "about 18.8%"]
    assert align_decimals([]) == []


def test_letters_go_on_after_z() -> None:
    """After z come aa and ab."""
    letters = note_letters()
    assert [next(letters) for _ in range(28)][-3:] == ["z", "aa", "ab"]


def rows_of(page: Page) -> list[list[str]]:
    """Return the rows of a page's first table."""
    (grid,) = page.parts
    assert isinstance(grid, Grid)
    return grid.rows


def rows(model: Model, *notes: list[str]) -> Response:
    """Return an answer with a row for each list of notes."""
    records = [{"id": str(place), "notes": own, "notes_zh": own} for place, own in enumerate(notes)]
    return response(model, records, ("id",))


def test_notes_are_marked_by_letter(model: Model) -> None:
    """In full a note about some rows marks them with its letter; one about all rows stands without, first, once."""
    page = to_page(rows(model, ["common", "first"], ["common"], ["common", "third", "first"]), verbose=True)
    assert [row[0] for row in rows_of(page)] == ["0 [a]", "1", "2 [a,b]"]
    assert page.notes == [("", "common"), ("a", "first"), ("b", "third")]


def test_a_note_of_the_only_row_is_marked(model: Model) -> None:
    """In a table of one row its note has a letter all the same."""
    assert to_page(rows(model, ["only"]), verbose=True).notes == [("a", "only")]


def warned(model: Model, *cautions: list[str]) -> Response:
    """Return an answer with a row for each list of cautions."""
    records = [{"id": str(place), "cautions": own, "cautions_zh": own} for place, own in enumerate(cautions)]
    return response(model, records, ("id",), notes=(Text("Whole.", "全部。"),))


def test_cautions_are_three_at_most(model: Model) -> None:
    """Those on the whole come first, then those of rows, each with stars that its rows carry; no more than three."""
    page = to_page(warned(model, ["one"], ["two", "one"], ["three"], []))
    assert [row[0] for row in rows_of(page)] == ["0*", "1*,**", "2", "3"]
    assert page.remarks == [("*", "one"), ("**", "two"), ("!", "Whole.")]


def test_a_caution_of_all_rows_marks_none(model: Model) -> None:
    """A caution that every row brings is about the whole."""
    page = to_page(warned(model, ["all"], ["all"]))
    assert [row[0] for row in rows_of(page)] == ["0", "1"]
    assert page.remarks == [("!", "Whole."), ("!", "all")]


def test_a_remark_names_what_it_is_about_itself(model: Model) -> None:
    """The caution of a conflict or an unknown marks no row; those on what sources disagree come first."""
    unknown, differs = model.unknowns[0], next(each for each in model.conflicts if each.kind == "differs")
    page = to_page(warned(model, [unknown.caution or ""], [differs.caution or ""], []))
    assert page.remarks == [("!", "Whole."), ("!", differs.caution), ("!", unknown.caution)]


def test_language_swaps_keys_that_have_both(model: Model) -> None:
    """In Chinese the Chinese name stands once, in place of the English one."""
    answer = response(model, [{"name": "A", "name_zh": "甲"}], ("name", "name_zh"))
    assert rows_of(to_page(answer, "zh")) == [["甲"]]
    assert rows_of(to_page(answer, "en")) == [["A", "甲"]]


def test_bars_are_of_a_hundred_or_of_the_largest() -> None:
    """Percentages are drawn of a hundred, unless one is more; other values of the largest, which may be more."""
    percent: list[dict[str, Any]] = [{"percent": 70, "qualifier": "exact"}, {"percent": None, "qualifier": "exact"}]
    assert bars_of(percent, "percent") == [Bar(0.7, more=False), None]
    values: list[dict[str, Any]] = [
        {"value": 5, "unit": "firms", "qualifier": "at-least"},
        {"value": 10, "unit": "firms", "qualifier": "exact"},
    ]
    assert bars_of(values, "value") == [Bar(0.5, more=True, whole=False), Bar(1.0, more=False, whole=False)]
    growth: list[dict[str, Any]] = [{"value": each, "unit": "percent", "qualifier": "exact"} for each in (150, 75)]
    assert bars_of(growth, "value") == [Bar(1.0, more=False, whole=False), Bar(0.5, more=False, whole=False)]


def test_bars_show_what_is_left_of_a_whole() -> None:
    """A bar of a whole has 20 cells, full and empty; one of no whole has full cells alone, and a plus if more."""
    assert bar_text(Bar(0.7, more=False)) == "■" * 14 + "□" * 6
    assert bar_text(Bar(0.5, more=True, whole=False)) == "■" * 10 + "+"
    assert bar_text(Bar(0, more=False)) == "□" * 20
    assert bar_text(None) == ""


def test_markup_in_names_stays_text(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """What rich would take for markup, emoji or a link is printed as it is."""
    monkeypatch.setenv("COLUMNS", "200")
    name = "[red]x[/red] [/x] :smile: [link=a]b[/link]"
    answer = response(model, [{"name": name}], ("name",), title=Text(name, name), notes=(Text(name, name),))
    assert terminal.draw_page(to_page(answer), io.StringIO()).count(name) == 3


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "0"}, False), ({"FORCE_COLOR": ""}, False)],
)
def test_force_color_asks_for_rich(
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Outside a terminal a table is plain unless FORCE_COLOR asks for more; 0 does not ask."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert use_rich(io.StringIO()) is expected


def test_styles_are_bold_and_dim_alone(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caption and headings are bold, the sources dim; there is no colour, so that NO_COLOR changes nothing."""
    page = to_page(response(model, [{"id": "a", "sources": ["article"]}], ("id",), title=Text("T", "T"), cites=True))
    monkeypatch.setenv("FORCE_COLOR", "1")
    drawn = terminal.draw_page(page, io.StringIO())
    assert {*re.findall(r"\x1b\[([0-9;]*)m", drawn)} == {"1", "2", "0"}
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.draw_page(page, io.StringIO()) == drawn


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"TERM": "dumb"}, True),
        ({"TERM": "xterm", "LANG": "zh_CN.GBK"}, True),
        ({"TERM": "xterm", "LANG": "zh_CN.UTF-8"}, False),
        ({"TERM": "xterm", "LC_ALL": "C"}, False),
    ],
)
def test_a_terminal_without_utf_8_draws_ascii(
    environment: dict[str, str],
    plain: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A dumb terminal, and one whose locale names another encoding, gets no bars and marks of ASCII."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.is_plain() is plain
