"""Makes the pictures of the manual anew: the real program, invented families, a standing clock.

Run it in the project's folder: `.venv/bin/python -m tools.pictures`. It needs the fonts of the
Debian packages fonts-noto-cjk and fonts-dejavu-core. The same program gives the same pictures.
"""  # noqa: INP001 (a tool, no package)

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from textual.widgets import Button

from screens.enrol.fingerprint import FingerprintScreen
from screens.enrol.screen import EnrolScreen
from screens.sync.screen import SyncScreen
from tools.hands import FOLDER, Hands, at_the_door
from tools.invented_day import CODE, RECOVERY, URL, enrolled, write_roster
from tools.pictured_hub import the_hub
from tools.pictured_meetup import a_child_in_care, the_hall, two_families


async def first_day(folder: Path) -> None:
    """From nothing to a roster, what it left to mend, and the central service."""
    async with at_the_door(folder) as hands:
        await hands.take("welcome", "本部につなぐ")
        await hands.press("down", "enter")
        await hands.sees("合言葉をもう一度")
        await hands.fill("みその", "山田 花子", "さくら でんしゃ みかん ゆうひ", "")
        await hands.fill("さくら でんしゃ みかん ゆうひ", "2468")
        await hands.press("enter", *["down"] * 4, "enter", "tab")
        await hands.type("R9.3.31")
        await hands.take("create", "認定")
        await hands.press("ctrl+s")
        await hands.take("recovery-key", RECOVERY[:4])
        await hands.press("space", "tab", "enter")
        await hands.take("home-empty", "会がまだありません")
        await plan(hands)
        await bring_in(hands, write_roster(folder / "名簿.csv"))
        await mend(hands)
        await join(hands)


async def plan(hands: Hands) -> None:
    """Plan a meetup."""
    await hands.press("f3")
    await hands.sees("新しい会")
    await hands.press("enter", "down", "enter")
    await hands.fill("12/5")
    await hands.take("meetup", "2026年12月5日(土)")
    await hands.press("ctrl+s")
    await hands.sees("会を保存しました")


async def bring_in(hands: Hands, roster: Path) -> None:
    """Import a roster with one heading that nobody could know."""
    await hands.press("f4")
    await hands.sees("名簿を取り込む")
    await hands.press("shift+tab")
    await hands.type(str(roster))
    await hands.press("enter")
    await hands.take("roster-mapping", "わからない", "直すところ 2")
    await hands.press("end", "enter")
    await hands.sees("この列の意味")
    await hands.press("end", "up", "up")
    await hands.take("roster-meaning", "知ったきっかけ")
    await hands.press("enter")
    await hands.sees("知ったきっかけ", "直すところ 2")
    await hands.press("tab", "space", "ctrl+s")
    await hands.take("roster-result", "取り込みました", "直すと")
    await hands.press("escape")


async def mend(hands: Hands) -> None:
    """Show what a roster left to a person."""
    await hands.take("home", "直すところ 2")
    await hands.press("f2")
    await hands.take("repairs", "直すところ")
    await hands.press("enter")
    await hands.take("repair", "という日はありません")
    await hands.press("escape", "escape")
    await hands.sees("きょうの会")


async def join(hands: Hands) -> None:
    """Join the central service, which answers as one does that is reached."""
    app = hands.app
    assert app.desk is not None
    desk, known = enrolled(app.desk)
    app.push_screen(EnrolScreen(desk))
    await hands.sees("登録コード")
    await hands.fill(URL)
    await hands.type(CODE)
    await hands.take("enrol", CODE[:4])
    app.switch_screen(FingerprintScreen(desk, known))
    await hands.take("fingerprint", "読み合わせてください")
    app.switch_screen(SyncScreen(desk))
    await hands.take("sync", "受領", "送受信する")
    await hands.press("escape")
    app.screen.query_one("#backup", Button).press()
    await hands.take("backup", "バックアップを取る")


async def reception(folder: Path) -> None:
    """A busy morning in the rehearsal."""
    async with at_the_door(folder, practice=True) as hands:
        await hands.sees("みその交流会")
        await hands.press("enter")
        await hands.take("reception-empty", "さがす", "1文字から")
        await hands.type("tanaka")
        await hands.press("down", "down")
        await hands.take("reception", "岩槻区", "7/12", "お迎え")
        await hands.press("f1")
        await hands.take("keys", "いま使えるキー")
        await hands.press("escape", "escape")
        await hands.type("sato ri")
        await hands.sees("佐藤 里奈")
        await hands.press("enter")
        await hands.take("checked-in", "受け付けました", "次回は")
        await hands.press("f11")
        await hands.take("slip", "MS1-")
        await hands.press("escape")
        await hands.sees("さがす")
        await hands.press("f5")
        await hands.take("inside", "いまいる人")
        await hands.press("escape")
        await hands.sees("さがす")
        await walk_in(hands)
        await household(hands)
        await hands.press("f12")
        await asyncio.sleep(0.2)
        await hands.take("hidden")


async def walk_in(hands: Hands) -> None:
    """Register a family without a booking."""
    await hands.press("f3")
    await hands.sees("当日参加", "ふりがな")
    await hands.answer("みた ゆい", "", "09001239876", "めい", "R5.6.1")
    await hands.press("1", "enter")
    await hands.answer("09001239877", "", "")
    await hands.take("walk-in", "読み上げてください")
    await hands.press("escape")
    await hands.sees("さがす")


async def household(hands: Hands) -> None:
    """Correct a kana that a form got wrong."""
    await hands.type("hasegawa")
    await hands.sees("長谷川 裕子")
    await hands.press("f2")
    await hands.take("household", "家庭を直す")
    await hands.press("escape")
    await hands.sees("さがす")


async def sign_up(folder: Path) -> None:
    """Write for a family, turn the laptop to it, and what it takes along."""
    async with at_the_door(folder, practice=True) as hands:
        await hands.sees("みその交流会")
        await hands.press("enter")
        await hands.sees("さがす")
        await hands.press("f4")
        await hands.sees("代理入力", "お迎えしてよい人")
        await hands.press("enter", "2")
        await hands.answer("たかぎ きよ", "祖母", "たかぎ まい", "高木 舞")
        await hands.press("1")
        await hands.answer("なし", "そら", "", "R6.7.12")
        await hands.take("sign-up", "たかぎ きよ", "代理の方")
        await hands.press("ctrl+e")
        await hands.take("facing", "スタッフ")
        await hands.press("escape")
        await hands.sees("代理入力")
        await hands.press("f9")
        await hands.take("stuck", "ここで止める")
        await hands.press("escape", "escape")
        await hands.sees("さがす")
        await hands.type("sato ri")
        await hands.sees("佐藤 里奈")
        await hands.press("f8")
        await hands.take("consent", "同意")
        await hands.press("escape", "escape", "f11")
        await hands.take("print", "印刷", "ページ")
        await hands.press("escape")
        await hands.sees("さがす")
        await hands.press("f3")
        await hands.sees("当日参加")
        await hands.press("f11")
        await hands.take("hand-off", "スマホへ引き継ぎ", "練習のQR")


async def lesson(folder: Path) -> None:
    """The list of lessons, and the first of them."""
    async with at_the_door(folder, practice=True) as hands:
        await hands.sees("みその交流会")
        hands.app.action_lessons()
        await hands.take("lessons", "練習の課題")
        await hands.press("enter")
        await hands.take("lesson", "予約した佐藤", "さがす")


STORIES: Final = {
    "first-day": first_day,
    "reception": reception,
    "sign-up": sign_up,
    "lesson": lesson,
    "hall": the_hall,
    "pair": two_families,
    "care": a_child_in_care,
    "hub": the_hub,
}


def main(wanted: list[str]) -> None:
    """Tell the stories and take their pictures."""
    os.environ.update(TZ="Asia/Tokyo", HOME="/home/hanako")  # a picture shows both
    time.tzset()
    FOLDER.mkdir(exist_ok=True)
    for name, story in STORIES.items():
        if not wanted or name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                asyncio.run(story(Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
