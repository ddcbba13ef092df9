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


class HomeUnusable(ConciergeError):
    """The folder of the store cannot be made, read or written to."""


class StoreTrouble(ConciergeError):
    """The disk refused; nothing was written."""


class StoreFull(StoreTrouble):
    """The disk is full; nothing was written."""


class StoreBusy(StoreTrouble):
    """Another window or command of this machine is writing; nothing was written."""


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


class ConflictOpen(ConciergeError):
    """Two values of one field wait for a choice, which must come first."""


class MeetupFull(ConciergeError):
    """The people would exceed the capacity; a reason lets them in."""

    def __init__(self, capacity: int, here: int) -> None:
        super().__init__(capacity, here)
        self.capacity = capacity
        self.here = here


class NothingToEnd(ConciergeError):
    """A certification that was not given has no last day."""


class MeetupClosed(ConciergeError):
    """The meetup was closed; nobody can be checked in."""


class NobodyChosen(ConciergeError):
    """No person was ticked; nothing was written."""


class AlreadyHere(ConciergeError):
    """Everyone chosen is inside already; nothing was written. `at` is in milliseconds."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class AlreadyRegistered(ConciergeError):
    """The family of this form was registered before; nothing was written."""


class PracticeOnly(ConciergeError):
    """A rehearsal can neither enrol nor sync nor be backed up."""


class FieldMissing(ConciergeError):
    """A field that is needed now is empty; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class CollectorBarred(ConciergeError):
    """The same person stands among those who may collect and those who must not."""


class PassphraseWeak(ConciergeError):
    """A thief could guess the passphrase; it needs four words or twelve characters."""


class PassphraseNeeded(ConciergeError):
    """No terminal can be asked for the passphrase and no file names it."""


class TerminalNeeded(ConciergeError):
    """There is no terminal that could show the screens."""


class OutputUnwritable(ConciergeError):
    """What was asked for is done, but its answer cannot be written."""


class FileUnreadable(ConciergeError):
    """A text that was named is neither a file nor a pipe, or is far too long."""


class PinWrong(ConciergeError):
    """The PIN is not the one that was set; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class TooManyLooks(ConciergeError):
    """Last four digits were tried too often; a few minutes must pass."""


class FieldInvalid(ConciergeError):
    """A field holds something that cannot be stored; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class BackupUnreadable(ConciergeError):
    """The file is no backup, or it is truncated or altered; nothing was restored."""


class BackupUnwritable(ConciergeError):
    """No backup can be written there; an older one at that place is untouched."""


class DatabaseUnusable(ConciergeError):
    """The database of the central service cannot be reached under this address."""


class PortTaken(ConciergeError):
    """Something listens at the port already."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


class WantsToTalk(ConciergeError):
    """Somebody who read a record does not agree: a person talks with her, nothing is signed."""
