"""Questions in words, drafts, bounds, and the short quiz after a major version."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.projects.errors import WrongDocument
from guildmark.projects.models import Project
from guildmark.training import actions, queries
from guildmark.training.bounds import MOST_SHAPES
from guildmark.training.errors import AttemptOver, TooManyQuestions, WrongAnswer, WrongQuestion
from guildmark.training.models import Attempt, Qualification, QuizQuestion
from tests.factories import projects, training
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project, box, document
from tests.factories.training import (
    TWO_COINS,
    answer,
    project_with_quiz,
    qualified,
    ready_for_quiz,
    sit,
    start,
    written_question,
)

pytestmark = pytest.mark.django_db


def test_a_quiz_in_words_is_passed_by_its_share_of_right_answers() -> None:
    project = active_project()
    training.plan(project, scored_decisions=5)
    for _ in range(5):
        written_question(project, known="a")
    ada, ben = person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)

    states = []
    for user, said in ((ada, "aaaab"), (ben, "aaabb")):
        attempt = start(project, user)
        for asked, one in zip(attempt.answers.order_by("position"), said, strict=True):
            actions.answer_question(
                user_id=user.pk,
                attempt_id=attempt.pk,
                question_id=asked.question_id,
                said=one,
                now=NOW,
            )
        done = actions.submit_attempt(user_id=user.pk, attempt_id=attempt.pk, now=NOW)
        states.append(done.state)

    assert states == [Attempt.State.PASSED, Attempt.State.FAILED]


def test_a_choice_that_was_kept_counts_at_the_end_and_one_taken_back_does_not() -> None:
    project, ada = active_project(), person()
    training.plan(project, scored_decisions=2)
    for _ in range(2):
        written_question(project, known="a")
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    kept, taken_back = attempt.answers.order_by("position")

    def keep(question_id: int, said: str | None) -> object:
        return actions.keep_quiz_draft(
            user_id=ada.pk, attempt_id=attempt.pk, question_id=question_id, said=said, now=NOW
        ).draft

    drafts = [keep(kept.question_id, "a"), keep(taken_back.question_id, "a")]
    drafts.append(keep(taken_back.question_id, None))
    with pytest.raises(WrongAnswer):
        keep(kept.question_id, "z")
    done = actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    assert drafts == ["a", "a", None]
    assert list(done.answers.order_by("position").values_list("said", "draft")) == [
        ("a", None),
        (None, None),
    ]


def test_what_answers_no_question_is_refused_with_a_sentence() -> None:
    project, ada = active_project(), person()
    training.plan(project, scored_decisions=1)
    question = written_question(project, known="a")
    ready_for_quiz(project, ada)
    attempt = start(project, ada)

    with pytest.raises(WrongAnswer) as refused:
        actions.answer_question(
            user_id=ada.pk, attempt_id=attempt.pk, question_id=question.pk, said="z", now=NOW
        )
    with pytest.raises(WrongQuestion):
        written_question(project, known="z")

    assert refused.value.errors[0].message == "Choose one of the options."


def test_a_draft_is_kept_and_counts_for_nothing_until_it_is_the_answer() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    first = attempt.answers.earliest("position")
    half = {**document(), "is_nothing_here": False}
    place = {"user_id": ada.pk, "attempt_id": attempt.pk, "question_id": first.question_id}

    kept = actions.keep_quiz_draft(document=half, now=NOW, **place)
    assert (kept.draft, kept.document) == (half, None)

    answered = actions.answer_question(document=TWO_COINS, now=NOW, **place)
    assert (answered.draft, answered.document) == (None, TWO_COINS)
    late = NOW + timedelta(hours=2)
    with pytest.raises(AttemptOver):
        actions.keep_quiz_draft(document=half, now=late, **place)


def test_what_is_drawn_completely_counts_when_the_time_ends_over_it() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    for asked in attempt.answers.all():
        actions.keep_quiz_draft(
            user_id=ada.pk,
            attempt_id=attempt.pk,
            question_id=asked.question_id,
            document=TWO_COINS,
            now=NOW,
        )

    done = actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    assert done.state == Attempt.State.PASSED


def test_an_answer_holds_no_more_than_is_scored_at_once() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    question_id = attempt.answers.earliest("position").question_id
    coin = box(4, 4, 12, 10)
    many = document(*({**coin, "id": f"s{n}"} for n in range(MOST_SHAPES + 1)))

    with pytest.raises(WrongDocument, match="at most 200 shapes"):
        actions.answer_question(
            user_id=ada.pk,
            attempt_id=attempt.pk,
            question_id=question_id,
            document=many,
            now=NOW,
        )


def test_a_project_has_no_more_comprehension_questions_than_people_answer_at_once() -> None:
    project = active_project()
    for _ in range(30):
        training.comprehension_question(project)

    with pytest.raises(TooManyQuestions):
        training.comprehension_question(project)


def _new_major(project: Project) -> None:
    """A major version, and two questions of two coins on what it changed."""
    projects.guideline(project)
    for question in project.quiz_questions.order_by("pk")[:2]:
        actions.update_quiz_question(
            actor_id=owner_id(project.organisation),
            question_id=question.pk,
            changes={"since_major": 2},
            now=NOW,
        )
    actions.make_qualifications_stale(project_id=project.pk, now=NOW)


def _learn_again(project: Project, user: User) -> None:
    training.read(project, user)


def test_a_short_quiz_on_the_change_restores_a_stale_qualification() -> None:
    project, ada = project_with_quiz(6, delta_decisions=4), person()
    qualified(project, ada)
    _new_major(project)
    _learn_again(project, ada)

    ahead = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).quiz
    attempt = sit(project, ada)

    held = list(Qualification.objects.order_by("guideline_major"))
    asked = {one.question.since_major for one in attempt.answers.select_related("question")}
    assert (ahead.is_delta, ahead.scored_decisions) == (True, 4)
    assert (attempt.is_delta, asked) == (True, {2})
    assert [(one.guideline_major, one.state) for one in held] == [(1, "stale"), (2, "granted")]
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_who_fails_the_short_quiz_takes_the_whole_one() -> None:
    project, ada = project_with_quiz(6, delta_decisions=4, first_wait_seconds=60), person()
    qualified(project, ada)
    _new_major(project)
    _learn_again(project, ada)

    failed = sit(project, ada, document(), document())
    later = NOW + timedelta(minutes=2)
    ahead = queries.way(user_id=ada.pk, project_id=project.pk, now=later).quiz
    again = sit(project, ada, now=later)

    assert (failed.state, failed.is_delta) == (Attempt.State.FAILED, True)
    assert (ahead.is_delta, ahead.attempts_left) == (False, 2)
    assert (again.state, again.is_delta) == (Attempt.State.PASSED, False)


def test_the_short_quiz_asks_about_every_version_that_was_missed() -> None:
    project, ada = project_with_quiz(6, delta_decisions=4), person()
    qualified(project, ada)
    projects.guideline(project)
    projects.guideline(project)
    for question, major in zip(project.quiz_questions.order_by("pk")[:2], (2, 3), strict=True):
        QuizQuestion.objects.filter(pk=question.pk).update(since_major=major)
    actions.make_qualifications_stale(project_id=project.pk, now=NOW)
    _learn_again(project, ada)

    attempt = start(project, ada)

    asked = {one.question.since_major for one in attempt.answers.select_related("question")}
    assert (attempt.is_delta, asked) == (True, {2, 3})


def test_a_short_quiz_the_schema_no_longer_allows_gives_way_to_the_whole_one() -> None:
    project, ada = project_with_quiz(6, delta_decisions=4), person()
    qualified(project, ada)
    _new_major(project)
    gone = document(box(4, 4, 12, 10, "dollar"))
    QuizQuestion.objects.filter(since_major=2).update(reference=gone)
    _learn_again(project, ada)

    attempt = start(project, ada)

    assert (attempt.is_delta, attempt.answers.count()) == (False, 2)


@pytest.mark.parametrize("why", ["newcomer", "no questions on the change", "ended"])
def test_everybody_else_takes_the_whole_quiz(why: str) -> None:
    project, ada = project_with_quiz(6, delta_decisions=4), person()
    if why == "newcomer":
        ready_for_quiz(project, ada)
    else:
        qualified(project, ada)
    _new_major(project)
    _learn_again(project, ada)
    if why == "no questions on the change":
        QuizQuestion.objects.update(since_major=None)
    now = NOW + timedelta(days=91) if why == "ended" else NOW

    ahead = queries.way(user_id=ada.pk, project_id=project.pk, now=now).quiz

    assert (ahead.is_delta, ahead.scored_decisions) == (False, 4)


def test_the_manager_reads_how_each_question_does() -> None:
    project = project_with_quiz(3, scored_decisions=6)
    for number in range(6):
        user = person()
        ready_for_quiz(project, user)
        attempt = start(project, user)
        said: list[dict[str, Any] | None] = [TWO_COINS] * 3
        if number == 0:
            said[0] = document()
        answer(attempt, *said)
        done = NOW + timedelta(seconds=200)
        actions.submit_attempt(user_id=user.pk, attempt_id=attempt.pk, now=done)
    part = {"label_key": "euro", "difficulty": "hard", "decisions": 2}
    actions.update_plan(
        actor_id=owner_id(project.organisation),
        project_id=project.pk,
        changes={"composition": [part]},
        now=NOW,
    )

    found = queries.quiz_analysis(project.pk)

    assert (found.attempts, found.passed) == (6, 6)  # 4 of 6 found is an F1 of 0.80
    assert (found.median_seconds, found.suggested_seconds) == (200, 600)
    assert [one.statistics.n for one in found.questions] == [6, 6, 6]
    assert sum(one.statistics.right for one in found.questions) == 17
    assert [(one.label_key, one.lacking) for one in found.shortages] == [("euro", 2)]


def test_the_manager_sees_what_was_answered_beside_what_is_known() -> None:
    project, ada = project_with_quiz(2), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    first, second = (one.question for one in attempt.answers.order_by("position"))
    answer(attempt, document(), TWO_COINS)
    before = queries.scored_answers(first.pk).count()
    actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    found = [
        queries.with_known(one)
        for question in (first, second)
        for one in queries.scored_answers(question.pk)
    ]

    assert before == 0
    assert [(one["is_right"], one["document"], one["reference"]) for one in found] == [
        (False, document(), TWO_COINS),
        (True, TWO_COINS, TWO_COINS),
    ]
