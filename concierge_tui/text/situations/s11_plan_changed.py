"""A father who is not on the list; the mother changed the plan by telephone."""

from typing import Final

TITLE: Final = "電話で変わったお迎え"
STORY: Final = "今井さんの父、拓也さん。「妻が仕事で来られません。電話してあると思います。」"
BOARD: Final = "F6、番号で「お預かり」。大和さんを選んで Enter。父は一覧にないので 0。"
NAME: Final = "2 の「きょうだけの人を決める」。かかって来た番号ではなく、記録の番号へかけます。"
CALL: Final = "1 で母の番号が10秒出ます。母が「頼みました」と言ったら 1。"
WHO: Final = "来る人「今井 拓也」Enter、続柄「父」Enter。"
SECOND: Final = (
    "仲間は手が離せません。2 で電話の責任者。"
    "名前と番号「山本 0900」を入れて Enter、もう一度 Enter。"
)
PROVE: Final = (
    "一覧に出た 2 の拓也さん。身分証を見て 1、控えはないので 2、言えたので 1、帰るので 1。"
)
GIVE: Final = "Enter で渡します。明日はもう使えません。"
BOARD_SHOWN: Final = ("お渡しできません",)
NAME_SHOWN: Final = ("きょうだけのお迎え", "菜々子")
CALLED: Final = ("090-0111-0303",)
WHO_SHOWN: Final = ("今井 拓也", "父")
NAMED: Final = ("きょうだけのお迎えの人にしました", "今井 拓也")
PROVEN: Final = ("子どもの名前と誕生日を言えた",)
GIVEN: Final = ("今井 拓也さんと帰りました",)
FATHER: Final = "今井 拓也"
RELATION: Final = "父"
COORDINATOR: Final = "山本 0900"
