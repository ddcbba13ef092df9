"""What a person reads when the way to the central service is barred."""

from concierge_tui.domain import central_errors, device_errors, errors, line_errors
from concierge_tui.domain.clock import NOTICED_MS
from concierge_tui.domain.enrolment import MINUTES
from concierge_tui.text import lease
from concierge_tui.text.times import stamp

_KEPT = "入力した内容はこの端末に残っています。"
_MINUTE_MS = 60 * 1000
_HOUR_MS = 60 * _MINUTE_MS
_DAY_MS = 24 * _HOUR_MS

_REFUSED = {
    "unknown_device": "本部はこの端末を知りません。登録コードをもらい、登録し直してください。",
    "revoked": "この端末の登録は本部で取り消されています。責任者に電話で確かめてください。",
    "wipe": (
        "この端末を閉じるよう求められましたが、本部からと確かめられないので、閉じませんでした。"
        "つないでいる場所を変え、責任者に電話で確かめてください。"
    ),
    "signature": "本部がこの端末の署名を確かめられません。登録し直してください。",
    "clock": "この端末の時計が本部と合いません。日付と時刻を直して、もう一度送ってください。",
    "replay": "同じ通信が二度届きました。もう一度「送る」を選んでください。",
    "too_large": "一度に送る量が多すぎました。プログラムを新しくして、もう一度送ってください。",
    "malformed": "本部が内容を読めませんでした。プログラムを新しくして、もう一度送ってください。",
}
_CODE_REFUSED = {
    "unknown": "この登録コードは使えません。打ち間違いがないか、本部に確かめてください。",
    "expired": f"登録コードの期限({MINUTES}分)が切れました。本部で新しいコードをもらってください。",
    "used": "この登録コードはもう使われています。本部で新しいコードをもらってください。",
    "tries": "間違いが続いたため、コードは無効になりました。本部で新しいコードをもらってください。",
}
_CODE_UNREADABLE = {
    "shape": "登録コードは英数字12文字です。もう一度打ってください。",
    "check": "登録コードのどこかが違います。1文字ずつ見比べて、打ち直してください。",
}
_OUTDATED = {
    True: "このプログラムは古くて送れません。新しい版を入れて、もう一度送ってください。",
    False: "本部のプログラムが古くて送れません。責任者に知らせてください。",
}
_SAME_NUMBER = "同じ番号で違う内容の記録がすでにあります"
_SHAPE = "形式が正しくありません"
_SET_ASIDE = {
    "other_content": _SAME_NUMBER,
    "same_id_other_content": _SAME_NUMBER,
    "body_hash": "内容が署名と合いません",
    "too_large": "内容が大きすぎます",
    "gap": "前の記録が届いていません",
    "forked": "同じ端末の記録が二通りあります",
    "bad_signature": "署名が正しくありません",
    "unknown_device": "登録のない端末の記録です",
    "key_changed": "端末の鍵が変わっています",
    "wrong_area": "別の地域の記録です",
    "erased": "消去された記録です",
    "revoked": "登録を取り消した端末の記録です",
    "never": "責任者が受け入れないと決めた記録です",
    "not_granted": "書いた端末にまかせていない会か家庭の記録です",
}
_ASK = "責任者か本部の担当者と内容を確かめて、済んだら「対応済にする」を選んでください。"
_THERE = "書いた端末で内容を確かめてもらい、済んだら「対応済にする」を選んでください。"
_STOP = "書いた端末を責任者に見てもらってください。確かめるまで、その端末からは取り込みません。"
_JUDGED = (
    "本部で責任者が確かめます(命令 concierge central device release)。"
    "受け入れるまで、ほかの端末には出ません。急ぐときは本部に電話してください。"
)
_WAYS = {
    "other_content": _THERE,
    "same_id_other_content": _THERE,
    "too_large": "文を短くして家庭に書き直し、「対応済にする」を選んでください。",
    "gap": "その端末からもう一度送受信してもらってください。届けばそのまま取り込まれます。",
    "forked": _STOP,
    "bad_signature": _STOP,
    "key_changed": _STOP,
    "unknown_device": _STOP,
    "erased": "家庭の希望で消した記録です。書き直さず、「対応済にする」を選んでください。",
    "not_granted": _JUDGED,
    "revoked": _JUDGED,
}


_PLAIN: dict[type[Exception], str] = {
    central_errors.AddressUnreadable: "本部のアドレスが読めません。「https://」から打ち直してください。",
    central_errors.AddressInsecure: (
        "このアドレスでは通信が守られません。「https://」で始まるアドレスを使ってください。"
    ),
    central_errors.OtherArea: (
        "このコードは別の地域のものです。何も送っていません。"
        "この端末の地域のコードを本部でもらってください。"
    ),
    line_errors.CentralChanged: (
        "この本部は、登録したときの本部ではありません。何も送っていません。"
        f"責任者に電話で確かめてください。{_KEPT}"
    ),
    device_errors.ExtensionRefused: lease.REFUSED,
    device_errors.ExtensionUnreadable: lease.UNREADABLE,
    device_errors.DeviceUnknown: (
        "その番号の端末はありません。concierge central device list で確かめてください。"
    ),
    device_errors.DeviceAmbiguous: (
        "その番号で始まる端末が二つ以上あります。もう少し長く打ってください。"
    ),
    device_errors.OperationUnknown: (
        "その記録は待っていません。concierge central device held で確かめてください。"
    ),
    device_errors.MeetupUnknown: (
        "その番号の会は本部にありません。会をつくった端末で送受信してから、もう一度打ってください。"
    ),
    line_errors.CentralUnverified: (
        "本部の証明書を確かめられないので、送りませんでした。この端末の日付と時刻が正しいか、"
        "Wi-Fiのログイン画面が出ていないか確かめてください。"
        f"それでも続くときは責任者に知らせてください。{_KEPT}"
    ),
    central_errors.NotEnrolled: (
        "この端末は本部につないでいません。登録コードをもらって concierge enrol でつなぐか、"
        "本部につないだ端末から届けてください。"
    ),
    central_errors.CentralUnreachable: (
        f"本部につながりません。電波のあるところで、もう一度送ってください。{_KEPT}"
    ),
    central_errors.NotCentral: (
        "本部ではないものが答えました。Wi-Fiのログイン画面が開いていないか確かめて、"
        f"もう一度送ってください。{_KEPT}"
    ),
    line_errors.CentralSilent: (
        "本部から返事が来ません。電波の弱いときは場所を変えて、もう一度送ってください。"
        f"続きから始まります。{_KEPT}"
    ),
    line_errors.CentralBusy: (
        f"本部が混み合っています。1分ほど待って、もう一度送ってください。{_KEPT}"
    ),
    line_errors.CentralFull: (
        f"本部の保存場所がいっぱいで、受け取れません。本部の担当者に電話で知らせてください。{_KEPT}"
    ),
    central_errors.ReplyCutShort: (
        f"通信が途中で切れました。もう一度送ってください。続きから始まります。{_KEPT}"
    ),
}


def sync_sentence(error: BaseException) -> str | None:
    """Return what to tell a person about a fact of the sync, or None for any other."""
    plain = next((text for kind, text in _PLAIN.items() if isinstance(error, kind)), None)
    return plain or _coded(error)


def _coded(error: BaseException) -> str | None:
    sentence: str | None = None
    match error:
        case central_errors.EnrolmentCodeUnreadable(code=code):
            sentence = _CODE_UNREADABLE[code]
        case central_errors.EnrolmentCodeRefused(code=code):
            sentence = _CODE_REFUSED.get(code, _CODE_REFUSED["unknown"])
        case errors.DatabaseUnusable():
            sentence = "データベースを使えません。--database の書き方と動作を確かめてください。"
        case errors.PortTaken(port=port):
            sentence = f"ポート {port} はもう使われています。別の番号を --port で指定してください。"
        case central_errors.CentralTrouble(status=status):
            sentence = (
                f"本部で不具合が起きています({status})。"
                f"しばらくしてから、もう一度送ってください。{_KEPT}"
            )
        case device_errors.LeaseOver():
            sentence = lease.over(error)
        case device_errors.Wiped(at=at):
            sentence = (
                f"本部の指示により({stamp(at)})、この端末を閉じました。記録は暗号のまま残り、"
                "封筒の復旧キーだけで開きます。責任者に電話してください。"
            )
        case device_errors.Revoked(waits=True):
            sentence = (
                "本部がこの端末を閉じるよう求めています。お子さんが会場にいるあいだは閉じません。"
                f"責任者に電話し、みなさんが帰ったら、もう一度送受信してください。{_KEPT}"
            )
        case device_errors.Revoked(kept=kept, is_full=is_full) if kept or is_full:
            sentence = f"{_REFUSED['revoked']}{_taken_in(kept, is_full=is_full)}{_KEPT}"
        case central_errors.CentralRefused(code=code):
            sentence = _REFUSED.get(code, "本部に断られました。責任者に電話で確かめてください。")
            sentence += _KEPT
        case central_errors.ProgramOutdated(newer=newer):
            sentence = _OUTDATED[newer] + _KEPT
    return sentence


def _taken_in(kept: int, *, is_full: bool) -> str:
    taken = f"この端末の{kept:,}件は本部が預かりました。" if kept else ""
    if is_full:
        return f"{taken}本部が預かれる量に達しました。残りは責任者が確かめたあとに送れます。"
    return f"{taken}責任者が確かめると使われます。"


def clock_sentence(ahead_ms: int) -> str | None:
    """Return what to tell a person whose clock is off, or None where it is near enough."""
    if abs(ahead_ms) < NOTICED_MS:
        return None
    way = "進んでいます" if ahead_ms > 0 else "遅れています"
    return f"この端末の時計が{_span(abs(ahead_ms))}{way}。日付と時刻の設定を直してください。"


def clock_was(ahead_ms: int) -> str:
    """Return what stays before whoever works until an exchange finds the clock right; or nothing.

    Nobody knows between two of them whether it was put right: it says when it was wrong.
    """
    if abs(ahead_ms) < NOTICED_MS:
        return ""
    way = "進んで" if ahead_ms > 0 else "遅れて"
    return f"時計が{_span(abs(ahead_ms))}{way}いました(前の送受信)。日付と時刻を直して、Ctrl+X。"


def _span(ms: int) -> str:
    if ms >= _DAY_MS:
        return f"{round(ms / _DAY_MS)}日"
    if ms >= _HOUR_MS:
        return f"{round(ms / _HOUR_MS)}時間"
    return f"{round(ms / _MINUTE_MS)}分"


def reason_sentence(reason: str) -> str:
    """Return why an operation was set aside."""
    return _SET_ASIDE.get(reason, _SHAPE)


def reason_way(reason: str) -> str:
    """Return what to do about an operation that was set aside."""
    return _WAYS.get(reason, _ASK)
