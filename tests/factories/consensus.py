"""Projects whose tasks several people have answered."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from concord.calibration import Calibration, RateCalibration
from guildmark.accounts.models import Organisation, User
from guildmark.consensus.actions import request_run
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import refit
from guildmark.consensus.models import ConsensusRun
from guildmark.core import clock
from guildmark.projects.models import Project
from guildmark.work import actions as work_actions
from guildmark.work.models import Task
from guildmark.work.queries.leases import Lease
from tests.factories import work
from tests.factories.work import NOW, Workplace

Document = dict[str, Any]  # an annotation document
#: From the number of the person and the id of the item to what they say.
Says = Callable[[int, int], Document]


def box(x: float, y: float, size: float = 40.0, label: str = "coin", key: str = "a") -> Document:
    """A drawn square."""
    return {
        "id": key,
        "kind": "box",
        "label": label,
        "geometry": {"x": x, "y": y, "width": size, "height": size},
        "attributes": {},
    }


def document(*shapes: Document, answers: Document | None = None) -> Document:
    """An answer of these shapes; "nothing here" without any."""
    numbered = [{**shape, "id": f"s{index}"} for index, shape in enumerate(shapes)]
    return {
        "version": 1,
        "is_nothing_here": not shapes and answers is None,
        "shapes": numbered,
        "answers": answers or {},
    }


def jittered(person: int, item_id: int) -> Document:
    """Two boxes, a little different for each person, and a third that only one of them sees."""
    off = 0.5 * person
    shapes = [box(20 + off, 30 - off), box(200 - off, 100 + off)]
    if person == 2:
        shapes.append(box(400, 300))
    return document(*shapes)


def answered(
    place: Workplace, says: Says = jittered, *, people: int = 3, now: datetime = NOW
) -> list[User]:
    """Everybody answers everything there is, by claims and submissions."""
    crowd = [work.annotator(place) for _ in range(people)]
    for number, user in enumerate(crowd):
        answer_all(place, user, partial(says, number), now=now)
    return crowd


def answer_all(
    place: Workplace, user: User, says: Callable[[int], Document], *, now: datetime = NOW
) -> int:
    """One person answers until there is nothing left; how many tasks."""
    count = 0
    while isinstance(
        held := work_actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=now),
        Lease,
    ):
        work_actions.submit(
            user_id=user.pk,
            assignment_id=held.assignment_id,
            document=says(held.item.id),
            seconds_spent=5.0 + count,
            now=now,
        )
        count += 1
    return count


def labelled(
    *,
    items: int = 1,
    says: Says = jittered,
    people: int = 3,
    place: Workplace | None = None,
    now: datetime = NOW,
) -> Workplace:
    """A project with so many items, answered by so many people; nothing is computed yet."""
    made = place or work.workplace(items=items)
    work.open_batch(made, overlap=people, now=now)
    answered(made, says, people=people, now=now)
    return made


def refreshed(place: Workplace) -> Workplace:
    """Judge every complete task, as its event would."""
    tasks = Task.objects.filter(project=place.project, is_gold=False).order_by("pk")
    for task_id in tasks.values_list("pk", flat=True):
        refresh_task(task_id=task_id, now=clock.now())
    return place


def fitted(place: Workplace) -> ConsensusRun:
    """A finished fit."""
    run = request_run(actor_id=None, project_id=place.project.pk, now=clock.now())
    refit(run_id=run.pk, clock=clock.now)
    run.refresh_from_db()
    return run


def calibrated(place: Workplace) -> ConsensusRun:
    """A finished fit whose confidences are held against gold, and come out as they were stated."""
    run = fitted(place)
    as_stated = RateCalibration("logistic", 40, "As it was stated.", 1.0, 0.0).to_json()
    assert run.model is not None
    classes = Calibration("temperature", 40, "As it was stated.", 1.0).to_json()
    run.model["trust"] = {
        "rates": {"exists": as_stated, "expected_iou": as_stated},
        "classes": {f"question:{key}": classes for key in run.model["questions"]},
    }
    run.save(update_fields=["model"])
    return run


def aims_at(place: Workplace, confidence: float) -> None:
    """How sure the manager wants to be."""
    Project.objects.filter(pk=place.project.pk).update(target_confidence=confidence)


def differently(person: int, item_id: int) -> Document:
    """What is it? Everybody calls the one box otherwise; so nobody is right."""
    return document(box(20, 30, label=("coin", "button")[person % 2]))


def disputed(*, items: int = 1, organisation: Organisation | None = None) -> Workplace:
    """A project whose pictures wait for a reviewer: two people call the same box otherwise."""
    place = work.workplace(items=items, organisation=organisation)
    schema = place.project.schema_versions.get()
    coin = schema.definition["labels"][0]
    labels = [coin, {**coin, "key": "button", "name": "Button", "color": "#A0DB2C"}]
    place.project.schema_versions.update(definition={**schema.definition, "labels": labels})
    return refreshed(labelled(place=place, people=2, says=differently))


def sides(*, people: int = 2) -> Workplace:
    """One picture of one coin, of which people see the two sides by turns."""
    options = [{"key": "heads", "name": "Heads"}, {"key": "tails", "name": "Tails"}]
    side = {"key": "side", "name": "Side", "type": "choice", "required": True, "options": options}
    place = work.workplace(items=1)
    schema = place.project.schema_versions.get()
    coin = schema.definition["labels"][0] | {"attributes": [side]}
    place.project.schema_versions.update(definition={**schema.definition, "labels": [coin]})

    def says(person: int, item_id: int) -> Document:
        seen = {"attributes": {"side": ("heads", "tails")[person % 2]}}
        return document(box(20, 30) | seen)

    return labelled(place=place, people=people, says=says)


def asks(place: Workplace, question: Document) -> None:
    """The project asks this alone from now on."""
    place.project.schema_versions.update(
        definition={"version": 1, "labels": [], "questions": [question]}
    )
