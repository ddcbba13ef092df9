"""An address by its postal code: the city is filled in, offline."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from concierge_tui.domain.address import read_postal
from concierge_tui.domain.errors import FieldInvalid
from concierge_tui.services.addresses import AddressParts, address_parts, city_of, town_of
from concierge_tui.services.ports import Postal
from concierge_tui.text import address as text
from concierge_tui.text.errors import sentence
from screens.widgets.form_line import FormLine
from screens.widgets.jp_input import JpInput


class AddressLines(Vertical):
    """Three lines; only prefecture and city are public, and only where they exist (A5)."""

    DEFAULT_CSS = """
    AddressLines { height: auto; }
    AddressLines JpInput#postal { width: 14; }
    AddressLines JpInput#rest { width: 44; }
    """

    def __init__(
        self, book: Postal, postal: JpInput | None = None, rest: JpInput | None = None
    ) -> None:
        super().__init__()
        self._book = book
        self._filled = ("", "")
        self.postal = postal or JpInput(id="postal", kind="digits")
        self.city = JpInput(id="city")
        self.rest = rest or JpInput(id="rest")

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield FormLine(text.POSTAL, self.postal, id="postal-line")
        yield FormLine(text.CITY, self.city, id="city-line")
        yield FormLine(text.REST, self.rest, hint=text.REST_HINT)

    @property
    def parts(self) -> AddressParts:
        """The address as it is stored."""
        postal, city, rest = (f.value.strip() for f in (self.postal, self.city, self.rest))
        return address_parts(postal, city, rest, self._book)

    def fill(self, postal: str, city: str, rest: str) -> None:
        """Show an address."""
        shown = f"{postal[:3]}-{postal[3:]}" if len(postal) == 7 else postal
        self.postal.value, self.city.value, self.rest.value = shown, city, rest

    @on(Input.Blurred, "#postal")
    def look_up(self) -> None:
        """Fill in the city of the code; what a person wrote herself stays."""
        code, line = read_postal(self.postal.value), self.query_one("#postal-line", FormLine)
        if not code:
            problem = sentence(FieldInvalid("postal")) if self.postal.value.strip() else ""
            line.tell("postal", problem)
            return
        places = self._book.places(code)
        place = city_of(places)
        if place is None:
            line.tell("postal", text.SEVERAL_PLACES if places else text.NO_PLACE)
            return
        line.tell("postal", "")
        town = town_of(places)
        if self.city.value in ("", self._filled[0]):
            self.city.value = place.city
        # A hidden address shows only that there is one.
        if self.rest.value in ("", self._filled[1]) and not self.rest.placeholder:
            self.rest.value = town
        self._filled = (place.city, town)
        self._check_city()

    @on(Input.Blurred, "#city")
    def _check_city(self) -> None:
        city = self.city.value.strip()
        is_unknown = bool(city) and not self.parts.city
        self.query_one("#city-line", FormLine).tell("city", text.NOT_A_CITY if is_unknown else "")
