"""Parses the words of the output options, and writes an answer to a stream as they say."""

import os
import sys
from collections.abc import Iterator

from cqparts.errors import CallError, print_error
from cqparts.lookups.base import Response
from cqparts.lookups.params import Output
from cqparts.model.annotations import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def write_answer(response: Response, output: Output) -> None:
    """Write an answer to standard output as the options say; report an empty answer on standard error.

    Raises:
        CallError: A format, language, unit or column is unknown.
    """
    for piece in render(response, output, sys.stdout):
        sys.stdout.write(piece)
    if response.empty and not response.result.records:
        print_error(response.empty)


def render(response: Response, output: Output, stream: "TextIO | None" = None) -> Iterator[str]:
    """Yield an answer as text: a table drawn by rich on a terminal, else text in the format of the options.

    Raises:
        CallError: A format, language, unit or column is unknown.
    """
    fmt, lang = parse_format(output.format, as_json=output.json), parse_language(output.lang)
    columns, unit = parse_columns(output.columns), parse_unit(output.unit)
    if columns:
        from cqparts.output.serialize import resolve_column

        columns = tuple(dict.fromkeys(resolve_column(response, name) for name in columns))
    if fmt not in ("table", "markdown"):
        from cqparts.output.serialize import serialize

        yield from serialize(response, fmt, columns)
        return
    from cqparts.output.page import to_page

    full = fmt == "markdown" and not columns
    drawn = fmt == "table" and stream is not None and use_rich(stream)
    if drawn:
        from cqparts.output.terminal import draw_page, is_plain
    page = to_page(
        response,
        lang,
        unit,
        columns,
        verbose=full or output.verbose,
        everything=full or output.all,
        plain=is_plain() if drawn else fmt == "table",
    )
    if drawn and stream:
        yield draw_page(page, stream)
    else:
        from cqparts.output.text import page_markdown, page_text

        yield "".join(page_markdown(page) if fmt == "markdown" else page_text(page))


def use_rich(stream: "TextIO") -> bool:
    """Return whether rich draws a table: on a terminal, or where FORCE_COLOR says so."""
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or stream.isatty()


def parse_format(word: str | None, *, as_json: bool) -> str:
    """Return the format that -f and --json ask for together.

    Raises:
        CallError: They ask for different formats, or for an unknown one.
    """
    if word is None or word == "json":
        return "json" if as_json or word else "table"
    from cqparts.model.resolve import resolve_name
    from cqparts.output.serialize import FORMATS

    names = {name: (name,) for name in FORMATS} | {"markdown": ("markdown", "md"), "yaml": ("yaml", "yml")}
    fmt = resolve_name("format", word, names)
    if as_json and fmt != "json":
        raise CallError(f"--json conflicts with -f {fmt}; give one of them")
    return fmt


def parse_language(word: str | None) -> str:
    """Return the language that a word names; without one, that of the locale if it is Chinese, else English.

    Raises:
        CallError: There is no such language.
    """
    if word is None:
        locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return "zh" if locale.lower().startswith("zh") else "en"
    if word in ("en", "zh"):
        return word
    from cqparts.model.resolve import resolve_name

    return resolve_name("language", word, {"en": ("en", "English"), "zh": ("zh", "中文", "Chinese")})


def parse_unit(word: str | None) -> str | None:
    """Return the unit of money that a word names, or None without a word."""
    if word is None:
        return None
    from cqparts.model.resolve import resolve_name
    from cqparts.output.formatting import POWERS

    return resolve_name("unit", word, {name: (name,) for name in POWERS} | {"yi": ("yi", "亿")})


def parse_columns(words: str | None) -> tuple[str, ...]:
    """Return the names in a list with commas.

    Raises:
        CallError: A name between two commas is empty.
    """
    if words is None:
        return ()
    names = tuple(dict.fromkeys(word.strip() for word in words.split(",")))
    if not all(names):
        raise CallError("empty name in --columns; use e.g. id,name,sources")
    return names
