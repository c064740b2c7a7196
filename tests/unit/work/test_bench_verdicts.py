"""What a bench says of its own figures can be no."""

import pytest

from tests.load.queue_bench import importing, measure
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


def test_an_import_is_judged_by_how_many_records_it_brought() -> None:
    figures = {"import_50k_s": 2.0, "import_peak_mb_above_idle": 3.0, "tasks": 50_000}

    assert judged(figures, importing.targets(50_000))["ok"]
    slow = {**figures, "import_50k_s": 2.1, "tasks": 49_999}
    assert judged(slow, importing.targets(50_000))["missed"] == ["import_50k_s", "tasks"]
