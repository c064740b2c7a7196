"""Releases of chosen items, in changed labels, divided, and without people."""

import csv
import io
import json
import zipfile
from typing import Any

import numpy as np
import pytest
from PIL import Image

from guildmark.core import clock
from guildmark.datasets.actions import add_items, refresh_stale_profile
from guildmark.datasets.models import DatasetProfile, Item
from guildmark.releases.actions import building
from guildmark.releases.choosing import preview, results_of
from guildmark.releases.errors import WrongPlan
from guildmark.releases.models import Release
from guildmark.releases.plans import Plan
from tests.factories import consensus, pictures, releases, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


HALVES = {"train": 0.5, "test": 0.5}


@pytest.fixture
def place() -> Workplace:
    """Four pictures, each answered by three people, and judged."""
    return consensus.refreshed(consensus.labelled(items=4))


def _split(method: str, **more: Any) -> dict[str, Any]:
    return {"split": {"method": method, "shares": HALVES, "seed": 7, **more}}


def _parts(release: Release) -> dict[int, str]:
    return dict(release.items.values_list("item_id", "split"))


def test_a_release_is_divided_the_same_way_every_time_and_says_so(place: Workplace) -> None:
    first = releases.ready(place, plan=_split("stratified"))
    second = releases.ready(place, plan=_split("stratified"))

    assert sorted(_parts(first).values()) == ["test", "test", "train", "train"]
    assert _parts(first) == _parts(second)
    assert first.figures is not None
    assert first.figures["parts"] == [
        {"name": "train", "items": 2}, {"name": "test", "items": 2},
    ]  # fmt: skip
    assert first.manifest is not None
    assert first.manifest["plan"] == _split("stratified")


def test_pictures_of_one_group_and_near_duplicates_are_in_one_part(place: Workplace) -> None:
    one, two, three, four = releases.items_of(place)
    Item.objects.filter(pk__in=[one.pk, two.pk]).update(metadata={"patient": "p1"})
    Item.objects.filter(pk__in=[two.pk, three.pk]).update(twins_id=two.pk)
    DatasetProfile.objects.create(dataset=place.dataset, is_stale=False, computed_at=clock.now())

    parts = _parts(releases.ready(place, plan=_split("grouped", group_key="patient")))

    assert parts[one.pk] == parts[two.pk] == parts[three.pk] != parts[four.pk]


def _scene(seed: int) -> Image.Image:
    levels = np.random.default_rng(seed).integers(40, 220, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(levels).resize((640, 480), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("busy_times", [0, 2])
def test_pictures_that_came_after_the_last_grouping_are_grouped_before_they_are_divided(
    monkeypatch: pytest.MonkeyPatch, busy_times: int
) -> None:
    place = work.workplace()
    scenes = [_scene(seed) for seed in range(4)]
    files = [
        pictures.encoded(one) for one in (*scenes, *(one.resize((480, 360)) for one in scenes))
    ]
    add_items(
        dataset=place.dataset,
        files=[(f"{n}.jpg", content) for n, content in enumerate(files)],
        actor_id=place.manager.pk,
        now=clock.now(),
    )
    consensus.labelled(place=place)
    ids = [item.pk for item in releases.items_of(place)]
    Item.objects.filter(pk=ids[3]).update(dhash=None)
    busy, slept = [False] * busy_times, list[float]()
    monkeypatch.setattr(
        building,
        "refresh_stale_profile",
        lambda **asked: busy.pop() if busy else refresh_stale_profile(**asked),
    )
    monkeypatch.setattr("time.sleep", slept.append)

    release = releases.ready(place, plan=_split("random"))

    parts = _parts(release)
    assert [parts[one] == parts[twin] for one, twin in zip(ids[:3], ids[4:7], strict=True)] == [
        True, True, True,
    ]  # fmt: skip
    assert set(parts.values()) == {"train", "test"}
    assert slept == [building.BETWEEN_LOOKS_SECONDS] * busy_times
    assert release.figures is not None
    assert release.figures["not_compared"] == 1
    assert not DatasetProfile.objects.get(dataset=place.dataset).is_stale


def test_parts_are_in_the_export(place: Workplace) -> None:
    release = releases.ready(place, plan=_split("random"))

    with releases.exported(release, "csv").file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))

    rows = csv.DictReader(io.StringIO(archive.read("items.csv").decode()))
    assert {int(row["item"]): row["split"] for row in rows} == _parts(release)
    assert json.loads(archive.read("manifest.json"))["splits"] == ["train", "test"]


def test_without_pictures_that_hold_nothing_those_with_an_answer_stay(place: Workplace) -> None:
    run = consensus.fitted(place)
    bare, asked, *others = run.results.order_by("task__item_id")
    for result, answers in ((bare, {}), (asked, {"weather": "rain"})):
        result.document = {**result.document, "shapes": [], "answers": answers}
        result.save(update_fields=["document"])

    previewed = preview(place.project.pk, Plan(has_empty=False))
    assert run.finished_at is not None
    frozen = results_of(
        place.project.pk,
        Plan(has_empty=False),
        fitted_at=run.finished_at,
        moment=run.finished_at,
    )

    assert [pk for _, pk in frozen] == [one.pk for one in (asked, *others)]
    assert (previewed.items, previewed.of) == (3, 4)


def test_excluded_pictures_and_those_not_chosen_stay_out(place: Workplace) -> None:
    first = releases.items_of(place)[0]
    Item.objects.filter(pk=first.pk).update(excluded_at=clock.now(), exclusion_reason="other")

    release = releases.ready(place)
    none = releases.ready(place, plan={"decided": ["adjudicated"]})

    assert first.pk not in _parts(release)
    assert release.items.count() == 3
    none.refresh_from_db()
    assert (none.state, none.build.error_code) == (Release.State.FAILED, "nothing_chosen")


def test_labels_are_said_in_the_changed_schema_everywhere(place: Workplace) -> None:
    release = releases.ready(place, plan={"changes": [{"key": "coin", "name": "Münze"}]})

    with releases.exported(release, "coco").file.open("rb") as file:
        coco = json.loads(
            zipfile.ZipFile(io.BytesIO(file.read())).read("annotations/instances_default.json")
        )

    assert [one["name"] for one in coco["categories"]] == ["Münze"]
    assert release.figures is not None
    assert release.figures["labels"][0]["name"] == "Münze"


def test_merged_labels_are_chosen_anew_and_exports_say_the_same() -> None:
    made = work.workplace(items=1)
    coin = work.DEFINITION["labels"][0]
    labels = [{**coin, "key": key, "name": key.title()} for key in ("coin", "token", "button")]
    made.project.schema_versions.update(definition={**work.DEFINITION, "labels": labels})
    named = ("coin", "token", "button")
    place = consensus.refreshed(
        consensus.labelled(
            place=made,
            says=lambda person, _: consensus.document(consensus.box(20, 30, label=named[person])),
        )
    )
    before = releases.ready(place)

    after = releases.ready(place, plan={"changes": [{"key": "token", "into": "button"}]})

    (old,), (new,) = (list(one.items.all()) for one in (before, after))
    (was,), (now,) = (list(one.confidence["shapes"].values()) for one in (old, new))
    assert (old.document["shapes"][0]["label"], was["is_tie"]) == ("coin", True)
    assert (new.document["shapes"][0]["label"], now["is_tie"]) == ("button", False)
    merged = was["posterior"]["token"] + was["posterior"]["button"]
    assert now["posterior"] == pytest.approx({"coin": was["posterior"]["coin"], "button": merged})
    assert now["class"] == pytest.approx(merged)
    assert new.lowest_confidence == pytest.approx(now["exists"] * merged)
    with releases.exported(after, "csv").file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    row = next(csv.DictReader(io.StringIO(archive.read("annotations/annotations.csv").decode())))
    assert row["label"] == "button"
    assert float(row["confidence"]) == pytest.approx(now["exists"] * merged, abs=1e-4)


def test_people_are_left_out_where_they_are_not_wanted(place: Workplace) -> None:
    release = releases.ready(place, plan={"people": "left_out"})

    frozen = release.items.all()
    assert all(item.submissions == [] and item.provenance == {} for item in frozen)
    assert release.figures is not None
    assert (release.figures["annotators"], release.figures["submissions_each"]) == (0, None)


@pytest.mark.parametrize(
    "plan",
    [
        {"changes": [{"key": "coin", "is_dropped": True}]},
        {"changes": [{"key": "dog", "name": "Dog"}]},
        {"labels": ["dog"]},
        {"split": {"method": "random", "shares": {"train": 0.9}}},
        {"split": {"method": "grouped", "shares": HALVES}},
    ],
)
def test_a_plan_that_does_not_fit_is_refused_in_words(
    place: Workplace, plan: dict[str, Any]
) -> None:
    with pytest.raises(WrongPlan):
        releases.ready(place, plan=plan)
