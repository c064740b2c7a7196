"""Labels that other people are asked about."""

from datetime import datetime
from typing import Any

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.verifying import settle_verdicts
from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.judgement import Judgement
from guildmark.work.models import Seat, Task
from guildmark.work.queries.leases import Lease
from tests.factories import work
from tests.factories.work import NOW, Workplace

MARK = {"x": 30.0, "y": 40.0, "text": "A coin is missing here."}
ACCEPT = Judgement("accept")
REJECT = Judgement("reject", "missed_objects", "Look at the corner.", [MARK])


def verified_place(
    *, verdicts: int = 1, items: int = 1, overlap: int = 1, audit_share: float = 0.0
) -> Workplace:
    """A project whose labels are verified, with an open batch."""
    place = work.workplace(items=items)
    Project.objects.filter(pk=place.project.pk).update(
        flow=Project.Flow.DRAW_VERIFY, verdicts_wanted=verdicts, verdict_audit_share=audit_share
    )
    work.open_batch(place, overlap=overlap)
    if audit_share > 0:
        seated(place, people=2)  # without them nobody is asked twice
    return place


def seated(place: Workplace, *, people: int) -> None:
    """So many others who may work there and have done nothing yet."""
    for _ in range(people):
        Seat.objects.create(annotator=work.annotator(place), project=place.project)


def drawn(place: Workplace, *, people: int = 1, now: datetime = NOW) -> list[User]:
    """So many people draw what there is to draw first, and the label is computed."""
    crowd = [work.annotator(place) for _ in range(people)]
    task_ids = set()
    for user in crowd:
        held = work.claim(user, place, now=now)
        work.submit(user, held, now=now)
        task_ids.add(held.task_id)
    for task_id in sorted(task_ids):
        refresh_task(task_id=task_id, now=now)
    return crowd


def draw_task(place: Workplace) -> Task:
    """The first task to draw."""
    return Task.objects.filter(project=place.project, step=Task.Step.DRAW).order_by("pk")[0]


def verify_task(place: Workplace) -> Task:
    """The first task to verify."""
    return Task.objects.filter(project=place.project, step=Task.Step.VERIFY).order_by("pk")[0]


def judge(
    place: Workplace, judgement: Judgement, *, user: User | None = None, now: datetime = NOW
) -> Lease:
    """Somebody takes what comes next, a label, and says this of it."""
    someone = user or work.annotator(place)
    held = work.claim(someone, place, now=now)
    assert held.step == Task.Step.VERIFY, held
    give(someone, held, judgement, now=now)
    return held


def give(
    user: User, held: Lease, judgement: Judgement, *, key: str = "", now: datetime = NOW
) -> actions.Submitted:
    """Hand in a verdict."""
    return actions.submit_verdict(
        user_id=user.pk,
        assignment_id=held.assignment_id,
        judgement=judgement,
        seconds_spent=4.0,
        idempotency_key=key,
        now=now,
    )


def settled(place: Workplace, *judgements: Judgement, now: datetime = NOW) -> str | None:
    """Different people say these things of the label, and the round is decided."""
    for judgement in judgements:
        judge(place, judgement, now=now)
    return settle_verdicts(verify_task_id=verify_task(place).pk, now=now)


def fixed(number: int = 3) -> Judgement:
    """A fix: the label has so many boxes."""
    document: dict[str, Any] = work.boxes(number)
    return Judgement("fix", "missed_objects", "One was missing.", [], document)
