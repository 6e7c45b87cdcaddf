"""The page: valid, self-contained, linked both ways, in two languages, and true to the commands' JSON."""

import json
import re
from collections import Counter
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from test_report import NASTY, empty, nasty

from conftest import Call
from cqparts.model.types import Model
from cqparts.report.html import report_html
from cqparts.report.profile import district_profile
from cqparts.report.sections import full_report

POWERS = {"bn": 9, "百万": 6, "亿": 8, "万": 4}
"""The powers of ten that a unit or a heading begins with."""


def parse_page(text: str) -> Element:
    """Return a page as a tree; anything that the HTML standard calls an error fails."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return root


def words(element: Element) -> str:
    """Return all text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def elements(root: Element, name: str) -> list[Element]:
    """Return all elements of a name, in order."""
    return [element for element in root.iter() if isinstance(element.tag, str) and element.tag.split("}")[-1] == name]


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    """Yield each language."""
    return str(request.param)


@pytest.fixture(scope="module")
def text(model: Model, lang: str) -> str:
    """Return the page of the bundled model."""
    return report_html(full_report(model, lang, ("USD", "EUR")))


@pytest.fixture(scope="module")
def root(text: str) -> Element:
    """Return the page of the bundled model as a tree."""
    return parse_page(text)


def test_pages_are_valid(model: Model, lang: str) -> None:
    """Pages of the whole, of each district, of an empty and of a hostile model are valid HTML."""
    profiles = [report_html(district_profile(model, district, lang)) for district in model.districts]
    for text in (*profiles, report_html(full_report(empty(), lang)), report_html(full_report(nasty(model), lang))):
        parse_page(text)


def test_the_language_is_named(root: Element, lang: str) -> None:
    """The page says its language, and that of a title in another."""
    assert root.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    other = next(element for element in root.iter() if element.get("class") == "other")
    assert other.get("lang") == {"en": "zh-Hans", "zh": "en"}[lang]


def test_the_page_needs_nothing_else(text: str, root: Element) -> None:
    """There is no script, no address that a browser would fetch, and less than 300 KB."""
    assert not elements(root, "script")
    assert not [e for e in root.iter() if e.get("src") or any(key.startswith("on") for key in e.keys())]  # noqa: SIM118
    assert [element.get("href") for element in elements(root, "link")] == ["data:,"]
    assert not re.search(r"@import|url\((?!#)", text)
    assert len(text.encode()) < 300_000


def test_all_currencies_keep_the_page_small(model: Model) -> None:
    """A page with every bundled currency has no more than 200 bytes for each further amount."""
    codes = tuple(model.exchange_rates.tables[0].rates)
    pages = [report_html(full_report(model, "en", some)) for some in (codes[:1], codes)]
    rows = [row for row in elements(parse_page(pages[1]), "tr") if row.get("data-id")]
    amounts = [cell for row in rows for cell in row if (cell.get("data-key") or "").startswith("converted.")]
    assert len(pages[0].encode()) < 300_000
    assert len(pages[1].encode()) - len(pages[0].encode()) < 200 * len(amounts)


def test_headings_are_in_order(root: Element) -> None:
    """There is one first heading, and none is more than one step below the one before."""
    levels = [int(e.tag[1]) for e in root.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_ids_are_unique_and_links_lead_somewhere(root: Element) -> None:
    """Every link within the page leads to one element, and outer ones are addresses of the web."""
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    for link in elements(root, "a"):
        target = link.get("href") or ""
        assert target[1:] in ids if target.startswith("#") else target.startswith(("http://", "https://"))


def test_sources_and_notes_link_both_ways(root: Element) -> None:
    """Each source is cited and links back to where; each note has a mark that it links back to."""
    targets = Counter(link.get("href") for link in elements(root, "a"))
    ids = {element.get("id") for element in root.iter()}
    sources = [name for name in ids if name and re.fullmatch(r"s\d+", name)]
    assert len(sources) > 30
    for name in sources:
        assert targets[f"#{name}"]
        assert [place for place in targets if place and place.startswith("#c-") and place.endswith(f"-{name[1:]}")]
    notes = [name for name in ids if name and name.startswith("n-")]
    assert len(notes) > 10
    assert all(targets[f"#{name}"] and targets[f"#r-{name[2:]}"] for name in notes)


def test_every_chart_has_title_description_and_table(root: Element) -> None:
    """Three charts, each an image with a name and a description, each beside a table of its figures."""
    charts = [svg for svg in elements(root, "svg") if svg.get("role") == "img"]
    assert len(charts) == 3
    ids = {element.get("id"): element for element in root.iter()}
    for svg in charts:
        assert all(words(ids[name]) for name in (svg.get("aria-labelledby") or "").split())
    pairs = [element for element in root.iter() if element.get("class") == "pair"]
    assert [len(elements(pair, "table")) for pair in pairs] == [1, 1, 1]


def test_charts_show_the_figures_of_their_tables(root: Element) -> None:
    """Every mark of a chart is a row of the table beside it, and every row is a mark."""
    for pair in [element for element in root.iter() if element.get("class") == "pair"]:
        marks = {e.get("data-id") for e in pair.iter() if e.get("data-id") and str(e.tag).endswith("}g")}
        assert marks == {row.get("data-id") for row in elements(pair, "tr") if row.get("data-id")}


def value_at(record: Any, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the value at a dotted key of a record, a list by the currency of its parts."""
    for step in key.split("."):
        record = next(item for item in record if item["currency"] == step) if isinstance(record, list) else record[step]
    return record


def records(call: Call, command: str) -> dict[str, Any]:
    """Return the records of a command's JSON by id."""
    options = ["--to", "USD,EUR"] if command == "investment" else []
    answer = json.loads(call(command, *options, "--json").out)
    return {record["id"]: record for record in (answer["items"] if isinstance(answer, dict) else answer)}


@pytest.fixture
def answers(call: Call, model: Model) -> dict[str, dict[str, Any]]:
    """Return the records that tables show, by command and id: the matrix's sums, and the districts' seats, too."""
    commands = ("investment", "localization", "trends", "targets", "pilot")
    by_command = {command: records(call, command) for command in commands}
    del by_command["localization"]["district.dazu.localization"]  # which the page leaves out
    seats = {district.id: {"seat": district.seat._asdict()} for district in model.districts if district.seat}
    return by_command | {"matrix": records(call, "assemblies"), "cities": seats | records(call, "cities")}


def test_every_figure_is_that_of_the_commands(root: Element, answers: dict[str, dict[str, Any]]) -> None:
    """Each number in a table is the command's own, and what is shown is that number to the digits shown."""
    seen = Counter[str]()
    for table in elements(root, "table"):
        command = table.get("data-command") or ""
        headings = [words(head) for head in elements(elements(table, "thead")[0], "th")]
        for row in [row for row in elements(table, "tr") if row.get("data-id")]:
            record = answers[command][row.get("data-id") or ""]
            units = [words(cell) for cell in row if cell.get("data-key") == "unit"]
            for heading, cell in zip(headings, row, strict=True):
                for number in elements(cell, "data"):
                    value = json.loads(number.get("value") or "")
                    assert value == value_at(record, cell.get("data-key") or "")
                    assert shows_value(words(number), value, units[0] if units else heading)
                    seen[command] += 1
    numbers = dict.fromkeys(("localization", "trends", "targets"), 0)
    for command in numbers:
        numbers[command] = sum(
            record[key] is not None
            for record in answers[command].values()
            for key in ("value", "percent", "percentage_points")
            if key in record
        )
    assert {command: seen[command] for command in numbers} == numbers
    assert (seen["matrix"], seen["cities"]) == (len(answers["matrix"]), 2 * len(answers["cities"]))
    assert seen["investment"] >= len(answers["investment"])


def shows_value(text: str, value: float, unit: str) -> bool:
    """Say whether a number as shown is a value to the digits shown, in units of its unit's power of ten."""
    power = next((POWERS[sign] for sign in POWERS if unit.startswith(sign)), 0)
    digits = re.sub(r"^(about |over |at least |约|超过|至少)", "", text).removesuffix("%").strip().replace(",", "")
    places = len(digits.partition(".")[2])
    return bool(abs(float(digits) * 10**power - value) <= 0.5 * 10 ** (power - places) * 1.0001)


def test_the_matrix_is_that_of_the_command(root: Element, call: Call) -> None:
    """Each mark of the matrix is what the JSON says: named, not named, or named in one list only."""
    expected = records(call, "matrix")
    words_of = {"mark yes": True, "mark no": False, "mark disputed": "disputed"}
    table = next(table for table in elements(root, "table") if table.get("data-command") == "matrix")
    marks = [
        (row.get("data-id") or "", cell.get("data-key") or "", words_of[cell[0].get("class") or ""])
        for row in elements(table, "tr")
        for cell in row
        if cell.get("class") == "marked"
    ]
    assert len(marks) == 96
    assert all(expected[district][assembly] == mark for assembly, district, mark in marks)
    assert [mark for *_, mark in marks].count("disputed") == 1


def test_rows_cite_their_records_sources(root: Element, model: Model, answers: dict[str, dict[str, Any]]) -> None:
    """The numbers in a row's last cell are those of the sources that its record names."""
    numbers = {key: str(number) for key, number in full_report(model, "en", ("USD", "EUR")).numbers.items()}
    for command in ("investment", "trends", "targets", "pilot"):
        expected = answers[command]
        for table in [table for table in elements(root, "table") if table.get("data-command") == command]:
            for row in [row for row in elements(table, "tr") if row.get("data-id")]:
                cell = next(cell for cell in row if cell.get("data-key") == "sources")
                numbers_shown = [words(link) for link in elements(cell, "a")]
                assert numbers_shown == [numbers[key] for key in expected[row.get("data-id") or ""]["sources"]]


def test_numbers_stand_under_one_another(root: Element) -> None:
    """In a column of numbers each has as many digits behind its point as the others, some of them unseen."""
    table = next(table for table in elements(root, "table") if table.get("data-command") == "investment")
    cells = [cell for row in elements(table, "tr") for cell in row if cell.get("data-key") == "converted.USD.amount"]
    assert len({len(words(cell).replace(" ", "").partition(".")[2]) for cell in cells}) == 1


def test_names_that_are_markup_come_out_as_text(model: Model, lang: str) -> None:
    """A name with tags and quotes is shown as it is, and adds no element and no address."""
    root = parse_page(report_html(full_report(nasty(model), lang)))
    assert not elements(root, "script")
    texts = [words(element) for element in root.iter() if isinstance(element.tag, str)]
    assert sum(" ".join(NASTY.split()) == text for text in texts) >= 6
    outer = {link.get("href") for link in elements(root, "a") if not (link.get("href") or "").startswith("#")}
    assert outer == {'https://example.org/a)b"<c>|d'}


def test_a_chosen_district_is_marked_on_the_map(model: Model, lang: str) -> None:
    """The profile's map marks its district and no other."""
    root = parse_page(report_html(district_profile(model, model.districts[4], lang)))
    chosen = [element.get("data-id") for element in root.iter() if element.get("class") == "chosen"]
    assert chosen == ["bishan"]


def test_chinese_pages_name_chinese_fonts(text: str) -> None:
    """The fonts of all systems that have Chinese characters are named before the last resort."""
    for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Songti SC"):
        assert text.index(font) < text.index("sans-serif") or font == "Songti SC"


def test_the_chinese_page_is_chinese(model: Model) -> None:
    """No heading, label or heading of a column is English on the Chinese page, but for units and codes."""
    root = parse_page(report_html(full_report(model, "zh")))
    names = ("h1", "h2", "h3", "caption", "figcaption", "nav", "thead")
    found = {
        word
        for name in names
        for element in elements(root, name)
        for word in re.findall("[A-Za-z]{2,}", words(element))
    }
    assert found <= {"USD", "GeoNames"}
