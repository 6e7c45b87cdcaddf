"""docs/licences.md names every package that the project depends on, with its bounds and its licence."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution, requires

import pytest
from packaging.requirements import Requirement

from conftest import PINNED_TYPER, ROOT

SPDX = {
    "Apache License Version 2.0, January 2004": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC license": "ISC",
    "MIT License": "MIT",
}
"""The identifiers of licences that metadata states in words."""

RUN, BROUGHT, BUILD = "Needed to run", "Brought along", "Needed to build"

Row = tuple[str, str, str]
"""A package, its versions or what needs it, its licence."""


def pages_tables() -> dict[str, list[Row]]:
    """Return the rows of the page's tables by heading."""
    parts = re.split(r"^## (.+)$", (ROOT / "docs" / "licences.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    row = re.compile(r"^\| ([\w-]+) \| `?([^`|]+?)`? \| ([\w.-]+(?: OR [\w.-]+)*) \| [^|]+ \|$", re.MULTILINE)
    return {heading: row.findall(text)[1:] for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def project_tables() -> dict[str, dict[str, str]]:
    """Return the bounds of the packages that pyproject.toml names, by the headings of the page."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    lists = {RUN: settings["project"]["dependencies"], BUILD: settings["build-system"]["requires"]}
    lists |= {f"Extra: {name}": entries for name, entries in settings["project"]["optional-dependencies"].items()}
    return {heading: dict(map(split, entries)) for heading, entries in lists.items()}


def split(requirement: str) -> tuple[str, str]:
    """Return the name and the bounds of a requirement."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return name[0], requirement.removeprefix(name[0])


def stated(name: str) -> str:
    """Return the licence that an installed package states: by identifier, in words, or by the head of its text."""
    package = distribution(name)
    licence = next(statements(package.metadata), None)
    if licence is None:
        (file,) = [file for file in package.files or [] if file.name == package.metadata["License-File"]]
        text = " ".join(file.read_text("utf-8").split())
        licence = next((words for words in SPDX if text.startswith(words)), text[:60])
    return SPDX.get(licence, licence)


def statements(metadata: PackageMetadata) -> Iterator[str]:
    """Yield what metadata says of a licence, the most exact first."""
    fields = metadata.json
    for key in ("license_expression", "license"):
        if key in fields:
            yield str(fields[key])
    for classifier in fields.get("classifier", []):
        if classifier.startswith("License ::"):
            yield classifier.rpartition(" :: ")[2]


def brought_by(names: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield what packages need in turn, here or on Windows, with what needs it."""
    windows = {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt", "extra": ""}
    for name in names:
        for needed in map(Requirement, requires(name) or []):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}) or needed.marker.evaluate(windows):
                yield needed.name.lower(), name


@pytest.mark.parametrize("heading", project_tables())
def test_page_names_what_the_project_names(heading: str) -> None:
    """Each table of the page has the packages of pyproject.toml, with their bounds."""
    wanted = {name: bounds for name, bounds in project_tables()[heading].items() if name != "cqparts-pilot"}
    assert {name: bounds for name, bounds, _ in pages_tables()[heading]} == wanted


@PINNED_TYPER
def test_page_names_what_is_brought_along() -> None:
    """What the packages need in turn is in a table of its own, each with a package that needs it."""
    tables = pages_tables()
    listed = {name: needer for name, needer, _ in tables[BROUGHT]}
    installed = (name for name in [*(row[0] for row in tables[RUN]), *listed] if name != "colorama")
    needed = {pair for pair in brought_by(installed) if pair[0] not in project_tables()[RUN]}
    assert {name for name, _ in needed} == set(listed)
    assert needed >= set(listed.items())


@pytest.mark.parametrize(
    ("heading", "name", "licence"),
    [(heading, name, licence) for heading, rows in pages_tables().items() for name, _, licence in rows],
)
def test_licence_is_the_stated_one(heading: str, name: str, licence: str) -> None:
    """The licence on the page is the one that the installed package states."""
    try:
        assert stated(name) == licence
    except PackageNotFoundError:
        if heading in (RUN, BROUGHT, "Extra: test") and name != "colorama":
            raise
        pytest.skip(f"{name} is not installed")
