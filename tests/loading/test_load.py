"""Loading models: from where, in which forms, and with what manners."""

import gc
import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
import yaml

from cqparts.errors import ModelError
from cqparts.loading import check, load
from cqparts.model.content import dump
from samples import SMALL, SOUND, faults, sound_json

MODEL = Path(__file__).parents[2] / "data" / "industry.yaml"


class Terminal(io.StringIO):
    """A terminal that says when something is written to it."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Keep a text, and that there was one."""
        self.written.set()
        return super().write(text)


class TestWhere:
    """From where models come."""

    def test_bundled(self) -> None:
        """Without a path the bundled model is read; its file is the checkout's, or the copy in the wheel."""
        assert load.load() == load.load(MODEL)
        assert load.bundled_file().read_bytes() == MODEL.read_bytes()

    def test_text_path(self) -> None:
        """A path may be a text."""
        assert load.load(str(MODEL)) == load.load(MODEL)

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A hyphen is standard input, which messages call <stdin>."""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode())))
        assert load.load("-").districts[0].name_zh == "璧山"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"pilot: ]")))
        assert str(check.check_file("-").problems[0]).startswith("<stdin>:1:8: syntax: ")

    def test_standard_input_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Standard input that is closed is named as such."""
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(ModelError, match=r"^<stdin>:1:1: file: standard input is closed$"):
            load.load("-")

    @pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX's")
    def test_pipe(self, tmp_path: Path) -> None:
        """A named pipe is read to its end, as `--data <(command)` needs."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(SOUND, "utf-8"))
        writer.start()
        assert load.load(pipe).pilot.name_zh == "试点"
        writer.join()

    def test_missing(self, tmp_path: Path) -> None:
        """A file that does not exist is one line."""
        with pytest.raises(
            ModelError, match=r"^[^\n]*/none.yaml:1:1: file: cannot be read: No such file or directory$"
        ):
            load.load(tmp_path / "none.yaml")

    def test_directory(self, tmp_path: Path) -> None:
        """A directory is one line."""
        with pytest.raises(ModelError, match=r"^[^\n]*:1:1: file: cannot be read: Is a directory$"):
            load.load(tmp_path)

    def test_impossible_name(self) -> None:
        """A name that no file can have is one line, its control characters written as escapes."""
        with pytest.raises(ModelError, match=r"^a\\u0000\\u001bb:1:1: file: cannot be read: embedded null byte$"):
            load.load("a\0\x1bb")


class TestEquality:
    """A model is the same in every form."""

    def test_real_round_trip(self, tmp_path: Path) -> None:
        """YAML to model to JSON to model gives an equal model, type for type."""
        model = load.load(MODEL)
        file = tmp_path / "model.json"
        file.write_text(json.dumps(dump(model)), "utf-8")
        again = load.load(file)
        assert again == model
        assert repr(again) == repr(model)

    def test_dump_leaves_defaults_out(self) -> None:
        """Plain data hold what the file said, and no more."""
        plain = dump(load.load(MODEL))
        assert plain["districts"][2]["seat"] == {
            "lat": 29.35376,
            "lon": 105.89392,
            "geonames": 1786378,
            "sources": ["geonames"],
            "qualifier": "about",
            "note": "GeoNames entry Yongchuan.",
            "note_zh": "GeoNames 条目 Yongchuan。",
        }
        assert list(plain["scopes"][0]) == ["id", "name", "name_zh", "sources", "topic"]

    def test_without_libyaml(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Without libyaml the same model is read, and problems have the same places, only slower."""
        expected = faults(SMALL, tmp_path)
        monkeypatch.delattr(yaml, "CBaseLoader")
        assert load.load(MODEL) == load.load(MODEL)
        assert faults(SMALL, tmp_path) == expected
        assert faults(SOUND, tmp_path) == []

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_line_endings(self, ending: str, tmp_path: Path) -> None:
        """Lines may end as on any system, and are counted alike."""
        assert faults(SOUND.replace("\n", ending), tmp_path) == []
        (fault,) = faults(SMALL.replace("\n", ending), tmp_path)
        assert fault.startswith("13:39: ")

    @pytest.mark.parametrize("text", [SOUND, sound_json()])
    def test_byte_order_mark(self, text: str, tmp_path: Path) -> None:
        """A byte order mark of UTF-8 is passed over."""
        assert faults(b"\xef\xbb\xbf" + text.encode(), tmp_path) == []

    @pytest.mark.parametrize(
        "text", ["---\n" + SOUND, "# a comment\n\n" + SOUND + "...\n# the end\n\n", "\n\n" + sound_json()]
    )
    def test_marks_of_a_document(self, text: str, tmp_path: Path) -> None:
        """One document may be marked as one, with comments and blank lines around it."""
        assert faults(text, tmp_path) == []

    def test_markup_stays_text(self, tmp_path: Path) -> None:
        """Square brackets that rich would take for markup are text like any other."""
        file = tmp_path / "model.yaml"
        file.write_text(SOUND.replace("name: Bishan", 'name: "[red]Bishan[/x]"'), "utf-8")
        assert load.load(file).districts[0].name == "[red]Bishan[/x]"

    def test_wide_space_is_text(self, tmp_path: Path) -> None:
        """Blanks that are no control characters, such as the wide one of Chinese, are text."""
        assert faults(SOUND.replace("璧山", "璧\u3000\u00a0山"), tmp_path) == []


class TestManners:
    """What reading does besides."""

    @pytest.mark.parametrize("enabled", [True, False])
    def test_collector(self, enabled: bool, tmp_path: Path) -> None:  # noqa: FBT001  pytest hands parameters over so
        """Python's collector rests while a file is read, and is then as it was."""
        was = gc.isenabled()
        (gc.enable if enabled else gc.disable)()
        try:
            faults("pilot: [", tmp_path)
            assert gc.isenabled() is enabled
        finally:
            (gc.enable if was else gc.disable)()

    def test_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a terminal, a reading that takes long is announced, and the line taken back."""
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(check, "ANNOUNCED_AFTER", 0)
        monkeypatch.setattr(check, "_bytes", lambda path: terminal.written.wait(10) and Path(path).read_bytes())
        load.load(MODEL)
        assert terminal.getvalue() == f"reading {MODEL} …\r\033[K"

    def test_no_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where reading is quick, and where standard error is closed, nothing is said."""
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(check, "ANNOUNCED_AFTER", 60)
        load.load(MODEL)
        assert terminal.getvalue() == ""
        monkeypatch.setattr(sys, "stderr", None)
        assert load.load(MODEL).pilot.id == "pilot"

    def test_problem_as_text(self) -> None:
        """A problem's text is a line that editors parse."""
        problem = check.Problem("model.yaml", 3, 5, "districts[0].name", "expected text, found nothing; fill it in")
        assert str(problem) == "model.yaml:3:5: districts[0].name: expected text, found nothing; fill it in"
