"""The sources, and what each supports."""

from typing import Annotated, Literal

from cqparts.lookups.base import LookUp, Param, Result, Section
from cqparts.lookups.records import SourceIds
from cqparts.model import types
from cqparts.model.index import walk
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve
from cqparts.model.types import Model


class Source(Keys):
    """A text or data set that facts come from, with the ids of the records that it supports."""

    id: str
    title: str
    publisher: str
    published: str | None
    language: str
    kind: Literal["primary", "official", "press", "company", "dataset"]
    url: str | None
    licence: str | None
    title_en: str | None
    publisher_zh: str | None
    grade: Literal["A", "B", "C"] | None
    copy: bool
    supports: list[str]
    sources: SourceIds


LOOK_UP = LookUp(
    record=Source,
    view=("id", "title", "publisher", "published", "kind", "supports.count"),
    examples=("sources", "sources cns-2023-08-19 --json"),
    cites=False,
)

WHOLE = ("id", "title", "publisher", "published", "language", "kind", "grade", "url", "licence", "supports")
"""The keys that people see of one source."""


def query(
    model: Model, source: Annotated[str | None, Param("ID", "A source, by id or title.", (), "sources")] = None
) -> Result:
    """List the sources and the records they support.

    Raises:
        CallError: There is no such source.
    """
    wanted = model.sources if source is None else [resolve("source", model.sources, source)]
    supports = supported_ids(model)
    records = [source_record(each, supports.get(each.id, [])) for each in wanted]
    return Result(records, sections=lambda: [Section(records, LOOK_UP.view if source is None else WHOLE)])


def source_record(source: types.Source, supports: list[str]) -> Source:
    """Return a source with the ids of the records that it supports."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "kind": source.kind,
        "published": source.published,
        "url": source.url,
        "licence": source.licence,
        "title_en": source.title_en,
        "publisher_zh": source.publisher_zh,
        "grade": source.grade,
        "copy": source.copy,
        "supports": supports,
        "sources": [source.id],
    }


def supported_ids(model: Model) -> dict[str, list[str]]:
    """Return the ids of the records that each source supports, by the source's id."""
    by_source: dict[str, list[str]] = {}
    for record, owner in walk(model):
        for key in getattr(record, "sources", ()):
            by_source.setdefault(key, []).append(owner.id)
    return {key: list(dict.fromkeys(ids)) for key, ids in by_source.items()}
