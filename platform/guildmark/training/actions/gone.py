"""A picture that is gone: nobody learns or is examined by it."""

from datetime import datetime

from django.db import transaction

from guildmark.training.actions.bank import retire_quiz_question
from guildmark.training.actions.practice import delete_practice_item
from guildmark.training.models import Attempt, AttemptAnswer, PracticeItem, QuizQuestion


@transaction.atomic
def stop_teaching(*, actor_id: int, item_id: int, now: datetime) -> None:
    """An item whose picture is gone teaches nobody: questions with it are drawn no more, a quiz
    under way leaves out those that are not answered, and it is taken out of practice.

    Records quiz_question.retired and practice_item.deleted. Safe to repeat.
    """
    questions = QuizQuestion.objects.filter(item_id=item_id, is_active=True)
    for question_id in list(questions.order_by("pk").values_list("pk", flat=True)):
        retire_quiz_question(actor_id=actor_id, question_id=question_id, now=now)
    _ask_no_more(item_id)
    practice = PracticeItem.objects.filter(item_id=item_id).order_by("pk").select_for_update()
    for practice_id in list(practice.values_list("pk", flat=True)):
        delete_practice_item(actor_id=actor_id, practice_item_id=practice_id, now=now)


def _ask_no_more(item_id: int) -> None:
    """Nobody who sits in the quiz can look at the picture, and so misses nothing by it."""
    sitting = Attempt.objects.filter(
        state=Attempt.State.STARTED, answers__question__item=item_id
    ).values("pk")
    attempts = Attempt.objects.filter(pk__in=sitting, state=Attempt.State.STARTED)
    held = list(attempts.order_by("pk").select_for_update().values_list("pk", flat=True))
    asked = AttemptAnswer.objects.filter(attempt__in=held, question__item=item_id)
    asked.filter(document__isnull=True, said__isnull=True).delete()
