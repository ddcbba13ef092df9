"""The commands of the desk, as scripts use them."""

import json
import re
from pathlib import Path

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.services.walk_in import WalkInPerson
from tests.journals.command_line import Concierge, assert_one_sentence
from tests.journals.desk_families import CHILD, MOTHER, registered

ROSTER = (
    "氏名,フリガナ,電話番号,子の名前,子のフリガナ,子の生年月日\n"
    "鈴木 花,スズキ ハナ,080-3333-4444,鈴木 蓮,スズキ レン,2024/1/5\n"
    "佐藤 優,サトウ ユウ,070-5555-6666,佐藤 凛,サトウ リン,2023/2/30\n"
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture
def desk(laptop: Desk) -> Desk:
    return laptop


@pytest.fixture
def meetup(desk: Desk) -> str:
    return desk.meetups.new("みその交流会", "2026-12-05", capacity=20).id


class TestMeetups:
    def test_a_new_one_answers_with_its_id(self, desk: Desk, concierge: Concierge) -> None:
        made = concierge("meetup", "new", "--title", "会", "--date", "2026-12-05", "--json").json

        assert list(made) == ["id"]
        assert UUID.fullmatch(made["id"])
        assert desk.meetups.get(made["id"]).title == "会"

    def test_they_are_listed_and_shown(self, meetup: str, concierge: Concierge) -> None:
        (listed,) = concierge("meetup", "list", "--json").json
        shown = concierge("meetup", "show", meetup, "--json").json

        assert (listed["id"], listed["date"], listed["capacity"]) == (meetup, "2026-12-05", 20)
        assert listed["listed"] is None
        assert shown.items() >= listed.items()
        assert shown["counts"]["people_here"] == 0

    def test_one_is_closed(self, desk: Desk, meetup: str, concierge: Concierge) -> None:
        assert concierge("meetup", "close", meetup, "--json").json["closed"] is True
        assert desk.meetups.get(meetup).closed

    def test_people_who_stand_as_inside_stay_so_and_are_counted(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        registered(desk, meetup=meetup)
        ran = concierge("meetup", "close", meetup)

        assert (ran.code, ran.err) == (0, "2名が「いる」のままです(退場にはしていません)。\n")
        assert desk.closing(meetup).inside() == 2

    def test_one_with_an_unsigned_record_is_refused(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        desk.incidents(meetup).note(Happened("grave", "head"))
        ran = concierge("meetup", "close", meetup, "--json")

        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "まだ締められません。署名のない事故の記録1件を済ませてください。\n"
        assert not desk.meetups.get(meetup).closed

    def test_a_person_reads_lines(self, meetup: str, concierge: Concierge) -> None:
        ran = concierge("meetup", "list")

        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"{meetup}  2026年12月5日(土)  みその交流会\n"

    @pytest.mark.parametrize("day", ["2026-02-30", "明日", ""])
    def test_a_day_that_does_not_exist_is_said(
        self, desk: Desk, concierge: Concierge, day: str
    ) -> None:
        assert_one_sentence(concierge("meetup", "new", "--title", "会", "--date", day, "--json"))
        assert desk.meetups.all() == []


class TestImport:
    @pytest.fixture
    def roster(self, tmp_path: Path) -> str:
        path = tmp_path / "名簿.csv"
        path.write_text(ROSTER, encoding="cp932")
        return str(path)

    def test_it_says_what_came_in(
        self, desk: Desk, meetup: str, roster: str, concierge: Concierge
    ) -> None:
        done = concierge("import", roster, "--meetup", meetup, "--json").json

        assert (done["rows"], done["families"], done["people"]) == (2, 2, 4)
        (problem,) = [each for each in done["problems"] if each["field"] == "birthday"]
        assert set(problem) == {"row", "field", "message"}
        assert problem["row"] == 3
        assert "2023/2/30" in problem["message"]
        assert done["duplicates"] == []
        assert len(desk.families.ids(meetup)) == 2

    def test_a_dry_run_answers_the_same_and_writes_nothing(
        self, desk: Desk, meetup: str, roster: str, concierge: Concierge
    ) -> None:
        dry = concierge("import", roster, "--meetup", meetup, "--dry-run", "--json").json

        assert desk.families.ids() == []
        assert concierge("import", roster, "--meetup", meetup, "--json").json == dry

    def test_a_likely_double_is_named_with_its_score(
        self, desk: Desk, meetup: str, roster: str, concierge: Concierge
    ) -> None:
        known = registered(
            desk,
            MOTHER.model_copy(
                update={"name": "鈴木 花", "kana": "スズキ ハナ", "phone": "08033334444"}
            ),
        )

        done = concierge("import", roster, "--meetup", meetup, "--json").json

        (double,) = done["duplicates"]
        assert set(double) == {"row", "person", "score"}
        assert double["person"] == known.people[0]

    @pytest.mark.parametrize("name", ["missing.csv", "folder", "picture.png"])
    def test_what_is_no_roster_is_said(
        self, meetup: str, tmp_path: Path, concierge: Concierge, name: str
    ) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))

        assert_one_sentence(concierge("import", str(tmp_path / name), "--meetup", meetup, "--json"))


class TestFamilies:
    @pytest.fixture
    def family(self, desk: Desk, meetup: str) -> str:
        fields = {"postal": "3360967", "prefecture": "埼玉県", "city": "さいたま市緑区"}
        return registered(desk, MOTHER, CHILD, meetup=meetup, **fields).family

    def test_one_is_shown_whole(self, family: str, concierge: Concierge) -> None:
        shown = concierge("family", "show", family, "--json").json
        mother, child = shown["people"]

        assert shown["address"] == {
            "postal": "3360967",
            "prefecture": "埼玉県",
            "city": "さいたま市緑区",
            "rest": "",
        }
        assert {"id", "address", "channel", "smartphone", "notes", "people"} <= set(shown)
        assert (shown["id"], shown["smartphone"]) == (family, None)
        assert mother.items() >= {
            "role": "guardian", "name": "田中 美咲", "kana": "タナカ ミサキ", "birthday": None,
            "phone": "09011112222", "email": "", "relation": "母",
            "allergy": {"has": "unknown", "text": ""},
        }.items()  # fmt: skip
        assert (child["birthday"], child["allergy"]) == ("2024-07-02", {"has": "yes", "text": "卵"})

    def test_looking_is_written_down(self, desk: Desk, family: str, concierge: Concierge) -> None:
        concierge("family", "show", family, "--json")

        assert [op.kind for op in desk.journal.history(family)].count("looked.at") == 1

    def test_all_are_listed_and_looking_is_written_down_once(
        self, desk: Desk, meetup: str, family: str, concierge: Concierge
    ) -> None:
        registered(desk)
        before = desk.examine(keep=False).operations

        everyone = concierge("families", "--json").json
        here = concierge("families", "--meetup", meetup, "--json").json

        assert len(everyone) == 2
        assert [each["id"] for each in here] == [family]
        assert here[0] == concierge("family", "show", family, "--json").json
        assert desk.examine(keep=False).operations == before + 3

    def test_search_answers_people_of_the_whole_store(
        self, family: str, concierge: Concierge
    ) -> None:
        found = concierge("search", "tanaka", "--json").json

        assert {each["role"] for each in found} == {"guardian", "child"}
        assert all(set(each) == {"id", "name", "kana", "role", "family"} for each in found)
        assert {each["family"] for each in found} == {family}
        assert len(concierge("search", "たなか", "--limit", "1", "--json").json) == 1

    @pytest.mark.usefixtures("family")
    def test_a_batch_answers_each_line_with_a_line(
        self, concierge: Concierge, tmp_path: Path
    ) -> None:
        batch = tmp_path / "queries"
        batch.write_text("たなか\n\n  \nいない\n2222\n", encoding="utf-8")

        ran = concierge("search", "--batch", str(batch))

        assert [len(json.loads(line)) for line in ran.out.splitlines()] == [2, 0, 0, 0, 1]
        assert (ran.code, ran.err) == (0, "")

    def test_a_search_by_last_digits_is_written_down(
        self, desk: Desk, family: str, concierge: Concierge
    ) -> None:
        assert concierge("search", "2222", "--json").json[0]["family"] == family

        (looked,) = [op for op in desk.journal.history(desk.area) if op.kind == "looked.at"]
        assert "2222" not in (looked.body or "")


class TestCheckIn:
    def test_a_family_a_person_and_a_code(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        first, second, third = (registered(desk) for _ in range(3))

        whole = concierge("check-in", "--family", first.family, "--meetup", meetup, "--json").json
        (one,) = concierge(
            "check-in", "--person", second.people[1], "--meetup", meetup, "--json"
        ).json
        card = concierge("check-in", "--code", third.code, "--meetup", meetup, "--json").json

        assert [row["person"] for row in whole] == sorted(first.people)
        assert one["person"] == second.people[1]
        assert {row["family"] for row in card} == {third.family}
        assert MOMENT.fullmatch(one["arrived_at"])
        assert one["left_at"] is None
        assert desk.attendances.counts(meetup).people_here == 5

    def test_whoever_must_not_collect_is_never_assumed_to_have_come(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        father = WalkInPerson(role="carer", kana="タナカ タロウ", must_not_collect=True)
        grandmother = WalkInPerson(role="carer", kana="タナカ カズコ", may_collect=True)
        family = registered(desk, MOTHER, CHILD, father, grandmother)
        asked = ["check-in", "--family", family.family, "--meetup", meetup, "--json"]

        assert {row["person"] for row in concierge(*asked).json} == set(family.people[:2])
        assert_one_sentence(concierge(*asked))

    def test_attendance_lists_everyone_by_person(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        done = registered(desk, meetup=meetup)
        rows = concierge("attendance", "--meetup", meetup, "--json").json

        assert [row["person"] for row in rows] == sorted(done.people)
        assert all(row["arrived_at"] and row["left_at"] is None for row in rows)
        assert "device" not in json.dumps(rows)

    def test_twice_is_said(self, desk: Desk, meetup: str, concierge: Concierge) -> None:
        done = registered(desk, meetup=meetup)

        assert_one_sentence(
            concierge("check-in", "--family", done.family, "--meetup", meetup, "--json")
        )

    def test_a_full_meetup_needs_a_reason(self, desk: Desk, concierge: Concierge) -> None:
        small = desk.meetups.new("小さな会", "2026-12-05", capacity=1).id
        family = registered(desk).family
        asked = ["check-in", "--family", family, "--meetup", small, "--json"]

        assert_one_sentence(concierge(*asked))
        assert len(concierge(*asked, "--reason", "責任者が許可").json) == 2

    @pytest.mark.parametrize(
        "whom", [["--family", "x"], ["--person", "x"], ["--code", "x"], ["--code", "MS1-222222-2"]]
    )
    def test_whom_nobody_knows_is_said(
        self, meetup: str, concierge: Concierge, whom: list[str]
    ) -> None:
        assert_one_sentence(concierge("check-in", *whom, "--meetup", meetup, "--json"))

    def test_a_person_without_a_name_is_listed_all_the_same(
        self, desk: Desk, meetup: str, concierge: Concierge
    ) -> None:
        done = registered(desk, meetup=meetup)
        desk.households.remove_person(done.family, done.people[1])

        assert concierge("attendance", "--meetup", meetup).out.count("\n") == 2
