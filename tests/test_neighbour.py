"""The package `cqparts` of another project in the same environment: the command says so, and what to do."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import cqparts_pilot
from conftest import ROOT

WHO = "cqparts: another project's package cqparts is in {folder}; "
PART = WHO + "pip uninstall cqparts cqparts-pilot, then install each in an environment of its own\n"
AGAIN = (
    "cqparts: its package in {folder} is not whole, as after the removal of another of that name; "
    "install cqparts-pilot again\n"
)

THEIRS = {
    "cqparts/__init__.py": "__version__ = '0.2.1'\nfrom .component import Component\nfrom .part import Part\n",
    "cqparts/assembly.py": "from .component import Component\n",
    "cqparts/catalogue/__init__.py": "",
    "cqparts/codec/__init__.py": "",
    "cqparts/component.py": "from .params import ParametricObject\nclass Component(ParametricObject): pass\n",
    "cqparts/constraint/__init__.py": "",
    "cqparts/display/__init__.py": "",
    "cqparts/errors.py": "class MakeError(Exception): pass\n",
    "cqparts/params/__init__.py": "import cadquery\nclass ParametricObject: pass\n",
    "cqparts/part.py": "import cadquery\nclass Part: pass\n",
    "cqparts/search.py": "",
    "cqparts/utils/__init__.py": "",
}
"""The other project's package: its modules by name, and imports as its own have, of a package that is not there."""


class Environment:
    """An environment with pip's program of the tests, and nothing else."""

    def __init__(self, folder: Path) -> None:
        """Make it in a folder."""
        venv.create(folder, symlinks=os.name != "nt")
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.bin / "python"
        asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
        self.packages = Path(subprocess.check_output([self.python, "-c", asked], text=True).strip())
        self.folder = self.packages / "cqparts"

    def pip(self, *words: str | Path) -> None:
        """Run pip on it."""
        own = ("-m", "pip", "--python", self.python, "--disable-pip-version-check")
        subprocess.run([sys.executable, *map(str, (*own, *words))], check=True, capture_output=True)

    def install(self, wheel: Path) -> None:
        """Install a wheel alone, over whatever is there."""
        self.pip("install", "--no-deps", "--no-index", "--force-reinstall", wheel)

    def run(self, *words: str | Path, **environment: str) -> tuple[int, str, str]:
        """Return the exit code of a program and both of its streams."""
        settings = {**os.environ, **environment}
        settings.pop("PYTHONPATH", None)
        done = subprocess.run(words, check=False, capture_output=True, text=True, env=settings)
        return done.returncode, done.stdout, done.stderr

    def told(self, message: str) -> tuple[int, str, str]:
        """Return what a call gives that says no more than a message."""
        return 1, "", message.format(folder=self.folder)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return our wheel."""
    folder = tmp_path_factory.mktemp("ours")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel with the names of the other project's modules."""
    wheel = tmp_path_factory.mktemp("theirs") / "cqparts-0.2.1-py3-none-any.whl"
    info = "cqparts-0.2.1.dist-info"
    files = {
        **THEIRS,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: cqparts\nVersion: 0.2.1\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: by-hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return wheel


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """Return a new environment."""
    return Environment(tmp_path / "environment")


def test_the_package_is_the_first_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at is the package that would be imported: the first of that name on the path, if there is one."""
    assert Path(cqparts_pilot.package_folder()) == ROOT / "src" / "cqparts"
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path)])
    assert cqparts_pilot.package_folder() == ""
    (tmp_path / "cqparts").mkdir()
    assert Path(cqparts_pilot.package_folder()) == tmp_path / "cqparts"


@pytest.mark.parametrize("asked", [False, True])
def test_a_neighbour_is_told_but_not_on_tab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, asked: bool
) -> None:
    """A module of the other project ends the call with a line, but in a prompt with none."""
    (tmp_path / "cqparts").mkdir()
    (tmp_path / "cqparts" / "part.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    if asked:
        monkeypatch.setenv("_CQPARTS_COMPLETE", "complete_zsh")
    assert cqparts_pilot.main() == 1
    assert capsys.readouterr().err == ("" if asked else PART.format(folder=f"{tmp_path}/cqparts"))


def test_a_package_without_its_modules_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package that cannot be imported is not whole."""
    monkeypatch.setitem(sys.modules, "cqparts.__main__", None)
    assert cqparts_pilot.main() == 1
    assert "is not whole" in capsys.readouterr().err


def test_alone_it_runs(environment: Environment, ours: Path) -> None:
    """In an environment of its own the command answers, as a program and as a module."""
    environment.install(ours)
    for words in ([environment.bin / "cqparts"], [environment.python, "-m", "cqparts"]):
        code, out, err = environment.run(*words, "focus", "jiangjin", "--json")
        assert (code, err) == (0, "")
        assert '"id": "jiangjin"' in out


def test_the_other_installed_last_is_told(environment: Environment, ours: Path, theirs: Path) -> None:
    """Where the other package has replaced our files, a line says so, without a word from its modules."""
    environment.install(ours)
    environment.install(theirs)
    assert environment.run(environment.bin / "cqparts", "districts") == environment.told(PART)
    assert environment.run(environment.bin / "cqparts", _CQPARTS_COMPLETE="complete_bash") == (1, "", "")


def test_the_other_installed_first_is_told(environment: Environment, ours: Path, theirs: Path) -> None:
    """Where we have replaced its files, a line says so: whichever is removed takes files of the other along."""
    environment.install(theirs)
    environment.install(ours)
    for words in ([environment.bin / "cqparts"], [environment.python, "-m", "cqparts"]):
        assert environment.run(*words, "districts") == environment.told(PART)


def test_what_the_removed_other_leaves_is_told_and_mended(environment: Environment, ours: Path, theirs: Path) -> None:
    """Its removal takes files of ours along: a line says so, and what it advises mends it."""
    environment.install(theirs)
    environment.install(ours)
    environment.pip("uninstall", "-y", "cqparts")
    assert environment.run(environment.bin / "cqparts", "districts") == environment.told(AGAIN)
    environment.install(ours)
    assert environment.run(environment.bin / "cqparts", "districts", "--json")[0] == 0


def test_a_checkout_behind_the_other_is_told(environment: Environment, theirs: Path) -> None:
    """The other package shadows one that is installed editable, from a checkout."""
    environment.install(theirs)
    (environment.packages / "checkout.pth").write_text(f"{ROOT / 'src'}\n")
    words = (environment.python, "-c", "import cqparts_pilot; raise SystemExit(cqparts_pilot.main())", "districts")
    assert environment.run(*words) == environment.told(PART)


def test_no_package_at_all_is_told(environment: Environment) -> None:
    """The starter alone, without any package, says that it is not whole."""
    (environment.packages / "cqparts_pilot.py").write_bytes((ROOT / "src" / "cqparts_pilot.py").read_bytes())
    start = "import cqparts_pilot; raise SystemExit(cqparts_pilot.main())"
    told = environment.told(AGAIN.replace(" in {folder}", ""))
    assert environment.run(environment.python, "-P", "-c", start) == told
