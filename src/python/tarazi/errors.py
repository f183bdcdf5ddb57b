"""What can go wrong, as exceptions that say what, where and what was allowed."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake of an input. Line and column count from 1; 0 and an empty file: in no file."""

    file: str
    line: int
    column: int
    path: str
    what: str


class Error(Exception):
    """Everything Tarazi raises on purpose, beside the built-in errors for wrong arguments."""


class InputError(Error, ValueError):
    """Bad input: a scenario file or a value set from Python.

    ``problems`` holds all mistakes; ``file``, ``line``, ``column`` and ``path`` are those of the first.
    ``more`` mistakes were found besides those listed.
    """

    def __init__(self, message: str, problems: list[Problem] = (), more: int = 0):
        super().__init__(message)
        self.problems = list(problems)
        self.more = more
        first = self.problems[0] if self.problems else Problem("", 0, 0, "", message)
        self.file, self.line, self.column, self.path = first.file, first.line, first.column, first.path


class FileError(Error, OSError):
    """A file or folder that cannot be read or written; ``filename`` says which."""

    def __init__(self, message: str, path: str = ""):
        super().__init__(message)
        self.filename = path or None

    def __str__(self) -> str:
        return str(self.args[0])


class OutOfBounds(Error, ArithmeticError):
    """A variable of the model left its bounds: says which, where and when."""


class PolicyError(Error, RuntimeError):
    """A Python policy failed or sent nonsense: says whose, in which month and replicate."""
