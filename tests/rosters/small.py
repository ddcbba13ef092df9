"""One small list for tests: a sound family, read with one cell changed."""

from datetime import date

from concierge_tui.domain.address import Address
from concierge_tui.domain.roster import RosterReading, interpret, records, understand

TODAY = date(2026, 12, 5)
HEAD = (
    "No.,保護者氏名,保護者カナ,子ども氏名,子どもカナ,子ども生年月日,電話番号,住所,"
    "大人の人数,アレルギー"
)
FAMILY = "1,林　花,ハヤシ ハナ,林　空,ハヤシ ソラ,2023/4/1,090-1234-5678,美園1,1,なし"


def split(text: str, postal: str) -> Address:
    return Address(postal=postal, rest=text)


def read(*rows: str, head: str = HEAD) -> RosterReading:
    found = records("\n".join([head, *rows]) + "\n")
    return interpret(found, understand(found), today=TODAY, split=split)


def changed(column: int, cell: str, row: str = FAMILY) -> str:
    cells = row.split(",")
    cells[column] = cell
    return ",".join(cells)


def told(reading: RosterReading) -> list[tuple[int, str, str, str]]:
    return [(p.row, p.person, p.field, p.code) for p in reading.problems]
