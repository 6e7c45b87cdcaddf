"""The page in a browser: quiet, within its width, readable in light, dark and print, and accessible."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_report import nasty

from conftest import ROOT
from cqparts.model.types import Model
from cqparts.report.html import report_html
from cqparts.report.profile import district_profile
from cqparts.report.sections import full_report
from processes import tool

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

LONG = pytest.mark.long


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
        "en": report_html(full_report(model)),
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


@pytest.mark.parametrize("name", ["en", pytest.param("zh", marks=LONG), pytest.param("profile", marks=LONG), "nasty"])
def test_the_page_is_quiet(open_page: OpenPage, files: dict[str, Path], name: str) -> None:
    """It opens without a console message, and asks for nothing but itself."""
    seen: list[str] = []
    open_page(name, seen=seen).wait_for_timeout(200)
    assert seen == [f"request: {files[name].as_uri()}"]


@pytest.mark.parametrize("name", ["en", "zh", "profile", "nasty"])
@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=LONG)])
def test_nothing_stands_out_sideways(open_page: OpenPage, name: str, width: int) -> None:
    """At no width does the page scroll sideways; on a phone, no table within it does either."""
    page = open_page(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    if name != "nasty":
        assert page.evaluate(wide) == 0


SCREENS = [(360, 740), (768, 1024), (1280, 800), (1920, 1080)]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("name", ["en", "zh"])
def test_the_answers_are_whole_on_the_first_screen(open_page: OpenPage, name: str, screen: tuple[int, int]) -> None:
    """All five answers, with their sources, end above the lower edge of the first screen."""
    page = open_page(name, screen[0])
    ends = page.evaluate("[...document.querySelectorAll('.answers > div')].map(e => e.getBoundingClientRect().bottom)")
    assert len(ends) == 5
    assert max(ends) <= screen[1]
    lines = "(e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"
    assert page.evaluate(f"{lines}(document.querySelector('h1'))") <= 2.01 or screen[0] < 1280


@pytest.mark.parametrize("name", ["en", "zh"])
def test_the_page_is_no_longer_than_needed(open_page: OpenPage, name: str) -> None:
    """On a phone the page is at most 12,000 pixels high and at most 200 stops of the Tab key, the sources closed."""
    page = open_page(name, 360)
    assert page.evaluate("document.documentElement.scrollHeight") <= 12_000
    stops = page.evaluate(
        "[...document.querySelectorAll('a[href], summary, [tabindex]')]"
        ".filter(e => e.tagName === 'SUMMARY' || !e.closest('details')).length"
    )
    assert 100 < stops <= 200
    assert page.evaluate("document.querySelectorAll('[tabindex]').length") == 0
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


def pages_of(pdf: bytes) -> int:
    """Return the number of sheets of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize(("name", "most"), [("en", 6), pytest.param("zh", 6, marks=LONG), ("profile", 2)])
@pytest.mark.parametrize("size", ["A4", pytest.param("Letter", marks=LONG)])
def test_print_takes_few_sheets(open_page: OpenPage, name: str, most: int, size: str) -> None:
    """Without the list of sources the whole prints on six sheets at most, and a profile on two, of either size."""
    page = open_page(name)
    pdf = page.pdf(format=size, prefer_css_page_size=True)
    widths = {round(float(box.split()[2])) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    assert all(abs(width - (595 if size == "A4" else 612)) <= 1 for width in widths)
    page.evaluate("document.getElementById('sources').remove()")
    assert pages_of(page.pdf(format=size, prefer_css_page_size=True)) <= most


def test_paper_shows_what_the_screen_hides(open_page: OpenPage) -> None:
    """In print the list of sources and the data tables are open, and each source has its address as text."""
    page = open_page("en")
    page.emulate_media(media="print")
    heights = page.evaluate(
        "[...document.querySelectorAll('.address, .data td')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 100
    assert min(heights) > 0
    links, texts = page.evaluate(
        "[[...document.querySelectorAll('.sources .title a')].map(e => e.getAttribute('href')),"
        " [...document.querySelectorAll('.address')].map(e => e.textContent)]"
    )
    assert links == texts
    if shutil.which("pdftotext"):
        text = subprocess.run(
            [tool("pdftotext"), "-raw", "-", "-"], input=page.pdf(format="A4"), capture_output=True, check=True
        ).stdout.decode()
        sheets = text.split("\f")[:-1]
        assert all("Facts to January 2026" in sheet for sheet in sheets[1:])
        plain = re.sub(r"\s", "", text)
        assert not [address for address in texts if re.sub(r"\s", "", address) not in plain]


@pytest.mark.parametrize("name", ["en", pytest.param("zh", marks=LONG)])
def test_marks_survive_forced_colours(open_page: OpenPage, name: str) -> None:
    """In Windows' high contrast the matrix with its marks looks unlike the same without them, mark by mark."""
    page = open_page(name)
    page.emulate_media(forced_colors="active")
    marks = page.locator("table.matrix span.mark")
    assert marks.count() == 96
    for kind in ("made", "yes", "disputed", "no"):
        mark = page.locator(f"span.mark.{kind}").first
        cell = mark.locator("xpath=..")
        shown = cell.screenshot()
        mark.evaluate("e => { e.style.visibility = 'hidden' }")
        assert cell.screenshot() != shown, kind
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    colours = page.evaluate(
        "[...document.querySelectorAll('svg[role=img] :is(circle, rect, .bar, .whole, .other)')]"
        ".map(e => [getComputedStyle(e).fill, getComputedStyle(e).stroke])"
    )
    assert len(colours) > 40
    assert all(paper not in (fill, stroke) or fill != stroke for fill, stroke in colours)


def test_a_citation_opens_the_list(open_page: OpenPage) -> None:
    """A click on a number opens the closed list at its source, and the way back leads to the section."""
    page = open_page("en")
    page.locator(".answers .cite").first.click()
    page.wait_for_function("document.querySelector('#sources details').open")
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"
    page.locator(":target .back a").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "answer"


def test_large_text_does_not_scroll_sideways(open_page: OpenPage) -> None:
    """At 320 and 640 pixels, a screen of 1280 at four times and twice its size, nothing is wider than the screen."""
    for width in (320, 640):
        assert open_page("en", width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_columns_line_up(open_page: OpenPage, width: int) -> None:
    """Within a table each column's cells end at the same place."""
    page = open_page("en", width)
    page.evaluate("document.querySelectorAll('.data').forEach(e => { e.open = true })")
    ends = page.evaluate(
        "[...document.querySelectorAll('table.sheet')].map(t => {"
        " const found = {};"
        " t.querySelectorAll('tbody tr[data-id] > *').forEach(c =>"
        "  (found[c.dataset.key] ??= []).push(c.getBoundingClientRect().right));"
        " return Object.values(found).map(e => Math.max(...e) - Math.min(...e)); }).flat()"
    )
    assert len(ends) > 10
    assert max(ends) <= 1


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules that axe holds a page against; its defaults leave the size of targets out."""


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("en", 360, "dark"),
        pytest.param("en", 1280, "light", marks=LONG),
        pytest.param("profile", 1280, "dark", marks=LONG),
        pytest.param("nasty", 360, "light", marks=LONG),
    ],
)
def test_axe_finds_no_violation(open_page: OpenPage, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing to object to, contrast among it."""
    import axe_playwright_python

    page = open_page(name, width, scheme)
    page.evaluate(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], runOnly: " + str(TAGS) + "})")
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
  for (const e of document.querySelectorAll('svg[role=img] :is(circle, rect, .bar)'))
    if (of(e, 'fill') !== paper) found.push([e.getAttribute('class'), of(e, 'fill'), paper, 3]);
  const lines = '.at-least, .cities, .piece, .open, .arrow, .gap, .loose, .whole, .other';
  for (const e of document.querySelectorAll(`svg[role=img] :is(${lines})`))
    found.push([e.getAttribute('class'), of(e, 'stroke'), paper, 3]);
  for (const e of document.querySelectorAll('span.mark'))
    found.push(['mark', of(e, 'color'), of(e.closest('tr'), 'backgroundColor'), 3]);
  for (const e of document.querySelectorAll('.shared td, .shared th'))
    found.push(['shared', of(e, 'color'), of(e.closest('tr'), 'backgroundColor'), 4.5]);
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
@pytest.mark.parametrize("name", ["en", pytest.param("profile", marks=LONG)])
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
    clear = "rgba(0, 0, 0, 0)"
    assert not [what for what, colour, behind, least in found if behind != clear and contrast(colour, behind) < least]


def test_marks_differ_in_grey(open_page: OpenPage) -> None:
    """Districts and cities differ by shape, exact and at-least figures by filling, so that no colour is needed."""
    page = open_page("en")
    assert page.locator(".map svg[role=img] circle.districts").count() == 16
    assert page.locator(".map svg[role=img] rect.cities").count() == 8
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = {
        style: page.evaluate(f"getComputedStyle(document.querySelector('svg[role=img] .{style}')).fill")
        for style in ("exact", "at-least")
    }
    assert fills["at-least"] == paper
    assert fills["exact"] != paper


BOXES = """(selector) => [...document.querySelectorAll(selector)].map(e => {
  const b = e.getBoundingClientRect();
  if (e.tagName !== 'text') return [e.textContent, b.left, b.top, b.right, b.bottom];
  const scale = e.getScreenCTM().a, size = parseFloat(getComputedStyle(e).fontSize) * scale;
  const line = e.getScreenCTM().f + parseFloat(e.getAttribute('y')) * scale;
  return [e.textContent, b.left, line - 0.8 * size, b.right, line + 0.22 * size];
})"""
"""The rectangles of elements in pixels; those of texts as high as their letters, not as the line they could fill."""


@pytest.mark.parametrize("name", ["en", pytest.param("zh", marks=LONG)])
def test_labels_as_drawn_do_not_collide(open_page: OpenPage, name: str) -> None:
    """With the letters that the browser has, no label of a chart covers another or leaves the drawing."""
    page = open_page(name, 1280)
    count = page.locator("svg[role=img]").count()
    assert count == 7
    for number in range(count):
        page.evaluate("n => document.querySelectorAll('svg[role=img]')[n].setAttribute('id', 'drawn-' + n)", number)
        labels: list[Any] = page.evaluate(BOXES, f"#drawn-{number} text")
        assert len(labels) > 4
        covering = [
            (one[0], other[0])
            for one, other in combinations(labels, 2)
            if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
        ]
        assert covering == []
        (frame,) = page.evaluate(BOXES, f"#drawn-{number}")
        assert not [label[0] for label in labels if label[1] < frame[1] - 1 or label[3] > frame[3] + 1]


@pytest.mark.parametrize("name", ["en", pytest.param("zh", marks=LONG)])
def test_letters_stay_readable_on_a_phone(open_page: OpenPage, name: str) -> None:
    """No letter of a chart is smaller than 11 pixels at a width of 360, and no drawing is wider than 420."""
    sizes = open_page(name, 360).evaluate(
        "[...document.querySelectorAll('svg[role=img] text')].map(e => parseFloat(getComputedStyle(e).fontSize)"
        " * e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 11
    widths = open_page(name, 700).evaluate(
        "[...document.querySelectorAll('svg[role=img]')].map(e => e.getBoundingClientRect().width)"
    )
    assert max(widths) <= 420


def test_no_chinese_character_is_a_box(open_page: OpenPage) -> None:
    """Chinese text is drawn with a font that has it, where the system has one."""
    listed = subprocess.run([tool("fc-list"), ":lang=zh", "family"], capture_output=True, text=True, check=True).stdout
    chinese = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    if not chinese:
        pytest.skip("no Chinese font: apt-get install fonts-noto-cjk")
    page = open_page("zh")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "caption", "svg[role=img] text.name", ".answers .said"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert {font["familyName"] for font in fonts} & chinese, selector


def test_the_recipe_for_a_pdf(tmp_path: Path, files: dict[str, Path]) -> None:
    """The line that docs/recipes.md gives makes a tagged PDF with an outline and links."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    found = re.search(r"^(chromium .*)$", page, re.MULTILINE)
    assert found
    shutil.copy(files["en"], tmp_path / "pilot.html")
    words = [str(CHROMIUM), *FLAGS, *found[1].split()[1:]]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, env={"HOME": str(tmp_path), "PATH": ""})
    pdf = (tmp_path / "pilot.pdf").read_bytes()
    assert b"/StructTreeRoot" in pdf
    assert b"/Outlines" in pdf
    assert pdf.count(b"/Subtype /Link") > 100
    assert pages_of(pdf) > 6
