"""What a person reads about a roster: its columns, its problems, why it could not be read."""

from typing import Final

from concierge_tui.domain.roster import IGNORE, RosterProblem, RosterUnreadable

FIELDS: Final = {
    "name": "氏名",
    "kana": "ふりがな",
    "relation": "続柄",
    "birthday": "生年月日",
    "phone": "電話番号",
    "postal": "郵便番号",
    "address": "住所",
    "email": "メールアドレス",
    "smartphone": "スマートフォン",
    "adults": "大人の人数",
    "notes": "アレルギー・備考",
    "channel": "知ったきっかけ",
    "emergency": "緊急連絡先",
    "row": "この行",
}
"""What the field of a problem is called."""

_FAMILY_MEANINGS: Final = {
    "no": "番号",
    "relation": "続柄",
    "phone": "電話番号",
    "phone2": "電話番号(2つ目)",
    "emergency": "緊急連絡先",
    "postal": "郵便番号",
    "address": "住所",
    "email": "メールアドレス",
    "smartphone": "スマートフォン",
    "adults": "大人の人数",
    "allergy": "アレルギー",
    "channel": "知ったきっかけ",
    "notes": "備考",
    IGNORE: "取り込まない",
}
_PARTS: Final = {
    "name": "氏名",
    "kana": "ふりがな",
    "surname": "姓",
    "given": "名",
    "surname_kana": "セイ",
    "given_kana": "メイ",
    "birth": "生年月日",
    "allergy": "アレルギー",
}

_READ_AS: Final = "。そのまま取り込みました。念のため見てください。"
_MISSING: Final = "がありません。分かれば入力してください。分からなければ当日うかがいます。"
_SENTENCES: Final[dict[str, str]] = {
    "name_missing": "{who}の氏名がありません。ほかの内容は取り込みました。氏名を入力してください。",
    "nobody_named": "誰の行か分かりません(氏名もふりがなもありません)。"
    "氏名を入力すると取り込みます。",
    "name_unreadable": "{who}の氏名{value}は名前として読めません。氏名を入力してください。",
    "kana_missing": f"{{who}}のふりがな{_MISSING}",
    "kana_unreadable": "{who}のふりがな{value}に、かな以外の文字があります。"
    "ふりがなを入力してください。",
    "birthday_missing": f"{{who}}の生年月日{_MISSING}",
    "feb30": "{who}の生年月日{value}という日はありません。正しい日を確かめて入力してください。",
    "future": "{who}の生年月日{value}は未来の日です。正しい日を確かめて入力してください。",
    "era_over": "{who}の生年月日{value}は、終わった元号の年です。"
    "正しい元号か西暦で入力してください。",
    "era_unknown": "{who}の生年月日{value}は、元号が分かりません。"
    "西暦か元号をつけて入力してください。",
    "too_old": "{who}の生年月日{value}は古すぎます。正しい日を確かめて入力してください。",
    "grown_up": "{who}の生年月日{value}は大人の生年月日のようです。"
    "お子さまの欄か確かめてください。",
    "era_ended": f"{{who}}の生年月日{{value}}は、その日にはもう次の元号でした{_READ_AS}",
    "era_not_begun": f"{{who}}の生年月日{{value}}は、その元号が始まる前の日です{_READ_AS}",
    "day_number": f"{{who}}の生年月日{{value}}は表計算の日数でした。日付に直しました{_READ_AS}",
    "phone_missing": f"電話番号{_MISSING}",
    "phone_unreadable": "電話番号{value}が読めません。番号を確かめて入力してください。",
    "phone_length": "電話番号{value}は桁数が合いません。番号を確かめて入力してください。",
    "several": f"電話番号の欄に番号が二つありました{_READ_AS}",
    "foreign": f"電話番号{{value}}は海外の番号です{_READ_AS}",
    "extension": "電話番号{value}から内線番号を除きました。念のため見てください。",
    "postal_unreadable": "郵便番号{value}は7桁の番号ではありません。確かめて入力してください。",
    "email_unreadable": "メールアドレス{value}が正しくありません。確かめて入力してください。",
    "smartphone_unreadable": "スマートフォンの欄{value}の意味が分かりません。"
    "有無を選んでください。",
    "adults_unreadable": "大人の人数{value}が読めません。人数を入力してください。",
    "formula": "{field}に計算式が入っていたため、取り込みませんでした。"
    "元の内容を確かめて入力してください。",
    "huge": "{field}が2,000文字を超えるため、取り込みませんでした。"
    "必要な部分だけを入力してください。",
    "control": "{field}から見えない制御文字を除き、残りを取り込みました。念のため見てください。",
    "broken_characters": "{field}{value}に壊れた文字があります。"
    "元の書類を見て入力し直してください。",
    "too_few_cells": "この行は途中で切れています。"
    "読めたところまで取り込みました。足りない項目を入力してください。",
    "too_many_cells": "この行は見出しより列が多く{value}が余りました。"
    "列がずれていないか確かめてください。",
    "continued": "保護者の欄が空なので、すぐ上の行のご家族として取り込みました。"
    "違うときは直してください。",
    "child_repeated": "同じお子さま{value}が二度書かれています。一人として取り込みました。",
    "differs": "{field}がこのご家族の上の行と違います{value}。"
    "上の行の内容を取り込みました。正しい方を確かめてください。",
}
_OF_A_PERSON: Final = frozenset({"name", "kana", "birthday"})
_LOST_ZERO: Final = "{field}{value}の先頭の0が消えていたので、補いました。念のため見てください。"
_UNREADABLE: Final = "{field}{value}が読めません。確かめて入力してください。"

_FILES: Final = {
    "empty": "ファイルに何も書かれていません。別のファイルを選んでください。",
    "too_large": "ファイルが大きすぎます(20MBまで)。名簿のシートだけを保存し直してください。",
    "old_excel": "古い形式のExcel(.xls)です。Excelで開き、.xlsx か CSV で保存し直してください。",
    "locked_workbook": "パスワードのかかったExcelです。パスワードを外して保存し直してください。",
    "damaged_workbook": "Excelファイルが壊れていて開けません。送り主に送り直してもらってください。",
    "workbook": "Excelファイルです。名前の終わりを .xlsx にして選び直してください。",
    "pdf": "PDFは読み込めません。ExcelかCSVの名簿を送ってもらってください。",
    "picture": "画像は読み込めません。ExcelかCSVの名簿を送ってもらってください。",
    "archive": "圧縮ファイルです。展開して、中の名簿を選んでください。",
    "not_text": "文字として読めません。ExcelかCSV(UTF-8)で保存し直してください。",
    "not_a_file": "ファイルを開けません。場所と名前を確かめて、もう一度選んでください。",
    "no_header": "見出しの行(氏名・ふりがななど)が見つかりません。見出しの行を選んでください。",
}

CANCELLED: Final = "取り込みを中止しました。何も変わっていません。"


def cancelled(kept: int) -> str:
    """Say that an import was stopped, and what of it stays."""
    if not kept:
        return CANCELLED
    return (
        f"取り込みを中止しました。受付などで使いはじめた{kept}家庭は残してあります。"
        "もう一度取り込むと、残りも入ります。"
    )


def problem_sentence(problem: RosterProblem) -> str:
    """Return what happened in one cell and what to do next."""
    pattern = _LOST_ZERO if problem.code == "lost_zero" else _SENTENCES.get(problem.code)
    field = FIELDS.get(problem.field, problem.field)
    who = person_called(problem.person)
    value = f"「{problem.value}」" if problem.value else ""
    if value and problem.code == "differs":
        value = f"(この行では{value})"
    return (pattern or _UNREADABLE).format(
        who=who,
        field=f"{who}の{field}" if problem.field in _OF_A_PERSON else field,
        value=value,
    )


def person_called(person: str) -> str:
    """Return whom a problem is about."""
    if person.startswith("c"):
        return f"お子さま{person[1:]}" if person != "c1" else "お子さま"
    return "保護者"


def meaning_label(meaning: str) -> str:
    """Return what the meaning of a column is called on screen."""
    who, _, part = meaning.partition("_")
    if part not in _PARTS:
        return _FAMILY_MEANINGS.get(meaning, meaning)
    return f"保護者 {_PARTS[part]}" if who == "g" else f"お子さま{who[1:]} {_PARTS[part]}"


def unreadable_sentence(error: RosterUnreadable) -> str:
    """Return why nothing could be read, and what to do."""
    return _FILES.get(error.reason, _FILES["not_text"])
