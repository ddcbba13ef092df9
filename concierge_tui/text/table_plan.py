"""Words of the tables and rounds of a meetup (席替え)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from concierge_tui.domain.family import Family

TITLE: Final = "席替え"
WORDS: Final = "テーブルと回。時間が来たらベル"
EMPTY: Final = "席替えの案はまだありません。F3 でつくります。"
SOLVE: Final = "案をつくる"
SOLVING: Final = "席を考えています"
BEGIN: Final = "つぎの回へ"
EXTEND: Final = "5分のばす"
LOOK: Final = "回を見る"
PRINT: Final = "席の表を印刷"
MUTE: Final = "ベルを消す"
RING: Final = "ベルを鳴らす"
MUTED: Final = "ベルの音を消しました。時間になったら文字でお知らせします。"
LOUD: Final = "時間になったらベルが鳴ります。"
BELL: Final = "時間です。席替えをしましょう。"
GONE: Final = "(帰った家庭)"
WENT: Final = "(帰った)"

FORM: Final = "席替えの案"
FORM_WORDS: Final = "いまいる家庭で、できるだけ多くの家庭と会えるように考えます。"
SIZE: Final = "1テーブル"
SIZE_HINT: Final = "家庭の数。例: 4"
ROUNDS: Final = "回の数"
ROUNDS_HINT: Final = "例: 5"
MINUTES: Final = "1回の長さ"
MINUTES_HINT: Final = "分。例: 15"
NUMBER_NEEDED: Final = "数字で入れてください。"
START: Final = "考える"
CANCEL: Final = "やめる"


def round_of(number: int, total: int, running: int | None, *, is_over: bool = False) -> str:
    """Say which round is shown, and whether it runs; none does where the meetup `is_over`."""
    if running is None or number > running:
        state = "行いませんでした" if is_over else "これから"
    else:
        state = "いま" if number == running and not is_over else "済み"
    return f"{number + 1}回目 / {total}回({state})"


def countdown(milliseconds: int, running: int, shown: int) -> str:
    """Say how long the round that runs still takes, and which it is where another is shown."""
    seconds = max(0, -(-milliseconds // 1000))
    left = f"残り {seconds // 60}:{seconds % 60:02}" if seconds else "時間です"
    return left if running == shown else f"いまは{running + 1}回目 {left}"


def running(number: int, total: int, milliseconds: int) -> str:
    """Say in the headline of the hall which round runs, and for how many minutes more."""
    minutes = -(-milliseconds // 60_000)
    left = f"残り{minutes}分" if minutes > 0 else "時間です"
    return f"席替え {number + 1}/{total}回目  {left}"


def stands(running: int | None, total: int) -> str:
    """Say on the list of the hall how it stands."""
    if not total:
        return "まだ"
    return f"案 {total}回" if running is None else f"{running + 1}/{total}回目"


def people(
    families: Sequence[Family | None], names: Mapping[str, str], gone: Collection[str] = ()
) -> str:
    """Return who sits at a table, by these names; of whom went home meanwhile it is said."""
    return "・".join(
        f"{names[family.id]}{WENT if family.id in gone else ''}" if family else GONE
        for family in families
    )


def changes(came: int, left: int, *, runs: bool) -> str:
    """Say who is not in the plan yet, and that the next round takes care of it."""
    parts = [f"あとから来た家庭 {came}"] if came else []
    parts += [f"帰った家庭 {left}"] if left else []
    if not parts:
        return ""
    now = "いまの席は受付で出ました。" if came and runs else ""
    return f"{'、'.join(parts)}。{now}つぎの回の案に反映します。"


def planned(repeats: int, served: int) -> str:
    """Say what the plan brings."""
    again = f"同じ相手とまた座るのは、のべ{repeats}組" if repeats else "同じ相手とは二度座りません"
    return f"案ができました。{again}。どの家庭も、体験の相手になれる{served}家庭以上と会えます。"


def begun(number: int, moved: int | None) -> str:
    """Say that a round began, and how many change their table; None for the first one."""
    said = f"{number + 1}回目をはじめました。"
    return said if moved is None else f"{said}席が変わるのは{moved}家庭です。"
