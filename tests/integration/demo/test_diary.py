"""What was done within a minute is told as days of work, in the order in which it was done."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import numpy as np
import pytest
import pytest_django
from django.apps import apps
from django.db import transaction
from django.db.models import DateTimeField, Model
from django.test import override_settings

from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.demo.people import crowd
from guildmark.demo.seed import moments, night, plans, projects
from guildmark.demo.seed.crowd import Worker, qualify, work_until_nothing_is_left
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.scale import SMALL
from guildmark.demo.seed.staff import make_everybody
from guildmark.events.models import Event
from guildmark.notifications.models import Notice
from guildmark.projects.models import Project
from guildmark.quality.actions import restrict, score_gold
from guildmark.quality.models import AnnotatorFigures, GoldScore, Restriction
from guildmark.work.models import Assignment, Seat, Submission
from tests.factories import accounts, work

pytestmark = pytest.mark.django_db

DAYS = 3
#: Models whose moments are of another kind: of requests, files and deletions, or yet to come.
LEFT = {
    "accounts.ApiKey", "accounts.StaffInvitation", "buckets.Bucket", "communities.Trait",
    "core.IdempotencyRecord", "datasets.FileUpload", "datasets.ItemAid", "datasets.Leftover",
    "events.Receipt", "incoming.LabelImport", "notifications.Notice", "oversight.Deletion",
    "payments.Payout", "quality.RuleTrial", "releases.Delivery", "releases.Evaluation",
    "releases.Export", "releases.Release", "releases.ReleaseBuild", "work.Draft",
    "work.KeptEarning",
}  # fmt: skip


def _is_dated(model: type[Model]) -> bool:
    return any(isinstance(field, DateTimeField) for field in model._meta.concrete_fields)


def test_no_model_is_forgotten() -> None:
    dated = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("guildmark.") and _is_dated(model)
    }

    told = {rows.model._meta.label for rows, _ in moments.of_project(Project(pk=1))}

    assert told.isdisjoint(LEFT)
    assert told | LEFT == dated


@pytest.fixture(scope="module")
def worked_on(
    django_db_setup: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """The id of a project that is made once; what a test does to it is gone after the test."""
    alone = override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("diary"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), alone, transaction.atomic():
        yield _made().pk
        transaction.set_rollback(True)


@pytest.fixture
def told(worked_on: int) -> Project:
    """A small project, worked on for so many days by three people."""
    return Project.objects.get(pk=worked_on)


def _made() -> Project:
    """By the actions that people take, too."""
    staff = make_everybody(crowd()[:3], now=now())
    workers = [
        Worker(one, User.objects.get(email=one.email), np.random.default_rng(one.number))
        for one in crowd()[:3]
    ]
    prepared = projects.prepare(plans.materials_plan(SMALL, seed=7), staff, now=now())
    for worker in workers:
        qualify(worker.user, prepared.seeded, worker.rng)
    project = prepared.seeded.project
    diary = Diary(project, days=DAYS)
    work_until_nothing_is_left(
        workers,
        prepared.seeded,
        expected=36,
        on_answer=lambda _: None,
        days=DAYS,
        on_morning=diary.begin,
    )
    for submission in Submission.objects.filter(task__is_gold=True):
        score_gold(submission_id=submission.pk, now=now())
    restrict(
        actor_id=staff.manager.pk,
        project_id=project.pk,
        annotator_id=workers[0].user.pk,
        kind="pause",
        reason="Please read again.",
        expires_at=now() + timedelta(days=7),
        now=now(),
    )
    diary.end(DAYS)
    diary.write()
    return project


def test_answers_lie_in_the_working_hours_of_days_that_are_over(told: Project) -> None:
    today = now().date()
    at = list(Submission.objects.order_by("pk").values_list("submitted_at", flat=True))

    assert at == sorted(at)
    assert {moment.date() for moment in at} == {
        today - timedelta(days=ago) for ago in range(1, DAYS + 1)
    }
    assert {moment.astimezone(UTC).hour for moment in at} <= set(range(8, 18))
    assert Event.objects.filter(occurred_at__date=today).count() == 0


def test_what_follows_an_answer_keeps_its_distance(told: Project) -> None:
    answered = Assignment.objects.filter(project=told, state="submitted")
    leases = [
        (one.ended_at - one.leased_at, one.submissions.get().seconds_spent)  # type: ignore[operator]
        for one in answered
    ]
    scores = GoldScore.objects.select_related("submission")

    assert [lease.total_seconds() for lease, _ in leases] == pytest.approx(
        [spent + 4 for _, spent in leases], abs=1e-3
    )
    assert {one.scored_at - one.submission.submitted_at for one in scores} == {
        timedelta(seconds=20)
    }
    assert {one.today_on for one in Seat.objects.all()} <= {
        now().date() - timedelta(days=ago) for ago in range(1, DAYS + 1)
    }


def test_a_pause_ends_a_week_after_it_began(told: Project) -> None:
    pause = Restriction.objects.get()

    assert pause.expires_at is not None
    lasts = pause.expires_at - pause.starts_at
    assert lasts.total_seconds() == pytest.approx(7 * 86_400, abs=60)
    assert pause.starts_at.date() == now().date() - timedelta(days=1)
    assert Seat.objects.get(annotator=pause.annotator).blocked_until == pause.expires_at


def test_nothing_of_another_organisation_moves(told: Project) -> None:
    other = work.workplace(items=1)
    both = Project.objects.filter(pk__in=[told.pk, other.project.pk])
    diary = Diary(told, days=DAYS)
    made = now()
    both.update(created_at=made)
    diary.end(DAYS)

    diary.write()

    moments_of = dict(both.values_list("pk", "created_at"))
    assert moments_of[told.pk].date() < made.date()
    assert moments_of[other.project.pk] == made


def test_what_somebody_else_did_of_no_organisation_stays_where_it_is(told: Project) -> None:
    stranger, member = accounts.person(), User.objects.get(email=crowd()[0].email)
    diary = Diary(told, days=DAYS)
    made = now()
    theirs, ours = (
        Event.objects.create(name="trait.changed", actor_id=one.pk, payload={}, occurred_at=made)
        for one in (stranger, member)
    )
    diary.end(DAYS)

    diary.write()

    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert theirs.occurred_at == made
    assert ours.occurred_at.date() < made.date()


def test_what_was_told_does_not_move_a_second_time(told: Project) -> None:
    answers = Submission.objects.filter(project=told).order_by("pk")
    before = list(answers.values_list("pk", "submitted_at"))

    Diary(told, days=DAYS).write()

    assert list(answers.values_list("pk", "submitted_at")) == before != []


def test_a_run_that_was_cut_off_tells_a_day_of_people_once(told: Project) -> None:
    figures = {"project_id": told.pk, "annotator_id": Seat.objects.first().annotator_id}  # type: ignore[union-attr]
    for _ in range(2):
        diary = Diary(told, days=DAYS)
        diary.end(DAYS)
        made = AnnotatorFigures.objects.create(
            **figures, computed_on=now().date(), computed_at=now(), drift_state="unknown",
            agreement={}, information_bits={}, spammer_score={}, speed={}, details={},
        )  # fmt: skip
        diary.write()

    (kept,) = AnnotatorFigures.objects.all()
    assert (kept.pk, kept.computed_on) == (made.pk, now().date() - timedelta(days=1))


def test_people_are_told_with_what_they_are_told_of(told: Project) -> None:
    granted = Event.objects.filter(name="qualification.granted").first()
    assert granted is not None
    user = User.objects.get(email=crowd()[0].email)
    notice = Notice.objects.create(
        user=user, kind="work", title="Well", event_id=granted.pk, created_at=now()
    )

    night.put_events_in_order(told.organisation)

    notice.refresh_from_db()
    assert notice.created_at == granted.occurred_at


def test_an_inbox_is_in_the_order_of_what_it_tells_of(told: Project) -> None:
    user = User.objects.get(email=crowd()[0].email)
    early, late = Event.objects.order_by("occurred_at").filter(payload__project_id=told.pk)[:2]
    late.occurred_at = early.occurred_at + timedelta(days=1)
    late.save()
    for event in (late, early):
        notice = Notice.objects.create(
            user=user, kind="work", title=event.name, event_id=event.pk, created_at=now()
        )
        Event.objects.create(
            name="notice.made", payload={"notice_id": notice.pk}, occurred_at=now()
        )

    night.put_events_in_order(told.organisation)

    inbox = list(Notice.objects.filter(user=user).order_by("-pk"))
    assert [one.created_at for one in inbox] == [late.occurred_at, early.occurred_at]
    assert {
        event.payload["notice_id"]: event.occurred_at
        for event in Event.objects.filter(name="notice.made")
    } == {one.pk: one.created_at for one in inbox}


def test_events_of_several_projects_are_put_in_the_order_of_time(told: Project) -> None:
    ours = Event.objects.filter(organisation_id=told.organisation_id)
    ours.update(settled_at=now())
    first, last = ours.order_by("pk").first(), ours.order_by("pk").last()
    assert first is not None
    assert last is not None
    ours.filter(pk=last.pk).update(occurred_at=first.occurred_at - timedelta(days=1))
    ids = set(ours.values_list("pk", flat=True))

    night.put_events_in_order(told.organisation)

    by_id = list(ours.order_by("pk").values_list("occurred_at", flat=True))
    assert by_id == sorted(by_id)
    assert set(ours.values_list("pk", flat=True)) == ids
    assert ours.get(pk=min(ids)).name == last.name
