"""What the service does for one telephone, free of HTTP."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine

from concierge_tui.central.hand_off.half import Half, changes, identified
from concierge_tui.central.hand_off.phones import Phones
from concierge_tui.domain.clock import Clock, milliseconds, moment_of
from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.hand_off import Carried, HandOffRefused, read_token
from concierge_tui.domain.operation import Draft
from concierge_tui.services.phone_half import PhoneAnswers, flaws
from concierge_tui.services.wordings import Wordings
from db.central import clerk, devices, erasing, hand_offs
from db.central.hand_offs import HandedOff
from db.central.placing import lock
from db.central.secret import Clerk, family_code, hand_off_key
from db.central.transactions import durably
from db.reference.postal import PostalBook

_HOUR_MS: Final = 60 * 60 * 1000
_GRACE_MS: Final = 2 * _HOUR_MS
"""A page that was opened in time may still be sent: nobody loses what she wrote."""
_AHEAD_MS: Final = 24 * _HOUR_MS
"""How far the clock of a laptop may be ahead: the rule of hybrid times."""


class Opened(NamedTuple):
    """What a page shows."""

    answers: PhoneAnswers | None
    """What this browser sent through this token before."""
    until: datetime
    herself: bool = False
    """Whether she began at no desk, but by the sign-up code."""


class Sent(NamedTuple):
    """What became of a form."""

    wrong: tuple[str, ...] = ()
    """The fields that could not be read; then nothing was written."""
    outcome: str = "received"
    """received, declined (nothing was kept) or withdrawn."""
    herself: bool = False
    """Whether she began at no desk, but by the sign-up code."""


class _Admitted(NamedTuple):
    area: str
    herself: bool


class PhoneDesk:
    """Answers the requests of telephones."""

    def __init__(self, engine: Engine, now: Clock, phones: Phones) -> None:
        self._engine = engine
        self._now = now
        self._hours = phones.hours
        self.seconds = phones.hours * 60 * 60
        """How long a browser is remembered."""
        self.secure = phones.url.startswith("https")
        self._book = PostalBook()
        self.wordings = Wordings(phones.consents)

    def until(self, text: str) -> datetime:
        """Return until when a token is good.

        Raises:
            HandOffRefused: when it is none.
        """
        return moment_of(read_token(text).token.issued_ms + self._hours * _HOUR_MS)

    def open(self, text: str, browser: bytes) -> Opened:
        """Return what the page behind a token shows to this browser.

        Raises:
            HandOffRefused: when the token is not good, or another browser uses it.
        """
        carried = read_token(text)
        with self._engine.begin() as connection:
            admitted = self._admit(connection, carried, grace=0)
            kept = hand_offs.find(connection, carried.digest)
        if kept is not None and kept.browser != _digest(browser):
            raise HandOffRefused("elsewhere")
        answers = PhoneAnswers.model_validate(kept.answers["typed"]) if kept else None
        return Opened(answers, self.until(text), admitted.herself)

    def send(self, text: str, browser: bytes, answers: PhoneAnswers) -> Sent:
        """Take a form in, durable when this returns; the same form twice is one.

        Raises:
            HandOffRefused: when the token is not good, or another browser uses it.
        """
        carried = read_token(text)
        return durably(
            self._engine, lambda connection: self._take(connection, carried, browser, answers)
        )

    def _take(
        self, connection: Connection, carried: Carried, browser: bytes, answers: PhoneAnswers
    ) -> Sent:
        wrong = flaws(answers, self._now().astimezone().date())
        admitted = self._admit(connection, carried, grace=_GRACE_MS)
        lock(connection, admitted.area, 0)
        hand_offs.forget(connection, milliseconds(self._now()))
        kept = hand_offs.find(connection, carried.digest)
        if kept is not None and kept.browser != _digest(browser):
            _refuse_stranger(kept, answers)
            # The answer, and the cookie with it, was lost on its way.
            hand_offs.keep(connection, kept._replace(browser=_digest(browser)))
            return Sent()
        if not answers.consents.get(REGISTRATION):
            return Sent(("consent", *wrong), herself=admitted.herself)
        if not answers.consented and kept is None:
            return Sent(outcome="declined")
        if wrong and answers.consented:
            return Sent(tuple(wrong), herself=admitted.herself)
        self._write(connection, carried, admitted, kept, answers, browser)
        return Sent(outcome="received" if answers.consented else "withdrawn")

    def _admit(self, connection: Connection, carried: Carried, *, grace: int) -> _Admitted:
        """Return the area of the device that issued a token that is good now, and which it is."""
        token = carried.token
        if not carried.is_genuine(hand_off_key(connection, token.device)):
            raise HandOffRefused("wrong")
        device = devices.find(connection, token.device)
        if device is None or device.revoked:
            raise HandOffRefused("wrong")
        now = milliseconds(self._now())
        if token.issued_ms > now + _AHEAD_MS:
            raise HandOffRefused("early")
        if now > token.issued_ms + self._hours * _HOUR_MS + grace:
            raise HandOffRefused("expired")
        if erasing.known(connection, device.area, [token.family]):
            raise HandOffRefused("expired")  # nothing she sends is kept any more
        herself = device.id == Clerk(connection, device.area).device
        return _Admitted(device.area, herself)

    def _write(
        self,
        connection: Connection,
        carried: Carried,
        admitted: _Admitted,
        kept: HandedOff | None,
        answers: PhoneAnswers,
        browser: bytes,
    ) -> None:
        now, token, area = milliseconds(self._now()), carried.token, admitted.area
        before = _half(kept)
        people = hand_offs.people_of(connection, area, token.family)
        after = identified(token.family, before, answers, people)
        today = self._now().astimezone().date()
        drafts = changes(token.family, before, after, self.wordings, self._book, today)
        if admitted.herself and kept is None:
            drafts.append(_begun(token.family, family_code(connection, token.family)))
        own = tuple(kept.written) if kept else ()
        written = clerk.write(connection, area, drafts, now, own) if drafts else []
        hand_offs.keep(
            connection,
            HandedOff(
                digest=carried.digest,
                area=area,
                family=token.family,
                device=token.device,
                browser=_digest(browser),
                answers=_kept(after),
                written=(*own, *written),
                sent_at=now,
                forget_at=token.issued_ms + self._hours * _HOUR_MS + _GRACE_MS,
            ),
        )


def _begun(family: str, code: str) -> Draft:
    """Return what a desk says of a family when it begins one."""
    return Draft("family.set", family, {"code": code, "source": "self"}, subject=family)


def _digest(browser: bytes) -> bytes:
    return hashlib.sha256(b"concierge browser/1\0" + browser).digest()


def _half(kept: HandedOff | None) -> Half | None:
    if kept is None:
        return None
    typed = PhoneAnswers.model_validate(kept.answers["typed"])
    return Half(typed, kept.answers["guardian"], tuple(kept.answers["children"]))


def _kept(half: Half) -> Mapping[str, object]:
    """Return what is kept beside the operations; nothing of hers once she has stopped."""
    answers, children = half.answers, list(half.children)
    if not answers.consented:
        answers = PhoneAnswers(language=answers.language, consents=answers.consents)
        children = []
    typed = answers.model_dump(mode="json")
    return {"typed": typed, "guardian": half.guardian, "children": children}


def _refuse_stranger(kept: HandedOff, answers: PhoneAnswers) -> None:
    """Take another browser for hers only where it sends the very same once more."""
    if PhoneAnswers.model_validate(kept.answers["typed"]) != answers or not answers.consented:
        raise HandOffRefused("elsewhere")
