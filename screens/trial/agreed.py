"""What was agreed in a plan, as the lines of its form show it."""

from typing import TYPE_CHECKING

from concierge_tui.domain.gate import EXCHANGED
from concierge_tui.text.times import clock_time

if TYPE_CHECKING:
    from concierge_tui.domain.meetup_day import Trial


def agreed(trial: "Trial") -> dict[str, str]:
    """Return the answers by the names of the lines; several of one stand below each other."""
    return {
        "children": "\n".join(trial.children),
        "acquainted": "\n".join(trial.acquainted),
        "third": trial.third or "",
        "service": trial.service,
        "place": trial.place,
        "starts": clock_time(trial.starts),
        "until": clock_time(trial.ends),
        "pick_up": trial.pick_up,
        "supervisor": trial.supervisor,
        "exchanged": "\n".join(n for n in trial.exchanged if n in EXCHANGED),
        "recent": trial.recent,
        "thanks": trial.thanks,
    }
