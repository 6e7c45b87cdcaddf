"""Starts the command `cqparts`, unless another project's package of that name stands where ours belongs.

Both projects install into one folder, and whichever was installed last has replaced files of the other. What is looked
at first must therefore lie outside that folder.
"""

import os
import sys

THEIRS = "part.py"
"""A module of the package `cqparts` for CadQuery, in all its versions, and none of ours."""


def main() -> int:
    """Run the command line, which leaves with its exit code; return 1 where its package is not whole or not alone."""
    folder = package_folder()
    if folder and os.path.exists(f"{folder}/{THEIRS}"):  # noqa: PTH110 -- a call that needs no pathlib does without
        return refuse(
            f"another project's package cqparts is in {folder}; "
            "pip uninstall cqparts cqparts-pilot, then install each in an environment of its own"
        )
    try:
        from cqparts.__main__ import main as run
    except ImportError:
        return refuse(
            f"its package{folder and ' in '}{folder} is not whole, as after the removal of another of that name; "
            "install cqparts-pilot again"
        )
    run()
    return 0


def package_folder() -> str:
    """Return the folder that the package is imported from, "" if there is none."""
    folders = (f"{place or '.'}/cqparts" for place in sys.path)
    return next((folder for folder in folders if os.path.isdir(folder)), "")  # noqa: PTH112 -- as above


def refuse(message: str) -> int:
    """Say what is wrong, but not to a shell that asks on Tab, and return the exit code."""
    if "_CQPARTS_COMPLETE" not in os.environ and sys.stderr is not None:
        sys.stderr.write(f"cqparts: {message}\n")
    return 1
