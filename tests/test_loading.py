"""Reading models: from where, in which forms, within which limits, and what a hostile file comes to."""

import gc
import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
import yaml

from cqparts import loading, reading
from cqparts.errors import ModelError

MODEL = Path(__file__).parents[1] / "data" / "industry.yaml"

SMALL = """\
schema_version: 1
pilot: {id: pilot, name: Pilot, name_zh: 试点, as_of: "2023", summary: S, summary_zh: 摘要, sources: [article]}
sources:
  - {id: article, title: T, publisher: P, language: en, kind: primary}
systems: []
districts:
  - id: bishan
    name: Bishan
    name_zh: 璧山
    adcode: "500120"
    sources: [article]
    priorities:
      - {occasion: plan, assemblies: [chassis], as_of: "2023-04", sources: [article]}
unplaced: []
"""
"""A model of one district, unsound in one place: nothing is called chassis."""

SOUND = SMALL.replace(
    "systems: []",
    "systems: [{id: new-energy, name: N, name_zh: 新, sources: [article], assemblies: ["
    "{id: chassis, name: Chassis, name_zh: 底盘, sources: [article]}]}]",
)


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


def faults(text: str | bytes, folder: Path) -> list[str]:
    """Return the problems of a file of this text, without its name."""
    file = folder / "model"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem).removeprefix(f"{file}:") for problem in loading.examine(file).problems]


def sound_json(**changes: object) -> str:
    """Return the sound model as JSON, with changes."""
    return json.dumps({**yaml.safe_load(SOUND), **changes}, ensure_ascii=False)


class TestWhere:
    """From where models come."""

    def test_bundled(self) -> None:
        """Without a path the bundled model is read; in a checkout that is the YAML."""
        assert loading.load() == loading.load(MODEL)
        assert loading.bundled_file() == MODEL

    def test_text_path(self) -> None:
        """A path may be a text."""
        assert loading.load(str(MODEL)) == loading.load(MODEL)

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A hyphen is standard input, which messages call <stdin>."""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode())))
        assert loading.load("-").districts[0].name_zh == "璧山"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"pilot: ]")))
        assert str(loading.examine("-").problems[0]).startswith("<stdin>:1:8: syntax: ")

    def test_standard_input_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Standard input that is closed is named as such."""
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(ModelError, match=r"^<stdin>:1:1: file: standard input is closed$"):
            loading.load("-")

    def test_pipe(self, tmp_path: Path) -> None:
        """A named pipe is read to its end, as `--data <(command)` needs."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(SOUND, "utf-8"))
        writer.start()
        assert loading.load(pipe).pilot.name_zh == "试点"
        writer.join()

    def test_missing(self, tmp_path: Path) -> None:
        """A file that does not exist is one line."""
        with pytest.raises(
            ModelError, match=r"^[^\n]*/none.yaml:1:1: file: cannot be read: No such file or directory$"
        ):
            loading.load(tmp_path / "none.yaml")

    def test_directory(self, tmp_path: Path) -> None:
        """A directory is one line."""
        with pytest.raises(ModelError, match=r"^[^\n]*:1:1: file: cannot be read: Is a directory$"):
            loading.load(tmp_path)

    def test_impossible_name(self) -> None:
        """A name that no file can have is one line, its control characters written as escapes."""
        with pytest.raises(ModelError, match=r"^a\\u0000\\u001bb:1:1: file: cannot be read: embedded null byte$"):
            loading.load("a\0\x1bb")


class TestEquality:
    """A model is the same in every form."""

    def test_real_round_trip(self, tmp_path: Path) -> None:
        """YAML to model to JSON to model gives an equal model, type for type."""
        model = loading.load(MODEL)
        file = tmp_path / "model.json"
        file.write_text(json.dumps(loading.dump(model)), "utf-8")
        again = loading.load(file)
        assert again == model
        assert repr(again) == repr(model)

    def test_dump_leaves_defaults_out(self) -> None:
        """Plain data hold what the file said, and no more."""
        plain = loading.dump(loading.load(MODEL))
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
        assert loading.load(MODEL) == loading.load(MODEL)
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
        assert loading.load(file).districts[0].name == "[red]Bishan[/x]"

    def test_wide_space_is_text(self, tmp_path: Path) -> None:
        """Blanks that are no control characters, such as the wide one of Chinese, are text."""
        assert faults(SOUND.replace("璧山", "璧\u3000山\u00a0"), tmp_path) == []


class TestScalars:
    """Plain scalars follow YAML 1.2, and numbers JSON."""

    @pytest.mark.parametrize(
        "text",
        ["no", "on", "Yes", "True", "NULL", "1:30", "010", "0x1F", "0o17", "1_000", "2023-01-02", "+1", ".5", "1.",
         "1e", "-", "--1", ".inf", ".nan", "Infinity", "NaN", "~x", "nulls", "1 2", "٣"],
    )  # fmt: skip
    def test_text(self, text: str) -> None:
        """What is no number of JSON, true, false or null is text."""
        assert reading.scalar(text) == text

    @pytest.mark.parametrize(
        ("text", "value"),
        [("0", 0), ("-0", 0), ("12", 12), ("-7", -7), ("1.50", 1.5), ("-0.5", -0.5), ("1e3", 1000.0), ("2.5E-1", 0.25),
         ("1e+2", 100.0), ("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
    )  # fmt: skip
    def test_values(self, text: str, value: object) -> None:
        """JSON's numbers, true, false and null are values of their own types."""
        assert reading.scalar(text) == value
        assert type(reading.scalar(text)) is type(value)

    def test_quoted_is_text(self, tmp_path: Path) -> None:
        """In quotes, and in blocks, everything is text."""
        quoted = SOUND.replace("name: Bishan", "name: 'true'").replace("name_zh: 璧山", "name_zh: >-\n      12")
        assert faults(quoted, tmp_path) == []


class TestJson:
    """JSON is as strict."""

    def test_positions(self, tmp_path: Path) -> None:
        """Problems of JSON have lines and columns, past escapes, tabs and characters of two halves."""
        text = sound_json(districts=[], sources=[{"id": "\U0001f600", "\u00e9": 1}])
        pretty = json.dumps(json.loads(text), indent="\t")
        assert faults(pretty, tmp_path)[:4] == [
            '15:3: sources[0] (😀): missing key "title"',
            '15:3: sources[0] (😀): missing key "publisher"',
            '15:3: sources[0] (😀): missing key "language"',
            '15:3: sources[0] (😀): missing key "kind"',
        ]
        form = "small letters and digits, joined by single hyphens or points"
        assert faults(pretty, tmp_path)[4] == f'16:10: sources[0] (😀).id: "😀" does not fit; expected {form}'
        assert faults(pretty, tmp_path)[5] == '17:4: sources[0] (😀).é: unknown key "é"'

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("NaN", "expected 1, found NaN"),
            ("-Infinity", "expected 1, found -Infinity"),
            ("1e999", "expected 1, found a number too large"),
            ("9" * 5000, "expected 1, found a number of 5000 digits"),
            ("1.0", "expected 1, found the number 1.0"),
            ('"1"', 'expected 1, found the text "1"; take the quotes away'),
        ],
    )
    def test_numbers(self, value: str, message: str, tmp_path: Path) -> None:
        """What Python's reader would let pass for a number is refused."""
        text = sound_json().replace('{"schema_version": 1', '{"schema_version": ' + value)
        assert faults(text, tmp_path) == [f"1:20: schema_version: {message}"]

    def test_duplicates(self, tmp_path: Path) -> None:
        """A key that is given twice is named at its second place, whatever its spelling."""
        text = sound_json().replace('"name": "Bishan"', '"name": "Bishan",\n "n\\u0061me": "Bishan"')
        assert faults(text, tmp_path) == ['2:2: districts[0] (bishan).name: the key "name" is given twice']

    @pytest.mark.parametrize("half", [r"\ud800", r"\udc00x", r"\udc00\ud800"])
    def test_lone_surrogates(self, half: str, tmp_path: Path) -> None:
        """Half of a surrogate pair is no text; a whole pair is."""
        text = sound_json().replace('"name": "Bishan"', f'\n"name": "{half}"')
        (fault,) = faults(text, tmp_path)
        assert fault.startswith("2:9: districts[0] (bishan).name: half a surrogate pair (U+D")
        assert faults(text.replace(half, r"\ud83d\ude00"), tmp_path) == []

    def test_control_characters(self, tmp_path: Path) -> None:
        """Control characters are refused in escapes, and as they are."""
        text = sound_json().replace('"name": "Bishan"', r'"name": "Bis\u009bhan"')
        assert faults(text, tmp_path)[0].endswith("a control character (U+009B) in text; remove it")
        assert faults(text.replace(r"\u009b", "\x9b"), tmp_path)[0].endswith(
            ": text: a control character (U+009B); remove it"
        )

    def test_syntax(self, tmp_path: Path) -> None:
        """A fault of syntax stands alone, with its place."""
        assert faults('{"a": 1,\n "b" 2}', tmp_path) == [
            "2:6: syntax: Expecting ':' delimiter (a file that begins with { is read as JSON)"
        ]

    @pytest.mark.parametrize("depth", [101, 10_000, 1_000_000])
    def test_depth(self, depth: int, tmp_path: Path) -> None:
        """More than 100 levels are refused by that alone, however many they are."""
        (fault,) = faults('{"a": ' + "[" * depth + "]" * depth + "}", tmp_path)
        assert fault.endswith(": file: more than the limit of 100 levels of nesting")

    def test_hundred_levels(self, tmp_path: Path) -> None:
        """Of 100 levels, the innermost is still read."""
        found = faults('{"a": ' + "[" * 99 + "]" * 99 + "}", tmp_path)
        assert found[-1] == '1:2: a: unknown key "a"'


class TestLimits:
    """Nothing makes reading hang or fill memory."""

    def test_levels(self, tmp_path: Path) -> None:
        """10 000 levels of YAML are refused at the hundred and first."""
        assert faults("a: " + "[" * 10_000, tmp_path) == ["1:103: file: more than the limit of 100 levels of nesting"]
        assert faults("- " * 10_000, tmp_path) == ["1:201: file: more than the limit of 100 levels of nesting"]

    def test_aliases(self, tmp_path: Path) -> None:
        """A bomb of aliases is refused at its first alias, by that alone."""
        bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        assert faults(bomb, tmp_path) == ["2:8: syntax: an alias (*) is not part of this format; write the value out"]

    def test_size(self, tmp_path: Path) -> None:
        """A line of 1 GiB is refused once the limit of 32 MiB is read."""
        file = tmp_path / "model.yaml"
        with file.open("wb") as made:
            made.truncate(2**30)
        with pytest.raises(ModelError, match=r":1:1: file: larger than the limit of 32 MiB$"):
            loading.load(file)

    def test_size_exact(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A file of exactly the limit is read, one byte more is not."""
        size = len(SOUND.encode())
        monkeypatch.setattr(reading, "MAX_BYTES", size)
        assert faults(SOUND, tmp_path) == []
        assert faults(SOUND + "\n", tmp_path) == [f"1:1: file: larger than the limit of {size} bytes"]

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no /dev/zero")
    def test_endless_device(self) -> None:
        """/dev/zero is refused once the limit is read."""
        with pytest.raises(ModelError, match=r"^/dev/zero:1:1: file: larger than the limit of 32 MiB$"):
            loading.load("/dev/zero")

    def test_endless_growth(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A file that grows while it is read is refused once the limit is read."""
        monkeypatch.setattr(reading, "MAX_BYTES", 100_000)
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)

        def write() -> None:
            with pipe.open("wb", buffering=0) as end:
                try:
                    while True:
                        end.write(b"# more and more\n")
                except BrokenPipeError:
                    return

        writer = threading.Thread(target=write)
        writer.start()
        with pytest.raises(ModelError, match="larger than the limit of 100000 bytes"):
            loading.load(pipe)
        writer.join()

    @pytest.mark.parametrize("text", ["a: [1, 2]\nb: {c: 3, d: 4}", '{"a": [1, 2], "b": {"c": 3, "d": 4}}'])
    def test_values(self, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Keys, values and collections are counted; exactly the limit is read."""
        monkeypatch.setattr(reading, "MAX_VALUES", 11)
        assert any('a: unknown key "a"' in fault for fault in faults(text, tmp_path))
        monkeypatch.setattr(reading, "MAX_VALUES", 10)
        (fault,) = faults(text, tmp_path)
        assert fault.endswith(": file: more than the limit of 10 values")

    def test_commas_in_text_do_not_count(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Only the values of JSON count, not the signs in its texts."""
        monkeypatch.setattr(reading, "MAX_VALUES", 100)
        assert faults(sound_json().replace("Bishan", "," * 1000), tmp_path) == []

    def test_directives(self, tmp_path: Path) -> None:
        """Directives, of which many would take the parser hours, are refused before it sees them."""
        many = "".join(f"%TAG !{number}! x\n" for number in range(200_000))
        message = "syntax: a directive (%) is not part of this format; remove the line"
        assert faults(many + "---\n" + SOUND, tmp_path) == [f"1:1: {message}"]
        line = SOUND.count("\n") + 2
        assert faults(SOUND + "...\n" + many, tmp_path) == [f"{line}:1: {message}"]

    def test_many_problems(self, tmp_path: Path) -> None:
        """The first hundred problems are listed, and the others counted."""
        file = tmp_path / "model.yaml"
        file.write_text(SOUND + "".join(f"key{number}: x\n" for number in range(20_000)), "utf-8")
        examined = loading.examine(file)
        assert examined.total == 20_000
        with pytest.raises(ModelError) as raised:
            loading.load(file)
        lines = str(raised.value).splitlines()
        assert len(lines) == 101
        assert lines[99].endswith(':114:1: key99: unknown key "key99"')
        assert lines[100] == "and 19900 more"

    def test_exactly_hundred_problems(self, tmp_path: Path) -> None:
        """A hundred problems are all listed, with no word on others."""
        file = tmp_path / "model.yaml"
        file.write_text(SOUND + "".join(f"key{number}: x\n" for number in range(100)), "utf-8")
        with pytest.raises(ModelError) as raised:
            loading.load(file)
        assert len(str(raised.value).splitlines()) == 100


class TestCharacters:
    """What is no text."""

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"a: b\nc: \xff", "2:4: text: not UTF-8: the byte 0xff; save the file as UTF-8"),
            ("a: 江\0".encode(), "1:5: text: a control character (U+0000); remove it"),
            ("a: b".encode("utf-16"), "1:1: text: not UTF-8: the byte 0xff; save the file as UTF-8"),
            (b"a: \xed\xa0\x80", "1:4: text: not UTF-8: the byte 0xed; save the file as UTF-8"),
            ("a: b\u2028c".encode(), "1:5: text: a control character (U+2028); remove it"),
            ("a: b\n\ufeffc".encode(), "2:1: text: a control character (U+FEFF); remove it"),
            (b"", "1:1: file: empty; a model is expected"),
            (b" \n\t\n", "1:1: file: empty; a model is expected"),
            (b"\xef\xbb\xbf", "1:1: file: empty; a model is expected"),
            (b"# only a comment\n", "1:1: model: expected a mapping, found nothing"),
            (b"- a\n", "1:1: model: expected a mapping, found a list"),
            (b"hello\n", '1:1: model: expected a mapping, found the text "hello"'),
            (b"---\n---\n", "2:1: model: a second document begins here; a model is one document"),
        ],
    )
    def test_refused(self, data: bytes, fault: str, tmp_path: Path) -> None:
        """Bytes that are no text, characters that no text may hold, and files of nothing are one line each."""
        assert faults(data, tmp_path)[-1] == fault

    @pytest.mark.parametrize("character", ["\x1b", "\x7f", "\x85", "\u200e", "\u202e", "\u2066", "\t", "\n"])
    def test_escapes(self, character: str, tmp_path: Path) -> None:
        """A control character is refused as an escape too, and the message never holds it."""
        escape = f'"Bis\\u{ord(character):04x}han"'
        (fault,) = faults(SOUND.replace("name: Bishan", f"name: {escape}"), tmp_path)
        assert fault.startswith("8:11: districts[0] (bishan).name: a ")
        assert fault.isprintable()

    def test_keys(self, tmp_path: Path) -> None:
        """A key of control characters is shown as escapes, and a long one is cut."""
        assert faults(SOUND + '"\\e[31m": x\n', tmp_path) == ['15:1: "\\u001b[31m": unknown key "\\u001b[31m"']
        long = "k" * 100
        assert faults(SOUND + f"{long}: x\n", tmp_path) == [f'15:1: "{long[:60]}…": unknown key "{long[:60]}…"']


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
        monkeypatch.setattr(loading, "ANNOUNCED_AFTER", 0)
        monkeypatch.setattr(loading, "_bytes", lambda path: terminal.written.wait(10) and Path(path).read_bytes())
        loading.load(MODEL)
        assert terminal.getvalue() == f"reading {MODEL} …\r\033[K"

    def test_no_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where reading is quick, and where standard error is closed, nothing is said."""
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(loading, "ANNOUNCED_AFTER", 60)
        loading.load(MODEL)
        assert terminal.getvalue() == ""
        monkeypatch.setattr(sys, "stderr", None)
        assert loading.load(MODEL).pilot.id == "pilot"

    def test_problem_as_text(self) -> None:
        """A problem's text is a line that editors parse."""
        problem = loading.Problem("model.yaml", 3, 5, "districts[0].name", "expected text, found nothing; fill it in")
        assert str(problem) == "model.yaml:3:5: districts[0].name: expected text, found nothing; fill it in"
