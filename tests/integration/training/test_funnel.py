"""How far a project's people came: of those who are there, with the guideline in force."""

from datetime import timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.communities import actions as communities
from guildmark.communities.queries import AudienceCount
from guildmark.projects.models import Project
from guildmark.training import actions, queries
from guildmark.work.models import Seat
from tests.factories import training
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import guideline
from tests.factories.training import project_with_quiz, qualified, ready_for_quiz, sit

pytestmark = pytest.mark.django_db
NOTHING = {"version": 1, "is_nothing_here": True, "shapes": [], "answers": {}}


def _joins(project: Project) -> User:
    assert project.community_id is not None
    someone = person()
    communities.join(user_id=someone.pk, community_id=project.community_id, now=NOW)
    return someone


def _leaves(project: Project, someone: User) -> None:
    assert project.community_id is not None
    communities.leave(user_id=someone.pk, community_id=project.community_id, now=NOW)


def _took_a_task(project: Project, someone: User) -> None:
    """The seat as a claim leaves it."""
    Seat.objects.create(annotator=someone, project=project, claim_count=1, claimed_at=NOW)


def _steps(project: Project) -> tuple[int | None, ...]:
    found = queries.funnel(project, now=NOW + timedelta(hours=1))
    return (
        found.joined,
        found.read_guideline,
        found.comprehended,
        found.practised,
        found.attempted,
        found.passed,
        found.worked,
    )


def test_people_are_counted_at_every_step_and_the_largest_drop_is_named() -> None:
    project = project_with_quiz()
    training.comprehension_question(project)
    practised_on = training.practice_item(project)
    person()
    _joins(project)
    reader, comprehends = _joins(project), person()
    training.read(project, reader)
    ready_for_quiz(project, comprehends)
    failed, passed, worked = person(), person(), person()
    for someone in (failed, passed, worked):
        ready_for_quiz(project, someone)
        actions.try_practice(
            user_id=someone.pk,
            practice_item_id=practised_on.pk,
            document=training.TWO_COINS,
            now=NOW,
        )
    sit(project, failed, NOTHING, NOTHING)
    sit(project, passed)
    sit(project, worked)
    _took_a_task(project, worked)

    assert queries.funnel(project, now=NOW) == queries.Funnel(
        can_see=AudienceCount(value=None, is_under_10=True),
        joined=6,
        read_guideline=5,
        comprehended=4,
        practised=3,
        attempted=3,
        passed=2,
        worked=1,
        let_in_by_hand=0,
        largest_drop="read_guideline",
    )


def test_practice_is_a_step_that_people_stay_behind_at() -> None:
    project = project_with_quiz()
    training.practice_item(project)
    for _ in range(2):
        training.read(project, _joins(project))

    assert _steps(project) == (2, 2, 2, 0, 0, 0, 0)
    assert queries.funnel(project, now=NOW).largest_drop == "practised"


def test_who_left_is_in_no_step_and_no_share_is_over_the_whole() -> None:
    project = project_with_quiz()
    for _ in range(2):
        gone = person()
        qualified(project, gone)
        _took_a_task(project, gone)
        _leaves(project, gone)
    there = _joins(project)
    assert _steps(project) == (1, 0, 0, None, 0, 0, 0)

    training.read(project, there)

    assert _steps(project) == (1, 1, 1, None, 0, 0, 0)
    assert queries.funnel(project, now=NOW).largest_drop == "attempted"


def test_a_new_major_version_is_a_way_begun_again() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)
    _took_a_task(project, ada)
    assert _steps(project) == (1, 1, 1, None, 1, 1, 1)

    guideline(project, "# Another")
    actions.make_qualifications_stale(project_id=project.pk, now=NOW)

    assert _steps(project) == (1, 0, 0, None, 0, 0, 0)


def test_who_is_let_in_by_hand_has_passed_nothing_and_what_was_taken_back_counts_no_more() -> None:
    project, ada, bo = project_with_quiz(), person(), person()
    manager = owner_id(project.organisation)
    qualified(project, ada)
    by_hand = _joins(project)
    actions.grant_by_hand(
        actor_id=manager, project_id=project.pk, user_id=by_hand.pk, reason="Known", now=NOW
    )
    qualified(project, bo)
    assert _steps(project) == (3, 2, 2, None, 2, 2, 0)

    actions.revoke_qualification(
        actor_id=manager, user_id=ada.pk, project_id=project.pk, reason="No longer", now=NOW
    )

    assert _steps(project) == (3, 2, 2, None, 2, 1, 0)
    assert queries.funnel(project, now=NOW).let_in_by_hand == 1
    assert queries.funnel(project, now=NOW + timedelta(days=91)).passed == 0


def test_what_is_added_later_moves_nobody_back_who_came_past_it() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)

    training.comprehension_question(project)
    training.practice_item(project)

    assert _steps(project) == (1, 1, 1, 1, 1, 1, 0)
