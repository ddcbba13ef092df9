"""Commands against files, disks and folders that are not what they should be."""

from __future__ import annotations

import errno
import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from concierge_tui import bootstrap, paths
from concierge_tui.domain.errors import ConciergeError
from concierge_tui.services.desk import Desk
from db.laptop.keyslots import Cost
from tests.journals.command_line import PASSPHRASE, Concierge, assert_one_sentence
from tests.journals.desk_families import registered

posix_only = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no such files")
NEW = bootstrap.NewStore("みその", "試験 花子", PASSPHRASE)


@pytest.fixture
def desk(laptop: Desk) -> Desk:
    return laptop


@pytest.fixture
def meetup(desk: Desk) -> str:
    return desk.meetups.new("みその交流会", "2026-12-05").id


@pytest.fixture(params=["pipe", "device", "folder", "loop", "sparse", "long"])
def strange(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Something that has a name in the file system and is no file of ours."""
    path = tmp_path / "strange"
    match request.param:
        case "pipe":
            os.mkfifo(path)
        case "device":
            return Path("/dev/zero")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)
        case "sparse":
            with path.open("wb") as file:
                file.truncate(3 * 1024**3)
        case "long":
            return tmp_path / ("a" * 5000)
    return path


@posix_only
class TestAStrangeFile:
    def test_is_never_waited_for_nor_read_without_end(
        self, strange: Path, meetup: str, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert_one_sentence(concierge("import", str(strange), "--meetup", meetup))
        batch = concierge("search", "--batch", str(strange))
        assert (batch.code, batch.out) in ((0, ""), (1, ""), (2, ""))
        monkeypatch.setenv("CONCIERGE_HOME", str(strange.parent / "other"))
        if strange.name != "zero":
            assert_one_sentence(concierge("restore", str(strange)))
        monkeypatch.setenv("CONCIERGE_PASSPHRASE_FILE", str(strange))
        monkeypatch.setenv("CONCIERGE_HOME", str(paths.home().folder.parent / "none"))
        assert_one_sentence(concierge("init", "--area", "みその", "--staff", "花子"))

    def test_is_never_replaced_by_a_backup_or_a_slip(
        self, tmp_path: Path, meetup: str, concierge: Concierge
    ) -> None:
        os.mkfifo(pipe := tmp_path / "pipe")

        assert_one_sentence(concierge("backup", str(pipe)))
        assert_one_sentence(concierge("print", "slips", "--meetup", meetup, "--out", str(pipe)))

        assert pipe.is_fifo()

    @pytest.mark.parametrize("named", ["/", ".", ".."])
    def test_a_folder_is_no_place_for_a_backup(
        self, named: str, meetup: str, concierge: Concierge
    ) -> None:
        assert_one_sentence(concierge("backup", named))
        assert_one_sentence(concierge("print", "slips", "--meetup", meetup, "--out", named))


class TestAFolderThatCannotHoldAStore:
    @pytest.mark.parametrize("kind", ["file", "long"])
    def test_is_said(
        self, kind: str, tmp_path: Path, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home = tmp_path / ("home" if kind == "file" else "a" * 5000)
        if kind == "file":
            home.write_text("x", encoding="utf-8")
        monkeypatch.setenv("CONCIERGE_HOME", str(home))

        assert_one_sentence(concierge("status"))
        assert_one_sentence(concierge("init", "--area", "みその", "--staff", "花子"))

    def test_leaves_no_traceback_when_not_even_the_log_can_be_written(
        self, concierge: Concierge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        home = tmp_path / "home"
        (home / "concierge.log").mkdir(parents=True)
        monkeypatch.setenv("CONCIERGE_HOME", str(home))
        monkeypatch.setattr(logging.getLogger("concierge"), "handlers", [])
        monkeypatch.setattr("concierge_tui.commands.store.passphrase", _breaking)

        ran = concierge("init", "--area", "みその", "--staff", "花子")

        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


def _breaking(*_: object) -> str:
    raise RuntimeError("田中")


def test_an_answer_that_cannot_be_written_is_said_after_the_act(
    desk: Desk, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.echo", _no_room_on_stdout)

    ran = concierge("meetup", "new", "--title", "会", "--date", "2026-12-05")

    assert_one_sentence(ran)
    assert "操作は済んでいる" in ran.err
    assert [each.title for each in desk.meetups.all()] == ["会"]


def _no_room_on_stdout(message: str, *, err: bool = False) -> None:
    if not err:
        raise OSError(errno.ENOSPC, "no room")
    sys.stderr.write(f"{message}\n")


def test_the_screens_need_a_terminal(concierge: Concierge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    assert_one_sentence(concierge())
    assert_one_sentence(concierge("demo"))


class TestTheCentralService:
    @pytest.mark.parametrize(
        "database", ["x", "sqlite:///plain.db", "nothing://a/b", "postgresql+psycopg://127.0.0.1:1"]
    )
    def test_an_address_of_no_database_is_said(
        self, database: str, concierge: Concierge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)

        assert_one_sentence(
            concierge("central", "device", "new", "--area", "みその", "--database", database)
        )
        assert not list(tmp_path.glob("plain*"))

    def test_a_host_is_not_repeated_to_the_terminal(self, concierge: Concierge) -> None:
        ran = concierge("central", "serve", "--host", "\x1b]0;x\x07")

        assert_one_sentence(ran)
        assert "\x1b" not in ran.err


class TestAStoreThatCannotBeReadWhole:
    @pytest.fixture
    def damaged(self, desk: Desk) -> None:
        for _ in range(12):
            registered(desk)
        desk.close()
        content = bytearray(paths.home().store.read_bytes())
        for at in range(40_000, len(content), 4096):
            content[at] ^= 1
        paths.home().store.write_bytes(content)

    @pytest.mark.parametrize(
        "call",
        [["families"], ["search", "たなか"], ["doctor"], ["doctor", "--rebuild"], ["status"]],
    )
    @pytest.mark.usefixtures("damaged")
    def test_every_command_points_to_the_backup(
        self, call: list[str], concierge: Concierge
    ) -> None:
        ran = concierge(*call)

        assert_one_sentence(ran)
        assert "バックアップから復元" in ran.err

    @pytest.mark.usefixtures("damaged")
    def test_it_never_replaces_a_good_backup(self, concierge: Concierge, tmp_path: Path) -> None:
        good = tmp_path / "good.mbk"
        good.write_text("an older one", encoding="utf-8")

        assert_one_sentence(concierge("backup", str(good)))

        assert good.read_text(encoding="utf-8") == "an older one"
        assert list(tmp_path.glob("good*")) == [good]


class TestAStoreWhoseMakingWasCutOff:
    @pytest.mark.parametrize(
        "where", ["connection.create_store", "identity.SqliteIdentity.begin",
                  "journal.SqliteJournal.append", "unfinished._finish"],
    )  # fmt: skip
    def test_leaves_nothing_in_the_way(self, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
        home = paths.home()
        with monkeypatch.context() as patch:
            _kill_at(patch, f"db.laptop.{where}")
            with pytest.raises(_Killed):
                bootstrap.create(home, NEW, cost=Cost(8, 1, 1))
        assert list(home.folder.glob("slots.*.unfinished"))
        with pytest.raises(ConciergeError):
            bootstrap.open_desk(home, PASSPHRASE)
        assert not home.exists

        desk, _ = bootstrap.create(home, NEW, cost=Cost(8, 1, 1))
        desk.close()

        bootstrap.open_desk(home, PASSPHRASE).close()
        assert sorted(each.name for each in home.folder.iterdir()) == ["slots.json", "store.db"]

    def test_a_restore_can_be_begun_again(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registered(desk)
        desk.back_up(tmp_path / "copy.mbk", None)
        home = paths.Home(tmp_path / "another")
        with monkeypatch.context() as patch:
            _kill_at(patch, "db.laptop.identity.SqliteIdentity.renew")
            with pytest.raises(_Killed):
                bootstrap.restore(home, tmp_path / "copy.mbk", PASSPHRASE)
        assert home.store.exists()
        assert not home.exists

        restored = bootstrap.restore(home, tmp_path / "copy.mbk", PASSPHRASE)

        assert len(restored.families.ids()) == 1
        restored.close()

    def test_slots_that_were_lost_never_cost_the_store(self, desk: Desk) -> None:
        desk.close()
        home = paths.home()
        home.slots.unlink()

        with pytest.raises(ConciergeError):
            bootstrap.create(home, NEW, cost=Cost(8, 1, 1))

        assert home.store.exists()


class _Killed(BaseException):
    """Stands for a process that ends here."""


def _killed(*_: object, **__: object) -> Any:
    raise _Killed


def _kill_at(patch: pytest.MonkeyPatch, where: str) -> None:
    """End the process in the middle: nothing is cleared up."""
    patch.setattr("db.laptop.unfinished._clear", lambda *_: None)
    patch.setattr(where, _killed)


def test_an_import_repeats_no_number_and_no_address(
    meetup: str, concierge: Concierge, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(
        "保護者氏名,電話番号,メール,郵便番号,住所,緊急連絡先,アレルギー,子ども氏名,子ども生年月日\n"
        "田中 花,090-1234-567899,a b@@x,33-9,美園9-9-9,080-7777-888,カナリア卵?,田中 空,R7.2.30\n"
        "佐藤 海,090-1111-2222,,3360967,さいたま市緑区美園1-1,,なし,佐藤 凪,2024/1/1,余り8888\n"
        ",090-3333-4444,,,,,,,\n",
        encoding="utf-8",
    )

    told = concierge("import", str(path), "--meetup", meetup, "--dry-run")
    answer = concierge("import", str(path), "--meetup", meetup, "--json")

    for said in (told.out, answer.out):
        assert "R7.2.30" in said
        for secret in ("7899", "@@", "33-9", "9-9-9", "888", "カナリア", "4444"):
            assert secret not in said
    assert len(answer.json["problems"]) >= 5
