"""Words to records: by id, name, code or alias, in any case, or by a word that only one has; and "did you mean"."""

from collections.abc import Callable, Iterable, Mapping

from cqparts.errors import CallError
from cqparts.model.annotations import TYPE_CHECKING, Any
from cqparts.model.types import Assembly, Model

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")
else:
    T = Any

KIND_WORDS = (" district", " city", "区", "市")
"""Words that say what kind of thing a name is: a name is found with and without them."""

MOST_NAMES = 12
"""How many names a message lists, the nearest first, before it says how many more there are."""

NEAR, MOST_NEAR = 0.7, 3
"""How like a name, from 0 to 1, a word must be to be taken for a slip of it; how many such names are suggested."""

LISTINGS = {
    "assembly": "cqparts assemblies",
    "city": "cqparts cities",
    "command": "cqparts --help",
    "component": "cqparts components",
    "district": "cqparts districts",
    "measure": "cqparts figures --columns measure,label",
    "place": "cqparts districts, cqparts cities",
    "record": "cqparts find TEXT",
    "series": "cqparts figures --columns measure,label",
    "source": "cqparts sources",
    "year of figures": "cqparts figures --columns period,as_of",
}
"""The calls that list all of a kind."""

STOPS = str.maketrans(dict.fromkeys('(),./:;+“”"', " "))
"""What stands between the words of a name beside blanks."""


def fold_letters(text: str) -> str:
    """Return a text with its case and width folded."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def normalise(word: str) -> str:
    """Return the form in which names are compared: folded, without apostrophes, hyphens and a kind word."""
    return _bare(_fold(word))


def normalise_all(words: list[str]) -> list[str]:
    """Return the forms of many words, whose letters are folded in one text; none holds a line break.

    >>> normalise_all(["Jiangjin District", "Chang'an"])
    ['jiangjin', 'changan']
    """
    return [_bare(folded) for folded in _fold("\n".join(words)).split("\n")] if words else []


def _fold(text: str) -> str:
    """Return a text with its letters folded, without apostrophes and hyphens."""
    return fold_letters(text).replace("'", "").replace("\u2019", "").replace("-", " ").replace("_", " ")


def _bare(folded: str) -> str:
    """Return a folded name with one blank between its words, without a kind word."""
    spaced = " ".join(folded.split())
    if spaced.endswith(KIND_WORDS):
        for kind in KIND_WORDS:
            if spaced.endswith(kind) and spaced != kind:
                return spaced.removesuffix(kind)
    return spaced


def names(record: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any of the model's named records
    """Return every word that a record is found by: id, names or the title, code, short names, aliases."""
    code = getattr(record, "adcode", None)
    title = (record.name, record.name_zh) if hasattr(record, "name") else (record.title,)
    short = (getattr(record, "short", None), getattr(record, "short_zh", None))
    return (record.id, *title, *((code,) if code else ()), *filter(None, short), *getattr(record, "aliases", ()))


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


def resolve_each(kind: str, records: Iterable[T], words: str | Iterable[str]) -> list[T]:
    """Return the records that words name, each once; a word may be several, with commas between them.

    Raises:
        CallError: nothing or more than one thing answers to one of them.
    """
    held = list(records)
    by_id = {found.id: found for found in (resolve(kind, held, word) for word in split_words(words))}  # type: ignore[attr-defined]
    return list(by_id.values())


def resolve_assembly(model: Model, word: str) -> Assembly:
    """Return the one assembly that the word names.

    Raises:
        CallError: nothing or more than one thing answers to the word; the message tells of a component by that name.
    """
    try:
        return resolve("assembly", assemblies(model), word)
    except CallError:
        wanted = normalise(word) if isinstance(word, str) else ""
        for assembly in assemblies(model):
            for component in assembly.components:
                if wanted in map(normalise, names(component)):
                    part_of = f"{component.name} is a component of {assembly.name}"
                    raise CallError(f"unknown assembly {word!r}: {part_of}; use {assembly.id}") from None
        raise


def resolve_assemblies(model: Model, words: str | Iterable[str]) -> list[Assembly]:
    """Return the assemblies that words name, each once; a word may be several, with commas between them.

    Raises:
        CallError: nothing or more than one thing answers to one of them.
    """
    return list({found.id: found for found in (resolve_assembly(model, word) for word in split_words(words))}.values())


def split_words(words: str | Iterable[str]) -> list[str]:
    """Return the words of a text with commas between them, or of several such texts, without blanks around them.

    >>> split_words("steering, braking"), split_words(["chassis", "body,trim"])
    (['steering', 'braking'], ['chassis', 'body', 'trim'])
    """
    several = [words] if isinstance(words, str) else list(words)
    wrong = [word for word in several if not isinstance(word, str)]
    if wrong:
        raise CallError(f"{wrong[0]!r:.40}: expected a text, such as {str(wrong[0])!r:.40}")
    return [word.strip() for text in several for word in text.replace("，", ",").replace("、", ",").split(",")]


def resolve_name(kind: str, word: str | int, choices: Mapping[str, Iterable[str]] | Iterable[str]) -> str:
    """Return the one choice that the word names: by a name of it, or the beginning of one, or a word in one.

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
    keys = {choice: [normalise(name) for name in named[choice]] for choice in named}
    found = find_choices(wanted, keys)
    if len(found) == 1:
        return found[0]
    if found:
        nearest = found if len(found) <= MOST_NAMES else nearest_first(wanted, {each: keys[each] for each in found})
        candidates = (candidate_text(choice, *named[choice]) for choice in nearest)
        raise CallError(f"{kind} {word!r} is ambiguous: {join_words(candidates, 'or', kind)}")
    shown = repr(word) if wanted else "(none given)"
    raise CallError(f"unknown {kind} {shown}{advice(kind, wanted, keys)}")


def find_choices(wanted: str, keys: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the choices that a word names: exactly; else by the beginning, by a word in a name, or by one's beginning.

    The first way that finds one alone is taken; where none does, the choices are those that any way finds.
    """
    if not wanted:
        return []
    words = f" {apart(wanted)}"
    ways: tuple[Callable[[str], bool], ...] = (
        lambda key: key.startswith(wanted),
        lambda key: f"{words} " in f" {apart(key)} " or not (wanted.isascii() or wanted not in key),
        lambda key: words in f" {apart(key)}",
    )
    every: list[str] = [choice for choice in keys if wanted in keys[choice]]
    for way in () if every else ways if words.strip() else ways[:1]:
        found = [choice for choice in keys if any(map(way, keys[choice]))]
        if len(found) == 1 and not every:
            return found
        every += found
    return list(dict.fromkeys(every))


def apart(name: str) -> str:
    """Return a name's words with one blank between them.

    >>> apart("battery management system (bms)")
    'battery management system bms'
    """
    return " ".join(name.translate(STOPS).split())


def candidate_text(choice: str, _: str, title: str = "", *others: str) -> str:  # noqa: ARG001 -- a choice's names, in order
    """Return a choice as a message names it: by its title, the second of its names, and what to write."""
    return f"{title} ({choice})" if title and title != choice else choice


def advice(kind: str, wanted: str, keys: Mapping[str, Iterable[str]]) -> str:
    """Return the end of a "not found" message: the nearest names, else those with the nearest words, or all of them."""
    for in_words in (False, True):
        near = [choice for choice in keys if likeness(wanted, keys[choice], in_words=in_words) >= NEAR]
        near = [
            choice
            for choice in nearest_first(wanted, {choice: keys[choice] for choice in near})
            if not choice.isdigit()
        ]
        if near:
            return f"; did you mean {join_words(near[:MOST_NEAR], 'or')}?"
    if not keys:
        return f"; the data file holds no {kind}"
    every = keys if len(keys) <= MOST_NAMES else nearest_first(wanted, keys)
    return f"; use one of: {join_words(every, '', kind)}"


def nearest_first(wanted: str, keys: Mapping[str, Iterable[str]]) -> list[str]:
    """Return choices by how like a word they are, numbers by how near, those alike in their order."""
    if all(word.isdecimal() for word in (wanted, *keys)):
        return sorted(keys, key=lambda choice: abs(int(choice) - int(wanted)))
    return sorted(keys, key=lambda choice: likeness(wanted, keys[choice], in_words=True), reverse=True)


def likeness(wanted: str, names: Iterable[str], *, in_words: bool) -> float:
    """Return how like a word is to any of some names, or also to a word in them, from 0 to 1."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best = 0.0
    for text in {text for name in names for text in (name, *(apart(name).split() if in_words else ()))}:
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def join_words(words: Iterable[str], joint: str, kind: str = "") -> str:
    """Return words as a sentence lists them, "a, b or c"; of very many the first, and the call that lists the rest.

    Args:
        words: What is listed.
        joint: The word before the last; without one there are commas alone.
        kind: What the words name, for the call.
    """
    every = list(words)
    if len(every) > MOST_NAMES:
        listing = f" (see {LISTINGS[kind]})" if kind in LISTINGS else ""
        every = [*every[:MOST_NAMES], f"{len(every) - MOST_NAMES} more{listing}"]
    if len(every) == 1 or not joint:
        return ", ".join(every)
    return f"{', '.join(every[:-1])} {joint} {every[-1]}"
