"""Walk-ins that are not finished: one form a meetup, and one for the guests of each host."""

from pydantic import ValidationError

from concierge_tui.domain.ids import new_id
from concierge_tui.services.ports import Drafts, Families
from concierge_tui.services.walk_in_answers import Answers


class WalkInDrafts:
    """Keeps what is typed on the form under the id of its future family."""

    def __init__(self, drafts: Drafts, families: Families) -> None:
        self._drafts = drafts
        self._families = families

    def get(self, meetup: str, host: str | None) -> Answers | None:
        """Return the form as far as it was written, or None.

        A form whose family is registered is over: only its forgetting was cut short.
        """
        kept = self._drafts.get(_name(meetup, host))
        try:
            answers = Answers.model_validate_json(kept) if kept else None
        except ValidationError:
            return None
        if answers is not None and self._families.many([answers.family]):
            self.drop(meetup, host)
            return None
        return answers

    def keep(self, meetup: str, host: str | None, answers: Answers) -> None:
        """Keep the form; a blank one leaves nothing behind."""
        if answers.is_blank:
            self.drop(meetup, host)
        else:
            self._drafts.put(_name(meetup, host), answers.model_dump_json(exclude_defaults=True))

    def drop(self, meetup: str, host: str | None) -> None:
        """Forget the form."""
        self._drafts.drop(_name(meetup, host))


def begun() -> Answers:
    """Return a blank form for a family of its own."""
    return Answers(family=new_id())


def _name(meetup: str, host: str | None) -> str:
    return f"walk_in:{meetup}:{host or ''}"
