"""Words of the command line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from concierge_tui.text.times import clock_time, long_day

if TYPE_CHECKING:  # the first frame must not wait for the models
    from concierge_tui.domain.family import Family
    from concierge_tui.domain.meetup import Attendance, Meetup

HELP: Final = "交流会の受付と見守りのプログラム。引数なしで画面が開きます。"
JSON_HELP: Final = "結果を JSON で出します。"
MEETUP_OPTION: Final = "会の ID(concierge meetup list で見られます)。"
DATE_HELP: Final = "日付(例 2026-12-05)。"
AREA_HELP: Final = "地域の名前(例 みその)。"
STAFF_HELP: Final = "あなたの名前。"
CERTIFICATION_HELP: Final = "コンシェルジュの認定。"
TITLE_HELP: Final = "会の名前。"
KIND_HELP: Final = "会の種類(交流会、説明会、あずけ合い体験会、登録会の順)。"
STARTS_HELP: Final = "はじまりの時刻(例 10:00)。"
ENDS_HELP: Final = "おわりの時刻(例 12:00)。"
VENUE_HELP: Final = "会場。"
CAPACITY_HELP: Final = "定員。"
LIMIT_HELP: Final = "何人まで出すか。"
BATCH_HELP: Final = "一行に一つずつ検索する言葉を書いたファイル。"
PERSON_OPTION: Final = "一人だけ受け付けるときの、その人の ID。"
FAMILY_OPTION: Final = "家庭みんなを受け付けるときの、家庭の ID。"
CODE_OPTION: Final = "会員カードの番号。"
REASON_HELP: Final = "定員をこえて入れる理由。"
DRY_RUN_HELP: Final = "書き込まずに、取り込みの結果だけを見ます。"
REBUILD_HELP: Final = "すべての表を記録から作り直します。"

INIT_HELP: Final = "この端末にデータの置き場を作ります。"
DEMO_HELP: Final = "練習用の会を開きます。"
BACKUP_HELP: Final = "暗号化したバックアップをファイルに書きます。"
RESTORE_HELP: Final = "バックアップから復元します。"
DOCTOR_HELP: Final = "データを点検します。"
AUDIT_HELP: Final = "記録の点検。"
AUDIT_VERIFY_HELP: Final = "記録が書きかえられていないか確かめます。"
MEETUP_HELP: Final = "会の管理。"
MEETUP_NEW_HELP: Final = "会を作ります。"
MEETUP_LIST_HELP: Final = "会の一覧。"
MEETUP_SHOW_HELP: Final = "会の内容と人数。"
MEETUP_CLOSE_HELP: Final = "会を終わります。"
IMPORT_HELP: Final = "名簿(CSV か Excel)を会に取り込みます。"
FAMILY_HELP: Final = "家庭の情報。"
FAMILY_SHOW_HELP: Final = "一つの家庭を表示します(見たことは記録されます)。"
FAMILIES_HELP: Final = "家庭の一覧(見たことは記録されます)。"
SEARCH_HELP: Final = "名前・かな・ローマ字・番号で探します。"
SEARCH_USAGE: Final = "検索する言葉か --batch のどちらかを指定してください。"
ATTENDANCE_HELP: Final = "来場の一覧。"
ARRIVED_HELP: Final = "来た人だけを出します。"
CHECK_IN_HELP: Final = "受付をします。"
PRINT_HELP: Final = "紙に出すもの(PDF)。"
SLIPS_HELP: Final = "会の全家庭の控え。刷り直しても番号は同じです。"
CARDS_HELP: Final = "会の全家庭の会員カード(A4に10枚)。"
LABELS_HELP: Final = "会の全家庭の名札ラベル(A4に21面、70×42.3mm)。"
ROSTER_HELP: Final = "停電にそなえる名簿。会のあと、細断してください。"
CONSENT_PAPER_HELP: Final = "同意書の用紙。"
PACK_HELP: Final = "紙の備え: 名簿、点呼表、事故対応の手順、番号つきの登録用紙と同意書。"
INFO_HELP: Final = "壁にはる案内の紙。"
LARGE_HELP: Final = "大きな字で刷ります。"
FORMS_HELP: Final = "登録用紙の枚数(1から200)。番号はこの端末のものとして取り置かれます。"
COPIES_HELP: Final = "何枚書き出すか(1から200)。"
LANGUAGE_HELP: Final = "同意の文のことば(ja、easy、en)。"
RIGHT_HELP: Final = "印刷を右へずらす mm(左へは負の数)。"
DOWN_HELP: Final = "印刷を下へずらす mm(上へは負の数)。"
USED_HELP: Final = "一枚めのシートで、使い終わった面の数。"
OUT_HELP: Final = "書き出す PDF の名前。"
CHECK_IN_USAGE: Final = "--person、--family、--code のどれか一つを指定してください。"

PROMPT: Final = "合言葉: "
NEW_PROMPT: Final = "新しい合言葉(言葉を4つ以上か12文字以上): "
AGAIN_PROMPT: Final = "もう一度、同じ合言葉: "
DIFFERENT: Final = "二度の合言葉が違います。もう一度はじめてください。"


def created_lines(recovery: str) -> Iterator[str]:
    """Say that the store stands, and show the recovery key once."""
    yield "データの置き場を作りました。"
    yield f"復旧キー: {recovery}"
    yield "復旧キーは一度だけ表示します。紙に書き、責任者が封をして保管してください。"


def backed_up_lines(name: str) -> Iterator[str]:
    """Say that a backup was written."""
    yield f"{name} に書きました。開くには合言葉か復旧キーが要ります。"


def restored_lines(families: int) -> Iterator[str]:
    """Say that a backup was brought back."""
    yield f"復元しました。{families}家庭が入っています。"


def doctor_lines(differences: int) -> Iterator[str]:
    """Say what the doctor found."""
    if differences:
        yield f"{differences}個の表が記録と違っていました。--rebuild で作り直せます。"
    else:
        yield "異常はありません。"


def audit_lines(operations: int, broken: int) -> Iterator[str]:
    """Say whether the chains hold."""
    if broken:
        yield f"{broken}本の記録が書きかえられています。本部に連絡してください。"
    else:
        yield f"{operations}件の記録に異常はありません。"


def meetup_lines(meetups: "Sequence[Meetup]") -> Iterator[str]:
    """List meetups."""
    for meetup in meetups:
        yield f"{meetup.id}  {long_day(meetup.date)}  {meetup.title}"
    if not meetups:
        yield "会はまだありません。concierge meetup new で作れます。"


def imported(rows: int, families: int, people: int) -> str:
    """Say what an import brought."""
    return f"{rows}行を読み、{families}家庭{people}名を取り込みました。"


def would_import(rows: int, families: int, people: int) -> str:
    """Say what an import would bring."""
    return f"{rows}行を読みました。{families}家庭{people}名を取り込めます。まだ何も書いていません。"


def skipped(families: int) -> str:
    """Say what was there before."""
    return f"{families}家庭は取り込み済みなので、そのままです。"


def problem(row: int, message: str) -> str:
    """Say what is wrong in a row."""
    return f"{row}行目: {message}"


def family_line(family: "Family") -> str:
    """Return one household in one line, without anything that is hidden."""
    names = "、".join(person.called for person in family.people)
    return f"{family.id}  {family.city}  {names}"


def family_lines(family: "Family") -> Iterator[str]:
    """Return one household with everything that is kept."""
    yield family_line(family)
    yield f"住所: {family.postal} {family.prefecture}{family.city}{family.rest}"
    for person in family.people:
        birthday = person.birthday.isoformat() if person.birthday else ""
        yield "  ".join(p for p in (person.called, person.kana, birthday, person.phone) if p)


def person_lines(people: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """List people who were found."""
    for person in people:
        yield f"{person['id']}  {person['name']}  {person['kana']}"
    if not people:
        yield "見つかりません。かなを短くして試してください。"


def printed_lines(name: str, slips: int) -> Iterator[str]:
    """Say that slips were written."""
    if slips:
        yield f"{slips}家庭の控えを {name} に書きました。"
    else:
        yield "名簿にまだ家庭がありません。先に名簿を取り込んでください。"


def paper_lines(name: str, pages: int) -> Iterator[str]:
    """Say that pages were written."""
    yield f"{name} に書きました。{pages}ページです。"


def pack_lines(name: str, pages: int, numbers: Sequence[str]) -> Iterator[str]:
    """Say that a pack was written, and which numbers its forms bear."""
    yield f"{name} に書きました。{pages}ページです。用紙の番号は {numbers[0]} から {numbers[-1]}。"
    yield "名簿のページは、会のあと細断してください。"


def attendance_line(name: str, arrived: str) -> str:
    """Return one person on the list."""
    return f"{name}  {arrived or '未'}"


def checked_in_lines(family: "Family", rows: "Sequence[Attendance]") -> Iterator[str]:
    """Say who was checked in."""
    first = family.representative
    name = first.surname if first and first.name else (first.kana if first else "")
    yield f"{clock_time(rows[0].arrived_at)} {name}家 {len(rows)}名を受け付けました。"
