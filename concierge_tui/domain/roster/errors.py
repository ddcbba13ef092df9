"""Facts about a roster that cannot be read at all; the words lie in text/roster.py."""

from concierge_tui.domain.errors import ConciergeError


class RosterUnreadable(ConciergeError):
    """The file holds no table of families; nothing was imported.

    `reason` is one of: empty, too_large, workbook, old_excel, pdf, picture, archive, not_text,
    damaged_workbook, locked_workbook, not_a_file, no_header.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RosterImportCancelled(ConciergeError):
    """A person stopped the import; what was written is undone.

    But for `kept` families: somebody went on with one of them meanwhile.
    """

    def __init__(self, kept: int = 0) -> None:
        super().__init__(kept)
        self.kept = kept


class ChangedMeanwhile(ConciergeError):
    """Somebody answered this, or wrote the field, since it was looked at; nothing was written."""
