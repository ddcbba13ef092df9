"""The file for a stick, byte by byte as docs/sync.md lays it down."""

import base64
import re
from pathlib import Path

import pytest

from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.services.bundles import name_of_file
from concierge_tui.sync.age_keys import identity_text, recipient_of, recovery_identity
from concierge_tui.sync.bundle import Header, Member, seal, signed, unseal
from concierge_tui.sync.protocol import Batch, Fill, pack_batch
from concierge_tui.sync.signing import DeviceKey

PAGE = Path(__file__).parents[2] / "docs" / "sync.md"
KEY = DeviceKey(bytes(range(32)))
CLERK = DeviceKey(bytes(range(1, 33)))
AREA = "5d37be4b-1ae3-5263-acf8-5f3363ea50cc"
DEVICE = "01939f00-0000-7000-8000-00000000000d"
BATCH = Batch(fills=(Fill("01939f00-0000-7000-8000-000000000009", b"\x09" * 16, "{}"),))
IDENTITY = identity_text(bytes(range(32)))


def golden() -> dict[str, str]:
    block = PAGE.read_text(encoding="utf-8").split("<!-- golden: bundle -->")[1]
    lines = block.split("```")[1].strip().splitlines()
    return dict(line.split(" = ", 1) for line in lines)


def header() -> Header:
    member = Member(KEY.public, CLERK.certify(AREA, DEVICE, KEY.public))
    return Header(AREA, DEVICE, 1733380000000, {DEVICE: member})


def test_the_page_says_what_is_written() -> None:
    page = golden()

    assert page["identity"] == IDENTITY
    assert page["recipient"] == recipient_of(IDENTITY)
    assert page["recovery key ABCD"] == recovery_identity("ABCD")
    certificate = header().members[DEVICE].certificate
    assert certificate
    assert page["certificate"] == certificate.hex()
    assert page["sealed content"] == signed(header(), [pack_batch(BATCH)], KEY).hex()


def test_a_file_that_was_sealed_long_ago_still_opens() -> None:
    bundle = unseal(base64.b64decode(golden()["file"]), [IDENTITY], AREA)

    assert bundle.header == header()
    assert list(bundle.batches()) == [BATCH]
    assert bundle.known_keys(CLERK.public) == {DEVICE: KEY.public}
    assert bundle.known_keys(KEY.public) == bundle.known_keys(None) == {}


def test_each_recipient_opens_it_and_nobody_else() -> None:
    second = identity_text(bytes(32))
    content = seal(header(), [], KEY, [recipient_of(IDENTITY), recipient_of(second)])

    assert unseal(content, [IDENTITY]).header == unseal(content, [second]).header == header()
    for strangers in ([], [identity_text(b"\x01" * 32)]):
        with pytest.raises(BundleRefused, match="not_for_us"):
            unseal(content, strangers)


def test_the_name_of_a_file_tells_laptops_apart() -> None:
    assert name_of_file("みその", "2026-11-26", DEVICE) == "みその_2026-11-26_00000d.mbx"
    assert not re.search(r"[/\\:]", name_of_file("a/b:c\\d", "2026-11-26", DEVICE))
