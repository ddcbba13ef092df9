"""The whole day on the screens alone, at 80×24: from nothing to the central service."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screens.widgets.scanner import STUCK
from tests.e2e.hands import Hands
from tests.e2e.program import (
    ODD_HEADER,
    PASSPHRASE,
    Central,
    Laptop,
    Listed,
    central,
    program,
    write_roster,
)
from tests.e2e.terminal import Terminal, has_tmux
from tests.rosters.people import Household

pytestmark = pytest.mark.skipif(not has_tmux, reason="tmux is not installed")

FAMILIES = 18
MANY = 10
CODE = re.compile(r"MS1-[0-9A-Z]{6}-[0-9A-Z]")


@contextmanager
def at_the_door(laptop: Laptop) -> Iterator[Hands]:
    with Terminal([program()], env=laptop.env) as terminal:
        yield Hands(terminal)


def first_run(hands: Hands) -> None:
    hands.sees("練習", "はじめる", "本部につなぐ")
    hands.press("Down", "Enter")
    hands.sees("合言葉をもう一度", "F1")
    hands.fill("みその", "試験 花子", PASSPHRASE, "", PASSPHRASE, "2468")
    hands.press("Enter", "Down", "Enter")
    hands.press("C-s")
    hands.sees("復旧キー", "紙に書きました")
    hands.press("Space", "Tab", "Enter")
    hands.sees("会がまだありません", "この端末に保存済み。本部は未設定です")


def plan_a_meetup(hands: Hands) -> None:
    hands.press("F3")
    hands.sees("新しい会")
    hands.press("Enter")
    hands.sees("選ばない")
    hands.press("Down", "Enter")
    hands.sees("Mama's Meet Up")
    hands.fill("2026-12-05")
    hands.sees("2026年12月5日(土)")
    hands.press("C-s")
    hands.sees("きょうの会", "12/5(土)", "来場 0家庭")


def bring_the_roster_in(hands: Hands, listed: Listed) -> None:
    hands.press("F4")
    hands.sees("名簿を取り込む")
    hands.press("BTab")
    hands.type(str(listed.path))
    hands.press("Enter")
    hands.sees("列の意味", ODD_HEADER, "わからない", f"{FAMILIES}家庭", "直すところ 1")
    hands.press("End", "Enter")
    hands.sees("この列の意味", "知ったきっかけ")
    hands.press("End", "Up", "Up", "Enter")
    assert "わからない" not in hands.sees("知ったきっかけ", f"{FAMILIES}家庭")
    hands.press("Tab", "Space", "C-s")
    hands.sees("取り込みました", f"{FAMILIES}家庭", "1か所を直すと")


def mend_the_row(hands: Hands) -> None:
    hands.press("Escape")
    hands.sees("きょうの会", "直すところ 1", f"来場 0/{FAMILIES}家庭")
    hands.press("F2", "Enter")
    hands.sees("2023-02-30", "という日はありません")
    hands.type("R5.2.28")
    hands.press("Enter")
    hands.sees("直しました")
    hands.press("Escape")
    hands.sees("きょうの会", "要確認はありません")


def search_for(hands: Hands, family: Household) -> None:
    hands.type(" ".join(part[1] for part in (family.surname, family.given)))
    hands.sees(family.surname[0], f"{family.surname[0]}家" if family.surname[0] else "")


def check_ten_in(hands: Hands, families: list[Household]) -> None:
    hands.press("Enter")
    hands.sees("さがす", f"来場 0/{FAMILIES}家庭")
    for number, family in enumerate(families, 1):
        search_for(hands, family)
        hands.press("Enter")
        hands.sees(f"来場 {number}/{FAMILIES}家庭", "2名を受け付けました")


def take_the_last_back(hands: Hands) -> None:
    hands.press("C-z")
    hands.sees("受付を取り消しました", f"来場 {MANY - 1}/{FAMILIES}家庭")
    hands.press("Escape")


def register_a_walk_in(hands: Hands) -> None:
    hands.press("F3")
    hands.sees("当日参加", "ふりがな")
    hands.type("mita yui")
    hands.press("Enter", "Enter")
    hands.type("09001239876")
    hands.press("Enter")
    hands.type("mei")
    hands.press("Enter")
    hands.type("R5.6.1")
    hands.press("Enter", "1", "Enter")
    hands.type("09001239877")
    hands.press("Enter", "Enter", "Enter")
    hands.sees("読み上げてください")
    hands.press("Enter")
    hands.sees("2名を受け付けました", f"来場 {MANY}/{FAMILIES}家庭")


def scan_a_slip(hands: Hands, family: Household) -> None:
    """Show the slip of a family, read its code, and let the scanner read it later."""
    search_for(hands, family)
    hands.press("F11")
    hands.terminal.wait_until(lambda: bool(CODE.search(hands.terminal.screen())), "a code")
    code = CODE.search(hands.terminal.screen())
    assert code is not None
    hands.press("Escape")
    hands.sees("さがす")
    hands.press("Escape")
    hands.terminal.type(code[0])
    hands.terminal.press("Enter")
    hands.sees("の控えです")
    hands.rest(STUCK)
    hands.press("Enter")
    hands.sees("2名を受け付けました", f"来場 {MANY + 1}/{FAMILIES}家庭")


def send_everything(hands: Hands, service: Central) -> None:
    hands.press("Escape", "Escape")
    hands.sees("きょうの会")
    hands.press("F5")
    hands.sees("本部との送受信", "本部は未設定です")
    hands.press("Enter")
    hands.sees("本部のアドレス")
    hands.type(service.url)
    hands.press("Enter")
    hands.type(service.new_code())
    hands.press("Enter")
    hands.sees("言葉を読み合わせてください", "本部の「みその」に登録しました")
    hands.press("Enter")
    hands.sees("本部との送受信", "未送信")
    hands.press("F5")
    hands.sees("すべて本部に届きました", "受領")


def received(folder: Path, service: Central) -> tuple[int, int]:
    """Return how many families a second laptop receives, and how many of them have arrived."""
    other = Laptop(folder)
    other.answer("init", "--area", "みその", "--staff", "試験 次郎")
    other.answer("enrol", service.url, service.new_code())
    other.answer("sync")
    meetup = other.answer("meetup", "list")[0]["id"]
    return len(other.answer("families")), len(other.arrived(meetup))


def unlike(families: list[Household]) -> list[Household]:
    """Return families whose guardian's name nobody else has."""
    names = [(f.surname[1], f.given[1]) for f in families]
    return [f for f, name in zip(families, names, strict=True) if names.count(name) == 1]


def test_from_first_run_to_the_central_service_on_the_screens_alone(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "laptop")
    listed = write_roster(tmp_path / "名簿.csv", seed=21, count=FAMILIES)
    families = unlike(listed.families)
    with central(tmp_path / "central") as service:
        with at_the_door(laptop) as hands:
            first_run(hands)
            plan_a_meetup(hands)
            bring_the_roster_in(hands, listed)
            mend_the_row(hands)
            check_ten_in(hands, families[:MANY])
            take_the_last_back(hands)
            register_a_walk_in(hands)
            scan_a_slip(hands, families[MANY])
            send_everything(hands, service)
        assert received(tmp_path / "other", service) == (FAMILIES + 1, MANY + 1)
    assert laptop.differences() == []
