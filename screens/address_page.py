"""A form that asks where something answers, and for the code that lets one in."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widgets import Button, Input

from screens.form_page import FormPage
from screens.widgets.jp_input import FormField, JpInput


class AddressPage(FormPage):
    """Has the fields `address` and `code`; behind the code it saves."""

    AUTO_FOCUS: ClassVar[str | None] = "#address JpInput"

    def asked(self, address: tuple[str, str], code: tuple[str, str]) -> Iterable[FormField]:
        """Yield the two fields, each by its label and its hint."""
        yield FormField(address[0], JpInput(), hint=address[1], id="address")
        yield FormField(code[0], JpInput(kind="digits"), hint=code[1], id="code")

    def entered(self, field: Input) -> None:
        """Ask for the code behind the address; behind the code, go on."""
        if field is self.query_one("#code", FormField).input:
            self.action_save()
        else:
            self.ask_again("code")

    def ask_again(self, name: str, words: str = "") -> None:
        """Go to a field, and say what is wrong with it."""
        if words:
            self.notice.say(words, "care")
        self.query_one(f"#{name}", FormField).input.focus()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.action_back()
