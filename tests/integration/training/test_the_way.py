"""A person's way into a project, step by step, in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.communities import actions as communities_actions
from guildmark.core.errors import NotFound
from guildmark.projects import actions as projects_actions
from guildmark.training import actions, queries
from guildmark.training.errors import WrongGuidelineVersion
from tests.factories import training
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, clause, community, declare, member
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project, guideline, ready_project
from tests.factories.training import project_with_quiz, qualified, ready_for_quiz, sit

pytestmark = pytest.mark.django_db
NOTHING = {"version": 1, "is_nothing_here": True, "shapes": [], "answers": {}}


def steps(project_id: int, user_id: int, now: object = NOW) -> dict[str, str]:
    """The states of a way, by key."""
    way = queries.way(user_id=user_id, project_id=project_id, now=now)  # type: ignore[arg-type]
    return {step.key: step.state.value for step in way.steps}


def test_a_community_names_its_projects_with_the_next_step_before_there_is_work() -> None:
    project, ada = project_with_quiz(), person()
    assert project.community is not None

    (before,) = queries.community_ways(user_id=ada.pk, community_id=project.community.pk, now=NOW)
    member(project.community, user=ada)
    (after,) = queries.community_ways(user_id=ada.pk, community_id=project.community.pk, now=NOW)

    assert (before.project, before.next_step.key) == (project, "join")
    assert after.next_step.key == "guideline"


def test_a_person_goes_from_stranger_to_qualified() -> None:
    of = organisation()
    crowd = community(of, take=[[clause("country", "=", "PT")]])
    project = active_project(of, community=crowd)
    training.plan(project, scored_decisions=2)
    training.quiz_question(project)
    question = training.comprehension_question(project)
    ada = person()
    order = ["criteria", "join", "guideline", "comprehension", "quiz", "work"]
    seen = [steps(project.pk, ada.pk)]

    declare(ada, country="PT")
    seen.append(steps(project.pk, ada.pk))
    communities_actions.join(user_id=ada.pk, community_id=crowd.pk, now=NOW)
    seen.append(steps(project.pk, ada.pk))
    training.read(project, ada)
    seen.append(steps(project.pk, ada.pk))
    actions.answer_comprehension(
        user_id=ada.pk, project_id=project.pk, answers={str(question.pk): ["yes"]}, now=NOW
    )
    seen.append(steps(project.pk, ada.pk))
    sit(project, ada)
    seen.append(steps(project.pk, ada.pk))

    assert [[way[key] for key in order] for way in seen] == [
        ["current", "ahead", "ahead", "ahead", "ahead", "ahead"],
        ["done", "current", "ahead", "ahead", "ahead", "ahead"],
        ["done", "done", "current", "ahead", "ahead", "ahead"],
        ["done", "done", "done", "current", "ahead", "ahead"],
        ["done", "done", "done", "done", "current", "ahead"],
        ["done", "done", "done", "done", "done", "current"],
    ]
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_the_way_says_in_words_what_is_missing() -> None:
    crowd = community(organisation(), take=[[clause("country", "=", "PT")]])
    project = active_project(crowd.organisation, community=crowd)

    way = queries.way(user_id=person().pk, project_id=project.pk, now=NOW)

    assert way.next_step.detail == "For somebody who lives in Portugal."
    assert [(one.is_met, one.trait_keys) for one in way.clauses] == [(False, ["country"])]


@pytest.mark.parametrize("joining", ["open", "apply"])
def test_nobody_is_told_to_join_who_does_not_meet_what_is_asked(joining: str) -> None:
    asked = [[clause("country", "=", "PT")]]
    crowd = community(organisation(), take=asked, joining=joining)
    project, ada = active_project(crowd.organisation, community=crowd), person()

    before = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).steps[1]
    declare(ada, country="PT")
    after = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).steps[1]

    assert (before.key, before.state.value) == ("join", "ahead")
    assert before.detail == "Not yet. Of what is asked, you still lack: 1."
    assert (after.key, after.state.value) == ("join", "current")
    assert after.detail.endswith(f" “{crowd.name}”.")


def test_a_community_by_application_is_applied_to_and_then_waited_for() -> None:
    crowd = community(organisation(), joining="apply")
    project, ada = active_project(crowd.organisation, community=crowd), person()

    before = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step
    application(crowd, user=ada)
    after = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step

    assert (before.state.value, before.detail) == ("current", f"Apply to “{crowd.name}”.")
    assert after.state.value == "blocked"
    assert after.detail == f"Your application to “{crowd.name}” is being looked at."


def test_who_is_outside_a_closed_community_is_told_that_and_asked_for_nothing() -> None:
    crowd = community(organisation(), take=[[clause("country", "=", "PT")]])
    project, inside = active_project(crowd.organisation, community=crowd), person()
    declare(inside, country="PT")
    member(crowd, user=inside)
    communities_actions.close_community(
        actor_id=owner_id(crowd.organisation), community_id=crowd.pk, now=NOW
    )
    meets, misses = person(), person()
    declare(meets, country="PT")

    steps = [
        queries.way(user_id=one.pk, project_id=project.pk, now=NOW).next_step
        for one in (meets, misses, inside)
    ]

    closed = f"“{crowd.name}” is closed: it takes nobody in any more."
    assert [(one.key, one.state.value) for one in steps] == [
        ("join", "blocked"),
        ("criteria", "blocked"),
        ("guideline", "current"),
    ]
    assert [one.detail for one in steps[:2]] == [closed, closed]


def test_who_has_no_place_for_their_new_answer_is_told_why_and_not_to_join() -> None:
    crowd = community(organisation())
    project, ada, bo = active_project(crowd.organisation, community=crowd), person(), person()
    communities_actions.set_quota(
        actor_id=owner_id(crowd.organisation),
        community_id=crowd.pk,
        trait="country",
        seats={"PT": 1},
        now=NOW,
    )
    declare(bo, country="PT")
    member(crowd, user=bo)
    declare(ada, country="AO")
    member(crowd, user=ada)
    declare(ada, country="PT")

    step = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step

    assert (step.key, step.state.value) == ("join", "blocked")
    assert step.detail == (
        f"You are in “{crowd.name}”, and cannot go on for now: All places for this answer are"
        " taken. You are taken back by yourself as soon as it is possible."
    )


@pytest.mark.parametrize("joining", ["open", "apply"])
def test_who_stands_before_full_places_is_told_that_and_not_to_join(joining: str) -> None:
    crowd = community(organisation(), joining=joining)
    project, ada, bo = active_project(crowd.organisation, community=crowd), person(), person()
    for someone, country in ((ada, "PT"), (bo, "BR")):
        declare(someone, country=country)
    communities_actions.set_quota(
        actor_id=owner_id(crowd.organisation),
        community_id=crowd.pk,
        trait="country",
        seats={"PT": 0, "BR": 1},
        now=NOW,
    )

    full, roomy = (
        queries.way(user_id=one.pk, project_id=project.pk, now=NOW).next_step for one in (ada, bo)
    )

    assert (full.key, full.state.value) == ("join", "blocked")
    assert full.detail == (
        f"All places of “{crowd.name}” for people with your answer to “Country” are taken. A place"
        " that somebody gives up is free again: look in later."
    )
    assert (roomy.key, roomy.state.value) == ("join", "current")


@pytest.mark.parametrize("why", ["unmet", "closed", "invited", "applied", "removed"])
def test_places_are_not_counted_where_nobody_is_told_of_them(why: str) -> None:
    joining = {"invited": "invite", "applied": "apply"}.get(why, "open")
    crowd = community(organisation(), take=[[clause("country", "=", "PT")]], joining=joining)
    project, ada = active_project(crowd.organisation, community=crowd), person()
    owner = owner_id(crowd.organisation)
    declare(ada, country="BR" if why == "unmet" else "PT")
    if why == "applied":
        application(crowd, user=ada)
    if why == "removed":
        held = member(crowd, user=ada)
        held.state = "removed"
        held.save()
    if why == "closed":
        communities_actions.close_community(actor_id=owner, community_id=crowd.pk, now=NOW)
    communities_actions.set_quota(
        actor_id=owner,
        community_id=crowd.pk,
        trait="country",
        seats={"PT": 0, "BR": 0},
        now=NOW,
    )

    with CaptureQueriesContext(connection) as asked:
        step = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step

    assert (step.key, "places" in step.detail) == ("criteria" if why == "unmet" else "join", False)
    assert not [
        one for one in asked if "COUNT(" in one["sql"] and "communities_membership" in one["sql"]
    ]


def test_who_was_removed_reads_and_practises_no_more() -> None:
    crowd = community(organisation(), preview=[[clause("country", "=", "PT")]])
    project, ada = active_project(crowd.organisation, community=crowd), person()
    declare(ada, country="PT")
    held = member(crowd, user=ada)
    queries.require_learner(user_id=ada.pk, project_id=project.pk, now=NOW)

    held.state = "removed"
    held.save()
    declare(ada, country="BR")

    for refused in (queries.require_learner, queries.asked_questions):
        with pytest.raises(NotFound):
            refused(user_id=ada.pk, project_id=project.pk, now=NOW)


def test_who_may_not_discover_the_community_finds_no_way() -> None:
    crowd = community(organisation(), discover=[[clause("country", "=", "PT")]])
    project = active_project(crowd.organisation, community=crowd)
    ada = person()

    with pytest.raises(NotFound):
        queries.way(user_id=ada.pk, project_id=project.pk, now=NOW)
    declare(ada, country="PT")

    assert steps(project.pk, ada.pk)["join"] == "current"


def test_a_draft_has_no_way() -> None:
    project = ready_project()

    with pytest.raises(NotFound):
        queries.way(user_id=person().pk, project_id=project.pk, now=NOW)


def test_a_guideline_that_is_no_longer_in_force_cannot_be_read() -> None:
    project, ada = project_with_quiz(), person()
    first = project.guideline_versions.get()
    guideline(project, "# Another")

    with pytest.raises(WrongGuidelineVersion):
        actions.read_guideline(
            user_id=ada.pk, project_id=project.pk, guideline_version_id=first.pk, now=NOW
        )


def test_a_major_guideline_makes_qualifications_stale_and_a_minor_one_does_not() -> None:
    project, ada = project_with_quiz(), person()
    qualification = qualified(project, ada)

    guideline(project, "# Clearer", change="minor")
    after_minor = actions.make_qualifications_stale(project_id=project.pk, now=NOW)
    state_after_minor = steps(project.pk, ada.pk)["work"]
    guideline(project, "# Different", change="major")
    after_major = actions.make_qualifications_stale(project_id=project.pk, now=NOW)
    again = actions.make_qualifications_stale(project_id=project.pk, now=NOW)

    qualification.refresh_from_db()
    assert (after_minor, state_after_minor) == (0, "current")
    assert (after_major, again) == (1, 0)
    assert (qualification.state, qualification.reason) == (
        "stale",
        "The guideline changed to version 2.0.",
    )
    assert steps(project.pk, ada.pk)["guideline"] == "current"


def test_a_qualification_ends_by_its_time_before_anybody_writes_so() -> None:
    project, ada = project_with_quiz(), person()
    qualification = qualified(project, ada)
    end = NOW + timedelta(days=90)

    before = queries.is_qualified(
        user_id=ada.pk, project_id=project.pk, now=end - timedelta(seconds=1)
    )
    after = queries.standing(user_id=ada.pk, project_id=project.pk, now=end)
    written = [actions.expire_qualifications(now=end) for _ in range(2)]

    qualification.refresh_from_db()
    assert before
    assert (after.is_qualified, after.reason) == (
        False,
        "Your qualification for this project has ended.",
    )
    assert written == [1, 0]
    assert qualification.state == "expired"


def test_who_was_qualified_for_the_whole_time_has_new_attempts() -> None:
    project, ada = project_with_quiz(attempts_per_major=1), person()
    qualified(project, ada)
    later = NOW + timedelta(days=91)

    attempt = sit(project, ada, now=later)

    assert attempt.state == "passed"
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=later)


def test_a_closed_project_lets_nobody_work() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)
    projects_actions.close_project(
        actor_id=owner_id(project.organisation), project_id=project.pk, now=NOW
    )

    assert steps(project.pk, ada.pk)["work"] == "blocked"


def test_ways_into_three_projects_cost_as_many_queries_as_into_one() -> None:
    ada = person()
    projects = [project_with_quiz() for _ in range(3)]
    for project in projects:
        ready_for_quiz(project, ada)
    ids = [project.pk for project in projects]

    counts = []
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as asked:
            ways = queries.ways(user_id=ada.pk, project_ids=some, now=NOW)
        counts.append(len(asked))

    assert {way.next_step.key for way in ways.values()} == {"quiz"}
    assert counts == [10, 10]
