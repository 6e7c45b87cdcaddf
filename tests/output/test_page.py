"""What people read: numbers with their digits, notes by letter, and a terminal of any width."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.lookups import NAMES
from cqparts.lookups.base import Response, Section
from cqparts.model.types import Model, Text
from cqparts.output import terminal
from cqparts.output.formatting import Reading, money_unit, number_text, unit_text, with_digits
from cqparts.output.page import Bar, align_decimals, bars_of, note_letters, sparkline, to_page
from cqparts.output.render import use_rich
from responses import response, sample


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
    """Cells are padded at the end until their points meet; a cell of nothing stays."""
    assert align_decimals(["1,086.5", "52", "—", "102.85"]) == ["1,086.5 ", "52   ", "—", "102.85"]
    assert align_decimals(["70 %", "18.8 %"]) == ["70 %  ", "18.8 %"]
    assert align_decimals([]) == []


def test_letters_go_on_after_z() -> None:
    """After z come aa and ab."""
    letters = note_letters()
    assert [next(letters) for _ in range(28)][-3:] == ["z", "aa", "ab"]


def rows(model: Model, *notes: list[str]) -> Response:
    """Return an answer with a row for each list of notes."""
    records = [{"id": str(place), "notes": own, "notes_zh": own} for place, own in enumerate(notes)]
    return response(model, records, ("id",))


def test_notes_are_marked_by_letter(model: Model) -> None:
    """A note about some rows marks them with its letter; one about all rows stands without, first, once."""
    page = to_page(rows(model, ["common", "first"], ["common"], ["common", "third", "first"]))
    assert [row[0] for row in page.grids[0].rows] == ["0 [a]", "1", "2 [a,b]"]
    assert page.notes == [("", "common"), ("a", "first"), ("b", "third")]


def test_a_note_of_the_only_row_is_marked(model: Model) -> None:
    """In a table of one row its note has a letter all the same."""
    assert to_page(rows(model, ["only"])).notes == [("a", "only")]


def test_language_swaps_keys_that_have_both(model: Model) -> None:
    """In Chinese the Chinese name stands once, in place of the English one."""
    answer = response(model, [{"name": "A", "name_zh": "甲"}], ("name", "name_zh"))
    assert to_page(answer, "zh").grids[0].rows == [["甲"]]
    assert to_page(answer, "en").grids[0].rows == [["A", "甲"]]


def test_bars_are_of_a_hundred_or_of_the_largest() -> None:
    """Percentages are drawn of a hundred, other values of the largest; at-least says that it may be more."""
    percent: list[dict[str, Any]] = [{"percent": 70, "qualifier": "exact"}, {"percent": None, "qualifier": "exact"}]
    assert bars_of(percent, "percent") == [Bar(0.7, more=False), None]
    values: list[dict[str, Any]] = [
        {"value": 5, "unit": "firms", "qualifier": "at-least"},
        {"value": 10, "unit": "firms", "qualifier": "exact"},
    ]
    assert bars_of(values, "value") == [Bar(0.5, more=True), Bar(1.0, more=False)]


def test_full_years_make_a_sparkline() -> None:
    """Full years stand as blocks at their distances, a missing one left blank; parts of years stand aside."""
    values = {"2020": 43, "2022": 365, "2023-H1": 999, "2023": 500, "2025": 1296}
    records: list[dict[str, Any]] = [{"period": period, "value": value} for period, value in values.items()]
    assert sparkline(records) == "2020 ▁ ▃▄ █ 2025"
    assert sparkline(records[:3]) == ""
    assert sparkline([{"period": None, "value": 1}] * 3) == ""
    assert sparkline([{"period": str(year), "value": 0} for year in (2020, 2021, 2022)]) == "2020 ▁▁▁ 2022"


def test_bars_end_at_an_eighth() -> None:
    """A bar is drawn to an eighth of a cell, and an open one ends in a plus."""
    assert terminal.bar_text(Bar(0.5, more=False), 11) == "█████"
    assert terminal.bar_text(Bar(0.55, more=True), 11) == "█████▌+"
    assert terminal.bar_text(Bar(0, more=False), 11) == ""
    assert terminal.bar_text(None, 11) == ""


@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize("width", [20, 40, 80, 120, 500])
def test_a_terminal_of_any_width_shows_everything(
    command: str, width: int, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal of any width no line is wider than it, and every cell is there, folded if need be."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(width))
    page = to_page(sample(command, model))
    text = terminal.draw_page(page, io.StringIO())
    assert max(map(cell_len, text.splitlines())) <= width
    letters = set("".join(text.split()))
    for grid in page.grids:
        for row in grid.rows:
            assert set("".join("".join(row).split())) <= letters
    if width == 500:
        assert all(cell.strip() in text for grid in page.grids for row in grid.rows for cell in row)


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


def test_colours_can_be_taken_away(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR draws in colour, NO_COLOR takes the colours, and what is bold stays bold."""
    answer = response(model, BARS, ("value",))
    bars = answer.result._replace(sections=lambda: [Section(BARS, ("value",), bars="value")])
    page = to_page(answer._replace(result=bars))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[36m" in terminal.draw_page(page, io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    plain = terminal.draw_page(page, io.StringIO())
    assert "\x1b[36m" not in plain
    assert "\x1b[1m" in plain


BARS = [{"value": 1, "unit": "firms", "significant_digits": 1, "qualifier": "exact"} for _ in range(2)]
