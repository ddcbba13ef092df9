"""Begins a registration at no desk: whoever has the sign-up code of an area gets a new form."""

from typing import Final

from sqlalchemy import Engine

from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.domain.errors import CodeUnreadable
from concierge_tui.domain.hand_off import HandOffRefused, Token, minutes_of, write_token
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.sign_up_code import read_sign_up_code
from db.central import devices, paces
from db.central.paces import Rate
from db.central.secret import Clerk, area_of_code, hand_off_key

BEGUN: Final = Rate("begun", 120, 600)
"""New forms, which anybody may ask for who has seen the code on a slip; a hall may share one
address."""
WRONG: Final = Rate("wrong code", 30, 60)


class SignUpDesk:
    """Gives out tokens for families of whom nothing is known yet; it only counts how often."""

    def __init__(self, engine: Engine, now: Clock) -> None:
        self._engine = engine
        self._now = now

    def begin(self, typed: str) -> str:
        """Return the token of a new family in the area of the code that was typed.

        The clerk of the area issues it, so the page behind it is the one that every hand-off has.

        Raises:
            HandOffRefused: when it is the code of no area.
        """
        try:
            code = read_sign_up_code(typed)
        except CodeUnreadable:
            raise HandOffRefused("wrong") from None
        with self._engine.begin() as connection:
            area = area_of_code(connection, code)
            if area is None:
                raise HandOffRefused("wrong")
            clerk = Clerk(connection, area).device
            device = devices.find(connection, clerk)
            if device is None or device.revoked:
                raise HandOffRefused("wrong")
            key = hand_off_key(connection, clerk)
        issued = minutes_of(milliseconds(self._now()))
        return write_token(Token(clerk, new_id(), issued), key)

    def allows(self, rate: Rate, client: str) -> bool:
        """Say whether one more act of a telephone may pass, whichever process it reaches."""
        return paces.allows(self._engine, rate, client, milliseconds(self._now()))
