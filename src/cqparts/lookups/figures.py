"""Every figure, one a row: what analysts take into a spreadsheet."""

from collections import Counter
from collections.abc import Collection, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import (
    KINDS,
    Figure,
    count,
    figure_record,
    kind_label,
    lower_first,
    subject_name,
    with_label,
)
from cqparts.model import types
from cqparts.model.annotations import Annotated
from cqparts.model.index import Index, time_of
from cqparts.model.places import places_in, resolve_places
from cqparts.model.resolve import names, resolve_name
from cqparts.model.types import Model, Text


class CitedFigure(Figure):
    """A figure with the publisher and the address of each of its sources, in their order."""

    publishers: list[str]
    publishers_zh: list[str]
    addresses: list[str | None]


LOOK_UP = LookUp(
    record=CitedFigure,
    examples=("figures --place bishan", "figures --measure nev-output --year 2025 -f csv"),
    group=FIGURES,
    empty="no figure meets the filters",
    money=True,
)

MOST_CAUTIONED = 22
"""The most figures whose cautions are told one by one."""


def query(
    model: Model,
    place: params.PlaceFilter = None,
    measure: Annotated[
        str | None, Param("MEASURE", "Only of this measure, by id or name.", ("--measure",), "series")
    ] = None,
    year: Annotated[
        str | None, Param("YEAR", "Only of this year, or of a time in it.", ("--year",), "figure_years")
    ] = None,
) -> Result:
    """List every figure with its sources and their addresses.

    Raises:
        CallError: There is no such place, measure or year.
    """
    index = Index(model)
    places = None if place is None else resolve_places(model, place)
    subjects = index.subjects if places is None else places_in(model, places)
    terms = measured(index) if measure is None else [resolve_name("measure", measure, measured(index))]
    wanted = None if year is None else resolve_name("year of figures", year, figure_years(model))
    records = [
        cited_record(index, figure)
        for figure in model.figures
        if figure.subject in subjects and figure.measure in terms and (wanted is None or wanted in years_of(figure))
    ]
    named = [Text(each.name, each.name_zh) for each in places or ()]
    asked = [
        *([] if measure is None else [Text(index.terms[key].name, index.terms[key].name_zh) for key in terms]),
        *([Text(wanted, f"{wanted}年")] if wanted else []),
    ]
    return Result(records, lambda _: show_figures(index, records, named, asked))


def measured(index: Index) -> dict[str, Collection[str]]:
    """Return the measures that figures have, each with the words that find it."""
    return {key: names(index.terms[key]) for key in dict.fromkeys(figure.measure for figure in index.model.figures)}


def figure_years(model: Model) -> list[str]:
    """Return the years that figures are of, in order."""
    return sorted({year for figure in model.figures for year in years_of(figure)})


def years_of(figure: types.Figure) -> list[str]:
    """Return the years from the first to the last that the time of a figure touches."""
    first, _, last = time_of(figure).partition("/")
    return [str(year) for year in range(int(first[:4]), int((last or first)[:4]) + 1)]


def cited_record(index: Index, figure: types.Figure) -> CitedFigure:
    """Return a figure with the publishers and addresses of its sources."""
    sources = [index.sources[key] for key in figure.sources]
    return {
        **figure_record(index, figure),
        "publishers": [source.publisher for source in sources],
        "publishers_zh": [source.publisher_zh or source.publisher for source in sources],
        "addresses": [source.url for source in sources],
    }


def show_figures(index: Index, records: Sequence[Record], places: Sequence[Text], asked: Sequence[Text]) -> Screen:
    """Return figures one a line, and how many there are of each kind."""
    subjects = dict.fromkeys(record["subject"] for record in records)
    rows = [with_label(record, list_label(index, record, alone=len(subjects) == 1)) for record in records]
    cautioned = sum(bool(record["cautions"]) for record in records)
    several = len(records) > MOST_CAUTIONED and cautioned
    return Screen(
        title_text([subject_name(index, records[0])] if len(subjects) == 1 else places, asked),
        [Section(rows, ("label", "quantity", "when", "grade"))],
        cautions=[cautions_text(cautioned)] if several else [],
        limit=1 if several else 3,
        closing=[count_text(records), ADDRESSES] if records else [],
    )


ADDRESSES = Text("With publishers and addresses: -f csv", "含发布者与网址：-f csv")


def title_text(places: Sequence[Text], asked: Sequence[Text]) -> Text:
    """Return what figures are listed, as the caption of their screen."""
    if not places:
        parts = [Text("Figures", "数据") if asked else Text("All figures", "全部数据"), *asked]
        return Text(", ".join(part.en for part in parts), "，".join(part.zh for part in parts))
    return Text(
        f"{', '.join(place.en for place in places)}: figures" + "".join(f", {lower_first(text.en)}" for text in asked),
        f"{'、'.join(place.zh for place in places)}：数据" + "".join(f"，{text.zh}" for text in asked),
    )


def list_label(index: Index, record: Record, *, alone: bool) -> Text:
    """Return what a figure is called in the list: without its subject if all have that; targets say so first."""
    if alone:
        return kind_label(index, record)
    kind = KINDS.get(record["kind"])
    if kind is None:
        return Text(record["label"], record["label_zh"])
    return Text(f"{kind.en}: {lower_first(record['label'])}", f"{kind.zh}：{record['label_zh']}")


def cautions_text(number: int) -> Text:
    """Return that some figures are to be read with care, and what tells how."""
    return Text(f"{number} of them have cautions: -v tells them.", f"其中{number}项附有提示：见 -v。")


def count_text(records: Sequence[Record]) -> Text:
    """Return how many figures there are, and how many of them are no facts."""
    counts = Counter(record["kind"] for record in records)
    plans = [
        *([Text(count(counts["target"], "target"), f"{counts['target']}项目标")] if counts["target"] else []),
        *([Text(f"{counts['draft']} in drafts", f"{counts['draft']}项征求意见稿中的目标")] if counts["draft"] else []),
    ]
    return Text(
        f"{len(records)} figure{'' if len(records) == 1 else 's'}"
        + (f", of these {' and '.join(text.en for text in plans)}" if plans else ""),
        f"{len(records)}项数据" + (f"，其中{'、'.join(text.zh for text in plans)}" if plans else ""),
    )
