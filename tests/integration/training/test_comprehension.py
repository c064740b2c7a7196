"""Questions on the guideline: answered after reading, explained, tried again."""

import pytest

from guildmark.communities import actions as communities_actions
from guildmark.training import actions
from guildmark.training.errors import NotReady, Unanswered
from guildmark.training.models import ComprehensionPass
from tests.factories import training
from tests.factories.accounts import NOW, person
from tests.factories.training import project_with_quiz

pytestmark = pytest.mark.django_db


def test_comprehension_explains_what_was_wrong_and_counts_the_tries() -> None:
    project, ada = project_with_quiz(), person()
    first = training.comprehension_question(project, right="yes")
    second = training.comprehension_question(project, right="no")
    assert project.community_id is not None
    communities_actions.join(user_id=ada.pk, community_id=project.community_id, now=NOW)
    training.read(project, ada)

    def attempt(**answers: list[str]) -> list[tuple[bool, str]]:
        result = actions.answer_comprehension(
            user_id=ada.pk,
            project_id=project.pk,
            answers={str(first.pk): answers["first"], str(second.pk): answers["second"]},
            now=NOW,
        )
        return [(one.is_right, one.explanation) for one in result.results]

    wrong = attempt(first=["yes"], second=["yes", "no"])
    right = attempt(first=["yes"], second=["no"])
    again = attempt(first=["no"], second=["no"])

    assert wrong == [(True, ""), (False, "The guideline says so in its first section.")]
    assert right == [(True, ""), (True, "")]
    assert [one[0] for one in again] == [False, True]
    held = ComprehensionPass.objects.get()
    assert (held.try_count, held.passed_at) == (2, NOW)


def test_comprehension_explains_nothing_while_a_question_has_no_answer() -> None:
    project, ada = project_with_quiz(), person()
    first = training.comprehension_question(project, right="yes")
    second = training.comprehension_question(project, right="no")
    assert project.community_id is not None
    communities_actions.join(user_id=ada.pk, community_id=project.community_id, now=NOW)
    training.read(project, ada)
    tries: list[dict[str, list[str]]] = [
        {},
        {str(first.pk): ["no"]},
        {str(first.pk): [], str(second.pk): ["no"]},
    ]
    refused: list[list[str]] = []

    for answers in tries:
        with pytest.raises(Unanswered) as refusal:
            actions.answer_comprehension(
                user_id=ada.pk, project_id=project.pk, answers=answers, now=NOW
            )
        refused.append([problem.path for problem in refusal.value.errors])

    of_first, of_second = f"answers.{first.pk}", f"answers.{second.pk}"
    assert refused == [[of_first, of_second], [of_second], [of_first]]
    assert not ComprehensionPass.objects.exists()


def test_comprehension_comes_after_reading() -> None:
    project, ada = project_with_quiz(), person()
    training.comprehension_question(project)

    with pytest.raises(NotReady):
        actions.answer_comprehension(user_id=ada.pk, project_id=project.pk, answers={}, now=NOW)
