"""Checks the model while the wheel is built, and compiles it into the wheel.

The build fails with the messages of `cqparts check` where the model is invalid. The wheel then holds the model twice:
as YAML, and as the package `cqparts._bundled`, which is read without any parser and in parts, as they are asked for.
It has the list of commands, too, so that the help of all need not import each.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """The hook that hatchling calls for every target."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check the model, and add it and its compiled form to a wheel.

        An editable install is left alone: it reads the checkout's file, which may be in the middle of a change.

        Raises:
            SystemExit: The model is invalid; the text lists the problems.
        """
        if version == "editable":
            return
        file = Path(self.root) / "data" / "industry.yaml"
        modules = compile_model(Path(self.root), file)
        if self.target_name == "wheel":
            self._folder = tempfile.TemporaryDirectory()
            write_modules(modules, Path(self._folder.name))
            build_data["force_include"] |= {
                str(file): "cqparts/industry.yaml",
                self._folder.name: "cqparts/_bundled",
            }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


PARTS = {
    "figures": ("figures", "measures", "scopes"),
    "sources": ("sources",),
    "pilot": ("pilot", "events"),
    "firms": ("projects", "production"),
    "statements": ("localization", "focus_words", "links", "outcomes"),
}
"""The sections of a model that are modules of their own, loaded when one of them is asked for; the rest is in one."""


def compile_model(root: Path, file: Path) -> dict[str, str]:
    """Return the modules that hold a file's model, checked, by their names; raises SystemExit where it is invalid."""
    sys.path.insert(0, str(root / "src"))
    try:
        from cqparts.cli import commands  # noqa: PLC0415
        from cqparts.errors import ModelError  # noqa: PLC0415
        from cqparts.loading import load  # noqa: PLC0415
        from cqparts.model import types  # noqa: PLC0415  found only now

        try:
            sound = load.load(file)
        except ModelError as error:
            raise SystemExit(f"the model is invalid:\n{error}") from None
        listed = commands.listed()
    finally:
        sys.path.remove(str(root / "src"))
    values = sound._asdict()
    classes = [name for name, kind in vars(types).items() if hasattr(kind, "_fields")]
    modules = {part: module({name: values.pop(name) for name in names}, classes) for part, names in PARTS.items()}
    values["COMMANDS"] = tuple(listed)
    return {"__init__": module(values, classes) + LOADER, **modules}


LOADER = f"""
PARTS = { {name: part for part, names in PARTS.items() for name in names} }


def load(name):
    part = PARTS.get(name)
    return vars(__import__(f"cqparts._bundled.{{part}}", fromlist=["_"]))[name] if part else globals()[name]


MODEL = load_late(Model, load)
"""
"""The end of the package's own module: which module holds a section, and the model that asks it."""


def module(sections: dict[str, object], classes: list[str]) -> str:
    """Return the source of a module that holds sections by their names."""
    lines = "".join(f"{name} = {expression(value)}\n" for name, value in sections.items())
    named = sorted(name for name in (*classes, "NO_EVIDENCE") if f"{name}," in lines or name == "Model")
    return "\n".join(
        (
            '"""Sections of the model, checked and compiled from industry.yaml."""',
            "",
            "from cqparts.model.record import load_late",
            f"from cqparts.model.types import {', '.join(named)}",
            "",
            "new = tuple.__new__",
            lines,
        )
    )


def write_modules(modules: dict[str, str], folder: Path) -> None:
    """Write modules into a folder."""
    folder.mkdir(exist_ok=True)
    for name, source in modules.items():
        (folder / f"{name}.py").write_text(source, "utf-8", newline="\n")


def expression(value: object) -> str:
    """Return the Python code of a part of a model: of records, their fields in order, which loads fastest.

    Lines are short: Python notes for each step where it stands, at more length the farther to the right.
    """
    if isinstance(value, tuple):
        entries = "(" + "".join(f"{expression(one)},\n" for one in value) + ")"
        return f"new({type(value).__name__},{entries})" if hasattr(value, "_fields") else entries
    return "NO_EVIDENCE" if value == {} else repr(value)
