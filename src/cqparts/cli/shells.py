"""How a shell asks on Tab and takes the answer: Typer's protocols, set right where they let a shell down.

Typer's classes for shells are private; the bound on Typer in pyproject.toml is what makes it safe to build on them.
What differs: words that bash breaks at `=` and `:`, values behind `--option=`, names with characters that a shell acts
on, zsh's first Tab, and no rich.
"""

import os
import re
import sys

from typer import _completion_shared
from typer._click.shell_completion import CompletionItem, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete, FishComplete, ZshComplete

END = "\x01"
"""Marks the cursor while a line is split: nobody types it."""

ACTED_ON = {
    "'": (re.compile("'"), r"'\\''"),
    '"': (re.compile(r'["$\\`]'), r"\\\g<0>"),
    "": (re.compile(r"""[\s!"#$&'()*;<>?\[\\\]^`{|}~]"""), r"\\\g<0>"),
}
"""What bash acts on within each kind of quotes and outside, and how it is kept from that."""

REGISTERED = "\ncompdef %(complete_func)s %(prog_name)s\n"
CALLED = """
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""
"""zsh loads the script at the first Tab: one that only registers itself would have nothing to offer then."""


def answer() -> tuple[str, int]:
    """Return what the shell that asks is to read, and the exit code.

    Raises:
        Exception: Anything that is wrong with the environment, the line or the model.
    """
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    from cqparts.cli.app import app

    # Typer takes rich, where it finds it, to clean descriptions of markup, which ours have not: half of a Tab's time.
    sys.modules["rich"] = None  # type: ignore[assignment]
    with redirect_stdout(StringIO()) as written, redirect_stderr(StringIO()):
        line = app()
        mend()
        try:
            line.main([], prog_name="cqparts")
        except SystemExit as left:
            return written.getvalue(), int(left.code or 0)
    return "", 1


def mend() -> None:
    """Put the protocols as they are here into the place of Typer's, which it fills when an app is made."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell, shell.name)
    script = _completion_shared.COMPLETION_SCRIPT_ZSH.replace(REGISTERED, REGISTERED + CALLED.lstrip())
    _completion_shared._completion_scripts["zsh"] = script  # noqa: SLF001 -- Typer looks there, and nowhere else


def split(line: str) -> list[str]:
    """Return the words of a line without their quotes; the last is the one at the cursor, empty after a space."""
    words = split_arg_string(line + END)
    return [*words[:-1], words[-1].removesuffix(END)]


def option(word: str) -> str:
    """Return the option that the value stands behind: `--format=` of `--format=js`."""
    name, sign, _ = word.partition("=")
    return name + sign if word.startswith("-") and sign else ""


class Bash(BashComplete):
    """Bash: hands over words a line each, broken at `=` and `:`, and takes what follows the last break."""

    kept = ""
    """The part of the word at the cursor that bash holds for another word."""

    start = ""
    """The word at the cursor as it is written, from where bash holds it to begin."""

    option = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one at the cursor, and that one."""
        line = os.environ["COMP_WORDS"]
        broken = line.split("\n") if "\n" in line else split_arg_string(line)
        broken = [*broken, ""][: int(os.environ["COMP_CWORD"]) + 1]
        _, *before, current = whole(broken)
        self.start = broken[-1].lstrip("=:")
        self.kept = current.removesuffix(self.start)
        self.option = option(current)
        return [" ".join(split_arg_string(word)) for word in before], split(current)[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word as it stands on the line, from the last break on."""
        word = f"{self.option}{item.value}".removeprefix(self.kept)
        acted_on, escaped = ACTED_ON.get(self.start[:1]) or ACTED_ON[""]
        return acted_on.sub(escaped, word)


def whole(broken: list[str]) -> list[str]:
    """Return words put together again where bash broke them."""
    words: list[str] = []
    for piece in broken:
        if words and piece and (piece[0] in "=:" or words[-1].endswith(("=", ":"))):
            words[-1] += piece
        else:
            words.append(piece)
    return words


class Lined:
    """A shell that hands over the line up to the cursor."""

    option = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one at the cursor, and that one."""
        _, *before, current = split(os.environ["_TYPER_COMPLETE_ARGS"])
        self.option = option(current)
        return before, current


class Zsh(Lined, ZshComplete):
    """Zsh: takes a command that completes."""

    def complete(self) -> str:
        """Return the command that offers words and what they are, in their order; or files, where there are none."""
        items = self.get_completions(*self.get_completion_args())
        offers = " ".join(map(self.format_completion, items))
        return f"local -a offers; offers=({offers}); _describe -V value offers" if items else "_files"

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what it is, in quotes, with a colon between them."""
        from shlex import quote

        word = f"{self.option}{item.value}".replace("\\", "\\\\").replace(":", "\\:")
        return quote(f"{word}:{item.help}" if item.help else word)


class Fish(Lined, FishComplete):
    """Fish: takes a word a line, what it is behind a tab."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what it is."""
        return self.option + super().format_completion(item)
