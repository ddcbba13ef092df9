"""An invented town of households, written before the scorer that is judged by it.

Everything that makes telling people apart hard is in it at a rate of its own: twins who look
alike on paper, cousins of one surname and one grandparent's telephone, children who bear
another surname than who brings them, parents who live apart and both register the child, and
strangers of the same name.
"""

# ruff: noqa: E501 - wide characters count twice, and a list of words reads best on one line

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.bench.population import Drawn, Name

TODAY = date(2026, 12, 5)

TWINS = 0.02
TWINS_ALIKE = 0.40
COUSINS = 0.05
COUSIN_PHONE = 0.5
OTHER_SURNAME = 0.05
APART = 0.002
STRANGERS = 0.03
CHILD_STRANGERS = 0.01
FOREIGN = 0.04
GRANDPARENT_PHONE = 0.05

TOWNS = ("さいたま市緑区", "さいたま市岩槻区", "川口市", "越谷市", "春日部市")
_TWINS_ALIKE = [
    [Name(*word.split("/")) for word in pair.split("+")]
    for pair in (
        "陽太/ヒナタ+陽斗/ハルト 結菜/ユイナ+結花/ユイカ 悠真/ユウマ+悠斗/ユウト 美月/ミヅキ+美羽/ミウ"
        " 颯太/ソウタ+颯真/ソウマ 心春/コハル+心菜/ココナ 莉子/リコ+莉央/リオ 蒼太/ソウタ+蒼真/ソウマ"
        " 大翔/ヒロト+大和/ヤマト 咲良/サクラ+咲希/サキ 陸/リク+海/リキ ゆい/ユイ+ゆあ/ユア"
        " 健太/ケンタ+健斗/ケント さくら/サクラ+さくや/サクヤ 琴音/コトネ+琴葉/コトハ 翔太/ショウタ+翔真/ショウマ"
    ).split()
]
_FOREIGN = (
    (("グエン", "ティ ラン"), ("ミン", "ラン アン", "バオ")),
    (("サントス", "マリア クララ"), ("ソフィア", "ミゲル ジョゼ", "ルカ")),
    (("ジョンソン", "デビッド"), ("ミア ローズ", "レオ", "エミリー")),
    (("キム", "ミンジュ"), ("ソジュン", "ハユン", "ジウ")),
    (("チャン", "ヴァン ミン"), ("リン", "ズン", "フォン")),
    (("ラマ", "サンギタ"), ("アヌシュカ", "プラティク", "サミル")),
)


@dataclass
class Human:
    """One real person; the name as she would write it carefully."""

    role: str
    surname: Name
    given: Name
    birthday: date | None = None
    phone: str = ""
    relation: str = ""


@dataclass
class Household:
    """One real household; `kin` are the households that must fall into the same half."""

    mother: Human
    father: Human | None
    children: list[Human]
    city: str
    postal: str
    kin: int
    traits: set[str] = field(default_factory=set)
    is_foreign: bool = False


class Town:
    """Makes households one after another from one seed."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._surnames = Drawn("surnames.txt", 0.9)
        self._given = Drawn("given_names.txt", 0.6)
        self.households: list[Household] = []

    def settle(self, people: int) -> list[Household]:
        """Return households with so many people as a register would hold."""
        left = people
        while left > 0:
            first = self._household()
            self.households.append(first)
            arrived = [first]
            if not first.is_foreign and self._rng.random() < COUSINS:
                arrived.append(self._cousins(first))
            if self._rng.random() < APART:
                arrived.append(self._living_apart(first))
            self.households += arrived[1:]
            left -= sum(1 + len(household.children) for household in arrived)
        self._make_strangers()
        return self.households

    def _household(self) -> Household:
        rng = self._rng
        kin = len(self.households)
        city, postal = rng.choice(TOWNS), f"336{rng.randrange(300):04}"
        if rng.random() < FOREIGN:
            return self._foreign(kin, city, postal)
        surname = self._surnames.one(rng)
        children = self._children(surname)
        household = Household(
            Human("guardian", surname, self._given.one(rng), None, self._phone(), "母"),
            Human("guardian", surname, self._given.one(rng), None, self._phone(), "父"),
            children,
            city,
            postal,
            kin,
        )
        if rng.random() < TWINS:
            self._make_twins(household)
        if rng.random() < OTHER_SURNAME:
            other = self._surnames.one(rng)
            for child in household.children:
                child.surname = other
            household.traits.add("other_surname")
        if rng.random() < GRANDPARENT_PHONE:
            household.mother.phone = self._landline()
            household.traits.add("grandparent_phone")
        return household

    def _children(self, surname: Name) -> list[Human]:
        rng = self._rng
        count = rng.choices((1, 2, 3), (50, 38, 12))[0]
        return [Human("child", surname, self._given.one(rng), self._birth()) for _ in range(count)]

    def _birth(self) -> date:
        return TODAY - timedelta(days=self._rng.randrange(60, 6 * 365))

    def _make_twins(self, household: Household) -> None:
        rng, children = self._rng, household.children
        if len(children) == 1:
            children.append(replace(children[0], given=self._given.one(rng)))
        children[1].birthday = children[0].birthday
        if rng.random() < TWINS_ALIKE:
            children[0].given, children[1].given = rng.choice(_TWINS_ALIKE)
        household.traits.add("twins")

    def _foreign(self, kin: int, city: str, postal: str) -> Household:
        rng = self._rng
        (surname, given), names = rng.choice(_FOREIGN)
        last = Name(surname, surname)
        children = [
            Human("child", last, Name(name, name), self._birth())
            for name in rng.sample(names, rng.choice((1, 2)))
        ]
        mother = Human("guardian", last, Name(given, given), None, self._phone(), "母")
        household = Household(mother, None, children, city, postal, kin, is_foreign=True)
        household.traits.add("foreign")
        return household

    def _cousins(self, of: Household) -> Household:
        """Return the household of a brother: same surname, often the same town and telephone."""
        rng = self._rng
        household = self._household()
        while household.is_foreign:
            household = self._household()
        household.kin = of.kin
        surname = of.mother.surname
        for human in (household.mother, household.father, *household.children):
            if human:
                human.surname = surname
        if rng.random() < 0.5:
            household.city, household.postal = of.city, of.postal
        if rng.random() < COUSIN_PHONE:
            of.mother.phone = household.mother.phone = self._landline()
        if rng.random() < 0.3:
            household.children[0].given, of.children[0].given = rng.choice(_TWINS_ALIKE)
        if rng.random() < 0.1 and of.children[0].birthday:
            near = of.children[0].birthday + timedelta(days=rng.randrange(-9, 10))
            household.children[0].birthday = min(near, TODAY - timedelta(days=30))
        household.traits.add("cousins")
        of.traits.add("cousins")
        return household

    def _living_apart(self, of: Household) -> Household:
        """Return the household of the other parent, who registers the same child elsewhere."""
        rng = self._rng
        surname = self._surnames.one(rng)
        parent = Human("guardian", surname, self._given.one(rng), None, self._phone(), "父")
        child = replace(of.children[0])
        towns = [town for town in TOWNS if town != of.city]
        household = Household(
            parent, None, [child], rng.choice(towns), f"337{rng.randrange(300):04}", of.kin
        )
        household.traits.add("apart")
        return household

    def _make_strangers(self) -> None:
        """Give some people the full name of somebody else, beyond those who share it by chance."""
        rng = self._rng
        native = [household for household in self.households if not household.is_foreign]
        for household in native:
            if rng.random() < STRANGERS:
                other = rng.choice(native)
                household.mother.given = other.mother.given
                for human in (household.mother, household.father, *household.children):
                    if human and "other_surname" not in household.traits:
                        human.surname = other.mother.surname
                household.traits.add("stranger")
            if rng.random() < CHILD_STRANGERS:
                other = rng.choice(native)
                household.children[0].given = other.children[0].given
                household.children[0].surname = other.children[0].surname
                household.traits.add("child_stranger")

    def _phone(self) -> str:
        return f"0900{self._rng.randrange(10**7):07}"

    def _landline(self) -> str:
        return f"04800{self._rng.randrange(10**5):05}"
