"""Plants and investments by name: place, firm, product, how far each has come, and when that was."""

from collections import Counter
from collections.abc import Iterable, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Param, Prose, Record, Result, Screen, Section
from cqparts.lookups.plants import FIRM, NEAR, PRODUCT, STAGES, Project, is_weak, project_record, with_firm
from cqparts.lookups.records import lower_first
from cqparts.model import record as model_record
from cqparts.model.annotations import Annotated
from cqparts.model.index import Index
from cqparts.model.places import Place, places_in, resolve_places
from cqparts.model.resolve import join_words, resolve_assemblies, resolve_name
from cqparts.model.types import Assembly, District, Model, Text

LOOK_UP = LookUp(
    record=Project,
    examples=("projects", "projects --place bishan --assembly battery"),
    empty="no plant or investment that the sources name meets the filters",
    money=True,
    all=True,
)

MOST_ROWS = 7
"""The most rows of a short screen that filters choose."""


class Asked(model_record.Record):
    """What a call asks for: the ids of the assemblies, None where any; whether it asks for anything but all."""

    ids: set[str] | None
    filtered: bool


def query(
    model: Model,
    place: params.PlaceFilter = None,
    assembly: params.AssemblyFilter = None,
    stage: Annotated[
        str | None,
        Param("STAGE", "Only those announced, signed, building, producing or unknown.", ("--stage",), "stages"),
    ] = None,
) -> Result:
    """List plants and investments by name.

    Raises:
        CallError: There is no such place, assembly or stage.
    """
    index = Index(model)
    places = None if place is None else resolve_places(model, place)
    parts = None if assembly is None else resolve_assemblies(model, assembly)
    stages = list(STAGES) if stage is None else [resolve_name("stage", stage, stage_names())]
    inside = None if places is None else places_in(model, places)
    ids = None if parts is None else {part.id for part in parts}
    asked = Asked(ids, filtered=any(each is not None for each in (place, assembly, stage)))
    records = [
        project_record(index, each)
        for each in model.projects
        if (inside is None or not inside.isdisjoint((each.place, each.area)))
        and (ids is None or not ids.isdisjoint((*each.assemblies, *each.near)))
        and each.stage in stages
    ]

    def show(everything: bool) -> Screen:  # noqa: FBT001 -- whether the answer is all of it
        """Return the rows that the places asked for, or the districts, have."""
        named = [*(parts or ()), *([] if stage is None else [STAGES[stages[0]]])]
        title = title_text(named, places or whole_places(model, everything=everything))
        shown = records if everything or places else [each for each in records if is_in_district(index, each)]
        return show_projects(records, shown, asked, title, everything=everything)

    return Result(records, show)


def stage_names() -> dict[str, tuple[str, ...]]:
    """Return the words that find each stage: that of JSON, and those that people read."""
    return {word: (word, text.en, text.zh) for word, text in STAGES.items()}


def is_in_district(index: Index, record: Record) -> bool:
    """Return whether a plant is in a district of the pilot, not in a partner city."""
    return isinstance(index.records[record["place"]], District)


def whole_places(model: Model, *, everything: bool) -> list[Text]:
    """Return what all districts are called together, and all partner cities if they are shown."""
    held_by = {district.part_of for district in model.districts}
    area = next((Text(each.name, each.name_zh) for each in model.areas if each.id in held_by), DISTRICTS)
    return [area, PARTNERS] if everything else [area]


DISTRICTS, PARTNERS = Text("districts", "各区"), Text("partner cities in Sichuan", "四川合作城市")


def title_text(named: Sequence[Assembly | Text], places: Sequence[Place | Text]) -> Text:
    """Return what is listed and where, as the caption of its screen."""
    where, what = ([as_text(each) for each in several] for several in (places, named))
    return Text(
        f"{join_words((text.en for text in where), 'and')}: plants and investments by name"
        + "".join(f", {lower_first(text.en)}" for text in what),
        f"{'、'.join(text.zh for text in where)}：企业及投资项目" + "".join(f"，{text.zh}" for text in what),
    )


def as_text(named: Assembly | Place | Text) -> Text:
    """Return what a record is called."""
    return named if isinstance(named, Text) else Text(named.name, named.name_zh)


def show_projects(
    records: Sequence[Record], shown: Sequence[Record], asked: Asked, title: Text, *, everything: bool
) -> Screen:
    """Return plants one a row, those that only may belong to the assemblies asked for by themselves, and their count.

    Args:
        records: All that the call asks for.
        shown: Those in the places that the screen shows.
        asked: What the call asks for.
        title: The caption.
        everything: Whether those of weak sources are shown, and more than fit on a screen.
    """
    kept = [each for each in shown if everything or not is_weak(each)]
    sure = [each for each in kept if asked.ids is None or not asked.ids.isdisjoint(each["assemblies"])]
    near = [each for each in kept if each not in sure]
    most = len(kept) if everything or not asked.filtered else MOST_ROWS
    shown_sure, shown_near = sure[:most], near[: max(most - len(sure), 0)]
    left = len(records) - len(shown_sure) - len(shown_near)
    parts: list[Section | Prose] = [*show_rows(shown_sure, everything=everything)]
    return Screen(
        title,
        [*(parts or [none_text(asked, left)]), *show_rows(shown_near, NEAR, everything=everything)],
        limit=2 if asked.filtered and not everything else 3,
        more=more_text(left, [each for each in records if each not in kept]),
        closing=[count_text(sure)] if sure else [],
    )


def plant_row(record: Record, *, everything: bool) -> dict[str, object]:
    """Return a plant with its firm and its products as texts: all, or the first and how many more there are."""
    plant, more = with_firm(record), len(record["products"]) - 1
    row: dict[str, object] = {**plant}
    for suffix, joint in (("", ", "), ("_zh", "、")):
        products = plant[f"products{suffix}"]
        row[f"label{suffix}"] = plant[f"firm{suffix}"]
        row[f"text{suffix}"] = joint.join(products) if everything or not more else f"{products[0]} +{more}"
    return row


VIEW = ("place", "label", "text", "stage", "as_of")
HEADINGS = {"label": FIRM, "label_zh": FIRM, "text": PRODUCT, "text_zh": PRODUCT}


def show_rows(rows: Sequence[Record], title: Text | None = None, *, everything: bool = False) -> list[Section]:
    """Return plants as a table; below a title those that are not counted."""
    if not rows:
        return []
    shortened = any(len(row["products"]) > 1 for row in rows) and not everything
    return [
        Section(
            [plant_row(row, everything=everything) for row in rows],
            (*VIEW, *(("grade",) if everything else ())),
            title,
            headings=None if title else HEADINGS,
            more=(*(("products",) if shortened else ()), "customers", "amounts", "grade"),
        )
    ]


def none_text(asked: Asked, left: int) -> Prose:
    """Return that there are no plants to show."""
    named = f"No plant{' of it' if asked.ids else ''} is named in the sources"
    if left:
        return Prose(Text(f"{named} but for what --all adds.", "除 --all 所列外，所查来源未列其企业。"))
    return Prose(Text(f"{named}.", "所查来源未列其企业。"))


def more_text(left: int, others: Sequence[Record]) -> Text:
    """Return what the screen leaves out: how many plants, and what is not a plant of the districts in good sources."""
    kinds = [
        *([Text("partner cities", "合作城市")] if not all(map(is_weak, others)) else []),
        *([Text("weak sources", "较弱来源")] if any(map(is_weak, others)) else []),
    ]
    names = Text(": " + ", ".join(kind.en for kind in kinds), "：" + "、".join(kind.zh for kind in kinds))
    return Text(
        "-v for amounts and capacity" + (f"; --all adds {left}{names.en if kinds else ''}" if left else ""),
        "-v 列金额与产能" + (f"；--all 另列{left}个{names.zh if kinds else ''}" if left else ""),
    )


def count_text(rows: Iterable[Record]) -> Text:
    """Return how many plants have come how far."""
    counts = Counter(row["stage"] for row in rows)
    number, told = counts.total(), [(counts[word], text) for word, text in reversed(STAGES.items()) if counts[word]]
    noun = "plants and investments" if number != 1 else "plant or investment"
    return Text(
        f"{number} {noun}: {', '.join(f'{count} {text.en}' for count, text in told)}",
        f"{number}个项目：{'、'.join(f'{count}个{text.zh}' for count, text in told)}",
    )
