"""Tasks called as the worker calls them, twice."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from guildmark.accounts.actions import invite
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.core.operations import QUIET_FOR
from guildmark.events.models import Event, Receipt
from guildmark.events.queries import LATE
from guildmark.quality.models import GoldScore, GoldStock
from guildmark.releases.models import Release
from guildmark.training import actions
from guildmark.training.models import Attempt
from guildmark.work.models import Seat, Submission, Task
from tests.factories import accounts, consensus, quality, training, work
from workers.app import SWEEPS, app
from workers.routes import tasks_for
from workers.schedule import SCHEDULE
from workers.tasks import operations

pytestmark = pytest.mark.django_db


def _deliver(name: str, *, times: int = 2) -> Event:
    """Call whoever listens to the last event of this name, so often."""
    app.loader.import_default_modules()
    event = Event.objects.filter(name=name).latest("pk")
    for _ in range(times):
        for task_name in tasks_for(event.name, event.payload):
            app.tasks[task_name](event_id=event.pk, **event.payload)
    return event


def test_the_last_answer_makes_one_label_however_often_it_is_delivered() -> None:
    consensus.labelled(items=1)

    event = _deliver("submission.made")

    assert ConsensusResult.objects.count() == 1
    assert list(Receipt.objects.values_list("event_id", "handler")) == [
        (event.pk, "consensus.refresh_task")
    ]


def test_one_look_at_the_stock_answers_all_that_was_sent_before_it() -> None:
    place = work.workplace(items=1)
    for _ in range(3):
        quality.gold_item(place)
    added = Event.objects.filter(name="gold_item.added").order_by("pk")
    added.update(sent_at=clock.now())
    app.loader.import_default_modules()
    looks = set()

    for event in added:
        app.tasks["quality.check_stock"](event_id=event.pk, **event.payload)
        looks.add(GoldStock.objects.get(project=place.project).checked_at)

    assert len(looks) == 1
    assert Receipt.objects.filter(handler="quality.check_stock").count() == 3


def test_an_answer_to_gold_is_scored_once() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    quality.gold_answer(place, quality.gold_item(place), accounts.person())

    _deliver("submission.made")

    assert GoldScore.objects.count() == 1


def test_an_invitation_is_mailed_once_with_its_link() -> None:
    owner = accounts.person("Olga")
    organisation = accounts.organisation("Coins & Co", owner=owner)
    invite(
        actor_id=owner.pk,
        organisation_id=organisation.pk,
        email="rita@example.org",
        role="reviewer",
        now=clock.now(),
    )

    _deliver("invitation.sent")

    (letter,) = outbox.outbox
    assert isinstance(letter, EmailMessage)
    assert letter.to == ["rita@example.org"]
    assert "Coins & Co" in letter.subject
    assert "/invitations/" in str(letter.body)


def test_a_release_is_built_once_and_its_fit_with_it() -> None:
    from guildmark.releases import actions

    place = consensus.labelled(items=2)
    actions.create(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        version=None,
        note="",
        now=clock.now(),
    )

    _deliver("release.requested")
    _deliver("consensus_run.finished")
    _deliver("consensus_run.requested")

    release = Release.objects.get()
    assert (release.state, release.build.attempt, release.items.count()) == ("ready", 1, 2)


def test_a_blocked_qualification_reaches_the_seat() -> None:
    from guildmark.training.actions import expire_qualifications
    from guildmark.training.models import Qualification

    place = work.workplace(items=1)
    work.open_batch(place)
    user = work.annotator(place)
    work.claim(user, place)
    Qualification.objects.filter(user=user).update(expires_at=clock.now())
    expire_qualifications(now=clock.now())

    _deliver("qualification.changed")

    assert Seat.objects.get(annotator=user).ineligible_reason != ""


def test_quiet_operations_are_rung_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from guildmark.consensus.actions import request_run

    place = consensus.labelled(items=1)
    run = request_run(actor_id=None, project_id=place.project.pk, now=clock.now() - QUIET_FOR * 2)
    rung: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs: rung.append((name, kwargs)))

    operations.ring_quiet()

    assert rung == [("consensus.refit", {"consensus_run_id": run.pk})]
    assert run.state == Operation.State.QUEUED


def test_complete_tasks_that_were_forgotten_are_rung_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from workers.tasks import consensus as tasks

    place = consensus.labelled(items=2)
    ids = list(Task.objects.filter(project=place.project).order_by("pk").values_list("pk"))
    rung: list[int] = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs, **_: rung.append(kwargs["task_id"]))

    tasks.catch_up()

    assert rung == [pk for (pk,) in ids]


def test_checks_that_were_forgotten_are_rung_for_and_scored_when_their_turn_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sweep itself scores none: a backlog would keep the worker from everything else."""
    from workers.tasks import quality as tasks

    place = work.workplace(items=1)
    work.open_batch(place, gold_share=0.5)
    answer = quality.gold_answer(place, quality.gold_item(place), accounts.person())
    Submission.objects.update(submitted_at=clock.now() - LATE * 2)
    rung: list[tuple[str, dict[str, Any]]] = []
    expiring: list[float] = []

    def ring(name: str, *, kwargs: dict[str, Any], expires: float) -> None:
        rung.append((name, kwargs))
        expiring.append(expires)

    monkeypatch.setattr(app, "send_task", ring)

    tasks.catch_up()

    assert rung == [("quality.score_gold", {"submission_id": answer.pk})]
    assert expiring == [SCHEDULE["gold without a score"]["schedule"]]
    assert not GoldScore.objects.exists()
    for _ in range(2):
        tasks.score_gold(**rung[0][1])
    assert GoldScore.objects.count() == 1


def test_what_is_on_its_way_is_not_rung_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from workers.tasks import consensus as labels
    from workers.tasks import quality as checks

    place = consensus.labelled(items=2, now=clock.now())
    quality.gold_answer(place, quality.gold_item(place), accounts.person())
    Submission.objects.update(submitted_at=clock.now())
    rung: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_: rung.append(name))

    labels.catch_up()
    checks.catch_up()

    assert rung == []


def test_sittings_nobody_handed_in_are_closed_by_a_sweep_that_takes_a_bounded_part_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their people are told to look again in two minutes: behind two fits that would be untrue."""
    app.loader.import_default_modules()
    long_ago = clock.now() - timedelta(days=2)
    project = training.project_with_quiz(time_limit_seconds=600)
    for _ in range(3):
        user = accounts.person()
        training.ready_for_quiz(project, user, now=long_ago)
        training.start(project, user, now=long_ago)
    sweep = app.tasks["training.expire_attempts"]
    monkeypatch.setattr("workers.tasks.training.MOST_CHUNKS", 2)
    one_at_a_time = partial(actions.expire_attempts, limit=1)
    monkeypatch.setattr("workers.tasks.training.actions.expire_attempts", one_at_a_time)

    left = []
    for _ in range(3):
        sweep()
        left.append(Attempt.objects.filter(state=Attempt.State.STARTED).count())

    assert app.amqp.router.route({}, sweep.name)["queue"].name == SWEEPS
    assert left == [1, 0, 0]
