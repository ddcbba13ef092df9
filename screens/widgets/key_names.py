"""Keys as they are printed on a keyboard."""

from typing import Final

from concierge_tui.text.widgets import KEY_NAMES

_MODIFIERS: Final = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}


def key_name(key: str) -> str:
    """Return how a person calls a key, e.g. Ctrl+Z for ctrl+z."""
    *modifiers, last = key.split("+")
    name = KEY_NAMES.get(last) or (last.upper() if len(last) == 1 or _is_function(last) else last)
    return "+".join([*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), name])


def _is_function(key: str) -> bool:
    return key.startswith("f") and key[1:].isdigit()
