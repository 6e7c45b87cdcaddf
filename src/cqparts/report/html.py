"""A report as a page: one HTML file that loads nothing else."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cqparts.errors import OutputError
from cqparts.report import strings
from cqparts.report.document import Report

if TYPE_CHECKING:
    from jinja2 import Environment

    from cqparts.model.types import Text

HTML_LANGS = {"en": "en", "zh": "zh-Hans"}


def report_html(report: Report) -> str:
    """Return a report as HTML without scripts, the same text for the same report.

    Raises:
        OutputError: Jinja2 is not installed.
    """

    def fixed_text(name: str) -> str:
        text: Text = getattr(strings, name)
        return text.zh if report.lang == "zh" else text.en

    template = environment().get_template("page.html")
    return template.render(
        report=report,
        fixed_text=fixed_text,
        html_lang=HTML_LANGS[report.lang],
        first_use=first_use_test(),
        json_number=json_number,
    )


def environment() -> "Environment":
    """Return the environment of the templates, which escapes every text.

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


def first_use_test() -> Callable[[str], bool]:
    """Return a function that returns whether it is called with a word for the first time."""
    words: set[str] = set()

    def is_first_use(word: str) -> bool:
        new = word not in words
        words.add(word)
        return new

    return is_first_use


def json_number(value: Any) -> str:  # noqa: ANN401 -- any number of the JSON
    """Return a number in the notation of the commands' JSON."""
    return json.dumps(value, allow_nan=False)
