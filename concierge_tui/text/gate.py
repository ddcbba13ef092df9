"""Words of the safety gate: each rule, why it stands so, and what to do next."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from concierge_tui.domain.gate import AND, Rule
from concierge_tui.domain.policy import LIMITS
from concierge_tui.text.times import age, clock_time, long_day

COLOURS: Final = {"green": "よし", "notice": "連絡", "amber": "確認", "red": "不可"}
"""A state is a word, and then a colour."""
STATES: Final = {"green": "done", "notice": "todo", "amber": "todo", "red": "care"}

NAMES: Final = {
    "link": "つながり",
    "met": "親子で面識",
    "age": "年齢",
    "allergy": "アレルギー",
    "health": "体温・体調",
    "exchange": "伝え合い",
    "plan": "場所と時間",
    "collectors": "お迎え",
    "consent": "同意",
    "insurance": "保険",
    "supervisor": "見守る人",
    "ratio": "人数と部屋",
}
EXCHANGED: Final = {
    "address": "住所",
    "phone": "電話",
    "school": "園・学校",
    "daily": "ふだんの様子",
}
_PLAN: Final = {"place": "場所", "pick_up": "お迎えの場所", "ends": "終わりの時刻"}
_PURPOSES: Final = {"registration": "登録", "trial": "預け合い体験"}
_CERTIFICATIONS: Final = {
    "none": "未認定",
    "applied": "応募中",
    "training": "研修中",
    "suspended": "停止中",
    "certified": "認定",
}
AREA_SOURCE: Final = "地域で決めた値"
SOURCES: Final = {
    "A19": "事業者の資料「1歳以上」",
    "TK1": "イベント託児室の公開基準",
    "TK2": "イベント託児室の公開基準",
}

_TEXTS: Final = {
    "A": "子育てシェアの安全の決まり",
    "B": "子育てシェアの取り組み",
    "D": "地域のお助けコンシェルジュの例",
    "E": "公の相談窓口の決まり",
    "TK": "イベント託児室の公開基準",
}
"""What the texts are called in which a rule stands, by the letters of its identifier."""


def texts(rule: Rule) -> str:
    """Return in which texts a rule stands, in words; the identifiers are for who looks them up."""
    letters = (source.rstrip("0123456789") for source in rule.sources)
    named = "・".join(dict.fromkeys(_TEXTS[each] for each in letters))
    return f"{named}({'・'.join(rule.sources)})"


def summary(reds: int, ambers: int) -> str:
    """Say how the gate stands as a whole."""
    if reds:
        return f"はじめられません: 不可 {reds}" + (f"、確認 {ambers}" if ambers else "")
    return f"理由ともう一人の確認が要ります: 確認 {ambers}" if ambers else "はじめられます"


def named(rules: Iterable[str]) -> str:
    """Return rules by their names."""
    return "、".join(NAMES.get(rule, rule) for rule in rules)


def why(rule: Rule) -> str:
    """Say why a rule stands as it does."""
    return _said(_WHY, rule)


def next_step(rule: Rule) -> str:
    """Say what to do about a rule; nothing where it is green."""
    return "" if rule.colour == "green" else _said(_NEXT, rule)


def source_of(name: str, source: str) -> str:
    """Say where a limit comes from."""
    return AREA_SOURCE if source == "area" else SOURCES.get(LIMITS[name].source, source)


Way = str | Callable[[Mapping[str, Any]], str]


def _said(table: Mapping[str, Mapping[str, Way]], rule: Rule) -> str:
    ways = [table[rule.name].get(reason, "") for reason in rule.reason.split(AND)]
    return "".join(way if isinstance(way, str) else way(rule.facts) for way in ways)


def _names(facts: Mapping[str, Any]) -> str:
    return "・".join(f"{name}さん" for name in facts.get("who", ()))


def _span(facts: Mapping[str, Any]) -> str:
    start, end = clock_time(facts["from_"]), clock_time(facts["at"])
    return f"{start}〜{end}" if start else f"{end} まで"


def _with(facts: Mapping[str, Any]) -> str:
    """Say which of several families it is about."""
    return f"{_names(facts)}の家庭とは、" if facts.get("who") else ""


def _free(facts: Mapping[str, Any]) -> str:
    free = "・".join(f"{name}さん" for name in facts.get("free", ()))
    return f"認定の人: {free}。Enter で選びます。" if free else "認定の人が来るまで、はじめません。"


def degrees(tenths: int) -> str:
    """Return 37.5度."""
    return f"{tenths // 10}.{tenths % 10}度"


def _sums(facts: Mapping[str, Any]) -> str:
    groups = zip(("0歳", "1歳", "2歳以上"), facts["counts"], facts["ratios"], strict=True)
    parts = [f"{group} {n}人(上限{most})" for group, n, most in groups if n]
    own = "・地域の決まり" if facts.get("is_own") else ""
    return f"{'、'.join(parts)}/大人{facts['minders']}名{own}"


def _proofs(facts: Mapping[str, Any]) -> str:
    day = facts.get("lifesaving")
    trained = f"救命講習 {day:%Y/%m/%d}" if day else ""
    return "・".join(filter(None, ("認定", facts.get("licence", ""), trained)))


def _fever(facts: Mapping[str, Any]) -> str:
    where = source_of("fever_tenths", facts["source"])
    return f"{_names(facts)}が{degrees(facts['limit'])}以上です({where})。"


def _young(facts: Mapping[str, Any]) -> str:
    where = source_of("trial_from_months", facts["source"])
    return f"{_names(facts)}は{age(facts['months'])}になっていません({where})。"


_WHY: Final[Mapping[str, Mapping[str, Way]]] = {
    "link": {
        "made": "両方が番号を入れて、つながっています。",
        "none": lambda f: f"{_with(f)}まだつながっていません。",
        "half": lambda f: f"{_with(f)}片方だけが番号を入れました。",
        "cancelled": lambda f: f"{_with(f)}つながりは取り消されています。",
        "excluded": "この組み合わせでは、はじめられません。",
    },
    "met": {
        "met": "親も子も会場にいて、面識があります。",
        "no_child": "預かるお子さまが選ばれていません。",
        "away": lambda f: f"会場にいません: {_names(f)}。",
        "not_ticked": lambda f: f"顔を合わせたか、まだ確かめていません: {_names(f)}。",
        "host_without_child": lambda f: f"{_names(f)}の家庭は、お子さまの登録がありません。",
    },
    "age": {
        "old_enough": lambda f: f"{age(f['months'])}以上です。",
        "accompanied": "付き添いなので、年齢の決まりはありません。",
        "unknown": lambda f: f"誕生日が分かりません: {_names(f)}。",
        "too_young": _young,
        "too_old": lambda f: f"{_names(f)}は{f['under']}歳以上です。",
    },
    "allergy": {
        # Who has one is for the other family alone: a screen that others see does not tell.
        "read_yes": "有無が分かり、相手の家庭も読みました。",
        "read_no": "有無が分かり、相手の家庭も読みました。",
        "unknown": lambda f: f"アレルギーの有無が分かりません: {_names(f)}。",
        "not_read": lambda f: f"いまの内容を{f['reader']}さんがまだ読んでいません: {_names(f)}。",
    },
    "health": {
        "well": lambda f: f"体温か様子を確かめました({degrees(f['limit'])}以上なら中止)。",
        "fever": _fever,
        "unwell": lambda f: f"体調がよくありません: {_names(f)}。",
        "unchecked": lambda f: f"体温・体調をまだ聞いていません: {_names(f)}。",
    },
    "exchange": {
        "done": "住所・電話・園や学校・ふだんの様子を伝え合いました。",
        "missing": lambda f: f"まだ: {'・'.join(EXCHANGED[name] for name in f['what'])}。",
    },
    "plan": {
        "agreed": lambda f: f"{f['place']}、{_span(f)}。",
        "empty": lambda f: f"決まっていません: {'・'.join(_PLAN[name] for name in f['what'])}。",
        "over": lambda f: f"終わりの時刻 {clock_time(f['at'])} を過ぎています。",
    },
    "collectors": {
        "known": "お迎えの人が分かっています。",
        "contested": lambda f: f"いまだれといるか、記録が食い違っています: {_names(f)}。",
        "barred": "この組み合わせでは、お預かりできません。",
        "away": lambda f: f"いま別の人がお預かりしています: {_names(f)}。",
        "nobody": lambda f: f"お迎えしてよい人がいません: {_names(f)}。",
    },
    "consent": {
        "given": "どの家庭も同意しています。",
        "missing": lambda f: (
            f"{'・'.join(_PURPOSES.get(name, name) for name in f['what'])}の同意が"
            f"ありません: {_names(f)}。"
        ),
    },
    "insurance": {
        "told": "公式に公開し、本部に伝えてあります。",
        "not_told": "保険の前提が未送信です。公式の公開はしてあります。",
        "not_listed": "保険対象外の可能性があります。公式に公開していない会です。",
        "unknown": "保険対象外の可能性があります。公式の公開を確かめていません。",
    },
    "supervisor": {
        "certified": lambda f: f"{_names(f)}({_proofs(f)})が見守ります。",
        "nobody": "見守る人が決まっていません。",
        "not_certified": lambda f: (
            f"{_names(f)}は認定ではありません({_CERTIFICATIONS.get(f['certification'], '')})。"
        ),
        "expired": lambda f: f"{_names(f)}の認定は期限が過ぎています。",
        "identity_not_seen": lambda f: f"{_names(f)}の本人確認の記録がありません。",
        "no_lifesaving": lambda f: f"{_names(f)}の救命講習の記録がありません。",
        "neither_known": lambda f: f"{_names(f)}の本人確認と救命講習の記録がありません。",
        "no_licence": lambda f: f"{_names(f)}({_proofs(f)})が見守ります。資格は聞いていません。",
    },
    "ratio": {
        "enough": lambda f: (
            f"{_sums(f)}。部屋は{f['capacity']}人までのところ{f['children']}人です。"
        ),
        "room_unknown": lambda f: f"{_sums(f)}。部屋に入れる人数が決まっていません。",
        "nobody_minded": "付き添いなので、人数の決まりはありません。",
        "too_many": lambda f: f"{_sums(f)}。大人が足りません。",
        "room_full": lambda f: (
            f"部屋は{f['capacity']}人までのところ、{f['children']}人になります。"
        ),
        "no_room": lambda f: f"体験の場所は{f['rooms']}つのところ、{f['places']}つになります。",
    },
}
_NEXT: Final[Mapping[str, Mapping[str, Way]]] = {
    "link": {
        "none": "Enter でつながりをひらき、両方に番号を入れてもらいます。",
        "half": "Enter でつながりをひらき、もう片方にも番号を入れてもらいます。",
        "cancelled": "もう一度つながるときは、両方に番号を入れてもらいます。",
        "excluded": "責任者に相談してください。理由は書いてありません。",
    },
    "met": {
        "no_child": "Enter で、預けるお子さまを選びます。",
        "away": "受付で、来ているかを確かめます。",
        "not_ticked": "親子で会って話してから、Enter で「会った子」に印をつけます。",
        "host_without_child": "それでよいか、責任者か保護者に確かめます。",
    },
    "age": {
        "unknown": "Enter で家庭の画面をひらき、誕生日を入れます。",
        "too_young": lambda f: (
            f"対象になる日は{long_day(f['first'])}です。"
            "小さい子は眠っている間の事故が多いためです。Enter で付き添いにできます。"
        ),
        "too_old": "対象の年齢を過ぎています。Enter で付き添いにできます。",
    },
    "allergy": {
        "unknown": "保護者に聞いて、Enter でひらく家庭の画面に入れます。",
        "not_read": lambda f: f"Enter で画面を{f['reader']}さんに向けて、読んでもらいます。",
    },
    "health": {
        "fever": "きょうの体験はしません。参加をつづけるかは会の決まりによります。",
        "unwell": "きょうの体験はしません。保護者に伝えてください。",
        "unchecked": "Enter で体温か、見たようすを入れます。",
    },
    "exchange": {"missing": "家庭どうしで話してもらい、Enter で印をつけます。中身は書きません。"},
    "plan": {"empty": "Enter で入れます。", "over": "Enter で終わりの時刻を直します。"},
    "collectors": {
        "contested": "Enter で「お預かり」をひらき、お子さまを見てから記録します。",
        "barred": "責任者に相談してください。",
        "away": "Enter で「お預かり」をひらき、いまだれといるかを確かめます。",
        "nobody": "Enter で家庭の画面をひらき、お迎えしてよい人を聞きます。",
    },
    "consent": {"missing": "Enter で同意の画面をひらき、文を読んで聞きます。"},
    "insurance": {
        "not_told": "Enter で読み上げる文が出ます。伝える前でも体験はできます。",
        "not_listed": "公開してから、会の画面で直します。きょうは体験をしません。",
        "unknown": "公開ページを確かめて、会の画面で直します。",
    },
    "supervisor": {
        "nobody": _free,
        "not_certified": _free,
        "expired": _free,
        "identity_not_seen": "身分証を見て、Enter で書きます。なければ責任者に聞きます。",
        "no_lifesaving": "修了証を見て、Enter で書きます。なければ責任者に聞きます。",
        "neither_known": "身分証と修了証を見て、Enter で書きます。なければ責任者に聞きます。",
        "no_licence": "保育士などの資格があれば、Enter で書きます。なくても体験はできます。",
    },
    "ratio": {
        "too_many": lambda f: (
            "大人を増やすか、順番にします。"
            + (f"手のあいた人: {'・'.join(f'{n}さん' for n in f['free'])}。" if f["free"] else "")
        ),
        "room_full": "Enter で場所をほかの部屋に変えるか、順番にします。",
        "no_room": "Enter で場所を同じ部屋にまとめるか、順番にします。",
        "room_unknown": "Enter で会の画面に、1部屋の子どもの人数を入れます。",
    },
}
