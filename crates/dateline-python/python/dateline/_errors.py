"""What can go wrong: exceptions that name the input, and a warning for inputs that were left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ._dateline import Fault


class DatelineError(Exception):
    """Something that dateline can not do; the words say what, where and what to do about it."""


class ReadError(DatelineError):
    """Nothing could be read, or, with ``strict=True``, not everything.

    >>> import dateline
    >>> try:
    ...     dateline.read("no/such/folder")
    ... except dateline.ReadError as error:
    ...     print(error)
    no/such/folder: there is no such file: check the path
    """

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        #: Which input: a path, and what leads to the part that is meant.
        self.source = source
        #: What is wrong with it, and what to do.
        self.problem = problem


class DatelineWarning(UserWarning):
    """Inputs were left out, or not read as they are; the others went on."""


@contextmanager
def faults() -> Iterator[None]:
    """Raises the faults of the engine as exceptions of the package."""
    try:
        yield
    except Fault as fault:
        raise DatelineError(str(fault)) from None
