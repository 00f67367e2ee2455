"""The command `dateline`, as the package installs it."""

from __future__ import annotations

import signal
import sys

from ._dateline import command


def main() -> None:
    """Runs the command with the arguments of the process."""
    # It runs outside Python, which would take an interrupt to itself until then.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(command(["dateline", *sys.argv[1:]]))
