"""Files in a ZIP of labels that are none: said by name, and never mistaken for labels."""

import json

import pytest
from django.utils.translation import override

from guildmark.core.said import told
from guildmark.incoming import queries
from tests.conftest import SignIn
from tests.factories import incoming, work
from tests.factories.incoming import BOX
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
PASSED_OVER = "Passed over, since it is no file of labels: "
OMITTED = "Se omitió, porque no es un archivo de etiquetas: "


@pytest.fixture
def place() -> Workplace:
    """A project with two pictures that nobody was asked about."""
    return work.workplace(items=2)


def labels(place: Workplace) -> bytes:
    """A COCO file of its first picture."""
    return incoming.coco({incoming.pictures(place)[0].name: [BOX]})


def test_cards_and_manifests_beside_labels_are_passed_over_and_named(
    place: Workplace, api: SignIn
) -> None:
    content = incoming.archive(
        {
            "labels.json": labels(place),
            "dataset/manifest.json": json.dumps({"images": []}).encode(),
            "card.json": b"{}",
        }
    )

    made = incoming.kept(place, content)

    assert (made.kept_count, made.refused_count) == (1, 0)
    url = f"/api/v1/label-imports/{made.pk}"
    reader = api(place.manager)
    assert reader.get(url).json()["notes"] == [f"{PASSED_OVER}card.json, dataset/manifest.json."]
    spanish = reader.get(url, headers={"Accept-Language": "es"}).json()["notes"]
    assert spanish == [f"{OMITTED}card.json, dataset/manifest.json."]


def test_of_many_files_the_first_are_named_and_the_others_counted(place: Workplace) -> None:
    cards = {f"cards/{number:03}.json": b"{}" for number in range(23)}

    made = incoming.kept(place, incoming.archive({"labels.json": labels(place), **cards}))

    (note,) = made.notes
    assert "cards/019.json, and 3 more." in note
    assert "cards/020.json" not in note


def test_a_file_with_some_of_the_lists_is_refused_beside_a_whole_one(place: Workplace) -> None:
    half = json.dumps({"images": [], "annotations": []}).encode()
    content = incoming.archive({"labels.json": labels(place), "val.json": half})

    made = incoming.kept(place, content)

    assert (made.kept_count, made.refused_count, made.notes) == (1, 1, [])
    (refusal,) = queries.refused_labels(made.pk)
    assert (refusal.file, refusal.code) == ("val.json", "not_readable")
    with override("es"):
        assert told(refusal.message).startswith("Un archivo COCO")


def test_where_nothing_is_of_coco_every_file_is_refused_and_none_passed_over(
    place: Workplace,
) -> None:
    made = incoming.ran(incoming.asked(place, incoming.archive({"a.json": b"{}", "b.json": b"{}"})))

    assert (made.state, made.notes) == ("failed", [])
