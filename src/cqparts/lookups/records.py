"""What look-ups share: the types of their records, and the functions that make them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from cqparts.lookups.base import Record
from cqparts.model import types
from cqparts.model.annotations import TYPE_CHECKING, Annotated, Any, Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys, Limits
from cqparts.model.types import Text
from cqparts.money.amounts import digits, shift, split_unit, to_number

if TYPE_CHECKING:
    from cqparts.money import exactness

SourceIds = Annotated[list[str], {"uniqueItems": True}]
AmountNumber = Annotated[float, Limits(minimum=0)]
RateNumber = Annotated[float, Limits(exclusiveMinimum=0)]
QualifierWord = Literal["exact", "about", "at-least", "at-most"]
BasisWord = Literal["stated", "derived"]
BoundWord = Literal["over"] | None
RateBasisWord = Literal["stated", "implied", "reference", "given"]
EvidenceTexts = dict[str, str]
FigureKind = Literal["actual", "target", "draft"]
GradeWord = Literal["A", "B", "C"]

WEAK = "C"
"""The grade of copies, pages of firms and snippets: what rests on them alone is no headline."""

DISTRICT = Text("District", "区")
ASSEMBLY = Text("Assembly", "总成")


class Notes(Keys):
    """The notes of a record and its cautions, in both languages."""

    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]


class Seat(Keys):
    """A point on the map, degrees WGS84."""

    lat: Annotated[float, Limits(minimum=-90, maximum=90)]
    lon: Annotated[float, Limits(minimum=-180, maximum=180)]
    geonames: int
    sources: SourceIds
    qualifier: QualifierWord


class Focus(Keys):
    """An assembly of a district: the latest day it was named, by whom, and whose list leaves it out."""

    id: str
    name: str
    name_zh: str
    system: str
    as_of: str
    disputed: bool
    sources: SourceIds
    omitted_by: SourceIds


class District(Keys):
    """A district with the union of what its statements name."""

    id: str
    name: str
    name_zh: str
    adcode: str
    seat: Seat | None
    focus: list[Focus]
    open_ended: bool
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


class Figure(Keys):
    """A figure: the value in single things or whole units of its currency."""

    id: str
    label: str
    label_zh: str
    subject: str
    measure: str
    scope: str | None
    value: float
    unit: str
    significant_digits: int
    period: str | None
    as_of: str | None
    qualifier: QualifierWord
    kind: FigureKind
    basis: BasisWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    bound: BoundWord
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts
    grade: GradeWord | None


def notes_of(index: Index, record: Any) -> Notes:  # noqa: ANN401 -- any of the model's records that may have a note
    """Return the notes and cautions of a record in both languages: its own, then those of the remarks about it."""
    remarks = index.remarks.get(record.id, ())
    own, own_zh = getattr(record, "note", None), getattr(record, "note_zh", None)
    caution, caution_zh = getattr(record, "caution", None), getattr(record, "caution_zh", None)
    return {
        "notes": [text for text in (own, *(remark.text for remark in remarks)) if text],
        "notes_zh": [text for text in (own_zh, *(remark.text_zh for remark in remarks)) if text],
        "cautions": [text for text in (caution, *(remark.caution for remark in remarks)) if text],
        "cautions_zh": [text for text in (caution_zh, *(remark.caution_zh for remark in remarks)) if text],
    }


def both_texts(record: Record, key: str) -> list[Text]:
    """Return the notes or cautions of a record in both languages; nothing where one language has fewer of them."""
    return [Text(*pair) for pair in zip_longest(record[key], record[f"{key}_zh"], fillvalue="")]


def unique(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return all items of the lists, each once, in order of first mention."""
    return list(dict.fromkeys(item for items in lists for item in items))


def without_notes(part: Any) -> dict[str, Any]:  # noqa: ANN401 -- any record of the model that holds no further ones
    """Return a record of the model as JSON holds it, its own notes left out."""
    fields = {key: value for key, value in part._asdict().items() if not key.startswith("note")}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def seat_record(seat: types.Place | None) -> Seat | None:
    """Return a point on the map, or None where the model holds none."""
    if seat is None:
        return None
    return {
        "lat": seat.lat,
        "lon": seat.lon,
        "geonames": seat.geonames,
        "sources": list(seat.sources),
        "qualifier": seat.qualifier,
    }


def district_record(index: Index, district: types.District) -> District:
    """Return a district with the union of what its statements name."""
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        "adcode": district.adcode,
        "seat": seat_record(district.seat),
        "focus": focus_records(index, district),
        "open_ended": any(priority.open_ended for priority in district.priorities),
        "sources": unique(priority.sources for priority in district.priorities),
        **notes_of(index, district),
        "evidence": dict(district.evidence),
    }


def focus_records(index: Index, district: types.District) -> list[Focus]:
    """Return the assemblies that any statement names for a district, each with who does and who does not."""
    return [
        focus_record(index, district, assembly_id)
        for assembly_id in unique(priority.assemblies for priority in district.priorities)
    ]


def focus_record(index: Index, district: types.District, assembly_id: str) -> Focus:
    """Return one assembly of a district."""
    system, assembly = index.assemblies[assembly_id]
    naming = [priority for priority in district.priorities if assembly_id in priority.assemblies]
    omitting = [priority for priority in district.priorities if assembly_id not in priority.assemblies]
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "as_of": max(priority.as_of or "" for priority in naming),
        "disputed": bool(omitting),
        "sources": unique(priority.sources for priority in naming),
        "omitted_by": unique(priority.sources for priority in omitting),
    }


def count_districts(model: types.Model, assembly_id: str) -> "exactness.Count":
    """Return how many districts prioritize an assembly by all their lists, and how many by some only."""
    from cqparts.money.exactness import Lists, count_named

    def lists_of(district: types.District) -> "exactness.Lists":
        """Return how many of a district's lists name the assembly, and how many leave it out."""
        naming = sum(assembly_id in priority.assemblies for priority in district.priorities)
        open_ended = any(priority.open_ended for priority in district.priorities)
        return Lists(naming, len(district.priorities) - naming, open_ended)

    return count_named(map(lists_of, model.districts))


def inferred_mark(record: Record) -> str:
    """Return the mark of a record that is inferred, nothing for one that is stated."""
    return "*" if record["status"] == "inferred" else ""


OPEN_LISTS = Text("Lists end with “and others” (等): there may be more.", "清单以“等”结尾，可能还有其他总成。")

DISPUTED = Text("Listed by one source only.", "仅一个来源列入。")


def disputed_marks(index: Index, records: Iterable[Record]) -> list[tuple[str, Text]]:
    """Return what the star behind some priorities means: in what sources disagree, if one remark says it."""
    some = [record for record in records if any(part["disputed"] for part in record["focus"])]
    if not some:
        return []
    said = [remark for record in some for remark in disagreements(index, record["id"])]
    return [("*", said[0] if len(said) == len(some) == 1 else DISPUTED)]


def disagreements(index: Index, key: str) -> list[Text]:
    """Return in what sources disagree on the priorities of a district, each in one line."""
    return [
        Text(remark.caution, remark.caution_zh or remark.caution)
        for remark in index.remarks.get(key, ())
        if getattr(remark, "kind", "") == "differs" and remark.caution and set(remark.about) & set(index.assemblies)
    ]


def years_text(times: Iterable[str]) -> str:
    """Return the years of times, from the first to the last; nothing without any."""
    years = sorted({time[:4] for time in times if time})
    return "" if not years else years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def figure_record(index: Index, figure: types.Figure) -> Figure:
    """Return a figure as a record: the value in single things or whole units of its currency."""
    places, thing = split_unit(figure.unit)
    label = figure_label(index, figure)
    return {
        "id": figure.id,
        "label": label.en,
        "label_zh": label.zh,
        "subject": figure.subject,
        "measure": figure.measure,
        "scope": figure.scope,
        "value": shift(figure.value, places),
        "unit": thing,
        "significant_digits": digits(figure.value),
        "period": figure.period,
        "as_of": figure.as_of,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "basis": "stated",
        "sources": list(figure.sources),
        **notes_of(index, figure),
        "bound": figure.bound,
        "evidence": dict(figure.evidence),
        "grade": best_grade(index, figure.sources),
    }


def best_grade(index: Index, sources: Iterable[str]) -> GradeWord | None:
    """Return the best grade of some sources, by their ids; None where none has any."""
    return min((grade for key in sources if (grade := index.sources[key].grade)), default=None)


def is_headline(record: Record) -> bool:
    """Return whether a record may stand where only the main ones do: not on sources of the weakest grade alone."""
    return bool(record["grade"] != WEAK)


def lower_first(text: str) -> str:
    """Return a text with a small first letter for the middle of a sentence, unless its first word is in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def count(number: int, name: str, several: str = "") -> str:
    """Return a number of things, whose plural needs to be told where it takes more than an s.

    >>> count(1, "problem"), count(1200, "figure"), count(2, "city", "cities")
    ('1 problem', '1,200 figures', '2 cities')
    """
    return f"{number:,} {name if number == 1 else several or f'{name}s'}"


def figure_label(index: Index, figure: types.Figure) -> Text:
    """Return what a figure is called by itself: measure, subject, and the scope in brackets."""
    measure, subject = index.terms[figure.measure], index.subjects[figure.subject]
    scope = index.terms[figure.scope] if figure.scope else None
    return Text(
        f"{measure.name}, {subject.name}" + (f" ({lower_first(scope.name)})" if scope else ""),
        f"{subject.name_zh}{measure.name_zh}" + (f"（{scope.name_zh}）" if scope else ""),
    )


def short_label(index: Index, record: Record) -> Text:
    """Return what a figure is called where its subject goes without saying: the measure, and the scope, in short."""
    measure, scope = short_name(index.terms[record["measure"]]), index.terms.get(record["scope"] or "")
    if scope is None:
        return measure
    part = short_name(scope)
    return Text(f"{measure.en}, {lower_first(part.en)}", f"{measure.zh}，{part.zh}")


def short_name(term: types.Term) -> Text:
    """Return what a measure or a scope is called in tables."""
    return Text(term.short or term.name, term.short_zh or term.name_zh)


def short_scopes(index: Index, records: Iterable[Record]) -> Text:
    """Return what the scopes of figures are whose short name leaves out words of the name, in brackets; or nothing."""
    scopes = [index.terms[key] for key in unique([[record["scope"] or ""] for record in records]) if key]
    told = [(term.short, lower_first(term.name)) for term in scopes if term.short and leaves_out(term.short, term.name)]
    told_zh = [(term.short_zh, term.name_zh) for term in scopes if term.short_zh]
    return Text(
        f" ({'; '.join(f'{short}: {name}' for short, name in told)})" if told else "",
        f"（{'；'.join(f'{short}：{name}' for short, name in told_zh)}）" if told_zh else "",
    )


def leaves_out(short: str, name: str) -> bool:
    """Return whether a short name is the name without some of its words, so that it could mean more.

    >>> leaves_out("NEV parts", "Intelligent connected NEV parts"), leaves_out("Sedans", "Passenger cars")
    (True, False)
    """
    return {*short.casefold().split()} < {*name.casefold().split()}


KINDS = {"target": Text("Target", "目标"), "draft": Text("Draft target", "目标（草案）")}


def kind_label(index: Index, record: Record) -> Text:
    """Return what a figure is called in the list of its subject; one that is no fact says so first."""
    label, kind = short_label(index, record), KINDS.get(record["kind"])
    return Text(f"{kind.en}: {lower_first(label.en)}", f"{kind.zh}：{label.zh}") if kind else label


def with_label(record: Record, label: Text) -> Record:
    """Return a figure's record under another label."""
    return {**record, "label": label.en, "label_zh": label.zh}


def subject_name(index: Index, record: Record) -> Text:
    """Return what the subject of a figure is called."""
    subject = index.subjects[record["subject"]]
    return Text(subject.name, subject.name_zh)


def replace_keys(record: Record, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a record in which some keys give way, each in its place, to other keys or to none.

    An answer that shows figures under keys of its own is made by this: what it does not name, it keeps.
    """
    replaced: dict[str, Any] = {}
    for key, value in record.items():
        replaced |= changes.get(key, {key: value})
    return replaced


def known_figure(figure: types.Figure) -> "exactness.Stated":
    """Return a figure as calculations take it."""
    from cqparts.money.exactness import read_figure

    return read_figure(figure.value, figure.unit, figure.qualifier, figure.bound)


def result_keys(result: "exactness.Result", key: str) -> dict[str, Any]:
    """Return the value of a figure that is shown or calculated, under a key, and how exact it is."""
    value = None if result.value is None else to_number(result.value)
    return {
        key: value,
        "significant_digits": result.digits,
        "qualifier": result.qualifier,
        "bound": result.bound,
    }


KEPT = ("subject", "scope", "period", "as_of", "kind")
"""What a calculated figure has in common with the first that it comes from."""


def derived_record(parts: Sequence[Record], label: Text, note: Text, **own: Any) -> dict[str, Any]:  # noqa: ANN401 -- values of its keys
    """Return the record of what follows from figures of one answer: what was said of one of them alone is blank.

    It is as well founded as the weakest of them.

    Args:
        parts: The figures' records; subject and time are those of the first, the sources those of all.
        label: What it is called.
        note: How it is calculated.
        own: Values of its own, by key.
    """
    first = parts[0]
    blank = {key: value if key in KEPT else blank_of(value) for key, value in first.items()}
    return blank | {
        "label": label.en,
        "label_zh": label.zh,
        "basis": "derived",
        "sources": unique(part["sources"] for part in parts),
        "notes": [note.en],
        "notes_zh": [note.zh],
        "grade": max((part["grade"] for part in parts if part["grade"]), default=None),
        **own,
    }


def blank_of(value: Any) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what stands for nothing in a key that holds such a value."""
    return type(value)() if isinstance(value, list | dict) else None
