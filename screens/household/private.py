"""A field whose content stays hidden while it is not being changed."""

from concierge_tui.text import household as text
from concierge_tui.text.walk_in import NO_PHONE
from screens.widgets.jp_input import JpInput, Kind


class PrivateInput(JpInput):
    """Shows only that there is something; what is typed replaces it, nothing typed keeps it."""

    def __init__(self, field: str, hidden: str, typed: str = "", *, kind: Kind = "text") -> None:
        super().__init__(typed, kind=kind, placeholder=text.masked(field, hidden), id=field)
        self._hidden = hidden

    @property
    def edited(self) -> str | None:
        """What shall stand here now; None where it was not touched."""
        value = self.value.strip()
        if not value or value == self._hidden:
            return None
        return "" if value in NO_PHONE else value

    def reveal(self) -> None:
        """Show what is hidden, unless something else was typed."""
        if self.edited is None:
            self.value = self._hidden

    def conceal(self) -> None:
        """Hide it again, unless something else was typed."""
        if self.edited is None:
            self.value = ""
