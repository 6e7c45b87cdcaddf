"""Report -> a page: one HTML file that needs nothing else."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cqparts.errors import OutputError
from cqparts.report import strings
from cqparts.report.document import Report

if TYPE_CHECKING:
    from jinja2 import Environment

    from cqparts.model.types import Text

LANGS = {"en": "en", "zh": "zh-Hans"}


def page(report: Report) -> str:
    """Return a report as HTML: no script, nothing loaded, the same text for the same report.

    Raises:
        OutputError: Jinja2 is not installed.
    """

    def say(name: str) -> str:
        both: Text = getattr(strings, name)
        return both.zh if report.lang == "zh" else both.en

    template = environment().get_template("page.html")
    return template.render(report=report, say=say, lang=LANGS[report.lang], first=first_time(), json=as_json)


def environment() -> "Environment":
    """Return the templates, every text in them escaped.

    Raises:
        OutputError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ModuleNotFoundError:
        raise OutputError(
            "a page needs Jinja2: pip install 'cqparts-pilot[report]', or write Markdown (-o FILE.md)"
        ) from None
    return Environment(
        loader=PackageLoader("cqparts.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def first_time() -> Callable[[str], bool]:
    """Return a function that says whether it is asked about a word for the first time."""
    seen: set[str] = set()

    def first(word: str) -> bool:
        new = word not in seen
        seen.add(word)
        return new

    return first


def as_json(value: Any) -> str:  # noqa: ANN401 -- any number of the JSON
    """Return a number as the commands' JSON writes it."""
    return json.dumps(value, allow_nan=False)
