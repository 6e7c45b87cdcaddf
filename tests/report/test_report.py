"""What a report says: five sentences, sections in order, sources, both languages, and models that hold less."""

import os
import re
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
    cited = {source.key for source in full_report(model).sources}
    authorities = [source for source in model.sources if source.id in cited and source.kind in ("primary", "official")]
    disagreements = [remark for remark in model.conflicts if remark.kind == "differs"]
    focus, money, local, since, says = answer_texts(full_report(model))
    assert focus == (
        "Eight districts prioritize the 12 assemblies of three systems; at least eight are priorities of two or more "
        "districts (power battery, electric drive, electric steering and electric braking: at least three each), "
        "chassis in one list only; every assembly is a priority somewhere."
    )
    assert re.fullmatch(
        r"In the first half of 2023 western Chongqing signed contracts worth 279\.9 bn CNY \((about )?38\.42 bn USD\) "
        r"and had funds in place of 52\.5 bn CNY \((about )?7\.21 bn USD\); 1 USD .*\.",
        money,
    )
    assert local.replace(" %", "%") == (
        "Localization rate, Chongqing Municipality, as told in August 2023: traditional vehicles 70% and new energy "
        "vehicles about 30%, a gap of about 40 percentage points."
    )
    assert since.replace("400.0", "400") == (
        "Targets of western Chongqing for 2027: firms (auto parts) 1,000 and output value (intelligent connected NEV "
        "parts) 400 bn CNY; no later figure of the eight districts together was found. In Chongqing Municipality, NEV "
        "output rose from 365,000 (2022) to 1,296,000 vehicles (2025)."
    )
    assert says == (
        f"This report cites {len(cited)} sources, {len(authorities)} of them by authorities. Sources disagree on "
        f"{len(disagreements)} points; {len(model.unknowns)} questions remain open; at least 44 component types could "
        "not be read: the copies of the texts that list them break off."
    )


def test_the_answer_in_chinese_counts_in_yi_and_wan(model: Model) -> None:
    """The Chinese answer is Chinese throughout, with 亿 for money and 万 for vehicles."""
    sentences = answer_texts(full_report(model, "zh"))
    assert sentences[0] == (
        "8个区优先发展3个系统的12个总成；其中至少8个由两个及以上的区优先发展（动力电池、电驱、电转向、电制动各至少3个区），"
        "底盘仅据一份清单；各总成均有区优先发展。"
    )
    assert re.match(r"2023年上半年，渝西地区合同金额2,799亿元（约?384\.2亿美元），到位资金525亿元", sentences[1])
    assert sentences[2].replace(" %", "%") == (
        "重庆全市本地配套率，据2023年8月的报道：传统汽车70%，新能源汽车约30%，相差约40个百分点。"
    )
    assert sentences[3] == (
        "渝西地区2027年目标：企业数（汽车零部件）1,000家，产值（智能网联新能源汽车零部件）4,000亿元；"
        "未查到此后8个区合计的数据。重庆全市新能源汽车产量由2022年的36.5万辆增至2025年的129.6万辆。"
    )
    assert sentences[4].endswith("；至少44种部件未能读到（列有部件的文本，其副本不完整）。")


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
        (
            ("investment",),
            [
                "Which districts prioritize what?",
                "How high is the localization rate?",
                "Targets and output?",
                "Sources and gaps?",
            ],
        ),
        (
            ("localization",),
            ["Which districts prioritize what?", "How much money?", "Targets and output?", "Sources and gaps?"],
        ),
        (
            ("output", "industry", "investment", "localization", "structure"),
            ["Which districts prioritize what?", "Sources and gaps?"],
        ),
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
    """Funds without contracts are told alone, and an amount that is a floor is told as one: the source says over."""
    kept = [figure for figure in model.figures if figure.qualifier == "at-least" and figure.measure == "funds-secured"]
    report = full_report(model._replace(figures=tuple(kept[:1]), conflicts=(), unknowns=()), to=("CNY",))
    assert re.fullmatch(
        r"In the first half of 2023 western Chongqing had funds in place of over 50(\.0)? bn CNY\.",
        answer_texts(report)[1],
    )


def test_a_falling_series_falls(model: Model) -> None:
    """A series whose last year is lower than its first is said to have fallen."""
    swap = {"2022": "2025", "2025": "2022"}
    figures = tuple(
        figure._replace(period=swap.get(figure.period or "", figure.period))
        if figure.measure == "nev-output"
        else figure
        for figure in model.figures
    )
    assert (
        "fell from 1,296,000 (2022) to 365,000 vehicles (2025)."
        in answer_texts(full_report(model._replace(figures=figures)))[3]
    )


def test_an_assembly_that_no_list_names_is_a_blank(model: Model) -> None:
    """An assembly without a district is counted in the answer and marked in the matrix."""
    kept = tuple(district for district in model.districts if district.id != "rongchang")
    report = full_report(model._replace(districts=kept))
    assert answer_texts(report)[0].endswith("; no list read names one of them.")
    states = {row.key: row.state for row in report.sections[0].tables[0].rows}
    assert (states["thermal-management"], states["chassis"], states["body"]) == ("none", "sole", "shared")
    assert states["vehicle-road-connectivity"] == "sole"
    assert answer_texts(full_report(model._replace(districts=kept), "zh"))[0].endswith("1个未见于所读清单。")


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
    """A profile names the district's priorities, and beside each the other districts that it is one of."""
    record = next(record for record in model.districts if record.id == district)
    report = district_profile(model, record, lang)
    assert report.title == (record.name_zh if lang == "zh" else record.name)
    rows = {row.key: row.cells[-1].text for row in report.sections[0].tables[0].rows}
    assert set(rows) == {key for priority in record.priorities for key in priority.assemblies}
    if (district, lang) == ("rongchang", "en"):
        assert rows == {"power-battery": "Bishan and Tongliang", "thermal-management": "—"}
        assert sentence_text(report.summary) == (
            "Rongchang (500153) prioritizes power battery and thermal management; one is also a priority of other "
            "districts; of the lists read, only this district's names thermal management."
        )


@pytest.mark.parametrize(
    ("district", "lang", "ending"),
    [
        ("hechuan", "zh", "其中3个其他区亦优先发展；所读清单中，车路网联仅见于本区。"),
        ("jiangjin", "en", "intelligent cockpit; each is also a priority of another district."),
        (
            "bishan",
            "en",
            "electric braking and chassis (in one list only); each is also a priority of another district.",
        ),
        (
            "dazu",
            "en",
            "two are also priorities of other districts; one list alone names chassis for another district.",
        ),
        ("dazu", "zh", "其中2个其他区亦优先发展；底盘另仅见于他区的一份清单。"),
    ],
)
def test_profile_claims_no_more_than_the_lists(model: Model, district: str, lang: str, ending: str) -> None:
    """What one list names and another leaves out is told as such, and "only" is of the lists that were read."""
    record = next(record for record in model.districts if record.id == district)
    assert sentence_text(district_profile(model, record, lang).summary).endswith(ending)


def test_profile_of_a_district_without_seat_or_figures(model: Model) -> None:
    """A district of which nothing else is known has a profile without map and figures."""
    bare = model.districts[0]._replace(seat=None)
    figures = tuple(figure for figure in model.figures if figure.subject != bare.id)
    others = tuple(district._replace(seat=None) for district in model.districts[1:])
    small = model._replace(districts=(bare, *others), figures=figures, cities=())
    assert [section.key for section in district_profile(small, bare).sections] == ["focus"]


def test_nobody_else_is_said_plainly(model: Model) -> None:
    """Where a district stands alone, its profile says that the lists name nothing of it for another."""
    alone = model._replace(districts=model.districts[:1])
    assert sentence_text(district_profile(alone, model.districts[0]).summary).endswith(
        "; the lists read name none of them for another district."
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


def test_a_later_figure_is_no_gap(model: Model) -> None:
    """Where the model has a figure of the targets' area and measure after the base year, none is said to lack."""
    firms = next(figure for figure in model.figures if figure.id == "target2027.firms")
    later = firms._replace(id="later", kind="actual", as_of="2025", value="900")
    (text,) = (
        text for text in answer_texts(full_report(model._replace(figures=(*model.figures, later)))) if "Targets" in text
    )
    assert "no later figure" not in text


def test_unused_figure_is_no_sentence(model: Model) -> None:
    """A target that is a draft is not in the answer."""
    figures = tuple(
        figure._replace(kind="draft") if isinstance(figure, Figure) and figure.kind == "target" else figure
        for figure in model.figures
    )
    assert answer_texts(full_report(model._replace(figures=figures)))[3].startswith(
        "In Chongqing Municipality, NEV output rose"
    )
