"""One family, registered at two desks."""

from typing import Final

TITLE: Final = "二つの受付で同じ家庭を登録した"
STORY: Final = (
    "電波のない会場で、二つの受付が深田さんを別々に登録しました。いま送受信が終わったところです。"
)
HOME: Final = "Esc で「きょうの会」へ。要確認に「同じ家庭?」が出ています。"
OPEN: Final = "F2 で要確認をひらき、いちばん上の深田さんを Enter でひらきます。"
CHOOSE: Final = "電話が違います。本人に聞くと、右が正しいとのこと。→ で右を選びます。"
MERGE: Final = "アレルギー・お迎え・同意は用心する方になります。Enter でまとめます。"
TOLD: Final = ("同じ家庭?",)
BESIDE: Final = ("同じ家庭ですか", "深田")
CHOSEN: Final = ("右の内容",)
DONE: Final = ("1つにまとめました",)
ALLERGY: Final = "卵"
