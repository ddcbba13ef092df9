"""Every fact of the sync has a sentence that ends with what to do."""

import inspect

import pytest

from concierge_tui.domain import central_errors, device_errors, errors, line_errors
from concierge_tui.text.sync_errors import (
    _WAYS,
    clock_sentence,
    reason_sentence,
    reason_way,
    sync_sentence,
)

DEVICE_FACTS = [
    device_errors.DeviceUnknown(),
    device_errors.DeviceAmbiguous(),
    device_errors.OperationUnknown(),
    device_errors.MeetupUnknown(),
    device_errors.Revoked(),
    device_errors.Revoked(7),
    device_errors.Revoked(waits=True),
    device_errors.WipeForged(),
    device_errors.Wiped(1_795_000_000_000),
    device_errors.LeaseOver(1_795_000_000_000, 1_895_000_000_000),
    device_errors.LeaseOver(1_795_000_000_000, 1_895_000_000_000, is_doubtful=True),
    device_errors.ExtensionRefused(),
    device_errors.ExtensionUnreadable(),
]
FACTS = [
    central_errors.AddressUnreadable(),
    central_errors.AddressInsecure(),
    central_errors.CentralUnreachable(),
    central_errors.NotCentral(),
    line_errors.CentralUnverified(),
    line_errors.CentralChanged(),
    *DEVICE_FACTS,
    central_errors.CentralTrouble(502),
    line_errors.CentralBusy(),
    line_errors.CentralFull(),
    line_errors.CentralSilent(),
    central_errors.ReplyCutShort(),
    *(
        central_errors.CentralRefused(code)
        for code in ("unknown_device", "revoked", "never heard of")
    ),
    central_errors.ProgramOutdated(newer=True),
    central_errors.ProgramOutdated(newer=False),
    *(central_errors.EnrolmentCodeUnreadable(code, "typed") for code in ("shape", "check")),
    *(
        central_errors.EnrolmentCodeRefused(code)
        for code in ("unknown", "expired", "used", "tries")
    ),
    central_errors.OtherArea(),
    central_errors.NotEnrolled(),
    errors.PortTaken(8787),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{type(fact).__name__}{fact.args}")
def test_a_fact_has_a_sentence_with_a_way_on(fact: Exception) -> None:
    sentence = sync_sentence(fact)

    assert sentence
    assert sentence.endswith("。")
    assert "ください" in sentence


def test_no_fact_of_the_sync_is_forgotten() -> None:
    modules = (central_errors, line_errors, device_errors)
    source = "".join(map(inspect.getsource, modules))
    named = {line.split("(")[0][6:] for line in source.splitlines() if line.startswith("class ")}

    assert {type(fact).__name__ for fact in FACTS} == named | {"PortTaken"}


def test_any_other_error_is_not_ours() -> None:
    assert sync_sentence(ValueError()) is None


@pytest.mark.parametrize(
    ("ahead", "part"),
    [
        (3 * 86_400_000, "3日進んで"),
        (-2 * 3_600_000, "2時間遅れて"),
        (7 * 60_000, "7分進んで"),
    ],
)
def test_a_wrong_clock_is_told_in_words(ahead: int, part: str) -> None:
    assert part in (clock_sentence(ahead) or "")


def test_a_clock_that_is_near_enough_is_not_mentioned() -> None:
    assert clock_sentence(60_000) is None


def test_an_unknown_reason_still_has_a_sentence() -> None:
    assert reason_sentence("bad_kind")
    assert reason_way("bad_kind").endswith("ください。")


@pytest.mark.parametrize("reason", [*_WAYS, "wrong_area", "body_hash"])
def test_every_refusal_has_a_reason_and_a_way_on(reason: str) -> None:
    assert not reason_sentence(reason).endswith("。")
    assert reason_way(reason).endswith(("ください。", "取り込まれます。", "取り込みません。"))
