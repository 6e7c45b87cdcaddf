"""Numbers the sources of a report in the order in which they are first cited, and lists where each is."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, word_text
from cqparts.report import strings
from cqparts.report.document import Cited, Report, Section, Sentence


def finished(  # noqa: PLR0913 -- the parts of a report
    index: Index,
    reading: Reading,
    *,
    title: Text,
    kicker: Text,
    summary: Sentence,
    answer: Section,
    sections: tuple[Section, ...],
) -> Report:
    """Return a report with its sources numbered."""
    whole = (answer, *sections)
    places = citing(summary, whole, reading.text(strings.SUMMARY))
    numbers = {key: place for place, key in enumerate(places, 1)}
    cited = tuple(described(index, reading, key, numbers[key], tuple(held)) for key, held in places.items())
    other = Text(title.zh, title.en)
    return Report(
        reading.lang,
        reading.text(title),
        reading.text(other),
        reading.text(kicker),
        summary,
        answer,
        sections,
        cited,
        numbers,
    )


def citing(summary: Sentence, sections: Iterable[Section], called: str) -> dict[str, dict[tuple[str, str], None]]:
    """Return the key and heading of what cites each source, the summary first, by its id, in order of first mention."""
    places: dict[str, dict[tuple[str, str], None]] = {key: {("summary", called): None} for key in summary.sources}
    for section in sections:
        for key in mentioned(section):
            places.setdefault(key, {})[section.key, section.heading] = None
    return places


def cited_in(sections: Iterable[Section]) -> list[str]:
    """Return the ids of the sources that sections cite."""
    return unique(mentioned(section) for section in sections)


def mentioned(section: Section) -> Iterator[str]:
    """Yield the ids of the sources that a section cites, in its order."""
    for sentence in (*section.lead, *section.points):
        yield from sentence.sources
    for sheet in section.sheets:
        for row in sheet.rows:
            for cell in row.cells:
                yield from cell.sources or ()


def described(index: Index, reading: Reading, key: str, number: int, sections: tuple[tuple[str, str], ...]) -> Cited:
    """Return a source as the list gives it."""
    source = index.sources[key]
    detail = [source.publisher, source.published, word_text(source.kind, reading)]
    comma = reading.text(Text(", ", "，"))
    text = comma.join(part for part in detail if part)
    return Cited(number, key, source.title, source.language, text, source.url, source.licence, sections)
