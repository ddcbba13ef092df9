"""A new recovery key, for a laptop whose first one was lost or never came onto paper."""

from collections.abc import Callable

from concierge_tui.domain.errors import PracticeOnly
from concierge_tui.services.leading import refuse_all_but_coordinators
from concierge_tui.services.ports import AuthorNow, StaffRegister


class Recovery:
    """Makes a key first and lets it count later: until it stands on paper the old one opens.

    Whoever has the key can open the store for good, so an open desk is not enough to get one:
    the passphrase is asked once more.
    """

    def __init__(
        self,
        register: StaffRegister,
        author: AuthorNow,
        unlock: Callable[[str], object],
        new_key: Callable[[], str],
        replace: Callable[[str], None],
        *,
        by_recovery: bool,
        practice: bool,
    ) -> None:
        self._register = register
        self._author = author
        self._unlock = unlock
        self._new_key = new_key
        self._replace = replace
        self._by_recovery = by_recovery
        self._practice = practice

    def refuse(self) -> None:
        """Return when whoever stands at the desk may make one.

        Raises:
            PracticeOnly: in a rehearsal, which nothing opens again.
            CoordinatorOnly: when neither a coordinator nor the recovery key is here.
        """
        if self._practice:
            raise PracticeOnly
        if not self._by_recovery:
            refuse_all_but_coordinators(self._register, self._author().actor)

    def make(self, passphrase: str) -> str:
        """Return a new key that opens nothing yet; slow.

        Raises:
            StoreLocked: when neither passphrase nor recovery key was given.
            CoordinatorOnly: when neither a coordinator nor the recovery key is here.
        """
        self.refuse()
        self._unlock(passphrase)
        return self._new_key()

    def keep(self, recovery: str) -> None:
        """Let a key that stands on paper open the store in place of the one before; slow.

        Raises:
            CoordinatorOnly: when neither a coordinator nor the recovery key is here.
        """
        self.refuse()
        self._replace(recovery)
