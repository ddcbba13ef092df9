"""The line of a child: emptied again it means nobody, and no answer that was given is lost."""

from concierge_tui.services.desk import Desk
from screens.walk_in.children import ChildLines
from screens.walk_in.screen import WalkInScreen
from tests.staging.stage import Stage


def is_nobody(line: ChildLines) -> bool:
    return line.answers.is_nobody


async def test_a_line_that_was_emptied_again_makes_no_child(desk: Desk, meetup: str) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = form.query(ChildLines).first()
        line.kana.value, line.birthday.value = "りん", "R6.4.1"
        line.allergy.choose("no")
        await pilot.pause()
        assert not is_nobody(line)

        line.kana.value = line.birthday.value = ""
        await pilot.pause()
        assert is_nobody(line)

        line.kana.value = "りん"
        assert line.answers.allergy == "no", "a name that is written anew loses no answer"

        line.allergy.choose("yes")
        line.kana.value = ""
        await pilot.pause()
        assert not is_nobody(line), "nobody with an allergy is forgotten"


async def test_an_answer_alone_is_a_child_without_a_name(desk: Desk, meetup: str) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = form.query(ChildLines).first()
        line.allergy.choose("unknown")

        assert line.answers.allergy == "unknown"
