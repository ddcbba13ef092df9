"""Words of 「今日の準備」: each line, how it stands, and what to do next."""

from collections.abc import Mapping
from typing import Final

from concierge_tui.domain.preparation import VENUE, Line

TITLE: Final = "今日の準備"
BACK: Final = "もどる"
BACK_HERE: Final = "今日の準備へ"
OPEN: Final = "次にすること"
PACK: Final = "紙の備えを印刷"
PACK_PDF: Final = "紙の備えを PDF にする"
PACK_KEY: Final = "紙の備え"
REPORT: Final = "ヒヤリ"
INSIDE: Final = "いる人"
HINT: Final = "緑でない行で Enter。することへ進みます。F11 で紙の備えを刷ります。"
HINT_PDF: Final = "緑でない行で Enter。することへ進みます。F11 で紙の備えを PDF にします。"
SENDING: Final = "紙の備えを刷っています。"
ALL_GREEN: Final = "すべて済みました。紙の備え(F11)を手もとに置いて、ひらけます。"
LOOK_AT_CLOCK: Final = "パソコンの設定で日付と時刻を直し、もう一度ひらいてください。"
FREE_DISK: Final = "いらないファイルを消してから、もう一度ひらいてください。"
NOTHING_TO_DO: Final = "この行は済んでいます。"

NAMES: Final[Mapping[str, str]] = {
    "clock": "時計",
    "disk": "空き容量",
    "printer": "プリンター",
    "roster": "名簿",
    "contacts": "連絡先",
    "address": "会場の住所",
    "rules": "決まり",
    "listing": "公式公開(保険)",
    "staff": "スタッフ",
    "venue": "会場の安全",
    "backup": "バックアップ",
}
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "ok": ("済", "done"),
    "todo": ("まだ", "todo"),
    "care": ("注意", "care"),
}
_FACTS: Final[Mapping[tuple[str, str], str]] = {
    ("clock", "right"): "今日の会です",
    ("clock", "day"): "会の日は今日ではありません。会か時計を確かめる",
    ("clock", "behind"): "前の記録より遅れています。パソコンの時計を直す",
    ("clock", "central"): "本部の時計と{}分ちがいます。パソコンの時計を直す",
    ("clock", "far"): "会の日と1年以上ちがいます。パソコンの時計を直す",
    ("disk", "room"): "あと{}GB",
    ("disk", "short"): "あと{}MB。いらないファイルを消す",
    ("printer", "there"): "使えます",
    ("printer", "pdf"): "紙の備えは PDF にしました。印刷してから、ひらく",
    ("printer", "none"): "印刷できません。つなぐか、Enter で PDF にする",
    ("roster", "none"): "まだありません。名簿を取り込む",
    ("roster", "problems"): "読めなかったところ {}件。要確認で直す",
    ("roster", "families"): "{}家庭",
    ("contacts", "coordinator"): "責任者の名前と電話がありません。責任者が入れる",
    ("contacts", "insurer"): "保険の窓口の電話がありません。責任者が入れる",
    ("contacts", "all"): "責任者と保険の窓口があります",
    ("address", "there"): "緊急カードに出ます",
    ("address", "none"): "緊急カードに出ません。会に入れる",
    ("rules", "own"): "地域で決めたもの",
    ("rules", "preset"): "もとの決まりのまま(変えるのは責任者)",
    ("listing", "listed"): "公開されています",
    ("listing", "unknown"): "確かめていません。公開を見て、会に入れる",
    ("listing", "unlisted"): "保険の対象外のおそれ。本部に聞く",
    ("staff", "nobody"): "来た人に印をつける",
    ("staff", "uncertified"): "来た{}名に認定の人がいません。体験はできません",
    ("staff", "certified"): "認定の人が{}名います",
    ("venue", "left"): "あと{}か所を見まわる",
    ("venue", "done"): "見まわりました",
    ("backup", "practice"): "練習では取りません",
    ("backup", "never"): "まだありません。バックアップを取る",
    ("backup", "age"): "{}時間前に取りました",
    ("backup", "fresh"): "1時間以内に取りました",
}

STAFF_TITLE: Final = "来ているスタッフ"
NOT_CERTIFIED: Final = "認定なし"
STAFF_KEYS: Final = "Space で印  Enter 残す  Esc やめる"
VENUE_TITLE: Final = "会場の安全を見まわる"
VENUE_WORDS: Final[Mapping[str, str]] = dict(
    zip(
        VENUE,
        (
            "避難口がふさがっていない",
            "角やとがった所を覆った",
            "コンセントとコードを覆った",
            "口に入る小さな物を片づけた",
            "熱い物・薬・刃物は届かない",
            "床がすべらず、物がない",
            "扉で指をはさまず、外へ出られない",
            "救急箱とAEDの場所がわかる",
            "まわりへの声かけをした",
        ),
        strict=True,
    )
)


def fact(line: Line) -> str:
    """Return how a line stands, or what to do next."""
    return _FACTS[line.name, line.fact].format(line.number)


def left(lines: tuple[Line, ...]) -> int:
    """Return how many lines are not green."""
    return sum(line.state != "ok" for line in lines)


def counts(lines: tuple[Line, ...]) -> str:
    """Say how many lines are not green."""
    return f"あと {left(lines)}" if left(lines) else "すべて済"


def stands(lines: tuple[Line, ...]) -> tuple[str, str]:
    """Say how the preparation stands, for the list of the hall."""
    if not left(lines):
        return "すべて済", "done"
    return counts(lines), "care" if any(line.state == "care" for line in lines) else "todo"
