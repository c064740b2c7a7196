"""Who answered, or knew, under an older version of the schema was not asked about newer options."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from guildmark.consensus import actions as consensus_actions
from guildmark.consensus.queries.inputs import gold_of_project, votes_of_tasks
from guildmark.events.models import Event
from guildmark.projects.models import SchemaVersion
from guildmark.quality import actions
from guildmark.quality.models import GoldItem
from guildmark.work.models import Seat, Task
from tests.factories import accounts, consensus, quality, work
from tests.factories.work import NOW, Workplace
from workers.tasks.quality import propose_gold

pytestmark = pytest.mark.django_db
LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)


def _version(place: Workplace, number: int, *options: str, now: datetime) -> SchemaVersion:
    asked = {
        "key": "how",
        "text": "How is it?",
        "type": "choices",
        "required": True,
        "options": [{"key": key, "name": key.title()} for key in options],
    }
    return SchemaVersion.objects.create(
        project=place.project,
        number=number,
        definition={"labels": [], "questions": [asked]},
        created_by=place.manager,
        created_at=now,
    )


def _says(*options: str) -> dict[str, Any]:  # an annotation document
    return consensus.document(answers={"how": list(options)})


def _known(place: Workplace, *options: str, now: datetime) -> GoldItem:
    (item,) = work.add_items(place, 1)
    return actions.add_gold_item(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        item_id=item.pk,
        reference=_says(*options),
        is_hidden=True,
        now=now,
    )


@pytest.fixture
def place() -> Workplace:
    """A project that asks which of two options are so."""
    made = work.workplace(items=1)
    _version(made, 2, "wet", "dark", now=NOW)
    work.open_batch(made, gold_share=0.5)
    return made


def test_answers_and_known_answers_carry_the_schema_they_were_given_under(
    place: Workplace,
) -> None:
    before = _known(place, "wet", now=NOW)
    quality.gold_answer(place, before, accounts.person(), _says("wet"))
    consensus.answered(place, lambda person, item_id: _says("wet"), people=1)
    _version(place, 3, "wet", "dark", "old", now=LATER)
    after = _known(place, "wet", "old", now=LAST)

    (votes,) = votes_of_tasks(
        Task.objects.filter(project=place.project, is_gold=False).values_list("pk", flat=True)
    ).values()
    gold = {one.task_id: one for one in gold_of_project(place.project.pk)}

    older, newer = {"wet", "dark"}, {"wet", "dark", "old"}
    assert [_options(vote.schema) for vote in votes.votes] == [older]
    assert [_options(vote.schema) for vote in gold[before.task_id or 0].votes] == [older]
    assert _options(gold[before.task_id or 0].known_schema) == older
    assert _options(gold[after.task_id or 0].known_schema) == newer


def _options(schema: Any) -> set[str]:  # a compiled schema, or None
    return set(schema.questions["how"].options)


def test_a_correction_is_written_under_the_schema_in_force(place: Workplace) -> None:
    gold = _known(place, "wet", now=NOW)
    newest = _version(place, 3, "wet", "dark", "old", now=LATER)

    actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=gold.pk, reference=_says("old"), now=LAST
    )

    gold.refresh_from_db()
    assert gold.schema_version == newest


def test_what_was_settled_under_an_older_schema_is_proposed_as_known_under_that() -> None:
    place = consensus.disputed()
    task = Task.objects.get(project=place.project)
    reviewer = accounts.staff(place.organisation, "reviewer")
    older = place.project.schema_versions.get()
    settlement = consensus_actions.Settlement(way="accept", reason_code="class_differs")
    consensus_actions.settle(actor_id=reviewer.pk, task_id=task.pk, settlement=settlement, now=NOW)
    _optional(_version(place, 2, "wet", "dark", now=LATER), like=older)
    Seat.objects.bulk_create(
        Seat(annotator=accounts.person(), project=place.project) for _ in range(10)
    )

    event = Event.objects.get(name="task.adjudicated")
    propose_gold(event_id=event.pk, **event.payload)

    assert GoldItem.objects.get().schema_version == older


def _optional(version: SchemaVersion, *, like: SchemaVersion) -> None:
    """The same labels as before, and the question may stay open."""
    (question,) = version.definition["questions"]
    definition = {**like.definition, "questions": [{**question, "required": False}]}
    SchemaVersion.objects.filter(pk=version.pk).update(definition=definition)


def test_gold_of_before_is_given_the_version_its_history_tells(place: Workplace) -> None:
    older = _known(place, "wet", now=NOW)
    corrected = _known(place, "wet", now=NOW)
    _version(place, 3, "wet", "dark", "old", now=LATER)
    newer = _known(place, "wet", "old", now=LAST)
    actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=corrected.pk, reference=_says("dark"), now=LAST
    )
    numbers = {older.pk: 2, corrected.pk: 3, newer.pk: 3}
    assert _numbers() == numbers
    GoldItem.objects.update(schema_version=None)

    migration = import_module("guildmark.quality.migrations.0005_schema_version_of_gold")
    with connection.cursor() as cursor:
        cursor.execute(migration.GIVE)

    assert _numbers() == numbers


def _numbers() -> dict[int, int]:
    return dict(GoldItem.objects.values_list("pk", "schema_version__number"))
