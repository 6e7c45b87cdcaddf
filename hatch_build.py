"""Checks the model while the wheel is built, and compiles it into the wheel.

The build fails with the messages of `cqparts check` where the model is invalid. The wheel then holds the model twice:
as YAML, and as the module `cqparts._bundled`, which is read without any parser.
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
        module = compile_model(Path(self.root), file)
        if self.target_name == "wheel":
            self._folder = tempfile.TemporaryDirectory()
            compiled = Path(self._folder.name) / "_bundled.py"
            compiled.write_text(module, "utf-8", newline="\n")
            build_data["force_include"] |= {
                str(file): "cqparts/industry.yaml",
                str(compiled): "cqparts/_bundled.py",
            }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def compile_model(root: Path, file: Path) -> str:
    """Return the source of the module that holds a file's model, checked; raises SystemExit where it is invalid."""
    sys.path.insert(0, str(root / "src"))
    try:
        from cqparts.errors import ModelError  # noqa: PLC0415
        from cqparts.loading import load  # noqa: PLC0415
        from cqparts.model import types  # noqa: PLC0415  found only now

        try:
            sound = load.load(file)
        except ModelError as error:
            raise SystemExit(f"the model is invalid:\n{error}") from None
    finally:
        sys.path.remove(str(root / "src"))
    source = expression(sound)
    classes = [name for name, kind in vars(types).items() if hasattr(kind, "_fields") and f"new({name}," in source]
    title = '"""The model, checked and compiled from industry.yaml."""'
    imports = f"from cqparts.model.types import {', '.join(sorted(['NO_EVIDENCE', *classes]))}"
    return f"{title}\n\n{imports}\n\nnew = tuple.__new__\nMODEL = {source}\n"


def expression(value: object) -> str:
    """Return the Python code of a part of a model: of records, their fields in order, which loads fastest."""
    if isinstance(value, tuple):
        entries = f"({''.join(expression(one) + ',' for one in value)})"
        return f"new({type(value).__name__},{entries})" if hasattr(value, "_fields") else entries
    return "NO_EVIDENCE" if value == {} else repr(value)
