"""The bank of quiz questions: items with known answers."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.core.errors import FieldProblem, NotFound
from guildmark.datasets.models import Item
from guildmark.projects.documents import compiled_schema, require_document
from guildmark.projects.errors import SchemaMissing
from guildmark.projects.models import Project
from guildmark.projects.queries import current_schema
from guildmark.training.actions.records import record_of
from guildmark.training.errors import QuestionOfItemExists, WrongQuestion
from guildmark.training.models import QuizQuestion
from guildmark.training.queries.banks import quiz_question
from guildmark.training.scoring import decision_count


@transaction.atomic
def create_quiz_question(
    *,
    actor_id: int,
    project_id: int,
    item_id: int,
    reference: Any,  # JSON, judged here
    explanation: str,
    now: datetime,
) -> QuizQuestion:
    """Put an item with its known answer into the bank. Records quiz_question.created.

    The known answer never changes: retire the question and make another. Raises NotFound,
    SchemaMissing, WrongDocument, WrongQuestion and QuestionOfItemExists (also the second time).
    """
    project = Project.objects.filter(pk=project_id).first()
    item = Item.objects.filter(pk=item_id).first()
    if project is None or item is None or item.organisation_id != project.organisation_id:
        raise NotFound
    question = QuizQuestion(
        project=project,
        item=item,
        reference=reference,
        decision_count=_decisions_in(reference, project_id=project_id, item=item),
        explanation=explanation,
        created_at=now,
    )
    _insert(question)
    _record("quiz_question.created", question, actor_id=actor_id, now=now)
    return question


def _decisions_in(reference: Any, *, project_id: int, item: Item) -> int:  # Any: as above
    """What there is to judge. Raises SchemaMissing, WrongDocument and WrongQuestion."""
    schema = current_schema(project_id)
    if schema is None:
        raise SchemaMissing
    require_document(
        reference,
        schema_version_id=schema.pk,
        width_px=item.width_px,
        height_px=item.height_px,
    )
    decisions = decision_count(reference, compiled_schema(schema.pk))
    if not decisions:
        message = "Answer at least one question: there is nothing to judge in this."
        raise WrongQuestion(message, errors=(FieldProblem("reference", "no_decision", message),))
    return decisions


def _insert(question: QuizQuestion) -> None:
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError as error:
        if "quiz_item_once" not in str(error):
            raise
        raise QuestionOfItemExists from error


@transaction.atomic
def retire_quiz_question(*, actor_id: int, question_id: int, now: datetime) -> QuizQuestion:
    """Draw the question no more; attempts that have it keep it. Records quiz_question.retired.

    Raises NotFound. Twice is once.
    """
    question = quiz_question(question_id)
    changed = QuizQuestion.objects.filter(pk=question_id, is_active=True).update(is_active=False)
    if changed:
        _record("quiz_question.retired", question, actor_id=actor_id, now=now)
    question.is_active = False
    return question


def _record(name: str, question: QuizQuestion, *, actor_id: int, now: datetime) -> None:
    record_of(question.project, name, actor_id=actor_id, now=now, question_id=question.pk)
