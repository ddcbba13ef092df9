"""The staff register, and the PIN that lifts the soft lock.

A PIN does not protect a stolen laptop: the passphrase does. It only keeps a queue from
reading over the desk.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from concierge_tui.domain.cleaning import clean_text
from concierge_tui.domain.clock import moment_of
from concierge_tui.domain.errors import FieldInvalid, FieldMissing, NotFound, NothingToEnd, PinWrong
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.domain.staff import PinOfCoordinator, Staff, may_end
from concierge_tui.services import ports
from concierge_tui.services.households import checked
from concierge_tui.services.leading import is_coordinator, refuse_all_but_coordinators

TRIES = 5
"""After so many wrong PINs the store itself is closed."""

_PIN_LENGTHS = range(4, 9)

_LEADS_ALONE = frozenset({"role", "certification", "certified_until"})
"""What only a coordinator gives or takes: on it rests who may start a trial or lay down a limit."""


_RESCUE = "rescue.raise"
"""Beside a role or a certification that was given after the recovery key had opened the store."""


class StaffDesk:
    """Keeps the register and checks PINs."""

    def __init__(
        self,
        journal: ports.Journal,
        register: ports.StaffRegister,
        settings: ports.Settings,
        author: ports.AuthorNow,
        *,
        by_recovery: bool = False,
    ) -> None:
        self._journal = journal
        self._register = register
        self._settings = settings
        self._author = author
        self.by_recovery = by_recovery
        """Whether the recovery key opened the store: nobody can say who stands here."""
        self._wrong = 0

    def me(self) -> Staff | None:
        """Return who is at the desk now."""
        return self._register.get(self._author().actor)

    def all(self) -> list[Staff]:
        """Return everyone in the register."""
        return self._register.all()

    def add(
        self,
        name: str,
        role: str,
        *,
        staff: str | None = None,
        certification: str = "none",
        certified_until: date | None = None,
    ) -> Staff:
        """Enter one member of staff; a certification is what was said, never assumed.

        Raises:
            FieldMissing: without a name.
            NothingToEnd: with a last day for a certification that was not given.
            CoordinatorOnly: when somebody else gives a certification or makes a coordinator.
        """
        if not clean_text(name):
            raise FieldMissing("staff_name")
        if certified_until and not may_end(certification):
            raise NothingToEnd
        until = certified_until.isoformat() if certified_until else None
        fields: dict[str, Any] = {
            "name": name,
            "role": role,
            "certification": certification,
            "certified_until": until,
        }
        entity = staff or new_id()
        body = checked("staff", fields)
        is_raised = body["role"] == "coordinator" or body["certification"] != "none"
        self._write(entity, body, is_raised=is_raised)
        return Staff(id=entity, **body)

    def get(self, staff: str) -> Staff:
        """Return one member of staff or raise `NotFound`."""
        found = self._register.get(staff)
        if found is None:
            raise NotFound("staff")
        return found

    def complete(self, staff: str, said: Mapping[str, Any]) -> Staff:
        """Write down what was seen of a member of staff; what stood before stays in the journal.

        Raises:
            FieldMissing: without a name.
            FieldInvalid: when a value cannot be kept; it names the field.
            NothingToEnd: with a last day for a certification that was not given.
            CoordinatorOnly: when somebody else changes a role or a certification.
        """
        before = self.get(staff)
        now = before.model_dump(mode="json") | checked("staff", said)
        if not now["name"]:
            raise FieldMissing("staff_name")
        if now["certified_until"] and not may_end(now["certification"]):
            raise NothingToEnd
        was = before.model_dump(mode="json")
        body = {name: value for name, value in now.items() if value != was[name]}
        if body:
            self._write(staff, body, is_raised=not _LEADS_ALONE.isdisjoint(body))
        return self.get(staff)

    def rescued(self, staff: str) -> list[datetime]:
        """Return when a role or a certification was given by the recovery key."""
        history = self._journal.history(staff)
        return [moment_of(op.wall) for op in history if op.kind == _RESCUE]

    def _write(self, staff: str, body: dict[str, Any], *, is_raised: bool) -> None:
        """Write a member; whoever came in by the recovery key may raise her, and it is written."""
        drafts = [Draft("staff.set", staff, body)]
        if is_raised and self.by_recovery:
            raised = {name: body[name] for name in sorted(_LEADS_ALONE & body.keys())}
            drafts.append(Draft(_RESCUE, staff, raised))
        elif is_raised:
            self._refuse_raising()
        self._journal.append(drafts, self._author())

    def _refuse_raising(self) -> None:
        """Raise `CoordinatorOnly` for anybody else, once there is a coordinator."""
        if any(each.role == "coordinator" and not each.removed for each in self.all()):
            refuse_all_but_coordinators(self._register, self._author().actor)

    def has_pin(self, staff: str) -> bool:
        """Say whether a PIN was set."""
        return self._settings.get(_pin_name(staff)) is not None

    def refuse_choosing_pin(self, staff: str) -> None:
        """Return where the PIN of `staff` may be chosen here, else raise `PinOfCoordinator`."""
        leads = is_coordinator(self._register, staff)
        if leads and not (self.by_recovery or is_coordinator(self._register, self._author().actor)):
            raise PinOfCoordinator

    def set_pin(self, staff: str, pin: str) -> None:
        """Set the PIN of the soft lock.

        Raises:
            FieldInvalid: when it is not four to eight digits.
            PinOfCoordinator: when it is a coordinator's and none stands at the desk.
        """
        self.refuse_choosing_pin(staff)
        if not (pin.isascii() and pin.isdigit() and len(pin) in _PIN_LENGTHS):
            raise FieldInvalid("pin")
        salt = secrets.token_bytes(16)
        kept = {"salt": salt.hex(), "hash": _stretched(pin, salt).hex()}
        self._settings.put(_pin_name(staff), json.dumps(kept))

    def check_pin(self, staff: str, pin: str) -> None:
        """Return when the PIN is right.

        Raises:
            PinWrong: with the tries that are left; at none the store must be closed.
        """
        kept = json.loads(self._settings.get(_pin_name(staff)) or "{}")
        if kept:
            salt = bytes.fromhex(kept["salt"])
            if hmac.compare_digest(_stretched(pin, salt).hex(), kept["hash"]):
                self._wrong = 0
                return
        self._wrong += 1
        raise PinWrong(max(0, TRIES - self._wrong))


def _pin_name(staff: str) -> str:
    return f"pin:{staff}"


def _stretched(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)
