"""Search at 100,000 people: the index alone, and up to the households that a list shows."""

import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from concierge_tui.domain.family import Family
from concierge_tui.domain.romaji import fold_kana
from concierge_tui.domain.search import read_query
from concierge_tui.services.desk import Desk
from concierge_tui.services.reception import SHOWN
from tests.bench import measure, population

ROUNDS = 400
FIGURE = 0.005


def queries(people: list[Family]) -> dict[str, list[str]]:
    """Return what is typed to find some of the people, by kind."""
    first = [family.people[0] for family in people]
    kana = [person.kana.replace(" ", "") for person in first]
    asked = {f"かな {n}文字": [text[:n] for text in kana] for n in range(1, 6)}
    asked |= {f"ローマ字 {n}文字": [fold_kana(text)[:n] for text in kana] for n in range(1, 6)}
    asked |= {f"漢字 {n}文字": [person.name[:n] for person in first] for n in range(1, 4)}
    asked["漢字の途中"] = [person.name[1:2] for person in first]
    asked["姓と名の頭"] = [f"{p.surname}{p.kana.partition(' ')[2][:1]}" for p in first]
    asked["電話の下4けた"] = [person.phone[-4:] for person in first]
    asked["名前ぜんぶ"] = [person.name for person in first]
    return asked


def main() -> None:
    desk, meetup = population.open_town(population.kept_town())
    chosen = Random(7).sample(desk.families.ids(), 200)
    families = list(desk.families.many(chosen).values())
    everyone = measure.Times(())
    found = measure.Times(())
    measure.title(
        f"検索  {population.TOWN:,}人 暗号化ストア  索引だけ / 受付の一覧({SHOWN}家庭まで)"
    )
    for name, texts in queries(families).items():
        alone, shown = measure.side_by_side(
            ROUNDS, _index(desk, texts, meetup), _reception(desk, texts, meetup)
        )
        measure.line(name, f"{alone}   |   {shown}")
        everyone = measure.Times(everyone.seconds + alone.seconds)
        found = measure.Times(found.seconds + shown.seconds)
    measure.limit("索引だけ p99", everyone.p99, FIGURE)
    measure.line("受付の一覧まで", str(found))
    desk.close()


def _index(desk: Desk, texts: list[str], meetup: str) -> Callable[[int], object]:
    turn = cycle(texts)
    return lambda _: desk.directory.find(read_query(next(turn)), SHOWN * 3, meetup)


def _reception(desk: Desk, texts: list[str], meetup: str) -> Callable[[int], object]:
    turn, reception = cycle(texts), desk.reception(meetup)
    # The telephone search is logged and limited, so its look is left to the index.
    return lambda _: reception._found(read_query(next(turn)))


if __name__ == "__main__":
    main()
