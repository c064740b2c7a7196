"""A model held against the known answers of a project."""

import json
from typing import Any

import pytest

from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.datasets.models import WITHDRAWN, Item
from guildmark.quality import actions as quality_actions
from guildmark.quality.models import GoldItem
from guildmark.releases import actions, evaluation_queries
from guildmark.releases.actions import evaluation_run
from guildmark.releases.errors import NoGold, UnknownAnnotator
from guildmark.releases.models import Evaluation
from guildmark.work.models import Submission
from tests.factories import accounts, quality, releases, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project without any answer: two pictures of two known coins each, no release."""
    place = work.workplace()
    for _ in range(2):
        quality.gold_item(place)
    return place


def said(place: Workplace, *, leave: int = 0) -> bytes:
    """What a model that is right says of the gold, but for its first few coins."""
    rows = [_row(gold) for gold in GoldItem.objects.filter(project=place.project).order_by("pk")]
    rows[0]["shapes"] = rows[0]["shapes"][leave:]
    return "\n".join(map(json.dumps, rows)).encode()


def _row(gold: GoldItem) -> dict[str, Any]:
    shapes = [
        {key: shape[key] for key in ("label", "geometry")} | {"score": 0.9}
        for shape in gold.reference["shapes"]
    ]
    return {"file_name": gold.item.name, "shapes": shapes}


def run(evaluation: Evaluation) -> Evaluation:
    """What a worker does."""
    evaluation_run.run(evaluation_id=evaluation.pk, clock=clock.now)
    evaluation.refresh_from_db()
    return evaluation


def test_a_model_is_held_against_gold_before_there_is_any_release(place: Workplace) -> None:
    evaluation = run(releases.gold_evaluation(place, said(place, leave=1)))

    assert (evaluation.state, evaluation.error_detail) == (Operation.State.DONE, "")
    assert (evaluation.against, evaluation.project_id) == ("gold", place.project.pk)
    assert evaluation.report is not None
    shapes = evaluation.report["shapes"]
    assert (shapes["images"], shapes["headline"]["recall"]["value"]) == (2, 0.75)
    assert shapes["noise"]["f1_ceiling"]["value"] is None
    worst, other = evaluation_queries.evaluation_items(evaluation.pk)
    assert (worst.misses, other.misses) == (1, 0)
    assert worst.item == GoldItem.objects.order_by("pk").first().item  # type: ignore[union-attr]  # there are two
    assert len(worst.truth["shapes"]) == 2


def test_a_known_answer_that_is_corrected_afterwards_changes_no_evaluation(
    place: Workplace,
) -> None:
    evaluation = run(releases.gold_evaluation(place, said(place)))
    gold = GoldItem.objects.earliest("pk")
    quality_actions.correct_gold_item(
        actor_id=place.manager.pk,
        gold_item_id=gold.pk,
        reference=work.boxes(1),
        reason="One of the two is a button.",
        now=clock.now(),
    )

    again = run(releases.gold_evaluation(place, said(place)))

    first = evaluation_queries.evaluation_items(evaluation.pk).get(gold_item=gold)
    assert (len(first.truth["shapes"]), again.pk != evaluation.pk) == (2, True)
    newer = evaluation_queries.evaluation_items(again.pk).get(gold_item=gold)
    assert len(newer.truth["shapes"]) == 1
    assert again.truth_sha256 != evaluation.truth_sha256


def test_asking_twice_while_one_waits_gives_the_same_one(place: Workplace) -> None:
    first = releases.gold_evaluation(place, said(place))

    again = releases.gold_evaluation(place, said(place))

    assert again.pk == first.pk
    assert releases.gold_evaluation(place, said(place), name="Another").pk != first.pk


def test_gold_that_is_not_in_use_or_was_taken_back_is_no_truth(place: Workplace) -> None:
    content = said(place)
    first, second = GoldItem.objects.order_by("pk")
    quality_actions.suspend_gold_item(
        actor_id=place.manager.pk, gold_item_id=first.pk, now=clock.now()
    )

    evaluation = run(releases.gold_evaluation(place, content))

    assert evaluation.report is not None
    assert evaluation.report["images"] == 1
    assert [one["code"] for one in evaluation.refusals] == ["unknown_image"]
    Item.objects.filter(pk=second.item_id).update(
        excluded_at=clock.now(), exclusion_reason=WITHDRAWN
    )
    with pytest.raises(NoGold):
        releases.gold_evaluation(place, content, name="Later")


def test_gold_that_goes_while_the_evaluation_waits_ends_it_with_the_reason(
    place: Workplace,
) -> None:
    waiting = releases.gold_evaluation(place, said(place))
    GoldItem.objects.update(state=GoldItem.State.RETIRED)

    run(waiting)

    assert (waiting.state, waiting.error_code) == (Operation.State.FAILED, "truth_missing")


def test_known_answers_of_an_older_schema_are_left_out_by_name(place: Workplace) -> None:
    stale = GoldItem.objects.earliest("pk")
    shape = {**stale.reference["shapes"][0], "label": "button"}
    GoldItem.objects.filter(pk=stale.pk).update(reference={**stale.reference, "shapes": [shape]})
    content = json.dumps(_row(GoldItem.objects.latest("pk"))).encode()

    evaluation = run(releases.gold_evaluation(place, content))

    assert evaluation.report is not None
    assert evaluation.report["images"] == 1
    (left_out,) = evaluation.refusals
    assert (left_out["code"], evaluation.refused_count) == ("older_schema", 1)
    assert stale.item.name in left_out["message"]


@pytest.fixture
def open_place(place: Workplace) -> Workplace:
    """The same with work to do, among which gold is met."""
    work.add_items(place, 1)
    work.open_batch(place)
    return place


def _asked(place: Workplace, annotator: str) -> Evaluation:
    made, _ = actions.request_gold_annotator_evaluation(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator=annotator,
        now=clock.now(),
    )
    return made


def test_a_person_is_held_against_the_gold_they_answered_as_a_model_is(
    open_place: Workplace,
) -> None:
    first, second = GoldItem.objects.filter(project=open_place.project).order_by("pk")
    ana, ben = accounts.person(), accounts.person()
    for user in (ana, ben):
        work.annotator(open_place, user=user)
    half = quality.bare_answer(open_place, first, ana)
    document = {**first.reference, "shapes": first.reference["shapes"][:1]}
    Submission.objects.filter(pk=half.pk).update(document=document)
    quality.bare_answer(open_place, first, ben)
    quality.bare_answer(open_place, second, ben)

    of_ana, of_ben = (run(_asked(open_place, user.pseudonym)) for user in (ana, ben))

    assert evaluation_queries.annotators_of_gold(open_place.project.pk) == [
        {"annotator": ben.pseudonym, "item_count": 2},
        {"annotator": ana.pseudonym, "item_count": 1},
    ]
    assert (of_ana.against, of_ana.source, of_ana.source_name) == (
        "gold", "annotator", ana.pseudonym,
    )  # fmt: skip
    assert (of_ana.report or {})["shapes"]["headline"]["recall"]["value"] == 0.5
    assert (of_ben.report or {})["shapes"]["headline"]["recall"]["value"] == 1.0
    (row,) = evaluation_queries.evaluation_items(of_ana.pk)
    assert (row.item, row.misses, row.hits) == (first.item, 1, 1)


def test_answers_that_do_not_count_are_nobody_s(open_place: Workplace) -> None:
    gold = GoldItem.objects.filter(project=open_place.project).earliest("pk")
    ana = accounts.person()
    work.annotator(open_place, user=ana)
    given = quality.bare_answer(open_place, gold, ana)
    asked = _asked(open_place, ana.pseudonym)

    Submission.objects.filter(pk=given.pk).update(counts=False)

    assert evaluation_queries.annotators_of_gold(open_place.project.pk) == []
    with pytest.raises(UnknownAnnotator):
        _asked(open_place, ana.pseudonym)
    with pytest.raises(UnknownAnnotator):
        _asked(open_place, "nobody")
    ended = run(asked)
    assert (ended.state, ended.error_code) == (Operation.State.FAILED, "truth_missing")
