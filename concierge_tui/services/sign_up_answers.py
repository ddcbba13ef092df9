"""What stands on the forms of a sign-up, exactly as typed; this is also what a draft keeps."""

from pydantic import BaseModel, ConfigDict

from concierge_tui.domain.consent import REGISTRATION, REUSE
from concierge_tui.services import walk_in_answers
from concierge_tui.services.walk_in_answers import Answers, Asked, Visibility
from concierge_tui.text.walk_in import NOBODY


class ChildAnswers(walk_in_answers.ChildAnswers):
    """One child; the name in kanji stands beside the reading."""

    name: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written about a child here."""
        return super().is_blank and not self.name

    @property
    def is_nobody(self) -> bool:
        """Whether no child is meant: a blank line, or one that says 「なし」."""
        said = [word for word in (self.kana, self.name) if word]
        return self.is_blank or (bool(said) and NOBODY.issuperset(said) and not self.birthday)


class Companion(BaseModel):
    """Somebody who may, or must not, collect the children."""

    model_config = ConfigDict(extra="ignore")

    name: str = ""
    """As typed: a reading or a name."""
    relation: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody is named here: a blank line, or one that says 「なし」."""
        return self.name in NOBODY if self.name else not self.relation


class Stuck(BaseModel):
    """Why a sign-up stopped, and what was promised (E29)."""

    model_config = ConfigDict(extra="ignore")

    reason: str = ""
    who: str = ""
    due: str = ""
    """A day, as ISO date."""
    how: str = ""
    """By which way: many families here have no telephone."""

    @property
    def detail(self) -> str:
        """Why and how, as the task keeps it: two lines."""
        return f"{self.reason}\n{self.how}" if self.how else self.reason


class MoreAnswers(BaseModel):
    """The second page: all of it is optional."""

    model_config = ConfigDict(extra="ignore")

    contacts: list[str] = []
    fax: str = ""
    email: str = ""
    postal: str = ""
    city: str = ""
    rest: str = ""
    smartphone: str = ""
    name_exception: str = ""
    photo: Visibility = "acquaintances"
    age: Visibility = "acquaintances"
    intention: str = ""
    wants_introduction: str = ""
    wants_to_help: str = ""
    need_days: list[str] = []
    need_hours: str = ""
    need_short: list[str] = []
    need_text: str = ""
    relied_on: str = ""
    moved_in: str = ""
    channel: str = ""
    categories: list[str] = []
    notes: str = ""
    phone: str = ""
    emergency_phone: str = ""
    emergency_name: str = ""
    names: dict[str, str] = {}
    """Names that were left for later, by person; only where a family is registered already."""
    birthdays: dict[str, str] = {}


class SignUpAnswers(BaseModel):
    """The first page, and what another form brought along for the second."""

    model_config = ConfigDict(extra="ignore")

    language: str = "ja"
    japanese: str = ""
    interpreter_name: str = ""
    interpreter_relation: str = ""
    interpreter_trained: str = ""
    source: str = "self"
    proxy_name: str = ""
    proxy_relation: str = ""
    kana: str = ""
    name: str = ""
    relation: str = ""
    phone: str = ""
    children: list[ChildAnswers] = []
    emergency_phone: str = ""
    emergency_name: str = ""
    collectors: list[Companion] = []
    barred: list[Companion] = []
    form_number: str = ""
    consents: dict[str, Asked] = {}
    host: str = ""
    host_may_collect: bool = False
    told_apart: list[str] = []
    """Families that looked alike and were said to be others."""
    more: MoreAnswers = MoreAnswers()
    stuck: Stuck | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything yet."""
        return without_blanks(self) == SignUpAnswers(host=self.host)


def without_blanks(answers: SignUpAnswers) -> SignUpAnswers:
    """Return the answers without lines on which nothing was written."""
    return answers.model_copy(
        update={
            "children": [child for child in answers.children if not child.is_nobody],
            "collectors": [each for each in answers.collectors if not each.is_blank],
            "barred": [each for each in answers.barred if not each.is_blank],
            "consents": {
                purpose: asked
                for purpose, asked in answers.consents.items()
                # Nobody is asked to say yes to this one: a no is where it begins (E28).
                if asked.answer == "yes" or (asked.answer and purpose != REUSE)
            },
        }
    )


def from_walk_in(walk_in: Answers, host: str | None) -> SignUpAnswers:
    """Return what was typed on the form for a queue: nobody is asked twice.

    A spoken consent is not carried over, because here each purpose is asked by itself; what the
    family answered on the screen is.
    """
    page = walk_in.model_dump(include=set(SignUpAnswers.model_fields) - {"children"})
    more = walk_in.model_dump(include=set(MoreAnswers.model_fields) - _ON_PAGE_ONE)
    children = [ChildAnswers(**child.model_dump()) for child in walk_in.children]
    return SignUpAnswers(
        **page,
        children=children,
        more=MoreAnswers.model_validate(more),
        host=host or "",
        consents={REGISTRATION: walk_in.asked} if walk_in.asked else {},
    )


_ON_PAGE_ONE = frozenset({"phone", "emergency_phone", "emergency_name"})
