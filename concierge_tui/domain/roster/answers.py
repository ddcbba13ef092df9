"""The short answers of a list: ○, 有, 大人２, 特になし."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.family import Allergy

_YES: Final = re.compile(
    r"(?:はい|有り?|あり(?:ます)?|[○〇◯●◎o]|yes|y|true|ok|[✓✔☑レ]|iphone.*|android.*|アイフォン.*"
    r"|(?:持|も)って(?:い)?(?:る|ます)|所有.*|所持.*|使って(?:い)?(?:る|ます)|利用.*)"
)
_NO: Final = re.compile(
    r"(?:いいえ|無し?|な(?:し|い)|ありません|[×✕✖✗✘☓x]|no|n|none|false|ガラケー.*|(?:持|も)って(?:い)?(?:ない|ません)"
    r"|使って(?:い)?(?:ない|ません)|未所持)"
)
_NO_ALLERGY: Final = re.compile(
    r"(?:現在|今のところ|今は|特に|とくに|食物|食べ物)*(?:アレルギー|該当|問題)?(?:は|も)?"
    r"(?:現在|今のところ|特に|とくに)*"
    r"(?:無し?(?:です)?|な(?:し|い)(?:です)?|ありません|ございません|[×✕✖✗✘☓x]|いいえ|none?|nothing)"
)
_UNSURE: Final = re.compile(
    r"(?:不明|未定|未確認|未検査|未記入|わからない|分からない|わかりません|分かりません|[?\-ー―—–−△/])+(?:です)?"
)
_PUNCTUATION: Final = re.compile(r"[\s。.、,!「」'\"]+")
_ADULTS: Final = re.compile(r"(?:大人|成人|おとな)\D{0,3}(\d{1,3})|(\d{1,3})\D{0,3}(?:大人|成人)")
_COUNT: Final = re.compile(
    r"(?:約)?(\d{1,3})(?:\.0+)?(?:名|人|にん|めい|名様|人です|名です)?(?:参加)?"
)
_KANJI: Final = str.maketrans("一二三四五六七八九", "123456789")
_MOST_ADULTS: Final = 20


def _fold(text: str) -> str:
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def read_yes_no(text: str) -> bool | None:
    """Return what a ○ or いいえ means, or None where it means neither."""
    folded = _fold(text)
    if _NO.fullmatch(folded):
        return False
    return True if _YES.fullmatch(folded) else None


def read_adults(text: str) -> int | None:
    """Return how many adults come, or None where no number can be read."""
    folded = _fold(text).translate(_KANJI)
    found = _ADULTS.search(folded) or _COUNT.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    found = found or _COUNT.fullmatch(folded)
    if found is None:
        return None
    count = int(next(group for group in found.groups() if group is not None))
    return count if count <= _MOST_ADULTS else None


def read_allergy(texts: Sequence[str]) -> Allergy:
    """Return the answer of one or more allergy cells; only a plain なし means no (A25)."""
    said = [text for text in texts if text]
    if not said:
        return Allergy()
    # 有無 and 内容 often stand in two columns: the bare あり adds nothing to 卵.
    telling = [text for text in said if read_yes_no(text) is not True]
    kept = "\n".join(dict.fromkeys(telling or said))
    folded = [_fold(text) for text in said]
    if all(_UNSURE.fullmatch(text) for text in folded):
        return Allergy(has="unknown", text=kept)
    if all(_NO_ALLERGY.fullmatch(text) or _UNSURE.fullmatch(text) for text in folded):
        # 「なし」 beside 「不明」 is not an answer one may rely on.
        sure = all(_NO_ALLERGY.fullmatch(text) for text in folded)
        return Allergy(has="no" if sure else "unknown", text=kept)
    spoken = [text for text in telling if not _NO_ALLERGY.fullmatch(_fold(text))]
    return Allergy(has="yes", text="\n".join(dict.fromkeys(spoken or said)))
