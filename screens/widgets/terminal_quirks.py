"""What a terminal must be told before Textual is imported."""

import os
import sys
from collections.abc import MutableMapping
from typing import Final

LONGEST_SEQUENCE: Final = 1024
"""An IME commit of 100 kanji in the kitty protocol is shorter than this."""

FRAMES: Final = "120"
"""Frames a second: what follows a key in a second frame then waits 8 ms, not 16."""

_LEAKS: Final = (
    "TEXTUAL",  # developer features: the console shows every event
    "TEXTUAL_DEBUG",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SCREENSHOT_LOCATION",
)


def prepare_terminal(
    environ: MutableMapping[str, str] | None = None, platform: str = sys.platform
) -> None:
    """Make long Japanese input arrive whole, and close the doors that copy the screen to a file.

    Call it before anything imports Textual: it reads its environment only once.
    """
    environment = os.environ if environ is None else environ
    for name in _LEAKS:
        environment.pop(name, None)
    environment.setdefault("TEXTUAL_FPS", FRAMES)
    if platform == "win32":
        # There Textual asks for the kitty protocol regardless; without its parser Escape is dead.
        environment.pop("TEXTUAL_DISABLE_KITTY_KEY", None)
        _raise_parser_threshold()
    else:
        environment["TEXTUAL_DISABLE_KITTY_KEY"] = "1"


def _raise_parser_threshold() -> None:
    # A commit of five kanji or more would otherwise be typed as garbage.
    from textual import _xterm_parser

    _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = LONGEST_SEQUENCE  # noqa: SLF001
