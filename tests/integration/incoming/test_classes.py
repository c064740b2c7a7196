"""Classes of pictures from tables and from folders: as truth, gold and drafts, and back again."""

import json
from typing import Any

import pytest

from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.datasets.actions import ImportRun, run_import
from guildmark.incoming import queries
from guildmark.incoming.errors import WrongMapping
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import Options
from guildmark.projects.models import SchemaVersion
from guildmark.quality.models import GoldItem
from guildmark.releases.models import Release
from guildmark.work.models import Suggestion
from tests.factories import datasets, incoming, pictures, releases, work
from tests.factories.projects import CLASSES
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
GUESSED = {"Brick": "brick", "Grass": "grass"}
#: Beside the classes a question of yes and no, a number, several options and words.
ASKED: dict[str, Any] = {
    "version": 1,
    "labels": [],
    "questions": [
        *CLASSES["questions"],
        {"key": "is_wet", "text": "Is it wet?", "type": "boolean", "required": False},
        {"key": "count", "text": "How many?", "type": "number", "required": False},
        {
            "key": "marks", "text": "Which marks?", "type": "choices", "required": False,
            "options": [{"key": "moss", "name": "Moss"}, {"key": "crack", "name": "Crack"}],
        },
        {"key": "note", "text": "Anything else?", "type": "text", "required": False},
    ],
}  # fmt: skip


def place_of(definition: dict[str, Any], *, items: int = 0) -> Workplace:
    """A project of classes, with pictures that have bytes."""
    place = work.workplace()
    SchemaVersion.objects.filter(project=place.project).update(definition=definition)
    for number in range(items):  # each of another size: they stay apart without their comments
        datasets.item(place.dataset, width_px=64 + 8 * number, height_px=48)
    return place


def rows(place: Workplace, *said: str, column: str = "class") -> bytes:
    """A table with a class for each picture of the project."""
    names = [item.name for item in incoming.pictures(place)]
    lines = [f"{name},{one}" for name, one in zip(names, said, strict=True)]
    return "\n".join([f"file_name,{column}", *lines]).encode()


def read(place: Workplace, content: bytes, format_key: str = "csv", **more: Any) -> LabelImport:
    """One whose names wait for a person."""
    return incoming.ran(incoming.asked(place, content, format_key=format_key, **more))


def kept_by_guesses(place: Workplace, made: LabelImport) -> LabelImport:
    mapping = {one["name"]: one["guess"] for one in made.found}
    return incoming.ran(incoming.started(place, made, mapping))


def answers(place: Workplace) -> dict[str, Any]:
    """What is in force, by the name of the picture."""
    found = ConsensusResult.objects.filter(task__batch__project=place.project, is_current=True)
    return {one.task.item.name: one.document["answers"] for one in found}


def test_classes_of_a_table_are_truth_once_a_person_said_what_they_become() -> None:
    place = place_of(CLASSES, items=3)
    first, second, third = (item.name for item in incoming.pictures(place))

    made = read(place, rows(place, "BRICK", "grass", "sand"))
    shown = [(one["name"], one["kinds"], one["count"], one["guess"]) for one in made.found]
    kept_by_guesses(place, made)

    assert shown == [
        ("BRICK", ["class"], 1, "brick"),
        ("grass", ["class"], 1, "grass"),
        ("sand", ["class"], 1, None),
    ]
    assert answers(place) == {first: {"texture": "brick"}, second: {"texture": "grass"}}
    (refused,) = queries.refused_labels(made.pk)
    assert (refused.image, refused.code) == (third, "class_left_out")


def test_classes_are_gold_and_drafts_with_a_models_score() -> None:
    place = place_of(CLASSES, items=2)
    first, second = incoming.pictures(place)
    content = f"path,class,score\n{first.name},Brick,0.75\n{second.name},Grass,0.5".encode()

    for purpose in ("gold", "suggestion"):
        made = read(place, content, purpose=purpose, mapping=GUESSED)
        assert (made.kept_count, made.refused_count) == (2, 0), purpose

    gold = GoldItem.objects.order_by("item_id")
    assert [one.reference["answers"] for one in gold] == [
        {"texture": "brick"}, {"texture": "grass"},
    ]  # fmt: skip
    drafts = Suggestion.objects.order_by("item_id")
    assert [one.answer_confidences for one in drafts] == [{"texture": 0.75}, {"texture": 0.5}]


def test_classes_answer_the_question_that_was_chosen_and_no_other() -> None:
    place = place_of(ASKED, items=2)
    first, second = (item.name for item in incoming.pictures(place))
    content = f"file_name,class,answer_texture\n{first},moss,brick\n{first},Crack,brick\n"
    content += f"{second},Moss,grass"
    options = Options(question="marks")

    made = kept_by_guesses(place, read(place, content.encode(), options=options))

    assert (made.kept_count, made.refused_count) == (2, 0)
    assert answers(place) == {
        first: {"texture": "brick", "marks": ["moss", "crack"]},
        second: {"texture": "grass", "marks": ["moss"]},
    }
    for wrong in ("note", "count", "nothing"):
        with pytest.raises(WrongMapping):
            read(place, content.encode(), options=Options(question=wrong))


def test_two_classes_where_one_is_asked_for_are_none() -> None:
    place = place_of(CLASSES, items=1)
    (item,) = incoming.pictures(place)
    content = f"file_name,class\n{item.name},brick\n{item.name},grass".encode()

    made = kept_by_guesses(place, read(place, content))

    assert made.kept_count == 0
    assert [one.code for one in queries.refused_labels(made.pk)] == ["second_answer"]


def test_classes_need_a_question_that_they_answer() -> None:
    place = work.workplace(items=1)

    made = read(place, rows(place, "dog"))

    assert (made.state, made.error_code) == ("failed", "labels_not_read")
    assert "no question with one answer" in made.error_detail


def test_folders_know_pictures_by_their_bytes_though_names_repeat() -> None:
    place = place_of(CLASSES)
    content = {
        "set/brick/1.png": pictures.png(1),
        "set/grass/1.png": pictures.png(2),
        "set/grass/broken.jpg": b"no picture at all",
        "readme.txt": b"hello",
    }

    made = incoming.asked(
        place,
        incoming.archive(content),
        format_key="folders",
        file_name="set.zip",
        has_pictures=True,
    )
    assert made.pictures_id is not None
    assert run_import(import_id=made.pictures_id, clock=clock.now) is ImportRun.ENDED
    made = kept_by_guesses(place, incoming.ran(made))

    assert (made.kept_count, made.refused_count) == (2, 1)
    truth = ConsensusResult.objects.filter(is_current=True).order_by("task__item_id")
    assert [(one.task.item.metadata, one.document["answers"]) for one in truth] == [
        ({"folder": "set/brick"}, {"texture": "brick"}),
        ({"folder": "set/grass"}, {"texture": "grass"}),
    ]
    (refused,) = queries.refused_labels(made.pk)
    assert (refused.image, refused.code) == ("set/grass/broken.jpg", "unknown_image")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"file_name,class\na.jpg,dog", "come as a ZIP"),
        (incoming.archive({"a.txt": b"1"}), "holds no pictures"),
        (incoming.archive({"a.png": b"1"}), "lies in no folder"),
    ],
)
def test_what_is_no_set_of_folders_fails_with_its_reason(content: bytes, told: str) -> None:
    made = read(place_of(CLASSES, items=1), content, "folders")

    assert made.state == "failed"
    assert told in made.error_detail


def _exported(release: Release, format_key: str, *, has_pictures: bool) -> bytes:
    with releases.exported(release, format_key, has_pictures=has_pictures).file.open("rb") as file:
        content: bytes = file.read()
    return content


def _all(place: Workplace) -> list[tuple[str, Any]]:
    """Checksum and document of all that a new release holds, by checksum."""
    rows = releases.ready(place).items.select_related("item")
    return sorted((one.item.rendition_sha256, json.dumps(one.document)) for one in rows)


def test_answers_of_a_release_come_back_from_our_tables_and_folders() -> None:
    place = place_of(ASKED, items=3)
    said = [
        {"texture": "brick", "is_wet": True, "count": 3, "marks": ["moss"], "note": "=1+1"},
        {"texture": "grass", "is_wet": False, "marks": ["moss", "crack"]},
        {"texture": "brick", "count": -2.5, "note": "ñ, “so”"},
    ]
    lines = [
        json.dumps({"file_name": item.name, "answers": one})
        for item, one in zip(incoming.pictures(place), said, strict=True)
    ]
    read(place, "\n".join(lines).encode(), "jsonl", mapping={})
    release, ours = releases.ready(place), _all(place)
    assert len(ours) == len(said)

    for exported in ("csv", "csv_exact"):
        other = place_of(ASKED)
        made = _brought(other, _exported(release, exported, has_pictures=True), "csv")
        assert (made.kept_count, _refused(made)) == (3, []), exported
        assert [(key, json.loads(one)["answers"]) for key, one in _all(other)] == [
            (key, json.loads(one)["answers"]) for key, one in ours
        ], exported

    other = place_of(CLASSES)
    made = _brought(other, _exported(release, "imagefolder", has_pictures=True), "folders")
    assert (made.kept_count, _refused(made)) == (3, [])
    assert [(key, json.loads(one)["answers"]["texture"]) for key, one in _all(other)] == [
        (key, json.loads(one)["answers"]["texture"]) for key, one in ours
    ]
    table = _exported(release, "imagefolder", has_pictures=False)
    again = kept_by_guesses(other, read(other, table, "csv", file_name="labels.zip"))
    assert (again.kept_count, again.unchanged_count) == (0, 3)


def _refused(made: LabelImport) -> list[tuple[str, str]]:
    return [(one.image, str(one.message)) for one in queries.refused_labels(made.pk)]


def _brought(place: Workplace, content: bytes, format_key: str) -> LabelImport:
    made = incoming.asked(
        place, content, format_key=format_key, file_name="labels.zip", has_pictures=True
    )
    assert made.pictures_id is not None
    assert run_import(import_id=made.pictures_id, clock=clock.now) is ImportRun.ENDED
    return kept_by_guesses(place, incoming.ran(made))


def test_boxes_of_a_release_come_back_from_our_table() -> None:
    place = releases.pictured_place(items=2)
    release = releases.ready(place)
    other = work.workplace()

    made = _brought(other, _exported(release, "csv", has_pictures=True), "csv")

    assert (made.kept_count, made.refused_count) == (2, 0)
    geometries = [
        [[shape["geometry"] for shape in json.loads(one)["shapes"]] for _, one in _all(at)]
        for at in (place, other)
    ]
    assert geometries[0] == geometries[1]
    assert sum(map(len, geometries[0])) > 0
