"""Checks families in and takes it back, for ever, saying each one as soon as it is durable."""

import sys
from itertools import count

from concierge_tui import bootstrap, paths
from tests.e2e.program import PASSPHRASE


def main(meetup: str) -> None:
    """Print 'family word' after each act: `here` or `left`."""
    desk = bootstrap.open_desk(paths.home(), PASSPHRASE)
    reception = desk.reception(meetup)
    families = desk.families.ids(meetup)
    print(*families, flush=True)  # noqa: T201 - the order, for the test that listens
    for turn in count():
        family = families[turn % len(families)]
        household = reception.household(family)
        if household.presence in ("here", "partly"):
            reception.leave(family, [p.id for p in household.family.people])
            said = "left"
        else:
            reception.check_in(family, [p.id for p in household.family.people])
            said = "here"
        print(family, said, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
