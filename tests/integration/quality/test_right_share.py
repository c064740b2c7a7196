"""How much of a check was right: what people are judged by, also of what was scored before."""

from importlib import import_module

import pytest
from django.db import connection

from guildmark.accounts.models import User
from guildmark.quality import actions, queries
from guildmark.quality.figures import Json
from guildmark.quality.models import GoldItem, GoldScore, Restriction, RuleFiring, Skill
from guildmark.quality.queries.holding_back import MOST_LATER
from guildmark.work import actions as work_actions
from guildmark.work.models import Submission
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
FOUR = document(*(box(20 + 100 * place, 20) for place in range(4)))
THREE = document(*(box(20 + 100 * place, 20) for place in range(3)))
BESIDE = document(*(box(20 + 100 * place, 20) for place in range(3)), box(320, 300))
EMPTY = document()


@pytest.fixture
def place() -> Workplace:
    """A project with gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _scored(place: Workplace, known: Json, said: Json) -> Submission:
    gold = quality.gold_item(place, reference=known)
    answer = quality.gold_answer(place, gold, accounts.person(), said)
    actions.score_gold(submission_id=answer.pk, now=NOW)
    return answer


def _checked(place: Workplace, user: User, said: Json) -> None:
    """Somebody says the same to six pictures of four objects each, and goes on."""
    work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    for _ in range(6):
        gold = quality.gold_item(place, reference=FOUR)
        made = work_actions.submit(
            user_id=user.pk,
            assignment_id=quality.gold_lease(place, gold, user).pk,
            document=said,
            seconds_spent=8.0,
            now=NOW,
        )
        actions.score_gold(submission_id=made.submission_id, now=NOW)
    quality.further_answers(place, user, MOST_LATER)


def test_what_was_scored_before_gets_the_share_that_it_would_get_now(place: Workplace) -> None:
    for known, said in ((FOUR, FOUR), (FOUR, THREE), (FOUR, BESIDE), (EMPTY, EMPTY), (EMPTY, FOUR)):
        _scored(place, known, said)
    scores = GoldScore.objects.order_by("pk")
    shares = list(scores.values_list("right_share", flat=True))
    scores.update(right_share=1.0)
    migration = import_module("guildmark.quality.migrations.0011_right_share")

    with connection.cursor() as cursor:
        cursor.execute(migration.FILLED)

    assert shares == [1.0, 0.75, 0.75, 1.0, 0.0]
    assert list(scores.values_list("right_share", flat=True)) == shares


def test_after_the_upgrade_the_sweep_computes_skills_anew(place: Workplace) -> None:
    answer = _scored(place, FOUR, THREE)
    Skill.objects.update(mean=0.1)
    migration = import_module("guildmark.quality.migrations.0011_right_share")
    with connection.cursor() as cursor:
        cursor.execute(migration.HELD_ANEW)
    assert queries.is_held_anew(place.project.pk)

    tasks.catch_up()

    assert not queries.is_held_anew(place.project.pk)
    assert GoldItem.objects.get(task=answer.task_id).rescored_version == 1


def test_who_finds_three_objects_of_four_each_time_goes_on_and_who_finds_none_is_paused(
    place: Workplace,
) -> None:
    quality.rule(place, is_on=True)
    good, idle = work.annotator(place), work.annotator(place)
    _checked(place, good, THREE)
    _checked(place, idle, EMPTY)

    for user in (good, idle):
        actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW)

    assert [one.annotator for one in Restriction.objects.all()] == [idle]


def test_what_was_right_in_part_is_said_as_a_share(place: Workplace) -> None:
    quality.rule(place, is_on=True)
    user = work.annotator(place)
    _checked(place, user, document(box(20, 20)))

    actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW)

    firing = RuleFiring.objects.get()
    assert firing.sentence.startswith("On average a share of 0.25 of each of the last ")
    assert firing.evidence["mean"] == 0.25
    assert firing.restriction is not None
    assert firing.restriction.evidence["mean"] == 0.25
