"""Facts about what is printed, and about forms that come back filled in."""

from concierge_tui.domain.errors import ConciergeError, Unreadable


class PaperUnwritable(ConciergeError):
    """No PDF can be written there."""


class NotAPage(PaperUnwritable):
    """Something else than a PDF lies there; nothing was written."""


class FormNumberUnreadable(Unreadable):
    """The text is no number of a paper form.

    Codes: shape, check (one character was misread or two changed places).
    """


class FormNumberUnknown(ConciergeError):
    """This laptop knows the laptop that prints such numbers, and it has not printed this one."""


class FormNumberUsed(ConciergeError):
    """A family stands under this number already; `family` is its id, `called` its short name."""

    def __init__(self, family: str, called: str) -> None:
        super().__init__(family)
        self.family = family
        self.called = called


class PrinterTrouble(ConciergeError):
    """There is no printer, or it refused the document."""
