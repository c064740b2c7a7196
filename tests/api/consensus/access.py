"""Who may see results, agreement and fits."""

from guildmark.consensus import actions
from guildmark.core.clock import now
from guildmark.work.models import Submission, Task
from tests.api.access import MANAGERS, REVIEWERS, Access, World, staff
from tests.factories import consensus, work
from tests.factories.work import Workplace

TASK = "/api/v1/tasks/{task_id}"
PROJECT = "/api/v1/projects/{project_id}"


def _judged(world: World) -> Workplace:
    """A project whose two pictures have a label."""
    place = work.workplace(items=2, organisation=world.organisation)
    return consensus.refreshed(consensus.labelled(place=place))


def _disputed(world: World) -> Workplace:
    """A project whose two pictures wait for a reviewer."""
    return consensus.disputed(items=2, organisation=world.organisation)


def _task(world: World, number: int) -> int:
    tasks = Task.objects.filter(project=world["disputed"].project).order_by("pk")
    return tasks[number].pk


def _failed(world: World) -> int:
    """A task at which a worker has failed."""
    task = Task.objects.filter(project=world["judged"].project).latest("pk")
    actions.note_failure(task_id=task.pk, error="ValueError: no", now=now())
    return task.pk


MAKERS = {
    "disputed": _disputed,
    "judged": _judged,
    "task_id": lambda world: Task.objects.filter(project=world["judged"].project).earliest("pk").pk,
    "run_id": lambda world: consensus.fitted(world["judged"]).pk,
}
_DISPUTED = {"task_id": lambda world: _task(world, 0)}
_IN_PROJECT = {"project_id": lambda world: world["judged"].project.pk}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/consensus"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", "/api/v1/tasks/{task_id}/consensus"): staff(REVIEWERS),
    ("GET", f"{PROJECT}/disputes"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/failures"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("POST", f"{TASK}/judge-again"): staff(REVIEWERS, parameters={"task_id": _failed}),
    ("GET", f"{PROJECT}/dispute-counts"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/forecast"): staff(scope="projects:read", parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/items"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/pilot"): staff(scope="projects:read", parameters=_IN_PROJECT),
    ("GET", "/api/v1/batches/{batch_id}/forecast"): staff(
        scope="projects:read",
        parameters={"batch_id": lambda world: world["judged"].project.batches.get().pk},
    ),
    ("GET", f"{TASK}/adjudication"): staff(REVIEWERS, parameters=_DISPUTED),
    ("POST", f"{TASK}/adjudication"): staff(REVIEWERS, parameters=_DISPUTED),
    ("POST", f"{TASK}/adjudication/release"): staff(REVIEWERS, parameters=_DISPUTED),
    ("POST", f"{TASK}/adjudicate"): staff(
        REVIEWERS,
        parameters=_DISPUTED,
        creates=lambda world: {"way": "accept", "reason_code": "shape_differs"},
    ),
    ("POST", f"{TASK}/ask-more"): staff(
        REVIEWERS, parameters=_DISPUTED, creates=lambda world: {"people": 1}
    ),
    ("POST", f"{TASK}/return"): staff(
        REVIEWERS,
        parameters=_DISPUTED,
        creates=lambda world: {
            "submission_id": Submission.objects.filter(task_id=_task(world, 0)).earliest("pk").pk,
            "reason_code": "wrong_label",
        },
    ),
    ("POST", f"{TASK}/cancel"): staff(
        REVIEWERS, parameters=_DISPUTED, creates=lambda world: {"note": "It is black."}
    ),
    ("POST", f"{TASK}/call-off"): staff(
        MANAGERS,
        parameters={"task_id": lambda world: work.open_task(world["judged"])},
        creates=lambda world: {"note": "It is private."},
    ),
    ("POST", f"{TASK}/reopen"): staff(
        MANAGERS, creates=lambda world: {"people": 1, "reason": "It is wrong."}
    ),
    ("GET", f"{PROJECT}/consensus-report"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/alarms"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/agreement"): staff(scope="projects:read", parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/consensus-runs"): staff(
        REVIEWERS, parameters=_IN_PROJECT, creates=lambda world: {}
    ),
    ("GET", f"{PROJECT}/consensus-runs"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", "/api/v1/consensus-runs/{run_id}"): staff(REVIEWERS),
    ("POST", "/api/v1/consensus-runs/{run_id}/cancel"): staff(REVIEWERS),
}
