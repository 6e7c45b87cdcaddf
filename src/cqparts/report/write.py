"""Where a report goes, and what it is there: Markdown or a page, told by the ending of the name."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from cqparts.errors import CallError, OutputError
from cqparts.model.resolve import resolve
from cqparts.model.types import Model
from cqparts.report.document import Report

Kind = Literal["html", "markdown"]

ENDINGS: dict[str, Kind] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""What a file is, by the end of its name."""


def kind_of(output: str | None, *, html: bool, show: bool = False) -> Kind:
    """Return what is to be written.

    Args:
        output: Name of the file; None or `-` for standard output.
        html: Whether a page is asked for.
        show: Whether the browser shall show it.

    Raises:
        CallError: The name says something else, or nothing known; or there is no file to show.
    """
    if output in (None, "-"):
        if show:
            raise CallError("--open shows a file; name one with -o FILE")
        return "html" if html else "markdown"
    kind = ENDINGS.get(Path(output or "").suffix.lower())
    if kind is None:
        raise CallError(f"{output!r} says neither page nor Markdown; end the name in .html or .md")
    if html and kind != "html":
        raise CallError(
            f"--html asks for a page and {output!r} for Markdown; end the name in .html, or leave --html out"
        )
    return kind


def write_report(  # noqa: PLR0913 -- the options of the command
    model: Model,
    kind: Kind,
    lang: str = "en",
    *,
    district: str | None = None,
    to: Iterable[str] | None = None,
    on: str | None = None,
) -> str:
    """Return the whole picture of a model, or the profile of a district, as text.

    Args:
        model: The model.
        kind: "html" for a page, "markdown".
        lang: "en" or "zh".
        district: A word for the district.
        to: Codes of the currencies that amounts are converted to, as `--to` takes them; dollars if none.
        on: A day, a period, or `period` for each figure's own.

    Raises:
        CallError: The district or a currency is unknown, or there is no rate at that time; or both are asked together.
        OutputError: A page is asked for and Jinja2 is not installed.
    """
    if district is None:
        return drawn(whole(model, lang, to, on), kind)
    if to or on:
        raise CallError("a district's profile keeps its figures as the sources give them; leave --to and --on out")
    from cqparts.report.profile import profile

    return drawn(profile(model, resolve("district", model.districts, district), lang), kind)


def whole(model: Model, lang: str, to: Iterable[str] | None, on: str | None) -> Report:
    """Return the report on everything."""
    from cqparts.money.rates import parse_codes
    from cqparts.report.sections import compose

    return compose(model, lang, parse_codes(to) or default_codes(model, on), on)


def default_codes(model: Model, on: str | None) -> tuple[str, ...]:
    """Return the currency converted to where none is asked for: dollars, or yuan alone if the model knows no rate."""
    from cqparts.money.rates import HOME, resolve

    try:
        return (resolve(model, "USD").currency,) if on is None else ("USD",)
    except CallError:
        return (HOME,)


def drawn(report: Report, kind: Kind) -> str:
    """Return a report as a page or as Markdown."""
    if kind == "html":
        from cqparts.report.html import page

        return page(report)
    from cqparts.report.markdown import markdown

    return markdown(report)


def deliver(text: str, output: str | None, *, force: bool, show: bool) -> None:
    """Write a report to a file, whole or not at all, or to standard output; show it in the browser if asked.

    Raises:
        CallError: The file exists and `force` is false.
        OutputError: It cannot be written or shown.
    """
    if output in (None, "-"):
        sys.stdout.write(text)
        return
    from cqparts.output.files import write_whole

    path = Path(output or "")
    write_whole(path, text.encode(), force=force)
    if show:
        browse(path)


def browse(path: Path) -> None:
    """Show a file in the browser.

    Raises:
        OutputError: There is no browser.
    """
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        raise OutputError(f"{path} is written, but no browser could be started; open it by hand")
