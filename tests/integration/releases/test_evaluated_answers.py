"""Evaluations of answers: numbers, several options, yes and no."""

import pytest
from django.utils import translation

from guildmark.projects.models import SchemaVersion
from guildmark.releases import evaluation_queries
from guildmark.releases.api.evaluation_serializers import EvaluationRowOut, FiguresField
from guildmark.releases.compared_labels import by_label
from guildmark.releases.models import Evaluation, Release
from tests.factories import consensus, releases, work
from tests.integration.releases.evaluating import annotator_evaluation, lines, report_of

pytestmark = pytest.mark.django_db

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
