"""Who asks too often is counted in the store: for every process, and without an address in it."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from starlette.testclient import TestClient

from concierge_tui.central.app import make_app
from concierge_tui.central.hand_off.phones import Phones
from concierge_tui.central.serving import new_device_code
from db.central.paces import Rate, allows
from db.central.secret import area_code
from db.central.store import open_central
from db.central.tables import pace
from tests.postgres.stores import ON_BOTH
from tests.syncing.laptops import AREA, Central

RATE = Rate("try", 5, 10)
WHO = "192.0.2.7"


@ON_BOTH
def test_an_allowance_is_spent_and_grows_again(central: Central) -> None:
    engine = central.engine
    assert [allows(engine, RATE, WHO, 1_000_000) for _ in range(7)] == [True] * 5 + [False] * 2
    assert allows(engine, RATE, "192.0.2.8", 1_000_000), "another telephone"
    assert allows(engine, Rate("other", 5, 10), WHO, 1_000_000), "another act"
    assert [allows(engine, RATE, WHO, 1_002_000) for _ in range(2)] == [True, False]
    with engine.begin() as connection:
        keys = connection.scalars(pace.select().with_only_columns(pace.c.key)).all()
    assert len(keys) == 3
    assert not any(WHO.encode() in bytes(key) for key in keys)
    allows(engine, RATE, "192.0.2.9", 9_000_000)
    with engine.begin() as connection:
        assert len(connection.execute(pace.select()).all()) == 1, "who is free is forgotten"
    assert allows(engine, RATE, WHO, 1_000_000), "a clock put right locks nobody out"


@ON_BOTH
def test_writers_at_once_never_both_take_the_last_act(central: Central) -> None:
    passed: list[bool] = []
    begin = Barrier(4)

    def ask() -> None:
        begin.wait()
        passed.extend(allows(central.engine, RATE, WHO, 1_000_000) for _ in range(4))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(passed), sum(passed)) == (16, 5)


def test_a_second_process_of_the_service_goes_on_counting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("concierge_tui.central.hand_off.sign_up_pages.BEGUN", Rate("b", 3, 600))
    new_device_code("みその", folder=tmp_path)
    engine = open_central(tmp_path)
    with engine.begin() as connection:
        code = area_code(connection, AREA)
    told = []
    for _ in range(2):
        app = make_app(engine, phones=Phones("http://central.test"))
        with TestClient(app, follow_redirects=False) as client:
            told += [client.get(f"/S/{code}").status_code for _ in range(2)]
    engine.dispose()

    assert told == [303, 303, 303, 429]
