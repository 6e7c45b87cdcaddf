"""Writes a report as a page or as Markdown, by the ending of the file's name."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from cqparts.errors import CallError, OutputError, printable
from cqparts.model.resolve import resolve
from cqparts.model.types import Model
from cqparts.report.document import Report

ReportKind = Literal["html", "markdown"]

ENDINGS: dict[str, ReportKind] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""The kind of a report, by the ending of the file's name."""


def report_kind(output: str | None, *, html: bool, show: bool = False) -> ReportKind:
    """Return the kind of report that the options ask for.

    Args:
        output: The name of the file; None or `-` for standard output.
        html: Whether a page is asked for.
        show: Whether the browser is to show the file.

    Raises:
        CallError: The ending of the name is unknown or contradicts `html`, or there is no file to show.
    """
    if output in (None, "-"):
        if show:
            raise CallError("--open needs -o FILE")
        return "html" if html else "markdown"
    kind = ENDINGS.get(Path(output or "").suffix.lower())
    if kind is None:
        raise CallError(f"unsupported file type {output!r}; use .html or .md")
    if html and kind != "html":
        raise CallError(f"--html conflicts with {output!r}; use .html")
    return kind


def report_text(  # noqa: PLR0913 -- the options of the command
    model: Model,
    kind: ReportKind,
    lang: str = "en",
    *,
    district: str | None = None,
    to: Iterable[str] | None = None,
    on: str | None = None,
) -> str:
    """Return the report on a whole model, or the profile of a district, as text.

    Args:
        model: The model.
        kind: "html" for a page, or "markdown".
        lang: "en" or "zh".
        district: A word for the district of a profile.
        to: Codes of the currencies that amounts are converted to, as `--to` takes them; dollars by default.
        on: A day, a period, or `period` for each figure's own.

    Raises:
        CallError: The district or a currency is unknown, there is no rate at that time, or
            a district is given with a currency or a time.
        OutputError: A page is asked for and Jinja2 is not installed.
    """
    if district is None:
        from cqparts.money.rates import parse_codes
        from cqparts.report.sections import full_report

        codes = parse_codes(to) or default_currencies(model, on)
        return render_report(full_report(model, lang, codes, on), kind)
    if to or on:
        raise CallError("--to and --on cannot be used with --district")
    from cqparts.report.profile import district_profile

    return render_report(district_profile(model, resolve("district", model.districts, district), lang), kind)


def default_currencies(model: Model, on: str | None) -> tuple[str, ...]:
    """Return the currency of conversions by default: dollars, or yuan if the model has no rate of the dollar."""
    from cqparts.money.rates import HOME, resolve

    try:
        return (resolve(model, "USD").currency,) if on is None else ("USD",)
    except CallError:
        return (HOME,)


def render_report(report: Report, kind: ReportKind) -> str:
    """Return a report as a page or as Markdown."""
    if kind == "html":
        from cqparts.report.html import report_html

        return report_html(report)
    from cqparts.report.markdown import report_markdown

    return report_markdown(report)


def deliver(text: str, output: str | None, *, force: bool, show: bool) -> None:
    """Write a report to a file, whole or not at all, or to standard output; show it in the browser if `show` is true.

    Raises:
        CallError: The file exists and `force` is false.
        OutputError: The report cannot be written or shown.
    """
    if output in (None, "-"):
        sys.stdout.write(text)
        return
    from cqparts.output.files import write_whole

    path = Path(output or "")
    write_whole(path, text.encode(), force=force)
    if show:
        open_in_browser(path)


def open_in_browser(path: Path) -> None:
    """Show a file in the browser.

    Raises:
        OutputError: There is no browser.
    """
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        raise OutputError(f"{printable(str(path))} is written, but no browser could be started; open it by hand")
