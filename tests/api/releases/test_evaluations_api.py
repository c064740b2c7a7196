"""Evaluations over HTTP: a client uploads, follows, and finds the worst picture."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.releases.actions import evaluation_run
from guildmark.releases.models import Evaluation, EvaluationOutcomes, Release
from tests.conftest import SignIn
from tests.factories import accounts, consensus, quality, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with results of two pictures."""
    return consensus.labelled(items=2)


@pytest.fixture
def release(place: Workplace) -> Release:
    """What clients see."""
    return releases.published(place)


def test_a_client_evaluates_a_model_and_finds_its_worst_picture(
    place: Workplace, release: Release, api: SignIn
) -> None:
    client = api(accounts.staff(place.organisation, "client"))
    url = f"/api/v1/releases/{release.pk}/evaluations"
    rows = releases.perfect_results(release)[1:]

    made, again = (
        client.post(
            url,
            {"name": "v1", "format": "coco", "file": releases.predictions_file(release, rows)},
            format="multipart",
        )
        for _ in range(2)
    )

    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["id"] == again.json()["id"]
    assert (made.json()["state"], made.json()["headline"]) == ("queued", None)
    evaluation_run.run(evaluation_id=made.json()["id"], clock=clock.now)
    page = f"/api/v1/evaluations/{made.json()['id']}"
    report = client.get(page).json()["report"]
    assert report["shapes"]["headline"]["recall"]["value"] == 0.75
    (row,) = client.get(url).json()["results"]
    assert row["headline"]["f1"] == pytest.approx(6 / 7)
    worst = client.get(f"{page}/items").json()["results"][0]
    assert (worst["position"], worst["misses"]) == (0, 1)
    picture = client.get(f"{page}/items/{worst['position']}").json()
    assert len(picture["truth"]["shapes"]) == 2
    assert len(picture["predicted"]["shapes"]) == len(picture["matches"]) == 1


def test_an_evaluation_is_cancelled_by_who_asked_for_it_and_by_managers_alone(
    place: Workplace, release: Release, api: SignIn
) -> None:
    ada, bo = (accounts.staff(place.organisation, "client") for _ in range(2))
    url = f"/api/v1/releases/{release.pk}/evaluations"

    def cancelled(who: User) -> tuple[bool, int]:
        file = releases.predictions_file(release, releases.perfect_results(release))
        body = {"name": who.pseudonym, "format": "coco", "file": file}
        page = f"/api/v1/evaluations/{api(ada).post(url, body, format='multipart').json()['id']}"
        shown = api(who).get(page).json()
        return shown["is_own"], api(who).post(f"{page}/cancel").status_code

    assert [cancelled(who) for who in (bo, ada, place.manager)] == [
        (False, 403),
        (True, 200),
        (False, 200),
    ]


def test_figures_are_given_where_the_sliders_stand(
    place: Workplace, release: Release, api: SignIn
) -> None:
    client = api(accounts.staff(place.organisation, "client"))
    rows = releases.perfect_results(release)[1:]
    made = client.post(
        f"/api/v1/releases/{release.pk}/evaluations",
        {"name": "v1", "format": "coco", "file": releases.predictions_file(release, rows)},
        format="multipart",
    )
    url = f"/api/v1/evaluations/{made.json()['id']}/figures"
    early = client.get(url, {"iou": 0.5, "confidence": 0})
    evaluation_run.run(evaluation_id=made.json()["id"], clock=clock.now)

    loose, none = (client.get(url, {"iou": 0.55, "confidence": at}) for at in (0.0, 1.0))
    low = {"iou": 0.09, "confidence": 0}
    wrong = [
        client.get(url, said) for said in ({"iou": 2, "confidence": 0}, low, {"iou": "nan"}, {})
    ]

    assert (early.status_code, early.json()["code"]) == (409, "evaluation_not_done")
    # two pictures are too few for an interval
    assert loose.json()["recall"] == {
        "value": 0.75, "lower": None, "upper": None, "undefined_reason": None,
    }  # fmt: skip
    assert loose.json()["precision"]["value"] == 1.0
    assert none.json()["precision"]["undefined_reason"] == "Nothing was predicted."
    assert [one.status_code for one in wrong] == [422, 422, 422, 422]
    assert client.get(url, {"iou": 0.1, "confidence": 0}).status_code == 200
    stranger = api(accounts.person())
    assert stranger.get(url, {"iou": 0.5, "confidence": 0}).status_code == 404


def test_figures_at_another_choice_are_given_without_reading_the_report(
    release: Release, api: SignIn
) -> None:
    manager = api(release.created_by)
    url = f"/api/v1/evaluations/{releases.evaluated(release).pk}/figures"
    with CaptureQueriesContext(connection) as first:
        manager.get(url, {"iou": 0.5, "confidence": 0})
    with CaptureQueriesContext(connection) as again:
        manager.get(url, {"iou": 0.5, "confidence": 0})

    columns = [f'"releases_evaluation"."{name}"' for name in ("report", "draws", "refusals")]
    said = [one["sql"] for one in first.captured_queries]
    assert not [sql for sql in said for column in columns if column in sql]
    outcomes = [one for one in again.captured_queries if "evaluationoutcomes" in one["sql"]]
    assert (len(again) < len(first), outcomes) == (True, [])


def test_who_finds_no_figures_of_an_old_evaluation_evaluates_the_file_again(
    release: Release, api: SignIn
) -> None:
    manager = api(release.created_by)
    old = releases.evaluated(release, name="v1")
    EvaluationOutcomes.objects.all().delete()
    choice = {"iou": 0.5, "confidence": 0}

    before = manager.get(f"/api/v1/evaluations/{old.pk}/figures", choice)
    anew = releases.evaluated(release, name="v1")
    again = releases.evaluation(release, name="v1")
    after = manager.get(f"/api/v1/evaluations/{anew.pk}/figures", choice)

    assert (before.status_code, before.json()["code"]) == (409, "figures_not_kept")
    assert (anew.pk != old.pk, again.pk) == (True, anew.pk)
    assert (after.status_code, after.json()["recall"]["value"]) == (200, 1.0)


def test_an_evaluation_in_which_nothing_is_drawn_says_so_and_is_given_again(
    release: Release, api: SignIn
) -> None:
    made = releases.evaluated(release, name="v1")
    EvaluationOutcomes.objects.all().delete()
    Evaluation.objects.update(report={**made.report, "shapes": None})  # type: ignore[dict-item]  # it is done

    found = api(release.created_by).get(
        f"/api/v1/evaluations/{made.pk}/figures", {"iou": 0.5, "confidence": 0}
    )

    assert (found.status_code, found.json()["code"]) == (409, "nothing_drawn")
    assert releases.evaluation(release, name="v1").pk == made.pk


def test_a_model_is_held_against_gold_by_managers_and_keys_that_write(
    place: Workplace, api: SignIn, machine: SignIn
) -> None:
    gold = quality.gold_item(place)
    url = f"/api/v1/projects/{place.project.pk}/gold-evaluations"
    row = {"file_name": gold.item.name, "shapes": []}

    def body() -> dict[str, object]:
        file = SimpleUploadedFile("said.jsonl", json.dumps(row).encode())
        return {"name": "v1", "format": "jsonl", "file": file}

    reader = machine(accounts.api_key(place.organisation, ["releases:read"])[1].text)
    writer = machine(
        accounts.api_key(place.organisation, ["releases:read", "releases:write"])[1].text
    )
    client = api(accounts.staff(place.organisation, "client"))

    made = writer.post(url, body(), format="multipart")

    assert made.status_code == 201
    one = f"/api/v1/evaluations/{made.json()['id']}"
    evaluation_run.run(evaluation_id=made.json()["id"], clock=clock.now)
    manager = api(place.manager)
    found = manager.get(one).json()
    assert (found["against"], found["release_id"], found["release_version"]) == ("gold", None, None)
    assert found["report"]["shapes"]["headline"]["recall"]["value"] == 0.0
    (listed,) = manager.get(url).json()["results"]
    assert listed["id"] == found["id"]
    picture = manager.get(f"{one}/items/0").json()
    assert len(picture["truth"]["shapes"]) == 2
    for outsider in (client, reader):
        answers = [outsider.get(path) for path in (url, one, f"{one}/items", f"{one}/items/0")]
        answers.append(outsider.post(url, body(), format="multipart"))
        assert {answer.status_code for answer in answers} == {403}


def test_what_breaks_the_rules_is_refused(release: Release, api: SignIn) -> None:
    manager = api(release.created_by)
    url = f"/api/v1/releases/{release.pk}/evaluations"
    file = releases.predictions_file(release)

    unknown = manager.post(url, {"name": "v", "format": "xml", "file": file}, format="multipart")
    nobody = manager.post(
        f"/api/v1/releases/{release.pk}/annotator-evaluations", {"annotator": "nobody"}
    )
    too_large = manager.post(
        url, {"name": "v"}, format="multipart", CONTENT_LENGTH=300 * 1024 * 1024
    )

    assert unknown.status_code == 422
    assert (nobody.status_code, nobody.json()["code"]) == (422, "unknown_annotator")
    assert (too_large.status_code, too_large.json()["code"]) == (422, "file_too_large")


def test_two_models_are_compared(release: Release, api: SignIn) -> None:
    manager = api(release.created_by)
    first, second = (releases.evaluated(release, name=name) for name in ("v1", "v2"))
    url = f"/api/v1/evaluations/{first.pk}/comparison"

    found = manager.get(url, {"other": second.pk}).json()

    assert (found["first"]["source_name"], found["second"]["source_name"]) == ("v1", "v2")
    assert {row["difference"] for row in found["figures"]} == {0.0}
    assert manager.get(url, {"other": 10**9}).status_code == 404
    assert manager.get(url).status_code == 422


@pytest.mark.parametrize("number", [1, 2])
def test_lists_of_evaluations_cost_the_same_for_one_row_and_for_two(
    release: Release, api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    for name in ("v1", "v2")[:number]:
        evaluation = releases.evaluated(release, name=name)
    manager = api(release.created_by)
    manager.get("/api/v1/me")

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's callable
        rows = manager.get(f"/api/v1/releases/{release.pk}/evaluations").json()
    with django_assert_num_queries(7):  # type: ignore[operator]  # as above
        items = manager.get(f"/api/v1/evaluations/{evaluation.pk}/items").json()
    with django_assert_num_queries(5):  # type: ignore[operator]  # as above
        people = manager.get(f"/api/v1/releases/{release.pk}/annotators").json()

    assert (rows["count"], items["count"], people["count"]) == (number, 2, 3)


def test_why_a_figure_is_not_there_is_said_in_the_readers_language(
    place: Workplace, release: Release, api: SignIn
) -> None:
    rows = [
        {key: value for key, value in row.items() if key != "score"}
        for row in releases.perfect_results(release)
    ]
    evaluation = releases.evaluated(release, rows)
    client = api(accounts.staff(place.organisation, "client"))
    url = f"/api/v1/evaluations/{evaluation.pk}"

    english, spanish = (
        client.get(url, headers={"Accept-Language": language}).json()["report"]
        for language in ("en", "es")
    )

    assert english["shapes"]["ap"]["ap"]["undefined_reason"].startswith("AP is undefined")
    assert spanish["shapes"]["ap"]["ap"]["undefined_reason"] == (
        "El AP no está definido: las predicciones no tienen puntuaciones."
    )
    assert spanish["shapes"]["by_label"] == english["shapes"]["by_label"]


def test_rows_that_were_not_read_are_told_in_the_readers_language(
    place: Workplace, release: Release, api: SignIn
) -> None:
    rows = [*releases.perfect_results(release), {"image_id": 77}]
    evaluation = releases.evaluated(release, rows)

    client = api(place.manager)
    url = f"/api/v1/evaluations/{evaluation.pk}"
    english, spanish = (
        client.get(url, headers={"Accept-Language": language}).json()["refusals"][0]["message"]
        for language in ("en", "es")
    )

    assert english == "There is no image 77: they count from 1 to 2."
    assert spanish == "No hay ninguna imagen 77: se cuentan de 1 a 2."


def test_pictures_are_found_by_what_is_wrong_with_them_and_models_compared_by_label(
    release: Release, api: SignIn
) -> None:
    right = releases.perfect_results(release)
    first = releases.evaluated(release, right, name="right")
    moved = [{**row, "bbox": [300.0, 300.0, 20.0, 20.0]} for row in right[:1]]
    second = releases.evaluated(release, [*moved, *right[1:]], name="worse")
    manager = api(release.created_by)
    url = f"/api/v1/evaluations/{second.pk}/items"

    def positions(**asked: str) -> list[int]:
        return [row["position"] for row in manager.get(url, asked).json()["results"]]

    assert positions(kind="misses") == positions(of="coin") == [0]
    assert positions(kind="false_positives", of="coin") == [0]
    assert positions(kind="wrong_answers") == positions(of="dog") == []
    assert len(positions()) == release.items.count()
    assert manager.get(url, {"kind": "hits"}).status_code == 422
    second.items.update(wrong=None)
    assert positions(of="coin") == []
    compared = manager.get(
        f"/api/v1/evaluations/{first.pk}/comparison", {"other": second.pk}
    ).json()
    rows = {row["figure"]: row for row in compared["by_label"]}
    assert rows["recall"]["name"] == "Coin"
    assert (rows["recall"]["wanted"], rows["recall"]["first"]) == (len(right), 1.0)
    assert rows["recall"]["difference"] == pytest.approx(-1 / len(right))
