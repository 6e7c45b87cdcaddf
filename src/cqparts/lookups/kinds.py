"""Every record of any kind: what it is called, words that find it, and the call that shows more of it."""

from collections import Counter
from collections.abc import Callable, Iterable

from cqparts.lookups.records import count, figure_label, lower_first, unique
from cqparts.model import types
from cqparts.model.annotations import Any, Literal
from cqparts.model.index import Index
from cqparts.model.resolve import names, normalise, resolve_name
from cqparts.model.types import Model, Text

KINDS: dict[type, str] = {types.QuotedRate: "quote"}
"""What records are called whose class has another name."""


def kind_of(record: Any) -> str:  # noqa: ANN401 -- any record
    """Return the word for what a record is."""
    return KINDS.get(type(record), type(record).__name__.lower())


def names_of(record: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any record
    """Return every word that finds a record: its id and names, of a plant its firm, of a remark the end of its id."""
    if isinstance(record, types.Project):
        return (record.id, record.firm, *filter(None, [record.firm_zh]))
    if isinstance(record, types.Remark):
        return (record.id, record.id.partition(".")[2] or record.id)
    return names(record) if hasattr(record, "name") or hasattr(record, "title") else (record.id,)


def resolve_record(index: Index, word: str) -> Any:  # noqa: ANN401 -- any record
    """Return the one record of any kind that a word names: by its id, else by a name.

    Raises:
        CallError: None or several answer to it.
    """
    if isinstance(word, str) and word in index.records:
        return index.records[word]
    return index.records[resolve_name("record", word, {key: names_of(each) for key, each in index.records.items()})]


def find_named(index: Index, word: str) -> Any | None:  # noqa: ANN401 -- any record
    """Return the one record whose id or name a word is in full; None where there is none, or several."""
    if word in index.records:
        return index.records[word]
    wanted = normalise(word)
    found = [each for each in index.records.values() if any(normalise(name) == wanted for name in names_of(each))]
    return found[0] if len(found) == 1 else None


def name_of(index: Index, record: Any) -> Text:  # noqa: ANN401 -- any record
    """Return what a record is called, in both languages."""
    name = NAMES.get(type(record))
    return name(index, record) if name else Text(record.name, record.name_zh)


def place_name(index: Index, key: str) -> Text:
    """Return the name of a place."""
    return name_of(index, index.records[key])


def project_name(index: Index, project: types.Project) -> Text:
    """Return the firm of a plant and its place."""
    place = place_name(index, project.place)
    return Text(f"{project.firm}, {place.en}", f"{place.zh}，{project.firm_zh or project.firm}")


def production_name(index: Index, record: types.Production) -> Text:
    """Return whose production a record states."""
    place = place_name(index, record.place)
    return Text(f"What {place.en} is stated to make", f"{place.zh}的生产（来源所述）")


def words_name(index: Index, record: types.FocusWords) -> Text:
    """Return whose words a record holds."""
    place = place_name(index, record.place)
    return Text(f"What {place.en} itself says it wants", f"{place.zh}自身表述的重点")


def meaning_name(index: Index, record: types.LocalizationStatement) -> Text:
    """Return which figure a record says the meaning of."""
    label = figure_label(index, index.records[record.figure])
    return Text(f"Meaning of the {lower_first(label.en)}", f"{label.zh}的口径")


NAMES: dict[type, Callable[[Index, Any], Text]] = {
    types.Figure: figure_label,
    types.Source: lambda _, record: Text(record.title, record.title),
    types.Project: project_name,
    types.Production: production_name,
    types.FocusWords: words_name,
    types.Link: lambda _, record: Text(record.text, record.text_zh),
    types.Remark: lambda _, record: Text(record.caution or record.text, record.caution_zh or record.text_zh),
    types.LocalizationStatement: meaning_name,
    types.QuotedRate: lambda _, record: Text(f"Rate of yuan per {record.currency}", f"人民币对{record.currency}汇率"),
    types.RateTable: lambda _, record: Text(f"Reference rates to {record.base}", f"{record.base}参考汇率"),
}
"""What gives the names of the kinds of records that have no name of their own."""


def sources_of(index: Index, record: Any) -> list[str]:  # noqa: ANN401 -- any record
    """Return the sources of a record: its own id if it is one, those of its figure if it says what that means."""
    if isinstance(record, types.Source):
        return [record.id]
    if isinstance(record, types.LocalizationStatement):
        return list(index.records[record.figure].sources)
    seat = getattr(record, "seat", None)
    parts = (*getattr(record, "priorities", ()), *([seat] if seat else []))
    return unique([record.sources, *(part.sources for part in parts)])


def own_call(record: Any) -> str:  # noqa: ANN401 -- any record
    """Return the call that shows a record: that of its kind where there is one, else `show`."""
    return OWN_CALLS.get(type(record), "show {id}").format(id=record.id)


OWN_CALLS: dict[type, str] = {
    types.District: "focus {id}",
    types.City: "projects --place {id}",
    types.Assembly: "who {id}",
    types.Source: "sources {id}",
}
"""The call that answers what most people ask of a kind of records."""

FURTHER_CALLS: dict[type, str] = {
    **OWN_CALLS,
    types.Area: "figures --place {id}",
    types.System: "assemblies --system {id}",
    types.Component: "components",
    types.Pilot: "pilot --all",
    types.Item: "pilot --all",
    types.Event: "pilot --all",
    types.Project: "projects --place {place}",
    types.LocalizationStatement: "localization --past",
    types.Remark: "caveats",
    types.QuotedRate: "rates",
    types.RateTable: "rates",
}
"""The call that shows more, of each kind of records that has one of its own."""

TOPIC_CALLS = {"investment": "investment --all", "localization": "localization --past"}
"""The call that shows the figures of a topic."""


def further_call(index: Index, record: Any) -> str:  # noqa: ANN401 -- any record
    """Return the call that shows more than a record itself: what it belongs to, or what is like it."""
    if call := FURTHER_CALLS.get(type(record)):
        return call.format(**record._asdict())
    if isinstance(record, types.Figure):
        return figure_call(index, record)
    if isinstance(record, types.Term):
        return f"figures --measure {record.id}" if record in index.model.measures else f"find {record.id}"
    return place_call(index, record.place)


def figure_call(index: Index, figure: types.Figure) -> str:
    """Return the call that shows a figure among others."""
    topic = index.terms[figure.measure].topic
    if isinstance(index.records[figure.subject], types.District):
        return f"focus {figure.subject} --all"
    return TOPIC_CALLS.get(topic) or f"figures --measure {figure.measure}"


def place_call(index: Index, key: str) -> str:
    """Return the call that shows a place: a district in full, a city by its plants."""
    return f"focus {key} --all" if isinstance(index.records[key], types.District) else f"projects --place {key}"


REMARKS = {
    "differs": Text("sources disagree", "来源不一致"),
    "reading": Text("reading note", "口径说明"),
    "unknown": Text("unknown: not found in the sources searched", "未知：所查来源未载"),
}
"""What each sort of remark is called."""


COUNTS = {
    "differs": ("disagreement", "处来源不一致"),
    "reading": ("reading note", "处口径说明"),
    "unknown": ("open question", "项未知"),
}
"""How one remark of each sort is counted."""


def count_remarks(kinds: Iterable[str]) -> Text:
    """Return how many remarks there are of each sort.

    >>> count_remarks(["differs", "unknown", "unknown"]).en
    '1 disagreement, 2 open questions'
    """
    numbers = Counter(kinds)
    told = [(numbers[kind], *words) for kind, words in COUNTS.items() if numbers[kind]]
    return Text(
        ", ".join(count(number, one) for number, one, _ in told) or "no remarks",
        "、".join(f"{number}{words}" for number, _, words in told) or "无说明",
    )


def remark_kind(index: Index, remark: types.Remark) -> Literal["differs", "reading", "unknown"]:
    """Return what sort of remark it is: where sources disagree, how to read a figure, or what was not found."""
    return "unknown" if remark in index.model.unknowns else remark.kind


def related(model: Model, record: Any) -> list[str]:  # noqa: ANN401 -- any record
    """Return the ids of remarks about a record and of records made of it or that it is made of, each once."""
    found = [remark.id for remark in (*model.conflicts, *model.unknowns) if record.id in remark.about]
    found += getattr(record, "about", ())
    found += [each.id for each in model.localization if each.figure == record.id]
    found += [each.id for each in model.exchange_rates.quotes if each.figure == record.id]
    found += filter(None, [getattr(record, "figure", None)])
    for outcome in model.outcomes:
        pair = [outcome.target, *filter(None, [outcome.actual])]
        found += [key for key in pair if record.id in pair and key != record.id]
    return list(dict.fromkeys(found))


def listed(index: Index, ids: Iterable[str]) -> Text:
    """Return records as a list of their names."""
    named = [name_of(index, index.records[key]) for key in ids]
    return Text(", ".join(name.en for name in named), "、".join(name.zh for name in named))
