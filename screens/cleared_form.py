"""A form that one key makes blank, and the same key brings back what stood on it."""

from typing import ClassVar, Generic, Protocol, TypeVar

from screens.kept_form import KeptForm
from screens.widgets.notice import Notice
from screens.widgets.reading import write_readings


class _Written(Protocol):
    @property
    def is_blank(self) -> bool: ...


A = TypeVar("A", bound=_Written)


class ClearedForm(KeptForm, Generic[A]):
    """Holds what was cleared until something else is written over it, and says so."""

    CLEARED: ClassVar[str]
    """Says that the form is blank now, and how it comes back."""
    BROUGHT_BACK: ClassVar[str]
    _cleared: A | None = None

    @property
    def answers(self) -> A:
        """Everything that is written now."""
        raise NotImplementedError

    async def begin_anew(self, answers: A | None) -> None:
        """Put answers on the form; without any it is blank."""
        raise NotImplementedError

    def worth_keeping(self, answers: A) -> A:
        """Return what is brought back of answers that are cleared."""
        return answers

    def unsay_cleared(self) -> None:
        """Stop promising the old form once something stands on the new one."""
        notice = self.query_one(Notice)
        if notice.sentence == self.CLEARED and not self.answers.is_blank:
            notice.clear()

    async def action_clear(self) -> None:
        """Begin with a blank form; on a blank one, bring back what was cleared."""
        write_readings(self)
        answers, cleared = self.answers, self._cleared
        if answers.is_blank and cleared is not None:
            self._cleared = None
            await self.begin_anew(cleared)
            self.query_one(Notice).say(self.BROUGHT_BACK)
        elif not answers.is_blank:
            self._cleared = self.worth_keeping(answers)
            await self.begin_anew(None)
            self.query_one(Notice).say(self.CLEARED)
        self.keep()
