"""What a field of a reading makes of what was typed."""

from textual.dom import DOMNode

from concierge_tui.domain.kana import to_hiragana
from concierge_tui.domain.kana_typing import kana_from_typing
from screens.widgets.jp_input import JpInput


def write_reading(field: JpInput) -> None:
    """Turn a reading typed in letters, or in katakana, into what the form shows: hiragana."""
    if field.kind == "kana" and field.value.strip():
        written = to_hiragana(kana_from_typing(field.value))
        if written != field.value:
            field.value = written


def write_readings(node: DOMNode) -> None:
    """Do the same for every field below, also for the one that is still being typed in."""
    for field in node.query(JpInput):
        field.normalise()
        write_reading(field)
