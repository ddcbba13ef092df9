"""The typeface of a document goes away with it: a day's printing must not fill the memory."""

import gc

import pytest

from concierge_tui.printing import press
from concierge_tui.services.paper_content import Sheet, Slips
from concierge_tui.services.slips import Slip

SLIPS = Slips((Slip("葛󠄀城 凜 様", "MS1-7KQ2WX-X", "交流会", "次回", "連絡先", kana="カツラギ"),))


@pytest.mark.parametrize("is_given_up", [False, True])
def test_no_typeface_outlives_its_document(is_given_up: bool) -> None:
    for _ in range(2):
        press.draw(SLIPS, Sheet("みその"), cancelled=lambda: is_given_up)
    gc.collect()

    assert [each for each in gc.get_objects() if type(each).__name__ == "SubsetMap"] == []
