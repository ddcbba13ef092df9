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


# The store.


class StoreMissing(ConciergeError):
    """There is no store in the folder."""


class StoreExists(ConciergeError):
    """There is a store in the folder already; nothing was written."""


class StoreLocked(ConciergeError):
    """The key or passphrase does not open the store."""


class StoreDamaged(ConciergeError):
    """The file is not an encrypted store, or is damaged."""


class StoreNewer(ConciergeError):
    """A newer program wrote the store."""


class StoreTrouble(ConciergeError):
    """The disk refused; nothing was written."""


class StoreFull(StoreTrouble):
    """The disk is full; nothing was written."""


class StoreReadOnly(StoreTrouble):
    """The store cannot be written to; nothing was written."""


# The desk.


class ConsentMissing(ConciergeError):
    """A family's details would be written without any consent; nothing was written."""


class NotFound(ConciergeError):
    """Nothing has this id; `noun` says what was looked for."""

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.noun = noun


class NothingToUndo(ConciergeError):
    """No act of this laptop is left to take back."""


class ChangedSince(ConciergeError):
    """Someone changed the same thing later, so that the act cannot be taken back."""


class MeetupFull(ConciergeError):
    """The people would exceed the capacity; a reason lets them in."""

    def __init__(self, capacity: int, here: int) -> None:
        super().__init__(capacity, here)
        self.capacity = capacity
        self.here = here


class MeetupClosed(ConciergeError):
    """The meetup was closed; nobody can be checked in."""


class NobodyChosen(ConciergeError):
    """No person was ticked; nothing was written."""


class AlreadyHere(ConciergeError):
    """Everyone chosen is inside already; nothing was written. `at` is in milliseconds."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class PracticeOnly(ConciergeError):
    """A rehearsal can neither enrol nor sync nor be backed up."""


class FieldMissing(ConciergeError):
    """A field that is needed now is empty; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
