"""A laptop joins the central service, once, for its own area."""

from datetime import timedelta
from pathlib import Path

import pytest

from concierge_tui.central.devices import Administration
from concierge_tui.central.serving import new_device_code
from concierge_tui.domain.central_errors import (
    EnrolmentCodeRefused,
    EnrolmentCodeUnreadable,
    OtherArea,
)
from concierge_tui.domain.clock import system_clock
from concierge_tui.domain.enrolment import read_enrolment_code
from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.text.kana_words import as_words
from tests.postgres.stores import SERVICE_ON_BOTH
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.service import Running, enrolled, enrolment, synchronise


def test_a_laptop_enrols_and_what_it_wrote_before_goes_up(
    service: Running, laptop: Laptop, tmp_path: Path
) -> None:
    family = laptop.family("たなか")
    joined = enrolment(laptop).enrol(service.url, service.code().lower())
    other = enrolled(Laptop(tmp_path, "beni", now=system_clock), service)

    pushed = synchronise(laptop).sync()
    pulled = synchronise(other).sync()

    assert (pushed.pushed, pulled.pulled) == (len(laptop.ids()), len(laptop.ids()))
    assert other.kana(family) == "たなか"
    shown = [
        device.fingerprint
        for device in Administration(folder=service.folder, database=service.database).known()
    ]
    assert as_words(joined.fingerprint) in shown
    assert joined.area_name == "みその"
    other.close()


def test_a_rehearsal_neither_enrols_nor_syncs(service: Running, laptop: Laptop) -> None:
    code = service.code()

    with pytest.raises(PracticeOnly):
        enrolment(laptop, practice=True).enrol(service.url, code)
    with pytest.raises(PracticeOnly):
        synchronise(laptop, practice=True).sync()

    assert Administration(folder=service.folder, database=service.database).known() == []


def test_without_a_central_service_nothing_is_an_error(laptop: Laptop) -> None:
    laptop.family()

    tally, status = synchronise(laptop).sync(), synchronise(laptop).status()

    assert tally.no_central
    assert tally.pending == status.pending == len(laptop.ids())
    assert status.state == "no_central"


def test_a_code_of_another_area_is_refused_before_anything_is_sent(
    service: Running, laptop: Laptop
) -> None:
    code = service.code("大宮")

    with pytest.raises(OtherArea):
        enrolment(laptop).enrol("http://127.0.0.1:9", code)


@SERVICE_ON_BOTH
def test_a_code_serves_one_laptop(service: Running, laptop: Laptop, tmp_path: Path) -> None:
    code = service.code()
    enrolment(laptop).enrol(service.url, code)
    second = Laptop(tmp_path, "beni", now=system_clock)

    with pytest.raises(EnrolmentCodeRefused) as refused:
        enrolment(second).enrol(service.url, code)

    assert refused.value.code == "used"
    second.close()


def test_a_code_is_good_for_fifteen_minutes(service: Running, laptop: Laptop) -> None:
    code = service.code()
    service.ahead = timedelta(minutes=16)

    with pytest.raises(EnrolmentCodeRefused) as refused:
        enrolment(laptop).enrol(service.url, code)

    assert refused.value.code == "expired"


@SERVICE_ON_BOTH
def test_five_wrong_guesses_wear_the_code_out(service: Running, laptop: Laptop) -> None:
    code = service.code()
    for _ in range(5):
        wrong = new_device_code("みその", folder=service.folder / "elsewhere")
        with pytest.raises(EnrolmentCodeRefused) as refused:
            enrolment(laptop).enrol(service.url, wrong)
        assert refused.value.code == "unknown"

    with pytest.raises(EnrolmentCodeRefused) as refused:
        enrolment(laptop).enrol(service.url, code)

    assert refused.value.code == "tries"


def test_a_mistyped_code_is_found_before_anything_is_sent(laptop: Laptop) -> None:
    with pytest.raises(EnrolmentCodeUnreadable):
        enrolment(laptop).enrol("http://127.0.0.1:9", "not a code")


def test_codes_are_readable_by_the_program_that_takes_them(service: Running) -> None:
    assert read_enrolment_code(service.code()).is_for(AREA)
