"""Docstrings that help and schemas show, also where Python was told to leave them out (-OO)."""

from collections.abc import Callable
from typing import Any


def docstring(thing: type[Any] | Callable[..., Any]) -> str:
    """Return the docstring of a class or function; read from its source where it is not kept."""
    if thing.__doc__:
        return thing.__doc__
    import ast
    import sys
    from pathlib import Path

    source = Path(sys.modules[thing.__module__].__file__ or "").read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == thing.__name__:
            return ast.get_docstring(node) or ""
    return ""
