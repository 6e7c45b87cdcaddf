"""One district: its priorities, what it is stated to make, its plants, and its own figures."""

from collections.abc import Iterable, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Prose, Record, Result, Screen, Section
from cqparts.lookups.plants import (
    Production,
    Project,
    is_weak,
    production_at,
    projects_at,
    with_firm,
)
from cqparts.lookups.records import (
    EvidenceTexts,
    Figure,
    Focus,
    Seat,
    SourceIds,
    count,
    disputed_marks,
    district_record,
    figure_record,
    is_headline,
    kind_label,
    replace_keys,
    short_scopes,
    with_label,
    without_notes,
)
from cqparts.model.annotations import Any, Literal
from cqparts.model.index import Index, time_key
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text


class ListRecord(Keys):
    """The list of assemblies that one source gave."""

    occasion: Literal["plan", "press-conference", "article", "other"]
    assemblies: list[str]
    as_of: str | None
    sources: SourceIds
    open_ended: bool
    evidence: EvidenceTexts


class Words(Keys):
    """A place's own words on what it wants."""

    id: str
    words: list[str]
    words_zh: list[str]
    verb_zh: str
    assemblies: list[str]
    as_of: str | None
    sources: SourceIds


class Profile(Keys):
    """A district with its statements, production, plants and its own figures."""

    id: str
    name: str
    name_zh: str
    adcode: str
    seat: Seat | None
    focus: list[Focus]
    statements: list[ListRecord]
    figures: list[Figure]
    open_ended: bool
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts
    production: list[Production]
    projects: list[Project]
    words: list[Words]


LOOK_UP = LookUp(
    record=Profile,
    examples=("focus jiangjin", "focus 璧山 --lang zh"),
    rows="focus",
    row=Focus,
    all=True,
)

MOST_STATEMENTS, MOST_PLANTS, MOST_FIGURES, MOST_LINES = 2, 4, 4, 9
"""The most statements on production, plants and figures on a short screen, and the lines they may take."""

FIRM_WIDTH, PRODUCTS_WIDTH = 24, 25
"""The cells that the firm and the products of a plant have on a screen of 80 columns."""


def query(model: Model, district: params.DistrictName) -> Result:
    """Show one district: priorities, production, plants, figures.

    Raises:
        CallError: There is no such district.
    """
    index, found = Index(model), resolve("district", model.districts, district)
    record = district_record(index, found)
    figures = [figure_record(index, figure) for figure in index.figures.get(found.id, ())]
    statements = [without_notes(priority) for priority in found.priorities]
    profile = replace_keys(
        record,
        {
            "focus": {"focus": record["focus"], "statements": statements, "figures": figures},
            "evidence": {
                "evidence": record["evidence"],
                "production": production_at(index, [found.id]),
                "projects": projects_at(index, [found.id]),
                "words": [words_record(each) for each in model.focus_words if each.place == found.id],
            },
        },
    )
    return Result([profile], lambda everything: show_profile(index, profile, everything=everything))


def words_record(words: Any) -> Words:  # noqa: ANN401 -- the model's record
    """Return a place's own words as a record."""
    return {
        "id": words.id,
        "words": list(words.words),
        "words_zh": list(words.words_zh),
        "verb_zh": words.verb_zh,
        "assemblies": list(words.assemblies),
        "as_of": words.as_of,
        "sources": list(words.sources),
    }


def show_profile(index: Index, profile: Record, *, everything: bool) -> Screen:
    """Return a district in four parts: priorities, stated production, plants, and its latest or all figures."""
    plants = [with_firm(each) for each in profile["projects"] if everything or not is_weak(each)]
    production = profile["production"]
    shown_plants = plants if everything else plants[:MOST_PLANTS]
    figures = profile["figures"] if everything else latest_figures(profile["figures"])
    stated = show_production(production, everything=everything)
    room = MOST_LINES - sum(map(lines_of, shown_plants)) - sum(len(section.records) - 1 for section in stated)
    shown_figures = figures if everything else figures[: min(max(room, 1), MOST_FIGURES)]
    rows = [*shown_plants, *shown_figures, *(row for section in stated for row in section.records)]
    return Screen(
        Text(
            f"{profile['name']} {profile['name_zh']} (code {profile['adcode']})",
            f"{profile['name_zh']}（代码{profile['adcode']}）",
        ),
        [
            show_priorities(profile),
            *(map(show_words, profile["words"]) if everything else ()),
            *stated,
            *([] if production else [Prose(NO_PRODUCTION, close=True)]),
            *show_plants(shown_plants),
            *show_figures(index, shown_figures, everything=everything),
        ],
        marks=disputed_marks(index, [profile]),
        limit=2 - len(disputed_marks(index, [profile])),
        more=more_text(profile, len(rows)),
        cited=[{key: profile[key] for key in ("focus", "seat", "statements", "sources", "notes", "notes_zh")}],
    )


def lines_of(plant: Record) -> int:
    """Return how many lines a plant takes at the most on a screen of 80 columns."""
    from textwrap import wrap

    return max(len(wrap(plant["firm"], FIRM_WIDTH)), len(wrap(", ".join(plant["products"]), PRODUCTS_WIDTH)))


NO_PRODUCTION = Text("Production: not found", "产品：未查到")


def more_text(profile: Record, rows: int) -> Text:
    """Return how many statements, plants and figures the screen leaves out, and the call that tells all."""
    left = sum(len(profile[key]) for key in ("production", "projects", "figures", "words")) - rows
    report = f"cqparts report --district {profile['id']}"
    if not left:
        return Text(f"in full: {report}", f"全文：{report}")
    return Text(f"--all adds {count(left, 'row')}; in full: {report}", f"--all 另列{left}行；全文：{report}")


def dated(label: Text, time: str | None) -> Text:
    """Return a line above rows with the day that they are of."""
    if not time:
        return label
    return Text(f"{label.en}, {time_text(time)}", f"{label.zh}，{time_text(time, 'zh')}")


def show_priorities(profile: Record) -> Section:
    """Return the priorities of a district in one line, and when they were last stated."""
    last = max((part["as_of"] for part in profile["focus"]), default="")
    row = {key: profile[key] for key in ("focus", "sources", "cautions", "cautions_zh")}
    title = dated(Text("Priorities", "优先发展总成"), last)
    if profile["open_ended"]:
        title = Text(f"{title.en} (the list ends with “and others”)", f"{title.zh}（清单以“等”结尾）")
    return Section([row], ("focus",), title, headings=None)


def show_words(words: Record) -> Section:
    """Return a list of a district's own, in one line."""
    title = dated(Text("Its own words", f"本区表述（{words['verb_zh']}）"), words["as_of"])
    return Section([words], ("words",), title, headings=None, close=True)


def show_production(production: Sequence[Record], *, everything: bool) -> list[Section]:
    """Return what a place is stated to make, a line a statement: of the last day, or of each."""
    sections = []
    for day in dict.fromkeys(record["as_of"] for record in production):
        own = sorted((each for each in production if each["as_of"] == day), key=lambda each: bool(each["cautions"]))
        rows = [{**each, **production_text(each)} for each in own]
        title = dated(Text("Stated to make", "来源所述产品"), day)
        shown = rows if everything else rows[:MOST_STATEMENTS]
        sections.append(Section(shown, ("text",), title, headings=None, more=("grade",), close=True))
    return sections if everything else sections[:1]


def production_text(production: Record) -> dict[str, str]:
    """Return what a place is stated to make, and whom it is stated to supply, as one text."""
    made, made_zh = ", ".join(production["products"]), "、".join(production["products_zh"])
    supplied, supplied_zh = ", ".join(production["customers"]), "、".join(production["customers_zh"])
    return {
        "text": f"{made}; supplies {supplied}" if supplied else made,
        "text_zh": f"{made_zh}；配套{supplied_zh}" if supplied else made_zh,
    }


def show_plants(plants: Sequence[Record]) -> list[Section]:
    """Return the plants of a place."""
    if not plants:
        return []
    view = ("firm", "products", "stage", "when")
    return [Section(plants, view, Text("Plants and investments", "项目"), headings=None, more=("grade",), close=True)]


def latest_figures(figures: Iterable[Record]) -> list[Record]:
    """Return the latest figure of each kind that rests on more than copies, the latest first, targets last."""
    latest: dict[tuple[str, str | None, str], Record] = {}
    for record in sorted(figures, key=moment):
        if is_headline(record):
            latest[record["measure"], record["scope"], record["kind"]] = record
    found = sorted(latest.values(), key=moment, reverse=True)
    targets = [record for record in found if record["kind"] != "actual"]
    actual = [record for record in found if record["kind"] == "actual"]
    return [*actual[:3], *targets[:1], *actual[3:], *targets[1:]]


def moment(record: Record) -> tuple[str, str]:
    """Return what the time of a figure sorts by."""
    return time_key(record["period"] or record["as_of"] or "")


def show_figures(index: Index, figures: Sequence[Record], *, everything: bool) -> list[Section]:
    """Return a district's own figures, the latest or all."""
    if not figures:
        return []
    scopes = short_scopes(index, figures)
    title = Text("Figures", "数据") if everything else Text("Latest figures", "最新数据")
    return [
        Section(
            [with_label(record, kind_label(index, record)) for record in figures],
            ("label", "quantity", "when"),
            Text(f"{title.en}{scopes.en}", f"{title.zh}{scopes.zh}"),
            headings=None,
            more=("grade",),
            close=True,
        )
    ]
