"""The sources of a report: numbers in the order of first citation, and the sections that cite each."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, word_text
from cqparts.report import strings
from cqparts.report.document import Report, ReportSection, Sentence, SourceEntry


def make_report(  # noqa: PLR0913 -- the parts of a report
    index: Index,
    reading: Reading,
    *,
    title: Text,
    kicker: Text,
    summary: Sentence,
    answer: ReportSection,
    sections: tuple[ReportSection, ...],
) -> Report:
    """Return a report with numbers and a list of its sources."""
    citing = citing_sections(summary, (answer, *sections), reading.text(strings.SUMMARY))
    numbers = {key: number for number, key in enumerate(citing, 1)}
    return Report(
        reading.lang,
        reading.text(title),
        reading.text(Text(title.zh, title.en)),
        reading.text(kicker),
        summary,
        answer,
        sections,
        tuple(source_entry(index, reading, key, numbers[key], tuple(citing[key])) for key in citing),
        numbers,
    )


def citing_sections(
    summary: Sentence, sections: Iterable[ReportSection], summary_heading: str
) -> dict[str, dict[tuple[str, str], None]]:
    """Return the key and the heading of each section that cites a source, by the source's id, the summary first."""
    citing: dict[str, dict[tuple[str, str], None]] = {
        key: {("summary", summary_heading): None} for key in summary.sources
    }
    for section in sections:
        for key in section_sources(section):
            citing.setdefault(key, {})[section.key, section.heading] = None
    return citing


def unique_sources(sections: Iterable[ReportSection]) -> list[str]:
    """Return the ids of the sources that sections cite, each once."""
    return unique(section_sources(section) for section in sections)


def section_sources(section: ReportSection) -> Iterator[str]:
    """Yield the ids of the sources that a section cites, in its order."""
    for sentence in (*section.lead, *section.points):
        yield from sentence.sources
    for table in section.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.sources or ()


def source_entry(
    index: Index, reading: Reading, key: str, number: int, sections: tuple[tuple[str, str], ...]
) -> SourceEntry:
    """Return a source as an entry of the list."""
    source = index.sources[key]
    texts = (source.publisher, source.published, word_text(source.kind, reading))
    detail = reading.text(strings.COMMA).join(text for text in texts if text)
    return SourceEntry(number, key, source.title, source.language, detail, source.url, source.licence, sections)
