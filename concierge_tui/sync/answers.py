"""What a peer answers, as JSON values and back."""

from collections.abc import Mapping
from typing import Any

from concierge_tui.domain.clock import is_moment
from concierge_tui.domain.errors import CodeUnreadable
from concierge_tui.domain.lease import LeaseGrant
from concierge_tui.domain.operation import Stream
from concierge_tui.domain.sign_up_code import read_sign_up_code
from concierge_tui.services.sync_ports import Standing
from concierge_tui.sync.ends import ends_in, message_of_ends
from concierge_tui.sync.packing import Malformed, bytes64, text64
from concierge_tui.sync.protocol import (
    MAX_OPERATIONS,
    MAX_PAGE,
    MAX_RAW,
    SIGNATURE_BYTES,
    VERSION,
    BundleGrant,
    Greeting,
    HandOffGrant,
    KnownDevice,
    Page,
    Receipts,
    batch_in,
    is_count,
    message_of,
    stream_in,
)

LIMITS = {"operations": MAX_OPERATIONS, "bytes": MAX_RAW, "page": MAX_PAGE}


def message_of_greeting(greeting: Greeting) -> dict[str, Any]:
    """Return a greeting as JSON values."""
    return {
        "protocol": [VERSION, VERSION],
        "epoch": greeting.epoch,
        "now": greeting.now,
        "limits": LIMITS,
        "feed": greeting.feed,
        "streams": message_of_ends(greeting.heads),
        "devices": sorted(greeting.devices),
        "refused": [[*stream, n, reason] for stream, n, reason in greeting.refused],
        "hand_off": message_of_grant(greeting.hand_off),
        "bundles": message_of_bundle_grant(greeting.bundles),
        "lease": message_of_lease(greeting.lease),
        "revoked": greeting.revoked,
        "snapshot": greeting.snapshot,
        **_message_of_standing(greeting.standing),
        **({"ends": True} if greeting.hears_ends else {}),
    }


def greeting_in(message: object) -> Greeting:
    """Return the greeting that `message` holds.

    Raises:
        Malformed: when it holds none.
    """
    match message:
        case {
            "epoch": str(epoch),
            "now": int(now),
            "feed": int(feed),
            "streams": list(streams),
            "devices": list(devices),
            "refused": list(refused),
        }:
            return Greeting(
                epoch=epoch,
                now=now,
                feed=feed,
                heads=ends_in(streams),
                devices=frozenset(map(str, devices)),
                refused=tuple(map(_refused, refused)),
                # An older service grants nothing and says nothing about it.
                hand_off=grant_in(_told(message, "hand_off")),
                bundles=bundle_grant_in(_told(message, "bundles")),
                lease=lease_in(_told(message, "lease")),
                revoked=_told(message, "revoked") is True,
                snapshot=_told(message, "snapshot") is True,
                standing=_standing_in(message),
                hears_ends=_told(message, "ends") is True,
            )
    raise Malformed("greeting")


def _message_of_standing(standing: Standing | None) -> dict[str, Any]:
    if standing is None:  # a peer that knows nothing of it says nothing, as an older service
        return {}
    meetups, waits = standing
    return {
        "meetups": None if meetups is None else list(meetups),
        "waits": [list(each) for each in waits],
    }


def _standing_in(message: object) -> Standing | None:
    # An older service says nothing about it, and whoever cannot read it does without.
    match message:
        case {"meetups": None | list() as meetups, "waits": list(waits)}:
            granted = None if meetups is None else tuple(map(str, meetups))
            return Standing(granted, tuple(map(_waits, waits)))
    return None


def _waits(message: object) -> tuple[str, int]:
    match message:
        case [str(device), n] if is_count(n):
            return device, n
    raise Malformed("waits")


def _told(message: object, name: str) -> object:
    return message.get(name) if isinstance(message, Mapping) else None


def message_of_bundle_grant(grant: BundleGrant | None) -> dict[str, Any] | None:
    """Return what is granted for sticks as JSON values."""
    if grant is None:
        return None
    devices = [
        [known.id, text64(known.key), text64(known.certificate), known.revoked]
        for known in grant.devices
    ]
    return {**grant._asdict(), "keys": list(grant.keys), "devices": devices}


def bundle_grant_in(message: object) -> BundleGrant | None:
    """Return the grant for sticks that `message` holds; None where a peer grants none.

    Raises:
        Malformed: when it is none.
    """
    match message:
        case None:
            return None
        case {
            "central": str(central),
            "keys": [str(), *_] as keys,
            "clerk": str(clerk),
            "devices": list(devices),
        }:
            known = tuple(map(_known_device, devices))
            return BundleGrant(central, tuple(map(str, keys)), clerk, known)
    raise Malformed("bundles")


def _known_device(message: object) -> KnownDevice:
    match message:
        case [str(name), key, certificate, bool(revoked)]:
            return KnownDevice(
                name, bytes64(key, 32), bytes64(certificate, SIGNATURE_BYTES), revoked
            )
    raise Malformed("devices")


def message_of_grant(grant: HandOffGrant | None) -> dict[str, Any] | None:
    """Return a grant as JSON values."""
    return None if grant is None else {**grant._asdict(), "key": text64(grant.key)}


def grant_in(message: object) -> HandOffGrant | None:
    """Return the grant that `message` holds; None where a peer grants nothing.

    Raises:
        Malformed: when it is none.
    """
    match message:
        case None:
            return None
        case {"url": str(url), "key": key, "hours": int(hours), **more} if is_count(hours):
            return HandOffGrant(url, bytes64(key, 32), hours, _code(more.get("sign_up")))
    raise Malformed("hand_off")


def _code(said: object) -> str:
    # An older service has none, and a newer one may spell it so that this program cannot print it.
    try:
        return read_sign_up_code(said) if isinstance(said, str) else ""
    except CodeUnreadable:
        return ""


def message_of_lease(lease: LeaseGrant | None) -> dict[str, Any] | None:
    """Return a lease as JSON values."""
    return None if lease is None else {**lease._asdict(), "key": text64(lease.key)}


def lease_in(message: object) -> LeaseGrant | None:
    """Return the lease that `message` holds; None where a peer grants none.

    Raises:
        Malformed: when it is none.
    """
    match message:
        case None:
            return None
        case {"until": until, "now": now, "key": key} if is_moment(until) and is_moment(now):
            return LeaseGrant(until, now, bytes64(key, 32))
    raise Malformed("lease")


def protocol_range(message: object) -> tuple[int, int]:
    """Return the oldest and newest version that a peer speaks.

    Raises:
        Malformed: when `message` does not come from such a peer.
    """
    match message:
        case {"protocol": [int(oldest), int(newest)]}:
            return oldest, newest
    raise Malformed("protocol")


def _refused(message: object) -> tuple[Stream, int, str]:
    match message:
        case [*stream, int(n), str(reason)]:
            return stream_in(stream), n, reason
    raise Malformed("refused")


def _listed(message: object) -> list[object]:
    return message if isinstance(message, list) else []


def _held(message: object) -> tuple[Stream, int]:
    match message:
        case [*stream, n] if is_count(n):
            return stream_in(stream), n
    raise Malformed("held")


def message_of_page(page: Page) -> dict[str, Any]:
    """Return a page as JSON values."""
    return {
        **message_of(page.batch),
        "epoch": page.epoch,
        "next": page.seq,
        "mark": page.mark,
        "more": page.more,
        "keys": {device: text64(key) for device, key in page.keys.items()},
        "held": sorted([*stream, n] for stream, n in page.held),
    }


def page_in(message: object) -> Page:
    """Return the page that `message` holds.

    Raises:
        Malformed: when it holds none.
    """
    match message:
        case {
            "epoch": str(epoch),
            "next": int(seq),
            "mark": str(mark),
            "more": bool(more),
            "keys": dict(keys),
        }:
            read = {str(device): bytes64(key, 32) for device, key in keys.items()}
            held = frozenset(map(_held, _listed(_told(message, "held"))))
            return Page(batch_in(message), epoch, seq, mark, more, read, held)
    raise Malformed("page")


def message_of_receipts(receipts: Receipts) -> dict[str, Any]:
    """Return receipts as JSON values."""
    return {"receipts": [list(states) for states in receipts.segments], "fills": receipts.fills}


def receipts_in(message: object) -> Receipts:
    """Return the receipts that `message` holds.

    Raises:
        Malformed: when it holds none.
    """
    if not isinstance(message, Mapping):
        raise Malformed("receipts")
    match message:
        case {"receipts": list(segments), "fills": list(fills)}:
            return Receipts(tuple(map(_states, segments)), _states(fills))
    raise Malformed("receipts")


def _states(message: object) -> tuple[str, ...]:
    if not isinstance(message, list) or not all(isinstance(state, str) for state in message):
        raise Malformed("states")
    return tuple(message)
