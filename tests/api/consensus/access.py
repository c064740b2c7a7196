"""Who may see results, agreement and fits."""

from guildmark.work.models import Task
from tests.api.access import REVIEWERS, Access, World, staff
from tests.factories import consensus, work
from tests.factories.work import Workplace

PROJECT = "/api/v1/projects/{project_id}"


def _judged(world: World) -> Workplace:
    """A project whose two pictures have a label."""
    place = work.workplace(items=2, organisation=world.organisation)
    return consensus.refreshed(consensus.labelled(place=place))


MAKERS = {
    "judged": _judged,
    "task_id": lambda world: Task.objects.filter(project=world["judged"].project).earliest("pk").pk,
    "run_id": lambda world: consensus.fitted(world["judged"]).pk,
}
_IN_PROJECT = {"project_id": lambda world: world["judged"].project.pk}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", f"{PROJECT}/consensus"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", "/api/v1/tasks/{task_id}/consensus"): staff(REVIEWERS),
    ("GET", f"{PROJECT}/consensus-report"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", f"{PROJECT}/agreement"): staff(parameters=_IN_PROJECT),
    ("POST", f"{PROJECT}/consensus-runs"): staff(
        REVIEWERS, parameters=_IN_PROJECT, creates=lambda world: {}
    ),
    ("GET", f"{PROJECT}/consensus-runs"): staff(REVIEWERS, parameters=_IN_PROJECT),
    ("GET", "/api/v1/consensus-runs/{run_id}"): staff(REVIEWERS),
    ("POST", "/api/v1/consensus-runs/{run_id}/cancel"): staff(REVIEWERS),
}
