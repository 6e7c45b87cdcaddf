"""What is calculated is shown with the exactness that it has: the answers, literally."""

from typing import Any

import pytest

from cqparts.lookups import ask
from cqparts.lookups.records import is_headline
from cqparts.model.types import Model
from cqparts.output.page import to_page
from responses import view_sections


def by_id(name: str, model: Model, **words: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 -- whatever it takes
    """Return an answer's records by their ids."""
    return {record["id"]: dict(record) for record in ask(name, model, **words).rows}


def converted(record: dict[str, Any], currency: str) -> tuple[Any, ...]:
    """Return what an amount is in a currency: in billions, how exact, by what."""
    each = next(each for each in record["converted"] if each["currency"] == currency)
    return each["amount"] / 10**9, each["qualifier"], each["bound"], each["basis"], each["rate_basis"]


def test_one_conversion_is_stated(model: Model) -> None:
    """Its source prints 38.42 bn dollars, about; every other amount in dollars is calculated."""
    records = by_id("investment", model)
    stated = [key for key, record in records.items() for each in record["converted"] if each["basis"] == "stated"]
    assert stated == ["h1-2023.contract"]
    assert converted(records["h1-2023.contract"], "USD") == (38.42, "about", None, "stated", "implied")
    assert converted(records["h1-2023.funds"], "USD") == (7.21, "about", None, "derived", "implied")
    city = by_id("investment", model, on="2023-08-21", to="USD")["h1-2023.contract"]
    assert converted(city, "USD") == (38.43, "about", None, "derived", "reference")


@pytest.mark.parametrize(("currency", "amount"), [("GBP", 5.37), ("KRW", 9180), ("MXN", 116), ("USD", 6.86)])
def test_a_floor_is_rounded_down(model: Model, currency: str, amount: float) -> None:
    """Over 50 bn yuan are over so many in another currency, never more than is known."""
    records = by_id("investment", model, to=currency).values()
    floor = next(record for record in records if record["amount"] == 50 * 10**9)
    basis = "implied" if currency == "USD" else "reference"
    assert converted(floor, currency) == (amount, "at-least", "over", "derived", basis)


def test_yuan_are_the_amount_as_stated(model: Model) -> None:
    """What is converted to yuan is the source's own."""
    record = by_id("investment", model, to="CNY")["h1-2023.contract"]
    assert converted(record, "CNY") == (279.9, "exact", None, "stated", "stated")


def test_amounts_of_another_year_wait_for_a_rate(model: Model) -> None:
    """The default rates are of 2023: other years are converted where the call says at which rate."""
    amounts = {key: record for key, record in by_id("investment", model).items() if record["amount"] is not None}
    late = [key for key, record in amounts.items() if (record["period"] or "")[:4] == "2024"]
    assert late
    for key in late:
        waiting = by_id("investment", model)[key]
        assert waiting["converted"] == []
        assert [caution for caution in waiting["cautions"] if "--on period" in caution]
        assert by_id("investment", model, rate="USD=7.1")[key]["converted"][0]["rate_basis"] == "given"
        assert by_id("investment", model, on="period")[key]["converted"][0]["rate_basis"] == "reference"


def test_a_stated_share_has_nothing_beside_it(model: Model) -> None:
    """A source states 53.1 per cent: it is exact, and no other share of the central districts is given."""
    shares = [each for each in by_id("investment", model).values() if each["percent"] == 53.1]
    assert [(each["id"], each["qualifier"], each["basis"], each["sources"]) for each in shares] == [
        ("h1-2023.center.share", "exact", "stated", ["tzcq-2023-08"])
    ]


def test_series_stand_in_time_and_bear_their_digits(model: Model) -> None:
    """One value a time, in order; a floor's share is a floor, and a share that is known to a whole is whole."""
    records = [each for each in ask("trends", model, series="nev-share").rows if each["subject"] == "chongqing"]
    times = [each["period"] for each in records]
    assert times[:4] == ["2019", "2020", "2022-01/2022-07", "2022"]
    assert times[-3:] == ["2024-01/2024-09", "2024", "2025"]
    shares = {each["period"]: (each["qualifier"], each["value"], each["significant_digits"]) for each in records}
    assert shares["2023"] == ("at-least", 21.5, 3)
    assert shares["2024-01/2024-08"] == ("about", 34, 2)


def test_every_stated_percentage_of_investment_is_a_record(model: Model) -> None:
    """Shares, growth and goals fulfilled stand behind the amounts, as their sources state them, each once."""
    records = by_id("investment", model)
    stated = {key: each for key, each in records.items() if each["percent"] is not None and each["basis"] == "stated"}
    wanted = {
        "h1-2023.center.share": 53.1,
        "h1-2023.funds.over500.share": 39.9,
        "h1-2023.auto.goal-projects": 79.4,
        "h1-2023.auto.goal-contract": 72.9,
        "h1-2023.center.funds.growth": 23.9,
    }
    assert {key: stated[key]["percent"] for key in wanted} == wanted
    assert {each["amount"] for each in stated.values()} == {None}
    assert not {figure.id for figure in model.figures if figure.unit == "projects"} & records.keys()
    shown = [each["id"] for section in view_sections(ask("investment", model)) for each in section.records]
    assert list(records) == shown


@pytest.mark.parametrize("name", ["investment", "localization", "targets", "trends", "focus"])
def test_a_figure_is_graded_by_the_best_of_its_sources(model: Model, name: str) -> None:
    """A stands over B, B over C; what is calculated is graded as the weakest of what it comes from."""
    grades = {source.id: source.grade for source in model.sources}
    answer = ask(name, model, **({"district": "dazu"} if name == "focus" else {})).result.records
    records = answer[0]["figures"] if name == "focus" else answer
    assert records
    for record in records:
        best, *others = sorted(grades[key] or "none" for key in record["sources"])
        assert record["grade"] == best or (record["basis"] == "derived" and record["grade"] in others)
        assert is_headline(record) == (record["grade"] != "C")


def test_what_rests_on_the_weakest_sources_alone_is_no_headline(model: Model) -> None:
    """Without a grade, as in a model of the first edition, a figure may be one."""
    bare = model._replace(sources=tuple(source._replace(grade=None) for source in model.sources))
    weak = model._replace(sources=tuple(source._replace(grade="C") for source in model.sources))
    assert {record["grade"] for record in ask("trends", bare).rows} == {None}
    assert {is_headline(record) for record in ask("trends", bare).rows} == {True}
    assert {is_headline(record) for record in ask("trends", weak).rows} == {False}


def test_the_gap_is_about_forty(model: Model) -> None:
    """70 less about 30; nothing says that the rates are of the day of the statement."""
    response = ask("localization", model)
    traditional, new_energy, gap, _ = response.rows
    assert (traditional["percent"], new_energy["percent"]) == (70, 30)
    assert (gap["percentage_points"], gap["qualifier"], gap["significant_digits"]) == (40, "about", 2)
    assert to_page(response).title.endswith("as stated on 18 Aug 2023")


def test_the_rate_of_a_district_stands_apart(model: Model) -> None:
    """Dazu's "more than 70 %" follows the gap, in a table of its own, and takes no part in the gap or its title."""
    response = ask("localization", model)
    dazu = response.rows[-1]
    assert (dazu["subject"], dazu["scope"], dazu["vehicles"]) == ("dazu", "special-vehicles", None)
    assert (dazu["percent"], dazu["qualifier"], dazu["bound"], dazu["basis"]) == (70, "at-least", "over", "stated")
    assert [[record["scope"] for record in section.records] for section in view_sections(response)] == [
        ["traditional-vehicles", "new-energy-vehicles", None],
        ["special-vehicles"],
    ]
    without = [figure for figure in model.figures if figure.id != dazu["id"]]
    assert len(view_sections(ask("localization", model._replace(figures=tuple(without))))) == 1


def test_rates_say_whether_conversions_use_them(model: Model) -> None:
    """One key parts the two tables that people see in every other format: a rate a currency, and the quoted ones."""
    every = by_id("rates", model, to="USD,EUR")
    used = [key for key, rate in every.items() if rate["used"]]
    assert used == ["rate.usd.2023-08-21", "rate.eur.2023-08-21"]
    assert {key.partition(".")[0] for key in every.keys() - {*used}} == {"fx"}
    assert all(rate["difference_percent"] is None for rate in every.values() if rate["used"])


def test_rates_say_how_exact_they_are(model: Model) -> None:
    """The euro is as published, the implied rate has four digits, and no cross or mean is exact."""
    rates = by_id("rates", model)
    keys = ("rate", "significant_digits", "qualifier", "basis", "kind")
    assert [rates["rate.eur.2023-08-21"][key] for key in keys[:4]] == [7.9456, 5, "exact", "stated"]
    assert [rates["rate.usd.2023-08-21"][key] for key in keys] == [7.28527, 4, "about", "derived", "implied"]
    assert [rates["fx.article"][key] for key in keys] == [7.28527, 4, "about", "derived", "implied"]
    assert rates["fx.article"]["difference_percent"] is None
    assert "7.2830 to 7.2875" in rates["rate.usd.2023-08-21"]["notes"][0]
    exact = {each["kind"] for each in rates.values() if each["qualifier"] == "exact"}
    assert exact == {"reference", "published"}
    assert [key for key, each in rates.items() if each["qualifier"] == "exact" and each["kind"] == "reference"] == [
        "rate.eur.2023-08-21"
    ]
    assert {each["qualifier"] for each in ask("rates", model, on="2023-H1", to="EUR,GBP").rows} == {"about"}


def test_counts_over_open_lists_are_floors(model: Model) -> None:
    """Bishan's chassis is in one list only; every count is of at least so many."""
    records = by_id("assemblies", model)
    counts = {key: (each["districts"], each["districts_in_one_list"]) for key, each in records.items()}
    assert (counts["chassis"], counts["power-battery"]) == ((1, 1), (3, 0))
    assert {(each["districts_qualifier"], each["basis"]) for each in records.values()} == {("at-least", "derived")}
    notes = " ".join(note for _, note in to_page(ask("matrix", model), verbose=True).notes)
    assert "Priority of two or more districts: Power battery (3)" in notes
    assert "Chassis (1, and Bishan in one list only)" in notes
    assert {each["competitive"] for each in ask("components", model).rows} == {True, None}


def test_remarks_stand_once_and_where_they_belong(model: Model) -> None:
    """The caution stands for a remark's text; an assembly's table has no remark about another."""
    chassis = [note for _, note in to_page(ask("who", model, assembly="chassis")).remarks]
    assert len([note for note in chassis if note.startswith("Bishan")]) == 1
    braking = [note for _, note in to_page(ask("who", model, assembly="electric-braking")).remarks]
    assert not [note for note in braking if "hassis" in note]
    hits = by_id("find", model, text="chassis")
    assert all(hit["name"] != key for key, hit in hits.items() if hit["kind"] == "remark")
