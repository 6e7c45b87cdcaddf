"""What is wrong with a model, while it is being found, and how a message shows it."""

from collections.abc import Collection

from cqparts.errors import MAX_QUOTED, quoted

Path = tuple[str | int | None, ...]
"""Keys and indexes from the root to a value; a last None stands for the key itself instead of its value."""

MAX_KEPT = 10_000
"""Problems kept; further ones are only counted, so that a hostile file cannot fill memory with its faults."""

MAX_SUGGESTIONS = 100
"""Problems that carry a "did you mean"; looking for one takes time."""

MAX_OPTIONS = 1_000
"""Names among which a near one is sought."""


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

    @property
    def overflowing(self) -> bool:
        """Whether there are more than are kept: what else may be wrong is then neither looked for nor located."""
        return self.count > MAX_KEPT

    def suggest(self, word: str, options: Collection[str]) -> str:
        """Return '; did you mean "…"?' for a word that is near to an option, else nothing."""
        if len(self.found) >= MAX_SUGGESTIONS or len(options) > MAX_OPTIONS or len(word) > MAX_QUOTED:
            return ""
        import difflib

        near = difflib.get_close_matches(word, options, 1, 0.65)
        return f"; did you mean {quoted(near[0])}?" if near else ""
