"""Districts against assemblies: where priorities overlap, and which have a plant or production behind them."""

from collections.abc import Iterable, Sequence

from cqparts.lookups.base import LookUp, Record, Result, Screen, Section
from cqparts.lookups.plants import made_at
from cqparts.lookups.records import (
    ASSEMBLY,
    OPEN_LISTS,
    SourceIds,
    count_districts,
    focus_records,
    unique,
)
from cqparts.model.annotations import Any, Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import District, Model, Text


class Row(Keys):
    """A district; beside these keys, one an assembly: true, false, or "disputed" where one list alone names it."""

    id: str
    name: str
    name_zh: str
    sources: SourceIds
    made: list[str]


LOOK_UP = LookUp(
    record=Row,
    examples=("matrix", "matrix -f markdown"),
    others=Literal[True, False, "disputed"],
)

SHORTEST = 4
"""The least letters of a heading that stands for a district's name."""


def query(model: Model) -> Result:
    """Show districts by assembly as a matrix."""
    index = Index(model)
    records = [matrix_row(index, district) for district in model.districts]
    return Result(
        records,
        lambda _: show_matrix(index, records),
        keys=("id", "name", "name_zh", *index.assemblies, "sources", "made"),
    )


def matrix_row(index: Index, district: District) -> dict[str, Any]:
    """Return a district with a key an assembly, and the assemblies that it is stated to make."""
    named = {part["id"]: "disputed" if part["disputed"] else True for part in focus_records(index, district)}
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        **{assembly_id: named.get(assembly_id, False) for assembly_id in index.assemblies},
        "sources": unique(priority.sources for priority in district.priorities),
        "made": made_at(index, district.id),
    }


def show_matrix(index: Index, records: Sequence[Record]) -> Screen:
    """Return the matrix the other way round, an assembly a row, which fits a screen."""
    heads = short_names([record["name"] for record in records])
    rows = [
        {"id": key, "name": part.name, "name_zh": part.name_zh, "system": system.id, "text": sum_text(index, key)}
        | {record["id"]: mark_value(record, key) for record in records}
        | {"focus": [place_part(record, key) for record in records if record[key]], "sources": []}
        for key, (system, part) in index.assemblies.items()
    ]
    places = {record["id"]: Text(head, record["name_zh"]) for record, head in zip(records, heads, strict=True)}
    view = ("name", *places, "text")
    cited = [{"sources": record["sources"]} for record in records]
    names = Section(rows, ("name", "focus"), headings={"focus": Text("Districts", "区")}, kind=ASSEMBLY)
    return Screen(
        Text("Priority assemblies by district, and where they are stated to be made", "各区优先发展总成与已有生产"),
        [Section(rows, view, kind=ASSEMBLY, headings={**places, "text": Text("Sum", "合计")}, narrow=names)],
        marks=[("", MARKED)],
        cautions=[OPEN_LISTS] if index.open_ended else [],
        notes=overlap_notes(index, records),
        cited=cited,
    )


MARKED = Text(
    "{made} priority, with a plant or production; {alone} priority alone; {disputed} in one list only",
    "{made} 优先发展，有企业或产品；{alone} 仅列为优先发展；{disputed} 仅一个来源列入",
)
"""What the marks mean, each in braces by its word."""


def mark_value(record: Record, key: str) -> Any:  # noqa: ANN401 -- the value of a mark
    """Return what is known of an assembly in a district: made, a priority alone, in one list only, or not named."""
    if record[key] is True:
        return "made" if key in record["made"] else "alone"
    return record[key]


def place_part(record: Record, key: str) -> dict[str, Any]:
    """Return a district as an item of a list, with a star where one list alone names the assembly."""
    return {
        "id": record["id"],
        "name": record["name"],
        "name_zh": record["name_zh"],
        "disputed": record[key] == "disputed",
    }


def sum_text(index: Index, key: str) -> str:
    """Return how many districts name an assembly in all their lists, and after a plus how many more in one list."""
    count = count_districts(index.model, key)
    return f"{int(count.sure.value or 0)}" + (f"+{count.in_one_list}" if count.in_one_list else "")


def short_names(names: Sequence[str]) -> list[str]:
    """Return the shortest beginnings of names that tell them apart, of four letters at least.

    >>> short_names(["Tongliang", "Tongnan", "Dazu"])
    ['Tongl', 'Tongn', 'Dazu']
    """

    def short(name: str) -> str:
        """Return the beginning of a name that no other name has."""
        others = [other for other in names if other != name]
        lengths = (n for n in range(SHORTEST, len(name)) if not any(other[:n] == name[:n] for other in others))
        return name[: next(lengths, len(name))]

    return [short(name) for name in names]


def overlap_notes(index: Index, records: Sequence[Record]) -> list[Text]:
    """Return in words where priorities overlap, and which assembly is none."""
    shared, blank = [], []
    for key, (_, part) in index.assemblies.items():
        sure, some = int(count_districts(index.model, key).sure.value or 0), differing_names(records, key)
        if sure + len(some) > 1:
            shared.append(
                Text(f"{part.name} ({number_words(sure, some).en})", f"{part.name_zh}（{number_words(sure, some).zh}）")
            )
        if not sure + len(some):
            blank.append(Text(part.name, part.name_zh))
    notes = []
    if shared:
        notes.append(listed(Text("Priority of two or more districts: ", "两个及以上的区优先发展："), shared))
    if blank:
        notes.append(listed(Text("Priority of no district: ", "无区优先发展："), blank))
    return notes


def differing_names(records: Iterable[Record], key: str) -> list[Text]:
    """Return the names of the districts that name an assembly in one list and not in another."""
    return [Text(record["name"], record["name_zh"]) for record in records if record[key] == "disputed"]


def number_words(sure: int, some: Sequence[Text]) -> Text:
    """Say how many districts name an assembly in all their lists, and which in one list only."""
    if not some:
        return Text(str(sure), str(sure))
    return Text(
        f"{sure}, and {', '.join(name.en for name in some)} in one list only",
        f"{sure}，另有{'、'.join(name.zh for name in some)}仅见于一份清单",
    )


def listed(head: Text, parts: Sequence[Text]) -> Text:
    """Return a sentence that lists assemblies."""
    return Text(
        head.en + "; ".join(part.en for part in parts) + ".", head.zh + "、".join(part.zh for part in parts) + "。"
    )
