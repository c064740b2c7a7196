"""Deletions of projects and datasets for tests."""

from typing import Any

from guildmark.core import clock
from guildmark.oversight.actions import request_deletion, run_deletion
from guildmark.oversight.models import Deletion
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Batch
from tests.factories.work import Workplace

PROJECT = Deletion.Kind.PROJECT


def settled(place: Workplace) -> None:
    """Everything has come to its end, as it would with time."""
    of_project = {"project": place.project}
    Batch.objects.filter(**of_project).update(state=Batch.State.COMPLETE)
    Assignment.objects.filter(**of_project, state="submitted").update(state="accepted")
    Project.objects.filter(pk=place.project.pk).update(state=Project.State.CLOSED)


def asked(place: Workplace, kind: str = PROJECT, **more: Any) -> Deletion:
    """A deletion that waits for a worker."""
    target = place.project if kind == PROJECT else place.dataset
    request = {"typed_name": target.name, **more}
    made, _ = request_deletion(
        actor_id=place.manager.pk, kind=kind, target_id=target.pk, now=clock.now(), **request
    )
    return made


def deleted(place: Workplace, kind: str = PROJECT) -> Deletion:
    """One that a worker has done."""
    made = asked(place, kind)
    assert run_deletion(deletion_id=made.pk, clock=clock.now) is False
    made.refresh_from_db()
    assert made.state == "done", made.error_detail
    return made
