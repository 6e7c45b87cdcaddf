"""What is asked of cqparts and of its peers, and the same data in the form that each of them reads."""  # noqa: INP001 -- a folder of scripts is no package

import csv
import json
import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from timing import Call, run
from tools import ROOT, Installed

PLAIN = 2.6
"""The ratio that JSON of the look-ups asked most is to stay within."""

READ_FAST, DRAWN, TABBED, HELPED, DATED = 3.0, 7.5, 2.8, 6.0, 8.0
"""The ratios of any other plain line in a machine format, of a table, of a Tab, of help, and of rates of a day."""

LIST = "list the districts"
RECORD = "the record of Jiangjin"
MONEY = "yuan in euros at bundled rates"
DAY = "yuan in euros at the rate of 2023-06-30"
HELP = "help"
OTHER = "another question"
TAB = "complete a name on Tab"
PART = "a part"
CODE = "another question: the code of a country by its name"


class Ask(NamedTuple):
    """A call of a tool: its words as a shell takes them, with the files of the data by name."""

    tool: str
    question: str
    words: str
    stdin: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    terminal: bool = False
    goal: float | None = None
    """The ratio that cqparts is to stay within."""
    holds: str = "jiangjin"
    """What an answer to the question cannot lack, in any case."""
    label: str = ""
    """What a table shows instead of a long call."""

    @property
    def shown(self) -> str:
        """The call as a table shows it."""
        where = ", on a terminal" if self.terminal else ""
        return self.label or f"`{self.words}{' < ' if self.stdin else ''}{self.stdin}`{where}"


def completion(shell: str) -> Ask:
    """Return the call that a shell makes on Tab after `cqparts focus j`."""
    words = "cqparts focus j"
    given = {"COMP_WORDS": words, "COMP_CWORD": "2"} if shell == "bash" else {"_CQPARTS_LINE": words}
    asked = (("_CQPARTS_COMPLETE", f"complete_{shell}"), *given.items())
    return Ask("cqparts", TAB, "cqparts", environment=asked, goal=TABBED, label=f"`{words}` and Tab, in {shell}")


OWN = (
    Ask("cqparts", LIST, "cqparts districts --json", goal=PLAIN),
    Ask("cqparts", RECORD, "cqparts focus jiangjin --json", goal=PLAIN),
    Ask("cqparts", OTHER, "cqparts matrix --json", goal=PLAIN),
    Ask("cqparts", OTHER, "cqparts who chassis --json", goal=PLAIN, holds="dazu"),
    Ask("cqparts", OTHER, "cqparts localization --json", goal=PLAIN, holds="traditional"),
    *(
        Ask("cqparts", OTHER, f"cqparts {words}", goal=READ_FAST, holds=holds)
        for words, holds in (
            ("assemblies --json", "chassis"),
            ("components --json", "motor"),
            ("projects --json", "nexteer"),
            ("figures --json", "h1-2023.contract"),
            ("show h1-2023.funds --json", "funds"),
            ("caveats --json", "bishan-chassis"),
            ("cities --json", "zigong"),
            ("pilot --json", "plan.issued"),
            ("find steering --json", "electric-steering"),
            ("sources --json", "article"),
            ("investment --json", "USD"),
            ("rates --json", "EUR"),
            ("targets --json", "2027"),
            ("trends --json", "nev-output"),
            ("districts --assembly chassis --json", "bishan"),
        )
    ),
    Ask("cqparts", LIST, "cqparts districts --json --columns id,name", goal=READ_FAST),
    Ask("cqparts", LIST, "cqparts districts -f csv", goal=READ_FAST),
    Ask("cqparts", LIST, "cqparts districts -f tsv", goal=READ_FAST),
    Ask("cqparts", LIST, "cqparts districts -f jsonl", goal=READ_FAST),
    Ask("cqparts", LIST, "cqparts districts --json --lang zh", goal=READ_FAST),
    Ask("cqparts", MONEY, "cqparts investment --to EUR --json", goal=READ_FAST, holds="EUR"),
    Ask("cqparts", LIST, "cqparts districts", goal=DRAWN),
    Ask("cqparts", OTHER, "cqparts investment", goal=DRAWN, holds="USD"),
    Ask("cqparts", OTHER, "cqparts matrix", goal=DRAWN, holds="chassis"),
    Ask("cqparts", LIST, "cqparts districts", terminal=True, goal=DRAWN),
    Ask("cqparts", OTHER, "cqparts investment", terminal=True, goal=DRAWN, holds="USD"),
    completion("bash"),
    completion("zsh"),
    completion("fish"),
    Ask("cqparts", HELP, "cqparts --help", goal=HELPED, holds="districts"),
    Ask("cqparts", HELP, "cqparts districts --help", goal=HELPED, holds="assembly"),
    Ask("cqparts", DAY, "cqparts investment --to EUR --on 2023-06-30 --json", goal=DATED, holds="EUR"),
)
"""cqparts' calls, each with its goal."""

SCRIPT = 'python -c \'import json; print(json.dumps(json.load(open("districts.json"))["districts"]))\''

PEERS = (
    Ask("cqparts", LIST, SCRIPT, label="`json.load` and `json.dumps` of districts.json, in one line of Python"),
    Ask("shyaml", LIST, "shyaml get-value districts", stdin="districts.yaml"),
    Ask("shyaml", LIST, "shyaml get-value districts", stdin="industry.yaml"),
    Ask("shyaml", RECORD, "shyaml get-value districts.0", stdin="districts.yaml"),
    Ask("yq", LIST, "yq .districts districts.yaml"),
    Ask("yq", LIST, "yq .districts industry.yaml"),
    Ask("yq", RECORD, "yq '.districts[] | select(.id == \"jiangjin\")' districts.yaml"),
    Ask("csvjson", LIST, "csvjson districts.csv"),
    Ask("csvjson", RECORD, "csvgrep -c id -m jiangjin districts.csv"),
    Ask("sqlite-utils", LIST, "sqlite-utils rows districts.db districts"),
    Ask("sqlite-utils", RECORD, "sqlite-utils query districts.db \"select * from districts where id = 'jiangjin'\""),
    Ask("datasette", LIST, "datasette districts.db --get '/districts/districts.json?_shape=array'"),
    Ask("datasette", RECORD, "datasette districts.db --get '/districts/districts.json?_shape=array&id=jiangjin'"),
    Ask("duckdb module", LIST, "python -c 'import duckdb; print(duckdb.read_csv(\"districts.csv\").fetchall())'"),
    Ask("duckdb", LIST, "duckdb -json -c \"select * from 'districts.csv'\""),
    Ask("duckdb", RECORD, "duckdb -json -c \"select * from 'districts.csv' where id = 'jiangjin'\""),
    Ask("currency_converter", DAY, "currency_converter 279900000000 CNY --to EUR -d 2023-06-30", holds="EUR"),
    Ask("coco", CODE, "coco China --to ISO3", holds="CHN"),
    Ask("jq", LIST, "jq .districts districts.json"),
    Ask("jq", LIST, "jq .districts industry.json"),
    Ask("jq", RECORD, "jq '.districts[] | select(.id == \"jiangjin\")' districts.json"),
    Ask("mlr", LIST, "mlr --icsv --ojson cat districts.csv"),
    Ask("mlr", RECORD, "mlr --icsv --ojson filter '$id == \"jiangjin\"' districts.csv"),
    Ask("sqlite3", LIST, "sqlite3 -json districts.db 'select * from districts'"),
    Ask("sqlite3", RECORD, "sqlite3 -json districts.db \"select * from districts where id = 'jiangjin'\""),
)
"""The peers' calls, and a script of one line in cqparts' own environment."""


def part(label: str, code: str, tool: str = "cqparts") -> Ask:
    """Return a program of one line whose start shows what a part of a call costs."""
    return Ask(tool, PART, f"python -c {shlex.quote(code)}", holds="", label=label)


TYPER = "import typer; app = typer.Typer(); app.command()(lambda word='': None); app(standalone_mode=False)"

PARTS = (
    part("`import re, sys`, as pip's console script does", "import re, sys"),
    part("`import json`", "import json"),
    part("`import typing`", "import typing"),
    part("`import dataclasses`, not used", "import dataclasses"),
    part("The model's named tuples", "import cqparts.model.types"),
    part("The same, with the compiled model and its figures", "import cqparts._bundled.figures"),
    part(
        "The same, with the model read from YAML and checked",
        "from cqparts.loading.load import bundled_file, load; load(bundled_file())",
    ),
    part("`import typer`", "import typer"),
    part("The same, and an app of one command called", TYPER),
    part("The same, with the newest Typer", TYPER, "typer"),
    part("`import tabulate`, for a table in a pipe", "import tabulate"),
    part("`import wcwidth`, which tabulate loads", "import wcwidth"),
    part("rich's console, table and text, for a terminal", "import rich.console, rich.table, rich.text"),
    part("currencyconverter, with its rates", "import currency_converter; currency_converter.CurrencyConverter()"),
)
"""What calls are made of, each part alone."""


def call(ask: Ask, tool: Installed, data: Path) -> Call:
    """Return a call with its program in its place, to be started among the data."""
    program, *words = shlex.split(ask.words)
    stdin = str(data / ask.stdin) if ask.stdin else os.devnull
    return Call([str(tool.folder / program), *words], dict(ask.environment), stdin, ask.terminal, str(data))


def write_data(folder: Path, cqparts: Installed) -> None:
    """Write the model as YAML and JSON, and the districts alone as YAML, JSON, CSV and SQLite, all by cqparts."""
    folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "data" / "industry.yaml", folder)
    model = yaml.load((folder / "industry.yaml").read_bytes(), yaml.CSafeLoader)
    districts = {"districts": model["districts"]}
    with (folder / "districts.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(districts, file, allow_unicode=True, sort_keys=False)
    for name, value in (("industry", model), ("districts", districts)):
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    listed = run(Call([str(cqparts.folder / "cqparts"), "districts", "-f", "csv"])).output.decode()
    (folder / "districts.csv").write_text(listed, encoding="utf-8")
    write_database(folder / "districts.db", csv.reader(listed.splitlines()))


def write_database(path: Path, rows: Iterable[list[str]]) -> None:
    """Write rows, the first of them the headings, as a table of a new SQLite database."""
    headings, *records = rows
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    with database:
        names = ", ".join(f'"{heading}"' for heading in headings)
        database.execute(f"create table districts ({names})")
        places: Any = ", ".join("?" * len(headings))
        database.executemany(f"insert into districts values ({places})", records)  # noqa: S608 -- only question marks
    database.close()
