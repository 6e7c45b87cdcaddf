"""How a shell asks on Tab and takes the answer, and how completion is installed in it.

What the three differ in: the words that bash breaks at `=` and `:`, values behind `--option=`, names with characters
that a shell acts on, and zsh's first Tab.
"""

import os
import re
from collections.abc import Callable, Iterable
from shlex import quote, shlex
from typing import TYPE_CHECKING

from cqparts.cli.completion import Offer, complete
from cqparts.errors import CallError
from cqparts.model.record import Record

if TYPE_CHECKING:
    from pathlib import Path

END = "\x01"
"""Marks the cursor while a line is split: nobody types it."""

ACTED_ON = {
    "'": (re.compile("'"), r"'\\''"),
    '"': (re.compile(r'["$\\`]'), r"\\\g<0>"),
    "": (re.compile(r"""[\s!"#$&'()*;<>?\[\\\]^`{|}~]"""), r"\\\g<0>"),
}
"""What bash acts on within each kind of quotes and outside, and how it is kept from that."""


class Shell(Record):
    """A shell: how it asks, where its script goes, and which lines of its start-up file load that."""

    answer: Callable[[], str]
    script: str
    place: str
    """The file of the script, in the home folder."""
    start_up: str = ""
    lines: tuple[str, ...] = ()


def answer(asked: str) -> str:
    """Return what the shell that asks is to read.

    Args:
        asked: `complete_bash`, `complete_zsh` or `complete_fish`.

    Raises:
        Exception: Anything that is wrong with the environment, the line or the model.
    """
    return SHELLS[asked.removeprefix("complete_")].answer()


def split_line(line: str) -> list[str]:
    """Return the words of a line without their quotes; the last is the one at the cursor, empty after a space."""
    words = split_words(line + END)
    return [*words[:-1], words[-1].removesuffix(END)]


def split_words(line: str) -> list[str]:
    """Return the words of a line without their quotes; the last may lack its closing quote."""
    words: list[str] = []
    reader = shlex(line, posix=True)
    reader.whitespace_split, reader.commenters = True, ""
    try:
        words.extend(reader)
    except ValueError:  # within quotes: what has been read of the word is the word
        words.append(reader.token)
    return words


def option_before(word: str) -> str:
    """Return the option that the value stands behind: `--format=` of `--format=js`."""
    name, sign, _ = word.partition("=")
    return name + sign if word.startswith("-") and sign else ""


def answer_bash() -> str:
    """Return the offers, a word a line: bash breaks words at `=` and `:`, and takes what follows the break."""
    line = os.environ["COMP_WORDS"]
    broken = [*(line.split("\n") if "\n" in line else split_words(line)), ""][: int(os.environ["COMP_CWORD"]) + 1]
    _, *before, current = join_broken(broken)
    start = broken[-1].lstrip("=:")
    kept, option = current.removesuffix(start), option_before(current)
    offers = complete([" ".join(split_words(word)) for word in before], split_line(current)[-1])
    acted_on, escape = ACTED_ON.get(start[:1]) or ACTED_ON[""]
    return "\n".join(acted_on.sub(escape, f"{option}{word}".removeprefix(kept)) for word, _ in offers)


def join_broken(broken: Iterable[str]) -> list[str]:
    """Return words put together again where bash broke them."""
    words: list[str] = []
    for piece in broken:
        if words and piece and (piece[0] in "=:" or words[-1].endswith(("=", ":"))):
            words[-1] += piece
        else:
            words.append(piece)
    return words


def offers_with_option() -> list[Offer]:
    """Return the offers for a line that is handed over whole up to the cursor, each with the option before it."""
    _, *before, current = split_line(os.environ["_CQPARTS_LINE"])
    option = option_before(current)
    return [(f"{option}{word}", text) for word, text in complete(before, current)]


def answer_zsh() -> str:
    """Return the command that offers words and what they are, in their order; or files, where there are none."""
    items = " ".join(zsh_item(*offer) for offer in offers_with_option())
    return f"local -a offers; offers=({items}); _describe -V value offers" if items else "_files"


def zsh_item(word: str, text: str) -> str:
    """Return a word and what it is, in quotes, with a colon between them."""
    escaped = word.replace("\\", "\\\\").replace(":", "\\:")
    return quote(f"{escaped}:{text}" if text else escaped)


def answer_fish() -> str:
    """Return a word a line, what it is behind a tab."""
    return "\n".join(f"{word}\t{text}" if text else word for word, text in offers_with_option())


SHELLS = {
    "bash": Shell(
        answer_bash,
        """_cqparts_completion() {
    local IFS=$'\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _CQPARTS_COMPLETE=complete_bash $1 ) )
    return 0
}

complete -o default -F _cqparts_completion cqparts
""",
        ".bash_completions/cqparts.sh",
        ".bashrc",
        ("source '{place}'",),
    ),
    "zsh": Shell(
        answer_zsh,
        """#compdef cqparts

_cqparts_completion() {
  eval $(env _CQPARTS_LINE="${words[1,$CURRENT]}" _CQPARTS_COMPLETE=complete_zsh cqparts)
}

compdef _cqparts_completion cqparts
# zsh loads this file at the first Tab: a script that only registers itself would have nothing to offer then.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _cqparts_completion "$@"
fi
""",
        ".zfunc/_cqparts",
        ".zshrc",
        ("fpath+=~/.zfunc; autoload -Uz compinit; compinit", "zstyle ':completion:*' menu select"),
    ),
    "fish": Shell(
        answer_fish,
        """complete --command cqparts --no-files --arguments \
  "(env _CQPARTS_COMPLETE=complete_fish _CQPARTS_LINE=(commandline -cp) cqparts)"
""",
        ".config/fish/completions/cqparts.fish",
    ),
}
"""The shells that completion knows."""


def install() -> str:
    """Install completion in the shell that calls, and return what to say of it.

    Raises:
        CallError: The shell is none that completion knows.
        OutputError: A file cannot be written.
    """
    from pathlib import Path

    from cqparts.output.files import write_error, write_whole

    name = current_shell()
    shell, home = SHELLS[name], Path.home()
    place = home / shell.place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise write_error(place, fault) from None
    write_whole(place, shell.script.encode(), force=True)
    if shell.start_up:
        add_lines(home / shell.start_up, [line.format(place=place) for line in shell.lines])
    return f"{name} completion installed in {place}\nCompletion will take effect once you restart the terminal\n"


def add_lines(file: "Path", lines: Iterable[str]) -> None:
    """Add the lines that a start-up file lacks; what it says of zsh's style already stays, and so do bytes of any kind.

    Raises:
        OutputError: The file cannot be written; it is as it was.
    """
    from cqparts.output.files import write_whole

    text = file.read_text("utf-8", "surrogateescape") if file.is_file() else ""
    for line in lines:
        if line not in text and not ("zstyle" in text and line.startswith("zstyle")):
            text = f"{text.rstrip()}\n{line}\n".lstrip("\n")
    write_whole(file, text.encode("utf-8", "surrogateescape"), force=True)


def script() -> str:
    """Return the script of the shell that calls.

    Raises:
        CallError: The shell is none that completion knows.
    """
    return SHELLS[current_shell()].script


def current_shell() -> str:
    """Return the name of the shell that calls.

    Raises:
        CallError: It is none that completion knows, or cannot be told.
    """
    from shellingham import ShellDetectionFailure, detect_shell

    try:
        name = str(detect_shell()[0])
    except ShellDetectionFailure:
        name = "an unknown shell"
    if name not in SHELLS:
        raise CallError(f"completion knows bash, zsh and fish, not {name}; call this from one of them")
    return name
