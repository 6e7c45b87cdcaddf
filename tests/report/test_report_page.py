"""The page: valid, self-contained, linked both ways, in two languages, and true to the commands' JSON."""

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from test_report import NASTY, empty, nasty

from conftest import Call
from cqparts.lookups.records import figure_record
from cqparts.model.index import Index
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


CHINESE = re.compile("[\u3400-\u9fff]")


def test_all_chinese_is_named_as_such(model: Model) -> None:
    """On the English page every text with Chinese characters, the fixed ones in a drawing too, has its language."""
    pages = [full_report(model), *(district_profile(model, district) for district in model.districts)]
    for report in pages:
        root = parse_page(report_html(report))
        parents = {child: parent for parent in root.iter() for child in parent}

        def named(element: Element, above: dict[Element, Element] = parents) -> bool:
            while element.get("lang") is None and element in above:
                element = above[element]
            return element.get("lang", "").startswith("zh")

        for element in root.iter():
            if isinstance(element.tag, str) and element.tag not in ("meta", "style"):
                assert not CHINESE.search(element.text or "") or named(element), element.text
                assert not CHINESE.search(element.tail or "") or named(parents[element]), element.tail


HALF_WIDTH = re.compile(
    "[\u3400-\u9fff][(:,;]|[):,;][\u3400-\u9fff]|[0-9] %|[0-9]{4}-(H|Q)[1-4]|[0-9],[0-9]{3}|[0-9]{4}-[0-9]{2}"
)


@pytest.mark.parametrize("district", [None, 0, 4])
def test_the_chinese_page_has_chinese_punctuation(model: Model, district: int | None) -> None:
    """No half-width bracket, colon or comma beside a Chinese character, no ISO time, no comma in a number."""
    report = full_report(model, "zh") if district is None else district_profile(model, model.districts[district], "zh")
    root = parse_page(report_html(report))
    sources = next(element for element in root.iter() if element.get("id") == "sources")
    skipped = {*sources.iter(), *elements(root, "style")}
    for element in root.iter():
        if element in skipped or not isinstance(element.tag, str) or element.get("class") == "cite":
            continue
        for text in (element.text, element.tail):
            found = HALF_WIDTH.search(text or "")
            assert not found, text


def test_the_page_needs_nothing_else(text: str, root: Element) -> None:
    """There is no script, no address that a browser would fetch, and less than 300 KB."""
    assert not elements(root, "script")
    assert not [e for e in root.iter() if e.get("src") or any(key.startswith("on") for key in e.keys())]  # noqa: SIM118
    assert [element.get("href") for element in elements(root, "link")] == ["data:,"]
    assert not re.search(r"@import|url\((?!#)", text)
    policy = next(element for element in elements(root, "meta") if element.get("http-equiv")).get("content") or ""
    style = elements(root, "style")[0].text or ""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not [element for element in root.iter() if element.get("style")]
    assert len(text.encode()) < 300_000


def test_all_currencies_keep_the_page_small(model: Model) -> None:
    """A page with every bundled currency has no more than 200 bytes for each further amount."""
    codes = tuple(model.exchange_rates.tables[0].rates)
    pages = [report_html(full_report(model, "en", some)) for some in (codes[:1], codes)]
    rows = [row for row in elements(parse_page(pages[1]), "tr") if row.get("data-id")]
    amounts = [cell for row in rows for cell in row if (cell.get("data-key") or "").startswith("converted.")]
    assert len(pages[0].encode()) < 300_000
    assert len(pages[1].encode()) - len(pages[0].encode()) < 300 * len(amounts)


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


def test_sources_link_both_ways(root: Element) -> None:
    """Each source is cited by a link to it or to the one that its range begins with, and links back to where."""
    targets = Counter(link.get("href") for link in elements(root, "a"))
    ids = {element.get("id") for element in root.iter()}
    sources = sorted(int(name[1:]) for name in ids if name and re.fullmatch(r"s\d+", name))
    assert sources == list(range(1, len(sources) + 1))
    assert len(sources) > 30
    cited = set()
    for link in [link for link in elements(root, "a") if link.get("class") == "cite"]:
        parts = [part.split("–") for part in words(link).split(", ")]
        assert link.get("href") == f"#s{parts[0][0]}"
        cited |= {number for part in parts for number in range(int(part[0]), int(part[-1]) + 1)}
    assert cited == set(sources)
    entries = [element for element in root.iter() if re.fullmatch(r"s\d+", element.get("id") or "")]
    assert all(
        [link for link in elements(entry, "a") if link.get("href") in {f"#{name}" for name in ids}] for entry in entries
    )
    assert targets


def test_letters_lead_to_notes(root: Element) -> None:
    """Every letter at a row is that of a note of its section, and each lettered note has a row."""
    for section in elements(root, "section"):
        used = {letter for mark in elements(section, "sup") for letter in words(mark).split()}
        prefix = f"n-{section.get('id')}-"
        noted = {
            (note.get("id") or "")[len(prefix) :]
            for note in elements(section, "li")
            if (note.get("id") or "").startswith(prefix)
        }
        assert used == noted, section.get("id")


def drawings(root: Element) -> list[Element]:
    """Return the drawings of the charts."""
    return [svg for svg in elements(root, "svg") if svg.get("role") == "img"]


def test_every_chart_has_message_description_and_sources(root: Element) -> None:
    """Each chart has its message above, a description, and a line of sources with links; every mark a title."""
    figures = elements(root, "figure")
    assert len(figures) == 6
    assert len(drawings(root)) == 7
    ids = {element.get("id"): element for element in root.iter()}
    for svg in drawings(root):
        assert all(words(ids[name]) for name in (svg.get("aria-labelledby") or "").split())
        marks = [element for element in svg.iter() if element.get("data-id")]
        assert marks
        assert all(mark[0].tag.endswith("title") and words(mark[0]) for mark in marks)
    for figure in figures:
        lines = [element for element in figure if element.get("class") == "sourceline"]
        assert [link.get("href") for line in lines for link in elements(line, "a")]
        assert figure[0].tag == "figcaption"


def test_charts_show_the_figures_of_their_tables(root: Element) -> None:
    """Each value that a chart draws is that of the table beside it, by the same record."""
    drawn = 0
    for section in elements(root, "section"):
        values: dict[str, Any] = {}
        for number in elements(section, "data"):
            _, key, _ = (number.get("data-record") or "").split(" ")
            values.setdefault(key, json.loads(number.get("value") or ""))
        for mark in [mark for svg in drawings(section) for mark in svg.iter() if mark.get("data-value")]:
            assert json.loads(mark.get("data-value") or "") == values[mark.get("data-id") or ""]
            drawn += 1
    assert drawn >= 5 + 2 + 13 + 6 + 7


def test_a_drawing_can_be_taken_out(root: Element) -> None:
    """Without the page's style no mark is filled with black: each has its own colours, and its letters a font."""
    for svg in drawings(root):
        assert svg.get("font-family")
        for element in svg.iter():
            if isinstance(element.tag, str) and element.tag.split("}")[-1] in ("path", "circle", "rect", "text"):
                assert element.get("fill"), element.attrib


def test_letters_in_drawings_are_large_enough(root: Element) -> None:
    """At a width of 360 no letter of a drawing is below 11 pixels: the drawing is then 330 wide."""
    for svg in drawings(root):
        width = float((svg.get("viewbox") or svg.get("viewBox") or "").split()[2])
        sizes = [float(text.get("font-size") or 0) for text in svg.iter() if str(text.tag).endswith("text")]
        assert min(sizes) * 329 / width >= 11


def test_no_column_is_constant(root: Element) -> None:
    """No column of a table of three rows or more says the same in each."""
    for table in elements(root, "table"):
        rows = [row for row in elements(table, "tr") if row.get("data-id") and row.get("data-id") != "sources"]
        for cells in zip(*rows, strict=True):
            texts = {words(cell) for cell in cells}
            assert len(rows) < 3 or len(texts) > 1 or "·" in next(iter(texts)), texts


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
    """Return the records that tables show, by command and id."""
    commands = ("investment", "localization", "trends", "targets", "assemblies")
    figures = {figure.id: dict(figure_record(Index(model), figure)) for figure in model.figures}
    by_command = {command: records(call, command) for command in commands}
    return by_command | {"localization": by_command["localization"] | figures, "figures": figures, "focus": figures}


def test_every_figure_is_that_of_the_commands(root: Element, answers: dict[str, dict[str, Any]]) -> None:
    """Each number in a table is the command's own, and what is shown is that number to the digits shown."""
    seen = Counter[str]()
    for table in elements(root, "table"):
        headings = [words(head) for head in elements(elements(table, "thead")[0], "th")]
        for row in [row for row in elements(table, "tr") if row.get("data-id")]:
            for heading, cell in zip(headings, row, strict=True):
                for number in elements(cell, "data"):
                    command, key, field = (number.get("data-record") or "").split(" ")
                    value = json.loads(number.get("value") or "")
                    assert value == value_at(answers[command][key], field)
                    assert shows_value(words(number), value, heading)
                    seen[command] += 1
    assert seen["targets"] == len(answers["targets"])
    assert seen["assemblies"] == len(answers["assemblies"])
    assert seen["trends"] > 30
    assert seen["investment"] > 20
    assert (seen["localization"], seen["figures"]) == (14, 22)


def shows_value(text: str, value: float, heading: str) -> bool:
    """Say whether a number as shown is a value to the digits shown, in the power of ten of its unit or its heading."""
    found = re.match(r"(?:about |over |at least |up to |约|超过|至少|最高)?([\d.,]+)(.*)", text)
    assert found, text
    digits, unit = found[1].replace(",", ""), found[2].strip()
    unit = unit or (re.search(r"（(.*)）", heading) or re.match("(.*)", heading))[1]  # type: ignore[index]
    power = next((POWERS[sign] for sign in POWERS if unit.startswith(sign) or heading.startswith(sign)), 0)
    places = len(digits.partition(".")[2])
    return bool(abs(float(digits) * 10**power - value) <= 0.5 * 10 ** (power - places) * 1.0001)


def test_the_matrix_is_that_of_the_command(root: Element, call: Call, model: Model) -> None:
    """Each mark is what the JSON says: named, not named, or in one list only; a full one has production behind it."""
    expected = records(call, "matrix")
    words_of = {"mark made": True, "mark yes": True, "mark no": False, "mark disputed": "disputed"}
    table = next(table for table in elements(root, "table") if table.get("class") == "matrix")
    marks = [
        (row.get("data-id") or "", cell.get("data-key") or "", cell[0].get("class") or "")
        for row in elements(table, "tr")
        for cell in row
        if cell.get("class") == "mark" and len(cell) and (cell[0].get("class") or "").startswith("mark")
    ]
    assert len(marks) == 96
    assert all(expected[district][assembly] == words_of[mark] for assembly, district, mark in marks)
    assert [mark for *_, mark in marks].count("mark disputed") == 1
    made = {(assembly, district) for assembly, district, mark in marks if mark == "mark made"}
    assert made == {
        (assembly, record.place)
        for record in model.production
        for assembly in record.assemblies
        if record.place in expected and expected[record.place][assembly] is True
    }


def test_numbers_stand_under_one_another(root: Element) -> None:
    """In a column of numbers each has as many digits behind its point as the others, some of them unseen."""
    section = next(section for section in elements(root, "section") if section.get("id") == "investment")
    cells = [cell for cell in elements(section, "td") if cell.get("data-key") == "converted.USD.amount"]
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
    """The profile's maps mark its district and no other."""
    root = parse_page(report_html(district_profile(model, model.districts[4], lang)))
    groups = [element for svg in drawings(root) for element in svg.iter() if element.get("data-id")]
    chosen = [group.get("data-id") for group in groups if [mark for mark in group if mark.get("class") == "chosen"]]
    assert chosen == ["bishan", "bishan"]


def test_chinese_pages_name_chinese_fonts(text: str) -> None:
    """The fonts of all systems that have Chinese characters are named before the last resort."""
    for font in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Songti SC"):
        assert text.index(font) < text.index("sans-serif") or font == "Songti SC"


def test_the_chinese_page_is_chinese(model: Model) -> None:
    """No heading, label or heading of a column is English on the Chinese page, but for units and codes."""
    root = parse_page(report_html(full_report(model, "zh")))
    names = ("h1", "h2", "h3", "caption", "nav", "thead", "dt", "figcaption")
    found = {
        word
        for name in names
        for element in elements(root, name)
        for word in re.findall("[A-Za-z]{2,}", words(element))
    }
    assert found <= {"USD", "GeoNames"}
