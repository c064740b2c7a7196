"""What a bench says of its own figures can be no."""

import pytest

from tests.load import canvas, evaluate, export, serving, workspace
from tests.load.canvas_bench import whole_page
from tests.load.canvas_bench.frames import Gaps
from tests.load.pages_bench.measure import due, summary
from tests.load.pages_bench.measure import targets as of_pages
from tests.load.pages_bench.opening import Waits
from tests.load.queue_bench import importing, measure
from tests.load.queue_bench.clients import paces
from tests.load.queue_bench.processor import Used
from tests.load.queue_bench.storm import NEVER, TARGETS, shares
from tests.load.verdict import at_least, at_most, judged

TRIED = {"storm": 900, "gold_answers": 90, "verdict_share": 0.03, "asked_on_share": 0.04}
CALM = dict.fromkeys(NEVER, 0) | TRIED


def test_a_bound_itself_is_met_and_a_figure_beyond_it_or_missing_is_not() -> None:
    targets = (at_least("rate", 15), at_most("p95_ms", 100))

    met = judged({"rate": 15.0, "p95_ms": 100}, targets)
    missed = [judged(one, targets)["missed"] for one in ({"rate": 14.9, "p95_ms": 101}, {})]

    assert (met["ok"], met["missed"]) == (True, [])
    assert met["targets"] == {"rate": "15 or more", "p95_ms": "100 or less"}
    assert missed == [["rate", "p95_ms"], ["rate", "p95_ms"]]


@pytest.mark.parametrize("name", NEVER)
def test_a_storm_in_which_something_happened_that_must_not_is_not_ok(name: str) -> None:
    assert judged(CALM, TARGETS)["ok"]
    assert judged({**CALM, name: 1}, TARGETS)["missed"] == [name]


def test_a_storm_without_answers_checks_or_verdicts_has_tried_nothing() -> None:
    nothing = judged({**CALM, **dict.fromkeys(TRIED, 0)}, TARGETS)

    assert nothing["ok"] is False
    assert sorted(nothing["missed"]) == sorted(TRIED)


def test_a_larger_storm_needs_more_verdicts() -> None:
    small = shares({"storm": 1_000, "verdicts": 30, "asked_on": 20})
    large = shares({"storm": 30_000, "verdicts": 30, "asked_on": 20})

    assert judged({**CALM, **small}, TARGETS)["ok"]
    assert judged({**CALM, **large}, TARGETS)["missed"] == ["verdict_share", "asked_on_share"]


@pytest.mark.parametrize("name", measure.PROMISES)
def test_a_run_of_the_queue_that_broke_a_promise_is_not_ok(name: str) -> None:
    kept = dict.fromkeys(measure.PROMISES, 0)

    assert judged(kept, measure.TARGETS)["ok"]
    assert judged({**kept, name: 1}, measure.TARGETS)["missed"] == [name]


def test_a_paced_run_is_judged_by_rate_by_what_nearly_everybody_waits_and_by_the_machine() -> None:
    kept = {
        "annotations_per_second": 219.0, "next_p95_ms": 50.0, "submit_p95_ms": 12.0,
        "cpu_share": 0.7,
    }  # fmt: skip
    targets = measure.targets_at(220)

    assert judged(kept, targets)["ok"]
    for name, value in (
        ("annotations_per_second", 213.0), ("next_p95_ms", 50.1), ("submit_p95_ms", 51),
        ("cpu_share", 0.71), ("cpu_share", None),
    ):  # fmt: skip
        assert judged({**kept, name: value}, targets)["missed"] == [name]


def test_the_share_of_the_machine_counts_web_database_and_driver() -> None:
    before, after = Used(web=1.0, database=2.0), Used(web=5.0, database=4.0)

    share = measure.cpu_share(before, after, driver_s=1.0, elapsed_s=5.0, cores=2)
    elsewhere = measure.cpu_share(
        before, Used(web=None, database=4.0), driver_s=1.0, elapsed_s=5.0, cores=2
    )

    assert (share, elsewhere) == (0.7, None)


def test_people_of_a_paced_run_begin_one_after_the_other() -> None:
    due = sorted(pace.due(number) for pace in paces(4.0, 3, began=10.0) for number in range(2))

    assert due == pytest.approx([10.0, 10.25, 10.5, 10.75, 11.0, 11.25])


def test_an_import_is_judged_by_how_many_records_it_brought() -> None:
    figures = {"import_50k_s": 2.0, "import_peak_mb_above_idle": 3.0, "tasks": 50_000}

    assert judged(figures, importing.targets(50_000))["ok"]
    slow = {**figures, "import_50k_s": 2.1, "tasks": 49_999}
    assert judged(slow, importing.targets(50_000))["missed"] == ["import_50k_s", "tasks"]


OWN = {
    "brush_event_ms": 8.0, "scissors_map_ms": 150.0, "scissors_path_ms": 16.0,
    "open_48mp_ms": 1500.0, "tab_48mp_mb": 700.0, "tab_48mp_wand_mb": 700.0,
    "workspace_own_kb": 120.0,
    **{f"large_{phase}_p95_ms": 20.0 for phase in canvas.PHASES},
    **{f"page_{phase}_p95_ms": 20.0 for phase in whole_page.PHASES},
}  # fmt: skip


def test_the_canvas_is_judged_by_our_engine_alone_and_by_every_figure_it_promises() -> None:
    gaps = dict.fromkeys(canvas.PHASES, Gaps(median_ms=16.7, p95_ms=20.0, frames=120))
    slow = dict.fromkeys(canvas.PHASES, Gaps(median_ms=60.0, p95_ms=90.0, frames=30))
    ours, svg = canvas.Measured(gaps, 150.0, 400.0, 66.6), canvas.Measured(slow, 900.0, 900.0, 1.8)
    engines = {"ours": ours, "svg": svg}

    kept = canvas.summary(engines, OWN)

    assert judged(kept, canvas.TARGETS)["ok"]
    for target in canvas.TARGETS:
        beyond = {**kept, target.figure: target.bound + 1}
        assert judged(beyond, canvas.TARGETS)["missed"] == [target.figure]


def test_every_format_is_judged_by_its_time_and_its_memory() -> None:
    found = {key: {"seconds": 3.0, "peak_mb_above_idle": 150.0} for key in ("coco", "jsonl")}

    assert judged(export.flat(found), export.targets([*found], 10_000))["ok"]
    found["jsonl"] = {"seconds": 3.1, "peak_mb_above_idle": 151.0}
    late = judged(export.flat(found), export.targets([*found], 10_000))
    assert late["missed"] == ["jsonl_seconds", "jsonl_peak_mb_above_idle"]
    larger = judged(export.flat(found), export.targets([*found], 100_000))
    assert larger["missed"] == ["jsonl_peak_mb_above_idle"]


def test_an_evaluation_is_judged_by_its_referee_and_by_a_second_for_all_of_it() -> None:
    kept = {
        "max_difference": 1e-9, "with_intervals_seconds": 1.0, "whole_processor_seconds": 1.0,
    }  # fmt: skip
    targets = evaluate.targets(5000, is_whole=True)

    assert judged(kept, targets)["ok"]
    for name, value in (
        ("max_difference", 1e-8), ("with_intervals_seconds", 1.1),
        ("whole_processor_seconds", 1.5), ("whole_processor_seconds", None),
    ):  # fmt: skip
        assert judged({**kept, name: value}, targets)["missed"] == [name]
    twice = {**kept, "with_intervals_seconds": 2.0}
    assert judged(twice, evaluate.targets(10_000, is_whole=False))["ok"]


def test_who_waits_longer_than_promised_for_the_next_picture_or_a_first_box_is_told_so() -> None:
    kept = {"submit_to_next_median_ms": 150.0, "first_box_seconds": 60.0}

    assert judged(kept, workspace.TARGETS)["ok"]
    for name, value in kept.items():
        assert judged({**kept, name: value + 0.1}, workspace.TARGETS)["missed"] == [name]


def test_pages_are_judged_by_what_nearly_everybody_waits_by_errors_and_by_their_number() -> None:
    kept = {"page_p95_ms": 300.0, "errors": 0, "pages_opened": 99}

    assert judged(kept, of_pages(100))["ok"]
    for name, value in (
        ("page_p95_ms", 300.1), ("page_p95_ms", None), ("errors", 1), ("pages_opened", 98),
    ):  # fmt: skip
        assert judged({**kept, name: value}, of_pages(100))["missed"] == [name]


def test_one_broken_answer_and_every_wait_of_every_page_are_counted() -> None:
    quick = Waits({"home": [0.01, 0.02], "inbox": [0.03]}, opened=2)
    slow = Waits({"home": [0.4]}, opened=1, errors=["/api/v1/feed: 500"])

    said = summary([quick, slow])

    assert said["p95_ms_by_page"] == {"home": 400.0, "inbox": 30.0}
    assert (said["page_p95_ms"], said["requests"]) == (400.0, 4)
    assert (said["pages_opened"], said["errors"]) == (3, 1)


def test_everybody_is_due_a_page_as_often_as_asked_for() -> None:
    assert due(4, 10.0, 5.0) == 8
    assert due(200, 60.0, 5.0) == 2400


def test_a_part_of_a_bench_that_needs_the_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUILDMARK_BASE_URL", raising=False)

    with pytest.raises(SystemExit, match=r"Start it with \./guildmark up"):
        serving.set_up_django()
