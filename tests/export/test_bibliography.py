"""The sources as BibLaTeX: an entry each, read by Pandoc as the model has them."""

import json
import os
import re
import subprocess
import sys
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Call
from cqparts.export.bibliography import RELEASED, bibliography, escape
from cqparts.loading.load import load
from cqparts.model.edition import edition
from cqparts.model.types import Model
from processes import pandoc
from samples import FORMULA, MARKUP, TURNED, hostile

SMALL = ROOT / "tests" / "small.yaml"
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
ENTRY = re.compile(r"^@(\w+)\{(.+?),\n((?:  \w+ = \{.*\},\n)*)\}$", re.MULTILINE)


def entries(data: bytes) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the kind and the fields of each entry, by its key."""
    text = data.decode()
    found = ENTRY.findall(text)
    assert ENTRY.sub("", text).strip() == ""
    return {key: (kind, dict(re.findall(r"  (\w+) = \{(.*)\},\n", lines))) for kind, key, lines in found}


def read_by_pandoc(data: bytes) -> dict[str, dict[str, Any]]:
    """Return what Pandoc makes of a bibliography, by key; it must warn of nothing."""
    program = pandoc()
    assert program
    call = [program, "--from", "biblatex", "--to", "csljson", "--fail-if-warnings"]
    done = subprocess.run(call, input=data, capture_output=True, check=False)
    assert (done.stderr.decode(), done.returncode) == ("", 0)
    return {entry["id"]: entry for entry in json.loads(done.stdout)}


load_small = cache(partial(load, SMALL))


WITH_PANDOC = pytest.mark.skipif(pandoc() is None, reason="Pandoc is not installed")


def test_every_source_has_an_entry(tmp_path: Path, call: Call, model: Model) -> None:
    """Keys are the ids, in the model's order, then cqparts itself; an address is the source's own."""
    assert call("export", str(tmp_path / "p.bib")).code == 0
    found = entries((tmp_path / "p.bib").read_bytes())
    assert list(found) == [*(source.id for source in model.sources), "cqparts-pilot"]
    for source in model.sources:
        _, fields = found[source.id]
        assert fields.get("url") == source.url
        assert fields.get("date") == source.published
        assert "urldate" not in fields
    kinds = {kind for kind, _ in found.values()}
    assert kinds == {"online", "dataset", "software"}
    assert {key for key, (kind, _) in found.items() if kind == "dataset"} == {"geonames", "ecb", "fed-h10"}


def test_an_entry_has_the_title_in_both_languages(model: Model) -> None:
    """A Chinese title keeps its place, its English one stands beside it, and a copy is called one."""
    kind, fields = entries(bibliography(model))["hualong-2023-05-12"]
    assert (kind, fields) == (
        "online",
        {
            "title": "{4000亿元目标！瞄准新能源汽车零部件渝西八区开启倍增行动}",
            "titleaddon": "{Target of 400 bn yuan: eight western districts of Chongqing start an action to double "
            "NEV parts}",
            "organization": "{Hualong}",
            "date": "2023-05-12",
            "url": "https://xyb.txdzw.com/Html/2023-05-12/6985.html",
            "langid": "chinese",
            "note": "The address leads to a copy",
        },
    )


def test_cqparts_itself_can_be_cited(model: Model) -> None:
    """The last entry names version, day and edition, as CITATION.cff does; data of another file have no such entry."""
    kind, fields = entries(bibliography(model, version("cqparts-pilot")))["cqparts-pilot"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert kind == "software"
    assert (fields["version"], fields["date"]) == (citation["version"], str(citation["date-released"]))
    assert str(citation["date-released"]) == RELEASED
    assert fields["note"] == f"Data of {edition(model)}"
    assert "cqparts-pilot" not in entries(bibliography(model))


def test_the_data_of_another_file_cite_no_software(tmp_path: Path, call: Call) -> None:
    """With --data, the entries are those of the file's sources."""
    assert call("export", str(tmp_path / "p.bib"), "--data", str(SMALL)).code == 0
    assert list(entries((tmp_path / "p.bib").read_bytes())) == [source.id for source in load(SMALL).sources]


def test_a_source_of_the_programs_name_keeps_its_key(model: Model) -> None:
    """No key stands twice."""
    first, *others = model.sources
    named = model._replace(sources=(first._replace(id="cqparts-pilot"), *others))
    keys = [key for _, key, _ in ENTRY.findall(bibliography(named, "1.0").decode())]
    assert len(keys) == len({*keys}) == len(model.sources)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D: 50 % of $1 #2 a_b", r"R\&D: 50 \% of \$1 \#2 a\_b"),
        (
            "~ ^ ` -- \\input{x}",
            r"\textasciitilde{} \textasciicircum{} \textasciigrave{} -{}- \textbackslash{}input\{x\}",
        ),
        ("a } b {", r"a \textbraceright{} b \textbraceleft{}"),
        ("a { b", r"a \textbraceleft{} b"),
        ("座舱“智能”", "座舱“智能”"),
    ],
)
def test_what_latex_takes_for_its_own_is_written_out(text: str, written: str) -> None:
    """No command runs and no brace ends a field, whether braces come in pairs or not."""
    assert escape(text) == written
    bare = re.sub(r"\\textbrace\w+\{\}", "", written)
    assert bare.count("{") == bare.count("}")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_title_is_one_field(title: str) -> None:
    """Whatever a title holds, its entry is one; BibTeX, which counts braces, finds as many opened as closed."""
    held = load_small()
    first, *others = held.sources
    data = bibliography(held._replace(sources=(first._replace(title=f"x{title}"), *others)))
    assert list(entries(data)) == [source.id for source in held.sources]
    assert data.count(b"{") == data.count(b"}")


def test_an_address_ends_no_field(model: Model) -> None:
    """Characters that no address may hold are written by their codes."""
    first, *others = model.sources
    url = 'https://example.org/a{b}c"d e\\f?g=%20&h=1_2#i~j'
    _, fields = entries(bibliography(model._replace(sources=(first._replace(url=url), *others))))[first.id]
    assert fields["url"] == "https://example.org/a%7Bb%7Dc%22d%20e%5Cf?g=%20&h=1_2#i~j"


def test_another_process_writes_the_same_bytes(tmp_path: Path, call: Call) -> None:
    """The same call gives the same file."""
    assert call("export", str(tmp_path / "p.bib")).code == 0
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    program = [sys.executable, "-m", "cqparts", "export", "again.bib"]
    subprocess.run(program, cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "again.bib").read_bytes() == (tmp_path / "p.bib").read_bytes()


@WITH_PANDOC
def test_pandoc_reads_every_source(model: Model) -> None:
    """Pandoc warns of nothing, and has the ids, titles, days and addresses of the model."""
    found = read_by_pandoc(bibliography(model, "0.1.0"))
    assert {*found} == {"cqparts-pilot", *(source.id for source in model.sources)}
    for source in model.sources:
        title, _, _ = found[source.id]["title"].partition(f". {source.title_en or ''}".replace("'", CURLY))
        assert title == source.title.replace("'", CURLY)
        assert found[source.id].get("URL") == source.url
        day = "-".join(f"{part:02}" for part in found[source.id].get("issued", {}).get("date-parts", [[]])[0])
        assert day == (source.published or "")


@WITH_PANDOC
def test_pandoc_reads_hostile_titles_as_text(model: Model) -> None:
    """Formulas, markup and signs of direction are titles like any other."""
    first, second, third, fourth, *others = hostile(model).model.sources
    titles = (FORMULA, MARKUP, TURNED, "\\input{/etc/passwd} @online{a, 50% of $x_1^2$ ~")
    changed = [source._replace(title=text) for source, text in zip((first, second, third, fourth), titles, strict=True)]
    found = read_by_pandoc(bibliography(model._replace(sources=(*changed, *others))))
    for source in changed[:3]:
        assert found[source.id]["title"].startswith(source.title.replace("'", CURLY))
    assert "\\input" in found[fourth.id]["title"]
    assert len(found) == len(model.sources)


@WITH_PANDOC
def test_pandoc_makes_a_list_of_sources(tmp_path: Path, model: Model) -> None:
    """A text that cites a source by its id gets it, Chinese title and address included."""
    (tmp_path / "p.bib").write_bytes(bibliography(model))
    program = pandoc()
    assert program
    call = [program, "--citeproc", "--bibliography", "p.bib", "--to", "plain", "--wrap", "none", "--fail-if-warnings"]
    done = subprocess.run(call, input=b"See @plan-2023.", cwd=tmp_path, capture_output=True, check=True)
    text = done.stdout.decode()
    assert "渝西地区智能网联新能源汽车零部件产业发展倍增行动计划" in text
    assert "http://gqsb.org.cn/cqzczc/1658.html" in text
