"""The table of who listens, held against the tasks there are and the events that are recorded."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from celery.schedules import crontab

from workers.app import HEAVY, LABELS, MAIL, SWEEPS, VISIBILITY_SECONDS, app
from workers.routes import (
    HEAVY_TASKS,
    LABEL_TASKS,
    MAIL_TASKS,
    ONLY_WHEN,
    ROUTES,
    SWEEP_TASKS,
    tasks_for,
)
from workers.schedule import SCHEDULE

PLATFORM = Path(__file__).resolve().parents[3] / "platform" / "guildmark"
TASKS = sorted({name for names in ROUTES.values() for name in names})


@pytest.fixture(autouse=True)
def _loaded() -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize("name", TASKS)
def test_a_task_that_listens_exists_and_tolerates_what_it_does_not_know(name: str) -> None:
    parameters = inspect.signature(app.tasks[name].run).parameters.values()

    assert any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters)
    assert all(one.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD for one in parameters)
    assert "event_id" in {one.name for one in parameters}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_that_listens_writes_a_receipt_under_its_own_name(name: str) -> None:
    module = inspect.getmodule(app.tasks[name].run)
    assert module is not None
    given = (
        word.value
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call)
        for word in call.keywords
        if word.arg == "handler"
    )

    assert name in {
        getattr(module, one.id, None) if isinstance(one, ast.Name) else ast.literal_eval(one)
        for one in given
    }


@pytest.mark.parametrize("entry", SCHEDULE.values(), ids=SCHEDULE)
def test_what_beat_rings_for_exists_and_expires(entry: dict[str, object]) -> None:
    assert entry["task"] in app.tasks
    interval = 3600 if isinstance(entry["schedule"], crontab) else entry["schedule"]
    assert entry["options"] == {"expires": interval, "ignore_result": True}


def test_every_task_ends_before_the_broker_would_deliver_it_again() -> None:
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]

    limits = [task.time_limit or app.conf.task_time_limit for task in ours]

    assert len(ours) > 15
    assert max(limits) < VISIBILITY_SECONDS
    assert all(task.acks_late and task.reject_on_worker_lost for task in ours)


def test_heavy_tasks_are_sent_to_their_own_queue() -> None:
    routed = {name for name in app.tasks if app.amqp.router.route({}, name)["queue"].name == HEAVY}

    assert routed == set(HEAVY_TASKS)


def test_labels_wait_behind_nothing_but_labels() -> None:
    routed = {name for name in app.tasks if app.amqp.router.route({}, name)["queue"].name == LABELS}

    assert routed == set(LABEL_TASKS)


def test_short_sweeps_wait_behind_nothing_but_sweeps() -> None:
    """They expire with their interval: behind a backlog none of them would ever run."""
    routed = {name for name in app.tasks if app.amqp.router.route({}, name)["queue"].name == SWEEPS}
    short = {
        entry["task"]
        for entry in SCHEDULE.values()
        if isinstance(entry["schedule"], float) and entry["schedule"] <= 60
    }

    assert routed == set(SWEEP_TASKS) == short - set(HEAVY_TASKS)


def test_letters_wait_in_a_queue_of_their_own() -> None:
    routed = {name for name in app.tasks if app.amqp.router.route({}, name)["queue"].name == MAIL}

    assert routed == set(MAIL_TASKS) == {name for name in app.tasks if name.startswith("mail.")}


def test_every_event_listened_to_is_recorded_somewhere() -> None:
    """Names are written whole, or put together from a noun and a verb."""
    sources = [
        path.read_text()
        for path in PLATFORM.rglob("*")
        if path.suffix in {".py", ".sql"} and "migrations" not in path.parts
    ]
    text = "\n".join(sources)

    for name in ROUTES:
        noun, verb = name.split(".")
        is_whole = f'"{name}"' in text or f"'{name}'" in text
        is_joined = f'f"{noun}.{{' in text and re.search(rf'"{verb}"', text)
        assert is_whole or is_joined, f"nobody records {name}"


def test_a_task_with_nothing_to_do_is_not_called() -> None:
    payload = {"submission_id": 1, "is_gold": False, "is_complete": True}

    assert tasks_for("submission.made", payload) == ("consensus.refresh_task",)
    assert tasks_for("submission.made", {**payload, "is_complete": False}) == ()
    assert tasks_for("submission.made", {}) == ("quality.score_gold", "consensus.refresh_task")
    assert set(ONLY_WHEN) <= set(TASKS)


def test_nobody_listens_to_an_ordinary_answer_that_is_not_the_last() -> None:
    """`work_submit` records it as settled: a listener more must be told there too."""
    assert tasks_for("submission.made", {"is_gold": False, "is_complete": False}) == ()
