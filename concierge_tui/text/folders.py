"""Words of the pages on which a file is chosen."""

from pathlib import Path
from typing import Final

PATH: Final = "ファイル"
PATH_PLACEHOLDER: Final = "場所を貼り付けるか、下の一覧から選んで Enter"
UP: Final = "ひとつ上のフォルダー"
FOLDER: Final = "フォルダー"
PATH_EMPTY: Final = "場所を入力してください。"
NO_SUCH_PATH: Final = "その場所が見つかりません。場所と名前を確かめてください。"
CLOSED_FOLDER: Final = "このフォルダーは開けません。別の場所を選んでください。"
OPEN: Final = "ひらく"


def size(count: int) -> str:
    """Return the size of a file."""
    return f"{count:,} B" if count < 10_000 else f"{count // 1024:,} KB"


def where(folder: Path) -> str:
    """Say which folder is shown."""
    return f"フォルダー: {folder}"
