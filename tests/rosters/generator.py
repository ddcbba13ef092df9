"""Writes rosters of the kind that arrives, each with the truth beside it.

The truth has the shape of the samples: what a perfect import would know from this very file.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.rosters.damage import DAMAGES, TEXT_ONLY, Damage, Victim
from tests.rosters.layout import Layout, choose
from tests.rosters.people import TODAY, Household, households
from tests.rosters.sheets import Sheet, as_csv, as_xlsx
from tests.rosters.wording import BIRTHDAYS, SMARTPHONE, Manner, adults, birthday, phone, postal

ENCODINGS = ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"]
TITLES = [
    ["令和8年度 第3回 子育て交流会 参加者名簿"],
    ["開催日", "2026年12月5日(土)", "", "会場", "美園コミュニティセンター"],
    ["申込者一覧(個人情報につき取扱注意)"],
]
NOTES = [["※お子さまの人数は当日の朝に確定します。"], ["以上"], ["(注)キャンセル待ちは別紙です。"]]


@dataclass
class Roster:
    """One generated file and the truth about it."""

    seed: int
    data: bytes
    truth: dict[str, Any]

    @property
    def suffix(self) -> str:
        return str(self.truth["format"])


@dataclass
class _Written:
    rows: list[dict[str, str]]
    truth: dict[str, Any]
    damages: list[Damage] = field(default_factory=list)


def generate(seed: int, *, families: int = 40) -> Roster:
    """Return the roster of a seed: the same seed gives the same bytes."""
    rng = Random(seed)
    xlsx = rng.random() < 0.2
    encoding = None if xlsx else rng.choice(ENCODINGS)
    layout = choose(rng)
    style = _Style.chosen(rng, xlsx=xlsx)
    plain = encoding in {"cp932", "euc_jp"}
    written = []
    for number, household in enumerate(households(rng, families, plain=plain), 1):
        one = _written(rng, household, f"f{number:05}", layout, style)
        if rng.random() < 0.12:
            _spoil(rng, layout, one, xlsx=xlsx)
        written.append(one)
    return _file(rng, seed, layout, written, encoding)


@dataclass
class _Style:
    manner: Manner
    birthdays: str
    lost_zeros: bool

    @classmethod
    def chosen(cls, rng: Random, *, xlsx: bool) -> "_Style":
        lost = rng.random() < (0.6 if xlsx else 0.15)
        return cls(Manner.chosen(rng), rng.choice(BIRTHDAYS), lost)


def _spoil(rng: Random, layout: Layout, one: _Written, *, xlsx: bool) -> None:
    kind = rng.choice(sorted(DAMAGES.keys() - (TEXT_ONLY if xlsx else set())))
    one.damages += DAMAGES[kind](Victim(rng, layout, one.rows, one.truth))
    one.truth["clean"] = not one.damages


def _written(
    rng: Random, family: Household, number: str, layout: Layout, style: _Style
) -> _Written:
    """Write a family's rows and what they say."""
    shared, truth = _family_cells(rng, family, number, layout, style)
    children = [
        {
            "name": style.manner.name(child.surname[0], child.given[0]),
            "kana": style.manner.reading(rng, child.surname[1], child.given[1]),
            "birth": birthday(rng, child.birthday, style.birthdays),
        }
        for child in family.children
    ]
    if layout.per_child:
        rows = [shared | {f"c1_{part}": cell for part, cell in c.items()} for c in children]
    else:
        rows = [
            shared
            | {f"c{n}_{part}": cell for n, c in enumerate(children, 1) for part, cell in c.items()}
        ]
    return _Written([{key: row.get(key, "") for key in layout.keys} for row in rows], truth)


def _family_cells(
    rng: Random, family: Household, number: str, layout: Layout, style: _Style
) -> tuple[dict[str, str], dict[str, Any]]:
    postal_code, prefecture, city, town, area = family.place
    where = prefecture if rng.random() < 0.7 else ""
    block = "-".join(map(str, family.number))
    address = f"{where}{city}{town}{block}" + (f" {family.building}" if family.building else "")
    said = phone(rng, family.phone, area)
    lost = style.lost_zeros and rng.random() < 0.7
    cells = {
        "g_name": style.manner.name(family.surname[0], family.given[0]),
        "g_kana": style.manner.reading(rng, family.surname[1], family.given[1]),
        "g_surname": family.surname[0],
        "g_given": family.given[0],
        "g_surname_kana": family.surname[1],
        "g_given_kana": family.given[1],
        "relation": family.relation,
        "phone": family.phone[1:] if lost else said,
        "postal": postal(rng, postal_code),
        "address": address,
        "email": family.email,
        "smartphone": rng.choice(SMARTPHONE[family.smartphone]),
        "adults": adults(rng, family.adults),
        "allergy": family.allergy,
        "channel": family.channel,
        "x_age": str(rng.randint(0, 9)),
        "x_group": rng.choice(["A", "B"]),
        "x_stamp": "2026/11/20 10:23:45",
    }
    return cells, _truth(family, number, layout, address)


def _truth(family: Household, number: str, layout: Layout, address: str) -> dict[str, Any]:
    def told(key: str, value: Any) -> Any:
        return value if key in layout else None

    postal_code, prefecture, city, town, _ = family.place
    where = {
        "postal": postal_code,
        "prefecture": prefecture,
        "city": city,
        "town": town,
        "number": family.number,
        "building": family.building,
    }
    return {
        "id": number,
        "guardian": {
            "name": family.surname[0] + family.given[0],
            "kana": family.surname[1] + family.given[1],
            "relation": told("relation", family.relation),
            "phone": family.phone,
        },
        "children": [
            {
                "name": c.surname[0] + c.given[0],
                "kana": c.surname[1] + c.given[1],
                "birthday": c.birthday.isoformat(),
            }
            for c in family.children
        ],
        "postal": postal_code,
        "address": address,
        "where": where,
        "email": told("email", family.email or None),
        "smartphone": told("smartphone", family.smartphone),
        "adults": told("adults", family.adults),
        "allergy": family.allergy,
        "channel": told("channel", family.channel),
        "clean": True,
    }


FAMILY_ONLY = (
    "g_",
    "relation",
    "phone",
    "postal",
    "address",
    "email",
    "smartphone",
    "adults",
    "allergy",
    "channel",
)


def _put_rows(
    rng: Random, sheet: Sheet, layout: Layout, written: list[_Written]
) -> list[tuple[_Written, list[int]]]:
    """Put every row on the sheet; return the records of each family."""
    turns = [at for at, one in enumerate(written) for _ in one.rows]
    if layout.rows == "scattered":
        rng.shuffle(turns)
    records: list[list[int]] = [[] for _ in written]
    for number, at in enumerate(turns, 1):
        own = records[at]
        cells = written[at].rows[len(own)]
        if "no" in cells:
            cells["no"] = str(number)
        if own and not written[at].damages:
            _shorten(layout.rows, cells)
        if not own and rng.random() < 0.03:
            sheet.put([])
        own.append(sheet.put(list(cells.values())))
    return list(zip(written, records, strict=True))


def _shorten(way: str, cells: dict[str, str]) -> None:
    """Write of a family's second child only what is the child's own."""
    for key, cell in cells.items():
        if key.startswith(FAMILY_ONLY) and way in {"merged", "ditto"}:
            cells[key] = "〃" if way == "ditto" and cell else ""


def _file(
    rng: Random, seed: int, layout: Layout, written: list[_Written], encoding: str | None
) -> Roster:
    sheet = Sheet()
    if rng.random() < 0.4:
        sheet.put(*rng.sample(TITLES, rng.randint(1, 2)), [])
    if layout.groups:
        sheet.put(layout.groups)
    header = sheet.put([heading for _, heading in layout.columns])
    records = _put_rows(rng, sheet, layout, written)
    data = sorted(
        ({"record": r, "family": one.truth["id"]} for one, rs in records for r in rs),
        key=lambda entry: entry["record"],
    )
    index = {entry["record"]: at for at, entry in enumerate(data, 1)}
    problems = []
    for one, own in records:
        one.truth["rows"] = [index[record] for record in own]
        for damage in one.damages:
            where = {"index": index[own[damage.row]], "record": own[damage.row]}
            what = {"field": damage.field, "kind": damage.kind, "required": damage.required}
            problems.append(where | what)
    if rng.random() < 0.5:
        sheet.put([], ["合計", f"{len(written)}家族"], *rng.sample(NOTES, rng.randint(0, 2)))
    households_ = [one.truth for one in written if not one.truth.get("nameless")]
    truth = {
        "seed": seed,
        "format": "xlsx" if encoding is None else "csv",
        "encoding": encoding,
        "header_record": header,
        "columns": [{"key": key, "header": heading} for key, heading in layout.columns],
        "rows": len(data),
        "families": len(households_),
        "people": sum(1 + len(h["children"]) for h in households_),
        "data": [{"index": at, **entry} for at, entry in enumerate(data, 1)],
        "households": households_,
        "problems": problems,
        "today": TODAY.isoformat(),
    }
    if encoding is None:
        return Roster(seed, as_xlsx(rng, sheet, layout.keys), truth)
    text, truth["delimiter"] = as_csv(rng, sheet)
    if encoding == "euc_jp":
        text = text.replace("－", "−")  # the only minus of this encoding
    return Roster(seed, text.encode(encoding), truth)
