"""A service that was put back in time goes on as the same clerk and contradicts nobody."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.domain.errors import ConsentMissing
from concierge_tui.domain.ids import new_id
from concierge_tui.domain.operation import Draft
from concierge_tui.text.hand_off_pages import WORDS
from db.central import clerk, devices
from db.central.opening import writing
from db.central.store import begin_new_epoch, open_central
from tests.syncing.laptops import AREA, Laptop
from tests.syncing.service import Running, enrolled, synchronise
from tests.syncing.telephone import Telephone, issue, title


@pytest.fixture
def running() -> Iterator[list[Running]]:
    started: list[Running] = []
    yield started
    for service in started:
        service.stop()


def emails(laptop: Laptop) -> set[str]:
    rows = laptop.connection.execute("SELECT email FROM person WHERE role = 'guardian'").fetchall()
    return {row[0] for row in rows}


@pytest.mark.parametrize("told", [True, False])
def test_what_laptops_hold_of_the_clerk_comes_back_and_new_forms_are_taken(
    laptop: Laptop,
    phone: Telephone,
    running: list[Running],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    told: bool,
) -> None:
    first = Running(tmp_path / "central")
    enrolled(laptop, first)
    phone.send(issue(laptop), email="one@example.jp")
    first.stop()
    shutil.copytree(tmp_path / "central", tmp_path / "copy")
    second = Running(tmp_path / "central")
    laptop.peer.enrolled(second.url, "みその", 1)
    synchronise(laptop).sync()
    phone.forget()
    phone.send(issue(laptop), email="two@example.jp")
    synchronise(laptop).sync()
    second.stop()

    # The disk died; the copy is put back, with a new epoch or by a mere restart.
    shutil.rmtree(tmp_path / "central")
    shutil.copytree(tmp_path / "copy", tmp_path / "central")
    monkeypatch.setattr(clerk, "_THIS_PROCESS", new_id())
    third = Running(tmp_path / "central")
    running.append(third)
    if told:
        begin_new_epoch(third.engine)
    connection = laptop.connection
    connection.execute("UPDATE local_peer SET url = ?", (third.url,))
    grant = connection.execute("SELECT key FROM local_grant").fetchone()
    phone.forget()
    sent = phone.send(
        issue(laptop).replace(second.url.upper(), third.url), email="three@example.jp"
    )
    tally = synchronise(laptop).sync()

    assert title(sent) == WORDS["ja"]["sent_title"], "the key is the same after a restore"
    assert connection.execute("SELECT key FROM local_grant").fetchone() == grant
    assert tally.refused == 0
    assert emails(laptop) == {"one@example.jp", "two@example.jp", "three@example.jp"}
    assert connection.execute("SELECT count(*) FROM local_unsound").fetchone() == (0,)
    with third.engine.begin() as central:
        bodies = central.exec_driver_sql("SELECT body FROM operation").fetchall()
    assert any("two@example.jp" in (body or "") for (body,) in bodies)
    assert laptop.is_clean()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("family.set", {"code": "MS1-7KQ2WX-X", "city": "緑区"}),
        ("person.set", {"family": "f", "role": "guardian", "kana": "タカハシ"}),
        ("task.set", {"family": "f"}),
    ],
)
def test_anything_that_says_something_still_needs_a_consent(
    laptop: Laptop, kind: str, body: dict[str, str]
) -> None:
    with pytest.raises(ConsentMissing):
        laptop.write(Draft(kind, new_id(), body, subject=new_id()))


def test_an_older_store_gets_its_clerk_and_its_secret_when_it_is_opened(tmp_path: Path) -> None:
    engine = open_central(tmp_path)
    with writing(engine) as connection:
        devices.add_area(connection, AREA, "みその")
        connection.exec_driver_sql("DELETE FROM device")
        connection.exec_driver_sql("UPDATE service SET secret = NULL")
    engine.dispose()

    reopened = open_central(tmp_path)
    with reopened.begin() as connection:
        secret = connection.exec_driver_sql("SELECT length(secret) FROM service").scalar()
        listed = connection.exec_driver_sql("SELECT count(*) FROM device").scalar()
        laptops = devices.listed(connection)
    reopened.dispose()

    assert (secret, listed, laptops) == (32, 1, []), "the clerk is no laptop"
