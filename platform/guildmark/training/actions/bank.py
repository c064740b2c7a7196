"""The bank of quiz questions: items with known answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from guildmark.core.errors import FieldProblem, NotFound
from guildmark.datasets.models import Item
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.documents import compiled_schema, require_document
from guildmark.projects.errors import SchemaMissing
from guildmark.projects.models import Project, SchemaVersion
from guildmark.projects.queries import current_schema
from guildmark.training.actions.records import record_of
from guildmark.training.bounds import require_scorable
from guildmark.training.errors import PictureIsPractised, QuestionOfItemExists, WrongQuestion
from guildmark.training.models import QuizQuestion
from guildmark.training.queries.banks import quiz_question
from guildmark.training.queries.practice import is_practised
from guildmark.training.scoring import decision_count
from guildmark.training.written import question_problems

Difficulty = QuizQuestion.Difficulty


@transaction.atomic
def create_quiz_question(
    *,
    actor_id: int,
    project_id: int,
    item_id: int,
    reference: Any,  # JSON, judged here
    explanation: str,
    difficulty: str = Difficulty.MIDDLE,
    since_major: int | None = None,
    now: datetime,
) -> QuizQuestion:
    """Put an item with its known answer into the bank. Records quiz_question.created.

    The known answer never changes: retire the question and make another. Raises NotFound,
    SchemaMissing, WrongDocument, WrongQuestion, PictureIsPractised and QuestionOfItemExists (also
    the second time).
    """
    project, item = _project_and_item(project_id, item_id)
    schema = _current(project_id)
    question = QuizQuestion(
        project=project,
        item=item,
        reference=reference,
        schema_version=schema,
        decision_count=_decisions_in(reference, schema=schema, item=item),
        difficulty=difficulty,
        since_major=since_major,
        explanation=explanation,
        created_at=now,
    )
    _insert(question)
    _record("quiz_question.created", question, actor_id=actor_id, now=now)
    return question


@transaction.atomic
def create_written_question(
    *,
    actor_id: int,
    project_id: int,
    asked: dict[str, Any],  # JSON of a known form
    known: Any,  # JSON, judged here
    item_id: int | None,
    explanation: str,
    difficulty: str,
    since_major: int | None,
    now: datetime,
) -> QuizQuestion:
    """Put a question in words into the bank, with a picture or none. Records as a drawn one does.

    It brings one decision. Options to be put in order are shown by their text: in the order they
    were written in they would tell the answer. Raises NotFound and WrongQuestion. Twice makes two.
    """
    if asked["type"] == "order":
        asked = {**asked, "options": sorted(asked["options"], key=lambda one: str(one["text"]))}
    problems = question_problems(asked, known)
    if problems:
        raise WrongQuestion(errors=problems)
    if item_id is None:
        project, item = _project(project_id), None
    else:
        project, item = _project_and_item(project_id, item_id)
    question = QuizQuestion.objects.create(
        project=project,
        item=item,
        asked=asked,
        known=known,
        decision_count=1,
        difficulty=difficulty,
        since_major=since_major,
        explanation=explanation,
        created_at=now,
    )
    _record("quiz_question.created", question, actor_id=actor_id, now=now)
    return question


@transaction.atomic
def update_quiz_question(
    *, actor_id: int, question_id: int, changes: Mapping[str, str | int | None], now: datetime
) -> QuizQuestion:
    """Change difficulty, explanation or the version it asks about. Records quiz_question.changed.

    Never what is known: attempts were scored by it. Raises NotFound. Safe twice.
    """
    question = quiz_question(question_id)
    for name, value in changes.items():
        setattr(question, name, value)
    question.save(update_fields=list(changes))
    _record("quiz_question.changed", question, actor_id=actor_id, now=now)
    return question


def _project(project_id: int) -> Project:
    # Locked, so that no practice is made on the picture beside it.
    return locked_project(project_id, keeps_work_going=True)


def _project_and_item(project_id: int, item_id: int) -> tuple[Project, Item]:
    """Of one organisation, with a picture that is there and not practised.

    Raises NotFound and PictureIsPractised.
    """
    project, item = _project(project_id), Item.objects.filter(pk=item_id).first()
    if item is None or item.is_gone or item.organisation_id != project.organisation_id:
        raise NotFound
    if is_practised(project_id=project_id, item_id=item_id):
        raise PictureIsPractised
    return project, item


def _current(project_id: int) -> SchemaVersion:
    schema = current_schema(project_id)
    if schema is None:
        raise SchemaMissing
    return schema


def _decisions_in(reference: Any, *, schema: SchemaVersion, item: Item) -> int:  # Any: as above
    """What there is to judge. Raises WrongDocument and WrongQuestion."""
    require_document(
        reference,
        schema_version_id=schema.pk,
        width_px=item.width_px,
        height_px=item.height_px,
    )
    require_scorable(reference)
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
