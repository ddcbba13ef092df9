"""Words about the insurance: what the dated texts say, and what one reads to the centre."""

from collections.abc import Iterable
from typing import Final

CAPS: Final = (
    "保険の目安(2013〜2019年の資料): 施設賠償5,000万円、預かり物5,000万円、食事1,000万円。"
    "支払いを約束する文ではありません。"
)
"""Dated text, shown and never computed with (A12-A16)."""
QUOTED: Final = (
    "事業者の資料の言葉(2013〜2019年の文)。支払いの約束ではありません。",
    "・施設賠償責任保険「お預かりしているお子様にケガをさせてしまった場合」5,000万円",
    "・受託者賠償責任保険「お預かりしている物の破損」5,000万円",
    "・生産物賠償責任保険「与えた食事で万が一食中毒を起こした場合」1,000万円",
    "・「会員による重過失が認められない場合の免責0円」(過失かどうかは、会では決めません)",
    "・「全支援者に保険適用(日本初)」「設立以来無事故」も資料の言葉で、約束ではありません。",
)
"""The same line by line, quoted with its date: A12, A13, A14, A15, A16."""

NO_NUMBER: Final = (
    "窓口の電話が、まだ入っていません。調べて打ってください。"
    "責任者は「今日の準備」の「連絡先」で入れられます。"
)
"""Nobody is to search for a number that was never entered."""


def phone_script(title: str, day: str, url: str, times: Iterable[str] = ()) -> str:
    """Return what one reads to the centre on the telephone; it names no family and no child."""
    listed = f"公開ページは {url} です。" if url else ""
    agreed = "、".join(times)
    when = f"約束の時間は、{agreed}です。" if agreed else ""
    return (
        f"「{day}の{title}で、預け合い体験をします。公式に公開した会です。{listed}{when}"
        "保険の対象になっているか、確かめてください。担当の方のお名前もお願いします。」"
    )
