"""What of a file of labels is not kept, and how its reason is said."""

import json
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override
from rest_framework.exceptions import ValidationError

from concord.sentences import Sentence, joined
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.incoming import queries, reading
from guildmark.incoming.actions import running
from guildmark.incoming.actions.keeping import Keeper
from guildmark.incoming.api.serializers import MappingField
from guildmark.work.errors import ProjectNotReady
from tests.factories import incoming, work
from tests.factories.incoming import BOX
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with two pictures that nobody was asked about."""
    return work.workplace(items=2)


def names(place: Workplace) -> list[str]:
    return [item.name for item in incoming.pictures(place)]


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


def test_no_more_refusals_are_listed_than_anybody_reads(place: Workplace) -> None:
    with mock.patch.object(running, "MOST_REFUSALS", 1):
        made = incoming.kept(place, incoming.coco({f"no-{n}.jpg": [BOX] for n in range(5)}))

    assert (made.refused_count, queries.refused_labels(made.pk).count()) == (5, 2)


@pytest.mark.parametrize("mapping", ["[" * 100_000, '{"a\\u0000": null}', '{"a": 1}', "[]"])
def test_a_mapping_is_checked_before_it_is_kept(mapping: str) -> None:
    with pytest.raises(ValidationError):
        MappingField(binary=True).run_validation(mapping)
