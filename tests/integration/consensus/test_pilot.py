"""What the first answers say of effort, cost, balance and sizes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.consensus.queries.pilot import LEAST_PICTURES, balance_of, mean_over_pictures, pilot
from guildmark.projects.models import Project
from tests.factories import consensus, datasets, work

pytestmark = pytest.mark.django_db


def test_pictures_and_not_answers_are_what_varies() -> None:
    alike = [(picture, float(picture)) for picture in range(10)]

    once = mean_over_pictures(alike)
    thrice = mean_over_pictures(alike * 3)

    assert once == thrice
    assert (once.value, once.n) == (4.5, 10)
    # 1.96 * stdev(0..9) / sqrt(10), by hand
    assert once.upper == pytest.approx(4.5 + 1.96 * 3.02765 / 3.16228, abs=1e-4)
    assert mean_over_pictures(alike[: LEAST_PICTURES - 1]).value is None


def test_a_pilot_says_what_the_rest_takes() -> None:
    place = consensus.refreshed(consensus.labelled(items=10, people=2))
    datasets.items(place.dataset, 5)
    excluded = datasets.item(place.dataset)
    excluded.excluded_at = work.NOW
    excluded.exclusion_reason = "other"
    excluded.save(update_fields=["excluded_at", "exclusion_reason"])
    Project.objects.filter(pk=place.project.pk).update(price_minor=7, overlap=3)

    found = pilot(place.project.pk)

    # Everybody's answers take 5, 6, ... 14 s; two boxes each.
    assert (found.picture_count, found.answer_count) == (10, 20)
    assert (found.pictures_left, found.answers_left) == (5, 15)
    assert found.seconds["value"] == pytest.approx(9.5)
    assert found.seconds["lower"] < 9.5 < found.seconds["upper"]
    assert found.shapes["value"] == pytest.approx(2.0)
    assert found.hours["value"] == pytest.approx(15 * 9.5 / 3600)
    assert found.cost["value"] == 105.0
    (coin,) = found.balance
    assert (coin.key, coin.shape_count, coin.picture_count) == ("coin", 20, 10)
    assert coin.side_px == pytest.approx(40.0, abs=0.5)


def test_before_any_answer_effort_is_unknown_and_a_price_alone_tells_the_cost() -> None:
    place = work.workplace(items=2)
    Project.objects.filter(pk=place.project.pk).update(price_minor=0)

    found = pilot(place.project.pk)

    assert (found.seconds["value"], found.cost["value"]) == (None, None)
    assert found.seconds["undefined_reason"] == "Answers to 10 pictures are needed first."
    assert (found.pictures_left, found.label_count, found.balance) == (2, 0, [])


def test_a_pilot_costs_the_same_for_one_picture_and_for_three() -> None:
    counts = []
    for items in (1, 3):
        place = consensus.refreshed(consensus.labelled(items=items, people=2))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            pilot(place.project.pk)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 6


def test_the_answers_themselves_stay_in_the_database() -> None:
    place = consensus.labelled(items=2, people=2)

    with CaptureQueriesContext(connection) as queries:
        pilot(place.project.pk)

    (asked,) = (one["sql"] for one in queries if '"work_submission"."seconds_spent"' in one["sql"])
    assert "jsonb_array_length" in asked
    assert asked.count('"work_submission"."document"') == 1


def test_labels_of_every_kind_have_their_sides_whatever_stands_between_them() -> None:
    def box(label: str, side: float) -> dict[str, object]:
        geometry = {"x": 0.0, "y": 0.0, "width": side, "height": 90.0}
        return {"kind": "box", "label": label, "geometry": geometry}

    line = {
        "kind": "polyline", "label": "edge",
        "geometry": {"points": [[0.0, 0.0], [30.0, 50.0]]},
    }  # fmt: skip
    shapes = [box("coin", 10.0), line, box("note", 40.0), box("coin", 20.0)]
    documents = [{"shapes": shapes, "answers": {}}]

    found = {one.key: (one.shape_count, one.side_px) for one in balance_of(documents)}

    assert found == {"coin": (2, 15.0), "edge": (1, 30.0), "note": (1, 40.0)}


def test_answers_to_questions_are_balanced_as_labels_are() -> None:
    """Options that the schema has, and yes or no; what somebody wrote and numbers are no labels."""
    documents = [
        {"shapes": [], "answers": {"light": "night", "seen": ["moon", "stars"], "is_sharp": True}},
        {"shapes": [], "answers": {"light": "night", "note": "a long story", "how_many": 3}},
        {"shapes": [], "answers": {"light": "day"}},
    ]
    names = {"light=night": "Light? Night", "light=day": "Light? Day", "seen=moon": "Seen? Moon"}

    found = balance_of(documents, names=names)

    assert [(one.key, one.name, one.picture_count, one.side_px) for one in found] == [
        ("light=night", "Light? Night", 2, None),
        ("is_sharp=true", "is_sharp=true", 1, None),
        ("light=day", "Light? Day", 1, None),
        ("seen=moon", "Seen? Moon", 1, None),
    ]
