"""A grandmother without a smartphone answers for her grandchild's mother."""

from typing import Final

TITLE: Final = "スマホのない祖母"
STORY: Final = (
    "高木きよさん(祖母)が孫のそらちゃんと来ました。母のまいさんは仕事です。"
    "「スマホはありません。家の電話なら」。"
)
OPEN: Final = "F4 で代理入力をひらきます。はじめに、目的の文を読み上げます。"
PROXY: Final = "ことばは Enter(日本語)。答える人は 2(代理)、名前 takagi kiyo、続柄 祖母。"
GUARDIAN: Final = "保護者は母。takagi mai、漢字は Enter でとばし、続柄 1、電話 0481234567、Enter。"
CHILD: Final = (
    "子ども sora、漢字は Enter、生年月日 R5.6.1、アレルギー 1。二人目は Enter でとばします。"
)
SAFETY: Final = (
    "緊急連絡先 0481234567、祖母 きよ。お迎えしてよい人 takagi kiyo、祖母。"
    "続きは Enter でとばします。"
)
CONSENT: Final = "同意の文を読み上げて 1(はい)。体験 1、お知らせ 1。写真は「いいえ」のまま Ctrl+S。"
MORE: Final = (
    "F2 で二枚目へ。漢字は Enter でとばし、連絡の方法は 1 電話、2 手紙。Ctrl+S で保存します。"
)
SLIP: Final = "F11 で控えを出します。スマホのない方には、大きな字が選んであります。"

PROXY_RELATION: Final = "祖母"
EMERGENCY: Final = "祖母 きよ"
PURPOSE_READ: Final = ("代理入力", "これから、お名前、連絡先")
PROXY_SHOWN: Final = ("たかぎ きよ", "祖母")
GUARDIAN_SHOWN: Final = ("たかぎ まい", "つながりだけ保留")
CHILD_SHOWN: Final = ("そら", "R5.6.1", "体験できます")
SAFETY_SHOWN: Final = ("登録と連絡", "よろしいですか")
NUMBER_SHOWN: Final = ("仮の番号", "だけ保留")
MORE_SAVED: Final = ("二枚目を保存しました",)
SLIP_SHOWN: Final = ("控え", "MS1-", "[2 大きな字]")
KANA: Final = "タカギ マイ"
COLLECTOR: Final = "タカギ キヨ"
