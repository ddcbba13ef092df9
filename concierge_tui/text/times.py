"""Times and dates as people at the desk say them."""

from datetime import date, datetime, timedelta, timezone

from concierge_tui.domain.clock import NOTICED_MS, milliseconds, moment_of

_WEEKDAYS = "月火水木金土日"
_JAPAN = timezone(timedelta(hours=9))


def clock_time(ms: int | None) -> str:
    """Return 10:04 in the laptop's time zone; nothing for None."""
    return "" if ms is None else f"{moment_of(ms).astimezone():%H:%M}"


def stamp(ms: int) -> str:
    """Return 12/5 10:04 in the laptop's time zone."""
    local = moment_of(ms).astimezone()
    return f"{local.month}/{local.day} {local:%H:%M}"


def in_japan(moment: datetime) -> str:
    """Return 12/5 10:04 in Japan, wherever the service stands."""
    local = moment.astimezone(_JAPAN)
    return f"{local.month}/{local.day} {local:%H:%M}"


def short_day(day: date) -> str:
    """Return 12/5(土)."""
    return f"{day.month}/{day.day}({_WEEKDAYS[day.weekday()]})"


def month_day(day: date) -> str:
    """Return 12/5."""
    return f"{day.month}/{day.day}"


def long_day(day: date) -> str:
    """Return 2026年12月5日(土)."""
    return f"{day.year}年{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


def age(months: int) -> str:
    """Return 10か月, 2歳5か月."""
    years, rest = divmod(months, 12)
    if years == 0:
        return f"{rest}か月"
    return f"{years}歳{rest}か月" if rest else f"{years}歳"


def today_or_stamp(ms: int, now: datetime) -> str:
    """Return 10:04 for today, else 12/5 10:04."""
    local = moment_of(ms).astimezone()
    return clock_time(ms) if local.date() == now.astimezone().date() else stamp(ms)


def is_to_come(ms: int, now: datetime) -> bool:
    """Say whether something that was lies ahead of `now`: the clock was set back since."""
    return ms > milliseconds(now) + NOTICED_MS


def far_end(until: int, hours: int) -> str:
    """Return the question about an end that may be a slip of the finger."""
    return (
        f"終わりが {clock_time(until)}({hours}時間より先)です。"
        "合っていれば、もう一度 Ctrl+S を押してください。"
    )
