"""Words of the screens that bring a roster in."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.roster.mapping import Column
from concierge_tui.text.roster import meaning_label

FILE_TITLE: Final = "名簿を取り込む"
NO_FILES: Final = "このフォルダーに名簿(CSV・Excel・テキスト)はありません。"
OPENING: Final = "ファイルを開いています"

HEADER_TITLE: Final = "見出しの行を選ぶ"
HEADER_WORDS: Final = (
    "見出しの行(氏名・ふりがな・電話など)が見つかりません。その行を選んで Enter を押してください。"
)
HEADER_CHOOSE: Final = "この行が見出し"

MAPPING_TITLE: Final = "列の意味"
CHANGE: Final = "意味を直す"
IMPORT: Final = "取り込む"
ENCODING: Final = "文字コード"
SHEET: Final = "シート"
WORKBOOK: Final = "Excel"
LOOK: Final = "たしかめる"
UNKNOWN: Final = "わからない"
READING: Final = "読んでいます"
IMPORTING: Final = "取り込んでいます"
BASIS_TITLE: Final = "取り込む根拠"
BASIS_TICK: Final = "主催者に確かめました"
BASIS_MISSING: Final = "主催者に確かめてから「主催者に確かめました」に印をつけてください。"
NO_NAME: Final = "氏名かふりがなの列がありません。列を選んで Enter を押し、意味を直してください。"
PICK_TITLE: Final = "この列の意味"
PICK_HINT: Final = "Enter 選ぶ  Esc もどる"
TWICE: Final = "二重"

RESULT_TITLE: Final = "取り込みました"
TO_RECEPTION: Final = "受付をはじめる"
TO_REPAIRS: Final = "直すところへ"
HOME: Final = "最初の画面へ"
SIDE_BY_SIDE: Final = "並べて見る"
ALIKE_NO_MORE: Final = "もう決まっています。「要確認」に残りはありません。"
ALIKE_TITLE: Final = "前から登録のある人と似ています。受付のときに確かめてください。"
NOBODY_ALIKE: Final = "似た人はいません。"

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8(BOMつき)",
    "cp932": "Shift_JIS(Windows)",
    "euc_jp": "EUC-JP",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "euc_jis_2004": "EUC-JIS-2004",
    "shift_jis_2004": "Shift_JIS-2004",
    "iso2022_jp_ext": "ISO-2022-JP",
    "iso2022_jp_3": "ISO-2022-JP-3",
}
_VERY_ALIKE: Final = 2.0
USUAL_ENCODINGS: Final = ("utf-8", "cp932", "euc_jp", "utf-16")


def encoding_name(encoding: str) -> str:
    """Return what an encoding is called."""
    return ENCODINGS.get(encoding, encoding)


def columns(total: int, doubtful: int) -> str:
    """Say how many columns there are, and how many to look at."""
    return f"{total}列  たしかめる列 {doubtful}" if doubtful else f"{total}列"


def guessed(encoding: str, replaced: int) -> str:
    """Say what was guessed about the file."""
    words = f"{encoding_name(encoding)} として読みました。"
    return f"{words}読めない文字が{replaced}個あります。" if replaced else words


def preview(rows: int, families: int, people: int, problems: int) -> str:
    """Say what would be imported."""
    return f"{rows}行  {families}家庭  {people}人  直すところ {problems}"


def also(skipped: int, known: int, proposals: int, duplicates: int) -> str:
    """Say what else the roster brings, only what there is."""
    parts = [
        f"{word} {count}"
        for word, count in (
            ("取り込み済み", skipped),
            ("前の会からの家庭", known),
            ("内容の変更", proposals),
            ("似た人", duplicates),
        )
        if count
    ]
    return "  ".join(parts)


def imported(rows: int, families: int, people: int) -> str:
    """Say what was imported."""
    return f"{rows}行を読み、{families}家庭・{people}人を取り込みました。"


def nothing_new(rows: int) -> str:
    """Say that everything was there already."""
    return f"{rows}行を読みました。新しい家庭はありません。"


def skipped(count: int) -> str:
    """Say how many rows were there already."""
    return f"{count}家庭は前に取り込んだものと同じなので、そのままにしました。"


def known(count: int) -> str:
    """Say how many families were registered at an earlier meetup."""
    return f"{count}家庭は前から登録があります。この会に来る予定に入れました。"


def proposals(count: int) -> str:
    """Say how many fields differ."""
    return f"{count}か所で前の登録と内容が違います。「要確認」で選んでください。"


def problems(count: int) -> str:
    """Say how much is to be mended."""
    return f"{count}か所を直すと、当日が楽になります。あとでもかまいません。"


def row(number: int) -> str:
    """Return which row of the file."""
    return f"{number}行目"


def alike(score: float) -> str:
    """Return how alike two people are, in words: the score is no percentage."""
    return "よく似ています" if score >= _VERY_ALIKE else "似ています"


def doubled(columns: Sequence[Column]) -> str:
    """Say which columns were taken for the same thing, of which one can be right."""
    same = [column for column in columns if column.meaning == columns[0].meaning]
    named = "と".join(f"「{column.header}」" for column in same)
    return f"{named}が同じ「{meaning(same[0].meaning)}」です。違う方を Enter で直してください。"


def meaning(name: str) -> str:
    """Return what the meaning of a column is called."""
    return meaning_label(name)
