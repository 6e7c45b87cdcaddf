"""One assembly: the districts that prioritize it, and the places that are stated to make it."""

from collections.abc import Iterable, Iterator, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Prose, Record, Result, Screen, Section
from cqparts.lookups.plants import NEAR, Production, Project, is_weak, made_at, production_at, projects_at, with_firm
from cqparts.lookups.records import (
    OPEN_LISTS,
    District,
    disagreements,
    district_record,
    focus_records,
    seat_record,
)
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.resolve import resolve_assembly
from cqparts.model.types import Assembly, Model, Text


class Place(District):
    """A district that prioritizes an assembly, or a place that is stated to make it; with what it makes of it."""

    production: list[Production]
    projects: list[Project]


LOOK_UP = LookUp(
    record=Place,
    examples=('who "smart cockpit"', "who 动力电池 --lang zh"),
    empty="no district prioritizes it, and no place is stated to make it",
    all=True,
)

MOST_ROWS = 5
"""The most rows of a part of a short screen."""

PLACE, PLANT = Text("Place", "地点"), Text("Plant or production", "企业或产品")
MADE, MAY_MAKE = Text("stated to make it", "来源称生产"), Text("stated production", "来源所述产品")


def query(model: Model, assembly: params.AssemblyName) -> Result:
    """List who prioritizes an assembly, and who makes it.

    Raises:
        CallError: There is no such assembly.
    """
    index, wanted = Index(model), resolve_assembly(model, assembly)
    records = [*priority_records(index, wanted), *maker_records(index, wanted)]
    return Result(records, lambda everything: show_assembly(index, wanted, records, everything=everything))


def priority_records(index: Index, wanted: Assembly) -> Iterator[Place]:
    """Yield the districts that prioritize an assembly, each with what it is stated to make of it."""
    for district in index.model.districts:
        for part in focus_records(index, district):
            if part["id"] == wanted.id:
                record = {**district_record(index, district), "focus": [part], "sources": part["sources"]}
                yield with_makers(index, record, wanted)


def maker_records(index: Index, wanted: Assembly) -> Iterator[Place]:
    """Yield the places that are stated to make an assembly, and are not stated to prioritize it."""
    places: tuple[types.District | types.City, ...] = (*index.model.districts, *index.model.cities)
    for place in places:
        if isinstance(place, types.District) and any(wanted.id in each.assemblies for each in place.priorities):
            continue
        record = with_makers(index, place_record(place), wanted)
        if record["production"] or record["projects"]:
            made: Sequence[Record] = [*record["production"], *record["projects"]]
            record["sources"] = list(dict.fromkeys(key for each in made for key in each["sources"]))
            yield record


def place_record(place: types.District | types.City) -> Record:
    """Return a place without priorities of its own here."""
    return {
        "id": place.id,
        "name": place.name,
        "name_zh": place.name_zh,
        "adcode": place.adcode,
        "seat": seat_record(place.seat),
        "focus": [],
        "open_ended": False,
        "sources": [],
        "notes": [],
        "notes_zh": [],
        "cautions": [],
        "cautions_zh": [],
        "evidence": {},
    }


def with_makers(index: Index, record: Record, wanted: Assembly) -> Place:
    """Return a place with the production and the plants whose source names an assembly, or may mean it."""

    def concerns(each: Production | Project) -> bool:
        """Return whether a source names the assembly there, or may mean it."""
        return wanted.id in (*each["assemblies"], *each["near"])

    return {
        **record,  # type: ignore[typeddict-item]
        "production": [each for each in production_at(index, [record["id"]]) if concerns(each)],
        "projects": [each for each in projects_at(index, [record["id"]]) if concerns(each)],
    }


def show_assembly(index: Index, wanted: Assembly, records: Sequence[Record], *, everything: bool) -> Screen:
    """Return who prioritizes an assembly, what is stated to be made of it, and what may be meant by it."""
    rows = [row for record in records for row in maker_rows(record, wanted)]
    shown = [row for row in rows if everything or not is_weak(row)]
    stated = [row for row in shown if row["stated"]]
    near = [row for row in shown if not row["stated"]]
    parts = [*show_rows(stated if everything else stated[:MOST_ROWS]), *show_near(near, everything=everything)]
    named = [record for record in records if record["focus"]]
    without = [each for each in named if wanted.id not in made_at(index, each["id"])]
    if without:
        parts.append(Prose(alone_text(without)))
    left = len(rows) - sum(len(part.records) for part in parts if isinstance(part, Section))
    return Screen(
        title_text(wanted, named),
        parts,
        cautions=[
            *(
                text
                for record in named
                for text in disagreements(index, record["id"])
                if record["focus"][0]["disputed"]
            ),
            *own_cautions(index, wanted),
            *([OPEN_LISTS] if any(record["open_ended"] for record in named) else []),
        ],
        more=left_text(left),
        notes=[Text(wanted.note, wanted.note_zh or wanted.note)] if wanted.note else [],
        cited=records if everything else [{**record, "production": [], "projects": []} for record in named],
    )


def left_text(left: int) -> Text | None:
    """Return how many rows the short screen leaves out."""
    return Text(f"--all adds {left} row{'s' if left > 1 else ''}", f"--all 另列{left}行") if left else None


def title_text(wanted: Assembly, named: Sequence[Record]) -> Text:
    """Return which districts prioritize an assembly, as the caption of its screen."""
    sure = [record for record in named if not record["focus"][0]["disputed"]]
    some = [record for record in named if record["focus"][0]["disputed"]]
    parts = [
        *([Text(f"a priority of {listed(sure, 'name')}", f"{listed(sure, 'name_zh')}优先发展")] if sure else []),
        *(
            [Text(f"of {listed(some, 'name')} in one list only", f"{listed(some, 'name_zh')}仅一份清单列入")]
            if some
            else []
        ),
    ] or [Text("a priority of no district", "无区优先发展")]
    return Text(
        f"{wanted.name} {wanted.name_zh}: {'; '.join(part.en for part in parts)}",
        f"{wanted.name_zh}：{'；'.join(part.zh for part in parts)}",
    )


def listed(records: Iterable[Record], key: str) -> str:
    """Return the names of places as a list in a sentence."""
    names = [record[key] for record in records]
    if key == "name_zh":
        return "、".join(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def maker_rows(record: Record, wanted: Assembly) -> Iterator[dict[str, object]]:
    """Yield what a place is stated to make of an assembly, and its plants, a row each."""
    for each in record["production"]:
        said = MADE if wanted.id in each["assemblies"] else MAY_MAKE
        yield {**maker_row(record, each, wanted), "text": said.en, "text_zh": said.zh, "stage": None}
    for each in map(with_firm, record["projects"]):
        yield {
            **maker_row(record, each, wanted),
            "text": each["firm"],
            "text_zh": each["firm_zh"],
            "stage": each["stage"],
        }


def maker_row(record: Record, each: Record, wanted: Assembly) -> dict[str, object]:
    """Return what all rows of a place have: its names, when, what is made, how sure, and the sources."""
    kept = ("as_of", "products", "products_zh", "grade", "sources", "notes", "notes_zh", "cautions", "cautions_zh")
    return {
        "id": record["id"],
        "name": record["name"],
        "name_zh": record["name_zh"],
        "stated": wanted.id in each["assemblies"],
        **{key: each[key] for key in kept},
    }


def show_rows(rows: Sequence[Record]) -> list[Section | Prose]:
    """Return rows as a table, or that there are none."""
    if not rows:
        return [
            Prose(Text("No plant and no production of it is named in the sources.", "所查来源未列其生产企业或产品。"))
        ]
    return [
        Section(
            rows,
            ("both_names", "text", "stage", "when"),
            kind=PLACE,
            headings={"text": PLANT, "text_zh": PLANT},
            more=("products", "grade"),
        )
    ]


def show_near(rows: Sequence[Record], *, everything: bool) -> list[Section]:
    """Return what may belong to an assembly, though the source does not say so."""
    if not rows:
        return []
    return [
        Section(
            rows if everything else rows[:MOST_ROWS],
            ("both_names", "text", "stage", "when"),
            NEAR,
            headings=None,
            more=("products", "grade"),
        )
    ]


def alone_text(records: Sequence[Record]) -> Text:
    """Return which districts prioritize an assembly without stated production of it or a plant that produces it."""
    return Text(
        f"A priority; no production and no producing plant found: {listed(records, 'name')}",
        f"列为优先发展，未查到其产品或已投产企业：{listed(records, 'name_zh')}",
    )


def own_cautions(index: Index, assembly: Assembly) -> list[Text]:
    """Return the cautions of an assembly and of the remarks about it."""
    own = [Text(assembly.caution, assembly.caution_zh or assembly.caution)] if assembly.caution else []
    remarks = index.remarks.get(assembly.id, ())
    return own + [Text(each.caution, each.caution_zh or each.caution) for each in remarks if each.caution]
