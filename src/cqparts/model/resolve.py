"""Words to records: by id, name, code or alias, in any case, or by a unique prefix; and "did you mean"."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from cqparts.errors import CallError
from cqparts.model.types import Assembly, Model

T = TypeVar("T")

KIND_WORDS = (" district", " city", "区", "市")
"""Words that say what kind of thing a name is: a name is found with and without them."""

MOST_NAMES = 40
"""How many names a message lists before it says how many more there are."""


def fold_letters(text: str) -> str:
    """Return a text with its case and width folded."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def fold(text: str) -> str:
    """Return the form in which texts are searched: folded case and width, one space between parts."""
    return " ".join(fold_letters(text).split())


def normalise(word: str) -> str:
    """Return the form in which names are compared: folded, without apostrophes, hyphens and a kind word."""
    folded = fold_letters(word).replace("'", "").replace("\u2019", "").replace("-", " ").replace("_", " ")
    spaced = " ".join(folded.split())
    if spaced.endswith(KIND_WORDS):
        for kind in KIND_WORDS:
            if spaced.endswith(kind) and spaced != kind:
                return spaced.removesuffix(kind)
    return spaced


def names(record: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any of the model's named records
    """Return every word that a record is found by: id, names or, of a source, its title, code and aliases."""
    code = getattr(record, "adcode", None)
    title = (record.name, record.name_zh) if hasattr(record, "name") else (record.title,)
    return (record.id, *title, *((code,) if code else ()), *getattr(record, "aliases", ()))


def assemblies(model: Model) -> list[Assembly]:
    """Return the assemblies of all systems."""
    return [assembly for system in model.systems for assembly in system.assemblies]


def resolve(kind: str, records: Iterable[T], word: str | int) -> T:
    """Return the one record that the word names.

    Raises:
        CallError: nothing or more than one thing answers to the word; the message names what does, or comes near.
    """
    by_id = {record.id: record for record in records}  # type: ignore[attr-defined]
    return by_id[resolve_name(kind, word, {key: names(record) for key, record in by_id.items()})]


def resolve_name(kind: str, word: str | int, choices: Mapping[str, Iterable[str]] | Iterable[str]) -> str:
    """Return the one choice that the word names: exactly, by a name of it, or by a unique prefix.

    Args:
        kind: What the choices are, for the message: "district".
        word: What the user wrote; a code or a year may be a number.
        choices: The choices, or a mapping of each choice to all of its names.

    Raises:
        CallError: nothing or more than one thing answers to the word, or it is neither text nor number.
    """
    if isinstance(word, int) and not isinstance(word, bool):
        word = str(word)
    if not isinstance(word, str):
        raise CallError(f"{kind} {word!r:.40}: expected a text")
    named = choices if isinstance(choices, Mapping) else {choice: (choice,) for choice in choices}
    wanted = normalise(word)
    keys = {choice: {normalise(name) for name in named[choice]} for choice in named}
    exact = [choice for choice in keys if wanted in keys[choice]]
    found = exact or [choice for choice in keys if wanted and any(key.startswith(wanted) for key in keys[choice])]
    if len(found) == 1:
        return found[0]
    if found:
        candidates = (candidate_text(choice, *named[choice]) for choice in found)
        raise CallError(f"{kind} {word!r} could be {join_words(candidates, 'or')}; say which")
    raise CallError(f"no {kind} {word!r}{advice(kind, wanted, keys)}")


def candidate_text(choice: str, _: str, title: str = "", *others: str) -> str:  # noqa: ARG001 -- a choice's names, in order
    """Return a choice as a message names it: by its title, the second of its names, and what to write."""
    return f"{title} ({choice})" if title and title != choice else choice


def advice(kind: str, wanted: str, keys: Mapping[str, Iterable[str]]) -> str:
    """Return the end of a "not found" message: the nearest names, or all of them."""
    from difflib import get_close_matches

    owners = {key: choice for choice, words in keys.items() for key in words}
    near = dict.fromkeys(owners[key] for key in get_close_matches(wanted, owners, n=3, cutoff=0.7))
    if near:
        return f"; did you mean {join_words(near, 'or')}?"
    if not keys:
        return f"; the model holds no {kind}"
    return f"; choose from {join_words(keys, 'and')}"


def join_words(words: Iterable[str], joint: str) -> str:
    """Return words as a sentence lists them: "a, b or c"."""
    every = list(words)
    if len(every) > MOST_NAMES:
        every = [*every[:MOST_NAMES], f"{len(every) - MOST_NAMES} more"]
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {joint} {every[-1]}"
