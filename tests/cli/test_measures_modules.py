"""``measures --measure modules``: the example counted by hand, and a whole register against a count of its files."""

import csv
import io
import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.support.module_example import module_example
from tests.support.world import new_world

KEYS = [
    "assigned",
    "completed",
    "in_progress",
    "exempt",
    "planned",
    "against_plan",
    "completion",
    "completion_low",
    "completion_high",
]
REGISTER = Path(__file__).resolve().parents[3] / "shared" / "data" / "finnish-register"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["measures", "--measure", "modules", *arguments]) == 0
    return capsys.readouterr().out


class TestExample:
    @pytest.fixture(autouse=True)
    def database(self, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The example, and a cohort to come."""
        world = new_world(migrated_url)
        module_example(world)
        world.cohort("talvi", date(2022, 1, 10))
        world.engine.dispose()
        monkeypatch.setenv("DATABASE_URL", migrated_url)

    def rows(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = json.loads(
            printed(capsys, "--as-of", "2021-10-10", "--format", "json", *arguments)
        )
        return rows

    def test_json_has_the_agreed_keys_and_the_right_answers(self, capsys: pytest.CaptureFixture[str]) -> None:
        example, winter = self.rows(capsys)
        assert list(example) == ["cohort", *KEYS]
        assert {name: example[name] for name in KEYS} == pytest.approx(
            {
                "assigned": 14,
                "completed": 4,
                "in_progress": 1,
                "exempt": 1,
                "planned": 8,
                "against_plan": -4,
                "completion": 4 / 14,
                "completion_low": 0.1172,
                "completion_high": 0.5465,
            },
            abs=5e-5,
        )
        assert winter == {"cohort": "talvi", **dict.fromkeys(KEYS[:6], 0), **dict.fromkeys(KEYS[6:])}

    @pytest.mark.parametrize(
        ("by", "against_plan"),
        [
            ("participant", {"A": 0, "B": -2, "C": -2}),
            ("week", {1: 0, 2: -1, 3: 0, 4: -2, 5: -1, 6: -4}),
            ("module", {"HAK": -2, "IDE": 1, "OIK": 0, "URA": -3, "VAP": 0}),
        ],
    )
    def test_each_division_names_its_key(
        self, capsys: pytest.CaptureFixture[str], by: str, against_plan: dict[object, int]
    ) -> None:
        rows = self.rows(capsys, "--by", by)
        assert list(rows[0]) == ["cohort", by, *KEYS]
        assert {row[by]: row["against_plan"] for row in rows} == against_plan

    def test_below_six_there_is_a_rate_but_no_interval(self, capsys: pytest.CaptureFixture[str]) -> None:
        person = self.rows(capsys, "--by", "participant")[0]
        assert (person["completion"], person["completion_low"], person["completion_high"]) == (3 / 5, None, None)

    def test_csv_is_read_again(self, capsys: pytest.CaptureFixture[str]) -> None:
        rows = list(csv.DictReader(io.StringIO(printed(capsys, "--as-of", "2021-10-10", "--format", "csv"))))
        assert [(row["cohort"], row["planned"], row["completion"]) for row in rows] == [
            ("syksy", "8", str(4 / 14)),
            ("talvi", "0", ""),
        ]

    def test_the_table_says_counts_beside_rates_and_which_way_it_goes(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "29% (4/14)             1        1         8             -4" in printed(capsys, "--as-of", "2021-10-10")

    def test_modules_are_not_divided_by_activity(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["measures", "--measure", "modules", "--by", "activity"]) == 1
        assert capsys.readouterr().err == (
            "rinnalla: modules is divided by cohort, participant, week, module, not by activity.\n"
        )


@pytest.mark.skipif(not REGISTER.is_dir(), reason="the sample register is not there")
class TestRegister:
    """The files are counted here once more, straight from their lines."""

    @pytest.fixture(autouse=True)
    def database(self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setenv("DATABASE_URL", sqlite_url)
        files = [str(REGISTER / name) for name in ("osallistujat.csv", "moduulit.csv", "eteneminen.csv")]
        assert main(["import", "--create", *files]) == 0
        capsys.readouterr()

    @pytest.mark.parametrize("as_of", [date(2021, 9, 30), date(2022, 3, 10), date(2022, 10, 9), date(2022, 12, 31)])
    def test_every_cohort_has_what_the_files_say(self, capsys: pytest.CaptureFixture[str], as_of: date) -> None:
        rows = json.loads(printed(capsys, "--as-of", as_of.isoformat(), "--format", "json"))
        planned_week = {row["moduuli"]: int(row["suunniteltu_viikko"]) for row in lines("moduulit.csv")}
        entered = {row["osallistuja"]: (row["kohortti"], day(row["aloitti"])) for row in lines("osallistujat.csv")}
        starts: dict[str, date] = {}
        for cohort, first in entered.values():
            starts[cohort] = min(first, starts.get(cohort, first))
        wanted: Counter[tuple[str, str]] = Counter()
        for row in lines("eteneminen.csv"):
            cohort, enrolled_on = entered[row["osallistuja"]]
            if enrolled_on > as_of:
                continue
            wanted[cohort, "assigned"] += 1
            wanted[cohort, "completed"] += row["tila"] == "valmis" and day(row["valmistui"]) <= as_of
            wanted[cohort, "in_progress"] += row["tila"] == "kesken"
            wanted[cohort, "planned"] += planned_week[row["moduuli"]] <= (as_of - starts[cohort]).days // 7 + 1
        assert [row["cohort"] for row in rows] == sorted(starts, key=lambda cohort: starts[cohort])
        for row in rows:
            for name in ("assigned", "completed", "in_progress", "planned"):
                assert row[name] == wanted[row["cohort"], name], (row["cohort"], name)
            assert (row["exempt"], row["against_plan"]) == (0, row["completed"] - row["planned"])

    def test_what_was_completed_after_the_last_week_counts_in_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        arguments = ("--cohort", "2021-syksy", "--by", "week", "--format", "json")
        rows = json.loads(printed(capsys, "--as-of", "2022-12-31", *arguments))
        # Ten weeks from 30.8. end on 7.11.; three modules were completed after week 9: two on 1.11., one on 12.11.
        assert [row["week"] for row in rows] == list(range(1, 11))
        assert (rows[-2]["completed"], rows[-1]["completed"]) == (12, 15)


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((REGISTER / name).read_text("cp1252")), delimiter=";"))


def day(text: str) -> date:
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone
