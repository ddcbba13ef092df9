"""Result rows and ticks, painted without a widget a row."""

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from screens.widgets.column_layout import Column
from screens.widgets.look import ConciergeLook
from screens.widgets.result_list import MOST_ROWS, ResultList, ResultRow
from screens.widgets.tick_list import Tick, TickList

COLUMNS = (Column(10, grow=1), Column(8, is_state=True), Column(12, from_width=90))
FAMILY = (
    Tick("a", "美咲 母"),
    Tick("b", "陽葵[/] 2歳5か月", note="済 10:04", state="done", is_locked=True),
    Tick("c", "蓮 10か月", is_ticked=False, note="体験は 2/4 から", state="todo"),
)


class Lists(ConciergeLook):
    CSS = "ResultList { height: 6; }"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield ResultList(*COLUMNS, empty="名前を入力してください。")
        yield TickList()

    def on_result_list_highlighted(self, event: ResultList.Highlighted) -> None:
        self.said.append(f"highlighted {event.row.key if event.row else None}")

    def on_result_list_chosen(self, event: ResultList.Chosen) -> None:
        self.said.append(f"chosen {event.row.key}")

    def on_tick_list_changed(self, event: TickList.Changed) -> None:
        self.said.append(f"turned {event.tick.key}")


def _rows(count: int) -> list[ResultRow]:
    return [
        ResultRow(str(number), (f"田中{number}子", "済 10:04", "広い画面"), "done")
        for number in range(1, count + 1)
    ]


def _lines(widget: ResultList | TickList) -> list[str]:
    strips: list[Strip] = [widget.render_line(y) for y in range(widget.size.height)]
    assert all(cell_len(strip.text) == widget.size.width for strip in strips)
    return [strip.text.rstrip() for strip in strips]


async def laid_out(pilot: Pilot[None], results: ResultList, height: int) -> None:
    """Give a list another height, and wait until it has heard of it, however slow the machine."""
    results.styles.height = height
    for _ in range(100):
        await pilot.pause(0.02)
        if results.size.height == height:
            break
    await pilot.pause()


async def test_nothing_is_listed_before_the_first_search() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)):
        results = app.query_one(ResultList)

        assert _lines(results)[0].strip() == "名前を入力してください。"
        assert results.highlighted is None


async def test_rows_are_numbered_and_the_rest_is_counted() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)):
        results = app.query_one(ResultList)
        results.show(_rows(70), total=1234)
        lines = _lines(results)

        assert lines[0].startswith("> 1 田中1子")
        assert lines[4].startswith("  5 田中5子")
        assert lines[5].strip() == "ほか 1,229 件"
        assert len(results.rows) == MOST_ROWS


async def test_rows_that_all_fit_leave_no_line_behind() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)):
        results = app.query_one(ResultList)
        results.show(_rows(6))

        assert _lines(results)[5].startswith("  6 田中6子")


@pytest.mark.parametrize(("width", "is_seen"), [(80, False), (100, True)])
async def test_a_wider_terminal_shows_more_columns(width: int, is_seen: bool) -> None:
    app = Lists()
    async with app.run_test(size=(width, 24)):
        results = app.query_one(ResultList)
        results.show(_rows(1))

        assert ("広い画面" in _lines(results)[0]) == is_seen


async def test_names_are_data_and_cut_between_characters() -> None:
    app = Lists()
    async with app.run_test(size=(40, 24)):
        results = app.query_one(ResultList)
        names = [
            "山田[/]花子",
            "\x1b[2J赤\u202e字\x07",
            "寿限無" * 20,
            "葛\U000e0100飾👨‍👩‍👧",
            "﷽" * 40,
        ]
        results.show([ResultRow(name, (name, "未")) for name in names])
        lines = _lines(results)

        assert "山田[/]花子" in lines[0]
        assert "[2J赤字" in lines[1]
        assert "…" in lines[2]
        assert "\x1b" not in "".join(lines)


async def test_the_keyboard_moves_scrolls_and_chooses() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)) as pilot:
        results = app.query_one(ResultList)
        results.show(_rows(20))
        results.focus()
        await pilot.press("up", "down", "down", "enter")
        await pilot.press("end")
        at_end = _lines(results)
        await pilot.press("home", "pagedown", "pageup")
        await pilot.pause()

        assert app.said[:4] == ["highlighted 1", "highlighted 2", "highlighted 3", "chosen 3"]
        assert at_end[4].startswith(">20")
        assert _lines(results)[0].startswith("> 1")


async def test_every_row_can_be_reached_and_is_then_visible() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)):
        results = app.query_one(ResultList)
        results.show(_rows(20), total=99)
        for number in range(1, 21):
            marked = [line for line in _lines(results) if line.startswith(">")]
            assert marked[0].startswith(f">{number:>2}")
            results.move(1)


async def test_the_highlight_stays_on_its_person_while_the_list_changes() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)):
        results = app.query_one(ResultList)
        results.show(_rows(5))
        results.move(2)
        results.show(_rows(5)[1:])
        kept = results.highlighted
        results.show([])

        assert kept is not None
        assert kept.key == "3"
        assert results.highlighted is None


async def test_a_click_highlights_a_double_click_chooses_and_the_wheel_scrolls() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)) as pilot:
        results = app.query_one(ResultList)
        results.show(_rows(20))
        await pilot.click(results, offset=(6, 2))
        clicked = list(app.said)
        await pilot.click(results, offset=(6, 1), times=2)
        results.on_mouse_scroll_down(_Wheel())  # type: ignore[arg-type]
        scrolled = _lines(results)[0]
        results.on_mouse_scroll_up(_Wheel())  # type: ignore[arg-type]
        await pilot.click(results, offset=(6, 5))
        await pilot.pause()

        assert clicked == ["highlighted 1", "highlighted 3"]
        assert app.said[2:] == ["highlighted 2", "chosen 2"]
        assert scrolled.startswith("> 2")
        assert _lines(results)[0].startswith("  1")


class _Wheel:
    def stop(self) -> None: ...


async def test_the_state_has_its_colour_in_every_theme() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)) as pilot:
        results = app.query_one(ResultList)
        results.show(_rows(2))
        colours = set()
        for theme in ("concierge-dark", "concierge-light"):
            app.theme = theme
            await pilot.pause()
            state = next(part for part in results.render_line(1) if "済" in part.text)
            assert state.style is not None
            colours.add(str(state.style.color))

        assert len(colours) == 2


async def test_space_and_mouse_turn_ticks_but_not_locked_ones() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)) as pilot:
        ticks = app.query_one(TickList)
        ticks.show("田中家", FAMILY)
        ticks.focus()
        await pilot.pause()
        before = ticks.ticked
        await pilot.press("space", "right", "space", "right", "space")
        await pilot.pause()
        after = ticks.ticked
        await pilot.click(ticks, offset=(9, 0))
        await pilot.pause()

        assert before == ("a",)
        assert after == ("c",)
        assert ticks.ticked == ("a", "c")
        assert app.said == ["turned a", "turned c", "turned a"]


async def test_ticks_say_everything_in_words_and_wrap_on_a_narrow_terminal() -> None:
    app = Lists()
    async with app.run_test(size=(50, 24)) as pilot:
        ticks = app.query_one(TickList)
        ticks.show("田中家", FAMILY)
        await pilot.pause()

        assert _lines(ticks) == [
            "田中家  [✓] 美咲 母  [✓] 陽葵[/] 2歳5か月 済 10:04",
            "        [ ] 蓮 10か月 体験は 2/4 から",
        ]


async def test_a_list_that_grows_again_shows_its_first_rows() -> None:
    app = Lists()
    async with app.run_test(size=(80, 24)) as pilot:
        results = app.query_one(ResultList)
        results.show(_rows(6))
        results.action_last()
        await laid_out(pilot, results, 4)
        small = _lines(results)[0]
        await laid_out(pilot, results, 6)

        assert not small.startswith("  1")
        assert _lines(results)[0].startswith("  1")
