"""Write a report as Markdown or one HTML page."""

from typing import Annotated

from cqparts.cli.commands import REPORTS, Command
from cqparts.errors import Exit
from cqparts.lookups import params
from cqparts.lookups.base import Param

COMMAND = Command(("report -o pilot.html --to EUR", "report --district bishan --lang zh"), REPORTS)


def run(  # noqa: PLR0913 -- its options
    *,
    output: Annotated[
        str | None, Param("FILE", "A page (.html) or Markdown (.md), instead of stdout.", ("--output", "-o"))
    ] = None,
    html: Annotated[bool, Param("", "Write a page to standard output.", ("--html",), is_flag=True)] = False,
    district: Annotated[str | None, Param("DISTRICT", "One district's profile.", ("--district",), "districts")] = None,
    to: params.Currencies = None,
    on: params.When = None,
    force: Annotated[bool, Param("", "Replace the file that is there.", ("--force",), is_flag=True)] = False,
    open_: Annotated[bool, Param("", "Show the file in the browser.", ("--open",), is_flag=True)] = False,
    lang: params.Lang = None,
    data: params.Data = None,
) -> int:
    """Write a report as Markdown or one HTML page.

    Raises:
        CallError: A name, currency, time or option is wrong, or the file is there already.
        OutputError: The report cannot be written or shown.
    """
    from cqparts.loading.load import load
    from cqparts.money.rates import read_time
    from cqparts.output.render import parse_language
    from cqparts.report.write import deliver, report_kind, report_text

    kind, language = report_kind(output, html=html, show=open_), parse_language(lang)
    text = report_text(load(data), kind, language, district=district, to=to, on=read_time(on))
    deliver(text, output, force=force, show=open_)
    return Exit.OK
