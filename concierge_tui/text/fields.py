"""What fields are called, and what to say when one cannot be read."""

_NAMES = {
    "device_name": "端末の名前",
    "name": "名前",
    "kana": "ふりがな",
    "relation": "続柄",
    "birthday": "生年月日",
    "phone": "電話番号",
    "email": "メール",
    "postal": "郵便番号",
    "prefecture": "都道府県",
    "city": "市区町村",
    "rest": "番地・建物",
    "address": "住所",
    "allergy": "アレルギー",
    "notes": "メモ",
    "channel": "知ったきっかけ",
    "flyer": "チラシ番号",
    "categories": "区分",
    "moved_in": "転入した時期",
    "emergency": "緊急連絡先",
    "smartphone": "スマートフォン",
    "adults": "大人の人数",
    "may_bring": "連れて来る",
    "may_collect": "お迎え",
    "must_not_collect": "お迎え不可",
    "host_may_collect": "招いた家庭のお迎え",
    "photo_visibility": "写真の公開",
    "age_visibility": "年齢の公開",
    "display_name": "表示名",
    "name_exception": "本名でない理由",
    "role": "立場",
    "title": "会の名前",
    "date": "日付",
    "starts": "開始",
    "ends": "終了",
    "venue": "会場",
    "capacity": "定員",
    "kind": "種類",
    "next_event": "次回の案内",
    "listed": "公式公開",
    "listed_url": "公開ページ",
    "table": "テーブル",
    "staff_name": "あなたの名前",
    "collector_name": "お迎えの人の名前",
    "called": "電話した人",
    "second": "もう一人",
    "place": "場所",
    "until": "いつまで",
    "pin": "PIN(4〜8けたの数字)",
    "area": "地域",
    "certification": "認定",
    "certified_until": "認定の期限",
    "row": "行",
    "code": "番号",
    "host": "招いた家庭",
    "filled_in_by": "代わりに答えた人",
    "contacts": "連絡の方法",
    "fax": "FAX",
    "intention": "依頼・提供",
    "wants_introduction": "紹介してほしい",
    "wants_to_help": "手伝いたい",
    "need": "困りごとの曜日と時間",
    "relied_on": "頼れる人の数",
    "language": "ことば",
    "japanese": "日本語",
    "interpreter": "通訳",
    "form_number": "用紙の番号",
    "came_at": "来た時刻",
    "copy_minutes": "何分ごとに",
    "merged_into": "まとめた先",
    "assignee": "かけ直す人",
    "due": "いつまで",
    "item": "預かった物",
    "food": "食べた物",
    "whose": "だれの物か",
    "note": "様子",
    "words": "内容",
    "reaction": "お子さまの様子",
    "removed": "登録",
    "guardian_age": "保護者の同意がいる年齢(12〜20歳)",
    "trial_from_months": "預かりをはじめる年齢(2〜72か月)",
    "fever_tenths": "預からない熱(36.5〜39.0度)",
    "ratio_under_1": "大人1名で見る0歳の数(1〜6人)",
    "ratio_1": "大人1名で見る1歳の数(1〜12人)",
    "ratio_2": "大人1名で見る2歳以上の数(1〜20人)",
    "coordinator_phone": "責任者の電話",
    "insurer_phone": "保険の窓口の電話",
}

_NOT_FOUND = {
    "staff": "その人はスタッフの一覧にありません。一覧から選び直してください。",
    "family": "その家庭は見つかりません。名前で探してください。",
    "person": "その人は見つかりません。名前で探してください。",
    "incident": "その記録は見つかりません。一覧から選び直してください。",
    "meetup": "その会は見つかりません。会を選び直してください。",
    "trial": "その体験は見つかりません。一覧から選び直してください。",
    "code": "この端末に無い番号です(未照合)。名前で探すか、当日参加にします。",
}

_BIRTHDAY = {
    "empty": "生年月日が空です。わからなければ「あとで」にできます。",
    "era_unknown": "元号がわかりません。令和・平成・昭和か、西暦で入力してください。",
    "era_over": "その元号の年はありません。年を確かめてください。",
    "feb30": "その日付はありません。月と日を確かめてください。",
    "future": "これからの日付です。年を確かめてください。",
    "too_old": "年が古すぎます。年を確かめてください。",
}
_BIRTHDAY_OTHER = "日付として読めません。例: 2024/4/1、令和6年4月1日、R6.4.1"

_PHONE = {
    "empty": "電話番号が空です。なければ「なし」にできます。",
    "length": "けた数が合いません。市外局番から、10けたか11けたで入力してください。",
    "several": "番号が二つあります。一つずつ入力してください。",
}
_PHONE_OTHER = "電話番号として読めません。数字で入力してください。"

_TEMPERATURE = {
    "empty": "体温が空です。はからないときは、見たようすを選んでください。",
    "implausible": "体温として読めません。はかり直すか、数字を確かめてください。例: 36.8",
}
_TEMPERATURE_OTHER = "体温として読めません。例: 36.8、368"

_CODE = {"check": "番号が違うようです。一文字ずつ確かめてください。"}
_FORM_NUMBER = {"check": "用紙の番号が違うようです。一文字ずつ確かめてください。"}
_FORM_NUMBER_OTHER = "用紙の番号の形ではありません。例: GK7-014-3"
_CODE_OTHER = "会員番号の形ではありません。例: MS1-7KQ2WX-D"


def known(field: str) -> str:
    """Return what a field is called; empty where it has no name of its own."""
    return _NAMES.get(field, "")


def name_of(field: str) -> str:
    """Return what a field is called on the screen."""
    return _NAMES.get(field, "この欄")


def not_found(noun: str) -> str:
    """Say that something is not there."""
    return _NOT_FOUND.get(noun, "見つかりません。もう一度探してください。")


def unreadable(kind: str, code: str) -> str:
    """Say why a typed value cannot be read."""
    match kind:
        case "BirthdayUnreadable":
            return _BIRTHDAY.get(code, _BIRTHDAY_OTHER)
        case "TemperatureUnreadable":
            return _TEMPERATURE.get(code, _TEMPERATURE_OTHER)
        case "PhoneUnreadable":
            return _PHONE.get(code, _PHONE_OTHER)
        case "FormNumberUnreadable":
            return _FORM_NUMBER.get(code, _FORM_NUMBER_OTHER)
        case "CodeUnreadable":
            return _CODE.get(code, _CODE_OTHER)
    return "読めません。入力し直してください。"
