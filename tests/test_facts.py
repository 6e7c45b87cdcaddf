"""Every number of the model stands in a ledger, every record of the ledgers in the model, with its sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cqparts.loading.load import load
from cqparts.model.types import City, District, Model
from tracing import (
    DASH,
    ELSEWHERE,
    LISTS,
    Row,
    agrees,
    all_rows,
    amounts,
    blocks,
    digits,
    expected_fields,
    filled,
    follow,
    leaves,
    read_first,
    read_second,
    walk,
)

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "data.md"
COMPUTED = {"h1_2023.share"}
"""Facts of the first ledger that the program computes."""

OWN_QUALIFIERS = {
    # Facts of several numbers, of which the source says "more than" of another one.
    "h1-2023.funds.over500.manufacturing": "exact",
    "h1-2023.funds.over500.share": "exact",
    "district.jiangjin.nev2022.share": "exact",
    "district.jiangjin.nev2022.share-2021": "exact",
    "district.dazu.firms2023.vehicle-makers": "exact",
    # "300+", in the words of the statement.
    "series.coverage.2.icnev-firms": "at-least",
}
"""How exact a number is where its fact, as a whole, is told otherwise."""

OTHER_YEAR = {"district.jiangjin.nev2022.share-2021"}

OWN_TIMES = {
    # "So far this year", told in December: a flow of that year, not a state of that day.
    "city.yibin.battery.signed2023.projects": "2023-01/2023-12",
    "city.yibin.battery.signed2023.investment": "2023-01/2023-12",
}
"""The time of figures that the second ledger dates otherwise."""

OWN_UNITS = {
    # 年产量: output a year, of a year that is not named.
    "chuanyu.output.2022": "10,000 vehicles a year",
    "district.dazu.motorcycles.output2025": "10,000 motorcycles a year",
}
"""The unit of figures that the second ledger counts without saying in which time."""

REWORDED = {
    # The correction's fact in the words of the model: the phrase that must stand there.
    ("cqrb-2025-09", "title"): "2025年9月23日",
    ("draft-plan-2025-07", "publisher"): "Chongqing Economy and Information Commission, as reported on 2025-07-16",
    ("city.parts2027.draft.revenue", "note"): "1 September 2023",
    ("city.parts2027.draft.new-firms", "note"): "1 September 2023",
    ("city.parts2027.draft.west-output", "note"): "1 September 2023",
    ("pilot.offices.yangtze-river-delta", "note"): "The office exists already",
    ("pilot.offices.greater-bay-area", "note"): "The office exists already",
    ("pilot.offices.beijing-tianjin-hebei", "note"): "The office exists already",
    ("pilot.people.zhou-bo", "note"): "party secretary as well by July 2023",
    ("pilot.people.zhou-bo", "note_zh"): "2022年9月已任局长",
    ("pilot.people.yang-zixuan", "note"): "Deputy director by July 2022",
    ("pilot.people.yang-zixuan", "note_zh"): "2022年7月已任副局长",
    ("conflict.localization", "text"): "Without that split, 70% or more has been stated since 2013.",
    ("conflict.localization", "text_zh"): "不分车型的70%或以上，自2013年起即有表述。",
}
"""Corrections that the model holds in its own words, by record and field."""

NOT_FIGURES = {
    # "Basically covers" is no count: the words stand in the item series.coverage.0.
    "series.coverage.0.systems",
    "series.coverage.0.assemblies",
    "series.coverage.0.components",
}
"""Sentences of the second ledger for figures that the model holds no more."""

MOVED = {"series.nev.2023.5.growth": "conflict.nev-growth-2023"}
"""Sentences for a figure that stands in a conflict now: 37 % is of the later source."""

SAME_TIME = {frozenset({"h1-2023.funds", "h1-2023.funds.over500.total"})}
"""Two figures of one time that agree: an amount, and a floor below it."""

OVER = re.compile("超|突破|逾|[Oo]ver|[Mm]ore than|past")
"""What sources say where people read "over"."""

YEAR_OF_DAY = re.compile(r"\b(\d{4})-\d{2}(?:-\d{2})?\b")
"""A day or month, which a remark may write in words."""


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the bundled model."""
    return load(ROOT / "data" / "industry.yaml")


@pytest.fixture(scope="module")
def records(model: Model) -> dict[str, Any]:
    """Return every record of the model by its id."""
    return {record.id: record for record in walk(model)}


@pytest.fixture(scope="module")
def first() -> dict[str, Any]:
    """Return the first ledger's facts by id, and its lists and tables by name."""
    return read_first()


@pytest.fixture(scope="module")
def second() -> dict[str, dict[str, Any]]:
    """Return the two parts of the second ledger."""
    return read_second()


@pytest.fixture(scope="module")
def rows(records: dict[str, Any], first: dict[str, Any], second: dict[str, Any]) -> list[Row]:
    """Return the rows that tie the model to the ledgers."""
    return all_rows(records, first, second)


@pytest.fixture(scope="module")
def sentences(second: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    """Return the sentences of the second ledger, by the record they are of and the source."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, source, sentence in quoted(second):
        found[record, source].add(sentence)
    return found


def quoted(second: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Give each sentence of the second ledger: the record it is of, its source, and its words."""
    for section in ("figures", "events", "people", "production", "focus", "links"):
        for record in ledger_records(second, section):
            name = record.get("item", record["id"])
            yield ELSEWHERE.get(name, name), record["sources"][0], record["quote"]
    for project in ledger_records(second, "projects"):
        for source in project["sources"]:
            parts = [quote["quote"] for quote in project["quotes"] if quote["source"] == source]
            yield project["id"], source, "…".join(parts)
    for name, entry in second["city"]["quotes"].items():
        for one in [entry, *entry.get("also", ())]:
            yield priority(entry.get("record", name), entry), one["source"], one["quote"]
    for entry in second["places"]["quotes"]:
        for name in entry["model"]:
            yield priority(name, entry), entry["source"], entry["quote"]


def priority(name: str, entry: Mapping[str, Any]) -> str:
    """Return what a sentence is of: a record, or one of a district's lists."""
    return f"{name} {entry['occasion']}" if "occasion" in entry else MOVED.get(name, name)


def ledger_records(second: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    """Return the records of a section in both parts of the second ledger."""
    return [record for ledger in second.values() for record in ledger.get(section, ())]


def time_of(record: Any) -> str:  # noqa: ANN401 - a figure of the model
    """Return the period or the day of a figure."""
    return str(record.period or record.as_of)


def test_every_record_is_traced(records: dict[str, Any], rows: list[Row]) -> None:
    """Each record but a source has a row for each of its values, and no row speaks of anything else."""
    wanted = {
        (name, field)
        for name, record in records.items()
        if type(record).__name__ != "Source"
        for field in expected_fields(record)
    }
    held = {(row.record, row.field) for row in rows if row.field not in {DASH, "evidence"}}
    assert held == {pair for pair in wanted if pair[1] != DASH}
    assert {name for name, _ in wanted} <= {row.record for row in rows}


def test_the_ledgers_hold_every_value(rows: list[Row], first: dict[str, Any], second: dict[str, Any]) -> None:
    """Each value of the model stands in a ledger, digit for digit, at the place that the ledger names."""
    assert [row for row in rows if row.field != DASH and not agrees(row, first, second)] == []


def test_a_changed_digit_is_seen(rows: list[Row], first: dict[str, Any], second: dict[str, Any]) -> None:
    """Whichever digit of a traced value is changed, the ledger no longer agrees."""
    changed = [
        row._replace(value=row.value[:at] + str((int(row.value[at]) + 1) % 10) + row.value[at + 1 :])
        for row in rows
        if row.field != DASH
        for at in range(len(row.value))
        if row.value[at].isdecimal()
    ]
    assert len(changed) > 1_500
    assert [row for row in changed if agrees(row, first, second)] == []


def test_what_stands_in_evidence_alone_stands_there(records: dict[str, Any], rows: list[Row]) -> None:
    """A number that the model holds in no figure stands in the sentences of the record that its row names."""
    kept = [row for row in rows if row.field == "evidence"]
    assert len(kept) == len(ELSEWHERE) + len(MOVED)
    for row in kept:
        assert digits(row.value) <= digits(" ".join(records[row.record].evidence.values()))


# The first ledger: facts


def test_rows_without_a_value_point_into_the_first_ledger(rows: list[Row], first: dict[str, Any]) -> None:
    """A record that is only named still points to a fact, and to a place in it that exists."""
    assert all(follow(first[row.entry], row.place) for row in rows if row.field == DASH and row.ledger == "facts")


def test_the_first_ledger_is_used_up(rows: list[Row], first: dict[str, Any]) -> None:
    """Each fact of the ledger is tied to the model, or is named on the page as computed rather than stored."""
    unused = {fact["id"] for fact in first["facts"]} - {row.entry for row in rows}
    assert unused == COMPUTED
    assert all(f"`{fact}`" in PAGE.read_text("utf-8") for fact in COMPUTED)
    places = {(row.entry, row.place) for row in rows}
    assert {(name, str(at)) for name in LISTS for at in range(len(first[name]))} <= places


def test_every_number_of_a_fact_is_used(rows: list[Row], first: dict[str, Any]) -> None:
    """No number of a fact is left behind when the fact is split into figures."""
    used = {(row.entry, row.place) for row in rows}
    facts = [fact for fact in first["facts"] if fact["id"] not in COMPUTED | {"fx.article"}]
    numbers = {(fact["id"], place) for fact in facts for place in leaves(fact["value"], "value")}
    numbers |= {(fact["id"], "yoy_pct") for fact in facts if "yoy_pct" in fact}
    seats = {
        (fact, place) for fact, place in numbers if place.rpartition(".")[2] in {"lat", "lon", "id", "geonames_id"}
    }
    assert numbers - seats - used == set()
    assert {(fact, place.rpartition(".")[0]) for fact, place in seats} <= used


def test_the_table_of_rates_is_the_ledgers(model: Model, first: dict[str, Any]) -> None:
    """The bundled ECB table holds the ledger's rates of that day, as they were published."""
    (table,) = model.exchange_rates.tables
    assert table.rates == first["ecb_reference_rates_per_eur"]["rates"][table.as_of]


def test_dates_and_sources_agree(records: dict[str, Any], rows: list[Row], first: dict[str, Any]) -> None:
    """A figure or rate has its fact's day or period and its fact's sources."""
    traced = [row for row in rows if row.ledger == "facts" and row.field in {"value", "rate", "equivalent"}]
    times = [("period", "as_of"), ("as_of", "period")]
    for one, other in times:
        model_says = {(row.record, getattr(records[row.record], one)) for row in traced}
        ledger_says = {(row.record, first[row.entry].get(one)) for row in traced}
        assert {pair[0] for pair in model_says ^ ledger_says} <= OTHER_YEAR, other
    assert [set(records[row.record].sources) for row in traced] == [set(first[row.entry]["sources"]) for row in traced]


def test_sources_of_things_hold_the_ledgers(records: dict[str, Any], rows: list[Row], first: dict[str, Any]) -> None:
    """An item, assembly or component has its fact's sources that the copies bear out, and its day."""
    facts = [row for row in rows if row.ledger == "facts"]
    things = [row for row in facts if type(records[row.record]).__name__ in {"Item", "Assembly", "Component"}]
    unborne = {row.record for row in things if not set(first[row.entry]["sources"]) <= set(records[row.record].sources)}
    assert unborne == {"pilot.people.zhou-bo"}  # the part of cns-2023-08-19 that was read does not name him
    days = {row.record for row in things if records[row.record].as_of != first[row.entry].get("as_of")}
    assert days == {"pilot.events.announced"}


def test_seats_agree(model: Model, rows: list[Row], first: dict[str, Any]) -> None:
    """A seat is a point of GeoNames, near the place: about, with its source from its fact."""
    entries = {row.record: first[row.entry] for row in rows if row.field == "seat"}
    places: list[District | City] = [*model.districts, *model.cities]
    for place in places:
        assert place.seat is not None
        assert place.seat.qualifier == entries[place.id]["qualifier"] == "about"
        assert set(place.seat.sources) <= set(entries[place.id]["sources"])


def test_qualifiers_agree(records: dict[str, Any], rows: list[Row], first: dict[str, Any]) -> None:
    """The model is as exact about each number as the ledger about its fact, but for those that are told apart here."""
    traced = [row for row in rows if row.ledger == "facts" and row.field in {"value", "rate"}]
    differing = {
        row.record: records[row.record].qualifier
        for row in traced
        if records[row.record].qualifier != first[row.entry]["qualifier"]
    }
    assert differing == OWN_QUALIFIERS


def test_priorities_agree(records: dict[str, Any], rows: list[Row], first: dict[str, Any]) -> None:
    """A priority list has its fact's day and sources, and is open-ended where the fact is."""
    for row in [row for row in rows if row.field.startswith("priorities.")]:
        priority, fact = records[row.record].priorities[int(row.field[-1])], first[row.entry]
        assert (priority.as_of, priority.open_ended, priority.sources) == (
            fact["as_of"],
            fact.get("open_ended", False),
            tuple(fact["sources"]),
        )


def test_the_structure_agrees(model: Model, first: dict[str, Any]) -> None:
    """Assemblies and components stand where the ledger puts them, as surely as it does."""
    for system in model.systems:
        for assembly in system.assemblies:
            fact = first[f"assembly.{assembly.id}"]
            assert (system.id, assembly.status) == (fact["value"]["system"], fact["status"])
    homes = [(a.id, part) for system in model.systems for a in system.assemblies for part in a.components]
    for home, part in homes + [("unconfirmed", part) for part in model.unplaced]:
        fact = first[f"component.{part.id}"]
        assert (home, part.status) == (fact["value"]["assembly"], fact["status"])
        assert part.competitive == fact.get("competitive_34", False)


# The second ledger: tests/ledger


def test_every_figure_of_the_second_ledger_is_held(model: Model, second: dict[str, Any]) -> None:
    """A figure is in the model as the ledger has it, with its sentence, or another record is named that holds it."""
    figures = {figure.id: figure for figure in model.figures}
    fields = ("subject", "measure", "scope", "value", "unit", "qualifier", "kind")
    for entry in ledger_records(second, "figures"):
        name = entry["id"]
        if name in ELSEWHERE:
            assert name not in figures
            continue
        figure = figures[name]
        held = {"kind": "actual", **entry, **({"unit": OWN_UNITS[name]} if name in OWN_UNITS else {})}
        assert [getattr(figure, field) for field in fields] == [held.get(field) for field in fields], name
        assert time_of(figure) == OWN_TIMES.get(name, entry.get("period") or entry.get("as_of")), name
        assert figure.sources == tuple(entry["sources"]), name
        assert figure.evidence[figure.sources[0]] == entry["quote"], name
        assert bool(figure.caution) == bool(figure.caution_zh) == ("caution" in entry), name


def test_every_project_is_held(model: Model, second: dict[str, Any]) -> None:
    """A project is in the model with each of its numbers, and its stages."""
    projects = {project.id: project for project in model.projects}
    entries = ledger_records(second, "projects")
    assert {entry["id"] for entry in entries} == set(projects)
    for entry in entries:
        project = projects[entry["id"]]
        assert (project.firm, project.firm_zh) == (entry["firm"]["name"], entry["firm"].get("name_zh"))
        for field in ("place", "area", "stage", "stage_as_of", "grade"):
            assert getattr(project, field) == entry.get(field), (entry["id"], field)
        for field in ("assemblies", "near", "components", "sources"):
            assert getattr(project, field) == tuple(entry.get(field, ())), (entry["id"], field)
        for field in ("products", "customers"):
            assert pairs(project, field) == [(one["name"], one["name_zh"]) for one in entry.get(field, ())]
        assert [stage._asdict() for stage in project.earlier] == entry.get("earlier", [])
        kept = ("what", "value", "unit", "qualifier", "when", "as_of", "part", "part_zh")
        assert [{field: getattr(amount, field) for field in kept} for amount in project.amounts] == [
            {field: held.get(field) for field in kept} for _, held in amounts(entry)
        ], entry["id"]


def pairs(record: Any, field: str) -> list[tuple[str, str]]:  # noqa: ANN401 - a record of the model
    """Return names with their Chinese ones."""
    return list(zip(getattr(record, field), getattr(record, f"{field}_zh"), strict=True))


@pytest.mark.parametrize(
    ("section", "held", "fields"),
    [
        (
            "production",
            "production",
            "place area products products_zh verb_zh assemblies near components firms_zh as_of",
        ),
        ("focus", "focus_words", "place words words_zh verb_zh assemblies as_of"),
        ("links", "links", "place partners as_of"),
        ("events", "events", "phase as_of"),
    ],
)
def test_every_statement_on_places_is_held(
    model: Model, second: dict[str, Any], section: str, held: str, fields: str
) -> None:
    """Production, focus words, links and events are in the model as the ledger has them, with their sentences."""
    found = {record.id: record for record in getattr(model, held)}
    for entry in ledger_records(second, section):
        record = found.pop(entry["id"])
        for field in [*fields.split(), "sources", "grade"]:
            value = entry.get(field)
            empty = () if isinstance(getattr(record, field), tuple) else None
            assert getattr(record, field) == (tuple(value) if isinstance(value, list) else value or empty), entry["id"]
        assert record.evidence == {entry["sources"][0]: entry["quote"]}, entry["id"]
        if section == "production":
            assert pairs(record, "customers") == [(one["name"], one["name_zh"]) for one in entry.get("customers", ())]
    assert set(found) <= set(ELSEWHERE.values())


def test_every_term_and_area_is_held(model: Model, second: dict[str, Any]) -> None:
    """Measures, scopes and areas are in the model, where the ledger puts them, with its sources."""
    for section in ("measures", "scopes", "areas"):
        found = {record.id: record for record in getattr(model, section)}
        for entry in ledger_records(second, section):
            record = found[entry["id"]]
            assert set(entry["sources"]) <= set(record.sources), entry["id"]
            for field in {"topic", "part_of", "lies_in"} & set(entry):
                assert getattr(record, field) == entry[field], entry["id"]


def test_statements_and_outcomes_agree(model: Model, second: dict[str, Any]) -> None:
    """What localization figures mean, and what came of targets, is as the ledger says."""
    history = second["city"]["localization_history"]
    assert [(s.figure, s.local, s.vehicles, s.stance, bool(s.note)) for s in model.localization] == [
        (entry["figure"], entry["local"], entry["vehicles"], entry["stance"], "note" in entry) for entry in history
    ]
    promised = second["city"]["promised_and_made"]
    assert [(o.target, o.actual, o.result, o.note, o.note_zh) for o in model.outcomes] == [
        (pair["target"], pair["actual"], pair["verdict"], pair.get("note"), pair.get("note_zh")) for pair in promised
    ]


def test_every_remark_of_the_second_ledger_is_held(model: Model, second: dict[str, Any]) -> None:
    """A conflict or unknown is in the model, about the same records, with the same numbers and sources."""
    found = {remark.id: remark for remark in (*model.conflicts, *model.unknowns)}
    gone = {*ELSEWHERE, *MOVED, "people.zhou-bo.2023"}
    for section in ("conflicts", "unknowns"):
        for entry in ledger_records(second, section):
            remark = found[entry["id"]]
            assert set(remark.about) == set(entry["about"]) - gone, entry["id"]
            assert set(remark.sources) == set(entry["sources"]), entry["id"]
            assert digits(YEAR_OF_DAY.sub(r"\1", entry["text"])) <= digits(remark.text), entry["id"]
            assert digits(entry["text_zh"]) <= digits(remark.text_zh), entry["id"]
            if section == "conflicts":
                assert remark.kind == {"differs": "differs", "caution": "reading"}[entry["kind"]], entry["id"]
            assert entry.get("replaces") not in found


def test_people_are_held(records: dict[str, Any], second: dict[str, Any]) -> None:
    """Each person is an item of the pilot, in characters, with the sources that name the office."""
    for entry in ledger_records(second, "people"):
        item = records[entry.get("item", entry["id"])]
        assert item.kind == "person"
        assert entry["name_zh"].partition("，")[0] in item.name_zh
        assert set(entry["sources"]) <= set(item.sources)


def test_every_correction_is_applied(records: dict[str, Any], second: dict[str, Any]) -> None:
    """The model has what the ledger's corrections say, in their words or in its own."""
    corrections = second["city"]["corrections"]
    assert len(corrections) == 49
    for entry in corrections:
        case = entry["id"], entry["field"]
        if entry["field"] == "record":
            assert entry["id"] not in records
            assert set(re.findall(r"unknown\.[a-z0-9-]+", entry["should_be"])) <= set(records)
        elif case in REWORDED:
            assert REWORDED[case] in getattr(records[entry["id"]], entry["field"]), case
        elif isinstance(entry["should_be"], list):
            assert set(entry["should_be"]) <= set(records[entry["id"]].sources), case
            assert set(entry["was"]) - set(entry["should_be"]) & set(records[entry["id"]].sources) == set(), case
        else:
            assert getattr(records[entry["id"]], entry["field"]) == entry["should_be"], case


def test_every_sentence_is_held(
    model: Model, records: dict[str, Any], sentences: dict[tuple[str, str], set[str]]
) -> None:
    """For each record and source the ledger has a sentence of, the model has that sentence, or another of them."""
    lists = {f"{district.id} {held.occasion}": held for district in model.districts for held in district.priorities}
    missing = {
        name
        for (name, source), known in sentences.items()
        if getattr(lists.get(name, records.get(name)), "evidence", {}).get(source) not in known
    }
    assert missing == NOT_FIGURES


def test_evidence_is_verbatim(model: Model, second: dict[str, Any], sentences: dict[tuple[str, str], set[str]]) -> None:
    """Every sentence of the model is one of the ledger's, from the same source, letter for letter."""
    known = {(source, sentence) for (_, source), held in sentences.items() for sentence in held}
    known |= {(entry["source"], entry["evidence"]) for entry in second["city"]["corrections"]}
    everything = [record for record in walk(model) if hasattr(record, "evidence")]
    everything += [priority for district in model.districts for priority in district.priorities]
    said = {(source, words) for record in everything for source, words in record.evidence.items()}
    assert len(said) > 200
    assert said - known == set()


def test_figures_have_evidence(model: Model) -> None:
    """At least 95 of 100 figures carry a sentence that holds their digits."""
    bare = [figure.id for figure in model.figures if not figure.evidence or figure.digits_differ]
    assert len(bare) <= 0.05 * len(model.figures), bare


def test_over_is_the_sources_word(model: Model) -> None:
    """A bound of "over" stands where the evidence says over, and nowhere else."""
    for figure in model.figures:
        says = any(OVER.search(sentence) for sentence in figure.evidence.values())
        assert says or figure.bound is None, figure.id


# Series


def test_a_series_holds_one_value_for_a_time(model: Model) -> None:
    """No two actual figures tell the same of the same time: the second value stands in a conflict."""
    held: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for figure in model.figures:
        if figure.kind == "actual":
            held[figure.subject, figure.measure, figure.scope, time_of(figure)].add(figure.id)
    assert {frozenset(names) for names in held.values() if len(names) > 1} == SAME_TIME


def test_a_series_is_in_order_of_time(model: Model) -> None:
    """The figures of a series stand in the file from the earliest to the latest."""
    series: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for figure in model.figures:
        series[figure.subject, figure.measure, figure.scope, figure.kind].append(last_month(time_of(figure)))
    assert [name for name, times in series.items() if times != sorted(times)] == []


LAST_MONTHS = {"": "12", "H1": "06", "H2": "12", "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12"}


def last_month(time: str) -> str:
    """Return the last month of a time: 2023-06 of 2023-H1, 2023-Q2, 2023-01/2023-06 and 2023-06-30."""
    end = time.rpartition("/")[2]
    year, _, part = end.partition("-")
    return f"{year}-{LAST_MONTHS.get(part, part)[:2]}"


def test_money_of_areas_is_of_a_period(model: Model) -> None:
    """No amount signed on a single day stands among the investment figures of areas."""
    topics = {measure.id: measure.topic for measure in model.measures}
    areas = {area.id for area in model.areas if area.lies_in is None}
    money = [figure for figure in model.figures if figure.subject in areas and topics[figure.measure] == "investment"]
    assert len(money) > 30
    assert [figure.id for figure in money if len(figure.as_of or "") == len("2023-04-06")] == []


# Sources, and the page


def test_sources_agree(model: Model, first: dict[str, Any], second: dict[str, Any]) -> None:
    """The sources are the ledgers', with the same day, language, kind, grade and address."""
    known = {s["id"]: s for s in [*first["sources"], *ledger_records(second, "sources")]}
    assert {source.id for source in model.sources} == set(known)
    addresses = dict(second["city"]["urls"])
    addresses |= {e["source"]: e for e in second["places"]["urls"] if e["source"] not in addresses}
    for source in model.sources:
        entry = known[source.id]
        for field in ("published", "language", "kind"):
            assert getattr(source, field) == entry.get(field), source.id
        assert source.grade == entry.get("grade", source.grade), source.id
        address = addresses.get(source.id, {})
        url = entry.get("url") or (address.get("url") if address.get("cite") else None)
        assert source.url == url, source.id
        assert source.copy or "note_copy" not in entry or bool(source.url), source.id


def test_titles_are_in_the_sources_language(model: Model, first: dict[str, Any], second: dict[str, Any]) -> None:
    """A title is the ledger's, or a description in round brackets; what is not English has an English title, too."""
    known = {s["id"]: s["title"] for s in [*first["sources"], *ledger_records(second, "sources")]}
    for source in model.sources:
        described = source.title.startswith(("（", "("))
        assert described or letters(source.title) == letters(known[source.id].removesuffix(" (CC BY 4.0)")), source.id
        assert source.title_en is not None or source.language == "en" or described, source.id
        if source.language == "zh":
            assert re.search("[\u4e00-\u9fff]", source.title), source.id


def letters(text: str) -> str:
    """Return a text without blanks and punctuation."""
    return re.sub(r"\W", "", text)


def test_the_page_is_written_from_model_and_ledgers(
    model: Model, rows: list[Row], request: pytest.FixtureRequest
) -> None:
    """docs/data.md shows the sources, remarks and tables as they are; --update-golden writes them."""
    page = PAGE.read_text("utf-8")
    right = filled(page, blocks(model, rows))
    if request.config.getoption("--update-golden"):
        PAGE.write_text(right, "utf-8")
    else:
        assert page == right


def test_numbers_in_words_are_the_ledgers(model: Model, records: dict[str, Any]) -> None:
    """A number in a note, caution, remark or name has the digits of some number in a ledger."""
    known = digits("\n".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("**/*.yaml") if is_ledger(path)))
    words = ("name", "name_zh", "note", "note_zh", "caution", "caution_zh", "text", "text_zh", "summary", "summary_zh")
    places: list[Any] = [*(place.seat for place in model.districts), *(place.seat for place in model.cities)]
    said = {
        (getattr(record, "id", "seat"), number)
        for record in [*records.values(), *places, *model.outcomes]
        for field in words
        for number in digits(getattr(record, field, None) or "")
    }
    assert {pair for pair in said if pair[1] not in known} == set()


def is_ledger(path: Path) -> bool:
    """Say whether a file under tests/ is a ledger."""
    return path.name == "facts.yaml" or path.parent.name == "ledger"
