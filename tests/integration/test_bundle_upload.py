"""Somebody who is online brings the file of a laptop that is not, and carries the receipt back."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from concierge_tui.central import bundles as files
from concierge_tui.central import uploads
from concierge_tui.domain.bundle_errors import BundleRefused
from concierge_tui.domain.central_errors import NotEnrolled
from concierge_tui.domain.clock import Clock, system_clock
from concierge_tui.domain.line_errors import CentralBusy
from concierge_tui.services.bundles import Bundles, receipt_beside
from concierge_tui.sync.uploading import Messenger
from concierge_tui.text.bundles import bundle_sentence
from concierge_tui.text.errors import sentence
from db.laptop.sticks import bundles
from tests.syncing.laptops import Laptop
from tests.syncing.service import Running, enrolled, synchronise


@pytest.fixture
def away(service: Running, tmp_path: Path) -> Iterator[Laptop]:
    """A laptop that was enrolled and has no network now."""
    laptop = enrolled(Laptop(tmp_path, "aoi", now=system_clock), service)
    yield laptop
    laptop.close()


@pytest.fixture
def online(service: Running, tmp_path: Path) -> Iterator[Laptop]:
    laptop = enrolled(Laptop(tmp_path, "beni", now=system_clock), service)
    yield laptop
    laptop.close()


def stick(laptop: Laptop) -> Bundles:
    return bundles(laptop.connection, laptop.now, lambda: None, practice=False)


def test_the_receipt_comes_back_and_says_that_all_arrived(
    away: Laptop, online: Laptop, tmp_path: Path
) -> None:
    family = away.family("いち")
    file = tmp_path / "kyou.mbx"
    receipt = receipt_beside(file)
    stick(away).write(file)

    stick(online).deliver(file, receipt)
    stick(online).deliver(file, receipt)
    brought = stick(away).read(receipt)

    assert receipt.name == "kyou-receipt.mbx"
    assert (brought.receipt, brought.pending) == (True, 0)
    assert away.status().safe_at_central == len(away.ids())
    assert online.kana(family) is None, "who carries a file does not read it"
    synchronise(online).sync()
    assert online.kana(family) == "いち"


def test_what_is_not_taken_is_told_and_no_receipt_is_written(
    away: Laptop, online: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, receipt = tmp_path / "kyou.mbx", tmp_path / "receipt.mbx"
    away.family()
    stick(away).write(file)
    content = file.read_bytes()

    def refused(sent: bytes) -> str:
        file.write_bytes(sent)
        with pytest.raises(BundleRefused) as fact:
            stick(online).deliver(file, receipt)
        assert bundle_sentence(fact.value)
        return fact.value.code

    other = Laptop(tmp_path, "stranger", now=system_clock)
    assert refused(b"no age file") == "no_bundle"
    assert refused(content[:-5]) == "damaged"
    monkeypatch.setattr("concierge_tui.sync.uploading.MAX_UPLOAD", 100)
    assert refused(content) == "too_large"
    with pytest.raises(NotEnrolled) as alone:
        stick(other).deliver(file, receipt)
    assert "本部につないでいません" in sentence(alone.value)
    assert not receipt.exists()
    other.close()


def test_only_a_known_device_brings_a_file_and_one_at_a_time(
    service: Running, online: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, receipt = tmp_path / "kyou.mbx", tmp_path / "receipt.mbx"
    stick(online).write(file)

    unsigned = httpx.post(f"{service.url}/v1/bundle", content=file.read_bytes())
    assert unsigned.status_code == 401
    monkeypatch.setattr(uploads, "MAX_UPLOAD", 100)
    assert httpx.post(f"{service.url}/v1/bundle", content=bytes(101)).status_code == 413
    monkeypatch.undo()

    replica, really_read = online.replica, files.read
    other = Messenger(service.url, replica.stream().device, replica.key(), now=online.now)
    told = []

    def read(engine: Engine, content: bytes, *, now: Clock) -> files.Arrived:
        with pytest.raises(CentralBusy) as fact:
            other.deliver(content)
        told.append(fact.value)
        return really_read(engine, content, now=now)

    monkeypatch.setattr(files, "read", read)
    with other:
        stick(online).deliver(file, receipt)

    assert len(told) == 1
    assert receipt.exists()
