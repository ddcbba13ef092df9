"""What a person does with a widget, as against what the widget tells of itself."""

from textual.message import Message


class Deed(Message):
    """Something a person wants done; it is heard by the screen that people see, or by none."""
