"""Facts about a day that cannot be paired; the words lie in text/pairing.py."""

from concierge_tui.domain.errors import ConciergeError


class InstanceUnreadable(ConciergeError):
    """What was given is no instance of `azukeai-pairing-1`; nothing was solved.

    `code` is one of: empty, too_large, not_json, format, not_object, unknown_key, missing, value,
    same_id, unknown_family, with_itself. `place` leads to it by our own names and by numbers, and
    never holds anything that was written.
    """

    def __init__(self, code: str, place: tuple[str | int, ...] = ()) -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place


class LockImpossible(ConciergeError):
    """Pairs that were locked cannot all be kept; nothing was solved.

    Codes: ineligible (`pair` may not be paired), twice (a family of `pair` is locked elsewhere),
    no_room (the sessions do not hold the locked pairs). Families are counted from 0.
    """

    def __init__(self, code: str, pair: tuple[int, ...] = ()) -> None:
        super().__init__(code, pair)
        self.code = code
        self.pair = pair
