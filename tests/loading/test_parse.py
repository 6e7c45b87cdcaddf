"""Reading files: what scalars mean, how strict JSON is, what no text may hold, and where the limits are."""

import json
import os
import threading
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import yaml

from cqparts.errors import ModelError
from cqparts.loading import check, diagnostics, load, locate, parse
from samples import SOUND, faults, sound_json


class TestScalars:
    """Plain scalars follow YAML 1.2, and numbers JSON."""

    @pytest.mark.parametrize(
        "text",
        ["no", "on", "Yes", "True", "NULL", "1:30", "010", "0x1F", "0o17", "1_000", "2023-01-02", "+1", ".5", "1.",
         "1e", "-", "--1", ".inf", ".nan", "Infinity", "NaN", "~x", "nulls", "1 2", "٣"],
    )  # fmt: skip
    def test_text(self, text: str) -> None:
        """What is no number of JSON, true, false or null is text."""
        assert parse.scalar(text) == text

    @pytest.mark.parametrize(
        ("text", "value"),
        [("0", 0), ("-0", 0), ("12", 12), ("-7", -7), ("1.50", 1.5), ("-0.5", -0.5), ("1e3", 1000.0), ("2.5E-1", 0.25),
         ("1e+2", 100.0), ("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
    )  # fmt: skip
    def test_values(self, text: str, value: object) -> None:
        """JSON's numbers, true, false and null are values of their own types."""
        assert parse.scalar(text) == value
        assert type(parse.scalar(text)) is type(value)

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
        for spelt in (text, text.replace(r"\u009b", "\x9b")):
            (fault,) = faults(spelt, tmp_path)
            assert fault.endswith("districts[0] (bishan).name: a control character (U+009B) in text; remove it")
        (fault,) = faults(text.replace(r"\u009b", "\x1b"), tmp_path)
        assert "syntax: Invalid control character at" in fault

    @pytest.mark.parametrize("character", ["\x7f", "\x85", "\u200f", "\u2028", "\u202a", "\u2069", "\ufeff", "\uffff"])
    def test_unfit_characters_as_they_are(self, character: str, tmp_path: Path) -> None:
        """What YAML may not hold as it is, JSON may not either, in a value or in a key."""
        (fault,) = faults(sound_json().replace("Bishan", f"Bis{character}han"), tmp_path)
        assert fault.endswith(f"name: a control character (U+{ord(character):04X}) in text; remove it")
        (fault,) = faults(sound_json(**{character: 1}), tmp_path)
        assert fault.endswith(f'unknown key "\\u{ord(character):04x}"')

    def test_syntax(self, tmp_path: Path) -> None:
        """A fault of syntax stands alone, with its place."""
        assert faults('{"a": 1,\n "b" 2}', tmp_path) == [
            "2:6: syntax: Expecting ':' delimiter (a file that begins with { is read as JSON)"
        ]

    @pytest.mark.parametrize("depth", [101, 10_000, 1_000_000])
    def test_depth(self, depth: int, tmp_path: Path) -> None:
        """The hundred and first level is refused by that alone, where it begins, however many there are."""
        (fault,) = faults('{"a": ' + "[" * depth + "]" * depth + "}", tmp_path)
        assert fault == "1:106: file: more than the limit of 100 levels of nesting"

    def test_hundred_levels(self, tmp_path: Path) -> None:
        """Of 100 levels, the innermost is still read."""
        found = faults('{"a": ' + "[" * 99 + "]" * 99 + "}", tmp_path)
        assert found[-1] == '1:2: a: unknown key "a"'


class TestTabs:
    """A tab where YAML takes spaces is called by its name."""

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a:\n\tb: c\n", "2:1"),
            ("a:\n  \tb: c\n", "2:3"),
            ("\ufeffa: 江\r\nb:\r\n\t- c\r\n", "3:1"),
            ("\ta: b", "1:1"),
            ("a:\n  - b\n\t- c\n", "3:1"),
        ],
    )
    def test_indentation(self, text: str, place: str, tmp_path: Path) -> None:
        """A tab that indents is a fault of syntax that says so, in files of any kind of lines, with libyaml or not."""
        assert faults(text, tmp_path) == [f"{place}: syntax: a tab as indentation; write spaces"]

    def test_other_faults(self, tmp_path: Path) -> None:
        """A tab elsewhere in the line, and another sign that begins nothing, are not called indentation."""
        (fault,) = faults("a: b\t\nc: @d\n", tmp_path)
        assert "tab" not in fault


class TestLimits:
    """Nothing makes reading hang or fill memory."""

    def test_levels(self, tmp_path: Path) -> None:
        """10 000 levels of YAML are refused at the hundred and first."""
        assert faults("a: " + "[" * 10_000, tmp_path) == ["1:103: file: more than the limit of 100 levels of nesting"]
        assert faults("- " * 10_000, tmp_path) == ["1:201: file: more than the limit of 100 levels of nesting"]

    @pytest.mark.parametrize("bracket", ["[", "{a: "])
    @pytest.mark.parametrize("begin", ["\ufeffa: ", "重庆: ", "a: 1\r\n重庆: ", "- - ", "a: [1, 2]\nb:\n  "])
    @pytest.mark.parametrize("depth", [200, 1_500, 100_000])
    def test_levels_behind_other_text(self, begin: str, bracket: str, depth: int, tmp_path: Path) -> None:
        """The place is that of the bracket that opens the hundred and first level, however far a parser looks."""
        (fault,) = faults(begin + bracket * depth, tmp_path)
        before, last = begin.removeprefix("\ufeff"), begin.splitlines()[-1].removeprefix("\ufeff")
        opened = begin.count("- ") or 1
        line, column = len(before.splitlines()), len(last) + (100 - opened) * len(bracket) + 1
        assert fault == f"{line}:{column}: file: more than the limit of 100 levels of nesting"

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
            load.load(file)

    def test_size_exact(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A file of exactly the limit is read, one byte more is not."""
        size = len(SOUND.encode())
        monkeypatch.setattr(parse, "MAX_BYTES", size)
        assert faults(SOUND, tmp_path) == []
        assert faults(SOUND + "\n", tmp_path) == [f"1:1: file: larger than the limit of {size} bytes"]

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no /dev/zero")
    def test_endless_device(self) -> None:
        """/dev/zero is refused once the limit is read."""
        with pytest.raises(ModelError, match=r"^/dev/zero:1:1: file: larger than the limit of 32 MiB$"):
            load.load("/dev/zero")

    def test_endless_growth(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A file that grows while it is read is refused once the limit is read."""
        monkeypatch.setattr(parse, "MAX_BYTES", 100_000)
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
            load.load(pipe)
        writer.join()

    @pytest.mark.parametrize("text", ["a: [1, 2]\nb: {c: 3, d: 4}", '{"a": [1, 2], "b": {"c": 3, "d": 4}}'])
    def test_values(self, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Keys, values and collections are counted; exactly the limit is read."""
        monkeypatch.setattr(parse, "MAX_VALUES", 11)
        assert any('a: unknown key "a"' in fault for fault in faults(text, tmp_path))
        monkeypatch.setattr(parse, "MAX_VALUES", 10)
        (fault,) = faults(text, tmp_path)
        place = "1:1" if text.startswith("{") else "2:14"
        assert fault == f"{place}: file: more than the limit of 10 values"

    def test_little_stack(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Where Python's stack ends before the hundred and first level, the fault is that of the whole file."""

        def overflow(*_: object, **__: object) -> None:
            raise RecursionError

        monkeypatch.setattr(json, "loads", overflow)
        assert faults('{"a": [1]}', tmp_path) == ["1:1: file: more than the limit of 100 levels of nesting"]

    @pytest.mark.parametrize("text", ['"' + '\\"' * 50 + ",", '"' + "\\\\" * 50])
    def test_texts_without_an_end(self, text: str) -> None:
        """A text of JSON without an end is one piece up to the end of the file, whatever it holds."""
        pieces = [match[0] for match in parse.JSON_TOKEN.finditer('{"a": [' + text)]
        assert pieces == ["{", '"a"', "[", text]

    def test_text_of_backslashes(self, tmp_path: Path) -> None:
        """A text of 2 MB of backslashes is one piece, found in no more memory than it takes itself, four times over."""
        text = '{"a": "' + r"\\" * 1_000_000 + '"}'
        parse.JSON_TOKEN.search('"a"')
        tracemalloc.start()
        try:
            assert [match.end() for match in parse.JSON_TOKEN.finditer(text)][-1] == len(text)
            assert tracemalloc.get_traced_memory()[1] < 4 * len(text)
        finally:
            tracemalloc.stop()
        assert faults(text, tmp_path)[-1] == '1:2: a: unknown key "a"'

    def test_commas_in_text_do_not_count(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Only the values of JSON count, not the signs in its texts."""
        monkeypatch.setattr(parse, "MAX_VALUES", 100)
        assert faults(sound_json().replace("Bishan", "," * 400), tmp_path) == []

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
        examined = check.check_file(file)
        assert examined.total == 20_000
        with pytest.raises(ModelError) as raised:
            load.load(file)
        lines = str(raised.value).splitlines()
        assert len(lines) == 101
        assert lines[99].endswith(':114:1: key99: unknown key "key99"')
        assert lines[100] == "and 19900 more"

    @pytest.mark.parametrize("entry", ["1", '"x"', "{}"])
    def test_more_problems_than_are_kept(self, entry: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Of more problems than are kept, the first have their places; nothing more is compared or looked for."""

        def refuse(*_: object) -> None:
            raise AssertionError

        monkeypatch.setattr(diagnostics, "MAX_KEPT", 50)
        monkeypatch.setattr("cqparts.loading.validate.check", refuse)
        file = tmp_path / "model.json"
        file.write_text(sound_json(districts=[json.loads(entry)] * 1_000), "utf-8")
        walked: list[object] = []
        real = locate.Token

        def token(*words: Any) -> locate.Token:  # noqa: ANN401 -- what a token is made of
            walked.append(words)
            return real(*words)

        monkeypatch.setattr(locate, "Token", token)
        examined = check.check_file(file)
        assert examined.total >= 1_000
        assert len(examined.problems) == 50
        assert examined.problems[0].path == "districts[0]"
        assert examined.problems[0].column > 1
        assert len(walked) < 500

    def test_exactly_hundred_problems(self, tmp_path: Path) -> None:
        """A hundred problems are all listed, with no word on others."""
        file = tmp_path / "model.yaml"
        file.write_text(SOUND + "".join(f"key{number}: x\n" for number in range(100)), "utf-8")
        with pytest.raises(ModelError) as raised:
            load.load(file)
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

    def test_escape_beyond_unicode(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """An escape of no character is a fault of syntax, with libyaml and without."""
        assert faults('a: "\\U00110000"', tmp_path)[0].startswith("1:7: syntax: ")
        monkeypatch.delattr(yaml, "CBaseLoader")
        assert faults('a: "\\U00110000"', tmp_path)[0].startswith("1:1: syntax: ")

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
