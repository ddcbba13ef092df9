"""Which columns a roster has, in which order and under which headings."""

from dataclasses import dataclass, field
from random import Random

from tests.rosters.wording import HEADINGS

FAMILY_KEYS = ["phone", "postal", "address", "email", "smartphone", "adults", "allergy", "channel"]
OPTIONAL = {"relation", "email", "smartphone", "adults", "channel"}


@dataclass
class Layout:
    """The columns of one roster."""

    columns: list[tuple[str, str]]
    """Key and heading, from left to right."""
    per_child: bool
    split: bool
    """Whether surname and given name stand in columns of their own."""
    groups: list[str] = field(default_factory=list)
    """Headings of groups on the row above; empty where there is none."""
    rows: str = "together"
    """How a family's rows stand: together, scattered, merged (guardian once) or ditto."""

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.columns]

    def __contains__(self, key: str) -> bool:
        return key in self.keys

    def safe_cuts(self) -> list[int]:
        """Return where a row may end without tearing a person apart."""
        keys = self.keys
        named = max(i for i, key in enumerate(keys) if key.startswith("g_"))
        return [
            at
            for at in range(named + 1, len(keys))
            if keys[at][0] != "c" or not keys[at][1].isdigit() or keys[at][:2] != keys[at - 1][:2]
        ]


def choose(rng: Random) -> Layout:
    per_child = rng.random() < 0.4
    split = rng.random() < 0.2
    guardian = (
        ["g_surname", "g_given", "g_surname_kana", "g_given_kana"]
        if split
        else ["g_name", "g_kana"]
    )
    guardian += [] if rng.random() < 0.15 else ["relation"]
    blocks = [
        guardian,
        [
            f"c{n}_{part}"
            for n in ([1] if per_child else [1, 2, 3])
            for part in ("name", "kana", "birth")
        ],
    ]
    contacts = [k for k in FAMILY_KEYS if k not in OPTIONAL or rng.random() > 0.15]
    rng.shuffle(contacts)
    cut = rng.randint(0, len(contacts))
    blocks += [contacts[:cut], contacts[cut:]]
    blocks += [[extra] for extra in ("x_age", "x_group") if rng.random() < 0.2]
    rng.shuffle(blocks)
    head = [["no"]] if rng.random() < 0.7 else []
    head += [["x_stamp"]] if rng.random() < 0.1 else []
    keys = [key for block in [*head, *blocks] for key in block]
    layout = Layout(_headed(rng, keys, per_child=per_child), per_child, split)
    if per_child:
        layout.rows = rng.choices(["together", "scattered", "merged", "ditto"], [7, 1, 1, 1])[0]
    if not split and rng.random() < 0.2:
        rng.choice([_group, _leave_unsaid])(layout)
    return layout


BARE = {"name": "氏名", "kana": "フリガナ", "birth": "生年月日"}


def _group(layout: Layout) -> None:
    """Move whose a column is to a row above, as merged cells show it."""
    before = ""
    for at, (key, heading) in enumerate(layout.columns):
        who, _, part = key.partition("_")
        theirs = who in {"g", "c1", "c2", "c3"} and part in BARE
        group = {"g": "保護者", "c1": "お子さま1"}.get(who, f"お子さま{who[1:]}") if theirs else ""
        if theirs:
            layout.columns[at] = (key, BARE[part])
        # A group's heading stands over its first column only.
        own = group if group and group != before else ""
        layout.groups.append(own if theirs else heading)
        if not theirs:
            layout.columns[at] = (key, "")
        before = group


def _leave_unsaid(layout: Layout) -> None:
    """Write 氏名, フリガナ, 氏名, フリガナ, 生年月日: the order alone tells whose they are."""
    if layout.keys.index("g_name") > layout.keys.index("c1_name"):
        return
    for at, (key, _) in enumerate(layout.columns):
        who, _, part = key.partition("_")
        if who in {"g", "c1", "c2", "c3"} and part in BARE:
            layout.columns[at] = (key, BARE[part])


def _headed(rng: Random, keys: list[str], *, per_child: bool) -> list[tuple[str, str]]:
    """Give every column a heading; the parts of a child share one way of naming it."""
    way = rng.randrange(len(HEADINGS["c_name"]))
    ask = rng.choice(["", "", "", "※必須", "*"])
    columns = []
    for key in keys:
        if key[0] == "c" and key[1].isdigit():
            heading = HEADINGS[f"c_{key[3:]}"][way]
            if per_child:
                heading = heading.replace("{n}人目のお子さま", "お子さま").replace(
                    "第{n}子", "お子さま"
                )
            heading = heading.replace("{n}", "" if per_child else key[1])
        else:
            heading = rng.choice(HEADINGS[key])
        columns.append((key, heading + (ask if key.endswith("name") else "")))
    return columns
