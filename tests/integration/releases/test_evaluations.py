"""Evaluations of models and annotators, from the file to the rows."""

import errno
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord.geometry.rle import encode
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.events.models import Event
from guildmark.projects.models import SchemaVersion
from guildmark.releases import actions, evaluation_queries
from guildmark.releases.actions import evaluation_run
from guildmark.releases.api.evaluation_serializers import EvaluationRowOut
from guildmark.releases.errors import EvaluationEnded, NotComparable, UnknownAnnotator
from guildmark.releases.models import Evaluation, Release
from tests.factories import consensus, releases, work
from tests.factories.pictures import archive
from tests.integration.releases.evaluating import annotator_evaluation, lines, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    """Two pictures with two coins each, and a third coin that one of three people drew."""
    return releases.published(consensus.labelled(items=2))


def test_a_model_that_is_right_has_an_ap_of_one_and_no_errors(release: Release) -> None:
    evaluation = releases.evaluated(release)

    assert (evaluation.state, evaluation.prediction_count) == (Operation.State.DONE, 4)
    shapes = report_of(evaluation)["shapes"]
    assert shapes["ap"]["ap"]["value"] == 1.0
    assert shapes["headline"]["f1"]["value"] == 1.0
    assert 0 < shapes["noise"]["f1_ceiling"]["value"] < 1
    rows = evaluation.items.order_by("position").values_list("hits", "errors", "unsure_errors")
    assert list(rows) == [(2, 0, 0), (2, 0, 0)]
    made = Event.objects.filter(name__startswith="evaluation.").order_by("pk")
    names = made.values_list("name", flat=True)
    assert list(names) == ["evaluation.requested", "evaluation.finished"]


def test_the_picture_with_most_errors_comes_first_and_doubtful_ones_are_told_apart(
    release: Release,
) -> None:
    rows = releases.perfect_results(release)
    seen_by_one = {"image_id": 2, "category_id": 1, "bbox": [400, 300, 40, 40], "score": 0.95}
    nothing = {"image_id": 2, "category_id": 1, "bbox": [5, 200, 30, 30], "score": 0.95}

    evaluation = releases.evaluated(release, [*rows, seen_by_one, nothing])

    worst, other = evaluation_queries.evaluation_items(evaluation.pk)
    assert (worst.position, worst.errors, worst.unsure_errors) == (1, 2, 1)
    assert other.errors == 0
    half = report_of(evaluation)["shapes"]["ious"].index(0.5)
    assert [row[half] for row in worst.matches] == [0, 1, -1, -1]


def test_an_evaluation_waits_for_room_until_it_is_cancelled_or_there_is_some(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Mock(side_effect=OSError(errno.ENOSPC, "full"))
    with monkeypatch.context() as patch:
        patch.setattr(evaluation_run, "read_predictions", full)
        one, other = (releases.evaluated(release, name=name) for name in ("One", "Other"))
    waits = (one.state, one.error_code, one.attempt)

    evaluation_run.run(evaluation_id=one.pk, clock=clock.now)
    actions.cancel_evaluation(actor_id=other.created_by_id, evaluation_id=other.pk, now=clock.now())

    assert waits == (Operation.State.QUEUED, "no_room", 0)
    for row in (one, other):
        row.refresh_from_db()
    assert (one.state, one.error_code, one.error_detail) == (Operation.State.DONE, "", "")
    assert (other.state, other.error_code) == (Operation.State.CANCELLED, "")


def test_rows_that_cannot_be_used_are_reported_and_the_others_count(release: Release) -> None:
    rows = releases.perfect_results(release)
    rows[1] = {**rows[1], "image_id": 77}

    evaluation = releases.evaluated(release, rows)

    assert evaluation.refused_count == 1
    assert evaluation.refusals[0]["code"] == "unknown_image"
    assert report_of(evaluation)["shapes"]["headline"]["recall"]["value"] == 0.75


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("{", "JSON list"),
        ([{"image_id": 99}], "No prediction can be used, of 1 read"),
        ("\x00", "JSON list"),
    ],
)
def test_a_file_that_is_not_of_its_format_fails_with_the_reason(
    release: Release, rows: object, words: str
) -> None:
    evaluation = releases.evaluated(release, rows)

    assert evaluation.state == Operation.State.FAILED
    assert (evaluation.error_code, evaluation.report) == ("predictions_not_read", None)
    assert words in evaluation.error_detail


def test_a_model_that_says_nothing_at_all_is_evaluated(release: Release) -> None:
    evaluation = releases.evaluated(release, [])

    assert evaluation.state == Operation.State.DONE
    assert report_of(evaluation)["shapes"]["headline"]["recall"]["value"] == 0.0


def test_the_same_file_is_evaluated_once_and_twice_run_changes_nothing(release: Release) -> None:
    first = releases.evaluated(release)

    again = releases.evaluation(release)
    evaluation_run.run(evaluation_id=first.pk, clock=clock.now)

    assert again.pk == first.pk
    assert releases.evaluation(release, name="Another").pk != first.pk
    assert first.items.count() == 2


def test_a_cancelled_one_is_not_computed_and_a_done_one_cannot_be_cancelled(
    release: Release,
) -> None:
    waiting = releases.evaluation(release)
    done = releases.evaluated(release, name="Done")

    for _ in range(2):
        actions.cancel_evaluation(
            actor_id=release.created_by_id, evaluation_id=waiting.pk, now=clock.now()
        )
    evaluation_run.run(evaluation_id=waiting.pk, clock=clock.now)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.report) == (Operation.State.CANCELLED, None)
    with pytest.raises(EvaluationEnded):
        actions.cancel_evaluation(
            actor_id=release.created_by_id, evaluation_id=done.pk, now=clock.now()
        )


def test_a_running_one_ends_at_its_next_report(release: Release) -> None:
    made = releases.evaluation(release)
    Evaluation.objects.filter(pk=made.pk).update(is_cancel_requested=True)

    evaluation_run.run(evaluation_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert made.state == Operation.State.CANCELLED
    assert made.items.count() == 0


def test_annotators_are_evaluated_as_if_they_were_models(release: Release) -> None:
    known = evaluation_queries.annotators_of(release.pk)
    assert [row["item_count"] for row in known] == [2, 2, 2]

    found = [annotator_evaluation(release, str(row["annotator"])) for row in known]

    precisions = [report_of(one)["shapes"]["headline"]["precision"]["value"] for one in found]
    assert sorted(precisions) == [pytest.approx(2 / 3), 1.0, 1.0]
    assert {report_of(one)["shapes"]["ap"]["ap"]["value"] for one in found} == {None}
    with pytest.raises(UnknownAnnotator):
        annotator_evaluation(release, "nobody")


def test_two_models_are_compared_on_the_same_draws() -> None:
    release = releases.published(consensus.labelled(items=12))
    right = releases.perfect_results(release)
    first = releases.evaluated(release, right[::2] + right[1::4], name="First")
    second = releases.evaluated(release, right, name="Second")

    recall = next(
        one for one in evaluation_queries.comparison(first, second) if one.figure == "recall"
    )

    assert recall.second - recall.first == pytest.approx(recall.difference)
    assert recall.lower is not None
    assert recall.upper is not None
    assert 0 < recall.lower < recall.difference < recall.upper


def test_evaluations_of_two_releases_are_not_compared(release: Release) -> None:
    other = releases.published(consensus.labelled(items=1))

    with pytest.raises(NotComparable):
        evaluation_queries.comparison(releases.evaluated(release), releases.evaluated(other))


def test_our_own_lines_are_read_with_the_name_of_the_picture(release: Release) -> None:
    first = release.items.order_by("position").select_related("item")[0]
    shape = first.document["shapes"][0]
    said = {"label": "coin", "geometry": shape["geometry"], "score": 0.7}

    evaluation = releases.evaluated(
        release, lines({"file_name": first.item.name, "shapes": [said]}), format_key="jsonl"
    )

    assert evaluation.prediction_count == 1
    assert report_of(evaluation)["shapes"]["headline"]["precision"]["value"] == 1.0


def test_a_model_is_evaluated_without_loading_what_single_people_said(release: Release) -> None:
    waiting = releases.evaluation(release)

    with CaptureQueriesContext(connection) as asked:
        evaluation_run.run(evaluation_id=waiting.pk, clock=clock.now)

    waiting.refresh_from_db()
    assert waiting.state == Operation.State.DONE
    read = [one["sql"] for one in asked if '"releases_releaseitem"."document"' in one["sql"]]
    assert read
    assert not [sql for sql in read if '"submissions"' in sql or '"provenance"' in sql]


def ground(side: int) -> dict[str, Any]:
    """So many by so many pixels of ground, from a corner."""
    counts = encode(np.ones((side, side), dtype=bool))
    geometry = {"x": 0, "y": 0, "width": side, "height": side, "counts": counts}
    return {"id": "s0", "kind": "mask", "label": "ground", "geometry": geometry, "attributes": {}}


@pytest.fixture
def mapped() -> Release:
    """Two pictures whose pixels are divided among labels: ten by ten are ground."""
    place = work.workplace(items=2)
    label = {"key": "ground", "name": "Ground", "color": "#30C7D2", "kind": "mask"}
    definition = {"version": 1, "labels": [{**label, "is_semantic": True}], "questions": []}
    SchemaVersion.objects.filter(project=place.project).update(definition=definition)
    said = consensus.document(ground(10))
    return releases.published(consensus.labelled(place=place, says=lambda person, item: said))


def test_pictures_with_most_wrong_pixels_come_first(mapped: Release) -> None:
    names = [row.item.name for row in mapped.items.select_related("item").order_by("position")]
    said = [
        {"file_name": name, "shapes": [{"label": "ground", "geometry": ground(side)["geometry"]}]}
        for name, side in zip(names, (10, 8), strict=True)
    ]

    evaluation = releases.evaluated(mapped, lines(*said), format_key="jsonl")

    assert report_of(evaluation)["pixels"]["mean_iou"]["value"] == pytest.approx(164 / 200)
    found = evaluation_queries.evaluation_items(evaluation.pk)
    assert [(row.position, row.errors, row.wrong_pixels) for row in found] == [
        (1, 0, 36),
        (0, 0, 0),
    ]
    assert EvaluationRowOut(evaluation).data["headline"] == {"mean_iou": pytest.approx(164 / 200)}


def test_masks_in_a_zip_as_our_own_export_has_them_are_right_in_every_pixel(
    mapped: Release,
) -> None:
    with releases.exported(mapped, "png_semantic").file.open("rb") as file:
        ours = file.read()
    upload = SimpleUploadedFile("masks.zip", ours)

    right = _of_zip(mapped, upload, "png")
    broken = _of_zip(
        mapped, SimpleUploadedFile("x.zip", archive([("a.png", b"no picture")])), "png"
    )
    text = _of_zip(mapped, SimpleUploadedFile("x.zip", b"no archive"), "yolo")

    assert (right.state, right.prediction_count, right.refused_count) == ("done", 2, 0)
    assert report_of(right)["pixels"]["mean_iou"]["value"] == 1.0
    assert (broken.state, broken.error_code) == ("failed", "predictions_not_read")
    assert "a.png: " in broken.error_detail
    assert (text.state, text.error_code) == ("failed", "predictions_not_read")


def test_objects_in_a_zip_as_our_own_export_has_them_are_found(release: Release) -> None:
    with releases.exported(release, "png_instance").file.open("rb") as file:
        upload = SimpleUploadedFile("objects.zip", file.read())

    found = _of_zip(release, upload, "png")

    headline = report_of(found)["shapes"]["headline"]
    assert (found.state, found.refused_count) == ("done", 0)
    assert [headline[key]["value"] for key in ("precision", "recall")] == [1.0, 1.0]


def _of_zip(release: Release, upload: SimpleUploadedFile, format_key: str) -> Evaluation:
    made, _ = actions.request_evaluation(
        actor_id=release.created_by_id,
        release_id=release.pk,
        name=f"Model of {upload.size}",
        format_key=format_key,
        upload=upload,
        now=clock.now(),
    )
    evaluation_run.run(evaluation_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made
