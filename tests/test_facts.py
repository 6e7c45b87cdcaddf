"""Every number of the model stands in the ledger, at the place that the tables of docs/data.md give."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cqparts.loading.load import load
from cqparts.model.types import Model
from tracing import DASH, Row, agrees, digits, expected_fields, follow, leaves, read_rows, shown, walk

ROOT = Path(__file__).parents[1]
COMPUTED = {"h1_2023.share"}
OWN_QUALIFIERS = {
    # Facts of several numbers, of which the source says "more than" of another one.
    "h1-2023.funds.over500.manufacturing": "exact",
    "h1-2023.funds.over500.share": "exact",
    "series.nev.2023.5.growth": "exact",
    "district.jiangjin.nev2022.share": "exact",
    "district.jiangjin.nev2022.share-2021": "exact",
    "district.dazu.firms2023.vehicle-makers": "exact",
    # "Basically covers", and "300+", in the words of the statement.
    "series.coverage.0.systems": "about",
    "series.coverage.0.assemblies": "about",
    "series.coverage.0.components": "about",
    "series.coverage.2.icnev-firms": "at-least",
}
"""How exact a number is where its fact, as a whole, is told otherwise."""
OTHER_YEAR = {"district.jiangjin.nev2022.share-2021"}


@pytest.fixture(scope="module")
def model() -> Model:
    """The bundled model."""
    return load(ROOT / "data" / "industry.yaml")


@pytest.fixture(scope="module")
def records(model: Model) -> dict[str, Any]:
    """Every record of the model by its id."""
    return {record.id: record for record in walk(model)}


@pytest.fixture(scope="module")
def page() -> str:
    """The text of docs/data.md."""
    return (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page: str) -> list[Row]:
    """The rows that tie the model to the ledger."""
    return read_rows(page)


@pytest.fixture(scope="module")
def text() -> str:
    """The ledger as it is written."""
    return (ROOT / "tests" / "facts.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ledger(text: str) -> dict[str, Any]:
    """The ledger's facts by id, and its lists and tables by name."""
    whole = yaml.safe_load(text)
    facts = {fact["id"]: fact for fact in whole["facts"]}
    return {**whole, **facts}


def test_every_record_is_traced(records: dict[str, Any], rows: list[Row]) -> None:
    """Each record but a source has a row for each of its values, and no row speaks of anything else."""
    wanted = {
        (name, field)
        for name, record in records.items()
        if type(record).__name__ != "Source"
        for field in expected_fields(record)
    }
    assert sorted((row.record, row.field) for row in rows) == sorted(wanted)


def test_the_table_shows_what_the_model_holds(records: dict[str, Any], rows: list[Row]) -> None:
    """The value in a row is the model's own, digit for digit."""
    traced = [row for row in rows if row.field != DASH]
    assert [row.value for row in traced] == [shown(records[row.record], row.field) for row in traced]


def test_the_ledger_holds_every_value(rows: list[Row], ledger: dict[str, Any]) -> None:
    """Each traced value stands in the ledger at the place that its row names."""
    assert [row for row in rows if row.field != DASH and not agrees(row, ledger)] == []


def test_rows_without_a_value_point_into_the_ledger(rows: list[Row], ledger: dict[str, Any]) -> None:
    """A record that is only named still points to a fact, and to a place in it that exists."""
    assert all(follow(ledger[row.fact], row.place) for row in rows if row.field == DASH)


def test_the_ledger_is_used_up(rows: list[Row], ledger: dict[str, Any], page: str) -> None:
    """Each fact of the ledger is in the tables, or is named on the page as computed rather than stored."""
    unused = {fact["id"] for fact in ledger["facts"]} - {row.fact for row in rows}
    assert unused == COMPUTED
    assert all(f"`{fact}`" in page for fact in COMPUTED)


def test_every_number_of_a_fact_is_used(rows: list[Row], ledger: dict[str, Any]) -> None:
    """No number of a fact is left behind when the fact is split into figures."""
    used = {(row.fact, row.place) for row in rows}
    facts = [fact for fact in ledger["facts"] if fact["id"] not in COMPUTED | {"fx.article"}]
    numbers = {(fact["id"], place) for fact in facts for place in leaves(fact["value"], "value")}
    numbers |= {(fact["id"], "yoy_pct") for fact in facts if "yoy_pct" in fact}
    seats = {
        (fact, place) for fact, place in numbers if place.rpartition(".")[2] in {"lat", "lon", "id", "geonames_id"}
    }
    assert numbers - seats - used == set()
    assert {(fact, place.rpartition(".")[0]) for fact, place in seats} <= used


def test_a_changed_digit_is_seen(rows: list[Row], ledger: dict[str, Any]) -> None:
    """Whichever digit of a traced value is changed, the ledger no longer agrees."""
    changed = [
        row._replace(value=row.value[:at] + str((int(row.value[at]) + 1) % 10) + row.value[at + 1 :])
        for row in rows
        if row.field != DASH
        for at in range(len(row.value))
        if row.value[at].isdecimal()
    ]
    assert len(changed) > 500
    assert [row for row in changed if agrees(row, ledger)] == []


def test_the_table_of_rates_is_the_ledgers(model: Model, ledger: dict[str, Any]) -> None:
    """The bundled ECB table holds the ledger's rates of that day, as they were published."""
    (table,) = model.exchange_rates.tables
    assert table.rates == ledger["ecb_reference_rates_per_eur"]["rates"][table.as_of]


def test_dates_and_sources_agree(records: dict[str, Any], rows: list[Row], ledger: dict[str, Any]) -> None:
    """A figure or rate has its fact's day or period and its fact's sources."""
    traced = [row for row in rows if row.field in {"value", "rate", "equivalent"}]
    model_says = [(row.record, records[row.record].period or records[row.record].as_of) for row in traced]
    ledger_says = [(row.record, ledger[row.fact].get("period") or ledger[row.fact].get("as_of")) for row in traced]
    assert {pair[0] for pair in set(model_says) ^ set(ledger_says)} == OTHER_YEAR
    assert [set(records[row.record].sources) for row in traced] == [set(ledger[row.fact]["sources"]) for row in traced]


def test_sources_of_things_hold_the_ledgers(records: dict[str, Any], rows: list[Row], ledger: dict[str, Any]) -> None:
    """An item, assembly or component has at least the sources of its fact; an item has its day, too."""
    things = [row for row in rows if type(records[row.record]).__name__ in {"Item", "Assembly", "Component"}]
    assert [row for row in things if not set(ledger[row.fact]["sources"]) <= set(records[row.record].sources)] == []
    days = {row.record for row in things if records[row.record].as_of != ledger[row.fact]["as_of"]}
    assert days == {"pilot.events.announced"}


def test_seats_agree(records: dict[str, Any], rows: list[Row], ledger: dict[str, Any]) -> None:
    """A seat is as exact as its fact says, and has its source from there."""
    for row in [row for row in rows if row.field == "seat"]:
        seat, fact = records[row.record].seat, ledger[row.fact]
        assert seat.qualifier == fact["qualifier"]
        assert set(seat.sources) <= set(fact["sources"])


def test_qualifiers_agree(records: dict[str, Any], rows: list[Row], ledger: dict[str, Any]) -> None:
    """The model is as exact about each number as the ledger about its fact, but for those that are told apart here."""
    traced = [row for row in rows if row.field in {"value", "rate"} and hasattr(records[row.record], "qualifier")]
    differing = {
        row.record: records[row.record].qualifier
        for row in traced
        if records[row.record].qualifier != ledger[row.fact]["qualifier"]
    }
    assert differing == OWN_QUALIFIERS


def test_priorities_agree(records: dict[str, Any], rows: list[Row], ledger: dict[str, Any]) -> None:
    """A priority list has its fact's day and sources, and is open-ended where the fact is."""
    for row in [row for row in rows if row.field.startswith("priorities.")]:
        priority, fact = records[row.record].priorities[int(row.field[-1])], ledger[row.fact]
        assert (priority.as_of, priority.open_ended, priority.sources) == (
            fact["as_of"],
            fact.get("open_ended", False),
            tuple(fact["sources"]),
        )


def test_the_structure_agrees(model: Model, ledger: dict[str, Any]) -> None:
    """Assemblies and components stand where the ledger puts them, as surely as it does."""
    for system in model.systems:
        for assembly in system.assemblies:
            fact = ledger[f"assembly.{assembly.id}"]
            assert (system.id, assembly.status) == (fact["value"]["system"], fact["status"])
    homes = [(a.id, part) for system in model.systems for a in system.assemblies for part in a.components]
    for home, part in homes + [("unconfirmed", part) for part in model.unplaced]:
        fact = ledger[f"component.{part.id}"]
        assert (home, part.status) == (fact["value"]["assembly"], fact["status"])
        assert part.competitive == fact.get("competitive_34", False)


def test_sources_agree(model: Model, ledger: dict[str, Any]) -> None:
    """The sources are the ledger's, with the same address, day, language and kind."""
    assert [(s.id, s.url, s.published, s.language, s.kind) for s in model.sources] == [
        (s["id"], s.get("url"), s["published"], s["language"], s["kind"]) for s in ledger["sources"]
    ]
    for source, known in zip(model.sources, ledger["sources"], strict=True):
        assert known["title"].startswith(source.title)
        assert known["publisher"] in source.publisher


def test_the_page_holds_every_remark_and_source(model: Model, page: str) -> None:
    """Conflicts and unknowns are on the page in the model's words, and so is every source."""
    flat = " ".join(page.split())
    assert [r.id for r in model.conflicts + model.unknowns if f"- `{r.id}`: {r.text}" not in flat] == []
    assert [s.id for s in model.sources if f"| `{s.id}` |" not in page] == []


def test_numbers_in_words_are_the_ledgers(model: Model, records: dict[str, Any], text: str) -> None:
    """A number in a note, remark or name has the digits of some number in the ledger."""
    known = digits(text)
    words = ("name", "name_zh", "note", "note_zh", "text", "text_zh", "summary", "summary_zh")
    places = [record.seat for record in model.districts + model.cities]
    said = {
        (getattr(record, "id", "seat"), number)
        for record in [*records.values(), *places]
        for field in words
        for number in digits(getattr(record, field, None) or "")
    }
    assert {pair for pair in said if pair[1] not in known} == set()
