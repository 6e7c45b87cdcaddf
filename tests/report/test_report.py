"""What a report says: five sentences, sections in order, sources, both languages, and models that hold less."""

import os
import subprocess
import sys
from typing import Any

import pytest
from markdown_it import MarkdownIt

from conftest import Call
from cqparts.model.types import City, District, Figure, Model, Pilot, Place, Priority, Source
from cqparts.report.document import Report, Sentence
from cqparts.report.html import report_html
from cqparts.report.markdown import report_markdown
from cqparts.report.profile import district_profile
from cqparts.report.sections import full_report

NASTY = """<script>alert("1")</script> & 'co' | `x` [l](javascript:y) *b* _u_ ~~s~~ # \\"""


def sentence_text(sentence: Sentence) -> str:
    """Return a sentence as text."""
    return "".join(phrase.text for phrase in sentence.phrases)


def answer_texts(report: Report) -> list[str]:
    """Return the answer's sentences as text."""
    return [sentence_text(sentence) for sentence in report.answer.points]


def without(model: Model, *topics: str) -> Model:
    """Return the model without the figures of some topics."""
    dropped = {term.id for term in model.measures if term.topic in topics}
    return model._replace(figures=tuple(figure for figure in model.figures if figure.measure not in dropped))


def nasty(model: Model) -> Model:
    """Return a small model whose every text would be markup, were it not escaped."""
    source = model.sources[0]._replace(id="s", title=NASTY, publisher=NASTY, url='https://example.org/a)b"<c>|d')
    priority = Priority("other", ("a",), "2024", ("s",), note=NASTY, note_zh=NASTY)
    place = Place(29.5, 106.5, 1, ("s",))
    assembly = (
        model.systems[0]
        .assemblies[0]
        ._replace(id="a", name=NASTY, name_zh=NASTY, sources=("s",), note=NASTY, note_zh=NASTY, components=())
    )
    system = model.systems[0]._replace(id="y", name=NASTY, name_zh=NASTY, sources=("s",), assemblies=(assembly,))
    return Model(
        1,
        Pilot("p", NASTY, NASTY, "2024", NASTY, NASTY, ("s",)),
        (source,),
        (system,),
        (District("d", NASTY, NASTY, "500000", ("s",), (priority,), place, note=NASTY, note_zh=NASTY),),
        cities=(City("c", NASTY, NASTY, "510000", ("s",), place),),
    )


def empty() -> Model:
    """Return a model that holds nothing but its pilot and a source."""
    source = Source("s", "A title", "A publisher", "en", "press")
    return Model(1, Pilot("p", "A pilot", "试点", "2024", "A summary.", "概要。", ("s",)), (source,), (), ())


def test_the_answer_in_english(model: Model) -> None:
    """The five questions get their figures, with dates, digits and exactness, composed from the model."""
    assert answer_texts(full_report(model)) == [
        (
            "8 districts specialise in the 12 assemblies of 3 systems: 9 of the assemblies have more than one "
            "district (power battery, electric drive, electric steering and electric braking: 3 each), and none"
            " is without."
        ),
        (
            "In the first half of 2023 Western Chongqing signed contracts worth 279.9 bn CNY (38.42 bn USD) and"
            " secured funds of 52.5 bn CNY (7.21 bn USD); 1 USD = 7.28527 CNY: implied by the two amounts that "
            "its source states (article, 2023-08-21)."
        ),
        (
            "Localization rate, Chongqing, 18 August 2023: traditional vehicles 70 % and new-energy vehicles "
            "about 30 %, which leaves parts makers a gap of about 40 percentage points."
        ),
        (
            "By 2027 Western Chongqing is to have 1,000 firms (auto parts) and 400.0 bn CNY (output value; "
            "parts of intelligent connected new-energy vehicles); new-energy vehicle output of Chongqing rose "
            "from 43,000 in 2020 to 1,296,000 vehicles in 2025."
        ),
        (
            "This report cites 33 sources, 10 of them primary or official; they differ on 8 points and leave 6 "
            "questions open; at least 44 component types are named by none of them."
        ),
    ]


def test_the_answer_in_chinese_counts_in_yi_and_wan(model: Model) -> None:
    """The Chinese answer is Chinese throughout, with 亿 for money and 万 for vehicles."""
    sentences = answer_texts(full_report(model, "zh"))
    assert sentences[1].startswith("2023年上半年，渝西地区合同金额2,799亿元（384.2亿美元），到位资金525亿元")
    assert (
        sentences[2]
        == "重庆本地化率，2023年8月18日：传统汽车70 %，新能源汽车约30 %，留给零部件企业的差距约40个百分点。"
    )
    assert sentences[3].endswith("重庆新能源汽车产量由2020年的4.3万辆增至2025年的129.6万辆。")


def test_the_sentences_say_who_says_so(model: Model) -> None:
    """Each sentence with a figure of the world cites sources, and they are in the list."""
    report = full_report(model)
    cited = {source.key for source in report.sources}
    for sentence in report.answer.points[:4]:
        assert sentence.sources
        assert set(sentence.sources) <= cited


@pytest.mark.parametrize(
    ("topics", "questions"),
    [
        (("investment",), ["Who makes what?", "How localised?", "Promised, and since?", "Says who?"]),
        (("localization",), ["Who makes what?", "How much money?", "Promised, and since?", "Says who?"]),
        (("output", "industry", "investment", "localization", "structure"), ["Who makes what?", "Says who?"]),
    ],
)
def test_a_sentence_without_figures_is_left_out(model: Model, topics: tuple[str, ...], questions: list[str]) -> None:
    """Where the model lacks a figure, its sentence and its section go, and nothing fails."""
    for lang in ("en", "zh"):
        report = full_report(without(model, *topics), lang)
        assert len(report.answer.points) == len(questions)
        assert report_html(report)
        assert report_markdown(report)
    report = full_report(without(model, *topics))
    assert [sentence.question for sentence in report.answer.points] == questions
    assert report.answer.heading == "In short"


def test_one_amount_makes_a_sentence(model: Model) -> None:
    """Funds without contracts are told alone, and an at-least is told as one."""
    kept = [figure for figure in model.figures if figure.qualifier == "at-least" and figure.measure == "funds-secured"]
    report = full_report(model._replace(figures=tuple(kept[:1]), conflicts=(), unknowns=()), to=("CNY",))
    assert (
        answer_texts(report)[1] == "In the first half of 2023 Western Chongqing secured funds of at least 50.0 bn CNY."
    )


def test_a_falling_series_falls(model: Model) -> None:
    """A series whose last year is lower than its first is said to have fallen."""
    swap = {"2020": "2025", "2025": "2020"}
    figures = tuple(
        figure._replace(period=swap.get(figure.period or "", figure.period))
        if figure.measure == "nev-output"
        else figure
        for figure in model.figures
    )
    assert (
        "fell from 1,296,000 in 2020 to 43,000 vehicles in 2025"
        in answer_texts(full_report(model._replace(figures=figures)))[3]
    )


def test_an_assembly_that_nobody_takes_is_a_blank(model: Model) -> None:
    """An assembly without a district is counted in the answer and marked in the matrix."""
    kept = tuple(district for district in model.districts if district.id != "rongchang")
    report = full_report(model._replace(districts=kept))
    assert answer_texts(report)[0].endswith("and 1 has none.")
    states = {row.key: row.state for row in report.sections[0].tables[0].rows}
    assert (states["thermal-management"], states["chassis"], states["body"]) == ("none", "shared", "shared")
    assert states["vehicle-road-connectivity"] == "sole"
    assert answer_texts(full_report(model._replace(districts=kept), "zh"))[0].endswith("1个无区布局。")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_model_of_a_pilot_alone_makes_a_report(lang: str) -> None:
    """A model with nothing in it but a source still says so, in both forms."""
    report = full_report(empty(), lang)
    assert [section.key for section in report.all_sections] == ["answer"]
    assert [source.key for source in report.sources] == ["s"]
    assert "<h1>" in report_html(report)
    assert report_markdown(report).startswith("# ")


def test_sections_stand_in_their_order(model: Model) -> None:
    """The answer is first, then who, where, money, localization, series, targets, pilot, and what is unknown."""
    keys = [section.key for section in full_report(model).all_sections]
    assert keys == [
        "answer",
        "matrix",
        "map",
        "investment",
        "localization",
        "trends",
        "targets",
        "pilot",
        "unknown",
    ]


def test_sources_are_numbered_in_the_order_of_mention(model: Model) -> None:
    """The numbers run from 1 without a gap, the first source is the first that is cited."""
    report = full_report(model)
    assert [source.number for source in report.sources] == list(range(1, len(report.sources) + 1))
    assert report.summary.sources[0] == report.sources[0].key
    assert all(source.sections for source in report.sources)


def test_rates_cite_their_source(model: Model) -> None:
    """Each sentence that tells a rate, in the answer and in the section, cites whoever published it."""
    report = full_report(model, to=("EUR",))
    (point,) = (point for point in report.answer.points if point.sources and "EUR" in sentence_text(point))
    assert point.sources == ("article", "ecb")
    section = next(section for section in report.sections if section.key == "investment")
    assert [sentence.sources for sentence in section.lead] == [("ecb",)]
    assert section.command == "investment --to EUR"


@pytest.mark.parametrize("district", ["bishan", "rongchang", "jiangjin"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_profile_says_who_else(model: Model, district: str, lang: str) -> None:
    """A profile names the district's assemblies, and beside each the other districts that take it."""
    record = next(record for record in model.districts if record.id == district)
    report = district_profile(model, record, lang)
    assert report.title == (record.name_zh if lang == "zh" else record.name)
    rows = {row.key: row.cells[-1].text for row in report.sections[0].tables[0].rows}
    assert set(rows) == {key for priority in record.priorities for key in priority.assemblies}
    if (district, lang) == ("rongchang", "en"):
        assert rows == {"power-battery": "Bishan and Tongliang", "thermal-management": "—"}
        assert "other districts take 1 of them as well, while thermal management is taken here alone." in sentence_text(
            report.summary
        )


def test_profile_of_a_district_without_seat_or_figures(model: Model) -> None:
    """A district of which nothing else is known has a profile without map and figures."""
    bare = model.districts[0]._replace(seat=None)
    figures = tuple(figure for figure in model.figures if figure.subject != bare.id)
    others = tuple(district._replace(seat=None) for district in model.districts[1:])
    small = model._replace(districts=(bare, *others), figures=figures, cities=())
    assert [section.key for section in district_profile(small, bare).sections] == ["focus"]


def test_nobody_else_is_said_plainly(model: Model) -> None:
    """Where a district stands alone, its profile says that no other takes anything of it."""
    alone = model._replace(districts=model.districts[:1])
    assert sentence_text(district_profile(alone, model.districts[0]).summary).endswith(
        "no other district takes any of them."
    )


def test_the_same_call_gives_the_same_bytes() -> None:
    """Two processes that hash differently write the same page, byte for byte."""
    pages = [
        subprocess.run(
            [sys.executable, "-m", "cqparts", "report", "--html"],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1]
    assert pages[0].startswith(b"<!DOCTYPE html>\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_markdown_renders_as_what_it_says(model: Model, lang: str) -> None:
    """Markdown renders to one heading a section and one table a sheet, and holds no other markup."""
    report = full_report(model, lang)
    tokens = MarkdownIt("commonmark").enable("table").parse(report_markdown(report))
    kinds = [token.type for token in tokens]
    tables = [table for section in report.sections for table in section.tables]
    assert kinds.count("table_open") == len(tables)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h2") == len(report.all_sections) + 1
    assert not [
        token for token in tokens if token.type in {"html_block", "code_block", "fence", "blockquote_open", "hr"}
    ]


def inline_tokens(tokens: list[Any]) -> list[Any]:
    """Return the pieces within the lines of a Markdown text."""
    return [child for token in tokens for child in token.children or ()]


def test_names_that_are_markup_come_out_as_text_in_markdown(model: Model) -> None:
    """A name with tags, pipes, backticks, links and stars renders to itself."""
    report = full_report(nasty(model))
    pieces = inline_tokens(MarkdownIt("commonmark").enable("table").parse(report_markdown(report)))
    assert not [piece for piece in pieces if piece.type in {"html_inline", "image", "em_open"}]
    assert {piece.attrs["href"] for piece in pieces if piece.type == "link_open"} == {
        "https://example.org/a%29b%22%3Cc%3E%7Cd"
    }
    assert sum(NASTY in text for text in visible_texts(report)) >= 5


def visible_texts(report: Report) -> list[str]:
    """Return the texts of a report's Markdown as a reader sees them, a line each."""
    tokens = MarkdownIt("commonmark").enable("table").parse(report_markdown(report))
    return ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]


@pytest.mark.parametrize("text", ["1. x", "12) x", "- x", "+ x", "= x", "# x", "> x", "    x", "---"])
def test_no_text_opens_a_block_of_its_own(text: str) -> None:
    """A summary that begins like a list, a rule or a heading is a paragraph."""
    bare_model = empty()
    report = full_report(bare_model._replace(pilot=bare_model.pilot._replace(summary=text)))
    assert visible_texts(report)[2] == f"{text.strip()} [1]"


def test_report_writes_markdown_to_standard_output(call: Call, model: Model) -> None:
    """Without options the report is Markdown on standard output."""
    done = call("report")
    assert (done.out, done.err, done.code) == (report_markdown(full_report(model)), "", 0)


def test_unused_figure_is_no_sentence(model: Model) -> None:
    """A target that is a draft is not promised in the answer."""
    figures = tuple(
        figure._replace(kind="draft") if isinstance(figure, Figure) and figure.kind == "target" else figure
        for figure in model.figures
    )
    assert answer_texts(full_report(model._replace(figures=figures)))[3].startswith(
        "New-energy vehicle output of Chongqing rose"
    )
