"""What is wrong with a model, while it is being found, and how a message shows it."""

from collections.abc import Collection

Path = tuple[str | int | None, ...]
"""Keys and indexes from the root to a value; a last None stands for the key itself instead of its value."""

MAX_KEPT = 10_000
"""Problems kept; further ones are only counted, so that a hostile file cannot fill memory with its faults."""

MAX_SUGGESTIONS = 100
"""Problems that carry a "did you mean"; looking for one takes time."""

MAX_OPTIONS = 1_000
"""Names among which a near one is sought."""

MAX_SHOWN = 60
"""Characters of a text that a message shows."""


class Problems:
    """What is wrong, while it is being found."""

    def __init__(self, *, lost: bool = False) -> None:
        """Begin with none; something may be lost already."""
        self.found: list[tuple[Path, str]] = []
        self.count = 0
        self.lost = lost
        """Whether a record, a list or an id could not be read, so that nobody can say what the model does not hold."""

    def add(self, path: Path, message: str) -> bool:
        """Count a problem, and say whether it is also kept."""
        self.count += 1
        if self.count <= MAX_KEPT:
            self.found.append((path, message))
        return self.count <= MAX_KEPT

    def suggest(self, word: str, options: Collection[str]) -> str:
        """Return '; did you mean "…"?' for a word that is near to an option, else nothing."""
        if len(self.found) >= MAX_SUGGESTIONS or len(options) > MAX_OPTIONS or len(word) > MAX_SHOWN:
            return ""
        import difflib

        near = difflib.get_close_matches(word, options, 1, 0.65)
        return f"; did you mean {shown(near[0])}?" if near else ""


def shown(text: str) -> str:
    """Return a text in quotes for a message: on one line, without control characters, cut where it is long."""
    return f'"{printable(text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…")}"'


def printable(text: str) -> str:
    """Return a text with all that a terminal might act on written as an escape."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in text)
