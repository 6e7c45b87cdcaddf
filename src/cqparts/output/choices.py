"""Option values to what they name: corrected and completed as names are."""

from cqparts.errors import CallError
from cqparts.model.resolve import resolve_name


def format_of(word: str | None, *, as_json: bool) -> str:
    """Return the format that -f and --json ask for together.

    Raises:
        CallError: They ask for different ones, or for one that there is not.
    """
    from cqparts.output.serialize import FORMATS

    named = {name: (name,) for name in FORMATS} | {"markdown": ("markdown", "md"), "yaml": ("yaml", "yml")}
    chosen = resolve_name("format", word, named) if word is not None else None
    if as_json and chosen not in (None, "json"):
        raise CallError(f"--json and -f {chosen} ask for two formats; give one of them")
    return "json" if as_json else chosen or "table"


def language(word: str) -> str:
    """Return the language that a word names."""
    return resolve_name("language", word, {"en": ("en", "English"), "zh": ("zh", "中文", "Chinese")})


def unit(word: str | None) -> str | None:
    """Return the unit of money that a word names, if one is given."""
    from cqparts.output.formatting import POWERS

    return (
        None if word is None else resolve_name("unit", word, {name: (name,) for name in POWERS} | {"yi": ("yi", "亿")})
    )


def columns(words: str | None) -> tuple[str, ...]:
    """Return the columns in a list with commas.

    Raises:
        CallError: There is nothing between two commas.
    """
    if words is None:
        return ()
    names = tuple(dict.fromkeys(word.strip() for word in words.split(",")))
    if not all(names):
        raise CallError("--columns wants keys with commas between them, like id,name,sources")
    return names
