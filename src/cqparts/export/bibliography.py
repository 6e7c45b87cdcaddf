"""The sources as BibLaTeX, an entry each, and one for cqparts itself: for LaTeX, Pandoc, Zotero and the like."""

from collections.abc import Iterator

from cqparts.model.edition import edition
from cqparts.model.types import Model, Source
from cqparts.output.credit import MAKER, PACKAGE

RELEASED = "2026-11-25"
"""The day of this version, which CITATION.cff names too."""

LANGUAGES = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "ja": "japanese", "zh": "chinese"}
"""BibLaTeX's names of languages, by their codes."""

SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "`": r"\textasciigrave{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
"""How the characters are written that LaTeX takes for its own."""

LONE_BRACES = str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
"""How braces are written that do not come in pairs: BibTeX counts them even behind a backslash."""

QUOTED = str.maketrans({character: f"%{ord(character):02X}" for character in '{}\\" <>^`|'})
"""How characters are written that no address may hold."""


def bibliography(model: Model, version: str | None = None) -> bytes:
    """Return the sources of a model as BibLaTeX in UTF-8, keyed by their ids.

    Args:
        model: The model.
        version: The version of cqparts whose data these are; None for the data of another file.
    """
    tables = dataset_ids(model)
    entries = [source_entry(source, "dataset" if source.id in tables else "online") for source in model.sources]
    if version and all(source.id != PACKAGE for source in model.sources):
        entries.append(software_entry(model, version))
    return "\n".join(entries).encode()


def dataset_ids(model: Model) -> set[str]:
    """Return the ids of the sources that are data sets: by their kind, or as they publish series of exchange rates."""
    rates = model.exchange_rates
    quoted = {key for quote in rates.quotes if quote.kind == "published" for key in quote.sources}
    tabled = {key for table in rates.tables for key in table.sources}
    return {source.id for source in model.sources if source.kind == "dataset"} | quoted | tabled


def source_entry(source: Source, kind: str) -> str:
    """Return the entry of a source: its title in double braces, so that nothing changes its capitals."""
    return entry(
        kind,
        source.id,
        title=f"{{{escape(source.title)}}}",
        titleaddon=source.title_en and f"{{{escape(source.title_en)}}}",
        organization=f"{{{escape(source.publisher)}}}",
        date=source.published,
        url=source.url and source.url.translate(QUOTED),
        langid=LANGUAGES.get(source.language),
        note="The address leads to a copy" if source.copy and source.url else None,
    )


def software_entry(model: Model, version: str) -> str:
    """Return the entry of cqparts itself, with the edition of its data."""
    return entry(
        "software",
        PACKAGE,
        author=f"{{{MAKER}}}",
        title=f"{{{PACKAGE}}}",
        titleaddon=f"{{{escape(model.pilot.name)}}}",
        version=version,
        date=RELEASED,
        note=f"Data of {edition(model)}",
        langid="english",
    )


def entry(kind: str, key: str, **fields: str | None) -> str:
    """Return an entry; fields without a value are left out."""
    return "".join((f"@{kind}{{{key},\n", *field_lines(fields), "}\n"))


def field_lines(fields: dict[str, str | None]) -> Iterator[str]:
    """Yield a line for each field that has a value."""
    yield from (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)


def escape(text: str) -> str:
    r"""Return a text as LaTeX reads it back.

    >>> print(escape("R&D {50 %}"), escape("a } {"))
    R\&D \{50 \%\} a \textbraceright{} \textbraceleft{}
    """
    special = SPECIAL if has_pairs(text) else SPECIAL | LONE_BRACES
    return text.translate(special).replace("--", "-{}-")


def has_pairs(text: str) -> bool:
    """Return whether the braces of a text come in pairs."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
