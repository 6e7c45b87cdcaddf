"""The page in a browser: quiet, within its width, readable in light, dark and print, and accessible."""

import re
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_report import nasty

from cqparts.model.types import Model
from cqparts.report.html import report_html
from cqparts.report.profile import district_profile
from cqparts.report.sections import full_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="no playwright: pip install -e '.[test]'"),
]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Start Debian's Chromium once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, model: Model) -> dict[str, Path]:
    """Write the pages that are looked at."""
    folder = tmp_path_factory.mktemp("pages")
    bishan = next(district for district in model.districts if district.id == "bishan")
    pages = {
        "en": report_html(full_report(model, "en", ("USD", "EUR"))),
        "zh": report_html(full_report(model, "zh")),
        "profile": report_html(district_profile(model, bishan)),
        "nasty": report_html(full_report(nasty(model))),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture
def open_page(browser: "Browser", files: dict[str, Path]) -> Iterator[OpenPage]:
    """Return a function that opens a page at a width, in light or dark."""
    contexts = []

    def open_at(name: str, width: int = 1280, scheme: str = "light", *, seen: list[str] | None = None) -> "Page":
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if seen is not None:
            page.on("console", lambda message: seen.append(f"console: {message.text}"))
            page.on("pageerror", lambda fault: seen.append(f"error: {fault}"))
            page.on("request", lambda request: seen.append(f"request: {request.url}"))
        page.goto(files[name].as_uri())
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["en", "zh", "profile", "nasty"])
def test_the_page_is_quiet(open_page: OpenPage, files: dict[str, Path], name: str) -> None:
    """It opens without a console message, and asks for nothing but itself."""
    seen: list[str] = []
    open_page(name, seen=seen).wait_for_timeout(200)
    assert seen == [f"request: {files[name].as_uri()}"]


@pytest.mark.parametrize("name", ["en", "zh", "profile", "nasty"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_stands_out_sideways(open_page: OpenPage, name: str, width: int) -> None:
    """At no width does the page scroll sideways; on a phone, no table within it does either."""
    page = open_page(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    if name != "nasty":
        assert page.evaluate(wide) == 0


@pytest.mark.parametrize(("name", "most"), [("en", 10), ("zh", 9), ("profile", 2)])
def test_print_takes_few_sheets_of_a4(open_page: OpenPage, name: str, most: int) -> None:
    """The whole prints on ten pages of A4 at most, a profile on two."""
    pdf = open_page(name).pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most
    (box,) = set(re.findall(rb"/MediaBox \[([^\]]*)\]", pdf))
    assert [round(float(side)) for side in box.split()] == [0, 0, 595, 842]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("en", 1280, "light"),
        ("en", 360, "dark"),
        ("profile", 1280, "dark"),
        ("nasty", 360, "light"),
    ],
)
def test_axe_finds_no_violation(open_page: OpenPage, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing to object to, contrast among it."""
    import axe_playwright_python

    page = open_page(name, width, scheme)
    page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [
        (violation["id"], [node["html"][:120] for node in violation["nodes"][:3]]) for violation in found["violations"]
    ] == []


COLOURS = """() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  const of = (e, name) => getComputedStyle(e)[name];
  const found = [];
  for (const e of document.querySelectorAll('svg[role=img] text'))
    found.push([e.textContent, of(e, 'fill'),
      e.classList.contains('inside') ? of(document.querySelector('svg .bar'), 'fill') : paper, 4.5]);
  for (const e of document.querySelectorAll('svg[role=img] :is(circle, rect, .bar, .partial)'))
    if (of(e, 'fill') !== paper) found.push([e.getAttribute('class'), of(e, 'fill'), paper, 3]);
  const lines = '.at-least, .cities, .piece, .arrow, .over, .gap, .loose';
  for (const e of document.querySelectorAll(`svg[role=img] :is(${lines})`))
    found.push([e.getAttribute('class'), of(e, 'stroke'), paper, 3]);
  for (const e of document.querySelectorAll('.mark.yes'))
    found.push(['mark', of(e, 'backgroundColor'), of(e.closest('td'), 'backgroundColor'), 3]);
  for (const e of document.querySelectorAll('.shared td, .shared a'))
    found.push(['shared', of(e, 'color'), of(e.closest('td'), 'backgroundColor'), 4.5]);
  return found;
}"""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2 defines it."""
    channels = [int(channel) / 255 for channel in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en", "profile"])
def test_charts_have_contrast(open_page: OpenPage, name: str, scheme: str) -> None:
    """Letters of the charts stand out 4.5 to 1 from what is behind them, and marks 3 to 1."""
    found = open_page(name, 1280, scheme).evaluate(COLOURS)
    assert len(found) > 30
    transparent = "rgba(0, 0, 0, 0)"
    paper = next(behind for *_, behind, _ in found if behind != transparent)
    weak = [
        (what, round(contrast(colour, paper if behind == transparent else behind), 2))
        for what, colour, behind, least in found
        if contrast(colour, paper if behind == transparent else behind) < least
    ]
    assert weak == []


def test_print_has_contrast(open_page: OpenPage) -> None:
    """On paper, letters of the charts stand out as well, even from a browser in dark mode."""
    page = open_page("en", 1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(COLOURS)
    assert not [what for what, colour, behind, least in found if what != "mark" and contrast(colour, behind) < least]


GREY = {"districts": "circle", "cities": "rect"}


def test_marks_differ_in_grey(open_page: OpenPage) -> None:
    """Districts and cities differ by shape, exact and at-least figures by filling, so that no colour is needed."""
    page = open_page("en")
    for style, shape in GREY.items():
        assert page.locator(f"svg.chart {shape}.{style}, .map svg[role=img] {shape}.{style}").count() == 8
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = {
        style: page.evaluate(f"getComputedStyle(document.querySelector('svg[role=img] .{style}')).fill")
        for style in ("whole", "at-least")
    }
    assert fills["at-least"] == paper
    assert fills["whole"] != paper


BOXES = """(selector) => [...document.querySelectorAll(selector)].map(e => {
  const b = e.getBoundingClientRect();
  if (e.tagName !== 'text') return [e.textContent, b.left, b.top, b.right, b.bottom];
  const scale = e.getScreenCTM().a, size = parseFloat(getComputedStyle(e).fontSize) * scale;
  const line = e.getScreenCTM().f + parseFloat(e.getAttribute('y')) * scale;
  return [e.textContent, b.left, line - 0.8 * size, b.right, line + 0.22 * size];
})"""
"""The rectangles of elements in pixels; those of texts as high as their letters, not as the line they could fill."""


@pytest.mark.parametrize("name", ["en", "zh"])
@pytest.mark.parametrize("chart", ["map", "line", "bars"])
def test_labels_as_drawn_do_not_collide(open_page: OpenPage, name: str, chart: str) -> None:
    """With the letters that the browser has, no label of a chart covers another or leaves the drawing."""
    page = open_page(name, 1280)
    labels: list[Any] = page.evaluate(BOXES, f".{chart} svg[role=img] text")
    assert len(labels) > 4
    covering = [
        (one[0], other[0])
        for one, other in combinations(labels, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]
    assert covering == []
    (frame,) = page.evaluate(BOXES, f".{chart} svg[role=img]")
    assert not [label[0] for label in labels if label[1] < frame[1] - 1 or label[3] > frame[3] + 1]


def test_letters_stay_readable_on_a_phone(open_page: OpenPage) -> None:
    """No letter of a chart is smaller than 9 pixels at a width of 360."""
    sizes = open_page("en", 360).evaluate(
        "[...document.querySelectorAll('svg[role=img] text')].map(e => parseFloat(getComputedStyle(e).fontSize)"
        " * e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 9


def test_no_chinese_character_is_a_box(open_page: OpenPage) -> None:
    """Chinese text is drawn with a font that has it, where the system has one."""
    page = open_page("zh")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "caption", "svg[role=img] text.name", ".answer .said"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        names = {font["familyName"] for font in fonts}
        if not any("CJK" in name or "Hei" in name for name in names):
            pytest.skip("no Chinese font: apt-get install fonts-noto-cjk")


def test_the_page_is_read_by_keyboard(open_page: OpenPage) -> None:
    """Every table is a stop of the Tab key with a name, and every link within the page leads to what is shown."""
    page = open_page("en")
    regions = page.evaluate("[...document.querySelectorAll('.scroll')].map(e => [e.tabIndex, e.ariaLabel])")
    assert regions
    assert all(index == 0 and label for index, label in regions)
    page.locator(".answer .cite").first.click()
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"
    page.locator(":target .back a").first.click()
    assert page.evaluate("document.querySelector(':target').className") == "cite"
