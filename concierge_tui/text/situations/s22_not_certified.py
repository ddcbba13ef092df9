"""A room that is too small, and a helper without certification."""

from typing import Final

TITLE: Final = "部屋がいっぱい、認定でない人"
STORY: Final = "部屋は子ども1人まで。練習のあなたは認定ではないのに、見守る人になっています。"
HALL: Final = "F6、番号で「体験」、Enter で安全確認。不可と確認が、いちばん上に見えています。"
MEND: Final = "「見守る人」が選ばれています。Enter で予定のその欄がひらきます。"
CHOOSE: Final = "認定の中村さん(3)を選んで Ctrl+S。残りの「人数と部屋」は、理由ともう一人です。"
SEEN: Final = ("認定ではありません", "中村 あかりさん", "部屋は1人までのところ、2人になります")
OPENED: Final = ("体験の予定", "中村 あかり")
LEFT: Final = ("確認 1", "予定を書きました")
GONE: Final = ("不可",)
