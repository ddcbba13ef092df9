"""The area of a laptop, and how near a family lives; nobody is refused by address (C9)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Nearness = Literal["home", "nearby", "elsewhere", "unknown"]


class Area(BaseModel):
    """The area that the laptop serves (D22)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = ""
    cities: tuple[str, ...] = ()
    """The wards or towns of the area, such as さいたま市緑区."""
    neighbours: tuple[str, ...] = ()
    """Wards or towns around it that people come from."""
    contact: str = ""
    """Whom a family may ask, as it stands on paper (C19); empty where the operator's own."""
    certification_mark: str = ""
    """Which mark the operator bears, and since when (C18)."""
    guardian_age: int | None = None
    """Below which age a guardian must consent; None where nobody decided it."""
    trial_from_months: int | None = None
    """From which age in months a child may be entrusted (A19); None where nobody decided it."""
    fever_tenths: int | None = None
    """From which temperature a child is not entrusted, in tenths of a degree."""
    ratio_under_1: int | None = None
    """How many children below one year one grown-up minds at most."""
    ratio_1: int | None = None
    ratio_2: int | None = None
    coordinator: str = ""
    """Who may be the second person by telephone, and under which number."""
    coordinator_phone: str = ""
    insurer_phone: str = ""

    def nearness(self, city: str) -> Nearness:
        """Say whether a ward or town is of the area, around it, or elsewhere.

        Another ward of the same city counts as around it.
        """
        if not city or not self.cities:
            return "unknown"
        if city in self.cities:
            return "home"
        if city in self.neighbours or _municipality(city) in map(_municipality, self.cities):
            return "nearby"
        return "elsewhere"


def _municipality(city: str) -> str:
    """Return さいたま市 for さいたま市緑区; a town stands for itself."""
    head, mark, ward = city.partition("市")
    return head + mark if ward.endswith("区") else city
