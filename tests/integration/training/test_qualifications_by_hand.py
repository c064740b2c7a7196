"""Qualifications that managers grant and take away, with a reason."""

from datetime import timedelta

import pytest

from guildmark.communities import actions as communities
from guildmark.training import actions, queries
from guildmark.training.errors import NotAMember, NotReady
from guildmark.training.models import Qualification
from tests.factories.accounts import NOW, person
from tests.factories.projects import active_project, guideline
from tests.factories.training import (
    answer,
    project_with_quiz,
    qualified,
    read,
    ready_for_quiz,
    start,
)

pytestmark = pytest.mark.django_db


def test_a_member_is_granted_one_with_a_reason() -> None:
    project, ada, boss = active_project(), person(), person()
    assert project.community_id is not None
    communities.join(user_id=ada.pk, community_id=project.community_id, now=NOW)
    grant = {"actor_id": boss.pk, "user_id": ada.pk, "project_id": project.pk, "now": NOW}

    for _ in range(2):
        actions.grant_by_hand(reason="Drew our gold.", **grant)  # type: ignore[arg-type]

    held = Qualification.objects.get()
    assert (held.state, held.granted_by, held.reason) == ("granted", boss, "Drew our gold.")
    assert held.expires_at == NOW + timedelta(days=90)
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_nobody_outside_the_community_is_granted_one() -> None:
    project = active_project()

    with pytest.raises(NotAMember):
        actions.grant_by_hand(
            actor_id=person().pk,
            user_id=person().pk,
            project_id=project.pk,
            reason="Please",
            now=NOW,
        )


def test_what_was_revoked_no_quiz_gives_back_but_a_manager_does() -> None:
    project, ada, boss = project_with_quiz(), person(), person()
    qualified(project, ada)
    place = {"actor_id": boss.pk, "user_id": ada.pk, "project_id": project.pk, "now": NOW}

    moved = [actions.revoke_qualification(reason="Two accounts.", **place) for _ in range(2)]  # type: ignore[arg-type]

    assert moved == [True, False]
    with pytest.raises(NotReady, match="Two accounts"):
        start(project, ada)
    actions.grant_by_hand(reason="It was a mistake.", **place)  # type: ignore[arg-type]
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_what_was_revoked_stays_revoked_under_a_new_major_version() -> None:
    project, ada, boss = project_with_quiz(), person(), person()
    qualified(project, ada)
    guideline(project)
    actions.make_qualifications_stale(project_id=project.pk, now=NOW)
    place = {"actor_id": boss.pk, "user_id": ada.pk, "project_id": project.pk, "now": NOW}

    moved = actions.revoke_qualification(reason="Two accounts.", **place)  # type: ignore[arg-type]
    read(project, ada)

    assert moved
    with pytest.raises(NotReady, match="Two accounts"):
        start(project, ada)
    standing = queries.standing(user_id=ada.pk, project_id=project.pk, now=NOW)
    assert standing.reason == "Your qualification was taken back. Two accounts."
    actions.grant_by_hand(reason="It was a mistake.", **place)  # type: ignore[arg-type]
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_a_quiz_that_ran_while_it_was_revoked_gives_nothing_back() -> None:
    project, ada, boss = project_with_quiz(), person(), person()
    qualified(project, ada)
    place = {"actor_id": boss.pk, "user_id": ada.pk, "project_id": project.pk, "now": NOW}
    actions.suspend_qualification(reason="Drifted.", **place)  # type: ignore[arg-type]
    attempt = start(project, ada)
    answer(attempt)

    actions.revoke_qualification(reason="Two accounts.", **place)  # type: ignore[arg-type]
    passed = actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    assert passed.state == "passed"
    assert [one.state for one in Qualification.objects.all()] == ["revoked"]


def test_what_is_passed_or_given_back_for_an_older_major_is_stale_and_keeps_its_seat() -> None:
    project, ada, ben = project_with_quiz(seats=2), person(), person()
    qualified(project, ada)
    actions.suspend_qualification(
        actor_id=None, user_id=ada.pk, project_id=project.pk, reason="Drifted.", now=NOW
    )
    ready_for_quiz(project, ben)
    running = start(project, ben)
    answer(running)
    guideline(project)
    actions.make_qualifications_stale(project_id=project.pk, now=NOW)

    actions.submit_attempt(user_id=ben.pk, attempt_id=running.pk, now=NOW)
    actions.restore_qualification(actor_id=None, user_id=ada.pk, project_id=project.pk, now=NOW)

    way = queries.way(user_id=person().pk, project_id=project.pk, now=NOW)
    assert {one.user: one.state for one in Qualification.objects.all()} == {
        ada: "stale",
        ben: "stale",
    }
    assert way.seats_left == 0


def test_the_list_is_narrowed_by_state() -> None:
    project, ada, ben = project_with_quiz(), person(), person()
    qualified(project, ada)
    qualified(project, ben)
    actions.suspend_qualification(
        actor_id=None, user_id=ben.pk, project_id=project.pk, reason="Drifted.", now=NOW
    )

    found = {
        state: [one.user for one in queries.qualifications(project.pk, state=state)]
        for state in ("granted", "suspended", "revoked")
    }

    assert found == {"granted": [ada], "suspended": [ben], "revoked": []}
