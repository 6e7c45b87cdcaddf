"""The sources and what each supports."""

from collections.abc import Iterator
from typing import Any

from cqparts.lookups.table import Table
from cqparts.model.types import Model, Source

SOURCE_KEYS = ("id", "title", "publisher", "published", "language", "kind", "url", "licence", "supports", "sources")


def sources(model: Model, source: Source | None = None) -> Table:
    """Return the sources, all or one, each with the ids of the records that it supports."""
    supports = supported(model)
    records = [
        {**each._asdict(), "supports": supports.get(each.id, []), "sources": [each.id]}
        for each in model.sources
        if source is None or each is source
    ]
    view = ("id", "title", "publisher", "published", "kind", "supports.count")
    return Table("sources", SOURCE_KEYS, records, view=view if source is None else (*SOURCE_KEYS[:-1],))


def supported(model: Model) -> dict[str, list[str]]:
    """Return the ids of the records that each source supports, by the source's id."""
    by_source: dict[str, list[str]] = {}
    for record_id, named in walked(model):
        for key in named:
            by_source.setdefault(key, []).append(record_id)
    return {key: list(dict.fromkeys(ids)) for key, ids in by_source.items()}


def walked(part: Any, owner: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: ANN401 -- any part of a model
    """Yield the sources named anywhere in a part of the model, each with the id of the record that it belongs to."""
    if isinstance(part, tuple):
        owner = getattr(part, "id", owner)
        if named := getattr(part, "sources", None):
            yield owner, tuple(key for key in named if isinstance(key, str))
        for held in part:
            yield from walked(held, owner)
