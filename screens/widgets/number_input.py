"""The line for a short number or a time of day."""

from typing import Any

from screens.widgets.jp_input import JpInput


class NumberInput(JpInput):
    """What stands in it is chosen when it gets the focus: what is typed then replaces it.

    36.9 typed on a line that says 37.6 is never meant as 37.636.9.
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, kind="digits", select_on_focus=True, **options)
