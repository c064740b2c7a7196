"""The place where the stateful test of the queue happens: made once, emptied for every run."""

from dataclasses import dataclass

from django.db import connection

from guildmark.accounts.models import User
from guildmark.projects.models import Project
from guildmark.work import actions
from guildmark.work.models import Audience, Task
from tests.factories import communities, work
from tests.factories.work import NOW, Workplace
from tests.integration.work.queue_books import ModelBatch, ModelPerson, ModelTask
from tests.integration.work.queue_model import Model

PEOPLE = 5
INSIDERS = 2
ITEMS = 4
VERDICTS = 2
HIDDEN_GOLD, VISIBLE_GOLD = 3, 2

#: What a run leaves behind. Not a flush: that takes a hundred times as long.
EMPTY = """
DELETE FROM work_verdict WHERE task_id IN (SELECT id FROM work_task WHERE project_id = %(project)s);
DELETE FROM work_return WHERE assignment_id IN (
    SELECT id FROM work_assignment WHERE project_id = %(project)s);
DELETE FROM work_draft WHERE assignment_id IN (
    SELECT id FROM work_assignment WHERE project_id = %(project)s);
DELETE FROM work_submission WHERE project_id = %(project)s;
DELETE FROM work_assignment WHERE project_id = %(project)s;
DELETE FROM work_subject WHERE task_id IN (SELECT id FROM work_task WHERE project_id = %(project)s);
DELETE FROM work_progress WHERE batch_id IN (
    SELECT id FROM work_batch WHERE project_id = %(project)s);
UPDATE work_seat SET last_batch_id = NULL, gold_countdown = NULL, claim_count = 0, today_count = 0,
    has_had_all_gold = false, blocked_reason = '' WHERE project_id = %(project)s;
DELETE FROM work_task WHERE project_id = %(project)s AND NOT is_gold;
DELETE FROM work_overlapchange WHERE batch_id IN (
    SELECT id FROM work_batch WHERE project_id = %(project)s);
DELETE FROM work_batch WHERE project_id = %(project)s;
DELETE FROM events_event WHERE organisation_id = %(organisation)s;
"""


@dataclass(frozen=True)
class World:
    """A project whose labels are verified, people, and an audience of some of them."""

    place: Workplace
    people: list[User]
    audience: Audience
    items: list[int]


def make_world() -> World:
    """All that stays from run to run."""
    place = work.workplace(items=2 * ITEMS)
    Project.objects.filter(pk=place.project.pk).update(
        flow=Project.Flow.DRAW_VERIFY, verdicts_wanted=VERDICTS
    )
    items = sorted(place.dataset.items.values_list("pk", flat=True))
    for number, item in enumerate(work.add_items(place, HIDDEN_GOLD + VISIBLE_GOLD)):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk,
            is_visible=number < VISIBLE_GOLD, now=NOW,
        )  # fmt: skip
    people = [work.annotator(place) for _ in range(PEOPLE)]
    for person in people[:INSIDERS]:
        communities.declare(person, country="PT")
    audience = actions.make_audience(
        actor_id=place.manager.pk, project_id=place.project.pk, name="Insiders",
        criteria=[[communities.clause("country", "=", "PT")]], now=NOW,
    )  # fmt: skip
    for person in people:
        actions.require_seat(user_id=person.pk, project_id=place.project.pk, now=NOW)
    return World(place, people, audience, items)


def fresh_books(world: World, *, overlap: int, gold_share: float) -> Model:
    """Two new batches, nobody has done anything; and the books that say so."""
    project = world.place.project
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, {"project": project.pk, "organisation": world.place.organisation.pk})
        cursor.execute("SELECT setseed(0.5)")  # the same order when hypothesis tries again
    batches = [
        work.open_batch(world.place, overlap=overlap, priority=1 - half, gold_share=gold_share,
                        item_ids=world.items[half::2])
        for half in (0, 1)
    ]  # fmt: skip
    books = Model(
        batches={batch.pk: ModelBatch(batch.priority) for batch in batches},
        people={number: ModelPerson(is_insider=number < INSIDERS) for number in range(PEOPLE)},
    )
    for task in Task.objects.filter(project=project).order_by("pk"):
        order = (True, task.position)
        books.tasks[task.pk] = ModelTask(task.batch_id, task.item_id, order, task.open_slots)
    return books
