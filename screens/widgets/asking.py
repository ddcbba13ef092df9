"""Goes to the next question of a form, also to one that has only just been asked."""

from textual.screen import Screen
from textual.widget import Widget

from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput


def ask_next(screen: Screen[object]) -> None:
    """Move the focus to the next field or answer that is shown.

    Textual's own way does not yet know of a line that an answer has shown in the same turn.
    """
    fields = [node for node in screen.query(Widget) if isinstance(node, JpInput | ChoiceLine)]
    at = next((at for at, field in enumerate(fields) if field is screen.focused), -1)
    following = next((field for field in fields[at + 1 :] if _is_shown(field)), None)
    if following is None:
        screen.focus_next()
    else:
        screen.set_focus(following)


def _is_shown(field: Widget) -> bool:
    return all(node.display for node in field.ancestors_with_self if isinstance(node, Widget))
