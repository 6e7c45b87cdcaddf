"""The look-ups: a module each, whose name is the command's; it declares what it takes, answers and shows."""

from collections.abc import Callable, Mapping

from cqparts.errors import CallError
from cqparts.lookups.base import LookUp, Param, Response
from cqparts.lookups.params import Output
from cqparts.model.annotations import Any
from cqparts.model.record import Record
from cqparts.model.types import Model

NAMES = (
    "districts",
    "focus",
    "who",
    "projects",
    "matrix",
    "assemblies",
    "components",
    "cities",
    "pilot",
    "find",
    "show",
    "sources",
    "caveats",
    "diff",
    "investment",
    "rates",
    "localization",
    "targets",
    "trends",
    "figures",
)
"""The look-ups in the order of the help."""


class Entry(Record):
    """A command as its module declares it."""

    name: str
    declared: Any
    """A `LookUp`, or what declares a command that is none."""
    function: Callable[..., Any]
    params: Mapping[str, Param]
    """What it takes, by name: its own in their order, then what every look-up takes."""
    defaults: Mapping[str, Any]
    """The value of each that may be left out."""

    @property
    def summary(self) -> str:
        """The first line of its docstring, which is its help."""
        text = self.function.__doc__
        if text is None:
            from cqparts.model.docstring import docstring

            text = docstring(self.function)
        return text.partition("\n")[0]


def load_module(name: str) -> Any:  # noqa: ANN401 -- a module
    """Return a module by its dotted name; `importlib` would cost more than it."""
    return __import__(name, fromlist=["_"])


def get(name: str) -> Entry:
    """Return the look-up of a name.

    Raises:
        ModuleNotFoundError: There is none.
    """
    module = load_module(f"cqparts.lookups.{name}")
    declared: LookUp = module.LOOK_UP
    left_out = {"unit": not declared.money, "all": not declared.all}
    shared = {key: kind for key, kind in Output.__annotations__.items() if not left_out.get(key)}
    return entry(name, declared, module.query, shared)


def entry(name: str, declared: Any, function: Callable[..., Any], shared: Mapping[str, Any]) -> Entry:  # noqa: ANN401
    """Return a command: what its function takes is read from its annotations; `inspect` would cost more than an answer.

    Args:
        name: The command.
        declared: What its module declares.
        function: It takes the model first if it is a query.
        shared: Annotations of `Output` that the command takes as well.
    """
    code, annotations = function.__code__, function.__annotations__
    own = [key for key in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if key != "model"]
    kinds = {**{key: annotations[key] for key in own}, **shared}
    positional = dict(
        zip(reversed(code.co_varnames[: code.co_argcount]), reversed(function.__defaults__ or ()), strict=False)
    )
    return Entry(
        name,
        declared,
        function,
        {key: kind.__metadata__[0] for key, kind in kinds.items()},
        {**positional, **(function.__kwdefaults__ or {}), **{key: Output._field_defaults[key] for key in shared}},
    )


def respond(entry: Entry, model: Model, words: Mapping[str, Any]) -> Response:
    """Return what a look-up answers to a call's words; None stands for what a word is if it is not given.

    Raises:
        CallError: A word names nothing, or more than one thing, or is of a wrong type.
    """
    read = {
        name: word if isinstance(word, str) else read_word(entry.params[name], name, word)
        for name, word in words.items()
        if word is not None or name not in entry.defaults
    }
    result = entry.function(model, **read)
    return Response(entry.name, entry.declared, result, model, entry.declared.empty.format(**read))


def read_word(param: Param, name: str, word: Any) -> Any:  # noqa: ANN401 -- whatever a caller gives
    """Return a word that is no text as a look-up takes it: a number as text, flags, days and several texts as they are.

    Raises:
        CallError: It is none of these.
    """
    if param.is_flag:
        if isinstance(word, bool):
            return word
        raise CallError(f"{name} {word!r:.40}: expected true or false")
    if isinstance(word, int) and not isinstance(word, bool):
        return str(word)
    if param.multiple and hasattr(word, "__iter__"):
        several = word if isinstance(word, Mapping) else list(word)
        if all(isinstance(each, str) for each in several):
            return several
        raise CallError(f"{name} {several!r:.40}: expected texts")
    if param.complete == "times":
        from datetime import date

        if isinstance(word, date):
            return word
        raise CallError(f"{name} {word!r:.40}: expected a text or a date")
    raise CallError(f"{name} {word!r:.40}: expected a text")


def ask(name: str, model: Model, **words: Any) -> Response:  # noqa: ANN401 -- whatever the look-up takes
    """Return what the look-up of a name answers."""
    return respond(get(name), model, words)
