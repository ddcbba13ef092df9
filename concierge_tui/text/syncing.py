"""Words about sending to the central service: sent, received and handled are three things."""

from collections.abc import Iterator
from typing import Final

ENROL_HELP: Final = "一回かぎりの登録コードで本部につなぎます。"
SYNC_HELP: Final = "本部と送受信します。"
STATUS_HELP: Final = "未送信・本部に届いた数・要確認を見ます。"
CENTRAL_HELP: Final = "本部のサーバー(運用する人のための命令)。"
SERVE_HELP: Final = "本部のサーバーを動かします。止めるときは Ctrl+C(裏で動かしたときは kill)。"
PUBLIC_URL_HELP: Final = (
    "家庭のスマホから見えるアドレス(https://…)。スマホへの引き継ぎと、紙の申込コードに使います。"
)
HAND_OFF_HOURS_HELP: Final = "引き継ぎのQRが使える時間。"
CENTRAL_BACKUP_HELP: Final = (
    "この端末の本部データ(central.db)の暗号化した写しを書きます。動かしたままでできます。"
)
RESTORED_HELP: Final = (
    "写しから戻した後に一度だけ使います。端末が足りない分を次の送受信で送り直します。"
)
RESTORED: Final = "写しから戻したことを記録しました。端末は次の送受信で、足りない分を送り直します。"
ERASURES_LIST_HELP: Final = "erasures で書いた一覧。写しのあとに消した家庭を、もう一度消します。"
ERASURES_HELP: Final = (
    "消した家庭の一覧(番号だけ)をファイルに書きます。写しとは別の所に置き、"
    "写しから戻すときに使います。"
)
SCRUB_HELP: Final = (
    "家庭を消したあと、表を書き直して、消した文が空き領域に残らないようにします。"
    "そのあいだ、端末は待ちます。"
)
SCRUBBED: Final = "表を書き直しました。消した文は、このデータベースの表に残っていません。"
DATABASE_HELP: Final = "データベースの場所(指定がなければこの端末の central.db)。"
AREA_HELP: Final = "地域の名前(例 みその)。"

NO_CENTRAL: Final = "この端末に保存済み。本部は未設定です"
NEXT_ENROL: Final = "つなぐときは concierge enrol URL 登録コード を使ってください。"
PRACTICE: Final = "練習のデータです。本部には送りません。"


def serving(host: str, port: int) -> str:
    """Say that the service runs."""
    where = f"http://{host}:{port}"
    return (
        f"本部サーバーが {where} で動いています。"
        "止めるときは Ctrl+C を押してください(裏で動かしたときは kill)。"
    )


def restored(forgotten: int) -> str:
    """Say that the copy was put back, and how many families were erased again."""
    again = f"写しのあとに消した {forgotten}件を、もう一度消しました。" if forgotten else ""
    return f"{again}{RESTORED}"


def erasures_listed(path: str, count: int) -> str:
    """Say that the list is written."""
    return f"消した家庭の一覧({count}件)を {path} に書きました。写しとは別の所に置いてください。"


def central_copied(path: str) -> str:
    """Say that the copy is written, and what it cannot be opened without."""
    return f"本部データの写しを {path} に書きました。central.key も別の安全な場所に置いてください。"


def device_came(fingerprint: str) -> str:
    """Say that a laptop enrolled, with the words to compare."""
    return f"端末がつながりました。確認のことば: {fingerprint}"


def enrolled_lines(area: str, fingerprint: str) -> Iterator[str]:
    """Say that this laptop is enrolled, with the words to compare."""
    yield f"{area}の本部につながりました。"
    yield f"確認のことば: {fingerprint}"
    yield "本部の画面のことばと同じか、確かめてください。次は concierge sync です。"


def no_central_lines() -> Iterator[str]:
    """Say that all is well without a central service."""
    yield f"{NO_CENTRAL}。"
    yield NEXT_ENROL


def synced_lines(pushed: int, pulled: int, refused: int, pending: int) -> Iterator[str]:
    """Say what an exchange did."""
    yield f"送信 {pushed}件、受信 {pulled}件。"
    if refused:
        yield f"{refused}件は本部で保留になりました。要確認の一覧を見てください。"
    yield "すべて本部に届きました。" if not pending else f"未送信が {pending}件あります。"


def status_lines(
    pending: int, second_copy: int, safe: int, conflicts: int, refused: int
) -> Iterator[str]:
    """Say where this laptop's work is."""
    copied = f"(うち会場のほかの端末に控えあり {second_copy}件)" if second_copy else ""
    yield f"未送信 {pending}件{copied}、本部に到着 {safe}件。"
    if conflicts:
        yield f"要確認 {conflicts}件(別々に書かれた欄)。"
    if refused:
        yield f"保留 {refused}件(本部が受け取らなかったもの)。"
