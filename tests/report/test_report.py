"""What a report says: five sentences, sections in order, sources, both languages, and models that hold less."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from markdown_it import MarkdownIt

from conftest import Call
from cqparts.model.index import time_key
from cqparts.model.types import City, District, Figure, Model, Pilot, Place, Priority, Source
from cqparts.report.document import KeyAnswer, Report, ReportRow, ReportSection, Sentence
from cqparts.report.html import report_html
from cqparts.report.markdown import report_markdown
from cqparts.report.profile import district_profile
from cqparts.report.sections import full_report

NASTY = """<script>alert("1")</script> & 'co' | `x` [l](javascript:y) *b* _u_ ~~s~~ # \\"""


def sentence_text(sentence: Sentence) -> str:
    """Return a sentence as text."""
    return "".join(phrase.text for phrase in sentence.phrases)


def answer_of(report: Report, key: str) -> KeyAnswer:
    """Return an answer of the first screen."""
    return next(answer for answer in report.answers if answer.key == key)


def section_of(report: Report, key: str) -> ReportSection:
    """Return a section."""
    return next(section for section in report.sections if section.key == key)


def rows_of(report: Report, key: str) -> dict[str, ReportRow]:
    """Return the rows of a section's table by their keys."""
    table = section_of(report, key).table
    assert table is not None
    return {row.key: row for row in table.rows}


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


def test_the_answers_in_english(model: Model) -> None:
    """The five questions get a headline and a sentence with its limits, composed from the model."""
    report = full_report(model)
    cited = {source.key for source in report.sources}
    near = [source for source in model.sources if source.id in cited and source.kind in ("primary", "official")]
    disagreements = [remark for remark in model.conflicts if remark.kind == "differs"]
    assert [(answer.question, answer.headline, sentence_text(answer.sentence)) for answer in report.answers] == [
        (
            "Which districts prioritize what?",
            "8 districts, 12 assemblies",
            "Priorities, not production: at least eight are named for two or more districts, none is left out.",
        ),
        (
            "How much money?",
            "279.9 bn CNY of contracts",
            (
                "Western Chongqing, H1 2023 (about 38.42 bn USD), no sector stated; "
                "automotive 102.85 bn; in place 52.5 bn."
            ),
        ),
        (
            "How high is the localization rate?",
            "70% against about 30%",
            (
                "Traditional and new energy vehicles, Chongqing Municipality, stated in August 2023; "
                "no year, no definition."
            ),
        ),
        (
            "Targets, and output since?",
            "400 bn CNY by 2027",
            (
                "Target: parts output value, western Chongqing; no later figure found. "
                "Chongqing Municipality: NEV output 365,000 (2022), 1,296,000 (2025)."
            ),
        ),
        (
            "Which sources, and what is missing?",
            f"{len(cited)} sources, {len(near)} primary or official",
            (
                f"They disagree on {len(disagreements)} points; {len(model.unknowns)} questions are open; "
                "at least 44 component types could not be read."
            ),
        ),
    ]


def test_the_answers_in_chinese_count_in_yi_and_wan(model: Model) -> None:
    """The Chinese answers are Chinese throughout, with 亿 for money and 万 for vehicles, and no commas in numbers."""
    answers = full_report(model, "zh").answers
    assert [(answer.headline, sentence_text(answer.sentence)) for answer in answers[:4]] == [
        ("8个区，12个总成", "为规划而非生产：至少8个由两个及以上的区优先发展，无一空缺。"),
        ("合同金额2799亿元", "渝西地区2023年上半年（约384.2亿美元），未分行业；汽车产业1028.5亿元；到位资金525亿元。"),
        ("70%与约30%", "重庆全市传统汽车与新能源汽车，据2023年8月的表述；未注明年份和定义。"),
        (
            "2027年4000亿元",
            "目标：渝西地区零部件产值；其后未查到数据。重庆全市新能源汽车产量：2022年36.5万辆，2025年129.6万辆。",
        ),
    ]
    assert sentence_text(answers[4].sentence).endswith("；至少44种部件未能读到。")


@pytest.mark.parametrize(("lang", "most"), [("en", 110), ("zh", 52)])
def test_answers_are_short(model: Model, lang: str, most: int) -> None:
    """No sentence of the first screen is longer than a reader takes in at a glance."""
    texts = [sentence_text(answer.sentence) for answer in full_report(model, lang).answers]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=。)|(?<=[a-z)]\.) ", text) if sentence]
    assert max(map(len, sentences)) <= most, max(sentences, key=len)


def test_the_answers_say_who_says_so(model: Model) -> None:
    """Each answer with a figure of the world cites sources, and they are in the list."""
    report = full_report(model)
    cited = {source.key for source in report.sources}
    for answer in report.answers[:4]:
        assert answer.sentence.sources
        assert set(answer.sentence.sources) <= cited


@pytest.mark.parametrize(
    ("topics", "keys"),
    [
        (("investment",), ["focus", "local", "since", "says"]),
        (("localization",), ["focus", "money", "since", "says"]),
        (("output", "industry", "investment", "localization", "structure"), ["focus", "says"]),
    ],
)
def test_an_answer_without_figures_is_left_out(model: Model, topics: tuple[str, ...], keys: list[str]) -> None:
    """Where the model lacks a figure, its answer and its section go, and nothing fails."""
    for lang in ("en", "zh"):
        report = full_report(without(model, *topics), lang)
        assert [answer.key for answer in report.answers] == keys
        assert report_html(report)
        assert report_markdown(report)


def test_one_amount_makes_an_answer(model: Model) -> None:
    """Funds without contracts are told alone, and an amount that is a floor is told as one: the source says over."""
    kept = [figure for figure in model.figures if figure.qualifier == "at-least" and figure.measure == "funds-secured"]
    report = full_report(model._replace(figures=tuple(kept[:1]), conflicts=(), unknowns=()), to=("CNY",))
    answer = answer_of(report, "money")
    assert (answer.headline, sentence_text(answer.sentence)) == (
        "over 50 bn CNY in place",
        "Western Chongqing, H1 2023.",
    )


def test_a_falling_series_falls(model: Model) -> None:
    """A series whose last year is lower than its first is said to have fallen."""
    swap = {"2019": "2025", "2025": "2019"}
    figures = tuple(
        figure._replace(period=swap.get(figure.period or "", figure.period))
        if figure.measure == "nev-output"
        else figure
        for figure in model.figures
    )
    charts = section_of(full_report(model._replace(figures=figures)), "trends").charts
    assert "NEV output fell from 1,296,000 (2019) to 50,000 (2025)" in [chart.title for chart in charts]


def test_an_assembly_that_no_list_names_is_a_blank(model: Model) -> None:
    """An assembly without a district is counted in the answer and marked in the matrix."""
    kept = tuple(district for district in model.districts if district.id != "rongchang")
    report = full_report(model._replace(districts=kept))
    assert sentence_text(answer_of(report, "focus").sentence).endswith(", one is not named.")
    states = {key: row.state for key, row in rows_of(report, "matrix").items()}
    assert (states["thermal-management"], states["chassis"], states["body"]) == ("none", "sole", "shared")
    assert states["vehicle-road-connectivity"] == "sole"


def test_a_priority_is_no_production(model: Model) -> None:
    """A priority is marked as made only where production is stated or a plant produces: a signing is no plant."""
    marks = {
        (row.key, head.key): cell.mark
        for row in rows_of(full_report(model), "matrix").values()
        for head, cell in zip(section_of(full_report(model), "matrix").table.heads, row.cells, strict=True)  # type: ignore[union-attr]
        if cell.mark
    }
    made = {district for (_, district), mark in marks.items() if mark == "made"}
    assert made == {"bishan"}
    assert marks["electric-drive", "hechuan"] == "yes", "Kuntai is signed alone"
    assert marks["chassis", "bishan"] == "disputed"


def test_plants_stand_under_their_state(model: Model) -> None:
    """Each plant of a sound source is under how far it has come; weak sources alone name none here."""
    table = section_of(full_report(model), "plants").table
    assert table is not None
    state, found = "", {}
    for row in table.rows:
        state = row.group or state
        found[row.key] = state
    expected = {project.id: project for project in model.projects if project.grade != "C"}
    assert set(found) == set(expected)
    words = {
        "producing": "Producing",
        "building": "Under construction",
        "signed": "Signed only",
        "announced": "Announced only",
        "unknown": "Stage not stated",
    }
    assert found == {key: words[expected[key].stage] for key in found}


def test_outcomes_stand_under_their_result(model: Model) -> None:
    """Every outcome of the model is told, under what came of it, with the target's value and the one reached."""
    rows = rows_of(full_report(model), "past")
    assert set(rows) == {f"outcome.{outcome.target}" for outcome in model.outcomes}
    texts = [cell.text for cell in rows["outcome.past.target2020.auto"].cells]
    assert texts == ["Vehicle output, 2020", "over 3,000,000 vehicles", "1,580,000 vehicles"]
    groups = [row.group for row in rows.values() if row.group]
    assert groups == ["Missed", "Open"]


def test_times_ascend(model: Model) -> None:
    """Within a group of the tables by time, times ascend."""
    report = full_report(model)
    order: dict[str, list[str]] = {"": []}
    group = ""
    for row in rows_of(report, "trends").values():
        group = row.group or group
        order.setdefault(group, []).append(row.key)
    for keys in order.values():
        assert keys == sorted(keys, key=time_key)


def test_every_statement_of_the_rate_is_a_point_or_no_percentage(model: Model) -> None:
    """The table holds every statement, and the chart each that is in per cent, without a line."""
    report = full_report(model)
    rows = rows_of(report, "localization")
    figures = {figure.id: figure for figure in model.figures}
    assert set(rows) == {statement.figure for statement in model.localization}
    chart = next(chart for chart in section_of(report, "localization").charts if chart.kind == "points")
    drawn = {point.statement.key for point in chart.drawing.points}  # type: ignore[union-attr]
    assert drawn == {key for key in rows if figures[key].unit == "percent"}
    assert chart.title == "70% or more stated 7 times, 2013 to 2023"


def test_no_open_question_is_said_twice(model: Model) -> None:
    """What a note says is not in the list of open questions, and what no note says is."""
    report = full_report(model)
    said = {note.text for section in report.sections for note in section.notes}
    listed = [sentence_text(item) for part in section_of(report, "unknown").lists for item in part.items]
    assert not said & set(listed)
    general = [note.text for section in report.sections for note in section.notes if not note.letter]
    assert len(general) == len(set(general))
    remarks = [*model.unknowns, *(remark for remark in model.conflicts if remark.kind == "differs")]
    assert {remark.caution or remark.text for remark in remarks} <= said | set(listed)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_model_of_a_pilot_alone_makes_a_report(lang: str) -> None:
    """A model with nothing in it but a source still says so, in both forms."""
    report = full_report(empty(), lang)
    assert [section.key for section in report.sections] == ["pilot", "about"]
    assert [source.key for source in report.sources] == ["s"]
    assert "<h1>" in report_html(report)
    assert report_markdown(report).startswith("# ")


def test_sections_stand_in_their_order(model: Model) -> None:
    """Who, then plants, money, localization, targets before output, where, the pilot, what is unknown, the report."""
    keys = [section.key for section in full_report(model).sections]
    assert keys == [
        "matrix",
        "districts",
        "plants",
        "investment",
        "localization",
        "targets",
        "past",
        "trends",
        "map",
        "pilot",
        "unknown",
        "about",
    ]


def test_sources_are_numbered_in_the_order_of_mention(model: Model) -> None:
    """The numbers run from 1 without a gap, the first source is the first that is cited, and only cited ones are."""
    report = full_report(model)
    assert [source.number for source in report.sources] == list(range(1, len(report.sources) + 1))
    assert report.answers[0].sentence.sources[0] == report.sources[0].key
    assert all(source.sections for source in report.sources)
    assert len(report.sources) < len(model.sources)


def test_rates_cite_their_source(model: Model) -> None:
    """Each sentence that tells a rate cites whoever published it, and no id of a source stands in a text."""
    report = full_report(model, to=("EUR",))
    assert answer_of(report, "money").sentence.sources[-1] == "ecb"
    section = section_of(report, "investment")
    assert [sentence.sources for sentence in section.lead] == [("ecb",)]
    assert sentence_text(section.lead[0]) == "7.9456 CNY per EUR, reference rate of 21 Aug 2023."
    assert section.command == "investment --to EUR"
    implied = section_of(full_report(model), "investment").lead[0]
    assert sentence_text(implied) == "About 7.285 CNY per USD, implied by two rounded amounts of the source."


def test_charts_say_what_they_show(model: Model) -> None:
    """Each chart has a message that is made of its figures, the measure below it, and sources."""
    charts = {chart.key: chart for section in full_report(model).sections for chart in section.charts}
    assert {key: chart.title for key, chart in charts.items()} == {
        "money": "Western Chongqing: about 25.8% of the contract value of Chongqing Municipality",
        "rates": "New energy vehicles: a gap of about 40 percentage points",
        "statements": "70% or more stated 7 times, 2013 to 2023",
        "nev-share": "NEV share of vehicle output rose from 4% (2019) to about 46.5% (2025)",
        "nev-output": "NEV output rose from 50,000 (2019) to 1,296,000 (2025)",
        "map": "Bishan: most priority assemblies, 5",
    }
    for chart in charts.values():
        assert chart.sources
        assert chart.subtitle
        assert chart.desc.startswith(chart.title)


@pytest.mark.parametrize("district", ["bishan", "rongchang", "jiangjin"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_profile_says_who_else(model: Model, district: str, lang: str) -> None:
    """A profile names the district's priorities, and beside each the other districts that it is one of."""
    record = next(record for record in model.districts if record.id == district)
    report = district_profile(model, record, lang)
    rows = {key: row.cells[2].text for key, row in rows_of(report, "matrix").items()}
    assert set(rows) == {key for priority in record.priorities for key in priority.assemblies}
    if (district, lang) == ("rongchang", "en"):
        assert report.title == "Rongchang: priorities, production, plants, figures"
        assert rows == {"power-battery": "Bishan and Tongliang", "thermal-management": "none found"}
        assert report.summary is not None
        assert sentence_text(report.summary) == (
            "Rongchang (500153) prioritizes power battery and thermal management; one is also a priority of other "
            "districts; of the lists read, only this district's names thermal management."
        )


def test_profile_holds_plants_production_figures_and_disagreements(model: Model) -> None:
    """A profile holds every plant, every figure, every statement on production and what disagrees of the district."""
    for district in model.districts:
        report = district_profile(model, district)
        keys = {section.key for section in report.sections}
        plants = {project.id for project in model.projects if project.place == district.id}
        assert (set(rows_of(report, "plants")) if plants else set()) == plants
        areas = {district.id, *(area.id for area in model.areas if area.lies_in == district.id)}
        figures = {figure.id for figure in model.figures if figure.subject in areas}
        assert (set(rows_of(report, "figures")) if figures else set()) == figures
        stated = [record for record in model.production if record.place == district.id]
        assert len(section_of(report, "production").lead) == (len(stated) or 1)
        about = [remark for remark in (*model.conflicts, *model.unknowns) if district.id in remark.about]
        texts = {note.text for section in report.sections for note in section.notes}
        if "unknown" in keys:
            texts |= {sentence_text(item) for part in section_of(report, "unknown").lists for item in part.items}
        assert all(remark.text in texts or (remark.caution or remark.text) in texts for remark in about), district.id


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
    summary = district_profile(model, record, lang).summary
    assert summary is not None
    assert sentence_text(summary).endswith(ending)


def test_profile_of_a_district_without_seat_or_figures(model: Model) -> None:
    """A district of which nothing else is known has a profile without map and figures."""
    bare = model.districts[0]._replace(seat=None)
    figures = tuple(figure for figure in model.figures if figure.subject not in (bare.id, "luohuang"))
    others = tuple(district._replace(seat=None) for district in model.districts[1:])
    small = model._replace(
        districts=(bare, *others), figures=figures, cities=(), projects=(), production=(), conflicts=(), unknowns=()
    )
    assert [section.key for section in district_profile(small, bare).sections] == ["matrix", "production", "about"]


def test_nobody_else_is_said_plainly(model: Model) -> None:
    """Where a district stands alone, its profile says that the lists name nothing of it for another."""
    alone = model._replace(districts=model.districts[:1])
    summary = district_profile(alone, model.districts[0]).summary
    assert summary is not None
    assert sentence_text(summary).endswith("; the lists read name none of them for another district.")


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
    tables = [section.table for section in report.sections if section.table]
    assert kinds.count("table_open") == len(tables)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h2") == len(report.sections) + 1
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
    assert f"{text.strip()}[^1]" in visible_texts(report)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_footnotes_are_defined_once(model: Model, lang: str) -> None:
    """Every footnote of the Markdown has one definition, and every definition is used."""
    text = report_markdown(full_report(model, lang))
    defined = re.findall(r"^\[\^([\w-]+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^([\w-]+)\](?!:)", text))
    assert len(defined) == len(set(defined))
    assert set(defined) == used


def test_report_writes_markdown_to_standard_output(call: Call, model: Model) -> None:
    """Without options the report is Markdown on standard output."""
    done = call("report")
    assert (done.out, done.err, done.code) == (report_markdown(full_report(model)), "", 0)


def test_a_later_figure_is_no_gap(model: Model) -> None:
    """Where the model has a figure of the target's area and measure after the base year, none is said to lack."""
    target = next(figure for figure in model.figures if figure.id == "target2027.output")
    later = target._replace(id="later", kind="actual", period="2025", value="900")
    report = full_report(model._replace(figures=(*model.figures, later)))
    assert "no later figure" not in sentence_text(answer_of(report, "since").sentence)


def test_unused_figure_is_no_sentence(model: Model) -> None:
    """A target that is a draft is not in the answer."""
    figures = tuple(
        figure._replace(kind="draft") if isinstance(figure, Figure) and figure.kind == "target" else figure
        for figure in model.figures
    )
    answer = answer_of(full_report(model._replace(figures=figures)), "since")
    assert answer.headline == "1,296,000 vehicles"
    assert sentence_text(answer.sentence).startswith("Chongqing Municipality: NEV output 365,000 (2022)")
