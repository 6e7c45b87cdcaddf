"""How the values of the model are tied to the places of the ledgers, and how docs/data.md shows it.

The first ledger, tests/facts.yaml, says under `model` where the model holds each place of a fact. The second,
tests/ledger/, names its records as the model does; what it tells otherwise stands in `ELSEWHERE`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cqparts.model.types import Model

HERE = Path(__file__).parent
DASH = "-"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
LISTS = ("conflicts", "unknown")
SECOND = ("city", "places")

ELSEWHERE = {
    # A second value for one year: grade, then the later source decides; the other stands in a conflict.
    "series.auto.2019": "conflict.vehicles-2019",
    "series.auto.2019.xinhua": "conflict.vehicles-2019",
    "series.nev.2022.xinhua": "conflict.nev-2022",
    "series.nev.2022.xinhua.growth": "conflict.nev-2022",
    # A signing of a single day is an event, not an investment figure of a period.
    "q1-2023.city.groupsigning": "q1-2023.city.groupsigning",
    "q1-2023.city.groupsigning.projects": "q1-2023.city.groupsigning",
    "h2-2023.expo.contract": "h2-2023.expo",
    "h2-2023.expo.contract.projects": "h2-2023.expo",
    "h2-2023.expo.icnev": "h2-2023.expo.icnev",
    "h2-2023.expo.icnev.projects": "h2-2023.expo.icnev",
    "h2-2023.transfer.icnev": "h2-2023.transfer.icnev",
    "h2-2023.transfer.icnev.projects": "h2-2023.transfer.icnev",
}
"""Figures of the second ledger that are none in the model, each with the record whose evidence has them."""

SECTIONS = {
    "The pilot": ("Pilot", "Item"),
    "Events": ("Event",),
    "Systems, assemblies, components": ("System", "Assembly", "Component"),
    "Districts": ("District",),
    "Focus words": ("FocusWords",),
    "Production": ("Production",),
    "Projects": ("Project",),
    "Links": ("Link",),
    "Cities": ("City",),
    "Areas": ("Area",),
    "Measures and scopes": ("Term",),
    "Figures": ("Figure",),
    "Statements on the localization rate": ("LocalizationStatement",),
    "Conflicts and unknowns": ("Remark",),
    "Exchange rates": ("QuotedRate", "RateTable"),
}
"""The tables of docs/data.md: heading, and the kinds of records that stand below it."""


class Row(NamedTuple):
    """One line of the tables: which value of the model stands where in which ledger."""

    record: str
    field: str
    value: str
    ledger: str
    entry: str
    place: str


def read_first() -> dict[str, Any]:
    """Return the first ledger: its facts by id, and its lists and tables by name."""
    whole = yaml.safe_load((HERE / "facts.yaml").read_text("utf-8"))
    return {**whole, **{fact["id"]: fact for fact in whole["facts"]}}


def read_second() -> dict[str, dict[str, Any]]:
    """Return the two parts of the second ledger by name."""
    return {name: yaml.safe_load((HERE / "ledger" / f"{name}.yaml").read_text("utf-8")) for name in SECOND}


def walk(node: object) -> Iterator[Any]:
    """Give every record below a node of the model that has an id."""
    if hasattr(node, "id"):
        yield node
    if isinstance(node, tuple | Model):
        for part in node:
            yield from walk(part)


def digits(text: str) -> set[str]:
    """Give the significant digits of every number in a text: 52.5, 525 and 52,500 are the same."""
    return {re.sub(r"\D", "", number).strip("0") for number in NUMBER.findall(text)}


def follow(node: Any, place: str) -> Any:  # noqa: ANN401 - the ledger is plain YAML
    """Go down a dotted path of keys and list positions; the rest of a path may be one key with dots."""
    if place in {"", DASH}:
        return node
    if isinstance(node, dict) and place in node:
        return node[place]
    key, _, rest = place.partition(".")
    return follow(node[int(key)] if isinstance(node, list) else node[key], rest)


def shown(record: Any, field: str) -> str:  # noqa: ANN401 - any record of the model
    """Write a field of a record as the tables of docs/data.md do."""
    if field == "seat":
        return f"{record.seat.lat}, {record.seat.lon}, {record.seat.geonames}"
    if field == "rates":
        return f"{len(record.rates)} rates"
    name, _, position = field.partition(".")
    if name == "priorities":
        return ", ".join(record.priorities[int(position)].assemblies)
    if name == "amounts":
        return str(record.amounts[int(position)].value)
    return str(getattr(record, field))


def all_rows(records: Mapping[str, Any], first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Row]:
    """Give every row, in the order of the model."""
    order = {name: position for position, name in enumerate(records)}
    rows = [*first_rows(records, first), *second_rows(records, second)]
    return sorted(rows, key=lambda row: order[row.record])


def first_rows(records: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Row]:
    """Give the rows of the first ledger, which says itself where the model holds what."""
    entries = [(fact["id"], fact) for fact in ledger["facts"]]
    entries += [("ecb_reference_rates_per_eur", ledger["ecb_reference_rates_per_eur"])]
    for entry, fact in entries:
        for place, held in fact.get("model", {}).items():
            for words in [held] if isinstance(held, str) else held:
                yield first_row(records, words, entry, place, fact)
    for name in LISTS:
        for position, remark in enumerate(ledger[name]):
            for record in remark["model"]:
                yield Row(record, DASH, DASH, "facts", name, str(position))


def first_row(records: Mapping[str, Any], words: str, entry: str, place: str, fact: Mapping[str, Any]) -> Row:
    """Give the row of one place of a fact: "record field", or a record alone."""
    record, _, field = words.partition(" ")
    if not field:
        return Row(record, DASH, DASH, "facts", entry, place)
    value = str(follow(fact, place)) if field == "evidence" else shown(records[record], field)
    return Row(record, field, value, "facts", entry, place)


def second_rows(records: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[Row]:
    """Give the rows of the second ledger, whose records have the model's ids."""
    for name, ledger in second.items():
        for figure in ledger["figures"]:
            if figure["id"] in ELSEWHERE:
                yield Row(ELSEWHERE[figure["id"]], "evidence", figure["value"], name, figure["id"], "value")
            else:
                yield Row(figure["id"], "value", shown(records[figure["id"]], "value"), name, figure["id"], "value")
        for project in ledger.get("projects", ()):
            places = [place for place, _ in amounts(project)]
            yield Row(project["id"], DASH, DASH, name, project["id"], DASH)
            for position, place in enumerate(places[: len(records[project["id"]].amounts)]):
                field = f"amounts.{position}"
                yield Row(project["id"], field, shown(records[project["id"]], field), name, project["id"], place)
        for person in ledger["people"]:
            yield Row(person.get("item", person["id"]), DASH, DASH, name, person["id"], DASH)
        for entry in ledger.get("localization_history", ()):
            yield Row(f"localization.{entry['figure']}", DASH, DASH, name, entry["figure"], "localization_history")
        for section in (
            "events",
            "areas",
            "measures",
            "scopes",
            "production",
            "focus",
            "links",
            "conflicts",
            "unknowns",
        ):
            for record in ledger.get(section, ()):
                yield Row(record["id"], DASH, DASH, name, record["id"], DASH)


def amounts(project: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each number of a project of the ledger: its place there, and the fields that the model's amount has."""
    for place, what in (("investment", "investment"), ("phase_one", "phase-one"), ("invested", "invested")):
        if place in project:
            yield f"{place}.value", {"what": what, **project[place]}
    for key, when in (("planned", "planned"), ("running", "current")):
        if "phases" in project:
            phases = {"unit": "phases", "qualifier": "exact", "when": when, "as_of": project["phases"]["as_of"]}
            yield f"phases.{key}", {"what": "phases", "value": project["phases"][key], **phases}
    for what in ("capacity", "output"):
        for position, amount in enumerate(project.get(what, ())):
            yield f"{what}.{position}.value", {"what": what, **amount}


def agrees(row: Row, first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Say whether the ledger holds the row's value at the row's place."""
    if row.ledger in SECOND:
        entries = [record for name in ("figures", "projects") for record in second[row.ledger].get(name, ())]
        (entry,) = (record for record in entries if record["id"] == row.entry)
        return bool(row.value == str(follow(entry, row.place)))
    held = follow(first[row.entry], row.place)
    if row.place == "statement":
        return Decimal(row.value) in {Decimal(number.replace(",", "")) for number in NUMBER.findall(held)}
    if isinstance(held, bool | int | float):
        return Decimal(row.value) == Decimal(str(held))
    if row.field == "rates":
        return row.value == f"{len(held)} rates"
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else [held]
    plain = ", ".join(str(part) for part in parts)
    return row.value == (re.sub(r"[区市]$|\(BMS\)$", "", plain) if row.field == "name_zh" else plain)


def expected_fields(record: Any) -> set[str]:  # noqa: ANN401 - any record of the model
    """Name the fields of a record that the tables must trace; a dash if it holds no value of its own."""
    single = {"value", "adcode", "seat", "rate", "equivalent", "days", "rates"}
    fields = {name for name in record._fields if name in single and getattr(record, name) is not None}
    fields |= {f"priorities.{number}" for number in range(len(getattr(record, "priorities", ())))}
    fields |= {f"amounts.{number}" for number in range(len(getattr(record, "amounts", ())))}
    if type(record).__name__ in {"Assembly", "Component", "District", "City"}:
        fields.add("name_zh")
    return fields or {"as_of" if record.id == "plan.issued" else DASH}


def leaves(value: object, place: str) -> Iterator[str]:
    """Give the place of every number inside a fact's value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{place}.{key}")
    elif isinstance(value, int | float):
        yield place


def table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Write a Markdown table."""
    return [f"| {' | '.join(headings)} |", "|---" * len(headings) + "|", *(f"| {' | '.join(row)} |" for row in rows)]


def blocks(model: Model, rows: list[Row]) -> dict[str, str]:
    """Write the parts of docs/data.md that follow from the model and the ledgers, by the names of their marks."""
    return {
        "sources": "\n".join(source_lines(model)),
        "differs": "\n".join(f"- `{r.id}`: {r.text}" for r in model.conflicts if r.kind == "differs"),
        "reading": "\n".join(f"- `{r.id}`: {r.text}" for r in model.conflicts if r.kind == "reading"),
        "unknowns": "\n".join(f"- `{r.id}`: {r.text}" for r in model.unknowns),
        "no-evidence": "\n".join(f"- `{figure.id}`" for figure in model.figures if not figure.evidence),
        "ledger": "\n".join(ledger_lines(model, rows)),
    }


def source_lines(model: Model) -> list[str]:
    """Write the sources, kind by kind in order of time."""
    titles = {
        "primary": "Primary",
        "official": "Official",
        "press": "Press",
        "company": "Company",
        "dataset": "Data set",
    }
    lines: list[str] = []
    for kind, title in titles.items():
        held = sorted((s for s in model.sources if s.kind == kind), key=lambda source: source.published or "9")
        cells = [
            (
                f"`{s.id}`",
                (f"[{s.title}]({s.url})" if s.url else s.title) + (f"<br>{s.title_en}" if s.title_en else ""),
                s.publisher + (", read in a copy" if s.copy else ""),
                s.published or "–",
                s.grade or "–",
            )
            for s in held
        ]
        lines += [f"**{title}**", "", *table(("id", "title", "publisher", "published", "grade"), cells), ""]
    return lines[:-1]


def ledger_lines(model: Model, rows: list[Row]) -> list[str]:
    """Write the tables that tie the model to the ledgers, section by section."""
    kinds = {record.id: type(record).__name__ for record in walk(model)}
    lines: list[str] = []
    for heading, names in SECTIONS.items():
        held = [row for row in rows if kinds[row.record] in names]
        cells = [(f"`{r.record}`", r.field, r.value, r.ledger, f"`{r.entry}`", r.place) for r in held]
        lines += [f"### {heading}", "", *table(("record", "field", "value", "ledger", "entry", "place"), cells), ""]
    return lines[:-1]


def filled(page: str, parts: Mapping[str, str]) -> str:
    """Return a page with the text between each pair of marks replaced."""
    for name, text in parts.items():
        begin, end = f"<!-- begin {name} -->\n", f"\n<!-- end {name} -->"
        before, found, rest = page.partition(begin)
        _, ended, after = rest.partition(end)
        assert found, f"no mark begins {name}"
        assert ended, f"no mark ends {name}"
        page = f"{before}{begin}{text}{end}{after}"
    return page
