"""Who judges labels is judged by what others decided of the same ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.consensus import actions as consensus_actions
from guildmark.consensus.actions.judged_labels import hold_verdicts
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.verifying import settle_verdicts
from guildmark.core.models import Operation
from guildmark.quality import actions, queries
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.models import Restriction, VerdictScore
from guildmark.work.judgement import Judgement
from guildmark.work.models import Submission, Task
from tests.factories import accounts, quality, verdicts, work
from tests.factories.verdicts import ACCEPT, REJECT, draw_task, verify_task
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
RULE = RuleDefinition("Verdicts", "verdict_skill", 40, 20, 0.5, "notice", {})


def _said(place: Workplace) -> list[tuple[bool, bool | None, bool]]:
    """By verdict in the order they came: accepted, right, by a reviewer."""
    rows = VerdictScore.objects.filter(project=place.project).order_by("submission_id")
    return list(rows.values_list("is_accept", "is_right", "is_by_reviewer"))


def _judged(place: Workplace, *judgements: Judgement) -> list[User]:
    """Different people say these things of the label of the first task, which is settled."""
    people = [work.annotator(place) for _ in judgements]
    for user, judgement in zip(people, judgements, strict=True):
        verdicts.judge(place, judgement, user=user)
    settle_verdicts(verify_task_id=verify_task(place).pk, now=NOW)
    hold_verdicts(draw_task_id=draw_task(place).pk)
    return people


@pytest.mark.parametrize(
    ("judgements", "right"),
    [
        ((ACCEPT, ACCEPT, REJECT), (None, None, True)),
        ((ACCEPT, REJECT, REJECT), (False, None, None)),
        ((ACCEPT, ACCEPT, ACCEPT), (True, True, True)),
        ((ACCEPT, REJECT), (False, True)),
        ((ACCEPT,), (None,)),
    ],
)
def test_a_verdict_is_held_against_those_of_others_and_never_against_itself(
    judgements: Sequence[Judgement], right: tuple[bool | None, ...]
) -> None:
    place = verdicts.verified_place(verdicts=len(judgements))
    verdicts.drawn(place)

    _judged(place, *judgements)

    assert _said(place) == [
        (one is ACCEPT, expected, False)
        for one, expected in zip(judgements, right, strict=True)
    ]  # fmt: skip


def test_what_a_reviewer_settles_decides_and_a_second_call_changes_nothing() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place, people=1)
    people = _judged(place, ACCEPT, REJECT)
    reviewer = accounts.person()
    consensus_actions.settle(
        actor_id=reviewer.pk,
        task_id=draw_task(place).pk,
        settlement=consensus_actions.Settlement(way="accept", reason_code="other"),
        now=LATER,
    )

    for _ in range(2):  # a worker may be lost before it holds rules against them
        assert hold_verdicts(draw_task_id=draw_task(place).pk) == sorted(one.pk for one in people)

    assert _said(place) == [(True, True, True), (False, True, True)]


def test_a_reviewer_who_changes_the_label_found_it_wrong() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place)
    _judged(place, ACCEPT, REJECT)
    consensus_actions.settle(
        actor_id=accounts.person().pk,
        task_id=draw_task(place).pk,
        settlement=consensus_actions.Settlement(
            way="edit", reason_code="other", document=work.boxes(3)
        ),
        now=LATER,
    )

    hold_verdicts(draw_task_id=draw_task(place).pk)

    assert _said(place) == [(True, False, True), (False, False, True)]


def test_the_same_label_handed_in_again_and_accepted_says_that_it_was_no_reason_to_reject() -> None:
    place = verdicts.verified_place()
    [author] = verdicts.drawn(place)
    _judged(place, REJECT)
    held = work.claim(author, place)
    work.submit(author, held)
    refresh_task(task_id=draw_task(place).pk, now=NOW)
    verdicts.judge(place, ACCEPT)
    settle_verdicts(verify_task_id=verify_task(place).pk, now=NOW)

    hold_verdicts(draw_task_id=draw_task(place).pk)

    assert _said(place) == [(False, True, False), (True, False, False)]


def test_a_verdict_that_counts_no_more_is_held_against_nobody() -> None:
    place = verdicts.verified_place(verdicts=2)
    verdicts.drawn(place)
    first, second = _judged(place, ACCEPT, ACCEPT)
    Submission.objects.filter(annotator=second).update(counts=False)

    hold_verdicts(draw_task_id=draw_task(place).pk)

    assert _said(place) == [(True, None, False)]
    assert VerdictScore.objects.get().annotator_id == first.pk


def _history(place: Workplace, user: User, said: Sequence[tuple[bool, bool]]) -> None:
    """So many verdicts of somebody: what they said, what others did, a minute apart."""
    scores = []
    for minute, (is_accept, is_right) in enumerate(said):
        made = work.submit(user, work.claim(user, place))
        scores.append(
            VerdictScore(
                submission_id=made.submission_id, annotator=user, project=place.project,
                is_accept=is_accept, is_right=is_right, given_at=NOW + timedelta(minutes=minute),
            )
        )  # fmt: skip
    VerdictScore.objects.bulk_create(scores)


#: Of 30 labels 24 were right.
CAREFUL = [(True, True)] * 22 + [(False, True)] * 2 + [(False, False)] * 5 + [(True, False)]
ACCEPTS_ALL = [(True, True)] * 24 + [(True, False)] * 6
REJECTS_ALL = [(False, True)] * 24 + [(False, False)] * 6
ALL_RIGHT = [(True, True)] * 30


@pytest.fixture
def crowd() -> tuple[Workplace, dict[str, User]]:
    """Four people who judged thirty labels each."""
    place = work.workplace(items=30)
    work.open_batch(place, overlap=4)
    people = {name: work.annotator(place) for name in ("careful", "accepts", "rejects", "lucky")}
    for name, said in zip(people, (CAREFUL, ACCEPTS_ALL, REJECTS_ALL, ALL_RIGHT), strict=True):
        _history(place, people[name], said)
    return place, people


def test_a_rule_finds_who_accepts_or_rejects_everything_with_the_numbers_and_nobody_else(
    crowd: tuple[Workplace, dict[str, User]],
) -> None:
    place, people = crowd
    quality.rule(place, RULE, is_on=True)

    assert actions.judge_project(project_id=place.project.pk, now=LATER) == 2

    fired = {one.annotator_id: one for one in queries.firings(place.project.pk)}
    assert set(fired) == {people["accepts"].pk, people["rejects"].pk}
    accepts = fired[people["accepts"].pk]
    assert accepts.evidence["verdicts"] == {
        "right": 24, "right_accepted": 24, "wrong": 6, "wrong_accepted": 6,
    }  # fmt: skip
    assert len(accepts.evidence["submission_ids"]) == 30
    assert accepts.sentence.startswith(
        "Of 24 labels that others found right 24 were accepted, and of 6 that they found wrong 6:"
    )
    [told] = Restriction.objects.filter(annotator=people["accepts"])
    assert (told.kind, told.evidence["wrong_accepted"]) == ("notice", 6)
    assert actions.judge_project(project_id=place.project.pk, now=LATER) == 0


def test_a_dry_run_names_them_and_says_who_could_not_be_judged(
    crowd: tuple[Workplace, dict[str, User]],
) -> None:
    place, people = crowd
    trial = actions.request_trial(
        actor_id=place.manager.pk, project_id=place.project.pk, asked=RULE, now=LATER
    )

    actions.run_trial(trial_id=trial.pk, clock=lambda: LATER)

    trial.refresh_from_db()
    assert trial.state == Operation.State.DONE
    assert trial.result is not None
    assert {one["user_id"] for one in trial.result["who"]} == {
        people["accepts"].pk, people["rejects"].pk,
    }  # fmt: skip
    assert (trial.result["people"], trial.result["judged"]) == (4, 3)
    assert not Restriction.objects.exists()


def test_the_people_table_shows_the_base_rate_beside_what_somebody_said(
    crowd: tuple[Workplace, dict[str, User]],
) -> None:
    place, people = crowd

    row = queries.person_detail(project_id=place.project.pk, user_id=people["accepts"].pk)

    found = row.verdicts
    assert found is not None
    assert (found.given_count, found.accepted_count) == (30, 30)
    assert (found.held.as_decided, found.held.by_one_word) == (24, 24)
    assert found.discernment["value"] == 0
    assert (found.others_count, found.others_accepted_count) == (90, 22 + 1 + 30)
    nobody = queries.person_detail(project_id=place.project.pk, user_id=people["lucky"].pk)
    assert nobody.verdicts is not None
    assert nobody.verdicts.discernment["value"] is None


def test_oneself_is_shown_what_was_said_up_to_midnight(
    crowd: tuple[Workplace, dict[str, User]],
) -> None:
    place, people = crowd
    careful = people["careful"].pk

    def own(now: datetime) -> queries.VerdictFigures | None:
        return queries.own_detail(user_id=careful, project_id=place.project.pk, now=now).verdicts

    assert own(NOW + timedelta(hours=2)) is None
    tomorrow = own(NOW + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.held.right == 24


def test_nobody_is_asked_about_a_label_without_the_step() -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    verdicts.drawn(place)

    assert hold_verdicts(draw_task_id=draw_task(place).pk) == []
    assert Task.objects.filter(step=Task.Step.VERIFY).count() == 0
