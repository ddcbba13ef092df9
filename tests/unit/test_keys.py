"""What every key of every screen keeps to: laptops take F-keys for the volume, scanners type."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import screens

FUNCTION = re.compile(r"f\d+")


def ours(kind: type[DOMNode]) -> Iterator[Binding]:
    """Yield the bindings that this program gives to a screen or a widget."""
    for each in kind.__mro__:
        if each.__module__.startswith("screens."):
            yield from Binding.make_bindings(vars(each).get("BINDINGS", ()))


def with_keys() -> list[type[DOMNode]]:
    """Return every class of the screens that has keys of its own."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        import_module(module.name)
    found, waiting = set[type[DOMNode]](), [DOMNode]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("screens.") and vars(kind).get("BINDINGS"):
            found.add(kind)
    return sorted(found, key=lambda kind: kind.__qualname__)


def lacking(kind: type[DOMNode]) -> set[str]:
    """Return the deeds that the help tells with an F-key and without another one."""
    told: dict[str, set[str]] = {}
    for binding in ours(kind):
        if binding.description:
            told.setdefault(binding.action, set()).add(binding.key)
    return {
        action
        for action, keys in told.items()
        if any(map(FUNCTION.fullmatch, keys)) and all(map(FUNCTION.fullmatch, keys))
    }


def test_the_help_tells_another_key_beside_every_function_key() -> None:
    found = {kind.__qualname__: without for kind in with_keys() if (without := lacking(kind))}

    assert found == {}


def test_no_letter_is_a_key_because_a_scanner_types_letters() -> None:
    letters = {
        (kind.__qualname__, binding.key)
        for kind in with_keys()
        for binding in ours(kind)
        if len(binding.key) == 1
    }

    assert letters == set()


@pytest.mark.parametrize(
    ("keys", "expected"), [("f4", {"go"}), ("f4,ctrl+d", set()), ("tab", set())]
)
def test_a_lonely_function_key_is_seen(keys: str, expected: set[str]) -> None:
    kind = type("Odd", (DOMNode,), {"BINDINGS": [Binding(keys, "go", "行く")]})
    kind.__module__ = "screens.odd"

    assert lacking(kind) == expected
