"""Evaluations of models and annotators, from the file to the rows."""

import json
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from concord.geometry.rle import encode
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.events.models import Event
from guildmark.projects.models import SchemaVersion
from guildmark.releases import actions, evaluation_queries
from guildmark.releases.actions import evaluation_run
from guildmark.releases.api.evaluation_serializers import EvaluationRowOut, FiguresField
from guildmark.releases.compared_labels import by_label
from guildmark.releases.errors import EvaluationEnded, NotComparable, UnknownAnnotator
from guildmark.releases.models import Evaluation, Release
from tests.factories import consensus, releases, work
from tests.factories.pictures import archive

pytestmark = pytest.mark.django_db


def report_of(evaluation: Evaluation) -> Any:  # JSON
    """The report of one that is done."""
    assert evaluation.report is not None, evaluation.error_detail
    return evaluation.report


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


def annotator_evaluation(release: Release, annotator: str) -> Evaluation:
    """One that is done."""
    made, _ = actions.request_annotator_evaluation(
        actor_id=release.created_by_id, release_id=release.pk, annotator=annotator, now=clock.now()
    )
    evaluation_run.run(evaluation_id=made.pk, clock=clock.now)
    made.refresh_from_db()
    return made


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


def lines(*rows: dict[str, Any]) -> str:
    """Our own format."""
    return "\n".join(json.dumps(row) for row in rows)


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


#: Two pictures: how many coins there are, up to a tenth, and in which weather they were taken.
KNOWN = ({"many": 20, "weather": ["rain"]}, {"many": 10, "weather": []})


@pytest.fixture
def asked() -> Release:
    """A release of a number and several options, which three people agree on."""
    place = work.workplace(items=2)
    options = [{"key": key, "name": key.title()} for key in ("rain", "snow")]
    tolerance = {"value": 0.1, "is_relative": True}
    questions = [
        {"key": "many", "text": "How many?", "type": "number", "required": True,
         "tolerance": tolerance},
        {"key": "weather", "text": "Weather?", "type": "choices", "required": False,
         "options": options},
    ]  # fmt: skip
    SchemaVersion.objects.filter(project=place.project).update(
        definition={"version": 1, "labels": [], "questions": questions}
    )
    first = min(place.dataset.items.values_list("pk", flat=True))
    return releases.published(
        consensus.labelled(
            place=place,
            says=lambda person, item: consensus.document(answers=KNOWN[item != first]),
        )
    )


def test_numbers_and_several_options_of_a_model_are_held_against_a_release(asked: Release) -> None:
    first, second = (
        one.item.name for one in asked.items.select_related("item").order_by("position")
    )

    def model(name: str, *, many: int) -> Evaluation:
        said = lines(
            {"file_name": first, "answers": {"many": 22, "weather": ["rain", "snow"]}},
            {"file_name": second, "answers": {"many": many, "weather": []}},
        )
        return releases.evaluated(asked, said, name=name, format_key="jsonl")

    evaluation = model("Model", many=12)

    report = report_of(evaluation)
    (numbers,), (several,) = report["numbers"], report["several"]
    assert (numbers["within"]["value"], numbers["mean_absolute_error"]["value"]) == (0.5, 2.0)
    assert (several["exact"]["value"], several["micro_f1"]["value"]) == (0.5, pytest.approx(2 / 3))
    assert EvaluationRowOut(evaluation).data["headline"] == {"accuracy": 0.5}
    worst = {row.position: row.errors for row in evaluation_queries.evaluation_items(evaluation.pk)}
    assert worst == {0: 1, 1: 1}
    item = evaluation.items.get(position=0)
    assert item.predicted["answers"]["weather"]["option"] == ["rain", "snow"]
    other = model("Other", many=10)
    figures = {one.figure: one for one in evaluation_queries.comparison(evaluation, other)}
    assert (figures["many:within"].first, figures["many:within"].second) == (0.5, 1.0)
    assert figures["weather:exact"].difference == 0.0


@pytest.fixture
def sharp() -> Release:
    """A release of yes and no, which three people agree on."""
    place = work.workplace(items=2)
    question = {"key": "sharp", "text": "Sharp?", "type": "boolean", "required": True}
    SchemaVersion.objects.filter(project=place.project).update(
        definition={"version": 1, "labels": [], "questions": [question]}
    )
    first = min(place.dataset.items.values_list("pk", flat=True))
    return releases.published(
        consensus.labelled(
            place=place,
            says=lambda person, item: consensus.document(answers={"sharp": item == first}),
        )
    )


def test_yes_and_no_of_a_model_and_of_an_annotator_are_held_against_a_release(
    sharp: Release,
) -> None:
    names = [one.item.name for one in sharp.items.select_related("item").order_by("position")]
    said = lines(
        *(
            {"file_name": name, "answers": {"sharp": {"value": True, "score": 0.9}}}
            for name in names
        )
    )
    model = releases.evaluated(sharp, said, format_key="jsonl")
    other = releases.evaluated(sharp, said.replace("true", "false"), name="No", format_key="jsonl")
    person = str(evaluation_queries.annotators_of(sharp.pk)[0]["annotator"])

    assert report_of(model)["questions"][0]["accuracy"]["value"] == 0.5
    assert report_of(annotator_evaluation(sharp, person))["questions"][0]["accuracy"]["value"] == 1
    assert model.items.get(position=1).predicted["answers"]["sharp"] == {
        "option": True, "confidence": 0.9,
    }  # fmt: skip
    with translation.override("es"):
        told = FiguresField().to_representation(model.report)["questions"][0]["options"]
        compared = by_label(report_of(model), report_of(other), {})
    assert [(one["key"], one["name"]) for one in told] == [("true", "Sí"), ("false", "No")]
    assert {(one.key, one.name) for one in compared} == {("true", "Sí"), ("false", "No")}
    wrong = evaluation_queries.evaluation_items(model.pk, kind="wrong_answers", of="sharp=false")
    assert [row.position for row in wrong] == [1]


def test_somebodys_own_numbers_and_options_are_evaluated(asked: Release) -> None:
    name = str(evaluation_queries.annotators_of(asked.pk)[0]["annotator"])

    report = report_of(annotator_evaluation(asked, name))

    assert report["numbers"][0]["within"]["value"] == 1.0
    assert report["several"][0]["exact"]["value"] == 1.0
