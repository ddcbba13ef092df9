"""Facts that stop a task; the words a person reads for them live in `text/errors.py`.

What a person typed is kept as an attribute and never reaches `str(error)`, so that it cannot
end up in a log.
"""


class ConciergeError(Exception):
    """The root of everything that a person at the desk should be told."""


# What was typed could not be read.


class Unreadable(ConciergeError):
    """A field could not be read; `code` says why, `text` keeps what was typed."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


class BirthdayUnreadable(Unreadable):
    """No birthday can be taken from the text.

    Codes: empty, unreadable, era_unknown, era_over, feb30 (no such day), future, too_old.
    """


class PhoneUnreadable(Unreadable):
    """No telephone number can be taken from the text.

    Codes: empty, unreadable, length, several.
    """


class CodeUnreadable(Unreadable):
    """The text is no code of a card or slip.

    Codes: shape, check (one character was misread or two changed places).
    """
