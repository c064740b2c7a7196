"""Labels from elsewhere, from the file to gold and to labels in force."""

import json
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override
from rest_framework.exceptions import ValidationError

from concord.sentences import Sentence, joined
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.errors import ImportRunning
from guildmark.events.models import Event
from guildmark.incoming import actions, queries, reading
from guildmark.incoming.actions import running
from guildmark.incoming.actions.keeping import Keeper, Kept
from guildmark.incoming.api.serializers import MappingField
from guildmark.incoming.errors import LabelImportEnded, LabelImportNotRead, WrongMapping
from guildmark.incoming.models import LabelImport
from guildmark.incoming.options import Options
from guildmark.quality.models import GoldItem
from guildmark.releases.models import Release
from guildmark.work.errors import ProjectNotReady
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


def test_every_picture_that_is_not_kept_has_its_reason_and_the_others_are_kept(
    place: Workplace,
) -> None:
    first, second = names(place)
    past = [620.0, 10.0, 40.0, 40.0]
    boxes = {first: [BOX, past], second: [BOX], "unknown.jpg": [BOX]}

    made = incoming.kept(place, incoming.coco(boxes))

    assert (made.kept_count, made.refused_count) == (1, 3)
    reasons = queries.refused_labels(made.pk).values_list("image", "code", "pointer")
    assert list(reasons) == [
        (first, "outside_picture", "/annotations/1"),
        (first, "partly_read", ""),
        ("unknown.jpg", "unknown_image", ""),
    ]


def test_a_file_about_pictures_on_their_side_says_so(place: Workplace) -> None:
    first, _ = names(place)
    content = json.loads(incoming.coco({first: [BOX]}))
    content["images"][0] |= {"width": 480, "height": 640}

    made = incoming.kept(place, json.dumps(content).encode())

    refused = queries.refused_labels(made.pk).get()
    assert (refused.code, "EXIF" in refused.message) == ("size_differs", True)
    with override("es"):
        said = told(refused.message)
    assert said.startswith("El archivo dice 480 x 640 píxeles")
    assert said.endswith("no se aplicó su giro EXIF.")


@pytest.mark.parametrize(
    ("content", "format_key", "words"),
    [
        (b"{", "coco", "not JSON"),
        (b"{}", "coco", "the lists"),
        (b"<a/>", "voc", "<annotation>"),
        (b"x", "jsonl", "not JSON"),
        (incoming.archive({"a.jpg": b"x"}), "coco", "no labels"),
        (incoming.archive({"../a.json": b"{}"}), "coco", "lead out"),
    ],
)
def test_a_file_that_says_nothing_fails_with_the_reason(
    place: Workplace, content: bytes, format_key: str, words: str
) -> None:
    suffix = {"coco": "json", "voc": "xml", "jsonl": "jsonl"}[format_key]
    made = incoming.asked(place, content, format_key=format_key, file_name=f"labels.{suffix}")

    incoming.ran(made)

    assert (made.state, made.error_code) == (Operation.State.FAILED, "labels_not_read")
    assert words in made.error_detail
    # With the place of the first fault, it keeps its parts for other languages.
    assert isinstance(made.error_detail, Sentence) == ("ine 1: " in made.error_detail)


def test_why_labels_are_not_kept_is_said_in_the_language_of_the_reader(place: Workplace) -> None:
    """A constant, one with values, and one behind the place in the document that it is about."""
    first, second = names(place)
    lines = b"0 0.5 0.5 x 1\n7 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2\n"
    files = {f"{Path(first).stem}.txt": lines, "classes.txt": b"coin\n"}
    rows = incoming.kept(place, incoming.archive(files), format_key="yolo", file_name="y.zip")
    unreadable = incoming.ran(incoming.asked(place, b"{", file_name="a.json"))
    several = [[5.0, 5.0, 9.0, 9.0], [0.0, 0.0, 2000.0, 9.0]]
    boxes = incoming.kept(place, incoming.coco({second: several}))

    with override("es"):
        said = [told(one.message) for one in rows.refusals.order_by("pk")]
        failed = told(unreadable.error_detail)
        outside = [told(one.message) for one in boxes.refusals.order_by("pk")]

    assert said[:2] == [
        "Cada palabra de la línea debe ser un número.",
        "No hay ninguna clase 7 entre los nombres.",
    ]
    assert failed.startswith("Línea 1: Esto no es JSON")
    assert outside
    assert not any(one.startswith(("The ", "A ", "This ")) for one in [*said, *outside])


def test_a_lone_reason_of_a_document_is_translated_before_its_place() -> None:
    reason = joined("Every number must be finite.", "(/shapes/{0})")

    with override("es"):
        assert told(reason) == "Todos los números deben ser finitos. (/shapes/{0})"


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


def test_a_lost_worker_is_followed_by_one_that_goes_on(place: Workplace) -> None:
    work.add_items(place, 3)
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    lost = [Kept.NEW, Kept.NEW, OSError("lost")]
    with (
        mock.patch.object(running, "CHUNK", 2),
        mock.patch.object(Keeper, "keep", side_effect=lost),
        pytest.raises(OSError, match="lost"),
    ):
        incoming.ran(made)
    made.refresh_from_db()
    assert (made.kept_until, made.state) == (2, Operation.State.RUNNING)

    incoming.ran(made)

    assert (made.kept_until, made.kept_count, made.state) == (5, 5, Operation.State.DONE)


def test_a_label_that_kills_its_worker_again_and_again_ends_the_import(place: Workplace) -> None:
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    begun = mock.Mock(side_effect=OSError("lost"))

    with mock.patch.object(Keeper, "keep", begun):
        for _ in range(3):
            with pytest.raises(OSError, match="lost"):
                incoming.ran(made)
        incoming.ran(made)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "gave_up")
    assert (begun.call_count, default_storage.exists(str(made.file.name))) == (3, False)


def test_a_worker_that_kept_something_before_it_was_lost_does_not_count(place: Workplace) -> None:
    work.add_items(place, 4)
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    keep_one = [Kept.NEW, OSError("lost")] * 5

    with (
        mock.patch.object(running, "CHUNK", 1),
        mock.patch.object(Keeper, "keep", side_effect=keep_one),
    ):
        for _ in range(5):
            with pytest.raises(OSError, match="lost"):
                incoming.ran(made)

    incoming.ran(made)
    made.refresh_from_db()
    assert made.state == Operation.State.DONE


def test_time_that_is_up_leaves_the_rest_for_the_next(place: Workplace) -> None:
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})

    with mock.patch.object(running, "CHUNK", 1):
        running.run(label_import_id=made.pk, clock=clock.now, budget_seconds=0)
        made.refresh_from_db()
        assert (made.kept_count, made.state) == (1, Operation.State.QUEUED)
        incoming.ran(made)

    assert (made.kept_count, made.state) == (2, Operation.State.DONE)


def test_a_cancelled_one_keeps_nothing_more_and_a_done_one_cannot_be_cancelled(
    place: Workplace, django_capture_on_commit_callbacks: Any
) -> None:
    first, _ = names(place)
    waiting = incoming.ran(incoming.asked(place, incoming.coco({first: [BOX]})))
    done = incoming.kept(place, incoming.coco({first: []}))

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.cancel_label_import(
                actor_id=place.manager.pk, label_import_id=waiting.pk, now=clock.now()
            )
    assert not default_storage.exists(str(waiting.file.name))

    assert incoming.ran(waiting).state == Operation.State.CANCELLED
    with pytest.raises(LabelImportNotRead):
        incoming.started(place, waiting, {})
    with pytest.raises(LabelImportEnded):
        actions.cancel_label_import(
            actor_id=place.manager.pk, label_import_id=done.pk, now=clock.now()
        )


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


def test_a_refusal_of_the_project_ends_the_import_with_its_sentence(place: Workplace) -> None:
    first, _ = names(place)
    with mock.patch.object(Keeper, "keep", side_effect=ProjectNotReady):
        made = incoming.kept(place, incoming.coco({first: [BOX]}))

    assert (made.state, made.error_code) == (Operation.State.FAILED, "project_not_ready")
    assert not default_storage.exists(str(made.file.name))


def test_names_that_the_database_cannot_keep_are_refused(place: Workplace) -> None:
    first, _ = names(place)

    made = incoming.kept(place, incoming.coco({first: [BOX], "a\0.jpg": [BOX]}))

    assert (made.kept_count, made.refused_count, made.state) == (1, 1, Operation.State.DONE)
    assert queries.refused_labels(made.pk).get().image == "a?.jpg"


def test_a_file_that_is_read_as_a_whole_has_a_bound(place: Workplace) -> None:
    with mock.patch.object(reading, "MOST_WHOLE_BYTES", 8):
        made = incoming.kept(place, incoming.coco({}))

    assert "read as a whole" in made.error_detail


def test_a_file_that_kills_its_readers_is_given_up_after_three(place: Workplace) -> None:
    made = incoming.asked(place, incoming.coco({}))
    LabelImport.objects.filter(pk=made.pk).update(attempt=running.MOST_READINGS)

    incoming.ran(made)

    assert (made.state, made.error_code) == (Operation.State.FAILED, "gave_up")
    assert not default_storage.exists(str(made.file.name))


def test_no_more_refusals_are_listed_than_anybody_reads(place: Workplace) -> None:
    with mock.patch.object(running, "MOST_REFUSALS", 1):
        made = incoming.kept(place, incoming.coco({f"no-{n}.jpg": [BOX] for n in range(5)}))

    assert (made.refused_count, queries.refused_labels(made.pk).count()) == (5, 2)


@pytest.mark.parametrize("mapping", ["[" * 100_000, '{"a\\u0000": null}', '{"a": 1}', "[]"])
def test_a_mapping_is_checked_before_it_is_kept(mapping: str) -> None:
    with pytest.raises(ValidationError):
        MappingField(binary=True).run_validation(mapping)
