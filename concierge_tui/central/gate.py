"""Lets in only what an enrolled device signed, freshly and once."""

from asyncio import timeout
from typing import Final, NoReturn

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest

from concierge_tui.central.replies import Refusal
from concierge_tui.domain.clock import Clock, milliseconds
from concierge_tui.sync.packing import text64
from concierge_tui.sync.signing import NotSigned, Request, Signed, signer_of
from db.central import devices, revoking
from db.central.devices import Device
from db.central.transactions import durably

WINDOW_MS: Final = 5 * 60 * 1000
"""How far the time of a signature may lie from the service's clock."""
_SWEEP_MS: Final = 60 * 1000
MAX_PACKED: Final = 2 * 1024 * 1024
PATIENCE: Final = 120.0
"""Seconds for one body, as long as a laptop waits for its answer."""
_DIGITS: Final = 18


async def body_of(request: HttpRequest, most: int = MAX_PACKED) -> bytes:
    """Return the body of a request, read no further than is allowed.

    Raises:
        Refusal: when it is too large, takes for ever, or ends in the midst.
    """
    promised = request.headers.get("content-length", "0")
    if not promised.isdecimal() or len(promised) > _DIGITS or int(promised) > most:
        raise Refusal("too_large")
    body = bytearray()
    try:
        async with timeout(PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise Refusal("too_large")
    except (ClientDisconnect, TimeoutError):
        raise Refusal("malformed") from None
    return bytes(body)


def as_signed(request: HttpRequest) -> Request:
    """Return what a signature covers of `request`."""
    return Request(request.method, str(request.url), dict(request.headers))


class Gate:
    """Knows the devices, and which of their signatures were used up."""

    def __init__(self, engine: Engine, now: Clock) -> None:
        self._engine = engine
        self._now = now
        self._swept = 0

    def now(self) -> int:
        """Return the service's time in milliseconds."""
        return milliseconds(self._now())

    def admit(
        self, request: Request, body: bytes, *, even_revoked: bool = False
    ) -> tuple[Device, Signed]:
        """Return the device that signed `request`.

        Raises:
            Refusal: when nobody known did, or not now; for a revoked one with what it is to do.
            SQLAlchemyError: when the database could not say.
        """
        found: dict[str, Device | None] = {}
        trouble: list[SQLAlchemyError] = []

        def public_key(name: str) -> bytes | None:
            try:
                with self._engine.connect() as connection:
                    device = found[name] = devices.find(connection, name)
            except SQLAlchemyError as error:
                trouble.append(error)
                raise
            return device.public_key if device else None

        try:
            signed = signer_of(request, body, public_key)
        except NotSigned:
            if trouble:  # nobody's signature is wrong because the database is away
                raise trouble[0] from None
            unknown = found and None in found.values()
            raise Refusal("unknown_device" if unknown else "signature") from None
        self.judge_time(signed)
        device = found[signed.device]
        if device is None:
            raise Refusal("unknown_device")
        if device.revoked and not even_revoked:
            self.turn_away(device)
        return device, signed

    def turn_away(self, device: Device) -> NoReturn:
        """Tell a revoked device that it reads nothing more, and whether it is to lock itself.

        Raises:
            Refusal: always.
        """
        with self._engine.connect() as connection:
            told = revoking.order_for(connection, device)
        if told is None:
            raise Refusal("revoked")
        order, signature = told
        raise Refusal("wipe", **order._asdict(), sig=text64(signature))

    def judge_time(self, signed: Signed) -> None:
        """Refuse a signature that is not of now, and tell the time.

        Raises:
            Refusal: when it lies more than five minutes off.
        """
        now = self.now()
        if abs(signed.created * 1000 - now) > WINDOW_MS:
            raise Refusal("clock", now=now)

    def spend(self, connection: Connection, signed: Signed) -> None:
        """Use up the signature in the transaction of `connection`.

        Raises:
            Refusal: when it was used before.
        """
        if not devices.spend(connection, signed.device, signed.nonce, self.now()):
            raise Refusal("replay")

    def spend_alone(self, signed: Signed) -> None:
        """Use up the signature of a request that writes nothing else.

        Raises:
            Refusal: when it was used before.
        """
        durably(self._engine, lambda connection: self.spend(connection, signed))
        self._sweep()

    def hear(self, signed: Signed) -> None:
        """Use up the signature of a greeting, and remember that the device was heard of.

        Raises:
            Refusal: when it was used before.
        """

        def hear(connection: Connection) -> None:
            self.spend(connection, signed)
            devices.seen(connection, signed.device, self.now())

        durably(self._engine, hear)
        self._sweep()

    def _sweep(self) -> None:
        """Forget old nonces now and then, apart from any request: so none waits for another's."""
        now = self.now()
        if now - self._swept >= _SWEEP_MS:
            self._swept = now
            durably(self._engine, lambda connection: devices.forget_nonces(connection, now))
