"""A bare Textual app with one Input: what the screens are measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Input

READY = "ready"


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder=f"is {READY}")


if __name__ == "__main__":
    BareApp().run()
