"""The Chengdu-Chongqing auto-parts pilot, from one sourced model.

>>> import cqparts
>>> model = cqparts.load()
>>> [assembly.name for assembly in model.district("jiangjin").focus]
['Electric drive', 'Electric steering', 'Intelligent cockpit']

`docs/library.md` tells the rest. Importing the package loads nothing; each name is loaded when it is first used.
"""

TYPE_CHECKING = False
"""What `typing` calls so; type checkers know it by its name, and importing it would cost more than this package."""

if TYPE_CHECKING:
    from cqparts.api import Answer, AssemblyView, DistrictView, Industry, Speciality, load
    from cqparts.errors import CallError, CqpartsError, ModelError, OutputError
    from cqparts.model.types import Model
    from cqparts.money.amounts import convert

    __version__: str

__all__ = [
    "Answer",
    "AssemblyView",
    "CallError",
    "CqpartsError",
    "DistrictView",
    "Industry",
    "Model",
    "ModelError",
    "OutputError",
    "Speciality",
    "__version__",
    "convert",
    "load",
]

_HOMES = {
    "Answer": "api",
    "AssemblyView": "api",
    "CallError": "errors",
    "CqpartsError": "errors",
    "DistrictView": "api",
    "Industry": "api",
    "Model": "model.types",
    "ModelError": "errors",
    "OutputError": "errors",
    "Speciality": "api",
    "convert": "money.amounts",
    "load": "api",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a name when it is first used."""
        if name == "__version__":
            from importlib.metadata import version

            return version("cqparts-pilot")
        if name not in _HOMES:
            raise AttributeError(f"module 'cqparts' has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = value = getattr(import_module(f"cqparts.{_HOMES[name]}"), name)
        return value


def __dir__() -> list[str]:
    """Return the names that there are, loaded or not."""
    return sorted({*__all__, *globals()})
