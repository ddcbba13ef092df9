"""Words of the backup."""

from pathlib import Path
from typing import Final

TITLE: Final = "バックアップを取る"
INTRO: Final = (
    "受付のデータの写し(バックアップ)を1つのファイルに書き出します。\n"
    "中身は合言葉がないと読めません。\n"
    "USBメモリーなど、この端末の外に置いてください。"
)
FILE: Final = "保存する場所"
FILE_HINT: Final = "フォルダーかファイル名を入力してください。"
WRITE: Final = "書き出す"
WRITING: Final = "書き出しています"
FILE_EMPTY: Final = "保存する場所を入力してください。"
NO_FOLDER: Final = "そのフォルダーがありません。場所を確かめてください。"
STOPPED: Final = "やめました。前のファイルがあれば、そのまま残っています。"
OVERWRITE_TITLE: Final = "同じ名前のファイルがあります"
OVERWRITE_WORDS: Final = "そのファイルを新しいバックアップに置きかえますか。前のものは残りません。"
OVERWRITE: Final = "置きかえる"
COPY_INTRO: Final = (
    "受付をひらいている間、同じ写しを自動でも取ります。\n"
    "USBメモリーのフォルダーを選んでおくと、この端末が壊れても別の端末で復元できます。"
)
COPY_MINUTES: Final = "何分ごとに"
COPY_MINUTES_HINT: Final = "0で止めます(120まで)。"
COPY_FOLDER: Final = "自動の写しの置き場"
COPY_FOLDER_HINT: Final = "空なら、この端末の中に置きます。"
COPY_CHOOSE: Final = "自動の写しを決める"
COPY_CHOSEN: Final = "自動の写しを決めました。受付をひらくと取りはじめます。"
COPY_FAILED: Final = "自動の写しを書けませんでした。USBメモリーと、空きがあるかを確かめてください。"
PRACTICE: Final = "練習のデータはバックアップできません。本番をはじめてから行ってください。"


def name_of_file(area: str, day: str) -> str:
    """Return a file name that says what it is."""
    return f"受付のバックアップ_{area}_{day}.concierge"


def written(path: Path) -> str:
    """Say where the backup lies."""
    return f"「{path.name}」を書き出しました。"
