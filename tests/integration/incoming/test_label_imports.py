"""Labels from elsewhere, from the file to gold and to labels in force."""

import json
from typing import Any

import pytest
from django.core.files.storage import default_storage

from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.errors import ImportRunning
from guildmark.events.models import Event
from guildmark.incoming import actions, queries
from guildmark.incoming.errors import WrongMapping
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import Options
from guildmark.quality.models import GoldItem
from guildmark.releases.models import Release
from guildmark.work import actions as work_actions
from guildmark.work.errors import NoItems
from guildmark.work.models import Batch, Task
from tests.factories import datasets, incoming, releases, work
from tests.factories import pictures as made_pictures
from tests.factories.incoming import BOX
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with two pictures that nobody was asked about."""
    return work.workplace(items=2)


def names(place: Workplace) -> list[str]:
    return [item.name for item in incoming.pictures(place)]


def test_the_file_is_read_and_a_person_is_asked_what_its_names_become(place: Workplace) -> None:
    first, _ = names(place)
    content = incoming.coco({first: [BOX], "elsewhere.jpg": [BOX, BOX]}, name="COIN")

    made = incoming.ran(incoming.asked(place, content))

    assert (made.state, made.stage) == (Operation.State.QUEUED, LabelImport.Stage.MAPPING)
    assert made.found == [{"name": "COIN", "kinds": ["box"], "count": 3, "guess": "coin"}]
    assert (made.image_count, made.matched_count, made.kept_count) == (2, 1, 0)
    assert incoming.ran(made).stage == LabelImport.Stage.MAPPING  # a ring too many


def test_labels_that_are_truth_are_in_force_and_released_and_nobody_is_asked(
    place: Workplace,
) -> None:
    first, second = names(place)
    made = incoming.ran(incoming.asked(place, incoming.coco({first: [BOX], second: []})))

    incoming.started(place, made, {"coin": "coin"})
    incoming.ran(made)

    assert (made.state, made.kept_count, made.refused_count) == ("done", 2, 0)
    result = ConsensusResult.objects.get(task__item__name=first, is_current=True)
    assert (result.method, result.is_final, result.submission_count) == ("imported", True, 0)
    geometry = dict(zip(("x", "y", "width", "height"), BOX, strict=True))
    assert result.document["shapes"][0]["geometry"] == geometry
    empty = ConsensusResult.objects.get(task__item__name=second, is_current=True)
    assert empty.document["is_nothing_here"]
    assert set(Task.objects.values_list("state", "target")) == {(Task.State.RESOLVED, 0)}
    batch = made.batch
    assert batch is not None
    assert (batch.state, batch.task_count) == (Batch.State.COMPLETE, 2)
    told = Event.objects.filter(name__startswith="label_import.").order_by("pk")
    assert [one.name.partition(".")[2] for one in told] == ["requested", "started", "finished"]


def test_what_came_in_is_released_beside_what_people_drew() -> None:
    place = releases.pictured_place(items=1)
    work.add_items(place, 1)
    *_, last = names(place)

    incoming.kept(place, incoming.coco({last: [BOX]}))

    release = releases.ready(place)
    assert release.state == Release.State.READY
    methods = release.items.order_by("item_id").values_list("method", flat=True)
    assert [method == "imported" for method in methods] == [False, True]
    alone = releases.ready(place, plan={"decided": ["imported"]})
    assert [item.item.name for item in alone.items.all()] == [last]


def test_the_same_labels_again_change_nothing_and_others_are_a_new_version(
    place: Workplace,
) -> None:
    first, second = names(place)
    content = incoming.coco({first: [BOX], second: [BOX]})
    incoming.kept(place, content)

    again = incoming.kept(place, content)
    other = incoming.kept(place, incoming.coco({first: [BOX, [100, 100, 20, 20]]}))

    assert (again.kept_count, again.unchanged_count) == (0, 2)
    assert (other.kept_count, other.unchanged_count) == (1, 0)
    versions = ConsensusResult.objects.filter(task__item__name=first).order_by("version")
    assert list(versions.values_list("version", "is_current")) == [(1, False), (2, True)]


def test_labels_become_gold_once_and_other_answers_do_not_push_it_aside(place: Workplace) -> None:
    first, _ = names(place)
    shows = Options(is_hidden=False)

    made = incoming.kept(place, incoming.coco({first: [BOX]}), purpose="gold", options=shows)
    again = incoming.kept(place, incoming.coco({first: [BOX]}), purpose="gold", options=shows)
    other = incoming.kept(place, incoming.coco({first: [BOX, BOX]}), purpose="gold")

    assert (made.kept_count, again.unchanged_count, other.kept_count) == (1, 1, 0)
    assert queries.refused_labels(other.pk).get().code == "gold_item_exists"
    gold = GoldItem.objects.get()
    assert (gold.item.name, gold.is_hidden, len(gold.reference["shapes"])) == (first, False, 1)


def test_what_people_were_asked_about_is_not_pushed_aside(place: Workplace) -> None:
    work.draft_batch(place)
    first, _ = names(place)

    made = incoming.kept(place, incoming.coco({first: [BOX]}))

    assert (made.kept_count, made.batch) == (0, None)
    assert queries.refused_labels(made.pk).get().code == "task_in_work"


def test_what_an_early_stop_left_unseen_takes_a_label_and_what_was_called_off_does_not(
    place: Workplace,
) -> None:
    batch = work.open_batch(place)
    first, second = names(place)
    stop: dict[str, Any] = {"actor_id": place.manager.pk, "now": clock.now()}
    private = batch.tasks.get(item__name=second)
    work_actions.call_off_task(**stop, task_id=private.pk, reason="A private picture.")
    work_actions.drain_batch(**stop, batch_id=batch.pk)
    content = incoming.coco({first: [BOX], second: [BOX]})

    made, again = incoming.kept(place, content), incoming.kept(place, content)

    assert (made.kept_count, again.kept_count, again.unchanged_count) == (1, 0, 1)
    assert queries.refused_labels(made.pk).get().code == "task_in_work"
    assert ConsensusResult.objects.get(is_current=True).task.item.name == first
    with pytest.raises(NoItems):
        work.draft_batch(place)


def test_yolo_and_voc_in_a_zip_and_lines_of_shapes_are_matched_by_name() -> None:
    place = work.workplace(items=3)
    first, second, third = names(place)
    stem = first.rpartition(".")[0]
    yolo = {"data.yaml": b"names: [coin]", f"labels/train/{stem}.txt": b"0 0.5 0.5 0.25 0.25\n"}
    voc = (
        f"<annotation><filename>{second}</filename><object><name>coin</name><bndbox>"
        "<xmin>11</xmin><ymin>21</ymin><xmax>50</xmax><ymax>50</ymax></bndbox></object>"
        "</annotation>"
    )
    geometry = {"x": 1, "y": 1, "width": 5, "height": 5}
    shape = {"kind": "box", "label": "coin", "geometry": geometry}
    line = json.dumps({"file_name": third, "shapes": [shape]})

    made = [
        incoming.kept(place, incoming.archive(yolo), format_key="yolo"),
        incoming.kept(place, incoming.archive({"a/x.xml": voc.encode()}), format_key="voc"),
        incoming.kept(place, line.encode(), format_key="jsonl", file_name="labels.jsonl"),
    ]

    assert [one.kept_count for one in made] == [1, 1, 1], [one.error_detail for one in made]
    found = ConsensusResult.objects.order_by("pk").values_list("document", flat=True)
    assert [document["shapes"][0]["geometry"] for document in found] == [
        {"x": 240.0, "y": 180.0, "width": 160.0, "height": 120.0},
        {"x": 10.0, "y": 20.0, "width": 40.0, "height": 30.0},
        geometry,
    ]


def test_a_zip_brings_the_pictures_first_and_then_their_labels() -> None:
    place = work.workplace()
    content = incoming.archive(
        {
            "images/a.jpg": made_pictures.jpeg(1, width_px=640, height_px=480),
            "annotations.json": incoming.coco({"a.jpg": [BOX]}),
        }
    )
    made = incoming.asked(place, content, mapping={"coin": "coin"}, has_pictures=True)

    early = incoming.ran(made)
    assert early.state == Operation.State.QUEUED
    assert early.pictures is not None
    assert queries.waiting_for(early.pictures.pk) == [made.pk]
    run_import(import_id=early.pictures.pk, clock=clock.now)
    done = incoming.ran(LabelImport.objects.get(pk=made.pk))

    assert (done.kept_count, done.refused_count) == (1, 0)
    assert done.pictures is not None
    assert (done.pictures.item_count, done.pictures.refused_count) == (1, 0)


def test_a_file_that_is_not_used_is_not_kept(
    place: Workplace, django_capture_on_commit_callbacks: Any
) -> None:
    waiting = incoming.asked(place, incoming.coco({"a.jpg": [BOX]}))
    assert default_storage.exists(str(waiting.file.name))
    folder = str(waiting.file.name).rpartition("/")[0]
    datasets.import_(place.dataset)

    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_label_import(
            actor_id=place.manager.pk, label_import_id=waiting.pk, now=clock.now()
        )
    with pytest.raises(ImportRunning):
        incoming.asked(place, incoming.archive({"a.json": b"{}"}), has_pictures=True)

    assert default_storage.listdir(folder)[1] == []


def test_the_same_file_is_on_its_way_once_and_unknown_labels_are_refused(
    place: Workplace,
) -> None:
    content = incoming.coco({"a.jpg": [BOX]})
    made = incoming.asked(place, content)

    assert incoming.asked(place, content).pk == made.pk
    incoming.ran(made)
    with pytest.raises(WrongMapping):
        incoming.started(place, made, {"coin": "penny"})


def test_items_are_found_by_checksum_whatever_their_name() -> None:
    place = work.workplace()
    (item,) = datasets.items(place.dataset, 1, width_px=640, height_px=480)
    head = {"format": "guildmark-jsonl", "version": 1, "metadata": {}, "schema": work.DEFINITION}
    row = {"file_name": "other.png", "width_px": 640, "height_px": 480, "document": work.boxes(1)}
    lines = [json.dumps(head), json.dumps({**row, "sha256": item.rendition_sha256})]

    made = incoming.kept(
        place, "\n".join(lines).encode(), format_key="jsonl", file_name="labels.jsonl"
    )

    assert (made.kept_count, made.error_detail) == (1, "")


def test_a_picture_that_is_named_twice_keeps_its_first_answer(place: Workplace) -> None:
    first, _ = names(place)
    content = incoming.coco({first: [BOX], f"train/{first}": [BOX, BOX]})

    made = incoming.kept(place, content)

    assert (made.kept_count, made.refused_count) == (1, 1)
    assert queries.refused_labels(made.pk).get().code == "duplicate_image"
    assert len(ConsensusResult.objects.get().document["shapes"]) == 1
