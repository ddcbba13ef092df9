"""Duplicates: how well and how fast, on the half of a town that nobody tuned for.

The baseline is what one would write in an hour: the edit distance of the guardian's and the
best child's full names and an equal birthday, at the threshold that suits it best.
"""

import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz.distance import Levenshtein

from concierge_tui.domain.household_likeness import SUGGEST, Household, household, likeness
from concierge_tui.services.desk import Desk
from tests.bench import measure, population
from tests.duplicates.generator import Register, halves
from tests.duplicates.judging import Verdict, judge, scored

PEOPLE = 20_000
PRECISION = 0.97
RECALL = 0.90
ONE_CHECK = 0.005
WORKER_PEOPLE = 20_000


def plain_distance(left: Household, right: Household) -> float:
    """Return the likeness that the edit distance of full names gives, from 0 to 2."""
    adults = [
        Levenshtein.normalized_similarity(
            a.surname.kana + a.given.kana, b.surname.kana + b.given.kana
        )
        for a in left.adults
        for b in right.adults
    ]
    children = [
        Levenshtein.normalized_similarity(
            a.surname.kana + a.given.kana, b.surname.kana + b.given.kana
        )
        + (0.5 if a.birthday and a.birthday == b.birthday else 0.0)
        for a in left.children
        for b in right.children
    ]
    return max(adults, default=0.0) + max(children, default=0.0) / 1.5


def best_of(register: Register, scores: dict[frozenset[str], float]) -> Verdict:
    """Return the verdict at the threshold that keeps most of both."""
    tried = [judge(register, scores, least / 40) for least in range(40, 80)]
    return max(tried, key=lambda verdict: min(verdict.precision, verdict.recall))


def accuracy() -> None:
    """Print precision and recall on the unseen half, label by label."""
    tuning, unseen = halves(PEOPLE)
    measure.title(f"重複の検出  見ていない半分 {PEOPLE:,}人 {len(unseen.families):,}家庭")
    seconds = measure.seconds_of(lambda: scored(unseen, lambda a, b: likeness(a, b).score))
    scores = scored(unseen, lambda a, b: likeness(a, b).score)
    verdict = judge(unseen, scores, SUGGEST)
    plain = best_of(unseen, scored(unseen, plain_distance))
    tuned = judge(tuning, scored(tuning, lambda a, b: likeness(a, b).score), SUGGEST)
    for name, each in (
        ("調整した半分", tuned),
        ("見ていない半分", verdict),
        ("編集距離だけ", plain),
    ):
        words = f"適合率 {each.precision:.3f}  再現率 {each.recall:.3f}  候補 {each.suggested:,}"
        measure.line(name, f"{words}  本当の重複 {each.truly:,}")
    _at_least("適合率", verdict.precision, PRECISION)
    _at_least("再現率", verdict.recall, RECALL)
    measure.line("比べた組", f"{verdict.compared:,}  {measure.ms(seconds)}")
    measure.line(
        "まちがえた候補", ", ".join(f"{t} {n}" for t, n in verdict.wrong.items()) or "なし"
    )
    for label, (found, every) in verdict.by_label.items():
        old = plain.by_label[label]
        measure.line(
            f"  {label}", f"{found}/{every} {found / every:.2f}   編集距離 {old[0] / old[1]:.2f}"
        )


def _at_least(name: str, value: float, least: float) -> None:
    state = "OK" if value >= least else "未達"
    measure.line(name, f"{value:.3f}  ≥ {least:.2f}: {state}")


def times() -> None:
    """Print what one registration costs at 100,000 people, and a whole register in a worker."""
    desk, _ = population.open_town(population.kept_town())
    chosen = Random(7).sample(desk.families.ids(), 200)
    asked = [household(family)._replace(id="") for family in desk.families.many(chosen).values()]
    measure.title(f"入力のたびに  {population.TOWN:,}人 暗号化ストア")
    near, whole = measure.side_by_side(200, _near(desk, asked), _like(desk, asked))
    measure.line("候補を集める", str(near))
    measure.line("候補を集めて比べる", str(whole))
    measure.limit("一家庭 p50", whole.p50, ONE_CHECK)
    desk.close()
    with TemporaryDirectory() as folder:
        home = population.copied(population.kept_town(WORKER_PEOPLE), Path(folder) / "town")
        desk, _ = population.open_town(home)
        measure.title(f"名簿ぜんぶ  {WORKER_PEOPLE:,}人")
        measure.line("はじめて", measure.ms(measure.seconds_of(desk.doubles.refresh)))
        measure.line("変わりがなければ", measure.ms(measure.seconds_of(desk.doubles.refresh)))
        desk.close()


def _near(desk: Desk, asked: list[Household]) -> Callable[[int], object]:
    turn = cycle(asked)
    return lambda _: desk.doubles.rows.near(next(turn))


def _like(desk: Desk, asked: list[Household]) -> Callable[[int], object]:
    turn = cycle(asked)
    return lambda _: desk.doubles.like(next(turn))


if __name__ == "__main__":
    accuracy()
    times()
