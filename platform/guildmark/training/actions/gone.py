"""A picture that is gone: nobody learns or is examined by it."""

from datetime import datetime

from django.db import transaction

from guildmark.training.actions.bank import retire_quiz_question
from guildmark.training.actions.practice import delete_practice_item
from guildmark.training.models import PracticeItem, QuizQuestion


@transaction.atomic
def stop_teaching(*, actor_id: int, item_id: int, now: datetime) -> None:
    """An item whose picture is gone teaches nobody: questions with it are drawn no more, and it is
    taken out of practice. Records quiz_question.retired and practice_item.deleted. Safe to repeat.
    """
    questions = QuizQuestion.objects.filter(item_id=item_id, is_active=True)
    for question_id in list(questions.order_by("pk").values_list("pk", flat=True)):
        retire_quiz_question(actor_id=actor_id, question_id=question_id, now=now)
    practice = PracticeItem.objects.filter(item_id=item_id).order_by("pk")
    for practice_id in list(practice.values_list("pk", flat=True)):
        delete_practice_item(actor_id=actor_id, practice_item_id=practice_id, now=now)
