"""What the built wheel and the built source archive hold, and that neither is built from an invalid model."""

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def copy_of_tree(folder: Path) -> Path:
    """Return a copy of everything that builds read."""
    tree = folder / "tree"
    ignored = shutil.ignore_patterns("__pycache__", "_bundled")
    for name in ("src", "data", "docs", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    return tree


def build(tree: Path, target: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Run hatchling in a tree, without isolation."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel, and the source archive, of the tree."""
    folder = tmp_path_factory.mktemp("built")
    tree = copy_of_tree(folder)
    for target in ("wheel", "sdist"):
        done = build(tree, target, folder / "dist")
        assert done.returncode == 0, done.stderr
    return folder / "dist"


def wheel_names(built: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    (wheel,) = built.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_wheel_holds_package(built: Path) -> None:
    """The wheel holds every module, the model, its compiled form, and no test or tool."""
    names = wheel_names(built)
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert modules | {"cqparts/industry.yaml", "cqparts/_bundled/__init__.py", "cqparts/py.typed"} <= names
    assert {name.split("/")[0] for name in names} == {"cqparts", "cqparts_pilot.py", "cqparts_pilot-0.1.0.dist-info"}


def test_wheel_model_is_the_file(built: Path) -> None:
    """The YAML in the wheel is the tree's, byte for byte."""
    (wheel,) = built.glob("*.whl")
    packed = zipfile.ZipFile(wheel).read("cqparts/industry.yaml")
    assert packed == (ROOT / "data" / "industry.yaml").read_bytes()


def run_installed(built: Path, folder: Path, code: str) -> str:
    """Return what code prints that imports cqparts from the wheel, unpacked into a folder."""
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder)  # noqa: S202  built a moment ago
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_compiled_model_equals_file(built: Path, tmp_path: Path) -> None:
    """The compiled package holds the same model as the YAML, type for type; a copy of it is whole."""
    code = (
        "import copy; from cqparts import _bundled; from cqparts.loading.check import check_file;"
        f"loaded = check_file({str(ROOT / 'data' / 'industry.yaml')!r}).model; compiled = copy.copy(_bundled.MODEL);"
        "print(compiled == _bundled.MODEL == loaded, type(compiled) is type(loaded), repr(compiled) == repr(loaded))"
    )
    assert run_installed(built, tmp_path, code) == "True True True\n"


def test_compiled_commands_are_those_of_the_modules(built: Path, tmp_path: Path) -> None:
    """The compiled list of commands has what their modules say; the help of all commands imports none of them."""
    code = (
        "import sys; from cqparts.cli import commands; listed = commands.listed();"
        "print('cqparts.lookups.districts' in sys.modules, sys.modules['cqparts._bundled'].COMMANDS is listed);"
        "print(list(listed) == [(each.name, each.declared.group, each.summary) for each in commands.every()])"
    )
    assert run_installed(built, tmp_path, code).split() == ["False", "True", "True"]


def test_sections_are_loaded_when_they_are_asked_for(built: Path, tmp_path: Path) -> None:
    """What no look-up has asked for is not read."""
    code = (
        "import sys; from cqparts import lookups; from cqparts.loading.load import load; model = load();"
        "parts = lambda: sorted(name.rpartition('.')[2] for name in sys.modules if name.startswith('cqparts._b'));"
        "lookups.ask('districts', model); print(*parts()); lookups.ask('localization', model); print(*parts())"
    )
    assert run_installed(built, tmp_path, code).splitlines() == ["_bundled", "_bundled figures sources"]


def test_installed_reads_compiled_model(built: Path, tmp_path: Path) -> None:
    """From the wheel, the bundled model is read without YAML, and named as a file of the package."""
    code = (
        "import sys; from cqparts.loading import load; model = load.load();"
        "print(model.pilot.id, 'yaml' in sys.modules, load.bundled_file())"
    )
    assert run_installed(built, tmp_path, code).split() == [
        "pilot",
        "False",
        str(tmp_path / "cqparts" / "industry.yaml"),
    ]


def test_wheel_from_sdist_is_the_same(built: Path, tmp_path: Path) -> None:
    """The source archive holds all that the wheel is built from: the same wheel comes out, byte for byte."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    done = build(tree, "wheel", tmp_path / "dist")
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    assert (tmp_path / "dist" / wheel.name).read_bytes() == wheel.read_bytes()


def test_uv_builds_anew_whatever_changes(built: Path) -> None:
    """Everything that a wheel is made of is among uv's cache keys, so that uv keeps none that is stale."""
    keys = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["cache-keys"]
    matched = {path for key in keys for path in ROOT.glob(key["file"])}
    packed = {name for name in wheel_names(built) if ".dist-info/" not in name}
    made = {"cqparts/industry.yaml": ROOT / "data" / "industry.yaml"}
    made |= {name: ROOT / "hatch_build.py" for name in packed if name.startswith("cqparts/_bundled/")}
    sources = {made.get(name, ROOT / "src" / name) for name in packed}
    assert matched >= sources | {ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE")}


def test_sdist_holds_what_tests_need(built: Path) -> None:
    """The source archive holds the model, the hook, the documents and the tests."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.split("/", 1)[1] for name in packed.getnames()}
    wanted = {"data/industry.yaml", "hatch_build.py", "docs/industry.schema.json", "tests/test_packaging.py"}
    assert wanted <= names
    assert "tests/broken/text-number.yaml" in names


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_unsound_model_is_refused(tmp_path: Path, target: str) -> None:
    """Nothing is built from an invalid model: the build fails with the place and the message of the problem."""
    tree = copy_of_tree(tmp_path)
    file = tree / "data" / "industry.yaml"
    text = file.read_text("utf-8")
    line = text[: text.index('adcode: "500120"')].count("\n") + 1
    file.write_text(text.replace('adcode: "500120"', "adcode: 500120"), "utf-8")
    done = build(tree, target, tmp_path / "dist")
    message = "districts[4] (bishan).adcode: expected text, found the number 500120; put it in quotes"
    assert done.returncode == 1
    assert f"{file}:{line}:13: {message}" in done.stderr.splitlines()
    assert not list((tmp_path / "dist").glob("*"))


def test_editable_install_reads_checkout(tmp_path: Path) -> None:
    """An editable wheel holds no model, and can be built while the model is in the middle of a change."""
    tree = copy_of_tree(tmp_path)
    (tree / "data" / "industry.yaml").write_text("pilot: [\n", "utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", str(tmp_path / "dist")]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not [name for name in wheel_names(tmp_path / "dist") if name.endswith(".yaml") or "_bundled/" in name]
