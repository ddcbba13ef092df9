"""The command line itself: its store, its passphrase, its help, and calls that are wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from concierge_tui import paths
from concierge_tui.commands.group import commands
from concierge_tui.commands.japanese import speaking
from concierge_tui.services.desk import Desk
from concierge_tui.text.errors import UNKNOWN
from tests.journals.command_line import PASSPHRASE, Concierge, assert_one_sentence
from tests.journals.desk_families import registered


@pytest.fixture
def desk(laptop: Desk) -> Desk:
    return laptop


class TestTheStore:
    def test_a_backup_is_brought_back(
        self, desk: Desk, concierge: Concierge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        registered(desk)
        told = concierge("backup", str(tmp_path / "copy.mbk"), "--json").json
        monkeypatch.setenv("CONCIERGE_HOME", str(tmp_path / "another"))

        restored = concierge("restore", str(tmp_path / "copy.mbk"), "--json").json

        assert told["bytes"] == (tmp_path / "copy.mbk").stat().st_size
        assert restored == {"area": desk.area, "families": 1}

    def test_the_doctor_finds_and_mends_a_difference(
        self, desk: Desk, concierge: Concierge
    ) -> None:
        from db.laptop.connection import open_store
        from db.laptop.door import writing
        from db.laptop.keyslots import unlock

        done = registered(desk)
        key = unlock(paths.home().slots, PASSPHRASE).key
        store = open_store(paths.home().store, key)
        with writing(store):
            store.execute("UPDATE person SET must_not_collect = 1")
        store.close()

        ran = concierge("doctor", "--json")
        told = json.loads(ran.out)
        assert (ran.code, [each["table"] for each in told["differences"]]) == (1, ["person"])
        assert desk.families.person(done.people[0]).must_not_collect

        assert concierge("doctor", "--rebuild").code == 1
        assert not desk.families.person(done.people[0]).must_not_collect
        assert concierge("doctor", "--json").json["differences"] == []

    def test_the_audit_verifies_every_chain(self, desk: Desk, concierge: Concierge) -> None:
        registered(desk)

        told = concierge("audit", "verify", "--json").json

        assert (told["streams"], told["broken"]) == (1, [])
        assert told["operations"] == desk.examine(keep=False).operations

    @pytest.mark.usefixtures("desk")
    def test_init_never_overwrites(self, concierge: Concierge) -> None:
        assert_one_sentence(concierge("init", "--area", "x", "--staff", "y", "--json"))

    def test_init_takes_no_last_day_for_what_was_not_given(self, concierge: Concierge) -> None:
        names = ["--area", "みその", "--staff", "花子"]
        assert_one_sentence(concierge("init", *names, "--certified-until", "2027-03-31"))
        assert not paths.home().store.exists()

    @pytest.mark.parametrize(("area", "staff"), [("", "花子"), ("みその", ""), (" \u200b", "花子")])
    def test_init_needs_names_and_leaves_nothing(
        self, concierge: Concierge, area: str, staff: str
    ) -> None:
        assert_one_sentence(concierge("init", "--area", area, "--staff", staff, "--json"))
        assert not paths.home().store.exists()
        assert not paths.home().slots.exists()


COMMANDS_OF_A_STORE = [
    ["meetup", "list"],
    ["meetup", "new", "--title", "会", "--date", "2026-12-05"],
    ["meetup", "show", "x"],
    ["meetup", "close", "x"],
    ["import", "x", "--meetup", "x"],
    ["family", "show", "x"],
    ["families"],
    ["search", "x"],
    ["attendance", "--meetup", "x"],
    ["check-in", "--family", "x", "--meetup", "x"],
    ["backup", "/nowhere/at/all.mbk"],
    ["doctor"],
    ["audit", "verify"],
    ["sync"],
    ["status"],
]


@pytest.mark.parametrize("command", COMMANDS_OF_A_STORE, ids=" ".join)
def test_without_a_store_every_command_says_so(concierge: Concierge, command: list[str]) -> None:
    assert_one_sentence(concierge(*command))
    assert not paths.home().folder.exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "command", [c for c in COMMANDS_OF_A_STORE if "x" in c[1:] and c[0] != "search"], ids=" ".join
)
def test_an_id_that_does_not_exist_is_said(concierge: Concierge, command: list[str]) -> None:
    assert_one_sentence(concierge(*command))


class TestThePassphrase:
    @pytest.mark.usefixtures("desk")
    @pytest.mark.parametrize(
        "content", ["ちがう ことばが よっつ ある\n", "", "\n", PASSPHRASE[:-1]]
    )
    def test_a_wrong_one_is_said(self, concierge: Concierge, tmp_path: Path, content: str) -> None:
        (tmp_path / "passphrase").write_text(content, encoding="utf-8")

        assert_one_sentence(concierge("meetup", "list"))

    @pytest.mark.usefixtures("desk")
    @pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_its_file_may_come_from_any_editor(
        self, concierge: Concierge, tmp_path: Path, ending: str, encoding: str
    ) -> None:
        (tmp_path / "passphrase").write_bytes((PASSPHRASE + ending).encode(encoding))

        assert concierge("meetup", "list", "--json").json == []

    @pytest.mark.usefixtures("desk")
    @pytest.mark.parametrize("named", ["missing", ".", "bad"])
    def test_a_file_that_cannot_be_read_is_said(
        self, concierge: Concierge, tmp_path: Path, named: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "bad").write_bytes(b"\xff\xfe\x00")
        monkeypatch.setenv("CONCIERGE_PASSPHRASE_FILE", str(tmp_path / named))

        assert_one_sentence(concierge("meetup", "list"))

    @pytest.mark.usefixtures("desk")
    def test_without_a_file_and_a_terminal_it_is_said(
        self, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CONCIERGE_PASSPHRASE_FILE")

        assert_one_sentence(concierge("meetup", "list"))

    def test_a_new_one_typed_differently_the_second_time_makes_nothing(
        self, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CONCIERGE_PASSPHRASE_FILE")
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        typed = iter([PASSPHRASE, PASSPHRASE + "x"])
        monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))

        assert_one_sentence(concierge("init", "--area", "みその", "--staff", "花子"), code=2)
        assert not paths.home().store.exists()


WRONG_CALLS = [
    ["nope"], ["--nope"], ["meetup"], ["meetup", "nope"], ["meetup", "new"], ["audit"], ["family"],
    ["meetup", "new", "--title", "会"], ["meetup", "new", "--title"], ["meetup", "show"],
    ["meetup", "new", "--title", "会", "--date", "2026-12-05", "--capacity", "many"],
    ["meetup", "new", "--title", "会", "--date", "2026-12-05", "--capacity", "0"],
    ["meetup", "new", "--title", "会", "--date", "2026-12-05", "--kind", "party"],
    ["search"], ["search", "a", "b"], ["search", "a", "--batch", __file__],
    ["search", "--batch", "/nowhere"], ["search", "--batch", "/"], ["search", "a", "--limit", "0"],
    ["import"], ["import", "x"], ["check-in", "--meetup", "x"], ["attendance"], ["init"],
    ["check-in", "--meetup", "x", "--family", "a", "--person", "b"], ["doctor", "--rebuild=x"],
]  # fmt: skip


@pytest.mark.parametrize("call", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_is_said_and_leaves_with_2(concierge: Concierge, call: list[str]) -> None:
    assert_one_sentence(concierge(*call), code=2)


CLICK_S_ENGLISH = (
    r"Usage|Options|Commands|Show|exit|required|default|OPTIONS|ARGS|TEXT|INTEGER|RANGE|PATH"
)


def every_command(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from every_command(below, (*path, name))


@pytest.mark.parametrize("path", [*every_command(commands)], ids=" ".join)
def test_help_speaks_japanese(concierge: Concierge, path: tuple[str, ...]) -> None:
    ran = concierge(*path, "--help")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("使い方: concierge")
    assert not re.search(CLICK_S_ENGLISH, ran.out)


def test_english_in_a_help_page_is_seen() -> None:
    plain = click.Command("x", params=[click.Option(["--y"], required=True)])

    assert "Usage" in plain.get_help(click.Context(plain))
    with speaking(plain).make_context("x", ["--y", "1"]) as context:
        assert "必須" in plain.get_help(context)


def test_whatever_breaks_inside_is_one_sentence_without_what_was_typed(
    desk: Desk, concierge: Concierge, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = "CANARY-田中"

    def broken(*_: object) -> None:
        raise RuntimeError(canary)

    monkeypatch.setattr("concierge_tui.domain.search.read_query", broken)
    monkeypatch.setattr("concierge_tui.commands.people.read_query", broken)

    ran = concierge("search", canary)

    assert (ran.code, ran.out, ran.err) == (1, "", f"{UNKNOWN}\n")
    log = paths.home().log.read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert canary not in log
    assert desk.area


class TestAsAProgramOfItsOwn:
    """Few: each start costs a third of a second, and each key derivation another."""

    def run(self, home: Path, *arguments: bytes | str) -> "subprocess.CompletedProcess[bytes]":
        environment = {
            **os.environ,
            "CONCIERGE_HOME": str(home),
            "CONCIERGE_PASSPHRASE_FILE": str(home.parent / "secret"),
            "PYTHONIOENCODING": "ascii",
        }
        (home.parent / "secret").write_text(PASSPHRASE, encoding="utf-8")
        program = [sys.executable, "-c", "from concierge_tui.cli import main; main()", *arguments]
        return subprocess.run(
            program, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False
        )

    def test_a_store_is_made_with_the_floor_and_opened_again(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        made = self.run(home, "init", "--area", "みその", "--staff", "葛󠄀城 花子", "--json")
        title = ["--title", "𠮷野の会", "--date", "2026-12-05"]
        new = self.run(home, "meetup", "new", *title, "--json")
        listed = self.run(home, "meetup", "list", "--json")

        assert (made.returncode, made.stderr) == (0, b"")
        assert set(json.loads(made.stdout)) >= {"area", "recovery_key"}
        (found,) = json.loads(listed.stdout.decode("utf-8"))
        assert (found["id"], found["title"]) == (json.loads(new.stdout)["id"], "𠮷野の会")
        slots = json.loads((home / "slots.json").read_text(encoding="utf-8"))
        assert slots["slots"][0]["cost"] == [65536, 3, 4]

    def test_an_argument_that_is_no_text_is_said(self, tmp_path: Path) -> None:
        ran = self.run(tmp_path / "home", b"init", b"--area", b"\xff\xfe", b"--staff", b"\xff")

        assert ran.returncode in (1, 2)
        assert b"Traceback" not in ran.stderr
        assert ran.stderr.decode("utf-8").count("\n") == 1
        assert not (tmp_path / "home" / "store.db").exists()

    def test_a_reader_that_leaves_early_is_no_error(self, tmp_path: Path) -> None:
        (tmp_path / "home").mkdir()
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as closed:
            ran = subprocess.run(
                [sys.executable, "-c", "from concierge_tui.cli import main; main()", "--help"],
                stdout=closed,
                stderr=subprocess.PIPE,
                check=False,
            )

        assert ran.stderr == b""
