"""What the household consents to, in a word each; the page behind it asks and withdraws."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from concierge_tui.domain.family import Family
from concierge_tui.services.desk import Desk
from concierge_tui.text import consenting as text
from screens import keys
from screens.widgets.fact_list import Fact, FactList, Part
from screens.widgets.key_button import KeyButton


class ConsentSection(VerticalScroll):
    """Every purpose with its state, how it was answered and when."""

    DEFAULT_CSS = """
    ConsentSection Horizontal { height: 1; margin-top: 1; }
    """

    def __init__(self, desk: Desk, family: Family) -> None:
        super().__init__(id="section")
        staff = {member.id: member.name for member in desk.staff.all()}
        self._facts = FactList()
        self._facts.show(
            [
                Fact(
                    text.SHORT[now.purpose],
                    (
                        Part(*text.STATES[now.state]),
                        Part(f"  {text.how(now.detail, staff.get(now.actor, ''))}"),
                        Part(f"  {text.when(now.at)}", "quiet"),
                    ),
                )
                for now in desk.consents.of(family.id).purposes
            ]
        )

    def compose(self) -> ComposeResult:
        """Yield the states, and the way to the page that changes them."""
        yield self._facts
        with Horizontal():
            yield KeyButton(keys.CONSENT, text.TITLE, "consent")
            yield KeyButton(keys.FACE, text.FACE, "face")
