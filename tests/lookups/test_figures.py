"""The queries, on models that are not the bundled one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.lookups import ask
from cqparts.model.types import Figure, Model
from cqparts.money.amounts import is_zero
from cqparts.output.page import Grid, to_page
from responses import view_sections

BUNDLED = load()


def changed(model: Model, **values: str) -> Model:
    """Return the model with other values of figures, the dots and hyphens of their ids as underscores."""
    figures = [figure._replace(value=values.get(plain(figure), figure.value)) for figure in model.figures]
    return model._replace(figures=tuple(figures))


def plain(figure: Figure) -> str:
    """Return a figure's id as a keyword."""
    return figure.id.replace(".", "_").replace("-", "_")


def test_nothing_has_no_shares(model: Model) -> None:
    """Of a total of nothing there is no share, and nothing fails for it."""
    nothing = changed(model, h1_2023_contract="0", h1_2023_city_contract="0")
    ids = {record["id"] for record in ask("investment", nothing, to=["EUR"]).rows}
    assert "funds-to-contracts.western-chongqing.2023-H1" not in ids
    assert "funds-secured-share.western-chongqing.2023-H1" in ids
    none = changed(model, series_auto_2025_5="0.0")
    assert "nev-share.chongqing.2025" not in {record["id"] for record in ask("trends", none, series="nev-share").rows}


def test_a_model_without_figures_has_empty_answers(model: Model) -> None:
    """Where nothing is measured, the figures' commands answer with nothing."""
    bare = model._replace(figures=(), conflicts=(), unknowns=())
    for name in ("investment", "localization", "trends"):
        response = ask(name, bare)
        assert list(response.rows) == []
        assert [section.records for section in view_sections(response) if section.records] == []
    with pytest.raises(CallError, match="no targets for '2027'; the data file holds none"):
        ask("targets", bare)


def test_a_stated_ratio_stands_instead_of_a_derived_one(model: Model) -> None:
    """Jiangjin's share of NEVs is stated, Chongqing's mostly calculated, and no time has both."""
    records = list(ask("trends", model, series="nev-share").rows)
    cases = [(record["subject"], record["period"]) for record in records]
    assert len(cases) == len(set(cases))
    assert {record["basis"] for record in records if record["subject"] == "jiangjin"} == {"stated"}
    stated = [record for record in records if (record["subject"], record["basis"]) == ("chongqing", "stated")]
    assert {record["period"] for record in stated} == {"2019", "2023-01/2023-08"}


def test_ratios_have_the_digits_of_the_less_exact(model: Model) -> None:
    """A share has one decimal place, and no more digits than either of its two figures."""
    shares = {record["period"]: record["value"] for record in ask("trends", model, series="nev-share").rows}
    assert shares["2025"] == 46.5
    assert shares["2023"] == 21.5
    assert shares["2024-01/2024-08"] == 34


def test_a_stated_rate_bears_its_own_digits(model: Model) -> None:
    """An amount of five digits has four in dollars, since the stated rate comes of two amounts of four."""
    city = {record["id"]: record for record in ask("investment", model, to=["USD", "EUR"]).rows}[
        "h1-2023.city.contract"
    ]
    assert [(each["amount"], each["significant_digits"]) for each in city["converted"]] == [
        (149_100_000_000, 4),
        (136_740_000_000, 5),
    ]


WRITTEN = st.decimals("0.01", "99999", places=2).map(lambda number: f"{number.normalize():f}")
"""Numbers as a source writes them, in 亿."""


@given(WRITTEN, st.decimals("0.0001", "99999", places=4), st.sampled_from(["en", "zh"]))
def test_table_and_json_hold_the_same_amounts(written: str, rate: Decimal, lang: str) -> None:
    """What a table shows of an amount, in any unit, is what JSON holds of it, for any digits and any rate."""
    response = ask("investment", changed(BUNDLED, h1_2023_contract=written), to="GBP", rate={"GBP": rate})
    record = response.rows[0]
    (grid, *_) = to_page(response, lang).parts
    assert isinstance(grid, Grid)
    _, own, converted = grid.rows[0]
    unit = 10**8 if lang == "zh" else 10**9
    converted = converted.removeprefix("约" if lang == "zh" else "about ")
    assert float(own.replace(",", "")) * unit == pytest.approx(record["amount"], rel=1e-12)
    if not converted:  # of one digit, so wide that not even one is sure of what it makes
        assert record["converted"] == []
    else:
        assert float(converted.replace(",", "")) * unit == pytest.approx(record["converted"][0]["amount"], rel=1e-12)


def test_what_is_nothing() -> None:
    """Zero is nothing however it is written."""
    assert [is_zero(value) for value in ("0", "0.00", "0.001", "10", "100")] == [True, True, False, False, False]
