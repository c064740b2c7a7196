"""A model's drafts: kept, drawn by lot, and what they do to the work."""

import json
from typing import Any

import pytest

from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.incoming import queries
from guildmark.incoming.effects import effect_of
from guildmark.incoming.models import LabelImport
from guildmark.projects.models import Project, SchemaVersion
from guildmark.work import actions
from guildmark.work.models import Assignment, Assist, Submission, Suggestion, Task
from guildmark.work.queries.suggestions import answers_with_drafts, is_suggesting
from tests.factories import accounts, incoming, work
from tests.factories.incoming import BOX
from tests.factories.projects import CLASSES
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


def results(rows: list[dict[str, Any]]) -> bytes:
    """COCO results, as a model writes them."""
    return json.dumps(rows).encode()


def suggested(place: Workplace, *boxes: list[float]) -> None:
    """A draft with these boxes for every picture of the project."""
    rows = [
        {"file_name": item.name, "category_id": "coin", "bbox": box, "score": 0.75}
        for item in incoming.pictures(place)
        for box in boxes
    ]
    made = incoming.kept(place, results(rows), purpose="suggestion")
    assert made.kept_count == len(incoming.pictures(place)), made.error_detail


def drafted(place: Workplace, *lines: dict[str, Any]) -> LabelImport:
    """What became of these lines, given as a model's drafts."""
    content = "\n".join(map(json.dumps, lines)).encode()
    return incoming.ran(
        incoming.asked(
            place,
            content,
            purpose="suggestion",
            format_key="jsonl",
            mapping={},
            file_name="lines.jsonl",
        )
    )


def share(place: Workplace, value: float) -> None:
    Project.objects.filter(pk=place.project.pk).update(suggestion_share=value)


def test_results_of_a_model_become_drafts_and_what_cannot_be_read_is_left_out() -> None:
    place = work.workplace(items=1)
    (item,) = incoming.pictures(place)
    good = {"image_id": int(item.name.partition(".")[0]), "category_id": 1, "score": 0.9}
    rows = [{**good, "bbox": BOX}, {**good, "bbox": [630.0, 10.0, 40.0, 40.0]}]

    made = incoming.ran(
        incoming.asked(place, results(rows), purpose="suggestion", mapping={"1": "coin"})
    )

    assert (made.kept_count, made.refused_count) == (1, 1)
    assert queries.refused_labels(made.pk).get().code == "outside_picture"
    suggestion = Suggestion.objects.get()
    assert [shape["geometry"]["x"] for shape in suggestion.document["shapes"]] == [10]
    assert (suggestion.confidences, suggestion.source_name) == ({"s1": 0.9}, "An agency")
    assert not Submission.objects.exists()


def test_answers_of_a_model_become_drafts_by_their_options_names_with_its_scores() -> None:
    place = work.workplace(items=3)
    SchemaVersion.objects.filter(project=place.project).update(definition=CLASSES)
    first, second, third = incoming.pictures(place)
    lines = [
        {"file_name": first.name, "answers": {"texture": {"option": "Grass", "score": 0.75}}},
        {"file_name": second.name, "answers": {"texture": "brick"}},
        {"file_name": third.name, "answers": {"texture": {"option": "Marble", "score": 0.9}}},
    ]

    made = drafted(place, *lines)

    assert (made.kept_count, made.refused_count) == (2, 1), made.error_detail
    kept = Suggestion.objects.order_by("item_id")
    assert [(one.document["answers"], one.answer_confidences) for one in kept] == [
        ({"texture": "grass"}, {"texture": 0.75}),
        ({"texture": "brick"}, {}),
    ]


def test_numbers_and_yes_and_no_written_in_words_become_answers() -> None:
    place = work.workplace(items=1)
    asked = [
        {"key": "count", "text": "How many?", "type": "number", "required": False},
        {"key": "is_torn", "text": "Is it torn?", "type": "boolean", "required": False},
    ]
    SchemaVersion.objects.filter(project=place.project).update(
        definition={"version": 1, "labels": [], "questions": asked}
    )
    (item,) = incoming.pictures(place)
    line = {"file_name": item.name, "answers": {"count": "4", "is_torn": "Yes"}}

    made = drafted(place, line)

    assert made.kept_count == 1, made.error_detail
    assert Suggestion.objects.get().document["answers"] == {"count": 4, "is_torn": True}


def test_the_same_drafts_with_other_scores_take_the_place_of_the_old() -> None:
    place = work.workplace(items=1)
    (item,) = incoming.pictures(place)

    def scored(score: float) -> bytes:
        return results(
            [{"file_name": item.name, "category_id": "coin", "bbox": BOX, "score": score}]
        )

    for score in (0.5, 0.9, 0.9):
        incoming.kept(place, scored(score), purpose="suggestion")

    drafts = Suggestion.objects.order_by("pk")
    assert [(one.confidences, one.is_current) for one in drafts] == [
        ({"s1": 0.5}, False),
        ({"s1": 0.9}, True),
    ]


def test_a_task_begins_with_its_draft_or_blind_as_it_was_drawn_once() -> None:
    place = work.workplace(items=1)
    suggested(place, BOX)
    work.open_batch(place)
    person = work.annotator(place)
    held = work.claim(person, place)
    share(place, 1.0)
    assert is_suggesting(place.project.pk)

    def ask() -> Suggestion | None:
        return actions.draw_suggestion(
            user_id=person.pk, assignment_id=held.assignment_id, now=clock.now()
        )

    first = ask()
    share(place, 0.001)

    assert first is not None
    assert ask() == first
    assert Assist.objects.get().is_assisted
    with pytest.raises(NotFound):
        actions.draw_suggestion(
            user_id=accounts.person().pk, assignment_id=held.assignment_id, now=clock.now()
        )


def test_nobody_begins_with_a_draft_at_a_share_of_nothing_nor_without_one() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    person = work.annotator(place)
    held = work.claim(person, place)

    def ask() -> Suggestion | None:
        return actions.draw_suggestion(
            user_id=person.pk, assignment_id=held.assignment_id, now=clock.now()
        )

    assert ask() is None

    suggested(place, BOX)
    share(place, 0.0)

    assert ask() is None
    assert not is_suggesting(place.project.pk)
    assert not Assist.objects.exists()


def test_newer_drafts_follow_and_the_same_ones_change_nothing() -> None:
    place = work.workplace(items=1)
    suggested(place, BOX)

    rows = [
        {"file_name": item.name, "category_id": "coin", "bbox": BOX, "score": 0.75}
        for item in incoming.pictures(place)
    ]
    again = incoming.kept(place, results(rows), purpose="suggestion")
    suggested(place, BOX, [100.0, 100.0, 20.0, 20.0])

    assert (again.kept_count, again.unchanged_count) == (0, 1)
    drafts = Suggestion.objects.order_by("pk").values_list("is_current", flat=True)
    assert list(drafts) == [False, True]


def test_the_effect_counts_what_became_of_drafts() -> None:
    place = work.workplace(items=1)
    first = work.boxes(1)["shapes"][0]["geometry"]
    suggested(place, list(first.values()), [300.0, 300.0, 20.0, 20.0])
    work.open_batch(place)
    for value in (1.0, 0.0001):
        person = work.annotator(place)
        held = work.claim(person, place)
        share(place, value)
        actions.draw_suggestion(
            user_id=person.pk, assignment_id=held.assignment_id, now=clock.now()
        )
        work.submit(person, held, number=2)
    Assist.objects.order_by("pk").filter(pk=Assist.objects.latest("pk").pk).update(
        is_assisted=False
    )

    found = effect_of(place.project.pk)

    assert (found["suggestions"], found["assisted"]["answers"], found["blind"]["answers"]) == (
        1,
        1,
        1,
    )
    assert found["assisted"]["agreement"] == 1.0
    assert found["time_ratio"]["value"] is None
    # The factory's shapes are called s0, s1; the drafts' s1, s2.
    assert (found["kept"], found["changed"], found["removed"], found["added"]) == (0, 1, 1, 1)


def test_a_draft_that_breaks_the_schema_of_the_task_is_not_offered() -> None:
    place = work.workplace(items=1)
    suggested(place, BOX)
    work.open_batch(place)
    person = work.annotator(place)
    held = work.claim(person, place)
    share(place, 1.0)
    draft = Suggestion.objects.get()
    draft.document["shapes"][0]["label"] = "gone"
    draft.save()

    found = actions.draw_suggestion(
        user_id=person.pk, assignment_id=held.assignment_id, now=clock.now()
    )

    assert found is None
    assert not Assist.objects.exists()


def test_what_was_voided_or_was_gold_says_nothing_of_the_effect() -> None:
    place = work.workplace(items=1)
    suggested(place, BOX)
    work.open_batch(place)
    person = work.annotator(place)
    held = work.claim(person, place)
    share(place, 1.0)
    actions.draw_suggestion(user_id=person.pk, assignment_id=held.assignment_id, now=clock.now())
    work.submit(person, held, number=1)
    assert answers_with_drafts(place.project.pk).count() == 1

    Task.objects.update(is_gold=True)
    assert not answers_with_drafts(place.project.pk).exists()
    Task.objects.update(is_gold=False)
    Assignment.objects.update(state=Assignment.State.VOIDED)
    assert not answers_with_drafts(place.project.pk).exists()
