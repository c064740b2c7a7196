"""The project of masks: the manager lets people in who drew boxes, they paint, one batch waits."""

from collections.abc import Sequence

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions import join
from guildmark.core.clock import now
from guildmark.demo.seed import outcome, projects
from guildmark.demo.seed.crowd import (
    Progress,
    Worker,
    answer_lease,
    take,
    work_until_nothing_is_left,
)
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.projects import Prepared, Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.projects.actions import update_project
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.actions import grant_by_hand, read_guideline
from guildmark.training.queries import is_qualified
from guildmark.work.models import Batch, Task

PATIENCE = 3
DAYS = 2
WHY = "Your boxes are tight: please paint as well."


def let_in(project: Project, people: Sequence[User], staff: Staff, *, reason: str) -> None:
    """They read the guideline and are qualified without a quiz, by hand. Safe to call twice."""
    guideline = GuidelineVersion.objects.get(project=project, state="published")
    for user in people:
        if is_qualified(user_id=user.pk, project_id=project.pk, now=now()):
            continue
        join(user_id=user.pk, community_id=staff.community.pk, now=now())
        read_guideline(
            user_id=user.pk, project_id=project.pk, guideline_version_id=guideline.pk, now=now()
        )
        grant_by_hand(
            actor_id=staff.manager.pk,
            user_id=user.pk,
            project_id=project.pk,
            reason=reason,
            now=now(),
        )


def paint(
    prepared: Prepared,
    staff: Staff,
    workers: Sequence[Worker],
    visitor: User,
    on_answer: Progress,
) -> outcome.Judged:
    """Answers, consensus, the visitor's batch, whose labels are verified; and superpixels.

    Nobody waits for those: they are there before a visitor has found the brush.
    """
    seeded, plan = prepared.seeded, prepared.plan
    let_in(seeded.project, [*(worker.user for worker in workers), visitor], staff, reason=WHY)
    expected = plan.work_count * plan.overlap
    diary = Diary(seeded.project, days=DAYS)
    work_until_nothing_is_left(
        workers,
        seeded,
        expected=expected,
        on_answer=on_answer,
        days=DAYS,
        on_morning=diary.begin,
    )
    diary.end(DAYS)
    outcome.wait_for_consensus(seeded, staff, diary)
    with transaction.atomic():
        update_project(
            actor_id=staff.manager.pk,
            project_id=seeded.project.pk,
            changes={"has_superpixels": True, "flow": Project.Flow.DRAW_VERIFY},
            now=now(),
        )
        projects.open_second_batch(prepared, staff, now=now())
        _have_one_ready_to_verify(seeded, workers)
    return outcome.judge(seeded, {one.user.pk: one.person for one in workers})


def _have_one_ready_to_verify(seeded: Seeded, workers: Sequence[Worker]) -> None:
    """As many as are asked answer the first task: its label is the visitor's to judge."""
    batch = Batch.objects.get(project=seeded.project, name=projects.SECOND_BATCH)
    for worker in workers[: batch.first_overlap]:
        for _ in range(PATIENCE):  # a known answer may come before
            lease = take(worker, seeded)
            if lease is None:
                break
            answer_lease(worker, lease, seeded)
            if not Task.objects.get(pk=lease.task_id).is_gold:
                break
