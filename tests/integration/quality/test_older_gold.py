"""Gold that was written when less could be said than now."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from concord.documents import parse_document
from guildmark.consensus.consolidation import starting_model
from guildmark.consensus.findings import parts_of
from guildmark.consensus.queries.inputs import gold_of_project, inputs_sha256, project_schema
from guildmark.projects.models import SchemaVersion
from guildmark.quality import actions, queries
from guildmark.quality.errors import WrongReference
from guildmark.quality.models import GoldItem, GoldScore, Skill
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def place() -> Workplace:
    """A project of coins, in which gold may come."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _adds_a_label(place: Workplace, *questions: dict[str, Any]) -> SchemaVersion:
    """Buttons can be drawn from now on."""
    coin = work.DEFINITION["labels"][0]
    definition = {
        **work.DEFINITION,
        "labels": [coin, {**coin, "key": "button", "name": "Button"}],
        "questions": list(questions),
    }
    made = SchemaVersion.objects.create(
        project=place.project,
        number=2,
        definition=definition,
        created_by=place.manager,
        created_at=LATER,
    )
    place.project.batches.update(schema_version=made)
    return made


def _asks(place: Workplace, *options: str, number: int) -> None:
    asked = {
        "key": "what",
        "text": "What is it?",
        "type": "choice",
        "required": True,
        "options": [{"key": key, "name": key.title()} for key in options],
    }
    made = SchemaVersion.objects.create(
        project=place.project,
        number=number,
        definition={"version": 1, "labels": [], "questions": [asked]},
        created_by=place.manager,
        created_at=NOW,
    )
    place.project.batches.update(schema_version=made)


def _answered(place: Workplace, gold: GoldItem, said: dict[str, Any]) -> GoldScore:
    answer = quality.gold_answer(place, gold, accounts.person(), said)
    score = actions.score_gold(submission_id=answer.pk, now=LATER)
    assert score is not None
    return score


def _confirm(place: Workplace, gold: GoldItem) -> GoldItem:
    return actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=gold.pk, reference=gold.reference, now=LATER
    )


def test_a_newer_label_is_held_against_nobody_until_the_answer_is_confirmed(
    place: Workplace,
) -> None:
    gold = quality.gold_item(place, reference=document(box(10, 10)))
    _adds_a_label(place)
    said = document(box(10, 10), *(box(at, 200, label="button") for at in (10, 100, 200)))
    score = _answered(place, gold, said)
    before = (score.is_right, score.f1)

    _confirm(place, gold)
    actions.rescore_gold(gold_item_id=gold.pk, now=LATER)

    score.refresh_from_db()
    assert before == (True, 1.0)
    assert (score.is_right, score.f1) == (False, 0.4)


def test_a_check_of_which_nothing_is_left_counts_neither_way(place: Workplace) -> None:
    _asks(place, "coin", "ring", number=2)
    gold = quality.gold_item(place, reference=document(answers={"what": "coin"}))
    _asks(place, "coin", "ring", "button", number=3)

    unheld = _answered(place, gold, document(answers={"what": "button"}))
    wrong = _answered(place, gold, document(answers={"what": "ring"}))

    assert (unheld.is_held, wrong.is_held, wrong.is_right) == (False, True, False)
    assert Skill.objects.get(annotator_id=unheld.annotator_id).check_count == 0
    assert Skill.objects.get(annotator_id=wrong.annotator_id).check_count == 1
    row = queries.gold_item(gold.pk)
    assert (row.check_count, row.right_count) == (1, 0)  # type: ignore[attr-defined]  # annotated


def test_what_somebody_could_not_draw_is_counted_as_seen_by_nobody(place: Workplace) -> None:
    old = quality.gold_item(place, reference=document(box(10, 10)))
    before = quality.gold_answer(place, old, accounts.person(), document(box(10, 10)))
    _adds_a_label(place)
    reference = document(box(10, 10), box(200, 10, label="button"), box(400, 10))
    actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=old.pk, reference=reference, now=LATER
    )
    late = _answered(place, old, document(box(10, 10), box(200, 10, label="button")))

    early = actions.score_gold(submission_id=before.pk, now=LATER)

    assert early is not None
    assert (early.by_label, late.by_label) == (
        {"coin": [1, 2, 0]},
        {"button": [1, 1, 0], "coin": [1, 2, 0]},
    )
    found = {one.reference_id: (one.found_count, one.seen_count) for one in _parts(old)}
    assert found == {"s0": (2, 2), "s1": (1, 1), "s2": (0, 2)}


def test_a_part_that_nobody_could_have_known_stands_behind_what_was_missed(
    place: Workplace,
) -> None:
    gold = quality.gold_item(place, reference=document(box(10, 10)))
    answer = quality.gold_answer(place, gold, accounts.person(), document(box(10, 10)))
    _adds_a_label(place)
    reference = document(box(10, 10), box(200, 10, label="button"), box(400, 10))
    actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=gold.pk, reference=reference, now=LATER
    )
    actions.score_gold(submission_id=answer.pk, now=LATER)

    found = [(one.reference_id, one.found_count, one.seen_count) for one in _parts(gold)]

    assert found == [("s2", 0, 1), ("s0", 1, 1), ("s1", 0, 0)]


def _parts(gold: GoldItem) -> Sequence[queries.Found]:
    return queries.gold_detail(gold.pk).found


def test_who_is_held_against_nothing_has_seen_no_part(place: Workplace) -> None:
    gold = quality.gold_item(place, reference=document(box(10, 10)))
    _answered(place, gold, document(box(10, 10)))
    label = {**work.DEFINITION["labels"][0], "key": "button", "name": "Button"}
    made = SchemaVersion.objects.create(
        project=place.project,
        number=2,
        definition={**work.DEFINITION, "labels": [label]},
        created_by=place.manager,
        created_at=LATER,
    )
    place.project.batches.update(schema_version=made)

    unheld = [
        _answered(place, gold, said) for said in (document(), document(box(10, 10, label="button")))
    ]

    assert [(one.is_held, one.by_label) for one in unheld] == [(False, {}), (False, {})]
    assert [(one.found_count, one.seen_count) for one in _parts(gold)] == [(1, 1)]


def test_managers_find_what_is_older_and_confirm_it_once(place: Workplace) -> None:
    older = quality.gold_item(place)
    found = [_older(place)]
    _adds_a_label(place)
    newer = quality.gold_item(place)
    found.append(_older(place))

    confirmed = [_confirm(place, older).reference_version for _ in range(2)]

    assert found == [[], [older.pk]]
    assert confirmed == [2, 2]
    assert _older(place) == []
    assert not queries.gold_item(newer.pk).is_older  # type: ignore[attr-defined]  # annotated


def _older(place: Workplace) -> list[int]:
    wanted = queries.GoldFilter(is_older=True)
    rows = list(queries.bank(place.project.pk, wanted).values_list("pk", flat=True))
    assert queries.gold_stock(project_id=place.project.pk, now=LATER).older_count == len(rows)
    return rows


def test_what_lacks_an_answer_to_a_new_question_cannot_be_confirmed(place: Workplace) -> None:
    gold = quality.gold_item(place)
    asked = {"key": "dark", "text": "Is it dark?", "type": "boolean", "required": True}
    _adds_a_label(place, asked)

    with pytest.raises(WrongReference):
        _confirm(place, gold)

    gold.refresh_from_db()
    assert gold.reference_version == 1


def test_a_newer_label_teaches_consensus_nothing_about_who_drew_it(place: Workplace) -> None:
    gold = quality.gold_item(place, reference=document(box(10, 10), box(200, 10)))
    _adds_a_label(place)
    said = document(box(10, 10), box(200, 10, label="button"))
    score = _answered(place, gold, said)

    (known,) = gold_of_project(place.project.pk)

    assert len(score.details["matched"]) == 2
    assert known.known_labels == {(str(score.submission_id), "s0"): "coin"}


def test_of_gold_it_counts_who_has_not_drawn_what_is_there_and_has_what_is_not(
    place: Workplace,
) -> None:
    gold = quality.gold_item(place, reference=document(box(10, 10), box(200, 10)))
    _adds_a_label(place)
    said = document(box(10, 10), box(400, 300), box(300, 100, label="button"))
    score = _answered(place, gold, said)

    (known,) = gold_of_project(place.project.pk)
    schema = project_schema(place.project.pk)
    (part,) = parts_of([], [known], schema, starting_model(schema))

    assert (score.details["missed"], score.details["spurious"]) == (["s1"], ["s1"])
    assert part.background is not None
    (background,) = part.background.values()
    coin = part.class_keys.index("coin")
    assert background[:, coin].tolist() == [1, 1]
    assert background.sum() == 2


def test_a_known_answer_that_is_confirmed_as_it_is_teaches_the_next_fit(place: Workplace) -> None:
    _asks(place, "coin", "ring", number=2)
    gold = quality.gold_item(place, reference=document(answers={"what": "coin"}))
    _asks(place, "coin", "ring", "button", number=3)
    _answered(place, gold, document(answers={"what": "button"}))
    before = inputs_sha256(place.project.pk)

    _confirm(place, gold)
    actions.rescore_gold(gold_item_id=gold.pk, now=LATER)

    (confirmed,) = gold_of_project(place.project.pk)
    assert confirmed.known == parse_document(gold.reference)
    assert inputs_sha256(place.project.pk) != before


def test_a_label_that_is_drawn_otherwise_now_teaches_nothing_in_either_place(
    place: Workplace,
) -> None:
    """Not what a shape is that was called by it, nor what else is called by it."""
    _draws(place, {"token": "polygon", "coin": "box", "ring": "polygon"}, number=2)
    gold = quality.gold_item(
        place, reference=document(_outline(10, "token"), _outline(200, "ring"))
    )
    _draws(place, {"token": "polygon", "coin": "polygon", "ring": "polygon"}, number=3)
    score = _answered(place, gold, document(_outline(10, "coin"), _outline(200, "token")))

    (known,) = gold_of_project(place.project.pk)
    schema = project_schema(place.project.pk)

    assert len(score.details["matched"]) == 2
    assert known.known_labels == {(str(score.submission_id), "s1"): "ring"}
    (part,) = parts_of([], [known], schema, starting_model(schema))
    (counts,) = part.counts.values()
    assert counts.sum() == 1.0


def _draws(place: Workplace, kinds: dict[str, str], *, number: int) -> None:
    coin = work.DEFINITION["labels"][0]
    labels = [{**coin, "key": key, "kind": kind} for key, kind in kinds.items()]
    made = SchemaVersion.objects.create(
        project=place.project,
        number=number,
        definition={**work.DEFINITION, "labels": labels},
        created_by=place.manager,
        created_at=NOW,
    )
    place.project.batches.update(schema_version=made)


def _outline(at: float, label: str) -> dict[str, Any]:  # a shape
    ring = [[at, at], [at + 40, at], [at + 40, at + 40], [at, at + 40]]
    return box(at, at, label=label) | {"kind": "polygon", "geometry": {"points": ring, "holes": []}}
