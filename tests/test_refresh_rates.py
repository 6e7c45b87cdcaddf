"""The script that refreshes the bundled rates: what it changes, and what it leaves."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "scripts" / "refresh_rates.py"
MODEL = ROOT / "data" / "industry.yaml"


def script() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("refresh_rates", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = script()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a copy of the model that may be changed."""
    copy = tmp_path / "industry.yaml"
    copy.write_bytes(MODEL.read_bytes())
    return copy


def change(path: Path, *pairs: tuple[str, str]) -> bytes:
    """Replace each text, which the file holds once, by another; return the file."""
    content = path.read_bytes()
    for old, new in pairs:
        assert content.count(old.encode()) == 1
        content = content.replace(old.encode(), new.encode())
    path.write_bytes(content)
    return content


def test_the_bundled_rates_are_fresh() -> None:
    """The model's rates are those of the package, so that the script finds nothing to do."""
    done = subprocess.run([sys.executable, SCRIPT, "--check"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{MODEL}: nothing to do\n", "")


def test_a_fresh_file_stays_untouched(model: Path) -> None:
    """A file whose rates are right is not written at all."""
    before = model.stat()
    assert REFRESH.main([str(model)]) == 0
    assert (model.stat().st_ino, model.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_wrong_rates_are_put_right_and_nothing_else(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rates that differ are replaced in their places; comments, quotes and spaces around them stay."""
    change(model, ('USD: "1.0908"', 'USD:   "9"  # a remark'), ('ZAR: "20.676"', "ZAR: '20.67'"))
    assert REFRESH.main([str(model)]) == 0
    assert capsys.readouterr().out == f"{model}: refreshed\n"
    assert change(model, ('USD:   "1.0908"  # a remark', 'USD: "1.0908"')) == MODEL.read_bytes()


def test_missing_rates_are_added_below(model: Path) -> None:
    """A currency that the table lacks is added after the others, by code, with their indent."""
    change(model, ('        JPY: "159.15"\n', ""), ('        BGN: "1.9558"\n', ""))
    assert REFRESH.main([str(model)]) == 0
    added = '        ZAR: "20.676"\n        BGN: "1.9558"\n        JPY: "159.15"\n'
    assert model.read_text(encoding="utf-8").count(added) == 1


def test_line_ends_of_windows_stay(model: Path) -> None:
    """A file with CRLF keeps it, on added lines too."""
    windows = MODEL.read_bytes().replace(b"\n", b"\r\n")
    model.write_bytes(windows.replace(b'        ZAR: "20.676"\r\n', b""))
    assert REFRESH.main([str(model)]) == 0
    assert model.read_bytes() == windows


def test_rates_in_one_line_are_refreshed_too() -> None:
    """A table written in braces is refreshed in braces."""
    text = 'exchange_rates: {tables: [{sources: [ecb], base: EUR, as_of: "2023-08-21", rates: {USD: "1.0"}}]}\n'
    fresh = REFRESH.refreshed(text)
    assert fresh.startswith(
        'exchange_rates: {tables: [{sources: [ecb], base: EUR, as_of: "2023-08-21", rates: {USD: "1.0908", AUD: '
    )
    assert fresh.endswith(', ZAR: "20.676"}}]}\n')


def test_tables_of_others_stay(model: Path) -> None:
    """A table that does not cite the ECB, or has another base than the euro, is none of the script's."""
    for old, new in (
        (
            "sources: [ecb]\n      note: >-\n        The day of the",
            "sources: [fed-h10]\n      note: >-\n        The day of the",
        ),
        ("base: EUR", "base: USD"),
    ):
        model.write_bytes(MODEL.read_bytes())
        changed = change(model, (old, new), ('USD: "1.0908"', 'USD: "9"'))
        assert REFRESH.main([str(model)]) == 0
        assert model.read_bytes() == changed


def test_check_writes_nothing(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --check a stale file is reported by exit code 1 and left as it is."""
    stale = change(model, ('USD: "1.0908"', 'USD: "9"'))
    assert REFRESH.main(["--check", str(model)]) == 1
    assert capsys.readouterr().out == f"{model}: differs from the package\n"
    assert model.read_bytes() == stale


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('USD: "1.0908"', 'USX: "1.0908"', "the ECB has no rate of USX on 2023-08-21: remove it by hand"),
        (
            'base: EUR\n      as_of: "2023-08-21"',
            'base: EUR\n      as_of: "2023-08-20"',
            "published no rates on 2023-08-20",
        ),
        ("schema_version: 1", "schema_version: [", "while parsing"),
    ],
)
def test_what_cannot_be_refreshed_stays(
    model: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    """An unknown currency, a day without rates and a file that is no YAML are reported, and nothing is written."""
    broken = change(model, (old, new))
    assert REFRESH.main([str(model)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{model}: ")
    assert message in said.err
    assert model.read_bytes() == broken


def test_a_failed_write_leaves_the_file_and_no_other(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot take the old one's place, the old one stays and the new one goes."""
    stale = change(model, ('USD: "1.0908"', 'USD: "9"'))

    def refuse(_: Path, __: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match=r"^$"):
        REFRESH.main([str(model)])
    assert [path.name for path in model.parent.iterdir()] == ["industry.yaml"]
    assert model.read_bytes() == stale


@pytest.mark.skipif(os.name != "posix", reason="links and permissions are told by POSIX")
def test_permissions_and_links_stay(model: Path) -> None:
    """The refreshed file keeps its permissions, and a link to it stays a link."""
    change(model, ('USD: "1.0908"', 'USD: "9"'))
    model.chmod(0o640)
    link = model.with_name("link.yaml")
    link.symlink_to(model)
    assert REFRESH.main([str(link)]) == 0
    assert link.is_symlink()
    assert model.stat().st_mode & 0o777 == 0o640
    assert model.read_bytes() == MODEL.read_bytes()
