"""The bank of known answers: corrected, trusted, refilled."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.quality import actions, queries
from guildmark.quality.actions.suspecting import suspend_if_suspicious
from guildmark.quality.models import GoldChange, GoldItem, GoldScore, Skill
from guildmark.quality.queries.own import LEAST_IN_BLOCK
from guildmark.work.models import Seat
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
WRONG = document(box(500, 400))


@pytest.fixture
def place() -> Workplace:
    """A project with one open task, and gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _answers(place: Workplace, gold: GoldItem, rights: list[bool]) -> list[GoldScore]:
    scores = []
    for is_right in rights:
        reply = gold.reference if is_right else WRONG
        answer = quality.gold_answer(place, gold, accounts.person(), reply)
        scores.append(actions.score_gold(submission_id=answer.pk, now=NOW))
    assert None not in scores
    return [one for one in scores if one is not None]


def _move(place: Workplace, gold: GoldItem, **more: Any) -> dict[str, Any]:
    """Keywords of the actions."""
    return {"actor_id": place.manager.pk, "gold_item_id": gold.pk, "now": NOW, **more}


def test_a_correction_scores_everybody_anew_a_chunk_at_a_time(place: Workplace) -> None:
    gold = quality.gold_item(place)
    scores = _answers(place, gold, [True, True, False])

    actions.correct_gold_item(**_move(place, gold, reference=WRONG, reason="I drew the shadow."))
    more_left = [actions.rescore_gold(gold_item_id=gold.pk, now=NOW, limit=2) for _ in range(3)]

    assert more_left == [True, False, False]
    rows = GoldScore.objects.order_by("pk").values_list("is_right", "reference_version")
    assert list(rows) == [(False, 2), (False, 2), (True, 2)]
    actions.refresh_skills(project_id=place.project.pk, now=NOW)
    means = {row.annotator_id: row.mean for row in Skill.objects.all()}
    assert means[scores[2].annotator_id] > means[scores[0].annotator_id]
    assert Event.objects.filter(name="gold_item.rescored").count() == 1


def test_a_correction_that_was_cut_off_is_found_and_goes_on(place: Workplace) -> None:
    gold = quality.gold_item(place)
    _answers(place, gold, [True, True, True])
    actions.correct_gold_item(**_move(place, gold, reference=WRONG))

    assert actions.rescore_gold(gold_item_id=gold.pk, now=NOW, limit=1)
    assert queries.gold_items_to_rescore(limit=9) == [gold.pk]
    while actions.rescore_gold(gold_item_id=gold.pk, now=NOW, limit=1):
        pass

    assert queries.gold_items_to_rescore(limit=9) == []
    assert set(GoldScore.objects.values_list("reference_version", flat=True)) == {2}


def test_the_same_correction_twice_makes_one_version(place: Workplace) -> None:
    gold = quality.gold_item(place)

    for _ in range(2):
        actions.correct_gold_item(**_move(place, gold, reference=WRONG, reason="Wrong coin."))

    changes = GoldChange.objects.filter(gold_item=gold).order_by("pk")
    assert list(changes.values_list("kind", "reference_version", "reason")) == [
        ("added", 1, ""),
        ("corrected", 2, "Wrong coin."),
    ]
    assert [one.reference for one in changes] == [gold.reference, WRONG]


def test_an_item_that_people_miss_as_they_miss_all_others_stays(place: Workplace) -> None:
    people = [accounts.person() for _ in range(10)]
    *_, suspect = (_half_missed(place, people) for _ in range(6))

    evidence = queries.misses_of(suspect)
    suspend_if_suspicious(suspect, now=NOW)

    assert evidence.missed == 5
    assert sum(evidence.shares) == pytest.approx(5, abs=1)
    suspect.refresh_from_db()
    assert suspect.state == GoldItem.State.ACTIVE


def _half_missed(place: Workplace, people: list[User]) -> GoldItem:
    """An item that every other person missed, always the same ones."""
    gold = quality.gold_item(place)
    GoldScore.objects.bulk_create(
        GoldScore(
            submission=quality.bare_answer(place, gold, user),
            gold_item=gold,
            annotator=user,
            project=place.project,
            is_right=number % 2 == 0,
            right_share=float(number % 2 == 0),
            scored_at=NOW,
        )
        for number, user in enumerate(people)
    )
    return gold


def test_what_a_manager_kept_is_not_suspended_for_what_was_known_then(place: Workplace) -> None:
    gold = quality.gold_item(place)
    _answers(place, gold, [False] * 10)
    gold.refresh_from_db()
    assert (gold.state, gold.is_trusted) == ("suspended", False)

    actions.activate_gold_item(**_move(place, gold, reason="I looked: it is right."))
    _answers(place, gold, [False])

    gold.refresh_from_db()
    assert (gold.state, gold.is_trusted) == ("active", True)


def test_scores_of_an_item_retired_while_in_doubt_do_not_count(place: Workplace) -> None:
    doubted, kept = quality.gold_item(place), quality.gold_item(place)
    _answers(place, doubted, [True])
    actions.suspend_gold_item(**_move(place, doubted))
    _answers(place, kept, [True])

    actions.retire_gold_item(**_move(place, doubted))
    actions.retire_gold_item(**_move(place, kept))

    assert [one.checks for one in queries.tallies(place.project.pk).values()] == [1]


def test_labels_are_counted_right_seen_and_spurious(place: Workplace) -> None:
    user = accounts.person()
    gold = quality.gold_item(place)
    reply = document(box(10, 20), box(500, 400))
    score = actions.score_gold(
        submission_id=quality.gold_answer(place, gold, user, reply).pk, now=NOW
    )

    assert score is not None
    assert score.by_label == {"coin": [1, 2, 1]}
    (coin,) = queries.person_detail(project_id=place.project.pk, user_id=user.pk).labels
    assert (coin.name, coin.right_count, coin.seen_count, coin.spurious_count) == ("Coin", 1, 2, 1)
    assert coin.share["undefined_reason"] == "Fewer than 5 images to go by."


def test_ones_own_labels_come_in_the_blocks_of_ones_own_skill(place: Workplace) -> None:
    user = work.annotator(place)
    for number in range(LEAST_IN_BLOCK):
        quality.fresh_checks(place, user, "rw"[number % 2], start=NOW + timedelta(days=number))

    def own(days: int) -> list[tuple[int, int]]:
        found = queries.own_detail(
            user_id=user.pk, project_id=place.project.pk, now=NOW + timedelta(days=days)
        )
        return [(one.right_count, one.seen_count) for one in found.labels]

    assert (own(LEAST_IN_BLOCK - 1), own(LEAST_IN_BLOCK)) == ([], [(6, 10)])


def _newcomers(place: Workplace, number: int) -> None:
    Seat.objects.bulk_create(
        Seat(annotator=accounts.person(), project=place.project) for _ in range(number)
    )


def _propose(place: Workplace, item_id: int) -> GoldItem | None:
    return actions.propose_gold_item(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        item_id=item_id,
        reference=work.boxes(2),
        reason="A reviewer settled it.",
        schema_version_id=place.project.schema_versions.get().pk,
        now=NOW,
    )


def test_a_settled_answer_is_proposed_and_activated_with_one_press(place: Workplace) -> None:
    (item,) = work.add_items(place, 1)
    assert _propose(place, item.pk) is None  # nobody would be left to meet it
    _newcomers(place, 10)

    proposed = _propose(place, item.pk)
    twice = _propose(place, item.pk)

    assert proposed is not None
    assert twice is None
    assert (proposed.state, proposed.source, proposed.task) == ("proposed", "adjudicated", None)
    active = actions.activate_gold_item(**_move(place, proposed))
    assert active.task is not None
    assert active.is_hidden


def test_an_answer_that_does_not_fit_is_not_proposed(place: Workplace) -> None:
    (item,) = work.add_items(place, 1)
    _newcomers(place, 10)

    made = actions.propose_gold_item(
        actor_id=None,
        project_id=place.project.pk,
        item_id=item.pk,
        reference=document(box(630, 30)),
        reason="",
        schema_version_id=place.project.schema_versions.get().pk,
        now=NOW,
    )

    assert made is None
    assert not GoldItem.objects.exists()


def test_the_alarm_of_a_low_stock_is_raised_once_until_there_is_enough(place: Workplace) -> None:
    def check() -> bool:
        return actions.check_stock(project_id=place.project.pk, now=NOW).is_low

    alarms = Event.objects.filter(name="gold.stock_low")
    assert [check(), check()] == [True, True]
    assert alarms.count() == 1
    (alarm,) = queries.alarms(place.project.pk, NOW)
    assert (alarm.code, alarm.sentence) == (
        "gold_stock_low", "There is no hidden gold in use.",
    )  # fmt: skip

    quality.gold_item(place)
    assert check() is False
    assert queries.alarms(place.project.pk, NOW) == []
    _answers(place, GoldItem.objects.get(), [True])
    Seat.objects.update(claimed_at=NOW)
    assert check() is True
    assert alarms.count() == 2


def test_the_bank_says_for_whom_it_lasts_and_what_is_in_it(place: Workplace) -> None:
    first = quality.gold_item(place)
    _answers(place, first, [True])
    quality.gold_item(place, reference=document())
    Seat.objects.update(claimed_at=NOW)

    stock = queries.gold_stock(project_id=place.project.pk, now=NOW + timedelta(days=1))

    assert stock.states == {"proposed": 0, "active": 2, "suspended": 0, "retired": 0}
    assert [(one.kind, one.item_count, one.object_count) for one in stock.kinds] == [
        ("label", 1, 2), ("nothing", 1, 1),
    ]  # fmt: skip
    assert (stock.person_count, stock.exhausted_count, stock.soon_count) == (1, 0, 0)
    assert stock.uses_per_day == pytest.approx(1 / 7)
    assert not stock.is_low
