"""Words of the form that plans a meetup, and its templates."""

from typing import Final

TITLE: Final = "新しい会"
EDIT_TITLE: Final = "会を直す"

TEMPLATE_PROMPT: Final = "ひな形や前の会を選ぶと、下の欄が埋まります"
NAME: Final = "会の名前"
DAY: Final = "日付"
DAY_HINT: Final = "例: 12/5、R8.12.5"
STARTS: Final = "開始"
ENDS: Final = "終了"
TIME_HINT: Final = "例: 10:00、10時半"
CAPACITY: Final = "定員(人)"
CAPACITY_HINT: Final = "なければ空のまま"
VENUE: Final = "会場"
ADDRESS: Final = "会場の住所(緊急カードに出ます)"
HALL_NUMBERS: Final = {
    "rooms": "体験の部屋",
    "room_capacity": "1部屋の子",
    "table_size": "1卓の家庭",
    "rounds": "席替えの回",
    "round_minutes": "1回の分",
}
"""Side by side in one line: an empty one is asked where it is needed."""
KIND: Final = "種類"
NEXT: Final = "次回の案内"
NEXT_HINT: Final = "受付のたびに伝える一言。例: 次回は12/12です。"
LISTED: Final = "公式公開"
LISTED_PROMPT: Final = "まだ確かめていない"
LISTED_URL: Final = "公開ページ"
SAVE: Final = "保存"

NAME_EMPTY: Final = "会の名前を入力してください。"
DAY_BAD: Final = "日付として読めません。例: 12/5、令和8年12月5日"
DAY_EMPTY: Final = "日付を入力してください。例: 12/5"
TIME_BAD: Final = "時刻として読めません。例: 10:00"
CAPACITY_BAD: Final = "定員は数字で入力してください。なければ空にしてください。"
SOMETHING_WRONG: Final = "直すところがあります。その欄の下の文を見てください。"

KINDS: Final = (
    ("exchange", "交流会"),
    ("briefing", "説明会"),
    ("trial_day", "あずけ合い体験会"),
    ("sign_up_day", "登録会"),
)
LISTED_CHOICES: Final = (("yes", "公開した(保険の対象)"), ("no", "公開しない(保険の対象外)"))

TEMPLATES: Final = (
    (
        "交流会(午前)",
        {"title": "Mama's Meet Up", "kind": "exchange", "starts": "10:00", "ends": "12:00"},
    ),
    (
        "交流会(午後)",
        {"title": "Mama's Meet Up", "kind": "exchange", "starts": "13:30", "ends": "15:30"},
    ),
    ("説明会", {"title": "説明会", "kind": "briefing", "starts": "10:00", "ends": "11:00"}),
    (
        "あずけ合い体験会",
        {"title": "あずけ合い体験会", "kind": "trial_day", "starts": "10:00", "ends": "12:00"},
    ),
    ("登録会", {"title": "登録会", "kind": "sign_up_day", "starts": "10:00", "ends": "12:00"}),
)


def between(low: int, high: int) -> str:
    """Say what may stand in a field of the hall."""
    return f"{low}〜{high}か空"


def template(label: str) -> str:
    """Return how a template is offered."""
    return f"ひな形  {label}"


def copy_of(day: str, title: str) -> str:
    """Return how an earlier meetup is offered."""
    return f"写し  {day} {title}"


def read_day(day: str) -> str:
    """Say which day was understood."""
    return f"{day} と読みました。"
