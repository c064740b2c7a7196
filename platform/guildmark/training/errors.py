"""Refusals of the training app."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem, Refusal, WrongInput


class NotReady(Refusal):
    """A step before this one is not done."""

    code = "not_ready"
    title = "There is a step before this one"


class Unanswered(WrongInput):
    """Not every comprehension question has an answer; `errors` names those that lack one."""

    code = "unanswered"
    title = "Answer every question first"

    def __init__(self, question_ids: Sequence[int]) -> None:
        lacking = _("This question has no answer.")
        super().__init__(
            errors=tuple(FieldProblem(f"answers.{pk}", self.code, lacking) for pk in question_ids)
        )


class AlreadyQualified(Refusal):
    """There is nothing left to pass."""

    code = "already_qualified"
    title = "You are qualified for this project already"


class AttemptsUsed(Refusal):
    """No attempt is left for this version of the guideline."""

    code = "attempts_used"
    title = "You have used all attempts for this version of the guideline"


class Wait(Refusal):
    """The next attempt is possible later; `errors` holds when."""

    code = "wait"
    title = "The next attempt is possible later"

    def __init__(self, available_at: datetime) -> None:
        moment = available_at.isoformat()
        super().__init__(
            _("The next attempt is possible from {moment} UTC on.").format(
                moment=date_format(available_at, _("j F Y, H:i"))
            ),
            errors=(FieldProblem("available_at", self.code, moment),),
        )
        self.available_at = available_at


class NoSeats(Refusal):
    """As many people as are wanted are qualified, or at the quiz."""

    code = "no_seats"
    title = "All seats of this project are taken"


class QuizIncomplete(Refusal):
    """The bank has too few decisions for one quiz."""

    code = "quiz_incomplete"
    title = "The quiz of this project is not ready: it needs more questions"


class AttemptOver(Refusal):
    """The attempt was submitted, or its time is up."""

    code = "attempt_over"
    title = "This attempt is over"


class QuestionOfItemExists(Refusal):
    """An item is in the bank once."""

    code = "quiz_item_once"
    title = "There is a quiz question on this item already"


class PictureIsPractised(Refusal):
    """Its answer would be known: practice shows the solution."""

    code = "picture_is_practised"
    title = "People practise on this picture and are shown its answer. Choose another"


class PictureIsInQuiz(Refusal):
    """Practice would tell what the quiz asks; also where the question was retired."""

    code = "picture_is_in_quiz"
    title = "This picture is or was in the quiz: practice would show its answer. Choose another"


class WrongQuestion(WrongInput):
    """The question cannot be asked like this; `errors` says why."""

    code = "wrong_question"
    title = "The question needs a change"


class WrongAnswer(WrongInput):
    """It is no answer to what was asked; `errors` says why."""

    code = "wrong_answer"
    title = "This is not an answer to the question"


class TooManyQuestions(Refusal):
    """People answer all of them at once."""

    code = "too_many_questions"
    title = "A project has at most 30 comprehension questions. Take one out first"


class TooManyPracticeItems(Refusal):
    """People go through all of them before the quiz."""

    code = "too_many_practice_items"
    title = "A project has at most 30 practice items. Take one out first"


class NotAMember(Refusal):
    """Who is granted a qualification has to be in the community."""

    code = "not_a_member"
    title = "This person is not an active member of the project's community"


class WrongGuidelineVersion(Refusal):
    """It is not the version in force."""

    code = "guideline_outdated"
    title = "There is another version of the guideline by now. Read that one"
