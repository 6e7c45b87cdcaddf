"""A report as a page: one HTML file that loads nothing else."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cqparts.errors import OutputError
from cqparts.report import strings
from cqparts.report.document import Report
from cqparts.report.wording import number_ranges

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from cqparts.model.types import Text

HTML_LANGS = {"en": "en", "zh": "zh-Hans"}

FONTS = (
    "-apple-system, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)

PAPER, INK, SOFT, FAINT, ONE, TWO, PALE = "#fdfcf9", "#1c2227", "#4d565f", "#e4dfd3", "#0b5a66", "#94420d", "#a9c3c8"
HALO = f'stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
LINE = 'fill="none" stroke-width='

LOOKS = {
    "tick": f'font-size="12" fill="{SOFT}"',
    "name": f'font-size="13" fill="{INK}" {HALO}',
    "heading": f'font-size="13" font-weight="600" fill="{INK}"',
    "inside": f'font-size="13" font-weight="600" fill="{PAPER}"',
    "gaptext": f'font-size="13" font-weight="600" fill="{TWO}" {HALO}',
    "grid": f'{LINE}"1" stroke="{FAINT}"',
    "axis": f'{LINE}"1" stroke="{SOFT}"',
    "leader": f'{LINE}"1" stroke="{SOFT}"',
    "bar": f'fill="{ONE}"',
    "whole": f'fill="{PALE}" stroke="{ONE}" stroke-width="1"',
    "other": f'fill="{PAPER}" stroke="{ONE}" stroke-width="1.2"',
    "hatch": f'{LINE}"1.6" stroke="{ONE}"',
    "gap": f'stroke="{TWO}" stroke-width="1"',
    "gaphatch": f'{LINE}"1.4" stroke="{TWO}"',
    "loose": f'{LINE}"1.6" stroke="{INK}" stroke-dasharray="3 2.5"',
    "brace": f'{LINE}"1.2" stroke="{TWO}"',
    "piece": f'{LINE}"2" stroke="{ONE}"',
    "open": f'{LINE}"2" stroke="{ONE}" stroke-dasharray="5 4"',
    "exact": f'fill="{ONE}" stroke="{PAPER}" stroke-width="1.5"',
    "at-least": f'fill="{PAPER}" stroke="{TWO}" stroke-width="2"',
    "at-most": f'fill="{PAPER}" stroke="{TWO}" stroke-width="2"',
    "about": f'fill="{PAPER}" stroke="{TWO}" stroke-width="2" stroke-dasharray="2.5 2"',
    "arrow": f'{LINE}"1.8" stroke="{TWO}" stroke-linecap="round" stroke-linejoin="round"',
    "point-stated": f'fill="{ONE}" stroke="{PAPER}" stroke-width="1"',
    "point-electric": f'fill="{TWO}" stroke="{PAPER}" stroke-width="1"',
    "point-elsewhere": f'fill="{PAPER}" stroke="{SOFT}" stroke-width="1.8"',
    "point-goal": f'fill="{PAPER}" stroke="{ONE}" stroke-width="1.8"',
    "districts": f'fill="{ONE}" stroke="{PAPER}" stroke-width="1"',
    "chosen": f'fill="{TWO}" stroke="{PAPER}" stroke-width="1"',
    "cities": f'fill="{PAPER}" stroke="{SOFT}" stroke-width="1.6"',
}
"""The attributes of each kind of mark, in light colours, so that a drawing can be taken out of the page."""

CHINESE = re.compile(
    r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[—·“”0-9]*[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)*"
)
"""A run of Chinese characters, with the digits and dashes within it."""
LATIN = re.compile(r"[A-Za-z][A-Za-z'&.-]*(?: [A-Za-z&][A-Za-z'&.-]*)+")
"""Several Latin words."""


def report_html(report: Report) -> str:
    """Return a report as HTML without scripts, the same text for the same report.

    Raises:
        OutputError: Jinja2 is not installed.
    """

    def fixed_text(name: str) -> str:
        text: Text = getattr(strings, name)
        return text.zh if report.lang == "zh" else text.en

    def ranges(keys: tuple[str, ...]) -> list[tuple[int, str]]:
        return number_ranges(report.numbers[key] for key in keys)

    def mixed(text: str) -> "Markup":
        return mark_language(text, report.lang)

    jinja = environment()
    jinja.filters["mixed"] = mixed
    style = jinja.get_template("style.css").render(
        running_head=css_string(running_head(report)), colon=fixed_text("COLON")
    )
    return jinja.get_template("page.html").render(
        report=report,
        style=as_markup(style),
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        fixed_text=fixed_text,
        ranges=ranges,
        html_lang=HTML_LANGS[report.lang],
        other_lang=HTML_LANGS["en" if report.lang == "zh" else "zh"],
        look=look,
        fonts=FONTS,
        json_number=json_number,
    )


def running_head(report: Report) -> str:
    """Return what stands above each printed sheet from the second on."""
    return " · ".join(text for text in (report.title, report.edition) if text)


def css_string(text: str) -> str:
    r"""Return a text as the inside of a CSS string: whatever could end it is written by its number.

    >>> css_string('a"b')
    'a\\22 b'
    """
    return "".join(sign if sign.isalnum() or sign in " ,:·–" else f"\\{ord(sign):x} " for sign in text)


def look(name: str) -> "Markup":
    """Return the class of a mark and its presentation attributes."""
    return as_markup(f'class="{name}" {LOOKS[name]}')


def as_markup(text: str) -> "Markup":
    """Return a text of the page's own as markup, which is not escaped again."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 -- of this package, never of a model; what a model holds is escaped before


def mark_language(text: str, lang: str) -> "Markup":
    """Return a text, escaped, whose pieces in the other language are marked as such."""
    from markupsafe import escape

    pattern, other = (LATIN, "en") if lang == "zh" else (CHINESE, "zh-Hans")
    marked = pattern.sub(lambda run: f'<span lang="{other}">{run[0]}</span>', str(escape(text)))
    return as_markup(marked)


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


def json_number(value: Any) -> str:  # noqa: ANN401 -- any number of the JSON
    """Return a number in the notation of the commands' JSON."""
    return json.dumps(value, allow_nan=False)
