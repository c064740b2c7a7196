"""Practice: items to learn on, and tries at them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from concord.scoring import Marks
from guildmark.core.errors import NotFound
from guildmark.datasets.models import Item
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.documents import compiled_schema, require_document
from guildmark.projects.errors import SchemaMissing
from guildmark.projects.queries import current_schema
from guildmark.training.actions.records import record_of
from guildmark.training.bounds import require_scorable
from guildmark.training.errors import (
    NotReady,
    PictureIsInQuiz,
    QuestionOfItemExists,
    TooManyPracticeItems,
)
from guildmark.training.models import PracticeItem, PracticeProgress, TrainingPlan
from guildmark.training.queries import facts, plan
from guildmark.training.queries.practice import is_in_quiz, practice_item, practice_items
from guildmark.training.scoring import score_practice
from guildmark.training.way import StepState, way_of

#: Six to ten teach; a page shows all of them.
MOST_ITEMS = 30


@transaction.atomic
def create_practice_item(
    *,
    actor_id: int,
    project_id: int,
    item_id: int,
    reference: Any,  # JSON, judged here
    explanation: str,
    now: datetime,
) -> PracticeItem:
    """Add an item with its right answer at the end. Records practice_item.created.

    Raises NotFound, SchemaMissing, WrongDocument, TooManyPracticeItems, PictureIsInQuiz and
    QuestionOfItemExists (also the second time).
    """
    project = locked_project(project_id)
    item = Item.objects.filter(pk=item_id, organisation_id=project.organisation_id).first()
    if item is None or item.is_gone:
        raise NotFound
    if practice_items(project_id).count() >= MOST_ITEMS:
        raise TooManyPracticeItems
    if is_in_quiz(project_id=project_id, item_id=item_id):
        raise PictureIsInQuiz
    schema_id = _require_answer(reference, project_id, item)
    last = project.practice_items.aggregate(last=Max("position"))["last"]
    try:
        with transaction.atomic():
            made = PracticeItem.objects.create(
                project=project,
                item=item,
                reference=reference,
                schema_version_id=schema_id,
                explanation=explanation,
                position=0 if last is None else last + 1,
            )
    except IntegrityError as error:
        if "practice_item_once" not in str(error):
            raise
        raise QuestionOfItemExists from error
    record_of(
        project, "practice_item.created", actor_id=actor_id, now=now, practice_item_id=made.pk
    )
    return made


@transaction.atomic
def update_practice_item(
    *,
    actor_id: int,
    practice_item_id: int,
    now: datetime,
    reference: Any = None,  # JSON, judged here
    explanation: str | None = None,
) -> PracticeItem:
    """Give an item another right answer, or other words on it. Records practice_item.changed.

    None leaves what is there. Where the answer changes, what was said of earlier tries is gone:
    who has not finished begins the item again with their drawing, who has finished stays so.
    Raises NotFound, SchemaMissing and WrongDocument. Safe twice: the same changes nothing.
    """
    one = practice_item(practice_item_id)
    locked_project(one.project_id)
    one = practice_item(practice_item_id)
    is_other = reference is not None and reference != one.reference
    if is_other:
        one.schema_version_id = _require_answer(reference, one.project_id, one.item)
        one.reference = reference
        one.progress.update(score=None)
        one.progress.filter(finished_at=None).update(try_count=0)
    if explanation is not None:
        is_other = is_other or explanation != one.explanation
        one.explanation = explanation
    if is_other:
        one.save(update_fields=["reference", "schema_version", "explanation"])
        record_of(
            one.project,
            "practice_item.changed",
            actor_id=actor_id,
            now=now,
            practice_item_id=one.pk,
        )
    return one


@transaction.atomic
def delete_practice_item(*, actor_id: int, practice_item_id: int, now: datetime) -> None:
    """Take it out, with how far people were. Records practice_item.deleted.

    Raises NotFound, also the second time.
    """
    one = practice_item(practice_item_id)
    one.delete()
    record_of(
        one.project,
        "practice_item.deleted",
        actor_id=actor_id,
        now=now,
        practice_item_id=practice_item_id,
    )


@transaction.atomic
def try_practice(
    *,
    user_id: int,
    practice_item_id: int,
    document: Any,  # JSON, judged here
    now: datetime,
) -> PracticeProgress:
    """A try at an item, scored at once. Records practice.finished when nothing is left to practise.

    Good enough, or the last try the plan gives: the item is finished. Trying on after that changes
    nothing of it. Raises NotFound, NotReady (a step before is not done) and WrongDocument.
    """
    one = practice_item(practice_item_id)
    known = facts(user_id=user_id, project_id=one.project_id, now=now)
    step = way_of(known, now=now).next_step
    is_there = step.key in {"practice", "quiz", "work"} or step.state is StepState.DONE
    if not one.is_active or not is_there:
        raise NotReady(step.detail)
    schema_id = _require_answer(document, one.project_id, one.item)
    rules = plan(one.project_id)
    score = score_practice(
        one.reference,
        document,
        compiled_schema(schema_id),
        _marks(one.project.gold_iou, rules),
        known_under=compiled_schema(one.schema_version_id) if one.schema_version_id else None,
    )
    held, _ = PracticeProgress.objects.select_for_update().get_or_create(
        user_id=user_id, practice_item=one
    )
    was_finished = held.finished_at is not None
    held.document, held.score = document, score
    held.try_count = min(held.try_count + 1, 1000)
    held.is_passed = held.is_passed or score["is_passed"]
    if held.finished_at is None and (held.is_passed or held.try_count >= rules.practice_tries):
        held.finished_at = now
    held.save()
    if held.finished_at is not None and not was_finished and known.practice_open == 1:
        record_of(one.project, "practice.finished", actor_id=user_id, now=now, user_id=user_id)
    return held


def _marks(gold_iou: float, rules: TrainingPlan) -> Marks:
    return Marks(iou_threshold=gold_iou, mean_iou=rules.practice_iou)


def _require_answer(document: Any, project_id: int, item: Item) -> int:  # Any: as above
    """The schema it was judged by. Raises SchemaMissing and WrongDocument."""
    schema = current_schema(project_id)
    if schema is None:
        raise SchemaMissing
    require_document(
        document, schema_version_id=schema.pk, width_px=item.width_px, height_px=item.height_px
    )
    require_scorable(document)
    return schema.pk
