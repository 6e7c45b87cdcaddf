"""docs/data.md shows how to make a model of one's own, and following it to the letter makes one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT


def steps() -> list[str]:
    """Return the commands of the section, block by block."""
    page = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    section = page.partition("## A model of your own")[2].partition("\n## ")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


@pytest.mark.skipif(os.name != "posix", reason="the page's commands are for a shell")
def test_the_page_makes_a_model(tmp_path: Path) -> None:
    """Every command of the section works where it stands, and the new district answers."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = ["bash", "-euo", "pipefail", "-c", "\n".join(steps())]
    done = subprocess.run(
        run, cwd=tmp_path, capture_output=True, check=False, text=True, env={"PATH": path, "LANG": "C.UTF-8"}
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert "\nsound\n" in f"\n{done.stdout}"
    assert "Newtown 新城 (code 999999)" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith('    "id": "newtown"')]
    assert (tmp_path / "own.yaml").read_text().startswith("# yaml-language-server: $schema=industry.schema.json\n")
