"""What is to be printed, gathered and ready: the press only draws it."""

from typing import Literal, NamedTuple

from concierge_tui.services.slips import Slip

PaperKind = Literal["slips", "cards", "labels", "consent", "roster", "pack", "tables", "info"]


class Sheet(NamedTuple):
    """What stands on every page."""

    mark: str
    """The watermark (E24)."""
    event: str = ""
    area: str = ""
    day: str = ""


class Tag(NamedTuple):
    """A card or a label: a name, its reading and a code, and nothing else."""

    name: str
    kana: str
    code: str


class LabelSheet(NamedTuple):
    """Where the labels of a sheet lie, in millimetres; 3×7 of 70×42.3 unless somebody measured."""

    columns: int = 3
    rows: int = 7
    width: float = 70.0
    height: float = 42.3
    right: float = 0.0
    """How far everything moves to the right: printers pull paper in a little askew."""
    down: float = 0.0
    used: int = 0
    """How many labels of the first sheet are gone already."""


class ListedChild(NamedTuple):
    """A child as the list shows it: the word for the allergy, never the food."""

    name: str
    age: str
    allergy: str


class ListedFamily(NamedTuple):
    """One family of the list, as a desk without power needs it."""

    number: int
    name: str
    kana: str
    adults: int
    """How many are counted at a roll call."""
    others: str
    """Who comes beside the one who is named."""
    children: tuple[ListedChild, ...]
    table: str
    phone: str
    collect: str


class PurposeText(NamedTuple):
    """A text to which somebody says yes or no."""

    purpose: str
    title: str
    version: str
    text: str
    preset_no: bool


class SignUp(NamedTuple):
    """Where somebody signs up with a telephone of her own."""

    url: str
    """What the QR carries."""
    address: str
    """What is typed instead, without its scheme."""
    code: str


class Panel(NamedTuple):
    """One part of the paper on the wall."""

    head: str
    words: str


class Slips(NamedTuple):
    """Slips, eight to a page or two large ones."""

    slips: tuple[Slip, ...]
    large: bool = False
    sign_up: SignUp | None = None


class Cards(NamedTuple):
    """Membership cards, ten to a page or four large ones."""

    tags: tuple[Tag, ...]
    large: bool = False


class Labels(NamedTuple):
    """Name labels on a bought sheet."""

    tags: tuple[Tag, ...]
    sheet: LabelSheet = LabelSheet()


class Roster(NamedTuple):
    """The list of families."""

    families: tuple[ListedFamily, ...]
    large: bool = False


class Consent(NamedTuple):
    """Consent forms: one for each number; a blank number leaves the place open."""

    texts: tuple[PurposeText, ...]
    numbers: tuple[str, ...] = ("",)
    large: bool = False


class Place(NamedTuple):
    """What one says on the telephone when help is called, and whom one tells."""

    venue: str = ""
    address: str = ""
    lead: str = ""


class Pack(NamedTuple):
    """Everything for a meetup without power."""

    roster: Roster
    forms: tuple[str, ...]
    consent: Consent
    place: Place = Place()
    manual: Panel = Panel("", "")
    """What to do in an accident, headed by its version (A17)."""


class Tables(NamedTuple):
    """The rounds of a meetup: for each its tables, with the names of who sits there."""

    rounds: tuple[tuple[tuple[str, ...], ...], ...]


class Info(NamedTuple):
    """The paper on the wall."""

    panels: tuple[Panel, ...]
    sign_up: SignUp | None = None


class Kept(NamedTuple):
    """A sheet that the concierge keeps: parts of a few lines."""

    heading: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


Content = Slips | Cards | Labels | Roster | Consent | Pack | Info | Tables | Kept


class Printed(NamedTuple):
    """A document, and in a few words what each page holds."""

    pdf: bytes
    pages: tuple[str, ...]
    items: int = 0
    """How many slips, cards, rows or forms were drawn."""
    numbers: tuple[str, ...] = ()
    """The numbers that were reserved for its forms."""
